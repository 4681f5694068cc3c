//! A folder with thirty mistakes of thirty different kinds gives exactly those thirty problems.

mod reading;

use std::collections::BTreeSet;
use std::path::Path;

use reading::{from_disk, told};

/// `rule,file,line,column`, in the order in which they are told.
const EXPECTED: &str = include_str!("thirty.csv");

#[test]
fn thirty_mistakes_of_thirty_kinds_give_those_thirty_problems_and_no_others() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/thirty");
    let problems = folder::read(&from_disk(&root)).problems;
    let found: Vec<String> =
        problems.iter().map(|p| format!("{},{},{},{}", p.rule, p.file, p.line, p.column)).collect();
    let expected: Vec<&str> = EXPECTED.lines().skip(1).collect();
    assert_eq!(found, expected, "{}", told(&problems));
    let kinds: BTreeSet<&str> = problems.iter().map(|p| p.rule).collect();
    assert_eq!((problems.len(), kinds.len()), (30, 30));
    assert!(problems.iter().all(|p| !p.says.is_empty() && !p.hint.is_empty()));
}
