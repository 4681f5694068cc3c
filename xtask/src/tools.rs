//! What the checks need beside Rust, installed where it is missing: Debian's packages, npm's and PyPI's.

use std::path::Path;

use crate::run::{is_there, quietly, run};
use crate::{browser, deny};

/// Programs with the Debian package that brings each.
const PROGRAMS: [(&str, &str); 5] =
    [("chromium", "chromium"), ("qpdf", "qpdf"), ("pdftotext", "poppler-utils"), ("node", "nodejs"), ("npm", "npm")];

/// Installs what is missing and says so. False if something still is.
pub fn install(root: &Path) -> bool {
    let missing: Vec<&str> =
        PROGRAMS.iter().filter(|(program, _)| !there(program)).map(|(_, package)| *package).collect();
    if !missing.is_empty() && !apt(root, &missing) {
        println!("Install them by hand: {}", missing.join(" "));
        return false;
    }
    browser::install(root) & deny::install(root)
}

fn there(program: &str) -> bool {
    // pdftotext tells its version with `-v` alone.
    if program == "pdftotext" { quietly(Path::new("."), program, &["-v"]).is_some() } else { is_there(program) }
}

fn apt(root: &Path, packages: &[&str]) -> bool {
    println!("Installing {}", packages.join(" "));
    let mut install = vec!["install", "--yes", "--quiet", "--no-install-recommends"];
    install.extend(packages);
    run(root, "apt-get", &["update", "--quiet"]) && run(root, "apt-get", &install)
}
