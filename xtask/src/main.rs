//! What a builder runs: `cargo xtask ready | tidy | beside | bless | bench`.
//!
//! Never here: anything that Baseplan needs to build or run.

mod bench;

mod deny;

mod node;

mod packaging;

mod postgres;

mod reports;

mod run;

mod services;

mod steps;

mod tests;

mod tidy;

mod tools;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask ready    everything CI runs: tools, format, tidy rules, lints, tests, dependencies, reports, browser checks
cargo xtask tidy     the house rules that a machine can check
cargo xtask beside COMMAND…
                     run a command beside the services that tests meet: PostgreSQL, a mail server, an OpenID provider
cargo xtask bless    accept changed goldens; read the diff afterwards
cargo xtask bench    measure: ratings a second, a whole report cold, peak memory";

fn main() -> ExitCode {
    let root = root();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let passed = match words.as_slice() {
        ["ready"] => steps::ready(&root),
        ["tidy"] => tidy::run(&root),
        ["beside", command @ ..] => services::beside(&root, command),
        ["bless"] => tests::bless(&root),
        ["bench"] => bench::measure(&root),
        _ => {
            println!("{USAGE}");
            words.is_empty() || words == ["--help"]
        }
    };
    if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The work tree: where the manifest of `xtask` was when it was built, one up.
fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_path_buf()
}
