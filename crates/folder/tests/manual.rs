//! The manual says what the folder's form is: every rule and every column that the code knows stands there.

mod reading;

use std::collections::BTreeSet;
use std::path::Path;

const MANUAL: &str = include_str!("../../../docs/folder.md");

#[test]
fn every_rule_stands_in_the_manual_and_the_manual_names_no_other() {
    let sources = reading::from_disk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let code: String = sources.values().map(|bytes| String::from_utf8_lossy(bytes)).collect();
    let mut rules: BTreeSet<&str> = domain::fits::MISFITS.iter().map(|misfit| misfit.rule()).collect();
    for call in ["Fault::new(", "refuse(", "fault("] {
        let after = code.split(call).skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
        rules.extend(after.filter(|rule| rule.contains('-') || *rule == "picture" || *rule == "cycle"));
    }
    let section = MANUAL.split("## What is checked").nth(1).unwrap();
    let told: BTreeSet<&str> = section.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    assert_eq!(told, rules);
    assert!(rules.len() > 60, "{}", rules.len());
}
