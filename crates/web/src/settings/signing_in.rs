//! How people sign in: passwords, and the single sign-on of a council.

use std::path::PathBuf;
use std::time::Duration;

use crate::passwords::Reckoning;

/// How people sign in.
#[derive(Debug, Clone, Default)]
pub struct SignIn {
    /// Breached passwords, sorted lines `SHA-1:count`. `None`: only the common ones are refused.
    pub breached: Option<PathBuf>,
    /// Single sign-on of every council that has none of its own. `None`: passwords only.
    pub provider: Option<Provider>,
    /// Which ways in are open beside it.
    pub ways: Ways,
    /// What it costs to reckon a password.
    pub reckoning: Reckoning,
}

/// The single sign-on of one council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignOn {
    /// Its provider.
    pub provider: Provider,
    /// Which ways in are open beside it.
    pub ways: Ways,
}

/// Which ways in are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ways {
    /// Single sign-on where there is one, passwords, links in mails.
    #[default]
    All,
    /// Single sign-on alone, and the link of whoever runs the server.
    ProviderOnly,
}

/// An OpenID Connect provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    /// What the button says: "Sign in with {name}".
    pub name: String,
    /// Its address, from which `/.well-known/openid-configuration` is read.
    pub issuer: String,
    /// Our name there.
    pub client: String,
    /// Our secret there.
    pub secret: String,
    /// Which of its addresses are believed.
    pub addresses: Addresses,
    /// How strongly it must have asked, as it calls it (`acr`): a second factor. `None`: as it likes.
    pub strength: Option<String>,
    /// How long a sign-in there counts: an older one is not taken, and a session here ends so long after it. `None`: the
    /// provider is not asked when it was.
    pub longest: Option<Duration>,
}

/// Which addresses of a provider are believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addresses {
    /// Those that it says it has proven (`email_verified`).
    Proven,
    /// All: the council itself gives them out there, and nobody can set their own.
    All,
}
