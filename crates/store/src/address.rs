//! The address of a PostgreSQL, read: on another machine its certificate is checked, or the address says in words that it
//! is not.

use std::net::IpAddr;
use std::str::FromStr;

use sqlx::postgres::{PgConnectOptions, PgSslMode};

use crate::error::{Result, StoreError};

/// What an address says where nobody on the way can listen or answer in the database's place. It is a word of ours, which
/// PostgreSQL's own programs do not know.
const MEANT: &str = "certificate=unchecked";

/// A PostgreSQL's address read. Without a word on `sslmode`, in it or in `PGSSLMODE`, a server on another machine must
/// prove by its certificate who it is (`verify-full`), and one on this machine may be spoken to in plain.
///
/// # Errors
/// [`StoreError::Unchecked`] where it is on another machine, its certificate would not be checked, and the address does not
/// hold [`MEANT`].
pub(crate) fn postgres(url: &str) -> Result<PgConnectOptions> {
    let (bare, query) = url.split_once('?').unwrap_or((url, ""));
    let (meant, others): (Vec<&str>, Vec<&str>) = query.split('&').partition(|pair| *pair == MEANT);
    let query = others.join("&");
    let whole = if query.is_empty() { bare.to_string() } else { format!("{bare}?{query}") };
    let options = PgConnectOptions::from_str(&whole)?;
    let named = |pair: &str| matches!(pair.split_once('='), Some(("sslmode" | "ssl-mode", _)));
    let asked = others.iter().any(|pair| named(pair)) || std::env::var_os("PGSSLMODE").is_some();
    if is_here(&options) {
        return Ok(options);
    }
    match (asked, options.get_ssl_mode()) {
        (true, PgSslMode::VerifyFull) => Ok(options),
        (true, _) if meant.is_empty() => Err(StoreError::Unchecked),
        (true, _) => Ok(options),
        // Meant, and nothing else said: encrypted at least.
        (false, _) if !meant.is_empty() => Ok(options.ssl_mode(PgSslMode::Require)),
        (false, _) => Ok(options.ssl_mode(PgSslMode::VerifyFull)),
    }
}

/// Whether a PostgreSQL is on this machine: by its socket, or by an address that leads nowhere else.
fn is_here(options: &PgConnectOptions) -> bool {
    let host = options.get_host().trim_start_matches('[').trim_end_matches(']');
    options.get_socket().is_some()
        || host.starts_with('/')
        || host == "localhost"
        || host.parse::<IpAddr>().is_ok_and(|address| address.to_canonical().is_loopback())
}

#[cfg(test)]
mod cases {
    use super::*;

    #[test]
    fn another_machine_s_postgres_proves_who_it_is_or_its_address_says_in_words_that_it_need_not() {
        for (url, mode) in [
            ("postgres://baseplan@db.example.gov.uk/baseplan", Some("VerifyFull")),
            ("postgres://baseplan@10.0.0.7:5433/baseplan?application_name=reports", Some("VerifyFull")),
            ("postgres://baseplan@[2001:db8::7]/baseplan", Some("VerifyFull")),
            ("postgres://baseplan@db.example.gov.uk/baseplan?sslmode=verify-full", Some("VerifyFull")),
            ("postgres://baseplan@db/baseplan?sslmode=verify-full&sslrootcert=/etc/authority.pem", Some("VerifyFull")),
            ("postgres://baseplan@db.example.gov.uk/baseplan?sslmode=verify-ca", None),
            ("postgres://baseplan@db.example.gov.uk/baseplan?sslmode=require", None),
            ("postgres://baseplan@db.example.gov.uk/baseplan?ssl-mode=prefer", None),
            ("postgres://baseplan@db.example.gov.uk/baseplan?sslmode=disable", None),
            ("postgres://localhost@db.example.gov.uk/baseplan?sslmode=disable", None),
            ("postgres://baseplan@db.example.gov.uk/baseplan?certificate=unchecked", Some("Require")),
            ("postgres://baseplan@db/baseplan?sslmode=require&certificate=unchecked", Some("Require")),
            ("postgres://baseplan@db/baseplan?certificate=unchecked&sslmode=disable", Some("Disable")),
            ("postgres://baseplan@db/baseplan?sslmode=verify-full&certificate=unchecked", Some("VerifyFull")),
            ("postgres://baseplan@db/baseplan?sslmode=disable&certificate=checked", None),
            ("postgres://baseplan@localhost/baseplan", Some("Prefer")),
            ("postgres://baseplan@localhost/baseplan?sslmode=disable", Some("Disable")),
            ("postgres://baseplan@127.0.0.1:5433/baseplan", Some("Prefer")),
            ("postgres://baseplan@[::1]/baseplan", Some("Prefer")),
            ("postgres:///baseplan?host=/run/postgresql", Some("Prefer")),
        ] {
            let read = postgres(url);
            let found = read.as_ref().ok().map(|options| format!("{:?}", options.get_ssl_mode()));
            assert_eq!(found.as_deref(), mode, "{url}");
            assert!(mode.is_some() || read.is_err_and(|error| error == StoreError::Unchecked), "{url}");
        }
    }
}
