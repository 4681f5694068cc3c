//! `cargo xtask bench serve`: the server beside nginx, with the same bytes, on this machine, in one run.

mod nginx;

mod table;

mod wrk;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use self::table::Side;
use self::wrk::{Pace, load};
use crate::options::Options;
use crate::server::{Server, agent};
use crate::tools;
use crate::visitor::Visitor;

/// Connections that ask at the same time.
const CONNECTIONS: usize = 16;
/// Cold starts of each server.
const STARTS: usize = 9;

/// The words that the command knows.
pub const WORDS: [&str; 6] = ["page", "form", "as", "cookie", "runs", "seconds"];

/// Somebody who is signed in.
enum Person {
    /// By the cookie of a session.
    Cookie(String),
    /// By address and password, before the form is measured.
    Password(String, String),
}

/// What is measured, and how long.
struct Plan {
    serve: Vec<String>,
    page: String,
    /// A page with a form, for somebody who is signed in.
    form: Option<String>,
    /// Who that is.
    person: Person,
    runs: usize,
    time: Duration,
    folder: PathBuf,
}

/// Measures and prints; false if something could not be measured or a goal is missed.
pub fn measure(root: &Path, options: &Options) -> bool {
    let measured = plan(root, options).and_then(|plan| told(&plan));
    measured.unwrap_or_else(|why| {
        println!("error: {why}");
        false
    })
}

fn plan(root: &Path, options: &Options) -> Result<Plan, String> {
    if options.program.is_empty() {
        return Err("name the server after --, with {address} where it is to listen".into());
    }
    if !tools::install_for_measuring(root) {
        return Err("nginx and wrk are needed to measure".into());
    }
    let folder = root.join("target/bench/serve");
    fs::create_dir_all(&folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    let person = match options.text("as").map(|text| text.split_once(':')) {
        None => Person::Cookie(options.text("cookie").unwrap_or_default().to_string()),
        Some(Some((email, password))) => Person::Password(email.to_string(), password.to_string()),
        Some(None) => return Err("--as: write EMAIL:PASSWORD".into()),
    };
    Ok(Plan {
        serve: options.program.clone(),
        page: options.text("page").unwrap_or("/").to_string(),
        form: options.text("form").map(str::to_string),
        person,
        runs: options.number("runs", 9)?,
        time: Duration::from_secs(options.number("seconds", 3)?.try_into().unwrap_or(3)),
        folder,
    })
}

fn told(plan: &Plan) -> Result<bool, String> {
    let log = plan.folder.join("log");
    fs::write(&log, "").map_err(|why| format!("{}: {why}", log.display()))?;
    let start = || Server::start(&plan.serve, &plan.page, &log);
    let ours = start()?;
    let page = bytes(&ours.url(&plan.page), "")?;
    nginx::prepare(&plan.folder, &page)?;
    let theirs = nginx::start(&plan.folder, &log)?;
    if bytes(&theirs.url(nginx::PAGE), "")? != page {
        return Err("the two servers do not answer with the same bytes".into());
    }
    println!(
        "{}: {} bytes, {CONNECTIONS} connections, {} runs of {} s each, in turn",
        plan.page,
        page.len(),
        plan.runs,
        plan.time.as_secs()
    );
    let (mut our, mut their) = (Side::new("baseplan"), Side::new("nginx"));
    for run in 0..=plan.runs {
        // The first run warms both up and is not counted; the order changes so that neither is always first.
        let sides = [(&ours, plan.page.as_str(), &mut our), (&theirs, nginx::PAGE, &mut their)];
        let sides: Vec<_> = if run % 2 == 0 { sides.into_iter().collect() } else { sides.into_iter().rev().collect() };
        for (server, page, side) in sides {
            let pace = asked(&server.url(page), CONNECTIONS, plan.time, &[])?;
            if run > 0 {
                side.paces.push(pace);
            }
        }
    }
    let form = forms(plan, &ours)?;
    (our.memory, their.memory) = (ours.memory(), theirs.memory());
    (our.starts, their.starts) = (Vec::new(), Vec::new());
    drop((ours, theirs));
    for _ in 0..STARTS {
        our.starts.push(start()?.began());
        their.starts.push(nginx::start(&plan.folder, &log)?.began());
    }
    Ok(table::tell(&our, &their, &form))
}

/// One run of load; an answer that failed is an error, for then something else was measured.
fn asked(url: &str, connections: usize, time: Duration, headers: &[String]) -> Result<Pace, String> {
    let pace = load(url, connections, time, headers)?;
    if pace.failed > 0 { Err(format!("{url}: {} requests failed", pace.failed)) } else { Ok(pace) }
}

/// The form's paces at one connection and at sixteen. Empty where no form is named.
fn forms(plan: &Plan, server: &Server) -> Result<Vec<(usize, Pace)>, String> {
    let Some(form) = &plan.form else { return Ok(Vec::new()) };
    let cookie = &match &plan.person {
        Person::Cookie(cookie) => cookie.clone(),
        Person::Password(email, password) => {
            let mut visitor = Visitor::of(&server.url(""));
            visitor.signs_in(email, password)?;
            visitor.cookie()
        }
    };
    let url = server.url(form);
    let page = bytes(&url, cookie)?;
    if !String::from_utf8_lossy(&page).contains("<form") {
        return Err(format!("{url} holds no form"));
    }
    println!("{form}: {} bytes, signed in", page.len());
    let header = [format!("Cookie: {cookie}")];
    asked(&url, 1, Duration::from_secs(1), &header)?;
    [1, CONNECTIONS].into_iter().map(|count| Ok((count, asked(&url, count, plan.time, &header)?))).collect()
}

/// The bytes of a page that answers with 200, as they are without compression.
fn bytes(url: &str, cookie: &str) -> Result<Vec<u8>, String> {
    let asked = agent(Duration::from_secs(20)).get(url).header("accept-encoding", "identity");
    let asked = if cookie.is_empty() { asked } else { asked.header("cookie", cookie) };
    let mut answer = asked.call().map_err(|why| format!("{url}: {why}"))?;
    if answer.status() != 200 {
        return Err(format!("{url} answers {}", answer.status()));
    }
    answer.body_mut().read_to_vec().map_err(|why| format!("{url}: {why}"))
}
