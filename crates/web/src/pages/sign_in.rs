//! Coming in with a password, and leaving.

use axum::extract::Query;
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};
use domain::cycle::{Person, PersonState};
use maud::{Markup, html};
use serde::Deserialize;

use crate::app::App;
use crate::asker::{Asker, Visitor};
use crate::assets::Asset;
use crate::cookies::Jar;
use crate::failure::Failure;
use crate::form::{self, Errors};
use crate::frame::Page;
use crate::limits::Guess;
use crate::passwords::Verdict;
use crate::sent::Sent;
use crate::session::{self, By};
use crate::words::{fill, say};

/// What a browser is told to forget of us when somebody leaves: pages and files, and what scripts kept. Cookies stay, for
/// one of them carries what the next page says.
const FORGET: (HeaderName, &str) = (HeaderName::from_static("clear-site-data"), "\"cache\", \"storage\"");

/// Where somebody wanted to go before they were asked to sign in.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    then: Option<String>,
}

/// The form.
pub async fn page(visitor: Visitor, Query(wanted): Query<Wanted>) -> Response {
    let then = own_path(wanted.then.as_deref());
    if visitor.signed.as_ref().is_some_and(|signed| signed.reach.is_whole()) {
        return Redirect::to(&then).into_response();
    }
    let page = Page::new(say("sign_in.title"), form_of(&visitor, &then, "", &Errors::default()));
    // Other tabs are told that nobody is signed in here.
    let page = if visitor.signed.is_none() { page.script(Asset::Session) } else { page };
    visitor.page(&page)
}

/// Signs in, or says that address and password do not belong together; never which of them is wrong.
pub async fn enter(visitor: Visitor, sent: Sent) -> Result<Response, Failure> {
    let (app, tenant) = (&visitor.app, &visitor.tenant);
    let (email, password) = (sent.text("email").trim().to_lowercase(), sent.text("password"));
    let then = own_path(sent.given("then"));
    by_password(app, tenant)?;
    let mut errors = Errors::default();
    if email.is_empty() {
        errors.add("email", say("sign_in.no_email"));
    }
    if password.is_empty() {
        errors.add("password", say("sign_in.no_password"));
    }
    if !errors.is_empty() {
        return Ok(shown_again(&visitor, &then, &email, &errors));
    }
    let guess = Guess::password(tenant, &email, &visitor.address).count(app).await?;
    let person = app.store.person_by_email(tenant, &email).await?.filter(|person| person.state == PersonState::Active);
    // Asked for nobody too, so that the time of the answer is the same.
    let id = person.as_ref().map_or("", |person| person.id.as_str());
    let stored = app.store.password(tenant, id).await?;
    let seen = stored.clone();
    match (app.passwords.verify(password, stored).await?, person) {
        (Verdict::Right, Some(person)) => {
            guess.right(app).await?;
            if let Some(seen) = seen.filter(|seen| app.passwords.is_cheap(seen)) {
                redigest(&visitor, &person, &seen, password).await;
            }
            come_in(&visitor, &person, By::Password, &then).await
        }
        _ => {
            tracing::warn!(%tenant, address = %visitor.address, "sign-in refused");
            Ok(shown_again(&visitor, &then, &email, &Errors::one("email", say("sign_in.wrong"))))
        }
    }
}

/// Keeps a dearer digest of a password that was right, in the place of the one that was seen. Were that to fail, the next
/// sign-in would try again: nobody is kept out by it.
async fn redigest(visitor: &Visitor, person: &Person, seen: &str, password: &str) {
    let (app, tenant) = (&visitor.app, &visitor.tenant);
    let kept = async {
        let digest = app.passwords.digest(password).await?;
        let doing = session::about(app, Some(person), "password-redigested", &person.id);
        app.store.redigest_password(tenant, &person.id, seen, &digest, &doing).await.map_err(Failure::from)
    };
    if let Err(failure) = kept.await {
        tracing::warn!(%tenant, person = %person.id, ?failure, "a password was not digested anew");
    }
}

/// Whether passwords, and mails with links, are taken here at all.
///
/// # Errors
/// [`Failure::NotLetIn`] where single sign-on is the only way in, with its name.
pub fn by_password(app: &App, tenant: &str) -> Result<(), Failure> {
    match app.settings.only_provider(tenant) {
        Some(provider) => Err(Failure::NotLetIn(fill("sign_in.only", &[("provider", &provider.name)]))),
        None => Ok(()),
    }
}

