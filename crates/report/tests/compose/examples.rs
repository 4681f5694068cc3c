//! The examples of this repository, composed: what their reports say, and that nothing in them is at fault.

use crate::folders::{editions, examples};
use crate::text::to_text;

#[test]
fn every_example_composes_without_a_problem() {
    for folder in examples() {
        for (name, _, composed) in editions(&folder) {
            let problems: String = composed.problems.iter().map(|p| format!("{p}\n")).collect();
            assert_eq!(problems, "", "{name}");
        }
    }
}

/// The whole report as text. After reading the difference, `BLESS=1 cargo nextest run -p report` accepts it.
#[test]
fn every_example_says_what_its_golden_text_says() {
    for folder in examples() {
        for (name, _, composed) in editions(&folder) {
            let path = format!("{}/tests/compose/gold/{name}.txt", env!("CARGO_MANIFEST_DIR"));
            let said = to_text(&composed.report);
            if std::env::var_os("BLESS").is_some() {
                std::fs::write(&path, &said).unwrap();
            }
            let golden = std::fs::read_to_string(&path).unwrap_or_default();
            let differs = golden.lines().zip(said.lines()).find(|(old, new)| old != new);
            assert!(golden == said, "{name} differs from {path}; the first line that does: {differs:#?}");
        }
    }
}
