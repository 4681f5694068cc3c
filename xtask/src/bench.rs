//! `cargo xtask bench`: ratings a second, a whole report cold (process start to files on disk), peak memory.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};

use crate::reports::{examples, program};
use crate::run::{quietly, run};

/// Cold runs of each report; the median is printed.
const RUNS: usize = 9;

/// Measures everything and prints it.
pub fn measure(root: &Path) -> bool {
    println!("== ratings a second");
    let rated = run(root, "cargo", &["bench", "--quiet", "--package", "rate"]);
    println!("\n== a whole report cold, HTML, PDF, JSON and CSV, median of {RUNS}");
    let built = run(root, "cargo", &["build", "--release", "--quiet"]);
    let place = root.join("target/bench");
    let placed = fs::create_dir_all(&place).is_ok();
    rated && built && placed && examples(root).iter().all(|folder| report(root, &place, folder))
}

/// Measures the latest edition's report of one example.
fn report(root: &Path, place: &Path, folder: &Path) -> bool {
    let Some(period) = latest(folder) else { return false };
    let program = program(root).display().to_string();
    let folder = folder.display().to_string();
    let command = [program.as_str(), "report", &folder, "--period", &period];
    let mut times: Vec<Duration> = (0..RUNS).filter_map(|_| cold(place, &command)).collect();
    times.sort();
    let (Some(median), Some(least)) = (times.get(RUNS / 2), times.first()) else { return false };
    let peak = std::env::current_exe().ok().and_then(|this| {
        let ask: Vec<&str> = std::iter::once("peak").chain(command).collect();
        quietly(place, &this.display().to_string(), &ask)
    });
    let peak = peak.and_then(|text| text.trim().parse::<u64>().ok()).unwrap_or_default();
    println!("{folder} {period}: {} ms (least {} ms), peak {} MB", median.as_millis(), least.as_millis(), peak / 1000);
    true
}

/// The period of the last edition that an example lists.
fn latest(folder: &Path) -> Option<String> {
    let text = fs::read_to_string(folder.join("editions.toml")).ok()?;
    let table: toml::Table = text.parse().ok()?;
    let edition = table.get("edition")?.as_array()?.last()?;
    edition.get("period")?.as_str().map(str::to_string)
}

fn cold(place: &Path, command: &[&str]) -> Option<Duration> {
    let (program, arguments) = command.split_first()?;
    let began = Instant::now();
    let ran = Command::new(program).args(arguments).current_dir(place).stdout(Stdio::null()).status().ok()?;
    ran.success().then(|| began.elapsed())
}

/// Runs a command and prints the peak of its resident memory in kB, and nothing else.
pub fn peak(command: &[&str]) -> bool {
    let Some((program, arguments)) = command.split_first() else { return false };
    let ran = Command::new(program).args(arguments).stdout(Stdio::null()).status();
    let peak = getrusage(UsageWho::RUSAGE_CHILDREN).map(|usage| usage.max_rss());
    println!("{}", peak.unwrap_or_default());
    ran.is_ok_and(|status| status.success()) && peak.is_ok()
}
