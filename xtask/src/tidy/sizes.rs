//! Files stay small, and none is called by a name that says nothing.

use super::{Finding, Source};

/// Lines at which a file is told.
const LONG: usize = 300;
/// Lines at which it fails.
const TOO_LONG: usize = 500;
/// Names that say nothing of what is inside.
const EMPTY_NAMES: [&str; 4] = ["util", "utils", "helpers", "common"];

/// Checks every source but manifests and style sheets.
pub fn check(sources: &[Source]) -> Vec<Finding> {
    let written = |s: &&Source| !s.path.ends_with(".toml") && !s.path.ends_with(".css") && !s.path.ends_with(".html");
    sources.iter().filter(written).flat_map(|source| [size(source), name(source)]).flatten().collect()
}

fn size(source: &Source) -> Option<Finding> {
    let lines = source.text.lines().count();
    if lines > TOO_LONG {
        return Some(Finding::failure(&source.path, format!("{lines} lines, more than {TOO_LONG}: split it")));
    }
    (lines > LONG).then(|| Finding::warning(&source.path, format!("{lines} lines, more than {LONG}")))
}

fn name(source: &Source) -> Option<Finding> {
    let empty = source.path.split(['/', '.']).find(|part| EMPTY_NAMES.contains(part))?;
    Some(Finding::failure(&source.path, format!("\u{201c}{empty}\u{201d} says nothing: name it after what it holds")))
}

#[cfg(test)]
mod cases {
    use super::super::{Weight, source};
    use super::*;

    #[test]
    fn a_file_over_three_hundred_lines_is_told_and_one_over_five_hundred_fails() {
        let weights = |lines: usize| -> Vec<Weight> {
            check(&[source("crates/a/src/b.rs", &"x\n".repeat(lines))]).iter().map(|f| f.weight).collect()
        };
        assert_eq!(weights(300), []);
        assert_eq!(weights(301), [Weight::Warning]);
        assert_eq!(weights(501), [Weight::Failure]);
    }

    #[test]
    fn a_file_of_helpers_fails() {
        assert_eq!(check(&[source("crates/a/src/helpers.rs", ""), source("crates/a/src/util/x.rs", "")]).len(), 2);
        assert_eq!(check(&[source("crates/a/src/gap.rs", "")]), []);
    }
}
