//! The one configuration file of the server. Every key is in `docs/serve.md`, which a test holds.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;
use web::settings::{Addresses, Host, Provider, SignIn};

use crate::workflow::Stop;

/// The file as it is written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Address and port to listen at.
    pub listen: Option<String>,
    /// Where people reach the server: `https://performance.example.gov.uk`.
    pub address: Option<String>,
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
}

/// A council and the name that leads to it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Council {
    /// Its identifier in the store.
    pub id: String,
    /// The name in the browser's address.
    pub host: String,
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

/// Single sign-on by OpenID Connect.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignOn {
    /// What its button says.
    pub name: String,
    /// Its address.
    pub issuer: String,
    /// Our name there.
    pub client: String,
    /// A file that holds our secret there, readable by the server alone.
    pub secret_file: PathBuf,
    /// Whether every address is believed, and not only those that it has proven.
    #[serde(default)]
    pub believe_all_addresses: bool,
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
    /// The secret of single sign-on cannot be read.
    pub fn fill(&self, settings: &mut web::Settings) -> Result<(), Stop> {
        settings.proxies = self.proxies.unwrap_or(settings.proxies);
        if let Some(megabytes) = self.largest_upload_mb {
            settings.largest_upload = megabytes.saturating_mul(1024 * 1024);
        }
        if !self.council.is_empty() {
            let host = |one: &Council| Host { name: one.host.clone(), tenant: one.id.clone() };
            settings.hosts = self.council.iter().map(host).collect();
        }
        let lasting = &mut settings.sessions;
        let minutes =
            |given: Option<u64>, else_: Duration| given.map_or(else_, |n| Duration::from_secs(n.saturating_mul(60)));
        lasting.idle = minutes(self.sessions.idle_minutes, lasting.idle);
        lasting.longest = minutes(self.sessions.longest_hours.map(|n| n.saturating_mul(60)), lasting.longest);
        lasting.link = minutes(self.sessions.link_minutes, lasting.link);
        lasting.invitation =
            minutes(self.sessions.invitation_days.map(|n| n.saturating_mul(24 * 60)), lasting.invitation);
        let provider = self.sign_on.as_ref().map(provider).transpose()?;
        settings.sign_in = SignIn { breached: self.breached_passwords.clone(), provider };
        Ok(())
    }
}

fn provider(sign_on: &SignOn) -> Result<Provider, Stop> {
    let shown = sign_on.secret_file.display();
    let secret = fs::read_to_string(&sign_on.secret_file).map_err(|why| {
        Stop::asked(
            format!("The secret of single sign-on, {shown}, cannot be read: {why}"),
            "Check the name and who may read it.",
        )
    })?;
    let addresses = if sign_on.believe_all_addresses { Addresses::All } else { Addresses::Proven };
    Ok(Provider {
        name: sign_on.name.clone(),
        issuer: sign_on.issuer.clone(),
        client: sign_on.client.clone(),
        secret: secret.trim().to_string(),
        addresses,
    })
}
