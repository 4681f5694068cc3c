//! One-use links: made for one person and one purpose, stored as digests, used by a button and never by opening them,
//! for programs that check mail open every link.

use std::time::Duration;

use domain::cycle::{Grant, Person, Role};
use store::{Changed, Doing, Joining, Link, NewMail};

use crate::app::App;
use crate::failure::Failure;
use crate::session::{about, later};
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
    Ok(format!("{}{}/{}", app.settings.address_of(tenant), purpose.path(), token.secret()))
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

/// Uses a link and does what it is for, in one act: if that fails, the link works still.
///
/// # Errors
/// [`Failure::Spent`] where it is of no use any more; the store's.
pub async fn join(
    app: &App,
    tenant: &str,
    link: &Link,
    person: Option<Changed>,
    password: Option<(String, String, Doing)>,
) -> Result<(), Failure> {
    let (link, purpose, at) = (link.digest.clone(), link.purpose.clone(), app.now());
    let joining = Joining { link, purpose, at, person, password };
    if app.store.join(tenant, &joining).await? { Ok(()) } else { Err(Failure::Spent) }
}

/// The address at which an administrator makes their account, whoever is one already: for whoever runs the server, when
/// nobody else can come in.
///
/// # Errors
/// The store cannot be written.
pub async fn administrator(app: &App, tenant: &str) -> Result<String, Failure> {
    let link = make(app, tenant, Purpose::First, None, None, app.settings.sessions.link).await?;
    app.store.note(tenant, &about(app, None, "administrator-link-made", tenant)).await?;
    Ok(link)
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

/// Asks a person by mail to choose a password, or to come in through single sign-on where that is the only way; former
/// links of the kind stop working.
///
/// # Errors
/// The store cannot be written.
pub async fn invite(app: &App, tenant: &str, council: &str, person: &Person) -> Result<(), Failure> {
    app.store.end_links_of(tenant, &person.id, Purpose::Password.word(), app.now()).await?;
    let subject = fill("mail.invitation_subject", &[("council", council)]);
    if let Some(provider) = app.settings.only_provider(tenant) {
        let link = format!("{}/sign-in", app.settings.address_of(tenant));
        let with =
            [("name", person.name.as_str()), ("council", council), ("provider", &provider.name), ("link", &link)];
        return queue(app, tenant, &person.email, subject, fill("mail.invitation_provider", &with)).await;
    }
    let lasts = app.settings.sessions.invitation;
    let link = make(app, tenant, Purpose::Password, Some(&person.id), None, lasts).await?;
    let body = fill("mail.invitation", &[("name", &person.name), ("council", council), ("link", &link)]);
    queue(app, tenant, &person.email, subject, body).await
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

/// Whether a person can be sent a link that signs them in to enter what they owe: nobody who may do more, and nobody
/// where single sign-on is the only way in.
fn may_enter_by_link(app: &App, tenant: &str, person: &Person) -> bool {
    let enters = |grant: &Grant| matches!(grant.role, Role::DataOwner | Role::Lead);
    app.settings.only_provider(tenant).is_none() && person.grants.iter().all(enters)
}

/// A link that signs a person in to what they owe, with the days for which it works. `None`: they sign in by themselves,
/// see [`may_enter_by_link`].
///
/// # Errors
/// The store cannot be written.
pub async fn to_enter(
    app: &App,
    tenant: &str,
    person: &Person,
    leads_to: &str,
) -> Result<Option<(String, String)>, Failure> {
    if !may_enter_by_link(app, tenant, person) {
        return Ok(None);
    }
    let lasts = app.settings.sessions.reminder;
    let link = make(app, tenant, Purpose::Enter, Some(&person.id), Some(leads_to), lasts).await?;
    Ok(Some((link, (lasts.as_secs() / (24 * 60 * 60)).max(1).to_string())))
}

/// Tells a person at the address that they had that it was changed, and by whom.
///
/// # Errors
/// The store cannot be written.
pub async fn tell_former(
    app: &App,
    tenant: &str,
    council: &str,
    before: &Person,
    after: &Person,
    by: &Person,
) -> Result<(), Failure> {
    for purpose in [Purpose::Password, Purpose::Enter] {
        app.store.end_links_of(tenant, &before.id, purpose.word(), app.now()).await?;
    }
    let with = [("name", before.name.as_str()), ("council", council), ("address", &after.email), ("by", &by.name)];
    let subject = fill("mail.moved_subject", &[("council", council)]);
    queue(app, tenant, &before.email, subject, fill("mail.moved", &with)).await
}

async fn queue(app: &App, tenant: &str, to: &str, subject: String, body: String) -> Result<(), Failure> {
    let now = app.now();
    let (id, recipient) = (store::new_id(now), to.to_string());
    let mail = NewMail { id, name: None, recipient, subject, body, queued_at: now, due_at: now };
    app.store.queue_mail(tenant, &mail).await?;
    app.post.notify_one();
    Ok(())
}
