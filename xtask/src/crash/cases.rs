//! The driver is tried on a stand-in for the server: one that keeps what it acknowledges, and ones that do not.

use std::fs;

use super::*;

fn tried(fault: &[&str], kills: usize) -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    let script = crate::root().join("tests/services/figures.py").display().to_string();
    let kept = folder.path().join("kept").display().to_string();
    let words = ["python3", &script, "--listen", crate::server::ADDRESS, "--keep", &kept];
    let plan = Plan {
        serve: words.iter().chain(fault).map(ToString::to_string).collect(),
        verify: vec![],
        ready: "/health".into(),
        site: None,
        publisher: None,
        target: Target {
            token: "right".into(),
            round: "2025-26-Q3-1".into(),
            items: (1..=20).map(|number| format!("figure/m{number}/2025-26-Q3")).collect(),
        },
        clients: 10,
        kills,
    };
    let outcome = run(&plan, &folder.path().join("log"));
    println!("{outcome:?}\n{}", fs::read_to_string(folder.path().join("log")).unwrap_or_default());
    outcome
}

#[test]
fn a_server_that_keeps_what_it_acknowledges_passes() {
    let outcome = tried(&[], 3);
    assert_eq!(outcome.faults, Vec::<String>::new());
    assert_eq!((outcome.kills, outcome.in_flight.len()), (3, 3));
    assert!(outcome.acknowledged > 0);
}

#[test]
fn a_server_that_acknowledges_before_it_keeps_is_found() {
    let outcome = tried(&["--forgetful"], 20);
    assert!(outcome.faults.iter().any(|fault| fault.contains("acknowledged and is lost")));
}

#[test]
fn a_server_that_changes_a_value_is_found() {
    let outcome = tried(&["--rounding"], 20);
    assert!(outcome.faults.iter().any(|fault| fault.contains("was sent as")));
}

#[test]
fn a_server_that_refuses_a_write_or_does_not_start_is_found() {
    let outcome = tried(&["--full"], 20);
    assert!(outcome.faults.iter().any(|fault| fault.contains("answered 507")));
    let outcome = tried(&["--no-such-word"], 20);
    assert!(matches!(&outcome.faults[..], [fault] if fault.contains("no answer")));
}
