//! Running programs: echoed as they go, with what they print kept where it is needed.

use std::env;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs a program in a folder; its output goes where ours goes. False if it fails or is not there.
pub fn run(folder: &Path, program: &str, arguments: &[&str]) -> bool {
    match bare(Command::new(program).args(arguments).current_dir(folder).stdin(Stdio::null())).status() {
        Ok(status) => status.success(),
        Err(why) => {
            println!("{program}: {why}");
            false
        }
    }
}

/// Takes from a command what `cargo run` tells a program about itself: crates that build by it (ring does) would be built
/// anew, and all that stand on them, whenever a builder goes from `cargo build` to `cargo xtask` and back.
fn bare(command: &mut Command) -> &mut Command {
    let told = |name: &str| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_");
    for (name, _) in env::vars_os().filter(|(name, _)| name.to_str().is_some_and(told)) {
        command.env_remove(name);
    }
    command
}

/// Runs a program quietly. `None` if it fails or is not there; else what it printed.
pub fn quietly(folder: &Path, program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).current_dir(folder).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a program can be found and says its version.
pub fn is_there(program: &str) -> bool {
    Command::new(program).arg("--version").stdin(Stdio::null()).output().is_ok_and(|output| output.status.success())
}

/// Sends a signal, as `TERM`, to a process. False if it is not there or not ours.
pub fn signal(process: u32, name: &str) -> bool {
    // The shell's own `kill`: a bare Debian has no program of that name.
    quietly(Path::new("/"), "sh", &["-c", &format!("kill -{name} {process}")]).is_some()
}

/// Runs a command, echoing each line of its standard output and handing it to `read`.
pub fn reading(command: &mut Command, mut read: impl FnMut(&str)) -> bool {
    let mut child = match bare(command).stdin(Stdio::null()).stdout(Stdio::piped()).spawn() {
        Ok(child) => child,
        Err(why) => {
            println!("{}: {why}", command.get_program().to_string_lossy());
            return false;
        }
    };
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            read(&line);
        }
    }
    child.wait().is_ok_and(|status| status.success())
}
