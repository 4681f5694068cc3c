//! A server under test: started on a free port of this machine, waited for, watched, and ended.

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::run::signal;

/// Stands for `127.0.0.1:PORT` in the words of a command.
pub const ADDRESS: &str = "{address}";
/// How long a server may take until it answers.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long it may take to end.
const GRACE: Duration = Duration::from_secs(5);

/// A running server, ended when this is dropped.
pub struct Server {
    child: Child,
    address: String,
    began: Duration,
    log: PathBuf,
}

impl Server {
    /// Starts a program with `{address}` in its words replaced by a free address, and waits until a page answers with
    /// 200. What the program prints is added to the file `log`. The error says what it printed last.
    pub fn start(words: &[String], page: &str, log: &Path) -> Result<Server, String> {
        let address = free_address()?;
        let words: Vec<String> = words.iter().map(|word| word.replace(ADDRESS, &address)).collect();
        let (program, arguments) = words.split_first().ok_or("no program is named")?;
        let sink = File::options().create(true).append(true).open(log).map_err(|why| why.to_string())?;
        let also = sink.try_clone().map_err(|why| why.to_string())?;
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).stdout(sink).stderr(also);
        let started = Instant::now();
        let child = command.spawn().map_err(|why| format!("{program}: {why}"))?;
        let mut server = Server { child, address, began: Duration::ZERO, log: log.to_path_buf() };
        server.answers(page, started)?;
        server.began = started.elapsed();
        Ok(server)
    }

    fn answers(&mut self, page: &str, started: Instant) -> Result<(), String> {
        let url = self.url(page);
        let agent = agent(PATIENCE);
        loop {
            let answer = agent.get(&url).call();
            if answer.as_ref().is_ok_and(|answer| answer.status() == 200) {
                return Ok(());
            }
            let ended = self.child.try_wait().ok().flatten();
            if ended.is_some() || started.elapsed() > PATIENCE {
                let found = answer.map_or_else(|why| why.to_string(), |answer| answer.status().to_string());
                return Err(format!("no answer at {url} ({found}); it said:\n{}", self.last_words()));
            }
            sleep(Duration::from_millis(1));
        }
    }

    fn last_words(&self) -> String {
        let log = fs::read(&self.log).unwrap_or_default();
        let text = String::from_utf8_lossy(&log);
        let lines: Vec<&str> = text.lines().collect();
        lines.get(lines.len().saturating_sub(12)..).unwrap_or_default().join("\n")
    }

    /// The address of one of its pages.
    pub fn url(&self, page: &str) -> String {
        format!("http://{}{page}", self.address)
    }

    /// From the start of the program to its first answer.
    pub fn began(&self) -> Duration {
        self.began
    }

    /// Resident memory in kB of the program and all that it started: now, and the sum of what each took at most.
    /// Pages that they share count for each.
    pub fn memory(&self) -> (u64, u64) {
        family(self.child.id()).iter().map(|id| memory(*id)).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    }

    /// Whether it has started other programs that still run.
    pub fn has_children(&self) -> bool {
        family(self.child.id()).len() > 1
    }

    /// Ends it without warning, as a power cut would, and waits until it is gone.
    pub fn kill(mut self) -> Result<(), String> {
        self.child.kill().and_then(|()| self.child.wait()).map(|_| ()).map_err(|why| why.to_string())
    }
}

impl Drop for Server {
    /// Asks it to end, so that it ends those that it started; after some seconds all of them are killed.
    fn drop(&mut self) {
        let family = family(self.child.id());
        let asked = Instant::now();
        signal(self.child.id(), "TERM");
        while matches!(self.child.try_wait(), Ok(None)) {
            if asked.elapsed() > GRACE {
                family.iter().for_each(|id| {
                    signal(*id, "KILL");
                });
            }
            sleep(Duration::from_millis(5));
        }
    }
}

/// Asks a server; every answer is an answer, whatever its status, and redirects are not followed.
pub fn agent(patience: Duration) -> ureq::Agent {
    let asks = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0);
    asks.max_redirects_will_error(false).timeout_global(Some(patience)).build().into()
}

fn free_address() -> Result<String, String> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|why| why.to_string())?;
    listener.local_addr().map(|address| address.to_string()).map_err(|why| why.to_string())
}

/// A process and all below it, as Linux tells.
fn family(id: u32) -> Vec<u32> {
    let tasks = fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().flatten();
    let lists = tasks.filter_map(|task| fs::read_to_string(task.path().join("children")).ok());
    let children: Vec<u32> =
        lists.flat_map(|list| list.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<u32>>()).collect();
    let below = children.into_iter().flat_map(family);
    std::iter::once(id).chain(below).collect()
}

/// Resident memory of one process in kB, now and at most.
fn memory(id: u32) -> (u64, u64) {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let number = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()
    };
    (number("VmRSS:").unwrap_or(0), number("VmHWM:").unwrap_or(0))
}
