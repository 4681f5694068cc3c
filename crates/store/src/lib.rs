//! Remembers a council's papers, people, entries and editions, in SQLite or PostgreSQL. The only SQL in the house.
//!
//! SQL remembers, Rust reckons: no rating, no rule of who may, no arithmetic on figures. One set of statements and
//! migrations serves both engines; the tenant (one council) comes first in every key; the clock is an argument.
//! Whatever is written to a table that keeps the council's word is written together with a line of history.

mod error;

mod cell;

mod shape;

mod transact;

mod place;

mod connect;

mod address;

mod pulse;

mod migrate;

mod write;

mod tenants;

mod history;

mod papers;

mod people;

mod identities;

mod rounds;

mod entries;

mod steps;

mod record;

mod drafts;

mod releases;

mod sessions;

mod links;

mod tokens;

mod mail;

mod attempts;

mod joining;

mod sweep;

mod tables;

mod verify;

mod backup;

pub use attempts::{AttemptLimit, Attempted};
pub use backup::BackedUp;
pub use connect::Store;
pub use drafts::Draft;
pub use error::{Result, StoreError};
pub use history::{Doing, Lines};
pub use identities::Identity;
pub use joining::{Changed, Joining};
pub use links::Link;
pub use mail::{Mail, NewMail, Queued};
pub use papers::{Paper, PaperChange, PaperRevision, Papers};
pub use record::Deed;
pub use releases::{Bundle, BundleFile, Listed, Listing, Release, Released};
pub use rounds::RoundView;
pub use sessions::Session;
pub use sweep::Since;
pub use tables::{Table, digest_of};
pub use tenants::Tenant;
pub use tokens::Token;
pub use verify::{Fault, Verified};

use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// SHA-256 in lower-case hexadecimal, as every digest in the store is written.
pub fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// A new identifier, which no other has and which sorts by the moment it was made at (UUIDv7).
pub fn new_id(at: Timestamp) -> String {
    let seconds = u64::try_from(at.as_second()).unwrap_or(0);
    let nanoseconds = u32::try_from(at.subsec_nanosecond()).unwrap_or(0);
    uuid::Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, seconds, nanoseconds)).to_string()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
