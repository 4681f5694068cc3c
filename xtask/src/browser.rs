//! The example reports in a real browser: `tests/browser`, a Node project.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{reading, run};
use crate::tests::Counts;

fn folder(root: &Path) -> PathBuf {
    root.join("tests/browser")
}

/// Installs its packages as its lock file says, unless they stand as the lock file says already.
pub fn install(root: &Path) -> bool {
    let folder = folder(root);
    let stands = |name: &str| fs::metadata(folder.join(name)).and_then(|about| about.modified()).ok();
    match (stands("node_modules/.package-lock.json"), stands("package-lock.json")) {
        (Some(installed), Some(locked)) if installed >= locked => true,
        _ => run(&folder, "npm", &["ci", "--no-audit", "--no-fund", "--loglevel=error"]),
    }
}

/// Runs its tests on the reports under `out/`.
pub fn check(root: &Path, counts: &mut Counts) -> bool {
    let mut command = Command::new("node");
    command.args(["--test", "--test-reporter=tap"]).current_dir(folder(root));
    reading(&mut command, |line| {
        let number = |prefix: &str| line.strip_prefix(prefix).and_then(|rest| rest.trim().parse::<usize>().ok());
        counts.passed += number("# pass ").unwrap_or(0);
        counts.failed += number("# fail ").unwrap_or(0);
    })
}
