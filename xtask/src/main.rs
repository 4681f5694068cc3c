//! What a builder runs: `cargo xtask ready | tidy | beside | bless | bench | crash`.
//!
//! Never here: anything that Baseplan needs to build or run.

mod bench;

mod crash;

mod deny;

mod node;

mod options;

mod pace;

mod packaging;

mod postgres;

mod reports;

mod run;

mod server;

mod services;

mod steps;

mod tests;

mod tidy;

mod tools;

mod visitor;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask ready    everything CI runs: tools, format, tidy rules, lints, tests, dependencies, reports, browser checks
cargo xtask tools    only what ready begins with: installs what is missing
cargo xtask tidy     the house rules that a machine can check
cargo xtask beside COMMAND…
                     run a command beside the services that tests meet: PostgreSQL, a mail server, an OpenID provider
cargo xtask bless    accept changed goldens; read the diff afterwards
cargo xtask bench    measure: ratings a second, a whole report cold, peak memory, growth with the number of measures
cargo xtask bench curve
                     that growth alone
cargo xtask bench council --to FOLDER [--measures N] [--years N]
                     a made council to measure a server with
cargo xtask bench serve [--page PATH] [--form PATH --as EMAIL:PASSWORD] [--runs N] [--seconds N] -- PROGRAM …
                     a server beside nginx with the same bytes; {address} in the program's words is where it listens
cargo xtask crash [--kills N]
                     kills the demonstration's server while clients write and somebody publishes, and holds what it has
                     against what it acknowledged
cargo xtask crash [--kills N] [--clients N] --token T --round R --items A,B,…
                [--site /manifest.json] [--verify COMMAND] -- PROGRAM …
                     the same with another server";

fn main() -> ExitCode {
    let root = root();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let passed = match words.as_slice() {
        ["ready"] => steps::ready(&root),
        ["tools"] => tools::install(&root),
        ["tidy"] => tidy::run(&root),
        ["beside", command @ ..] => services::beside(&root, command),
        ["bless"] => tests::bless(&root),
        ["crash", words @ ..] => asked(words, &crash::WORDS, |options| crash::command(&root, options)),
        ["bench"] => bench::measure(&root),
        ["bench", "serve", words @ ..] => asked(words, &pace::WORDS, |options| pace::measure(&root, options)),
        ["bench", "curve"] => bench::growth(&root),
        ["bench", "council", words @ ..] => asked(words, &bench::COUNCIL, |options| bench::council(&root, options)),
        _ => {
            println!("{USAGE}");
            words.is_empty() || words == ["--help"]
        }
    };
    if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Reads a command's words and runs it; says what is wrong with them and false otherwise.
fn asked(words: &[&str], known: &[&str], command: impl FnOnce(&options::Options) -> bool) -> bool {
    match options::Options::read(words, known) {
        Ok(options) => command(&options),
        Err(why) => {
            println!("{why}\n\n{USAGE}");
            false
        }
    }
}

/// The work tree: where the manifest of `xtask` was when it was built, one up.
fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_path_buf()
}
