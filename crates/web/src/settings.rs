//! What the server is told at start, checked. The program reads it from its configuration file; nothing here does.

mod signing_in;

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

pub use signing_in::{Addresses, Provider, SignIn, SignOn, Ways};

/// How browsers reach the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Plain; for a machine's own address, or a first look.
    Http,
    /// Encrypted, by a server in front.
    Https,
}

/// Whose figures these are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figures {
    /// A council's own.
    Real,
    /// Invented for a demonstration, which every page says.
    Invented,
}

/// One of the councils that the server holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Host {
    /// The name in the browser's address, without a port: `performance.example.gov.uk`. With one council only, any
    /// name leads to it.
    pub name: String,
    /// The council's identifier in the store.
    pub tenant: String,
    /// Single sign-on of this council alone. `None`: as the whole server has it.
    pub sign_on: Option<SignOn>,
}

impl Host {
    /// A council at a name, whose people sign in as the whole server has it.
    pub fn of(name: &str, tenant: &str) -> Host {
        Host { name: name.to_string(), tenant: tenant.to_string(), sign_on: None }
    }
}

/// What the server is told at start.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where people reach it, without a slash at the end: `https://performance.example.gov.uk`. Links in mails begin so.
    pub address: String,
    /// Every council with the host name that leads to it.
    pub hosts: Vec<Host>,
    /// Whose figures these are.
    pub figures: Figures,
    /// People of a demonstration, whom everybody may sign in as. Empty everywhere else.
    pub shown_people: Vec<Shown>,
    /// Proxies in front that add to `X-Forwarded-For`. 0: none, and the header is not believed.
    pub proxies: usize,
    /// How long sessions last.
    pub sessions: Sessions,
    /// How people sign in.
    pub sign_in: SignIn,
    /// The server that takes mail. `None`: mail waits in the outbox, and pages say so.
    pub mail: Option<MailServer>,
    /// The most bytes that one form with a file may have.
    pub largest_upload: usize,
    /// Who may watch the server, and what it watches.
    pub watch: Watch,
    /// How long the server waits for whoever is slow.
    pub patience: Patience,
}

/// How long the server waits for whoever is slow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For the head of a request; a connection on which nothing is asked for so long is closed.
    pub head: Duration,
    /// For a form without files, and for what a program sends.
    pub form: Duration,
    /// For a form that may have files, of somebody who is signed in.
    pub upload: Duration,
    /// For one's turn, where something costly is asked for.
    pub turn: Duration,
}

impl Default for Patience {
    fn default() -> Patience {
        // Proxies keep an idle connection for a minute: were ours shorter, they would meet a closed one.
        let [head, form, upload, turn] = [75, 30, 300, 60].map(Duration::from_secs);
        Patience { head, form, upload, turn }
    }
}

/// Who may watch the server, and what it watches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    /// Addresses of connections that may read `/metrics`. Behind a proxy every connection is the proxy's: use a token.
    pub addresses: Vec<IpAddr>,
    /// A token with which anybody may read `/metrics`, as `Authorization: Bearer …`. `None`: there is none.
    pub token: Option<String>,
    /// A folder on the disk that holds the database. `None`: the database is elsewhere, and no disk is looked at.
    pub disk: Option<PathBuf>,
    /// Bytes that must be free there, or `/health` says that something is wrong.
    pub least_free: u64,
    /// Requests that one token may make in a minute.
    pub api_a_minute: u32,
}

impl Default for Watch {
    fn default() -> Watch {
        Watch { addresses: Vec::new(), token: None, disk: None, least_free: 100 * 1024 * 1024, api_a_minute: 1200 }
    }
}

/// The council's own mail server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailServer {
    /// `smtps://LOGIN:PASSWORD@HOST:PORT` with TLS from the first byte, or `smtp://LOGIN:PASSWORD@HOST:PORT` with
    /// STARTTLS, without which nothing is sent; `smtp://HOST?tls=none` for a server on the same machine.
    pub url: Secret,
    /// The address that mail comes from.
    pub from: String,
    /// The name beside it: `Performance team`.
    pub name: String,
    /// A certificate (PEM) of the council's own authority. `None`: only the public ones are believed.
    pub authority: Option<PathBuf>,
}

