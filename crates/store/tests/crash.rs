//! A writer is killed at odd moments: what it had acknowledged is there, what it had begun is there whole or not at all.
//!
//! `BASEPLAN_CRASHES` says how many writers are killed on each engine (5 if it is not set).

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

#[allow(dead_code, unused_macros, reason = "shared with the other tests of the store")]
#[path = "store/engines.rs"]
mod engines;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::str::FromStr;

use domain::cycle::{Body, Entry, FigureEntry, Item, Round, RoundKey, RoundState, Via};
use domain::{Decimal, Figure, Period, Reading};
use engines::{Bench, COUNCIL, doing, moment, q3, round};
use store::{BundleFile, Release, Store};

/// Names the database to the process that will be killed.
const CHILD: &str = "BASEPLAN_CRASH_CHILD";
/// Writers at a time in that process.
const WRITERS: u32 = 4;
/// Files of each release.
const FILES: usize = 40;

fn entry(writer: u32, version: u32) -> Entry {
    let figure = Figure { value: Decimal::from(version), parts: None };
    Entry {
        round: q3(),
        item: Item::parse(&format!("figure/PM{writer}/2025-26-Q3")).unwrap(),
        version,
        body: Body::Figure(FigureEntry {
            reading: Reading::Figure(figure),
            forecast: None,
            markers: Vec::new(),
            as_at: None,
            note: None,
        }),
        why: None,
        by: "person-1".into(),
        at: moment(i64::from(version)),
        via: Via::Form,
    }
}

/// Enters version after version of one item; `acknowledge` is told of each that was saved.
async fn enter(store: &Store, writer: u32, versions: u32, acknowledge: fn(String)) {
    let item = Item::parse(&format!("figure/PM{writer}/2025-26-Q3")).unwrap();
    let from = store.entry(COUNCIL, q3(), &item).await.unwrap().map_or(1, |entry| entry.version + 1);
    for version in (from..).take(versions as usize) {
        store.add_entry(COUNCIL, &entry(writer, version), &doing("entered", &item.to_string())).await.unwrap();
        acknowledge(format!("entry {writer} {version}"));
    }
}

/// Opens and releases round after round of another quarter.
async fn publish(store: &Store, releases: u32, acknowledge: fn(String)) {
    let period = Period::quarter(2024, 4);
    let from = store.releases(COUNCIL).await.unwrap().first().map_or(1, |released| released.round.number + 1);
    for number in (from..).take(releases as usize) {
        let key = RoundKey { period, number };
        let open = match store.round(COUNCIL, key).await.unwrap() {
            Some(open) => open,
            None => {
                let new = Round { key, ..round() };
                store.save_round(COUNCIL, &new, &doing("opened", &key.to_string())).await.unwrap()
            }
        };
        let file = |n: usize| BundleFile {
            path: format!("page-{n}.html"),
            media: "text/html".into(),
            bytes: format!("page {n} of release {number} {}", "x".repeat(2000)).into_bytes(),
        };
        let release = Release {
            round: Round { state: RoundState::Published, published_at: Some(moment(1)), ..open },
            supersedes: None,
            seen_papers: store.papers_revision(COUNCIL).await.unwrap(),
            seen_size: (0, 0),
            deeds: Vec::new(),
            papers: Vec::new(),
            files: (0..FILES).map(file).collect(),
        };
        store.release(COUNCIL, &release, &doing("published", &key.to_string())).await.unwrap();
        acknowledge(format!("release {number}"));
    }
}

/// What the killed process runs; without its parent it writes a little and ends by itself.
#[tokio::test(flavor = "multi_thread")]
async fn a_writer_enters_and_publishes_until_it_is_killed() {
    let Ok(url) = std::env::var(CHILD) else {
        let bench = engines::sqlite().await;
        let store = bench.open_round().await;
        enter(store, 1, 3, |_| ()).await;
        publish(store, 2, |_| ()).await;
        let counts = (store.round_size(COUNCIL, q3()).await.unwrap(), store.releases(COUNCIL).await.unwrap().len());
        assert_eq!(counts, ((3, 0), 2));
        return;
    };
    let say = |line: String| {
        let mut out = std::io::stdout().lock();
        writeln!(out, "{line}").unwrap();
        out.flush().unwrap();
    };
    let store = Store::open(&url).await.unwrap();
    let mut tasks = Vec::new();
    for writer in 0..WRITERS {
        let store = store.clone();
        tasks.push(tokio::spawn(async move { enter(&store, writer, u32::MAX, say).await }));
    }
    tasks.push(tokio::spawn(async move { publish(&store, u32::MAX, say).await }));
    for task in tasks {
        task.await.unwrap();
    }
}

