//! Where people reach the server, and whether everybody on the way could read along.

use std::net::{IpAddr, SocketAddr};

use super::config::Config;
use crate::workflow::Stop;

/// Where people reach a server that listens `here`, as the file says or else by where it listens.
///
/// # Errors
/// It is http and other machines reach it, which nobody asked for: whoever is on the way would read passwords.
pub fn address(config: &Config, here: SocketAddr) -> Result<String, Stop> {
    let address = match &config.address {
        Some(address) => address.clone(),
        // Every address of the machine, and it is reached by none of that name.
        None if here.ip().is_unspecified() => format!("http://localhost:{}", here.port()),
        None => format!("http://{here}"),
    };
    let reached = config.address.is_none() && !here.ip().is_loopback();
    let plain = match address.split_once("://") {
        Some(("https", _)) => false,
        Some(("http", _)) => reached || !is_here(&address),
        _ => {
            let says = format!("The address {address} begins neither with https:// nor with http://");
            return Err(Stop::asked(says, "Write it as people type it: https://performance.example.gov.uk"));
        }
    };
    if plain && !config.plain_http {
        let says = format!("{address} would be reached from other machines without encryption");
        let hint = "Put a proxy with TLS in front, and set address = \"https://…\" in the configuration file; or, where \
                    nobody can listen on the way, plain_http = true.";
        return Err(Stop::asked(says, hint));
    }
    Ok(address)
}

/// Whether an address leads to this machine and nowhere else.
pub fn is_here(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = match host.strip_prefix('[') {
        Some(six) => six.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let named = host.eq_ignore_ascii_case("localhost");
    named || host.parse::<IpAddr>().is_ok_and(|address| address.to_canonical().is_loopback())
}

#[cfg(test)]
mod cases {
    use super::*;

    fn addressed(text: &str, here: &str) -> Option<String> {
        address(&toml::from_str(text).unwrap(), here.parse().unwrap()).ok()
    }

    #[test]
    fn an_address_that_others_reach_without_encryption_is_taken_only_where_it_is_asked_for_by_name() {
        let (own, open) = ("127.0.0.1:8080", "0.0.0.0:8080");
        for (text, here, is) in [
            ("", own, Some("http://127.0.0.1:8080")),
            ("", "[::1]:8080", Some("http://[::1]:8080")),
            ("", open, None),
            ("", "192.0.2.7:8080", None),
            ("plain_http = true", open, Some("http://localhost:8080")),
            ("plain_http = true", "192.0.2.7:80", Some("http://192.0.2.7:80")),
            ("address = 'https://performance.example.gov.uk'", open, Some("https://performance.example.gov.uk")),
            ("address = 'http://localhost:9000'", own, Some("http://localhost:9000")),
            ("address = 'http://[::1]:9000/'", own, Some("http://[::1]:9000/")),
            ("address = 'http://performance.example.gov.uk'", own, None),
            ("address = 'http://localhost.example.gov.uk'", own, None),
            ("address = 'http://127.0.0.1@example.gov.uk'", own, None),
            ("address = 'performance.example.gov.uk'", own, None),
            ("plain_http = true\naddress = 'http://reports.internal'", own, Some("http://reports.internal")),
        ] {
            assert_eq!(addressed(text, here).as_deref(), is, "{text} at {here}");
        }
    }
}
