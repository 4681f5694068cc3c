//! The program `baseplan`. The only place where the clock is read.

use std::process::ExitCode;
use std::time::Instant;

use jiff::Timestamp;

/// Gives back what is no longer needed: the system's own keeps the memory of the largest report that it ever held.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    baseplan::cli::run(std::env::args_os(), Instant::now, Timestamp::now)
}
