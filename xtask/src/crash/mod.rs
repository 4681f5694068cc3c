//! `cargo xtask crash`: kills the server at random moments while clients write, starts it again, and holds what it has
//! against what it acknowledged.

mod clients;

mod ledger;

mod prepared;

mod publisher;

mod site;

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use self::clients::{Load, Target, Versions, held};
use self::ledger::Ledger;
use self::publisher::Publisher;
use crate::options::Options;
use crate::run::quietly;
use crate::server::Server;
use crate::steps::seconds;

/// The words that the command knows.
pub const WORDS: [&str; 8] = ["kills", "clients", "token", "round", "items", "ready", "site", "verify"];
/// Kills and clients where nothing else is asked for.
const KILLS: usize = 20;
const CLIENTS: usize = 20;
/// How long the clients write before a kill, in milliseconds.
const MOMENTS: std::ops::Range<u64> = 20..400;
/// How long after a site was made, in milliseconds: so long it takes at most to write it down beside the clients.
const WRITING: std::ops::Range<u64> = 0..2500;
/// How often somebody publishes as the server is killed: at one kill in so many.
const PUBLISHES: usize = 4;

/// What is killed, and how often.
#[derive(Debug, Clone)]
struct Plan {
    /// The program and its words; `{address}` stands for where it is to listen.
    serve: Vec<String>,
    /// A program that says by its exit status whether the database is whole, while no server runs. Empty: none.
    verify: Vec<String>,
    /// A page that answers 200 once the server is ready.
    ready: String,
    /// The manifest of the public site, every file of which must be whole. `None`: there is no site to look at.
    site: Option<String>,
    /// Who publishes meanwhile, at every fourth kill. `None`: nobody.
    publisher: Option<Publisher>,
    /// Where the clients write.
    target: Target,
    /// Clients, each with a write in flight.
    clients: usize,
    /// Kills.
    kills: usize,
}

/// What came of it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Outcome {
    /// Times that the server was killed.
    kills: usize,
    /// Versions that it had acknowledged.
    acknowledged: usize,
    /// Versions that it held though it was killed before it could say so.
    unacknowledged: usize,
    /// Kills as a publication was written.
    publications: usize,
    /// Publications that it had acknowledged.
    published: Vec<String>,
    /// Writes without an answer at the moment of each kill.
    in_flight: Vec<usize>,
    /// The longest that it took to answer again.
    slowest: Duration,
    /// What is wrong.
    faults: Vec<String>,
}

/// Kills and checks as often as the plan says; stops at the first kill that something is wrong after.
fn run(plan: &Plan, log: &Path) -> Outcome {
    let mut outcome = Outcome::default();
    let ledger = Mutex::new(Ledger::default());
    while outcome.kills < plan.kills && outcome.faults.is_empty() {
        if let Err(why) = once(plan, log, &ledger, &mut outcome) {
            outcome.faults.push(why);
        }
    }
    outcome
}

/// Starts the server, checks what it kept of all before, loads it, kills it, and has the database checked.
fn once(plan: &Plan, log: &Path, ledger: &Mutex<Ledger>, outcome: &mut Outcome) -> Result<(), String> {
    let server = Server::start(&plan.serve, &plan.ready, log)?;
    outcome.slowest = outcome.slowest.max(server.began());
    let versions = check(plan, &server, ledger, outcome)?;
    load_and_kill(plan, server, ledger, &versions, outcome)?;
    outcome.kills += 1;
    if outcome.kills == plan.kills {
        let server = Server::start(&plan.serve, &plan.ready, log)?;
        check(plan, &server, ledger, outcome)?;
    }
    Ok(())
}

/// Holds what the server has against the ledger; the latest version of each item.
fn check(plan: &Plan, server: &Server, ledger: &Mutex<Ledger>, outcome: &mut Outcome) -> Result<Versions, String> {
    let kept = held(&server.url(""), &plan.target)?;
    let mut ledger = ledger.lock().unwrap_or_else(PoisonError::into_inner);
    if outcome.kills == 0 {
        kept.iter().for_each(|one| ledger.finds(one));
    }
    outcome.acknowledged = ledger.acknowledged();
    outcome.unacknowledged = ledger.unacknowledged(&kept);
    outcome.faults.extend(ledger.faults(&kept));
    outcome.faults.extend(plan.site.iter().flat_map(|manifest| site::faults(&server.url(""), manifest)));
    if let Some(publisher) = &plan.publisher {
        outcome.faults.extend(publisher.faults(&server.url(""), &plan.target, &outcome.published)?);
    }
    let mut versions = Versions::new();
    for one in kept {
        let latest = versions.entry(one.item).or_default();
        *latest = one.version.max(*latest);
    }
    Ok(versions)
}

