//! What every request can reach: the store, the clock, the settings, and what the program lends.

use std::net::{IpAddr, SocketAddr};
use std::ops::Deref;
use std::sync::{Arc, Weak};

use cycle::Press;
use cycle::library::Library;
use jiff::Timestamp;
use store::Store;
use tokio::sync::Notify;

use crate::api::Rates;
use crate::passwords::Passwords;
use crate::public::Sites;
use crate::settings::{Scheme, Settings};
use crate::turns::Turns;
use crate::watch::{LastHealth, Meters};

/// Tells the time. The program hands one in; tests hand in one that they can put forward.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// What every request can reach. Cloning it is cheap.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// What the server is made of.
pub struct Parts {
    /// Memory.
    pub store: Store,
    /// Councils that were read, kept until their papers change.
    pub library: Arc<Library>,
    /// Makes reports.
    pub press: Arc<dyn Press>,
    /// The time.
    pub clock: Clock,
    /// What the server was told at start.
    pub settings: Settings,
    /// Passwords: few are reckoned at a time, for each takes 19 MiB of memory.
    pub passwords: Passwords,
    /// Wakes whoever sends what lies in the outbox.
    pub post: Arc<Notify>,
    /// The public sites as they were released. Whoever publishes calls [`Sites::refresh`].
    pub sites: Sites,
    /// How much programs ask for.
    pub(crate) rates: Rates,
    /// Who waits for something costly.
    pub(crate) turns: Turns,
    /// Counts for whoever watches the server.
    pub(crate) meters: Meters,
    /// What the last look at the database found.
    pub(crate) health: LastHealth,
}

impl App {
    /// A server over a store.
    pub fn new(store: Store, clock: Clock, settings: Settings, press: Arc<dyn Press>) -> App {
        let library = Arc::new(Library::default());
        let passwords = Passwords::new(settings.sign_in.breached.clone(), settings.sign_in.reckoning);
        App(Arc::new(Parts {
            store,
            library,
            press,
            clock,
            settings,
            passwords,
            post: Arc::new(Notify::new()),
            sites: Sites::default(),
            rates: Rates::default(),
            turns: Turns::default(),
            meters: Meters::default(),
            health: LastHealth::default(),
        }))
    }

    /// The time now.
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// How browsers reach the server.
    pub fn scheme(&self) -> Scheme {
        self.settings.scheme()
    }
}

impl App {
    /// What the server is made of, for tasks that end with it.
    pub fn parts(&self) -> Weak<Parts> {
        Arc::downgrade(&self.0)
    }
}

impl From<Arc<Parts>> for App {
    fn from(parts: Arc<Parts>) -> App {
        App(parts)
    }
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// Where a request comes from: the connection's other end, or what the trusted proxies say. `forwarded` are all lines of
/// the header `X-Forwarded-For`, in their order: each proxy adds the address that it was asked from, to the last line or
/// as a line of its own.
pub fn client(connection: Option<SocketAddr>, forwarded: &[String], proxies: usize) -> String {
    let told = || {
        let addresses: Vec<&str> = forwarded.iter().flat_map(|line| line.split(',')).map(str::trim).collect();
        addresses.len().checked_sub(proxies).and_then(|place| addresses.get(place)).copied()
    };
    let named = if proxies == 0 { None } else { told() };
    let address = named.and_then(|text| text.parse::<IpAddr>().ok()).or(connection.map(|socket| socket.ip()));
    address.map_or_else(|| "unknown".to_string(), network)
}

/// An IPv6 customer has a whole /64 to move about in, so that is what counts as one address.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod cases {
    use super::*;

    #[test]
    fn a_header_that_anybody_can_send_is_believed_only_behind_proxies() {
        let connection = Some("10.0.0.9:5000".parse().unwrap());
        for (forwarded, proxies, is) in [
            (vec![], 0, "10.0.0.9"),
            (vec!["203.0.113.5"], 0, "10.0.0.9"),
            (vec!["203.0.113.5"], 1, "203.0.113.5"),
            (vec!["198.51.100.1, 203.0.113.5"], 1, "203.0.113.5"),
            (vec!["198.51.100.1, 203.0.113.5, 10.0.0.1"], 2, "203.0.113.5"),
            // A proxy that adds a line of its own.
            (vec!["198.51.100.1", "203.0.113.5"], 1, "203.0.113.5"),
            (vec!["198.51.100.1", "203.0.113.5", "10.0.0.1"], 2, "203.0.113.5"),
            (vec!["198.51.100.1, 203.0.113.5", "10.0.0.1"], 2, "203.0.113.5"),
            (vec!["no address"], 1, "10.0.0.9"),
            (vec![], 2, "10.0.0.9"),
            (vec!["2001:db8:1:2:3:4:5:6"], 1, "2001:db8:1:2::/64"),
        ] {
            let forwarded: Vec<String> = forwarded.into_iter().map(str::to_string).collect();
            assert_eq!(client(connection, &forwarded, proxies), is, "{forwarded:?} behind {proxies}");
        }
    }
}
