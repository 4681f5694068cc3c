//! A person's own account: what they may do, where they are signed in, their password.

use axum::response::Response;
use domain::cycle::{Grant, Role, Scope};
use maud::{Markup, html};
use store::Session;

use crate::asker::Asker;
use crate::failure::Failure;
use crate::form::{buttons, form};
use crate::frame::Page;
use crate::moment::moment;
use crate::words::{fill, say};

/// The account.
pub async fn page(asker: Asker) -> Result<Response, Failure> {
    let sessions = asker.app.store.sessions_of(&asker.tenant, &asker.person.id, asker.app.now()).await?;
    let main = html! {
        dl.facts {
            div { dt { (say("account.email")) } dd { (asker.person.email) } }
            div { dt { (say("account.roles")) } dd { @for grant in &asker.person.grants { (says(grant)) br; } } }
        }
        @if asker.app.settings.only_provider().is_none() {
            h2 { (say("account.password")) }
            p { a href="/desk/account/password" { (say("password.change")) } }
        }
        h2 { (say("account.sessions")) }
        (listed(&asker, &sessions))
        (form("/sign-out/everywhere", asker.csrf(), buttons(html! { button.button.second type="submit" { (say("account.everywhere")) } })))
    };
    Ok(asker.page(&Page::new(asker.person.name.clone(), main).caption(say("frame.account"))))
}

fn listed(asker: &Asker, sessions: &[Session]) -> Markup {
    html! {
        ul {
            @for session in sessions {
                li {
                    (fill("account.session", &[("begun", &moment(session.begun_at)), ("seen", &moment(session.seen_at))]))
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
