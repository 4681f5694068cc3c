//! The clock is read in one place, so that the same input gives the same bytes.

use super::{Finding, Source, code};

/// The one place.
const PLACE: &str = "crates/baseplan/src/main.rs";
/// Ways to read it: of Rust's libraries, and of Typst.
const READS: [&str; 4] = ["::now", ".elapsed(", "Date.now", "datetime.today"];

/// Checks the rooms; the builder's tools may time their steps.
pub fn check(sources: &[Source]) -> Vec<Finding> {
    let rooms = sources.iter().filter(|s| s.path.starts_with("crates/") && s.path != PLACE && !is_bench(s));
    rooms.flat_map(in_source).collect()
}

fn is_bench(source: &Source) -> bool {
    source.path.contains("/benches/")
}

fn in_source(source: &Source) -> Vec<Finding> {
    let reads = |line: &str| READS.iter().find(|read| line.contains(**read));
    let found = code(source).filter_map(|(at, line)| Some((at, reads(line)?)));
    found
        .map(|(at, read)| {
            Finding::failure(
                format!("{}:{at}", source.path),
                format!("{read} reads the clock: take the time as an argument"),
            )
        })
        .collect()
}

#[cfg(test)]
mod cases {
    use super::super::source;
    use super::*;

    #[test]
    fn the_clock_is_read_only_where_the_program_begins() {
        let read = "let t = std::time::Instant::now();";
        assert_eq!(check(&[source("crates/report/src/compose.rs", read)]).len(), 1);
        assert_eq!(check(&[source("crates/pdf/templates/page.typ", "#datetime.today()")]).len(), 1);
        assert_eq!(check(&[source(PLACE, read), source("xtask/src/steps.rs", read)]), []);
        assert_eq!(
            check(&[source(
                "crates/rate/src/lib.rs",
                "// Instant::now is read in main; state.now is a period\nstate.now"
            )]),
            []
        );
    }
}
