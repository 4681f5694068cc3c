//! People: who may do what, invited, changed, ended.

mod account;
mod grants;

use axum::extract::Path;
use axum::response::Response;
use domain::cycle::{Person, PersonState};
use maud::{Markup, html};

use self::grants::{Places, Rows};
use crate::asker::{Asker, Visitor};
use crate::failure::Failure;
use crate::form::{self, Errors};
use crate::frame::Page;
use crate::links;
use crate::pages::new_password::{has_own, own};
use crate::sent::Sent;
use crate::words::{fill, say};

pub use account::{end, let_go, send, sign_out};

/// Everybody.
pub async fn list(asker: Asker) -> Result<Response, Failure> {
    let people = asker.desk().everybody().await?;
    let places = Places::of(&asker).await?;
    let (gone, here): (Vec<_>, Vec<_>) = people.iter().partition(|person| person.state == PersonState::Ended);
    let main = html! {
        p { a.button href="/desk/people/invite" { (say("people.invite")) } }
        (table(&fill("people.here", &[("count", &here.len().to_string())]), &here, &places))
        @if !gone.is_empty() {
            details.more {
                summary { (fill("people.gone", &[("count", &gone.len().to_string())])) }
                (table(say("people.ended"), &gone, &places))
            }
        }
    };
    Ok(asker.page(&Page::new(say("people.title"), main)))
}

fn table(caption: &str, people: &[&Person], places: &Places) -> Markup {
    html! {
        table.stack {
            caption { (caption) }
            thead { tr { @for column in ["people.name", "people.email", "people.roles", "people.state"] { th scope="col" { (say(column)) } } } }
            tbody {
                @for person in people {
                    tr {
                        th scope="row" { a href={ "/desk/people/" (person.id) } { (person.name) } }
                        td data-label=(say("people.email")) { (person.email) }
                        td data-label=(say("people.roles")) { @for grant in &person.grants { div { (places.says(grant)) } } }
                        td data-label=(say("people.state")) { (state(person.state)) }
                    }
                }
            }
        }
    }
}

fn state(state: PersonState) -> &'static str {
    say(match state {
        PersonState::Invited => "people.invited",
        PersonState::Active => "people.active",
        PersonState::Ended => "people.has_ended",
    })
}

/// What stands in the form of a person.
struct PersonForm {
    /// The person. `None`: somebody new.
    person: Option<Person>,
    name: String,
    email: String,
    rows: Rows,
    asked: Asked,
    errors: Errors,
}

/// Whether the administrator is asked for their own password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// Nothing changes that needs it.
    Nothing,
    /// The address changes, to which links and new passwords go.
    Password,
}

impl PersonForm {
    fn of(person: Option<Person>) -> PersonForm {
        let text = |of: fn(&Person) -> &String| person.as_ref().map(of).cloned().unwrap_or_default();
        let rows = Rows::of(person.as_ref().map_or(&[], |person| &person.grants));
        PersonForm {
            name: text(|p| &p.name),
            email: text(|p| &p.email),
            rows,
            person,
            asked: Asked::Nothing,
            errors: Errors::default(),
        }
    }

    fn sent(person: Option<Person>, sent: &Sent) -> PersonForm {
        let email = sent.text("email").trim().to_lowercase();
        let name = sent.text("name").trim().to_string();
        let rows = Rows::sent(sent);
        PersonForm { person, name, email, rows, asked: Asked::Nothing, errors: Errors::default() }
    }
}

/// The form of somebody new.
pub async fn invite_page(asker: Asker) -> Result<Response, Failure> {
    show(&asker, &PersonForm::of(None)).await
}

/// The form of a person.
pub async fn page(asker: Asker, Path(id): Path<String>) -> Result<Response, Failure> {
    show(&asker, &PersonForm::of(Some(known(&asker, &id).await?))).await
}

/// A person of an identifier.
async fn known(asker: &Asker, id: &str) -> Result<Person, Failure> {
    asker.app.store.person(&asker.tenant, id).await?.ok_or(Failure::NotFound)
}

/// A mark of what somebody saw of a person, so that nobody writes over what they did not see.
fn mark(person: &Person) -> String {
    let grants: Vec<String> = person.grants.iter().map(grants::write).collect();
    store::digest(format!("{}\n{}\n{:?}\n{grants:?}", person.name, person.email, person.state).as_bytes())
}

/// Invites somebody.
pub async fn invite(asker: Asker, visitor: Visitor, sent: Sent) -> Result<Response, Failure> {
    write(&asker, &visitor.address, PersonForm::sent(None, &sent), &sent).await
}

/// Changes a person.
pub async fn save(asker: Asker, visitor: Visitor, Path(id): Path<String>, sent: Sent) -> Result<Response, Failure> {
    let person = known(&asker, &id).await?;
    write(&asker, &visitor.address, PersonForm::sent(Some(person), &sent), &sent).await
}