/// A text that logs never show.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Keeps a text.
    pub fn new(text: impl Into<String>) -> Secret {
        Secret(text.into())
    }

    /// The text.
    pub fn secret(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Somebody in a demonstration, with a password that everybody may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
    /// What they do: "enters figures".
    pub about: String,
    /// Password, shown to everybody.
    pub password: String,
}

/// How long sessions and links last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sessions {
    /// A session ends when nothing was asked for so long.
    pub idle: Duration,
    /// A session ends so long after it began, whatever happens.
    pub longest: Duration,
    /// A link for signing in, resetting a password or entering figures works so long.
    pub link: Duration,
    /// The link in a reminder of what somebody owes works so long.
    pub reminder: Duration,
    /// An invitation, and the first administrator's link, work so long.
    pub invitation: Duration,
}

impl Default for Sessions {
    fn default() -> Sessions {
        Sessions {
            idle: Duration::from_secs(30 * 60),
            longest: Duration::from_secs(12 * 60 * 60),
            link: Duration::from_secs(60 * 60),
            reminder: Duration::from_secs(3 * 24 * 60 * 60),
            invitation: Duration::from_secs(7 * 24 * 60 * 60),
        }
    }
}

impl Settings {
    /// Settings for one council at an address; everything else as a new server has it.
    pub fn of(address: &str, tenant: &str) -> Settings {
        Settings {
            address: address.trim_end_matches('/').to_string(),
            hosts: vec![Host::of("", tenant)],
            figures: Figures::Real,
            shown_people: Vec::new(),
            proxies: 0,
            sessions: Sessions::default(),
            sign_in: SignIn::default(),
            mail: None,
            largest_upload: 20 * 1024 * 1024,
            watch: Watch::default(),
            patience: Patience::default(),
        }
    }

    /// The single sign-on of a council: its own, else that of the whole server. `None`: it has none.
    fn sign_on(&self, tenant: &str) -> Option<(&Provider, Ways)> {
        let own = self.hosts.iter().find(|host| host.tenant == tenant).and_then(|host| host.sign_on.as_ref());
        let shared = || self.sign_in.provider.as_ref().map(|provider| (provider, self.sign_in.ways));
        own.map(|own| (&own.provider, own.ways)).or_else(shared)
    }

    /// The provider of a council. `None`: its people sign in with passwords.
    pub fn provider(&self, tenant: &str) -> Option<&Provider> {
        self.sign_on(tenant).map(|(provider, _)| provider)
    }

    /// The provider of a council, where it is the only way in. `None`: passwords and mailed links are taken too.
    pub fn only_provider(&self, tenant: &str) -> Option<&Provider> {
        self.sign_on(tenant).filter(|(_, ways)| *ways == Ways::ProviderOnly).map(|(provider, _)| provider)
    }

    /// How browsers reach it.
    pub fn scheme(&self) -> Scheme {
        if self.address.starts_with("https://") { Scheme::Https } else { Scheme::Http }
    }

    /// Where people reach a council, without a slash at the end. Of several councils each has its own host name.
    pub fn address_of(&self, tenant: &str) -> String {
        let several = self.hosts.len() > 1;
        let host = self.hosts.iter().find(|host| several && host.tenant == tenant);
        let (scheme, rest) = self.address.split_once("://").unwrap_or(("http", &self.address));
        let port = rest.rsplit_once(':').map(|(_, port)| format!(":{port}")).unwrap_or_default();
        host.map_or_else(|| self.address.clone(), |host| format!("{scheme}://{}{port}", host.name))
    }

    /// The council that a host name leads to, by its identifier. `None`: none of them.
    pub fn tenant(&self, host: &str) -> Option<&str> {
        if let [only] = self.hosts.as_slice() {
            return Some(&only.tenant);
        }
        let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()));
        let name = name.map_or(host, |(name, _)| name);
        self.hosts.iter().find(|known| known.name.eq_ignore_ascii_case(name)).map(|known| known.tenant.as_str())
    }
}
