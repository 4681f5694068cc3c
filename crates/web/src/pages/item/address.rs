//! Where the pages of an item stand. Keys of items hold slashes and blanks.

use domain::cycle::{Item, RoundKey};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What a path may hold as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'/');

fn at(round: RoundKey, what: &str, item: &Item) -> String {
    format!("/desk/rounds/{round}/{what}/{}", utf8_percent_encode(&item.to_string(), PATH))
}

/// The form of an item.
pub fn item(round: RoundKey, of: &Item) -> String {
    at(round, "items", of)
}

/// Where what is being typed is kept.
pub fn draft(round: RoundKey, of: &Item) -> String {
    at(round, "drafts", of)
}

/// Where the script asks what an entry would say.
pub fn look(round: RoundKey, of: &Item) -> String {
    at(round, "looks", of)
}

/// Where an item is approved or returned.
pub fn approve(round: RoundKey, of: &Item) -> String {
    at(round, "approve", of)
}