/// What was acknowledged: the latest version of each writer, and the latest release.
type Acknowledged = BTreeMap<String, u32>;

/// Starts a writer and kills it after so many acknowledgements and a moment more.
fn kill_one(url: &str, after: u32, acknowledged: &mut Acknowledged) -> u32 {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "a_writer_enters_and_publishes_until_it_is_killed", "--nocapture"])
        .env(CHILD, url)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut heard = 0;
    let mut take = |line: String| {
        let words: Vec<&str> = line.split(' ').collect();
        let (what, number) = match words.as_slice() {
            ["entry", writer, version] => (format!("entry {writer}"), version),
            ["release", number] => ("release".to_string(), number),
            _ => return false,
        };
        // The last line may be cut off by the kill: then nobody was told.
        let Ok(number) = u32::from_str(number) else { return false };
        acknowledged.insert(what, number);
        true
    };
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    while heard < after {
        let line = lines.next().unwrap_or_else(|| panic!("the writer ended by itself"));
        heard += u32::from(take(line));
    }
    // Somewhere within the writes that follow.
    std::thread::sleep(std::time::Duration::from_millis(u64::from(after * 31 % 67)));
    child.kill().unwrap();
    child.wait().unwrap();
    heard + u32::try_from(lines.filter(|line| take(line.clone())).count()).unwrap()
}

async fn all_is_there(store: &Store, acknowledged: &Acknowledged) {
    assert_eq!(store.verify(COUNCIL).await.unwrap().faults, []);
    for (what, number) in acknowledged {
        match what.split_once(' ') {
            Some((_, writer)) => {
                let item = Item::parse(&format!("figure/PM{writer}/2025-26-Q3")).unwrap();
                let there = store.entries(COUNCIL, q3(), &item).await.unwrap();
                assert!(there.len() >= *number as usize, "{what}: {} of {number}", there.len());
                let whole: Vec<Entry> =
                    (1..).take(there.len()).map(|version| entry(writer.parse().unwrap(), version)).collect();
                assert_eq!(there, whole);
            }
            None => assert!(store.latest_release(COUNCIL).await.unwrap().unwrap().round.number >= *number),
        }
    }
    let released = store.releases(COUNCIL).await.unwrap();
    let published = store.rounds(COUNCIL).await.unwrap().into_iter().filter(|r| r.state == RoundState::Published);
    assert_eq!(published.count(), released.len(), "each release has its round, each published round its release");
    if let Some(bundle) = store.bundle(COUNCIL).await.unwrap() {
        assert_eq!(bundle.files.len(), FILES);
    }
}

async fn survives(bench: &Bench) {
    let kills: u32 = std::env::var("BASEPLAN_CRASHES").map_or(5, |text| text.parse().unwrap());
    bench.open_round().await;
    bench.store.close().await;
    let (mut acknowledged, mut heard) = (Acknowledged::new(), 0);
    for kill in 0..kills {
        heard += kill_one(&bench.url, 3 + (kill * 11) % 29, &mut acknowledged);
        let store = Store::open(&bench.url).await.unwrap();
        all_is_there(&store, &acknowledged).await;
        store.close().await;
    }
    println!("{kills} kills on {}: {heard} acknowledged writes, none lost", bench.store.engine());
    assert!(heard >= kills * 3);
}

#[tokio::test]
async fn what_sqlite_acknowledged_survives_a_kill() {
    survives(&engines::sqlite().await).await;
}

#[tokio::test]
async fn what_postgres_acknowledged_survives_a_kill() {
    let Some(bench) = engines::postgres().await else { return };
    survives(&bench).await;
    bench.end().await;
}
