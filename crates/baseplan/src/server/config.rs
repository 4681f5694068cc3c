//! The one configuration file of the server. Every key is in `docs/serve.md`, which a test holds.

mod mail;
mod sign_on;

use std::fs;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;
use web::settings::Host;

pub use self::mail::Mail;
pub use self::sign_on::SignOn;
use crate::workflow::Stop;

/// The file as it is written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Address and port to listen at.
    pub listen: Option<String>,
    /// Where people reach the server: `https://performance.example.gov.uk`.
    pub address: Option<String>,
    /// Whether people reach the server by http from other machines, where everybody on the way reads passwords.
    pub plain_http: bool,
    /// The database: `sqlite:FILE` or `postgres://…`. The variable `BASEPLAN_DATABASE` goes before it.
    pub database: Option<String>,
    /// Proxies in front that add to `X-Forwarded-For`.
    pub proxies: Option<usize>,
    /// The most megabytes of an upload.
    pub largest_upload_mb: Option<usize>,
    /// A file of breached passwords.
    pub breached_passwords: Option<PathBuf>,
    /// Councils with the names that lead to them; none is needed while there is one council.
    pub council: Vec<Council>,
    /// How long sessions and links last.
    pub sessions: Lasting,
    /// Single sign-on.
    pub sign_on: Option<SignOn>,
    /// The council's mail server.
    pub mail: Option<Mail>,
    /// Who may watch the server.
    pub watch: Watching,
}

/// Who may watch the server, and what it watches.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Watching {
    /// Addresses of connections that may read the counts.
    pub addresses: Vec<IpAddr>,
    /// A file that holds a token with which anybody may.
    pub token_file: Option<PathBuf>,
    /// Requests that one token of the interface may make in a minute.
    pub api_a_minute: Option<u32>,
    /// A folder on the disk of which `/health` tells whether it has room.
    pub disk: Option<PathBuf>,
    /// Megabytes that must be free there.
    pub least_free_mb: Option<u64>,
}

/// A council and the name that leads to it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Council {
    /// Its identifier in the store.
    pub id: String,
    /// The name in the browser's address.
    pub host: String,
    /// Single sign-on of this council alone.
    pub sign_on: Option<SignOn>,
}

/// How long sessions and links last.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Lasting {
    /// Minutes without a request after which a session ends.
    pub idle_minutes: Option<u64>,
    /// Hours after which a session ends whatever happens.
    pub longest_hours: Option<u64>,
    /// Minutes for which a link works.
    pub link_minutes: Option<u64>,
    /// Days for which an invitation works.
    pub invitation_days: Option<u64>,
}

impl Config {
    /// Reads the file; without one, everything is as a new server has it.
    ///
    /// # Errors
    /// The file cannot be read, or holds what no configuration holds.
    pub fn read(file: Option<&Path>) -> Result<Config, Stop> {
        let Some(file) = file else { return Ok(Config::default()) };
        let shown = file.display();
        let text = fs::read_to_string(file).map_err(|why| {
            Stop::asked(format!("{shown} cannot be read: {why}"), "Check the name and who may read it.")
        })?;
        toml::from_str(&text).map_err(|why| {
            Stop::asked(format!("{shown} has a fault: {why}"), "The manual's chapter on the server lists every key.")
        })
    }

    /// Puts what it says into settings.
    ///
    /// # Errors
    /// A file of a secret cannot be read; the provider's address is http and not this machine's, or mail would go to another
    /// machine without TLS, which nobody asked for.
    pub fn fill(&self, settings: &mut web::Settings) -> Result<(), Stop> {
        settings.proxies = self.proxies.unwrap_or(settings.proxies);
        if let Some(megabytes) = self.largest_upload_mb {
            settings.largest_upload = megabytes.saturating_mul(1024 * 1024);
        }
        if !self.council.is_empty() {
            settings.hosts = self.council.iter().map(host).collect::<Result<_, Stop>>()?;
        }
        let lasting = &mut settings.sessions;
        let minutes =
            |given: Option<u64>, else_: Duration| given.map_or(else_, |n| Duration::from_secs(n.saturating_mul(60)));
        lasting.idle = minutes(self.sessions.idle_minutes, lasting.idle);
        lasting.longest = minutes(self.sessions.longest_hours.map(|n| n.saturating_mul(60)), lasting.longest);
        lasting.link = minutes(self.sessions.link_minutes, lasting.link);
        lasting.invitation =
            minutes(self.sessions.invitation_days.map(|n| n.saturating_mul(24 * 60)), lasting.invitation);
        settings.watch.addresses.clone_from(&self.watch.addresses);
        settings.watch.token =
            self.watch.token_file.as_deref().map(|file| secret(file, "The token for watching")).transpose()?;
        settings.watch.api_a_minute = self.watch.api_a_minute.unwrap_or(settings.watch.api_a_minute);
        settings.watch.disk.clone_from(&self.watch.disk);
        if let Some(megabytes) = self.watch.least_free_mb {
            settings.watch.least_free = megabytes.saturating_mul(1024 * 1024);
        }
        settings.mail = self.mail.as_ref().map(Mail::read).transpose()?;
        settings.sign_in.breached.clone_from(&self.breached_passwords);
        if let Some(sign_on) = &self.sign_on {
            let web::settings::SignOn { provider, ways } = sign_on.read()?;
            (settings.sign_in.provider, settings.sign_in.ways) = (Some(provider), ways);
        }
        Ok(())
    }
}

/// A council with its own single sign-on, if it has one.
fn host(council: &Council) -> Result<Host, Stop> {
    let sign_on = council.sign_on.as_ref().map(SignOn::read).transpose()?;
    Ok(Host { sign_on, ..Host::of(&council.host, &council.id) })
}

/// What a file of one secret holds.
fn secret(file: &Path, what: &str) -> Result<String, Stop> {
    let text = fs::read_to_string(file).map_err(|why| {
        let says = format!("{what}, {}, cannot be read: {why}", file.display());
        Stop::asked(says, "Check the name and who may read it.")
    })?;
    if is_open(file) {
        tracing::warn!(file = %file.display(), "others can read this file of a secret; take that right away: chmod o-rwx");
    }
    Ok(text.trim().to_string())
}

/// Whether everybody on the machine may read a file.
#[cfg(unix)]
fn is_open(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(file).is_ok_and(|file| file.permissions().mode() & 0o007 != 0)
}

#[cfg(not(unix))]
fn is_open(_: &Path) -> bool {
    false
}

#[cfg(test)]
mod cases {
    use super::*;

    const MANUAL: &str = include_str!("../../../../docs/serve.md");

    #[test]
    fn the_manual_s_example_is_a_configuration_and_every_key_is_in_its_table() {
        let lines = MANUAL.lines().skip_while(|line| !line.starts_with("    listen = "));
        let example = lines.take_while(|line| line.is_empty() || line.starts_with("    "));
        let text: String = example.map(|line| format!("{}\n", line.trim_start())).collect();
        let config: Config = toml::from_str(&text).unwrap();
        assert_eq!(config.listen.as_deref(), Some("127.0.0.1:8080"));
        let table: toml::Table = text.parse().unwrap();
        for (key, value) in &table {
            let inner = value.as_table().map(|inner| inner.keys().map(|name| format!("`{key}.{name}`")).collect());
            for name in inner.unwrap_or_else(|| vec![format!("`{key}`")]) {
                assert!(MANUAL.contains(&name), "{name}");
            }
        }
    }
}
