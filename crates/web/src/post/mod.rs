//! The post: takes what is due from the outbox to the council's own mail server, again and again until it is taken.
//! While that server is away nothing is lost: mail waits in the store, and pages say so.

mod letter;
mod smtp;

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use jiff::Timestamp;
use store::Mail;

use crate::app::App;
use crate::digests;
use crate::failure::Failure;
use crate::moment::{date, hour, moment};
use crate::session::{council, later};
use crate::settings::MailServer;
use crate::words::{fill, say};

pub use letter::Letter;
pub use smtp::Smtp;

/// Mails taken from the outbox at a time.
const AT_A_TIME: u32 = 20;
/// A mail that was taken from the outbox and never told of, as when the program ended, is due again after so long.
const TAKEN: Duration = Duration::from_secs(10 * 60);
/// How often the outbox is looked into without being asked to.
const LOOKS_EVERY: Duration = Duration::from_secs(30);
/// A mail that could not be sent is tried again after so many minutes, the first, second … time; then every four hours.
const AGAIN: [i64; 5] = [1, 5, 15, 60, 120];
/// What could not be sent for so long is given up: its links have long expired.
const GIVEN_UP_AFTER_DAYS: i64 = 4;
/// Digests for approvers go out from this hour on.
const DIGESTS_FROM: i8 = 7;

/// Why a mail was not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undelivered {
    /// The server does not want it, now or ever: no such address.
    Refused(String),
    /// The server does not want it now.
    Later(String),
    /// The server cannot be talked to: no mail goes out for now.
    Away(String),
}

/// Takes a letter to a mail server.
pub trait Postman: Send + Sync {
    /// Takes one letter. When this says yes, the server has it.
    fn take<'a>(&'a self, letter: &'a Letter) -> Pin<Box<dyn Future<Output = Result<(), Undelivered>> + Send + 'a>>;
}

/// What one round of the post did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Round {
    /// Mails that the server took.
    pub sent: usize,
    /// Mails that are tried again.
    pub waiting: usize,
    /// Mails that are given up.
    pub given_up: usize,
}

/// Sends what is due, of every council. Once the server is away, no more is tried in this round.
///
/// # Errors
/// The store cannot be asked or written.
pub async fn send_due(app: &App, postman: &dyn Postman) -> Result<Round, Failure> {
    let mut round = Round::default();
    for host in &app.settings.hosts {
        let tenant = host.tenant.as_str();
        loop {
            let now = app.now();
            let due = app.store.due_mail(tenant, now, later(now, TAKEN), AT_A_TIME).await?;
            if due.is_empty() {
                break;
            }
            let council = council(app, tenant).await?;
            let mut away: Option<String> = None;
            for mail in due {
                let tried = match &away {
                    Some(why) => Err(Undelivered::Away(why.clone())),
                    None => match Letter::of(&mail, app, &council) {
                        Ok(letter) => postman.take(&letter).await,
                        Err(why) => Err(Undelivered::Refused(why)),
                    },
                };
                if let Err(Undelivered::Away(why)) = &tried {
                    away = Some(why.clone());
                }
                tell(app, tenant, &mail, tried, &mut round).await?;
            }
        }
    }
    Ok(round)
}

/// Writes into the outbox what became of a mail.
async fn tell(
    app: &App,
    tenant: &str,
    mail: &Mail,
    tried: Result<(), Undelivered>,
    round: &mut Round,
) -> Result<(), Failure> {
    let now = app.now();
    let (why, again) = match tried {
        Ok(()) => {
            round.sent += 1;
            app.store.mail_sent(tenant, &mail.id, now).await?;
            tracing::info!(tenant, mail = %mail.id, tries = mail.tries, "mail sent");
            return Ok(());
        }
        Err(Undelivered::Refused(why)) => (why, None),
        Err(Undelivered::Later(why) | Undelivered::Away(why)) => (why, again(mail, now)),
    };
    match again {
        Some(at) => {
            round.waiting += 1;
            tracing::warn!(tenant, mail = %mail.id, tries = mail.tries, why, again = %at, "mail waits");
        }
        None => {
            round.given_up += 1;
            tracing::error!(tenant, mail = %mail.id, tries = mail.tries, why, "mail given up");
        }
    }
    app.store.mail_failed(tenant, &mail.id, &why, again).await?;
    Ok(())
}