impl PersonForm {
    /// Asks for the administrator's own password where an address changes, if they have one.
    async fn ask(&mut self, asker: &Asker, address: &str, sent: &Sent) -> Result<(), Failure> {
        let moves = self.person.as_ref().is_some_and(|person| person.email != self.email);
        if !moves || !has_own(asker).await? {
            return Ok(());
        }
        self.asked = Asked::Password;
        if let Some(says) = own(asker, address, sent).await? {
            self.errors.add("your_password", says);
        }
        Ok(())
    }
}

async fn write(asker: &Asker, address: &str, mut form: PersonForm, sent: &Sent) -> Result<Response, Failure> {
    if sent.given("more").is_some() {
        form.rows.more();
        return show(asker, &form).await;
    }
    let places = Places::of(asker).await?;
    let grants = form.rows.read(&places, &mut form.errors);
    for (field, text, key) in [("name", &form.name, "people.no_name"), ("email", &form.email, "people.no_email")] {
        if text.is_empty() {
            form.errors.add(field, say(key));
        }
    }
    if form.person.as_ref().is_some_and(|seen| mark(seen) != sent.text("mark")) {
        form.errors.add("form", say("people.changed"));
    }
    if form.errors.is_empty() {
        form.ask(asker, address, sent).await?;
    }
    if !form.errors.is_empty() {
        return show(asker, &form).await;
    }
    let id = form.person.as_ref().map_or_else(|| store::new_id(asker.app.now()), |person| person.id.clone());
    // Whoever had left and is given a role again is invited again.
    let state = match form.person.as_ref().map(|person| person.state) {
        None | Some(PersonState::Ended) => PersonState::Invited,
        Some(state) => state,
    };
    let person = Person { id, name: form.name.clone(), email: form.email.clone(), state, grants };
    match asker.desk().save_person(form.person.as_ref(), &person).await {
        Ok(()) => saved(asker, form.person.as_ref(), &person).await,
        Err(cycle::Failure::NotNow { says, hint }) => {
            form.errors.add("form", format!("{says}. {hint}"));
            show(asker, &form).await
        }
        Err(cycle::Failure::Changed(_)) => {
            form.errors.add("form", say("people.changed"));
            show(asker, &form).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Sends the invitation of whoever is new, and says what was done.
async fn saved(asker: &Asker, before: Option<&Person>, person: &Person) -> Result<Response, Failure> {
    let is_new = person.state == PersonState::Invited && before.is_none_or(|b| b.state != PersonState::Invited);
    if is_new {
        links::invite(&asker.app, &asker.tenant, &asker.frame.council, person).await?;
    }
    if let Some(before) = before.filter(|before| before.email != person.email) {
        links::tell_former(&asker.app, &asker.tenant, &asker.frame.council, before, person, &asker.person).await?;
    }
    let key = if is_new { "people.was_invited" } else { "people.was_saved" };
    Ok(asker.go("/desk/people", &fill(key, &[("name", &person.name), ("email", &person.email)])))
}

async fn show(asker: &Asker, form: &PersonForm) -> Result<Response, Failure> {
    let places = Places::of(asker).await?;
    let person = form.person.as_ref();
    let action =
        person.map_or_else(|| "/desk/people/invite".to_string(), |person| format!("/desk/people/{}", person.id));
    let errors = &form.errors;
    let ended = person.is_some_and(|person| person.state == PersonState::Ended);
    let main = html! {
        @match person {
            None => p.lead { (say("people.invite_says")) },
            Some(person) => p { span.standing { (state(person.state)) } @if ended { " " (say("people.ended_says")) } },
        }
        div #form {
            (form::form(&action, asker.csrf(), html! {
                @if let Some(person) = person { input type="hidden" name="mark" value=(mark(person)); }
                (form::text("name", say("people.name")).with("autocomplete", "off").value(&form.name).errors(errors))
                (form::text("email", say("people.email")).with("inputmode", "email").with("autocomplete", "off").with("spellcheck", "false").value(&form.email).errors(errors))
                @if form.asked == Asked::Password {
                    (form::password("your_password", say("password.your")).hint(say("people.your_password_hint")).with("autocomplete", "current-password").errors(errors))
                }
                (form.rows.shown(&places, errors))
                div.buttons {
                    (form::button(say(if person.is_none() { "people.invite_button" } else if ended { "people.again" } else { "people.save" })))
                    (form::second_button(say("people.more"), "more", "yes"))
                }
            }))
        }
        @if let Some(person) = person { (account::shown(asker, person).await?) }
    };
    let title = person.map_or_else(|| say("people.invite").to_string(), |person| person.name.clone());
    Ok(asker.page(&Page::new(title, main).back("/desk/people", say("people.title")).errors(errors)))
}
