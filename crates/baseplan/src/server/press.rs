//! The press: this program run as a child for each report, so that what typesetting keeps in memory ends with it, and
//! so that a report that runs away cannot take the server's memory.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use cycle::{Press, Pressing};
use domain::Period;
use folder::Files;
use rustix::process::{Pid, Resource, Rlimit, prlimit};
use tokio::process::Command;
use tokio::sync::Semaphore;

use super::held::{self, Held};
use crate::workflow::{disk, place};

/// Memory that a child may address. The five published reports together take a third of it.
const MOST_MEMORY: u64 = 4 * 1024 * 1024 * 1024;
/// A site of ten years is made in a tenth of it.
const LONGEST: Duration = Duration::from_secs(300);

/// Runs children of one program, one at a time.
pub struct Child {
    program: PathBuf,
    address: Option<String>,
    turn: Semaphore,
}

impl Child {
    /// A press that runs `program`. `address` is where the public site stands.
    pub fn new(program: PathBuf, address: Option<String>) -> Child {
        Child { program, address, turn: Semaphore::new(1) }
    }

    /// Runs the program with a council's folder and reads what it wrote under `out`.
    async fn run(&self, files: &Files, arguments: &[String], out: &str) -> Result<Files, String> {
        let _turn = self.turn.acquire().await.map_err(|why| why.to_string())?;
        let here = Held::new(held::PRESS).map_err(|why| why.to_string())?;
        let council = here.path().join("council");
        let written = files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
        place::new_folder(&council, written).map_err(|stop| format!("{stop:?}"))?;
        let child = Command::new(&self.program)
            .args(arguments)
            .current_dir(here.path())
            .env_clear()
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(|why| format!("the child could not be started: {why}"))?;
        bound(child.id());
        let ended = tokio::time::timeout(LONGEST, child.wait_with_output()).await;
        let output = ended.map_err(|_| "it took too long".to_string())?.map_err(|why| why.to_string())?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).trim().to_string());
        }
        read(&here.path().join(out))
    }
}

/// Bounds a child's memory. A system that cannot is no worse off than without.
fn bound(child: Option<u32>) {
    let pid = child.and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw);
    let limit = Rlimit { current: Some(MOST_MEMORY), maximum: Some(MOST_MEMORY) };
    if let Err(why) = prlimit(pid, Resource::As, limit) {
        tracing::warn!(%why, "the memory of a child could not be bounded");
    }
}

fn read(folder: &Path) -> Result<Files, String> {
    disk::all(folder).map_err(|why| format!("what the child wrote cannot be read: {why}"))
}

impl Press for Child {
    fn report<'a>(&'a self, files: &'a Files, period: Period, forms: &'a [&'a str]) -> Pressing<'a> {
        let (period, forms) = (period.to_string(), forms.join(","));
        Box::pin(async move {
            let arguments = ["report", "council", "--period", &period, "--form", &forms].map(str::to_string);
            self.run(files, &arguments, &format!("out/council/{period}")).await
        })
    }

    fn site<'a>(&'a self, files: &'a Files) -> Pressing<'a> {
        Box::pin(async move {
            let mut arguments = ["publish", "council", "--to", "site", "--beside-server"].map(str::to_string).to_vec();
            if let Some(address) = &self.address {
                arguments.extend(["--address".to_string(), address.clone()]);
            }
            self.run(files, &arguments, "site").await
        })
    }
}
