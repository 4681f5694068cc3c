//! The reports and sites of every example, written as a user would.

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::run;

/// The folders of the example councils, in the order of their names.
pub fn examples(root: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(root.join("examples")).into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = entries.map(|e| e.path()).filter(|p| p.join("council.toml").is_file()).collect();
    folders.sort();
    folders
}

/// Builds the program and writes every edition of every example under `out/`, and the sites under `out/site/`.
pub fn write(root: &Path) -> bool {
    let examples = examples(root);
    let built = run(root, "cargo", &["build", "--release", "--quiet"]);
    built && !examples.is_empty() && examples.iter().all(|folder| report(root, folder))
}

fn report(root: &Path, folder: &Path) -> bool {
    let folder = folder.strip_prefix(root).unwrap_or(folder).display().to_string();
    let program = program(root).display().to_string();
    let site = format!("out/site/{}", folder.rsplit('/').next().unwrap_or_default());
    run(root, &program, &["report", &folder, "--all"]) && run(root, &program, &["publish", &folder, "--to", &site])
}

/// The program as built for release.
pub fn program(root: &Path) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    target.join("release/baseplan")
}
