//! What the tests meet beside the program: PostgreSQL, a mail server and an OpenID provider, started for one run of
//! tests and gone afterwards. Tests find them in the environment; without it they leave out what needs them.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::node::SERVICES;
use crate::postgres::Postgres;
use crate::run::run;

/// The services that run until this is dropped, and what tests are told of them.
pub struct Surroundings {
    names: Vec<(String, String)>,
    _services: Vec<Service>,
    postgres: Postgres,
}

impl Surroundings {
    /// Starts every service and says so. The error says which did not start, and why.
    pub fn start(root: &Path) -> Result<Surroundings, String> {
        let postgres = Postgres::start().map_err(|why| format!("PostgreSQL: {why}"))?;
        let mut names = vec![("BASEPLAN_TEST_POSTGRES".to_string(), postgres.url())];
        let mut services = Vec::new();
        for (name, program) in [("mail.py", python(root)), ("oidc.js", PathBuf::from("node"))] {
            let (service, said) = Service::start(root, &program, name).map_err(|why| format!("{name}: {why}"))?;
            services.push(service);
            names.extend(said);
        }
        println!("PostgreSQL, a mail server and an OpenID provider run beside these tests:");
        for (name, value) in &names {
            println!("  {name}={value}");
        }
        Ok(Surroundings { names, _services: services, postgres })
    }

    /// The address of PostgreSQL.
    pub fn postgres(&self) -> String {
        self.postgres.url()
    }

    /// Names and values for the environment of the tests.
    pub fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.names.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// Runs a command beside the services, as the tests run; for a builder who works at one room.
pub fn beside(root: &Path, command: &[&str]) -> bool {
    let Some((program, arguments)) = command.split_first() else {
        println!("Say what to run: cargo xtask beside cargo test -p store");
        return false;
    };
    match Surroundings::start(root) {
        Ok(surroundings) => {
            let mut command = Command::new(program);
            command.args(arguments).envs(surroundings.names()).stdin(Stdio::null());
            command.status().is_ok_and(|status| status.success())
        }
        Err(why) => {
            println!("{program} was not run: {why}");
            false
        }
    }
}

/// One script of `tests/services`. It says `NAME=value` lines and `ready`, and ends when its standard input does.
struct Service {
    child: Child,
}

impl Service {
    fn start(root: &Path, program: &Path, script: &str) -> Result<(Service, Vec<(String, String)>), String> {
        let mut command = Command::new(program);
        command.arg(script).current_dir(root.join(SERVICES)).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(|why| format!("{}: {why}", program.display()))?;
        let output = child.stdout.take();
        let service = Service { child };
        let mut said = Vec::new();
        for line in output.into_iter().flat_map(|output| BufReader::new(output).lines().map_while(Result::ok)) {
            match line.split_once('=') {
                Some((name, value)) => said.push((name.to_string(), value.to_string())),
                None if line == "ready" => return Ok((service, said)),
                None => println!("{script}: {line}"),
            }
        }
        Err("it ended before it was ready".into())
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        if let Err(why) = self.child.wait() {
            println!("a service was not seen to end: {why}");
        }
    }
}

fn environment(root: &Path) -> PathBuf {
    root.join("target/services")
}

/// The Python that has the packages of `tests/services/requirements.txt`.
pub fn python(root: &Path) -> PathBuf {
    environment(root).join("bin/python")
}

/// Installs the Python packages into an environment of their own, unless they stand there already.
pub fn install(root: &Path) -> bool {
    let (wanted, place) = (root.join(SERVICES).join("requirements.txt"), environment(root));
    let stamp = place.join("installed.txt");
    let is_new = |text: &Vec<u8>| fs::read(&stamp).ok().as_ref() != Some(text);
    let Ok(text) = fs::read(&wanted) else { return false };
    if !is_new(&text) {
        return true;
    }
    println!("Installing the Python packages of {SERVICES}");
    let (place, wanted) = (place.display().to_string(), wanted.display().to_string());
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", &wanted];
    run(root, "python3", &["-m", "venv", &place])
        && run(root, &python(root).display().to_string(), &pip)
        && fs::write(stamp, text).is_ok()
}
