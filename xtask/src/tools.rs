//! What the checks need beside Rust, installed where it is missing: Debian's packages, npm's and PyPI's.

use std::path::Path;

use crate::run::{quietly, run};
use crate::{deny, node, postgres, services};

/// A program, how it is asked whether it is there, and the Debian package that brings it.
type Wanted = (&'static str, &'static [&'static str], &'static str);

/// Programs that `ready` runs.
const PROGRAMS: [Wanted; 7] = [
    ("chromium", &["--version"], "chromium"),
    ("qpdf", &["--version"], "qpdf"),
    ("pdftotext", &["-v"], "poppler-utils"),
    ("node", &["--version"], "nodejs"),
    ("npm", &["--version"], "npm"),
    ("python3", &["-c", "import ensurepip"], "python3-venv"),
    ("systemd-analyze", &["--version"], "systemd"),
];

/// Programs that only measuring needs.
const MEASURING: [Wanted; 2] = [("nginx", &["-v"], "nginx-light"), ("sh", &["-c", "command -v wrk"], "wrk")];

/// Installs what is missing and says so. False if something still is.
pub fn install(root: &Path) -> bool {
    let mut missing = missing(&PROGRAMS);
    if postgres::programs().is_none() {
        missing.push("postgresql");
    }
    apt(root, &missing) && (node::install(root) & services::install(root) & deny::install(root))
}

/// Installs what measuring needs beside the program, where it is missing.
pub fn install_for_measuring(root: &Path) -> bool {
    apt(root, &missing(&MEASURING))
}

fn missing(wanted: &[Wanted]) -> Vec<&'static str> {
    let there = |program: &str, asks: &[&str]| quietly(Path::new("."), program, asks).is_some();
    wanted.iter().filter(|(program, asks, _)| !there(program, asks)).map(|(_, _, package)| *package).collect()
}

fn apt(root: &Path, packages: &[&str]) -> bool {
    if packages.is_empty() {
        return true;
    }
    println!("Installing {}", packages.join(" "));
    let get = ["DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"];
    let install = [&get[..], &["install", "--yes", "--no-install-recommends"], packages].concat();
    let installed = run(root, "env", &[&get[..], &["update"]].concat()) && run(root, "env", &install);
    if !installed {
        println!("Install them by hand: {}", packages.join(" "));
    }
    installed
}
