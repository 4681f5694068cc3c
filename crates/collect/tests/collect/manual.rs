//! The manual names every rule that the room tells, and no other.

use std::collections::BTreeSet;
use std::path::Path;

const MANUAL: &str = include_str!("../../../../docs/spreadsheets.md");

/// Every word with a hyphen that stands in quotes in the room's sources, as rules do, but for texts of other kinds.
fn rules(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rules(&path, found);
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let quoted = text.split('"').filter(|part| part.contains('-') && part.len() > 4);
        let named =
            quoted.filter(|part| part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        found.extend(named.map(str::to_string));
    }
}

#[test]
fn every_rule_stands_in_the_manual_and_the_manual_names_no_other() {
    let mut told: BTreeSet<String> = domain::fits::MISFITS.iter().map(|misfit| misfit.rule().to_string()).collect();
    rules(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut told);
    let named: BTreeSet<String> = MANUAL
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .filter(|rule| {
            rule.contains('-') && rule.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        })
        .map(str::to_string)
        .collect();
    assert_eq!(named, told);
    assert!(named.len() > 45, "{}", named.len());
}