/// When a mail is tried again. `None`: it is given up.
fn again(mail: &Mail, now: Timestamp) -> Option<Timestamp> {
    let waits = now.duration_since(mail.queued_at).as_hours();
    if waits >= GIVEN_UP_AFTER_DAYS * 24 {
        return None;
    }
    let place = usize::try_from(mail.tries.saturating_sub(1)).unwrap_or(usize::MAX);
    let minutes = AGAIN.get(place).copied().unwrap_or(4 * 60);
    now.checked_add(jiff::SignedDuration::from_mins(minutes)).ok()
}

/// Sends mail, and each morning the digests for approvers, for as long as the server runs; woken by `app.post`.
/// Without a mail server in the settings mail waits in the outbox.
pub async fn run(app: App) {
    let postman = match app.settings.mail.as_ref().map(Smtp::new) {
        None => None,
        Some(Ok(postman)) => Some(postman),
        Some(Err(why)) => {
            tracing::error!(why, "the mail server in the settings cannot be used; mail waits");
            None
        }
    };
    let mut told = None;
    loop {
        let today = date(app.now());
        if told != Some(today) && hour(app.now()) >= DIGESTS_FROM {
            match digests::queue(&app).await {
                Ok(_) => told = Some(today),
                Err(failure) => tracing::error!(?failure, "digests were not written; they are tried again"),
            }
        }
        if let Some(postman) = &postman
            && let Err(failure) = send_due(&app, postman).await
        {
            tracing::error!(?failure, "the outbox cannot be read; mail waits");
        }
        // Whoever waits is woken by new mail; the time is for what is tried again.
        let _ = tokio::time::timeout(LOOKS_EVERY, app.post.notified()).await;
    }
}

/// That mail waits, in a sentence for the people who run the cycle and the server. `None`: none does for long.
///
/// # Errors
/// The store cannot be asked.
pub async fn waits(app: &App, tenant: &str) -> Result<Option<String>, Failure> {
    let waiting = app.store.waiting_mail(tenant, 1000).await?;
    let unset = app.settings.mail.is_none();
    let stuck = waiting.iter().filter(|mail| unset || mail.trouble.is_some());
    let count = stuck.clone().count();
    let Some(oldest) = stuck.map(|mail| mail.queued_at).min() else { return Ok(None) };
    let key = if unset { "post.unset" } else { "post.waits" };
    Ok(Some(fill(key, &[("count", &count.to_string()), ("since", &moment(oldest))])))
}

/// That mail is held up, for somebody who was just promised one. `None`: it goes out at once.
///
/// # Errors
/// The store cannot be asked.
pub async fn held_up(app: &App, tenant: &str) -> Result<Option<&'static str>, Failure> {
    let held = app.settings.mail.is_none() || waits(app, tenant).await?.is_some();
    Ok(held.then(|| say("post.held_up")))
}

impl MailServer {
    /// Whether the settings make sense: the address of the server, the sender's address, the authority's file.
    ///
    /// # Errors
    /// What is wrong with them, without any secret in it.
    pub fn check(&self) -> Result<(), String> {
        Smtp::new(self).map(drop)?;
        letter::sender(self).map(drop)
    }
}

#[cfg(test)]
mod cases {
    use super::*;

    #[test]
    fn a_mail_is_tried_again_ever_later_and_given_up_after_four_days() {
        let queued: Timestamp = "2026-01-12T09:00:00Z".parse().unwrap();
        for (tries, hours, minutes) in [
            (1, 0, Some(1)),
            (2, 0, Some(5)),
            (3, 0, Some(15)),
            (4, 1, Some(60)),
            (5, 2, Some(120)),
            (6, 4, Some(240)),
            (25, 95, Some(240)),
            (26, 96, None),
        ] {
            let mail = Mail {
                id: "m".into(),
                recipient: "a@example.gov.uk".into(),
                subject: "s".into(),
                body: "b".into(),
                queued_at: queued,
                due_at: None,
                tries,
                sent_at: None,
                trouble: None,
            };
            let now = queued + jiff::SignedDuration::from_hours(hours);
            let expected = minutes.map(|minutes| now + jiff::SignedDuration::from_mins(minutes));
            assert_eq!(again(&mail, now), expected, "after {tries} tries and {hours} hours");
        }
    }
}
