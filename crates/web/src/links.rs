//! One-use links: made for one person and one purpose, stored as digests, used by a button and never by opening them,
//! for programs that check mail open every link.

use std::time::Duration;

use domain::cycle::Person;
use store::{Link, NewMail};

use crate::app::App;
use crate::failure::Failure;
use crate::session::later;
use crate::token::Token;
use crate::words::{fill, say};

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The first administrator makes their account.
    First,
    /// Somebody chooses a password: who was invited, or forgot it.
    Password,
    /// Somebody comes in without a password, to do what they were asked for.
    Enter,
}

impl Purpose {
    /// Its word in the store.
    pub fn word(self) -> &'static str {
        match self {
            Purpose::First => "first",
            Purpose::Password => "password",
            Purpose::Enter => "enter",
        }
    }

    fn path(self) -> &'static str {
        match self {
            Purpose::First => "/sign-in/first",
            Purpose::Password => "/sign-in/password",
            Purpose::Enter => "/link",
        }
    }
}

/// Makes a link and gives its whole address. `person`: for whom; `None`: for whoever has it. `leads_to`: the address
/// within the site that it opens; `None`: the first page of the working side.
///
/// # Errors
/// The store cannot be written.
pub async fn make(
    app: &App,
    tenant: &str,
    purpose: Purpose,
    person: Option<&str>,
    leads_to: Option<&str>,
    lasts: Duration,
) -> Result<String, Failure> {
    let (token, now) = (Token::new()?, app.now());
    let link = Link {
        digest: token.digest(),
        purpose: purpose.word().to_string(),
        person: person.map(str::to_string),
        subject: leads_to.map(str::to_string),
        made_at: now,
        expires_at: later(now, lasts),
    };
    app.store.make_link(tenant, &link).await?;
    Ok(format!("{}{}/{}", app.settings.address, purpose.path(), token.secret()))
}

/// Looks at a link without using it.
///
/// # Errors
/// [`Failure::Spent`] where it is of no use any more.
pub async fn look(app: &App, tenant: &str, purpose: Purpose, secret: &str) -> Result<Link, Failure> {
    let token = Token::read(secret).ok_or(Failure::Spent)?;
    app.store.link(tenant, &token.digest(), purpose.word(), app.now()).await?.ok_or(Failure::Spent)
}

/// Uses a link. Only the first who asks gets it.
///
/// # Errors
/// [`Failure::Spent`] where it is of no use any more.
pub async fn take(app: &App, tenant: &str, purpose: Purpose, secret: &str) -> Result<Link, Failure> {
    let token = Token::read(secret).ok_or(Failure::Spent)?;
    app.store.use_link(tenant, &token.digest(), purpose.word(), app.now()).await?.ok_or(Failure::Spent)
}

/// The address at which the first administrator makes their account. `None`: the council has an administrator.
///
/// # Errors
/// The store cannot be asked or written.
pub async fn first(app: &App, tenant: &str) -> Result<Option<String>, Failure> {
    let people = app.store.people(tenant).await?;
    if people.iter().any(|person| cycle::may(person, cycle::Act::ManagePeople)) {
        return Ok(None);
    }
    make(app, tenant, Purpose::First, None, None, app.settings.sessions.invitation).await.map(Some)
}

/// Asks a person by mail to choose a password; former links of the kind stop working.
///
/// # Errors
/// The store cannot be written.
pub async fn invite(app: &App, tenant: &str, council: &str, person: &Person) -> Result<(), Failure> {
    app.store.end_links_of(tenant, &person.id, Purpose::Password.word(), app.now()).await?;
    let lasts = app.settings.sessions.invitation;
    let link = make(app, tenant, Purpose::Password, Some(&person.id), None, lasts).await?;
    let body = fill("mail.invitation", &[("name", &person.name), ("council", council), ("link", &link)]);
    queue(app, tenant, &person.email, fill("mail.invitation_subject", &[("council", council)]), body).await
}

/// Sends a person a link with which they come in or choose a new password.
///
/// # Errors
/// The store cannot be written.
pub async fn send(app: &App, tenant: &str, council: &str, person: &Person, purpose: Purpose) -> Result<(), Failure> {
    app.store.end_links_of(tenant, &person.id, purpose.word(), app.now()).await?;
    let link = make(app, tenant, purpose, Some(&person.id), None, app.settings.sessions.link).await?;
    let body = if purpose == Purpose::Enter { "mail.enter" } else { "mail.password" };
    let body = fill(body, &[("name", &person.name), ("council", council), ("link", &link)]);
    let subject = if purpose == Purpose::Enter { say("mail.enter_subject") } else { say("mail.password_subject") };
    queue(app, tenant, &person.email, subject.to_string(), body).await
}

async fn queue(app: &App, tenant: &str, to: &str, subject: String, body: String) -> Result<(), Failure> {
    let now = app.now();
    let (id, recipient) = (store::new_id(now), to.to_string());
    let mail = NewMail { id, name: None, recipient, subject, body, queued_at: now, due_at: now };
    app.store.queue_mail(tenant, &mail).await?;
    app.post.notify_one();
    Ok(())
}
