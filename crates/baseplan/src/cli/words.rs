//! What the commands say to people: problems, sizes, times and counts.

use std::fmt::Write;
use std::time::Duration;

use domain::Problem;

use super::{FAULTY, REFUSED};
use crate::workflow::Stop;
use crate::workflow::counts::Counts;

/// The message of a stop, for standard error, with the exit status.
pub fn stop(stop: &Stop) -> (String, u8) {
    match stop {
        Stop::Faults(problems) => {
            (format!("{}\n{}; nothing was written.\n", listed(problems), many(problems.len(), "problem")), FAULTY)
        }
        Stop::Asked { says, hint } => (format!("{says}.\n    {hint}\n"), FAULTY),
        Stop::World { says, hint } => (format!("{says}.\n    {hint}\n"), REFUSED),
    }
}

/// Every problem, one below the other.
pub fn listed(problems: &[Problem]) -> String {
    problems.iter().map(|problem| format!("{problem}\n")).collect()
}

/// A number of things: `1 problem`, `30 problems`.
pub fn many(number: usize, thing: &str) -> String {
    if number == 1 { format!("1 {thing}") } else { format!("{number} {thing}s") }
}

/// A size in thousands of bytes, rounded up: `34 kB`.
pub fn size(bytes: usize) -> String {
    format!("{} kB", bytes.div_ceil(1000))
}

/// A time: `12 ms`.
pub fn time(took: Duration) -> String {
    format!("{} ms", took.as_millis())
}

/// Each kind of thing with its ratings: `Measures: 48, of which 9 Strong, 12 Good; 19 not rated`.
pub fn counts(counts: &[Counts]) -> String {
    let mut text = String::new();
    for counts in counts {
        let grades: Vec<String> = counts.grades.iter().map(|(name, number)| format!("{number} {name}")).collect();
        let unrated = if counts.unrated == 0 { String::new() } else { format!("; {} not rated", counts.unrated) };
        let _ = writeln!(text, "{} ({}): {}{unrated}", counts.what, counts.of, grades.join(", "));
    }
    text
}

/// Steps with their times: `rate 3 ms, compose 12 ms`.
pub fn steps(taken: &[(&'static str, Duration)]) -> String {
    taken.iter().map(|(step, took)| format!("{step} {}", time(*took))).collect::<Vec<_>>().join(", ")
}
