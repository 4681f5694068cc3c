//! Limits on guessing. What is counted stands in the store, so a restart opens no door.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::app::App;
use crate::failure::Failure;
use crate::session::later;

/// What is counted, how often it may fail, and in how long.
struct Limit {
    subject: String,
    most: u32,
    within: Duration,
}

/// A quarter of an hour.
const QUARTER: Duration = Duration::from_secs(15 * 60);
/// Failures that one account may have in it, whether or not there is such an account.
pub const OF_ACCOUNT: u32 = 8;
/// Failures that one address may have in it; a whole town hall may come from one address.
pub const OF_ADDRESS: u32 = 60;
/// Mails with a link that one person is sent in it.
pub const MAILS: u32 = 3;

/// Takes part in guessing: a mail address that somebody signs in with, from a place.
pub struct Guess {
    tenant: String,
    limits: Vec<Limit>,
}

impl Guess {
    /// A password for an account.
    pub fn password(tenant: &str, email: &str, address: &str) -> Guess {
        let account = Limit {
            subject: format!("account:{}", store::digest(email.as_bytes())),
            most: OF_ACCOUNT,
            within: QUARTER,
        };
        Guess { tenant: tenant.to_string(), limits: vec![account, from(address)] }
    }

    /// A one-use link.
    pub fn link(tenant: &str, address: &str) -> Guess {
        Guess { tenant: tenant.to_string(), limits: vec![from(address)] }
    }

    /// A wish for a mail to an account.
    pub fn mail(tenant: &str, email: &str, address: &str) -> Guess {
        let account =
            Limit { subject: format!("mail:{}", store::digest(email.as_bytes())), most: MAILS, within: QUARTER };
        Guess { tenant: tenant.to_string(), limits: vec![account, from(address)] }
    }

    /// Counts it before it is looked at, so that many at once are counted too.
    ///
    /// # Errors
    /// [`Failure::TooMany`] where a limit is reached; nothing is counted then, so waiting helps.
    pub async fn count(&self, app: &App) -> Result<(), Failure> {
        let now = app.now();
        for limit in &self.limits {
            let since = SignedDuration::try_from(limit.within).ok().and_then(|within| now.checked_sub(within).ok());
            let failed = app.store.attempts(&self.tenant, &limit.subject, since.unwrap_or(Timestamp::MIN)).await?;
            if failed >= limit.most {
                tracing::warn!(tenant = %self.tenant, limit = %limit.subject, "too many attempts");
                return Err(Failure::TooMany(later(now, limit.within)));
            }
        }
        for limit in &self.limits {
            app.store.note_attempt(&self.tenant, &limit.subject, now).await?;
        }
        Ok(())
    }

    /// It was right: the account starts anew. What came from the address stays counted, or whoever has one account could
    /// guess at others for ever.
    ///
    /// # Errors
    /// The store cannot be written.
    pub async fn right(&self, app: &App) -> Result<(), Failure> {
        for limit in self.limits.iter().filter(|limit| !limit.subject.starts_with("address:")) {
            app.store.forget_attempts(&self.tenant, &limit.subject).await?;
        }
        Ok(())
    }
}

fn from(address: &str) -> Limit {
    Limit { subject: format!("address:{address}"), most: OF_ADDRESS, within: QUARTER }
}
