//! Sessions: who is signed in, until when.

use std::time::Duration;

use domain::cycle::{Person, PersonState};
use jiff::{SignedDuration, Timestamp};
use store::{Doing, Session};

use crate::app::App;
use crate::csrf;
use crate::failure::Failure;
use crate::reach::Reach;
use crate::token::Token;

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct Signed {
    /// The person.
    pub person: Person,
    /// Digest of the session's token, which names it in the store.
    pub session: String,
    /// How far the session reaches.
    pub reach: Reach,
    /// When it ends in any case.
    pub ends_at: Timestamp,
}

/// A session that began with a link from a mail ends so long after it began.
const BY_LINK: Duration = Duration::from_secs(2 * 60 * 60);

/// A session is marked as used at most so often, in seconds: reading a page need not write.
const MARKED_EVERY: i64 = 60;

/// How somebody came in, for the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// With a password.
    Password,
    /// With a one-use link that chose a password.
    Link,
    /// With a one-use link to enter what is owed, and for nothing else.
    LinkToEnter(Reach),
    /// Through the council's single sign-on. `until`: as long as the sign-in there counts; `None`: as long as any session.
    SingleSignOn {
        /// The session ends then at the latest.
        until: Option<Timestamp>,
    },
}

/// A moment so much later; the latest there is where that is past it.
pub fn later(at: Timestamp, by: Duration) -> Timestamp {
    SignedDuration::try_from(by).ok().and_then(|by| at.checked_add(by).ok()).unwrap_or(Timestamp::MAX)
}

/// Whose session a token opens. `None`: nobody's, or it has ended or expired, or the person has left.
///
/// # Errors
/// The store cannot be asked.
pub async fn find(app: &App, tenant: &str, token: &Token) -> Result<Option<Signed>, Failure> {
    let (digest, now) = (token.digest(), app.now());
    let Some(session) = app.store.session(tenant, &digest, now).await? else { return Ok(None) };
    let Some(person) = app.store.person(tenant, &session.person).await? else { return Ok(None) };
    if person.state != PersonState::Active {
        return Ok(None);
    }
    if now.duration_since(session.seen_at).as_secs() >= MARKED_EVERY {
        app.store.touch_session(tenant, &digest, now, later(now, app.settings.sessions.idle)).await?;
    }
    let Some(reach) = Reach::read(session.purpose.as_deref()) else { return Ok(None) };
    Ok(Some(Signed { person, session: digest, reach, ends_at: session.ends_at }))
}

/// Begins a session for a person and writes it into the history. Its token is new, whatever the browser had before.
///
/// # Errors
/// The store cannot be written.
pub async fn begin(app: &App, tenant: &str, person: &Person, by: By) -> Result<Token, Failure> {
    let (token, now) = (Token::new()?, app.now());
    let longest = app.settings.sessions.longest;
    let ends_at = later(now, longest);
    let (by, reach, ends_at) = match by {
        By::Password => ("password", Reach::Whole, ends_at),
        By::Link => ("link", Reach::Whole, ends_at),
        By::LinkToEnter(reach) => ("link-to-enter", reach, ends_at.min(later(now, BY_LINK))),
        By::SingleSignOn { until } => {
            ("single-sign-on", Reach::Whole, until.map_or(ends_at, |until| ends_at.min(until)))
        }
    };
    let session = Session {
        digest: token.digest(),
        person: person.id.clone(),
        form_key: csrf::of(&token),
        purpose: reach.write(),
        begun_at: now,
        seen_at: now,
        idle_until: later(now, app.settings.sessions.idle),
        ends_at,
    };
    app.store.begin_session(tenant, &session).await?;
    let doing = Doing { after: Some(by.to_string()), ..about(app, Some(person), "signed-in", &person.id) };
    app.store.note(tenant, &doing).await?;
    tracing::info!(tenant, person = %person.id, by, "signed in");
    Ok(token)
}

/// Ends a session that its person leaves.
///
/// # Errors
/// The store cannot be written.
pub async fn end(app: &App, tenant: &str, signed: &Signed) -> Result<(), Failure> {
    app.store.end_session(tenant, &signed.session).await?;
    app.store.note(tenant, &about(app, Some(&signed.person), "signed-out", &signed.person.id)).await?;
    Ok(())
}

/// Ends one session of a person.
///
/// # Errors
/// The store cannot be written.
pub async fn end_one(app: &App, tenant: &str, person: &Person, session: &str) -> Result<(), Failure> {
    app.store.end_session(tenant, session).await?;
    let doing = Doing { before: Some("1".to_string()), ..about(app, Some(person), "sessions-ended", &person.id) };
    app.store.note(tenant, &doing).await?;
    Ok(())
}

/// Ends every session of a person, but one if given. How many it were.
///
/// # Errors
/// The store cannot be written.
pub async fn end_all(app: &App, tenant: &str, by: &Person, of: &str, but: Option<&str>) -> Result<u64, Failure> {
    let ended = app.store.end_sessions_of(tenant, of, but).await?;
    let doing = Doing { before: Some(ended.to_string()), ..about(app, Some(by), "sessions-ended", of) };
    app.store.note(tenant, &doing).await?;
    Ok(ended)
}

/// A line of history on a person. `by` `None`: the program, or somebody who is not known yet.
pub fn about(app: &App, by: Option<&Person>, act: &str, subject: &str) -> Doing {
    Doing {
        by: by.map(|person| person.id.clone()),
        at: app.now(),
        act: act.to_string(),
        subject: subject.to_string(),
        before: None,
        after: None,
        why: None,
    }
}

/// Name of a council.
///
/// # Errors
/// The store cannot be asked, or holds no such council.
pub async fn council(app: &App, tenant: &str) -> Result<String, Failure> {
    Ok(app.store.tenant(tenant).await?.ok_or(Failure::NotFound)?.name)
}
