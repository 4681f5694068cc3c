//! The house rules that a machine can check. Each rule is one file, a pure function over texts, with cases that break it.

mod arrows;

mod clock;

mod floats;

mod manifests;

mod names;

mod sizes;

mod sql;

mod tree;

use std::path::Path;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Told, and let pass.
    Warning,
    /// Fails.
    Failure,
}

/// One breach of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub weight: Weight,
    /// Path from the root, with its line where there is one.
    pub place: String,
    /// What is wrong, and what to do.
    pub says: String,
}

impl Finding {
    /// A breach that fails.
    pub fn failure(place: impl Into<String>, says: impl Into<String>) -> Finding {
        Finding { weight: Weight::Failure, place: place.into(), says: says.into() }
    }

    /// A breach that is told and let pass.
    pub fn warning(place: impl Into<String>, says: impl Into<String>) -> Finding {
        Finding { weight: Weight::Warning, place: place.into(), says: says.into() }
    }
}

/// One file of ours as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Path from the root, with forward slashes.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// Every breach in the work tree, in the order of rules and files.
pub fn findings(root: &Path) -> Vec<Finding> {
    let sources = tree::sources(root);
    let councils = tree::council_names(root);
    [
        sizes::check(&sources),
        clock::check(&sources),
        floats::check(&sources),
        sql::check(&sources),
        names::check(&sources, &councils),
        manifests::check(&sources),
        arrows::check(&sources),
    ]
    .concat()
}

/// Prints every breach; false if any fails.
pub fn run(root: &Path) -> bool {
    let findings = findings(root);
    for Finding { weight, place, says } in &findings {
        let word = if *weight == Weight::Failure { "error" } else { "warning" };
        println!("{word}: {place}: {says}");
    }
    !findings.iter().any(|finding| finding.weight == Weight::Failure)
}

/// The lines of a source that hold code: comments of Rust and Typst are left out, line numbers are kept.
fn code(source: &Source) -> impl Iterator<Item = (usize, &str)> {
    let lines = source.text.lines().enumerate().map(|(at, line)| (at + 1, line));
    lines.map(|(at, line)| (at, line.split_once("//").map_or(line, |(before, _)| before)))
}

/// Whether a word stands in a line, not as part of a longer one.
fn has_word(line: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let (before, after) = (line.get(..at).unwrap_or(""), line.get(at + word.len()..).unwrap_or(""));
        !before.ends_with(part) && !after.starts_with(part)
    })
}

#[cfg(test)]
fn source(path: &str, text: &str) -> Source {
    Source { path: path.into(), text: text.into() }
}

#[cfg(test)]
mod cases {
    use super::*;

    #[test]
    fn the_work_tree_breaks_no_house_rule() {
        let failures: Vec<Finding> =
            findings(&crate::root()).into_iter().filter(|finding| finding.weight == Weight::Failure).collect();
        assert_eq!(failures, []);
    }

    #[test]
    fn the_work_tree_is_really_read() {
        let sources = tree::sources(&crate::root());
        for path in ["crates/domain/src/lib.rs", "crates/rate/Cargo.toml", "xtask/src/main.rs"] {
            assert!(sources.iter().any(|source| source.path == path), "{path}");
        }
        assert!(tree::council_names(&crate::root()).len() >= 2);
    }

    #[test]
    fn a_word_is_not_found_within_a_longer_one() {
        assert!(has_word("let x: f64 = 1", "f64"));
        assert!(!has_word("xf64", "f64"));
        assert!(!has_word("f64_of", "f64"));
    }
}
