//! The demonstration made ready to be killed: its database copied out of it, with a token for the clients.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::clients::{Target, held, said};
use super::ledger::Kept;
use super::publisher::Publisher;
use super::{CLIENTS, Plan};
use crate::run::quietly;
use crate::server::{ADDRESS, Server, agent};
use crate::visitor::Visitor;

/// Who runs the cycle in the demonstration, and with what everybody there signs in.
const OFFICER: &str = "daniel.whitworth@demonstration.example";
const PASSWORD: &str = "only a demonstration";
/// The open round, and an edition that was published before.
const ROUND: &str = "2025-26-Q3";
const PUBLISHED: &str = "2025-26-Q2";
/// The manifest of the public site.
const MANIFEST: &str = "/manifest.json";
/// A figure as clients make them up: of one place.
const PROBE: &str = "53.0";
/// How long one answer may take, and making the first site.
const PATIENCE: Duration = Duration::from_secs(120);

/// A plan to kill the demonstration so often.
pub fn plan(root: &Path, kills: usize) -> Result<Plan, String> {
    let program =
        std::env::var("BASEPLAN").unwrap_or_else(|_| root.join("target/release/baseplan").display().to_string());
    let folder = root.join(format!("target/crash/{}", std::process::id()));
    fs::create_dir_all(&folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    let settings = folder.join("settings.toml");
    fs::write(&settings, "[watch]\napi_a_minute = 1000000\n").map_err(|why| why.to_string())?;
    let settings = settings.display().to_string();
    let serve = [program.as_str(), "serve", "--settings", &settings, "--listen", ADDRESS];
    let database = format!("sqlite:{}", folder.join("crash.db").display());
    let target = copied(&folder, &program, &serve, &database)?;
    Ok(Plan {
        serve: serve.into_iter().chain(["--database", &database]).map(str::to_string).collect(),
        verify: [program.as_str(), "verify", "--database", &database].map(str::to_string).to_vec(),
        ready: "/health".into(),
        site: Some(MANIFEST.into()),
        publisher: Some(Publisher { email: OFFICER.into(), password: PASSWORD.into(), period: PUBLISHED.into() }),
        target,
        clients: CLIENTS,
        kills,
    })
}

/// Starts the demonstration, has a token made in it, and copies its database.
fn copied(folder: &Path, program: &str, serve: &[&str], database: &str) -> Result<Target, String> {
    let place = format!("TMPDIR={}", folder.display());
    let words: Vec<String> =
        ["env", &place].into_iter().chain(serve.iter().copied()).chain(["--demo"]).map(str::to_string).collect();
    let demo = Server::start(&words, "/health", &folder.join("log"))?;
    first_site(&demo)?;
    let mut target = Target { token: token(&demo)?, round: ROUND.into(), items: Vec::new() };
    target.items = writable(&demo, &target)?;
    let from = format!("sqlite:{}", database_in(folder)?.display());
    let backup = folder.join("backup").display().to_string();
    for words in [["backup", &backup, "--database", &from], ["restore", &backup, "--database", database]] {
        quietly(folder, program, &words).ok_or_else(|| format!("this failed: {program} {}", words.join(" ")))?;
    }
    Ok(target)
}

fn first_site(demo: &Server) -> Result<(), String> {
    let began = Instant::now();
    while !agent(PATIENCE).get(demo.url(MANIFEST)).call().is_ok_and(|answer| answer.status() == 200) {
        if began.elapsed() > PATIENCE {
            return Err("the demonstration has no public site".into());
        }
        sleep(Duration::from_millis(50));
    }
    Ok(())
}

/// A token that may read and enter, as the page shows it once.
fn token(demo: &Server) -> Result<String, String> {
    let mut visitor = Visitor::patient(&demo.url(""), PATIENCE);
    visitor.signs_in(OFFICER, PASSWORD)?;
    let wanted = [("name", "Clients"), ("scopes", "read"), ("scopes", "enter"), ("days", "30")];
    let (_, page) = visitor.fills("/desk/tokens", &wanted)?;
    let is_token = |word: &&str| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let shown = page.split_once("<main").map_or("", |(_, main)| main);
    let token = shown.split(|c: char| !c.is_ascii_alphanumeric()).find(is_token);
    token.map(str::to_string).ok_or_else(|| "no token was made".to_string())
}

/// The figures that take a value as clients make them up.
fn writable(demo: &Server, target: &Target) -> Result<Vec<String>, String> {
    let bearer = format!("Bearer {}", target.token);
    let url = demo.url(&format!("/api/v1/rounds/{ROUND}/owed"));
    let asked = agent(PATIENCE).get(&url).header("authorization", &bearer).call();
    let text = asked.and_then(|mut answer| answer.body_mut().read_to_string()).map_err(|why| why.to_string())?;
    let owed: Vec<Owed> = serde_json::from_str(&text).map_err(|why| format!("{url}: {why}: {text}"))?;
    let url = demo.url(&format!("/api/v1/rounds/{ROUND}/figures"));
    let takes = |owed: &&Owed| {
        let kept = Kept { item: owed.item.clone(), version: owed.version + 1, value: PROBE.into() };
        let request = agent(PATIENCE).post(&url).header("authorization", &bearer).content_type("application/json");
        request.send(said(&kept).to_string()).is_ok_and(|answer| answer.status() == 201)
    };
    let items: Vec<String> = owed.iter().filter(takes).map(|owed| owed.item.clone()).collect();
    // Other measures print more places, or fewer, and write the same figure in another way.
    let kept = held(&demo.url(""), target)?;
    let as_sent = |item: &String| kept.iter().any(|one| one.item == *item && one.value == PROBE);
    let items: Vec<String> = items.into_iter().filter(as_sent).collect();
    let count = items.len();
    if count < CLIENTS { Err(format!("{count} figures are too few for {CLIENTS} clients")) } else { Ok(items) }
}

/// What is owed, as the interface tells of it.
#[derive(serde::Deserialize)]
struct Owed {
    item: String,
    version: u32,
}

/// Where the demonstration keeps its database.
fn database_in(folder: &Path) -> Result<PathBuf, String> {
    let entries = fs::read_dir(folder).map_err(|why| why.to_string())?.flatten().map(|entry| entry.path());
    let found = entries.map(|path| path.join("demonstration.db")).find(|path| path.is_file());
    found.ok_or_else(|| format!("no database under {}", folder.display()))
}
