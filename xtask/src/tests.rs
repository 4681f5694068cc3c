//! The tests of every room, and accepting their goldens.

use std::path::Path;
use std::process::Command;

use crate::run::reading;
use crate::services::Surroundings;

/// Tests that passed and failed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Passed.
    pub passed: usize,
    /// Failed.
    pub failed: usize,
}

/// The tests that keep a council in the store that `BASEPLAN_TEST_STORE` names. Those of the store itself meet both engines
/// in one run.
const ON_A_STORE: [&str; 4] = ["--test", "pages", "--test", "cycle"];

/// Runs every test of the workspace, in the profile that the program shares, beside the services that some of them
/// meet. False without running any where a service cannot be started.
pub fn run(root: &Path, counts: &mut Counts) -> bool {
    let surroundings = match Surroundings::start(root) {
        Ok(surroundings) => surroundings,
        Err(why) => {
            println!("No test was run: {why}");
            return false;
        }
    };
    let mut command = cargo_test(root);
    command.envs(surroundings.names());
    let passed = reading(&mut command, |line| counts.add(line));
    println!("\nAgain on PostgreSQL, what keeps its council in SQLite otherwise:");
    let mut command = cargo_test(root);
    command.args(ON_A_STORE).envs(surroundings.names()).env("BASEPLAN_TEST_STORE", surroundings.postgres());
    reading(&mut command, |line| counts.add(line)) && passed
}

/// Runs every test with the word that lets goldens be written anew.
pub fn bless(root: &Path) -> bool {
    let passed = reading(cargo_test(root).env("BLESS", "1"), |_| ());
    println!("Goldens are written anew: read the diff before you commit it.");
    passed
}

fn cargo_test(root: &Path) -> Command {
    let mut command = Command::new("cargo");
    command.args(["test", "--release", "--workspace", "--no-fail-fast", "--quiet"]).current_dir(root);
    command
}

impl Counts {
    /// Adds what one line of a test runner says: `test result: ok. 12 passed; 0 failed; …`.
    pub fn add(&mut self, line: &str) {
        let Some(result) = line.strip_prefix("test result:") else { return };
        for part in result.split(['.', ';']) {
            let mut words = part.split_whitespace();
            let (Some(Ok(number)), Some(word)) = (words.next().map(str::parse::<usize>), words.next()) else {
                continue;
            };
            match word {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod cases {
    use super::*;

    #[test]
    fn the_runners_closing_lines_are_added_up() {
        let mut counts = Counts::default();
        counts.add("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s");
        counts.add("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s");
        counts.add("test a_name ... ok");
        assert_eq!(counts, Counts { passed: 15, failed: 2 });
    }
}
