//! How time and memory grow with the number of measures: made councils, one edition in every form, and the site.
//!
//! The processor's time tells more than the clock, which other work on the machine moves. Where the time for each measure
//! stays the same from line to line, the program is linear.

use std::path::Path;
use std::time::{Duration, Instant};

use super::cold::{peak, spent};
use super::made;
use crate::reports::program;

/// How many measures each made council has.
const SIZES: [usize; 5] = [125, 250, 500, 1_000, 2_000];
/// Measures every size and prints a line for each.
pub fn measure(root: &Path, place: &Path) -> bool {
    let program = program(root).display().to_string();
    println!("\n== made councils, cold: time by the clock, of processors, of processors for each measure, peak memory");
    println!("| measures | report, every form | processors | each | memory | site | processors | each | memory |");
    println!("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    SIZES.iter().all(|size| line(&program, place, *size))
}

fn line(program: &str, place: &Path, size: usize) -> bool {
    let folder = place.join(format!("made-{size}"));
    if let Err(why) = made::write(program, &folder, size) {
        println!("{}: {why}", folder.display());
        return false;
    }
    let folder = folder.display().to_string();
    let site = format!("site/made-{size}");
    let report = told(place, &[program, "report", &folder, "--period", made::PERIOD], size);
    let published = told(place, &[program, "publish", &folder, "--to", &site], size);
    let (Some(report), Some(site)) = (report, published) else { return false };
    println!("| {size} | {report} | {site} |");
    true
}

/// Time by the clock, of processors, for each measure, and memory of a command. `None`: it failed.
fn told(place: &Path, command: &[&str], size: usize) -> Option<String> {
    let (began, before) = (Instant::now(), spent()?);
    let peak = peak(place, command)?;
    let (took, used) = (began.elapsed(), spent()?.saturating_sub(before));
    Some(format!("{} ms | {} ms | {} | {} MB", took.as_millis(), used.as_millis(), each(used, size), peak / 1000))
}

/// Milliseconds for each measure, with two places.
fn each(time: Duration, size: usize) -> String {
    let size = u128::try_from(size.max(1)).unwrap_or(u128::MAX);
    let hundredths = time.as_micros() / 10 / size;
    format!("{}.{:02} ms", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod cases {
    use super::*;

    #[test]
    fn time_for_each_measure_has_two_places() {
        assert_eq!(each(Duration::from_millis(1_250), 1_000), "1.25 ms");
        assert_eq!(each(Duration::from_micros(500), 10), "0.05 ms");
    }
}
