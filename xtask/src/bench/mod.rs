//! `cargo xtask bench`: ratings a second, a whole report cold (process start to files on disk), peak memory, and how all
//! of it grows with the number of measures.

mod cold;

mod curve;

mod made;

use std::fs;
use std::path::Path;
use std::time::Duration;

use cold::{cold, median, peak};

use crate::options::Options;
use crate::reports::{examples, program};
use crate::run::run;

/// Cold runs of each report; the median is printed.
const RUNS: usize = 9;

/// The words that the command for a made council knows.
pub const COUNCIL: [&str; 3] = ["to", "measures", "years"];

/// The forms of the first bench, so that its numbers stay comparable.
const FOUR: [&str; 2] = ["--form", "html,pdf,json,csv"];

/// Measures everything and prints it.
pub fn measure(root: &Path) -> bool {
    println!("== ratings a second");
    let rated = run(root, "cargo", &["bench", "--quiet", "--package", "rate", "--bench", "ratings"]);
    println!("\n== a whole report cold, median of {RUNS}");
    let built = run(root, "cargo", &["build", "--release", "--quiet"]);
    let place = root.join("target/bench");
    let placed = fs::create_dir_all(&place).is_ok();
    let folders = examples(root);
    let ready = rated && built && placed;
    ready
        && folders.iter().all(|folder| example(root, &place, folder))
        && whole(root, &place)
        && curve::measure(root, &place)
}

/// Measures only how time and memory grow with the number of measures.
pub fn growth(root: &Path) -> bool {
    let place = root.join("target/bench");
    let built = run(root, "cargo", &["build", "--release", "--quiet"]);
    built && fs::create_dir_all(&place).is_ok() && curve::measure(root, &place)
}

/// Writes a made council of so many measures and years into a new folder, for a server to be measured with.
pub fn council(root: &Path, options: &Options) -> bool {
    let numbers = options.number("measures", 1000).and_then(|count| Ok((count, options.number("years", 10)?)));
    let (measures, years) = match numbers {
        Ok(numbers) => numbers,
        Err(why) => {
            println!("error: {why}");
            return false;
        }
    };
    let Some(folder) = options.text("to").map(Path::new) else {
        println!("error: --to is needed: the new folder");
        return false;
    };
    let written = if folder.exists() {
        Err(format!("{} is there already: name a new folder", folder.display()))
    } else {
        let program = program(root).display().to_string();
        made::write(&program, folder, measures).and_then(|()| made::earlier(folder, measures, years))
    };
    match &written {
        Ok(()) => println!("{}: {measures} measures, {years} years", folder.display()),
        Err(why) => println!("error: {why}"),
    }
    written.is_ok()
}

/// Measures the latest edition of one example in four forms and in all, all its editions, and its site.
fn example(root: &Path, place: &Path, folder: &Path) -> bool {
    let (Some(period), Some(name)) = (latest(folder), folder.file_name()) else { return false };
    let program = program(root).display().to_string();
    let (folder, site) = (folder.display().to_string(), format!("site/{}", name.to_string_lossy()));
    let latest = [program.as_str(), "report", &folder, "--period", &period];
    told(place, &format!("{folder} {period}, HTML, PDF, JSON, CSV"), &[&latest[..], &FOUR].concat())
        && told(place, &format!("{folder} {period}, every form"), &latest)
        && told(place, &format!("{folder} --all, every form"), &[&program, "report", &folder, "--all"])
        && told(place, &format!("{folder}, site"), &[&program, "publish", &folder, "--to", &site])
}

/// Measures every edition of every example in every form, one council after the other.
fn whole(root: &Path, place: &Path) -> bool {
    let program = program(root).display().to_string();
    let folders: Vec<String> = examples(root).iter().map(|folder| folder.display().to_string()).collect();
    let once = || -> Option<Duration> {
        folders.iter().map(|folder| cold(place, &[&program, "report", folder, "--all"])).sum()
    };
    let Some((median, _)) = median(RUNS, once) else { return false };
    println!("every edition of every example, every form: {} ms (the aim is under 3000 ms)", median.as_millis());
    true
}

/// Runs a command some times, cold, and tells how long it took and how much memory.
fn told(place: &Path, what: &str, command: &[&str]) -> bool {
    let Some((median, least)) = median(RUNS, || cold(place, command)) else { return false };
    let peak = peak(place, command).map_or("unknown here".into(), |kb| format!("{} MB", kb / 1000));
    println!("{what}: {} ms (least {} ms), peak memory {peak}", median.as_millis(), least.as_millis());
    true
}

/// The period of the last edition that an example lists.
fn latest(folder: &Path) -> Option<String> {
    let text = fs::read_to_string(folder.join("editions.toml")).ok()?;
    let table: toml::Table = text.parse().ok()?;
    let edition = table.get("edition")?.as_array()?.last()?;
    edition.get("period")?.as_str().map(str::to_string)
}
