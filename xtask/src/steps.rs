//! `cargo xtask ready`: every step that CI runs, each with its time, and a closing line with the tests' counts.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::run::run;
use crate::tests::Counts;
use crate::{crash, deny, node, packaging, reports, tests, tidy, tools};

/// A step that was taken.
struct Taken {
    name: &'static str,
    took: Duration,
    passed: bool,
}

/// The steps taken so far.
#[derive(Default)]
struct Steps {
    taken: Vec<Taken>,
}

/// Runs every step, even after one has failed, and says whether all passed.
pub fn ready(root: &Path) -> bool {
    let mut steps = Steps::default();
    let mut counts = Counts::default();
    steps.take("tools", || tools::install(root));
    steps.take("format", || run(root, "cargo", &["fmt", "--all", "--check"]));
    steps.take("tidy", || tidy::run(root));
    steps.take("lints", || lints(root));
    steps.take("packaging", || packaging::check(root));
    steps.take("services", || node::test(root, node::SERVICES, &mut counts));
    steps.take("tests", || tests::run(root, &mut counts));
    steps.take("dependencies", || deny::check(root));
    steps.take("reports", || reports::write(root));
    steps.take("kills", || crash::ready(root));
    steps.take("browser", || node::test(root, node::BROWSER, &mut counts));
    steps.summary(&counts)
}

/// Clippy with every warning denied, for all targets, in the profile whose build the tests share.
fn lints(root: &Path) -> bool {
    run(root, "cargo", &["clippy", "--release", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"])
}

impl Steps {
    fn take(&mut self, name: &'static str, step: impl FnOnce() -> bool) {
        println!("\n== {name}");
        let began = Instant::now();
        let passed = step();
        let took = began.elapsed();
        println!("== {name}: {}, {}", if passed { "passed" } else { "FAILED" }, seconds(took));
        self.taken.push(Taken { name, took, passed });
    }

    /// Prints each step with its time, what failed, and last the tests' counts, alone on a line.
    fn summary(&self, counts: &Counts) -> bool {
        println!("\n== summary");
        for Taken { name, took, passed } in &self.taken {
            println!("{name:<14}{:>10}  {}", seconds(*took), if *passed { "passed" } else { "FAILED" });
        }
        let failed: Vec<&str> = self.taken.iter().filter(|step| !step.passed).map(|step| step.name).collect();
        if failed.is_empty() {
            println!("ready");
        } else {
            println!("not ready: {}", failed.join(", "));
        }
        println!("{} passed, {} failed", counts.passed, counts.failed);
        failed.is_empty() && counts.failed == 0 && counts.passed > 0
    }
}

/// A time to a tenth of a second.
pub fn seconds(took: Duration) -> String {
    format!("{}.{} s", took.as_secs(), took.subsec_millis() / 100)
}