/// Lets every client write, kills the server at a random moment, notes how many writes were in flight then, and has the
/// database checked.
fn load_and_kill(
    plan: &Plan,
    server: Server,
    ledger: &Mutex<Ledger>,
    versions: &Versions,
    outcome: &mut Outcome,
) -> Result<(), String> {
    let load = Load {
        target: &plan.target,
        address: server.url(""),
        ledger,
        killed: AtomicBool::new(false),
        in_flight: AtomicUsize::new(0),
        faults: Mutex::default(),
    };
    let publisher = plan.publisher.as_ref().filter(|_| outcome.kills % PUBLISHES == PUBLISHES - 1);
    let url = server.url("");
    let (in_flight, killed, published) = std::thread::scope(|scope| {
        for number in 0..plan.clients {
            let load = &load;
            scope.spawn(move || load.client(number, plan.clients, versions));
        }
        let publishing = publisher.map(|publisher| scope.spawn(|| publisher.publishes(&url, &plan.target)));
        let (waited, moments) = match publishing {
            Some(_) => (publisher::is_writing(&server), WRITING),
            None => (Ok(()), MOMENTS),
        };
        std::thread::sleep(Duration::from_millis(fastrand::u64(moments)));
        load.killed.store(true, Ordering::SeqCst);
        let in_flight = load.in_flight.load(Ordering::SeqCst);
        let killed = server.kill();
        let published = publishing.and_then(|thread| thread.join().ok()).flatten();
        (in_flight, waited.and(killed), published)
    });
    killed?;
    outcome.publications += usize::from(publisher.is_some());
    outcome.published.extend(published);
    outcome.in_flight.push(in_flight);
    outcome.faults.extend(load.faults.into_inner().unwrap_or_else(PoisonError::into_inner));
    if let Some((program, arguments)) = plan.verify.split_first() {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        if quietly(Path::new("."), program, &arguments).is_none() {
            outcome.faults.push(format!("after a kill this fails: {}", plan.verify.join(" ")));
        }
    }
    Ok(())
}

/// Runs what the words of the command say.
pub fn command(root: &Path, options: &Options) -> bool {
    let folder = root.join("target/crash");
    let made = std::fs::create_dir_all(&folder).map_err(|why| format!("{}: {why}", folder.display()));
    let kills = options.number("kills", KILLS);
    let plan =
        made.and_then(|()| if options.program.is_empty() { prepared::plan(root, kills?) } else { plan(options) });
    match plan {
        Ok(plan) => tell(&plan, &folder.join(format!("log-{}", std::process::id()))),
        Err(why) => {
            println!("error: {why}");
            false
        }
    }
}

/// Kills the demonstration as often as each run of `ready` does.
pub fn ready(root: &Path) -> bool {
    command(root, &Options::default())
}

fn plan(options: &Options) -> Result<Plan, String> {
    let needed = |name: &str| options.text(name).map(str::to_string).ok_or_else(|| format!("--{name} is needed"));
    let verify = options.text("verify").unwrap_or_default();
    Ok(Plan {
        serve: options.program.clone(),
        verify: verify.split_whitespace().map(str::to_string).collect(),
        ready: options.text("ready").unwrap_or("/health").to_string(),
        site: options.text("site").map(str::to_string),
        publisher: None,
        target: Target {
            token: needed("token")?,
            round: needed("round")?,
            items: needed("items")?.split(',').map(str::to_string).collect(),
        },
        clients: options.number("clients", CLIENTS)?,
        kills: options.number("kills", KILLS)?,
    })
}

/// Runs a plan and prints its counts; true if nothing was lost.
fn tell(plan: &Plan, log: &Path) -> bool {
    let began = Instant::now();
    let mut outcome = run(plan, log);
    outcome.in_flight.sort_unstable();
    let flights = &outcome.in_flight;
    let at = |place: usize| flights.get(place).copied().unwrap_or(0);
    println!("{} kills in {}, {} clients", outcome.kills, seconds(began.elapsed()), plan.clients);
    println!(
        "writes in flight at a kill: least {}, median {}, most {}",
        at(0),
        at(flights.len() / 2),
        at(flights.len().saturating_sub(1))
    );
    println!(
        "kills as a publication was written: {}, of which acknowledged {}",
        outcome.publications,
        outcome.published.len()
    );
    println!("acknowledged: {}", outcome.acknowledged);
    println!("there though the kill came before the answer: {}", outcome.unacknowledged);
    println!("slowest start to first answer: {} ms", outcome.slowest.as_millis());
    for fault in outcome.faults.iter().take(20) {
        println!("error: {fault}");
    }
    println!("{} faults", outcome.faults.len());
    outcome.faults.is_empty() && outcome.kills == plan.kills && outcome.acknowledged > 0
}

#[cfg(test)]
mod cases;
