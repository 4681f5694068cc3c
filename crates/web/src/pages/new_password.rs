//! Choosing a password: by a one-use link (invited, or forgotten), or when signed in. And asking for such a link.

use axum::extract::Path;
use axum::response::Response;
use domain::cycle::{Person, PersonState};
use maud::{Markup, html};
use store::{Changed, Doing};

use crate::app::App;
use crate::asker::{Asker, Visitor};
use crate::failure::Failure;
use crate::form::{self, Errors};
use crate::frame::Page;
use crate::limits::Guess;
use crate::links::{self, Purpose};
use crate::pages::sign_in::{by_password, come_in};
use crate::passwords::{SHORTEST, Verdict, Weak};
use crate::post;
use crate::sent::Sent;
use crate::session::{self, By, about};
use crate::words::{fill, say};

/// The form behind a link.
pub async fn page(visitor: Visitor, Path(secret): Path<String>) -> Result<Response, Failure> {
    by_password(&visitor.app, &visitor.tenant)?;
    let link = links::look(&visitor.app, &visitor.tenant, Purpose::Password, &secret).await?;
    let person = invited(&visitor, link.person.as_deref()).await?;
    Ok(shown(&visitor, &person, &Errors::default()))
}

/// Sets the password and signs in. Whoever was signed in as this person elsewhere is signed out.
pub async fn choose(visitor: Visitor, Path(secret): Path<String>, sent: Sent) -> Result<Response, Failure> {
    let (app, tenant) = (&visitor.app, &visitor.tenant);
    by_password(app, tenant)?;
    let guess = Guess::link(tenant, &visitor.address).count(app).await?;
    let link = links::look(app, tenant, Purpose::Password, &secret).await?;
    guess.right(app).await?;
    let seen = invited(&visitor, link.person.as_deref()).await?;
    let person = Person { state: PersonState::Active, ..seen.clone() };
    let errors = chosen(app, &visitor.frame.council, &person, &sent).await?;
    if !errors.is_empty() {
        return Ok(shown(&visitor, &seen, &errors));
    }
    // Reckoned before the link is used: were there no turn for it, the link would work still.
    let password = set(app, &person, sent.text("password")).await?;
    let doing = about(app, Some(&person), "joined", &person.id);
    let changed = (Joins::of(&seen) == Joins::Now).then(|| Changed { seen: Some(seen), person: person.clone(), doing });
    links::join(app, tenant, &link, changed, Some(password)).await?;
    session::end_all(app, tenant, &person, &person.id, None).await?;
    come_in(&visitor, &person, By::Link, "/desk").await
}

/// A password as it is stored: whose it is, its digest, and its line of history.
///
/// # Errors
/// Too many passwords are being reckoned.
pub async fn set(app: &App, person: &Person, password: &str) -> Result<(String, String, Doing), Failure> {
    let digest = app.passwords.digest(password).await?;
    Ok((person.id.clone(), digest, about(app, Some(person), "password-changed", &person.id)))
}

/// What is wrong with the password by which somebody who is signed in shows once more that it is them, in the field
/// `your_password`. `None`: nothing, or they have none because they come in by single sign-on.
///
/// # Errors
/// Too many were tried, or too many are being reckoned.
pub async fn own(asker: &Asker, address: &str, sent: &Sent) -> Result<Option<&'static str>, Failure> {
    let (app, tenant, password) = (&asker.app, &asker.tenant, sent.text("your_password"));
    if !has_own(asker).await? {
        return Ok(None);
    }
    if password.is_empty() {
        return Ok(Some(say("password.own_missing")));
    }
    let stored = app.store.password(tenant, &asker.person.id).await?;
    let guess = Guess::password(tenant, &asker.person.email, address).count(app).await?;
    if app.passwords.verify(password, stored).await? == Verdict::Wrong {
        return Ok(Some(say("password.present_wrong")));
    }
    guess.right(app).await?;
    Ok(None)
}

/// Whether somebody has a password that is taken here.
///
/// # Errors
/// The store cannot be asked.
pub async fn has_own(asker: &Asker) -> Result<bool, Failure> {
    let taken = asker.app.settings.only_provider(&asker.tenant).is_none();
    Ok(taken && asker.app.store.password(&asker.tenant, &asker.person.id).await?.is_some())
}

/// What is wrong with a password that somebody chose, in the fields `password` and `password_again`.
///
/// # Errors
/// The list of breached passwords cannot be read.
pub async fn chosen(app: &App, council: &str, person: &Person, sent: &Sent) -> Result<Errors, Failure> {
    let password = sent.text("password");
    let weakness = app.passwords.weakness(password, &[&person.name, &person.email, council]).await?;
    let says = match weakness {
        _ if password.is_empty() => Some("password.none"),
        Some(Weak::Short) => Some("password.short"),
        Some(Weak::Long) => Some("password.long"),
        Some(Weak::Common) => Some("password.common"),
        Some(Weak::Own) => Some("password.own"),
        Some(Weak::Breached) => Some("password.breached"),
        None => None,
    };
    Ok(match says {
        Some(key) => Errors::one("password", fill(key, &[("shortest", &SHORTEST.to_string())])),
        None if sent.text("password_again") != password => Errors::one("password_again", say("password.differs")),
        None => Errors::default(),
    })
}

/// The two fields in which a password is chosen. Browsers offer to make and keep one.
pub fn fields(errors: &Errors) -> Markup {
    let hint = fill("password.hint", &[("shortest", &SHORTEST.to_string())]);
    let new = |name, label| form::password(name, label).with("autocomplete", "new-password").errors(errors);
    html! {
        (new("password", say("password.new")).hint(hint))
        (new("password_again", say("password.again")))
    }
}

