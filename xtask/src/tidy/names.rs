//! A council is data: no crate knows one by name.

use std::collections::BTreeSet;

use super::{Finding, Source, has_word};

/// Checks what is built into the program, comments too: sources, templates, words and manifests, but not tests.
pub fn check(sources: &[Source], councils: &BTreeSet<String>) -> Vec<Finding> {
    let built = sources.iter().filter(|s| s.path.starts_with("crates/") && !is_test(&s.path));
    built.flat_map(|source| in_source(source, councils)).collect()
}

fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.contains("/benches/")
}

fn in_source(source: &Source, councils: &BTreeSet<String>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, line) in source.text.lines().enumerate() {
        let line = line.to_lowercase();
        if let Some(name) = councils.iter().find(|name| has_word(&line, &name.to_lowercase())) {
            let place = format!("{}:{}", source.path, at + 1);
            found.push(Finding::failure(place, format!("names {name}: a council is data, never code")));
        }
    }
    found
}

#[cfg(test)]
mod cases {
    use super::super::source;
    use super::*;

    #[test]
    fn a_crate_that_names_a_council_fails() {
        let councils = BTreeSet::from(["Ambleford".to_string(), "Ambleford Borough Council".to_string()]);
        let named = |path: &str, text: &str| check(&[source(path, text)], &councils).len();
        assert_eq!(named("crates/rate/src/lib.rs", r#"if council == "Ambleford" {"#), 1);
        assert_eq!(named("crates/pdf/templates/cover.typ", "// as ambleford prints it"), 1);
        assert_eq!(named("crates/rate/src/lib.rs", "Amblefordshire is another"), 0);
        assert_eq!(named("crates/rate/tests/cases.rs", "Ambleford"), 0);
    }
}
