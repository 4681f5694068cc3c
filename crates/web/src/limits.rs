//! Limits on guessing. What is counted stands in the store, so a restart opens no door.
//!
//! A stranger who guesses at an account uses up the attempts of their own place on the network, and not those of its
//! person. Who guesses from many places meets the limit of the account as a whole; that one does not hold where its
//! person signed in before, so that they come in all the same.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use store::{AttemptLimit, Attempted};

use crate::app::App;
use crate::failure::Failure;
use crate::session::later;

/// A quarter of an hour.
const QUARTER: Duration = Duration::from_secs(15 * 60);
/// Failures that one account may have in it from one address, whether or not there is such an account.
pub const OF_ACCOUNT: u32 = 8;
/// Failures that one account may have in it from all addresses together (NIST SP 800-63B 5.2.2 has 100).
pub const OF_ACCOUNT_ANYWHERE: u32 = 100;
/// Failures that one address may have in it; a whole town hall may come from one address.
pub const OF_ADDRESS: u32 = 60;
/// Mails with a link that one person is sent in it.
pub const MAILS: u32 = 3;
/// A place is known for so long after somebody signed in there.
const KNOWN: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// What somebody tries, from where.
pub struct Guess {
    tenant: String,
    /// What is counted, and how often it may fail in a quarter of an hour.
    limits: Vec<(String, u32)>,
    /// The account as it is tried from this address. `None`: it is about no password.
    account: Option<String>,
}

/// A guess that was counted, to be taken back if it was right.
pub struct Counted {
    tenant: String,
    ids: Vec<String>,
    account: Option<String>,
}

impl Guess {
    /// A password for an account.
    pub fn password(tenant: &str, email: &str, address: &str) -> Guess {
        let whole = format!("account:{}", digest(email));
        let account = format!("{whole} at {address}");
        let limits = vec![(account.clone(), OF_ACCOUNT), (whole, OF_ACCOUNT_ANYWHERE), of(address)];
        Guess { tenant: tenant.to_string(), limits, account: Some(account) }
    }

    /// A one-use link.
    pub fn link(tenant: &str, address: &str) -> Guess {
        Guess { tenant: tenant.to_string(), limits: vec![of(address)], account: None }
    }

    /// A wish for a mail to an account.
    pub fn mail(tenant: &str, email: &str, address: &str) -> Guess {
        let limits = vec![(format!("mail:{}", digest(email)), MAILS), of(address)];
        Guess { tenant: tenant.to_string(), limits, account: None }
    }

    /// Counts it before it is looked at, so that many at once are counted too.
    ///
    /// # Errors
    /// [`Failure::TooMany`] where a limit is reached; nothing is counted then, so waiting helps.
    pub async fn count(self, app: &App) -> Result<Counted, Failure> {
        let (now, tenant) = (app.now(), self.tenant);
        let known = match &self.account {
            Some(account) => app.store.remembers(&tenant, account, now).await?,
            None => false,
        };
        let since = SignedDuration::try_from(QUARTER).ok().and_then(|within| now.checked_sub(within).ok());
        let since = since.unwrap_or(Timestamp::MIN);
        let holds = |(_, most): &(String, u32)| !(known && *most == OF_ACCOUNT_ANYWHERE);
        let limits = self.limits.into_iter().filter(holds);
        let limits: Vec<AttemptLimit> = limits.map(|(subject, most)| AttemptLimit { subject, most, since }).collect();
        match app.store.attempt(&tenant, &limits, now).await? {
            Attempted::Counted(ids) => Ok(Counted { tenant, ids, account: self.account }),
            Attempted::Refused(limit) => {
                tracing::warn!(%tenant, %limit, "too many attempts");
                Err(Failure::TooMany(later(now, QUARTER)))
            }
        }
    }
}

impl Counted {
    /// It was right, so it was no failure: it is taken back, and a town hall of whose people all are right is never
    /// locked out. The account starts anew at this address, which is known from now on. What failed at other accounts
    /// stays counted, or whoever has one could guess at others for ever.
    ///
    /// # Errors
    /// The store cannot be written.
    pub async fn right(self, app: &App) -> Result<(), Failure> {
        app.store.attempt_was_right(&self.tenant, &self.ids, self.account.as_deref()).await?;
        if let Some(account) = &self.account {
            app.store.remember(&self.tenant, account, later(app.now(), KNOWN)).await?;
        }
        Ok(())
    }
}

fn of(address: &str) -> (String, u32) {
    (format!("address:{address}"), OF_ADDRESS)
}

/// Addresses of people are not kept where nobody may have an account.
fn digest(email: &str) -> String {
    store::digest(email.as_bytes())
}