async fn invited(visitor: &Visitor, person: Option<&str>) -> Result<Person, Failure> {
    let person = visitor.app.store.person(&visitor.tenant, person.ok_or(Failure::Spent)?).await?;
    person.filter(|person| person.state != PersonState::Ended).ok_or(Failure::Spent)
}

/// Whether somebody comes in for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joins {
    Now,
    Before,
}

impl Joins {
    fn of(person: &Person) -> Joins {
        if person.state == PersonState::Invited { Joins::Now } else { Joins::Before }
    }
}

fn shown(visitor: &Visitor, person: &Person, errors: &Errors) -> Response {
    let joins = Joins::of(person);
    let main = html! {
        @if joins == Joins::Now { p.lead { (fill("password.welcome", &[("name", &person.name), ("council", &visitor.frame.council)])) } }
        p { (fill("password.says", &[("email", &person.email)])) }
        (form::form(&visitor.frame.here, &visitor.frame.csrf, html! {
            // For the browser's keeper of passwords.
            input type="hidden" name="email" value=(person.email) autocomplete="username";
            (fields(errors))
            (form::buttons(form::button(say("password.button"))))
        }))
    };
    visitor.page(&Page::new(say("password.title"), main).errors(errors))
}

/// Asks for which address.
pub async fn forgotten(visitor: Visitor) -> Result<Response, Failure> {
    by_password(&visitor.app, &visitor.tenant)?;
    Ok(forgotten_form(&visitor, "", &Errors::default()))
}

/// Says that a mail is on its way if there is such an account, and nothing else, as fast either way.
pub async fn send(visitor: Visitor, sent: Sent) -> Result<Response, Failure> {
    by_password(&visitor.app, &visitor.tenant)?;
    let email = sent.text("email").trim().to_lowercase();
    if email.is_empty() {
        return Ok(forgotten_form(&visitor, "", &Errors::one("email", say("sign_in.no_email"))));
    }
    Guess::mail(&visitor.tenant, &email, &visitor.address).count(&visitor.app).await?;
    let (app, tenant, council) = (visitor.app.clone(), visitor.tenant.clone(), visitor.frame.council.clone());
    let wanted = email.clone();
    let held_up = post::held_up(&app, &tenant).await?;
    tokio::spawn(async move {
        if let Err(failure) = mail_to(&app, &tenant, &council, &wanted).await {
            tracing::error!(tenant, ?failure, "a mail with a link was not queued");
        }
    });
    let main = html! {
        p.lead { (fill("forgotten.sent", &[("email", &email)])) }
        p { (say("forgotten.then")) }
        @if let Some(held_up) = held_up { p.note { (held_up) } }
        p { a href="/sign-in" { (say("failure.sign_in")) } }
    };
    Ok(visitor.page(&Page::new(say("forgotten.sent_title"), main)))
}

async fn mail_to(app: &App, tenant: &str, council: &str, email: &str) -> Result<(), Failure> {
    match app.store.person_by_email(tenant, email).await? {
        Some(person) if person.state == PersonState::Active => {
            links::send(app, tenant, council, &person, Purpose::Password).await
        }
        Some(person) if person.state == PersonState::Invited => links::invite(app, tenant, council, &person).await,
        _ => Ok(()),
    }
}

fn forgotten_form(visitor: &Visitor, email: &str, errors: &Errors) -> Response {
    let main = html! {
        p { (say("forgotten.says")) }
        (form::form("/sign-in/forgotten", &visitor.frame.csrf, html! {
            (form::email("email", say("sign_in.email")).value(email).errors(errors))
            (form::buttons(form::button(say("forgotten.button"))))
        }))
    };
    visitor.page(&Page::new(say("forgotten.title"), main).back("/sign-in", say("frame.sign_in")).errors(errors))
}

/// The form with which somebody who is signed in changes their password.
pub async fn change_page(asker: Asker) -> Result<Response, Failure> {
    by_password(&asker.app, &asker.tenant)?;
    Ok(change_form(&asker, &Errors::default()))
}

/// Changes it, when the present one is right. Other sessions of the person end.
pub async fn change(asker: Asker, visitor: Visitor, sent: Sent) -> Result<Response, Failure> {
    let (app, tenant, person) = (&asker.app, &asker.tenant, &asker.person);
    by_password(app, tenant)?;
    let guess = Guess::password(tenant, &person.email, &visitor.address).count(app).await?;
    let stored = app.store.password(tenant, &person.id).await?;
    if app.passwords.verify(sent.text("present_password"), stored).await? == Verdict::Wrong {
        return Ok(change_form(&asker, &Errors::one("present_password", say("password.present_wrong"))));
    }
    guess.right(app).await?;
    let errors = chosen(app, &asker.frame.council, person, &sent).await?;
    if !errors.is_empty() {
        return Ok(change_form(&asker, &errors));
    }
    let (id, digest, doing) = set(app, person, sent.text("password")).await?;
    app.store.set_password(tenant, &id, &digest, &doing).await?;
    session::end_all(app, tenant, person, &person.id, Some(&asker.session)).await?;
    Ok(asker.go("/desk/account", say("password.changed")))
}

fn change_form(asker: &Asker, errors: &Errors) -> Response {
    let main = html! {
        p { (say("password.change_says")) }
        (form::form("/desk/account/password", asker.csrf(), html! {
            (form::password("present_password", say("password.present")).with("autocomplete", "current-password").errors(errors))
            (fields(errors))
            (form::buttons(form::button(say("password.change_button"))))
        }))
    };
    asker.page(&Page::new(say("password.change"), main).back("/desk/account", say("frame.account")).errors(errors))
}
