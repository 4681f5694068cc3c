//! A PostgreSQL server of the tests' own: made anew in a temporary folder, never run as root, reached through a socket
//! in that folder and nowhere else, and gone with it afterwards.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::run::{quietly, signal};

/// The user that Debian's package makes; it runs the server where we are root.
const USER: &str = "postgres";
/// How its folder's name begins; it ends with the number of the process that the server is for.
const FOLDER: &str = "baseplan-postgres-";
/// The oldest version that Baseplan is for.
const OLDEST: u32 = 15;
/// How long a new server may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Tests hold nothing that must outlive them: no write waits for a disk. Many tests ask at the same time.
const SETTINGS: [&str; 6] = [
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=300",
    "log_min_messages=fatal",
];

/// A server that runs until this is dropped.
pub struct Postgres {
    folder: PathBuf,
    server: Child,
}

impl Postgres {
    /// Makes a database cluster and starts its server. The error says what is missing or what the server said.
    pub fn start() -> Result<Postgres, String> {
        let programs = programs().ok_or_else(|| {
            format!(
                "PostgreSQL {OLDEST} or later is not there: apt-get install postgresql, or cargo xtask ready as root"
            )
        })?;
        remove_orphans();
        let folder = std::env::temp_dir().join(format!("{FOLDER}{}", std::process::id()));
        let data = folder.join("data").display().to_string();
        ran(as_user("mkdir").args(["--mode", "700"]).arg(&folder))?;
        let kinds = ["--auth", "trust", "--username", USER, "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"];
        let made = ran(as_user(&programs.join("initdb").display().to_string()).args(["--pgdata", &data]).args(kinds));
        if let Err(why) = made {
            remove(&folder);
            return Err(why);
        }
        let mut server = as_user(&programs.join("postgres").display().to_string());
        server.args(["-D", &data]).arg("-k").arg(&folder).args(SETTINGS.iter().flat_map(|setting| ["-c", setting]));
        let log = fs::File::create(folder.join("log")).map_err(|why| why.to_string())?;
        let server = server.stdout(Stdio::null()).stderr(log).spawn().map_err(|why| why.to_string())?;
        let mut postgres = Postgres { folder, server };
        postgres.answers(&programs).map(|()| postgres)
    }

    /// Waits until it answers.
    fn answers(&mut self, programs: &Path) -> Result<(), String> {
        let asks = programs.join("pg_isready").display().to_string();
        let host = self.folder.display().to_string();
        let began = Instant::now();
        while quietly(&self.folder, &asks, &["--quiet", "--host", &host, "--username", USER]).is_none() {
            if let Ok(Some(status)) = self.server.try_wait() {
                let says = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
                return Err(format!("PostgreSQL ended as it began ({status}): {}", says.trim()));
            }
            if began.elapsed() > PATIENCE {
                return Err(format!("PostgreSQL did not answer within {} s", PATIENCE.as_secs()));
            }
            sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// Its address, for a role that may do everything; to be set as `BASEPLAN_TEST_POSTGRES`.
    pub fn url(&self) -> String {
        format!("postgres://{USER}@localhost/postgres?host={}", self.folder.display())
    }
}

impl Drop for Postgres {
    /// Stops the server at once, for nothing in it is kept, and removes its folder.
    fn drop(&mut self) {
        if !signal(self.server.id(), "QUIT") && self.server.kill().is_err() {
            println!("PostgreSQL was gone before it was stopped");
        }
        if let Err(why) = self.server.wait() {
            println!("PostgreSQL was not seen to end: {why}");
        }
        remove(&self.folder);
    }
}

fn remove(folder: &Path) {
    if let Err(why) = fs::remove_dir_all(folder) {
        println!("{} is left behind: {why}", folder.display());
    }
}

/// Removes the folders of runs that were killed and could not do it themselves.
fn remove_orphans() {
    for entry in fs::read_dir(std::env::temp_dir()).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let number = name.strip_prefix(FOLDER).and_then(|number| number.parse::<u32>().ok());
        if number.is_some_and(|number| !Path::new(&format!("/proc/{number}")).exists()) {
            remove(&entry.path());
        }
    }
}

/// A command that drops root's rights first, and is stopped when we are, however we end.
fn as_user(program: &str) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "QUIT"]);
    if quietly(Path::new("/"), "id", &["-u"]).is_some_and(|id| id.trim() == "0") {
        command.args(["--reuid", USER, "--regid", USER, "--init-groups"]);
    }
    command.args(["--", program]).current_dir("/").stdin(Stdio::null());
    command
}

fn ran(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|why| format!("{}: {why}", command.get_program().to_string_lossy()))?;
    let says = String::from_utf8_lossy(&output.stderr).trim().to_string();
    if output.status.success() { Ok(()) } else { Err(says) }
}

/// The folder of the newest version's programs, as Debian lays them out. `None`: none that is new enough.
pub fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    let known = versions.filter_map(|entry| Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path())));
    let fit = known.filter(|(version, path)| *version >= OLDEST && path.join("bin/initdb").is_file());
    fit.max().map(|(_, path)| path.join("bin"))
}

#[cfg(test)]
mod cases {
    use super::*;

    /// Where PostgreSQL is installed; `cargo xtask ready` installs it before any test runs.
    #[test]
    fn a_server_answers_belongs_to_no_root_and_leaves_nothing_behind() {
        let Some(programs) = programs() else {
            println!("PostgreSQL is not installed here: nothing was tried");
            return;
        };
        let postgres = Postgres::start().expect("it starts");
        let folder = postgres.folder.clone();
        let status = fs::read_to_string(format!("/proc/{}/status", postgres.server.id())).unwrap();
        let user = status.lines().find_map(|line| line.strip_prefix("Uid:")).unwrap();
        assert!(user.split_whitespace().all(|id| id != "0"), "{user}");
        let psql = programs.join("psql").display().to_string();
        let said = quietly(&folder, &psql, &[&postgres.url(), "-Atc", "show fsync; show listen_addresses"]);
        assert_eq!(said.as_deref(), Some("off\n\n"));
        drop(postgres);
        assert!(!folder.exists());
    }
}