/// Begins a session in this browser and goes on. A session that it had before ends: nobody can hand somebody else a
/// session and wait until they sign in with it.
///
/// # Errors
/// The store cannot be written.
pub async fn come_in(visitor: &Visitor, person: &Person, by: By, then: &str) -> Result<Response, Failure> {
    let (app, scheme) = (&visitor.app, visitor.app.scheme());
    if let Some(former) = &visitor.signed {
        session::end(app, &visitor.tenant, former).await?;
    }
    let token = session::begin(app, &visitor.tenant, person, by).await?;
    let mut response = Redirect::to(then).into_response();
    Jar::Session.set(&mut response, scheme, token.secret());
    Jar::Visitor.forget(&mut response, scheme);
    Ok(response)
}

/// Leaves: the session ends, here and in the store.
pub async fn leave(visitor: Visitor) -> Result<Response, Failure> {
    if let Some(signed) = &visitor.signed {
        session::end(&visitor.app, &visitor.tenant, signed).await?;
    }
    Ok(gone(&visitor))
}

/// Leaves everywhere: every session of the person ends.
pub async fn leave_everywhere(visitor: Visitor, asker: Asker) -> Result<Response, Failure> {
    session::end_all(&asker.app, &asker.tenant, &asker.person, &asker.person.id, None).await?;
    Ok(gone(&visitor))
}

fn gone(visitor: &Visitor) -> Response {
    let mut response = visitor.go("/sign-in", say("sign_in.left"));
    Jar::Session.forget(&mut response, visitor.app.scheme());
    response.headers_mut().insert(FORGET.0, HeaderValue::from_static(FORGET.1));
    response
}

fn shown_again(visitor: &Visitor, then: &str, email: &str, errors: &Errors) -> Response {
    visitor.page(&Page::new(say("sign_in.title"), form_of(visitor, then, email, errors)).errors(errors))
}

fn form_of(visitor: &Visitor, then: &str, email: &str, errors: &Errors) -> Markup {
    let (settings, tenant) = (&visitor.app.settings, &visitor.tenant);
    let provider = settings.provider(tenant);
    let csrf = &visitor.frame.csrf;
    html! {
        @if let Some(provider) = provider {
            (form::form("/sign-in/provider", csrf, html! {
                input type="hidden" name="then" value=(then);
                (form::buttons(form::button(&fill("sign_in.provider", &[("provider", &provider.name)]))))
            }))
        }
        @if settings.only_provider(tenant).is_none() {
            @if provider.is_some() { h2 { (say("sign_in.or_password")) } }
            (form::form("/sign-in", csrf, html! {
                input type="hidden" name="then" value=(then);
                (form::email("email", say("sign_in.email")).value(email).errors(errors))
                (form::password("password", say("sign_in.password")).with("autocomplete", "current-password").errors(errors))
                (form::buttons(form::button(say("sign_in.button"))))
            }))
            p { a href="/sign-in/forgotten" { (say("sign_in.forgotten")) } }
            (shown_people(visitor, then))
        }
    }
}

/// A demonstration's people, each with a button.
fn shown_people(visitor: &Visitor, then: &str) -> Markup {
    let people = &visitor.app.settings.shown_people;
    html! {
        @if !people.is_empty() {
            h2 { (say("sign_in.shown")) }
            div.shown-people {
                @for shown in people {
                    (form::form("/sign-in", &visitor.frame.csrf, html! {
                        input type="hidden" name="then" value=(then);
                        input type="hidden" name="email" value=(shown.email);
                        input type="hidden" name="password" value=(shown.password);
                        button.plain type="submit" { (shown.name) }
                        p.hint { (shown.about) }
                    }))
                }
            }
        }
    }
}

/// A way within this site; anything else leads to the first page of the working side, so that no link can send somebody
/// who has just signed in to another site.
pub fn own_path(wanted: Option<&str>) -> String {
    let own = |path: &&str| {
        let rest = path.strip_prefix('/');
        let plain = path.chars().all(|c| !c.is_control() && c != '\\');
        plain && rest.is_some_and(|rest| !rest.starts_with('/')) && !path.starts_with("/sign-")
    };
    wanted.filter(own).unwrap_or("/desk").to_string()
}

#[cfg(test)]
mod cases {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site_after_signing_in() {
        for (wanted, to) in [
            (Some("/desk/approve?round=2025-26-Q3"), "/desk/approve?round=2025-26-Q3"),
            (None, "/desk"),
            (Some(""), "/desk"),
            (Some("https://example.com/"), "/desk"),
            (Some("//example.com/"), "/desk"),
            (Some("/\\example.com/"), "/desk"),
            (Some("/\texample.com/"), "/desk"),
            (Some("javascript:alert(1)"), "/desk"),
            (Some("/sign-out"), "/desk"),
        ] {
            assert_eq!(own_path(wanted), to, "{wanted:?}");
        }
    }
}
