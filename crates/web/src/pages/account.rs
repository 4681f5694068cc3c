//! A person's own account: what they may do, where they are signed in, their password.

use axum::response::Response;
use domain::cycle::{Grant, Role, Scope};
use maud::{Markup, html};
use store::Session;

use crate::asker::{Asker, Visitor};
use crate::failure::Failure;
use crate::form::{Choice, Errors, button, buttons, form, password, radios};
use crate::frame::Page;
use crate::moment::moment;
use crate::pages::new_password::{has_own, own};
use crate::sent::Sent;
use crate::session;
use crate::words::{fill, say};

/// The account.
pub async fn page(asker: Asker) -> Result<Response, Failure> {
    show(&asker, &Errors::default()).await
}

/// Ends one session of the person, who shows by their password that it is them.
pub async fn end_one(asker: Asker, visitor: Visitor, sent: Sent) -> Result<Response, Failure> {
    let sessions = asker.app.store.sessions_of(&asker.tenant, &asker.person.id, asker.app.now()).await?;
    let mut errors = Errors::default();
    let Some(session) = sessions.iter().find(|session| mark(session) == sent.text("session")) else {
        errors.add("session", say("account.end_one_none"));
        return show(&asker, &errors).await;
    };
    if let Some(says) = own(&asker, &visitor.address, &sent).await? {
        errors.add("your_password", says);
        return show(&asker, &errors).await;
    }
    session::end_one(&asker.app, &asker.tenant, &asker.person, &session.digest).await?;
    Ok(asker.go("/desk/account", say("account.ended_one")))
}

/// What names a session in a form: not what names it in the store.
fn mark(session: &Session) -> String {
    store::digest(session.digest.as_bytes())
}

/// The form that ends one of the other sessions.
fn ending(asker: &Asker, sessions: &[Session], with_password: bool, errors: &Errors) -> Markup {
    let others = sessions.iter().filter(|session| session.digest != asker.session);
    let choices: Vec<Choice> = others.map(|session| Choice::of(mark(session), said(session))).collect();
    html! {
        @if !choices.is_empty() {
            details.more open[!errors.is_empty()] {
                summary { (say("account.end_one")) }
                (form("/desk/account/sessions", asker.csrf(), html! {
                    (radios("session", say("account.end_one_choose"), choices).errors(errors))
                    @if with_password {
                        (password("your_password", say("password.your")).hint(say("account.end_one_hint")).with("autocomplete", "current-password").errors(errors))
                    }
                    (buttons(button(say("account.end_one_button"))))
                }))
            }
        }
    }
}

async fn show(asker: &Asker, errors: &Errors) -> Result<Response, Failure> {
    let with_password = has_own(asker).await?;
    let sessions = asker.app.store.sessions_of(&asker.tenant, &asker.person.id, asker.app.now()).await?;
    let main = html! {
        dl.facts {
            div { dt { (say("account.email")) } dd { (asker.person.email) } }
            div { dt { (say("account.roles")) } dd { @for grant in &asker.person.grants { (says(grant)) br; } } }
        }
        @if asker.app.settings.only_provider(&asker.tenant).is_none() {
            h2 { (say("account.password")) }
            p { a href="/desk/account/password" { (say("password.change")) } }
        }
        h2 { (say("account.sessions")) }
        (listed(asker, &sessions))
        (ending(asker, &sessions, with_password, errors))
        (form("/sign-out/everywhere", asker.csrf(), buttons(html! { button.button.second type="submit" { (say("account.everywhere")) } })))
    };
    Ok(asker.page(&Page::new(asker.person.name.clone(), main).caption(say("frame.account")).errors(errors)))
}

/// When a session began, and when it was last used.
fn said(session: &Session) -> String {
    fill("account.session", &[("begun", &moment(session.begun_at)), ("seen", &moment(session.seen_at))])
}

fn listed(asker: &Asker, sessions: &[Session]) -> Markup {
    html! {
        ul {
            @for session in sessions {
                li {
                    (said(session))
                    @if session.digest == asker.session { " " strong { (say("account.here")) } }
                }
            }
        }
    }
}

/// A grant in words: the role, and how far it reaches.
pub fn says(grant: &Grant) -> String {
    let role = role(grant.role);
    match &grant.scope {
        Scope::All => role.to_string(),
        Scope::Measure(of) | Scope::Commitment(of) | Scope::Heading(of) | Scope::Named(of) => format!("{role}: {of}"),
    }
}

/// A role in words.
pub fn role(role: Role) -> &'static str {
    say(match role {
        Role::DataOwner => "role.data_owner",
        Role::Lead => "role.lead",
        Role::Director => "role.director",
        Role::PerformanceOfficer => "role.performance_officer",
        Role::Administrator => "role.administrator",
    })
}
