//! The program `baseplan`. The only place where the clock is read.

use std::process::ExitCode;
use std::time::Instant;

use jiff::Timestamp;

fn main() -> ExitCode {
    baseplan::cli::run(std::env::args_os(), Instant::now, Timestamp::now)
}
