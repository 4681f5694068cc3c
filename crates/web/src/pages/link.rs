//! Coming in by a one-use link from a mail, and the first administrator's link.

use axum::extract::Path;
use axum::response::Response;
use domain::cycle::{Grant, Person, PersonState, Role, Scope};
use maud::html;
use store::Changed;

use crate::app::App;
use crate::asker::Visitor;
use crate::failure::Failure;
use crate::form::{self, Errors};
use crate::frame::Page;
use crate::limits::Guess;
use crate::links::{self, Purpose};
use crate::pages::new_password::{chosen, fields, set};
use crate::pages::sign_in::{by_password, come_in, own_path};
use crate::reach::Reach;
use crate::sent::Sent;
use crate::session::{By, about};
use crate::words::{fill, say};

/// Shows a button. Opening the page changes nothing, for programs that check mail open every link in it.
pub async fn page(visitor: Visitor, Path(secret): Path<String>) -> Result<Response, Failure> {
    by_password(&visitor.app, &visitor.tenant)?;
    let link = links::look(&visitor.app, &visitor.tenant, Purpose::Enter, &secret).await?;
    let person = active(&visitor, link.person.as_deref()).await?;
    let main = html! {
        p.lead { (fill("link.says", &[("name", &person.name), ("council", &visitor.frame.council)])) }
        p { (say("link.once")) }
        (form::form(&visitor.frame.here, &visitor.frame.csrf, form::buttons(form::button(say("link.button")))))
    };
    Ok(visitor.page(&Page::new(say("link.title"), main)))
}

/// Uses the link: signs in and goes to what it is for. Who may do more than enter figures and words signs in with more
/// than a mail.
pub async fn enter(visitor: Visitor, Path(secret): Path<String>) -> Result<Response, Failure> {
    by_password(&visitor.app, &visitor.tenant)?;
    let guess = Guess::link(&visitor.tenant, &visitor.address).count(&visitor.app).await?;
    let link = links::take(&visitor.app, &visitor.tenant, Purpose::Enter, &secret).await?;
    guess.right(&visitor.app).await?;
    let person = active(&visitor, link.person.as_deref()).await?;
    if !person.grants.iter().all(|grant| matches!(grant.role, Role::DataOwner | Role::Lead)) {
        return Err(Failure::NotLetIn(say("link.not_enough").to_string()));
    }
    let reach = Reach::of_link(link.subject.as_deref());
    come_in(&visitor, &person, By::LinkToEnter(reach), &own_path(link.subject.as_deref())).await
}

async fn active(visitor: &Visitor, person: Option<&str>) -> Result<Person, Failure> {
    let person = visitor.app.store.person(&visitor.tenant, person.ok_or(Failure::Spent)?).await?;
    person.filter(|person| person.state == PersonState::Active).ok_or(Failure::Spent)
}

/// The form of the first administrator.
pub async fn first_page(visitor: Visitor, Path(secret): Path<String>) -> Result<Response, Failure> {
    links::look(&visitor.app, &visitor.tenant, Purpose::First, &secret).await?;
    Ok(first_form(&visitor, &Sent::default(), &Errors::default()))
}

/// Makes the first administrator; or lets whoever runs the server make somebody one who has an account.
pub async fn first(visitor: Visitor, Path(secret): Path<String>, sent: Sent) -> Result<Response, Failure> {
    let (app, tenant) = (&visitor.app, &visitor.tenant);
    let guess = Guess::link(tenant, &visitor.address).count(app).await?;
    let link = links::look(app, tenant, Purpose::First, &secret).await?;
    guess.right(app).await?;
    let email = sent.text("email").trim().to_lowercase();
    let seen = app.store.person_by_email(tenant, &email).await?;
    let person = administrator(app, seen.as_ref(), sent.text("name").trim(), email);
    let mut errors = Errors::default();
    if person.name.is_empty() {
        errors.add("name", say("first.no_name"));
    }
    if !is_address(&person.email) {
        errors.add("email", say("first.no_email"));
    }
    let with_password = app.settings.only_provider(tenant).is_none();
    if with_password {
        errors.append(chosen(app, &visitor.frame.council, &person, &sent).await?);
    }
    if !errors.is_empty() {
        return Ok(first_form(&visitor, &sent, &errors));
    }
    // Reckoned before the link is used: were there no turn for it, the link would work still.
    let password = match with_password {
        true => Some(set(app, &person, sent.text("password")).await?),
        false => None,
    };
    let doing = about(app, None, "joined", &person.id);
    links::join(app, tenant, &link, Some(Changed { seen, person: person.clone(), doing }), password).await?;
    come_in(&visitor, &person, By::Link, "/desk").await
}

/// Who comes in by the link: whoever has the address already, or somebody new.
fn administrator(app: &App, seen: Option<&Person>, name: &str, email: String) -> Person {
    let grant = Grant { role: Role::Administrator, scope: Scope::All };
    let (id, mut grants) = match seen {
        Some(seen) => (seen.id.clone(), seen.grants.clone()),
        None => (store::new_id(app.now()), Vec::new()),
    };
    if !grants.contains(&grant) {
        grants.push(grant);
    }
    Person { id, name: name.to_string(), email, state: PersonState::Active, grants }
}

/// Whether mail could go there: something, one `@`, and a name with a point. Whether it arrives only a mail shows.
pub fn is_address(text: &str) -> bool {
    let plain = !text.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';'));
    let parts = text.split_once('@');
    plain
        && text.len() <= 254
        && parts
            .is_some_and(|(name, host)| !name.is_empty() && !host.contains('@') && host.trim_matches('.').contains('.'))
}

fn first_form(visitor: &Visitor, sent: &Sent, errors: &Errors) -> Response {
    let main = html! {
        p { (fill("first.says", &[("council", &visitor.frame.council)])) }
        (form::form(&visitor.frame.here, &visitor.frame.csrf, html! {
            (form::text("name", say("first.name")).with("autocomplete", "name").value(sent.text("name")).errors(errors))
            (form::email("email", say("sign_in.email")).value(sent.text("email")).errors(errors))
            @match visitor.app.settings.only_provider(&visitor.tenant) {
                None => (fields(errors)),
                Some(provider) => p { (fill("first.provider", &[("provider", &provider.name)])) },
            }
            (form::buttons(form::button(say("first.button"))))
        }))
    };
    visitor.page(&Page::new(say("first.title"), main).errors(errors))
}
