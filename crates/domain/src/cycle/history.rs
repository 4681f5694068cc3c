//! History: one line for everything that was done, each chained to the one before.

use jiff::Timestamp;

/// One line of a council's history. Lines are only ever added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its place in the council's history, from 1, without gaps.
    pub number: u64,
    /// When.
    pub at: Timestamp,
    /// Identifier of the person; `None`: the program itself.
    pub by: Option<String>,
    /// What was done, a word: `entered`, `approved`, `returned`, `target-changed`, `published`, `signed-in` …
    pub act: String,
    /// What it was done to: the key of an item, a round, a file, a person.
    pub subject: String,
    /// What stood there before, as text. `None`: nothing.
    pub before: Option<String>,
    /// What stands there now, as text. `None`: nothing.
    pub after: Option<String>,
    /// The reason given. `None`: none was asked.
    pub why: Option<String>,
    /// SHA-256 of this line with the digest of the line before, in hexadecimal.
    pub digest: String,
}
