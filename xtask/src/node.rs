//! The Node projects under `tests`: the reports in a real browser, and the services that tests meet.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{reading, run};
use crate::tests::Counts;

/// Every project, by its folder under the root.
const PROJECTS: [&str; 2] = [BROWSER, SERVICES];

/// The example reports and sites in a real browser.
pub const BROWSER: &str = "tests/browser";
/// The services that tests meet, and the check of an API.
pub const SERVICES: &str = "tests/services";

/// Installs the packages of every project.
pub fn install(root: &Path) -> bool {
    PROJECTS.iter().all(|project| install_one(&root.join(project)))
}

/// Installs a project's packages as its lock file says, unless they stand as the lock file says already.
fn install_one(folder: &Path) -> bool {
    let stands = |name: &str| fs::metadata(folder.join(name)).and_then(|about| about.modified()).ok();
    match (stands("node_modules/.package-lock.json"), stands("package-lock.json")) {
        (Some(installed), Some(locked)) if installed >= locked => true,
        _ => run(folder, "npm", &["ci", "--no-audit", "--no-fund", "--loglevel=error"]),
    }
}

/// Runs the tests of one project.
pub fn test(root: &Path, project: &str, counts: &mut Counts) -> bool {
    let folder: PathBuf = root.join(project);
    let mut command = Command::new("node");
    command.args(["--test", "--test-reporter=tap"]).current_dir(folder);
    reading(&mut command, |line| {
        let number = |prefix: &str| line.strip_prefix(prefix).and_then(|rest| rest.trim().parse::<usize>().ok());
        counts.passed += number("# pass ").unwrap_or(0);
        counts.failed += number("# fail ").unwrap_or(0);
    })
}
