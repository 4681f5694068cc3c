//! What a one-use link leads to, in one act with the using of it: an account made or changed, a password set. Were any
//! of it to fail, the link would still work.

use domain::cycle::Person;
use jiff::Timestamp;

use crate::cell::cells;
use crate::connect::Store;
use crate::error::Result;
use crate::history::Doing;
use crate::links;
use crate::people::write_person;
use crate::shape::PASSWORD;

/// Somebody comes in with a link.
#[derive(Debug, Clone)]
pub struct Joining {
    /// Digest of the secret in the link's address.
    pub link: String,
    /// What the link must be for, see [`crate::Link`].
    pub purpose: String,
    /// The moment.
    pub at: Timestamp,
    /// The account that is made or changed, and its line of history. `None`: it stays as it is.
    pub person: Option<Changed>,
    /// Whose password is set: identifier, digest of the password, and its line of history. `None`: nobody's.
    pub password: Option<(String, String, Doing)>,
}

/// An account that is made or changed.
#[derive(Debug, Clone)]
pub struct Changed {
    /// What was read before. `None`: the person is new.
    pub seen: Option<Person>,
    /// What it shall be.
    pub person: Person,
    /// Its line of history.
    pub doing: Doing,
}

impl Store {
    /// Uses a link and does what it is for, all or nothing. Whether the link could be used: it was there, for this
    /// purpose, not used yet, and its time was not over.
    ///
    /// # Errors
    /// As [`Store::save_person`]; the link is not used then.
    pub async fn join(&self, tenant: &str, joining: &Joining) -> Result<bool> {
        let mut writing = self.writing(tenant).await?;
        let asked = cells![tenant, &joining.link, &joining.purpose, joining.at];
        if writing.one(links::USE, asked).await?.is_none() {
            return Ok(false);
        }
        if let Some(Changed { seen, person, doing }) = &joining.person {
            write_person(&mut writing, seen.as_ref(), person).await?;
            writing.line(doing).await?;
        }
        if let Some((person, hash, doing)) = &joining.password {
            writing.put(&PASSWORD, cells![person, hash, doing.at]).await?;
            writing.line(doing).await?;
        }
        writing.commit().await?;
        Ok(true)
    }
}
