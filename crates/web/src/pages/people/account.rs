//! What an administrator does with somebody's account, and what happened with it.

use axum::extract::Path;
use axum::response::Response;
use domain::cycle::{Person, PersonState};
use maud::{Markup, html};
use store::{Lines, StoreError};

use super::known;
use crate::asker::Asker;
use crate::failure::Failure;
use crate::form::form;
use crate::links::{self, Purpose};
use crate::moment::moment;
use crate::pages::history;
use crate::pages::sign_in::by_password;
use crate::session;
use crate::words::{fill, say};

/// The buttons of an account, where it is signed in, and its history.
pub(super) async fn shown(asker: &Asker, person: &Person) -> Result<Markup, Failure> {
    let sessions = asker.app.store.sessions_of(&asker.tenant, &person.id, asker.app.now()).await?;
    let to = |what: &str| format!("/desk/people/{}/{what}", person.id);
    let link = if person.state == PersonState::Invited { "people.send_invitation" } else { "people.send_password" };
    Ok(html! {
        @if person.state != PersonState::Ended {
            h2 { (say("people.signing_in")) }
            p {
                @match sessions.first() {
                    None => (say("people.no_sessions")),
                    Some(latest) => {
                        @let key = if sessions.len() == 1 { "people.session" } else { "people.sessions" };
                        (fill(key, &[("count", &sessions.len().to_string()), ("seen", &moment(latest.seen_at))]))
                    }
                }
            }
            div.buttons {
                @if person.state == PersonState::Invited || asker.app.settings.only_provider(&asker.tenant).is_none() {
                    (form(&to("send"), asker.csrf(), html! { button.button.second type="submit" { (say(link)) } }))
                }
                @if !sessions.is_empty() {
                    (form(&to("sign-out"), asker.csrf(), html! { button.button.second type="submit" { (say("people.end_sessions")) } }))
                }
            }
            details.more {
                summary { (say("people.end")) }
                p { (say("people.end_says")) }
                (form(&to("end"), asker.csrf(), html! { div.buttons { button.button.grave type="submit" { (fill("people.end_button", &[("name", &person.name)])) } } }))
            }
        }
        (identities(asker, person).await?)
        (history(asker, person).await?)
    })
}

/// As whom single sign-on knows a person, and the button that lets go of it.
async fn identities(asker: &Asker, person: &Person) -> Result<Markup, Failure> {
    let known = asker.app.store.identities_of(&asker.tenant, &person.id).await?;
    let provider = asker.app.settings.provider(&asker.tenant);
    let named = |issuer: &str| match provider {
        Some(provider) if provider.issuer.trim_end_matches('/') == issuer.trim_end_matches('/') => {
            provider.name.clone()
        }
        _ => issuer.to_string(),
    };
    let let_go = format!("/desk/people/{}/let-go", person.id);
    Ok(html! {
        @if !known.is_empty() {
            h2 { (say("people.known")) }
            @for identity in &known {
                p { (fill("people.known_to", &[("provider", &named(&identity.issuer)), ("since", &moment(identity.known_at))])) }
            }
            details.more {
                summary { (say("people.let_go")) }
                p { (say("people.let_go_says")) }
                (form(&let_go, asker.csrf(), html! { div.buttons { button.button.second type="submit" { (say("people.let_go_button")) } } }))
            }
        }
    })
}

/// What was done with the account and by it, the latest first.
async fn history(asker: &Asker, person: &Person) -> Result<Markup, Failure> {
    let subject = Some(person.id.clone());
    let lines = asker.app.store.lines(&asker.tenant, Lines { subject, limit: 50, ..Lines::default() }).await?;
    let people = asker.app.store.people(&asker.tenant).await?;
    let who = |id: &Option<String>| match id {
        Some(id) => people.iter().find(|one| one.id == *id).map_or(id.clone(), |one| one.name.clone()),
        None => say("plan.program").to_string(),
    };
    Ok(html! {
        h2 { (say("people.history")) }
        @if lines.is_empty() { p { (say("plan.no_history")) } }
        @else {
            div.scroll role="region" aria-label=(say("people.history")) tabindex="0" {
                table.stack {
                    thead { tr { th scope="col" { (say("people.when")) } th scope="col" { (say("people.what")) } th scope="col" { (say("people.who")) } } }
                    tbody {
                        @for line in &lines {
                            tr {
                                th scope="row" { (moment(line.at)) }
                                td data-label=(say("people.what")) { (act(&line.act)) @if let Some(after) = &line.after { div.muted { (history::detail(&line.act, after)) } } }
                                td data-label=(say("people.who")) { (who(&line.by)) }
                            }
                        }
                    }
                }
            }
        }
    })
}

/// What was done, in words; the history's own word where it has no other.
fn act(word: &str) -> &str {
    match word {
        "person-invited" => say("people.act_invited"),
        "person-changed" => say("people.act_changed"),
        "signed-in" => say("people.act_signed_in"),
        "signed-out" => say("people.act_signed_out"),
        "sessions-ended" => say("people.act_sessions_ended"),
        "password-changed" => say("people.act_password"),
        "password-redigested" => say("people.act_redigested"),
        "identity-known" => say("people.act_known"),
        "identity-let-go" => say("people.act_let_go"),
        "invitation-sent" => say("people.act_invitation"),
        "password-link-sent" => say("people.act_link"),
        other => other,
    }
}

/// Sends the invitation or a link for a new password once more.
pub async fn send(asker: Asker, Path(id): Path<String>) -> Result<Response, Failure> {
    let person = known(&asker, &id).await?;
    let (app, tenant, council) = (&asker.app, &asker.tenant, &asker.frame.council);
    let act = match person.state {
        PersonState::Invited => {
            links::invite(app, tenant, council, &person).await?;
            "invitation-sent"
        }
        PersonState::Active => {
            by_password(app, tenant)?;
            links::send(app, tenant, council, &person, Purpose::Password).await?;
            "password-link-sent"
        }
        PersonState::Ended => return Err(Failure::Refused(say("people.ended_says").to_string())),
    };
    app.store.note(tenant, &session::about(app, Some(&asker.person), act, &person.id)).await?;
    Ok(asker.go(&format!("/desk/people/{id}"), &fill("people.was_sent", &[("email", &person.email)])))
}

/// Ends every session of a person; of oneself, every other.
pub async fn sign_out(asker: Asker, Path(id): Path<String>) -> Result<Response, Failure> {
    let person = known(&asker, &id).await?;
    let but = (person.id == asker.person.id).then_some(asker.session.as_str());
    let ended = session::end_all(&asker.app, &asker.tenant, &asker.person, &person.id, but).await?;
    Ok(asker.go(&format!("/desk/people/{id}"), &fill("people.were_ended", &[("count", &ended.to_string())])))
}

/// Lets go of whom single sign-on knows a person as: whoever next comes in by their address is taken for them.
pub async fn let_go(asker: Asker, Path(id): Path<String>) -> Result<Response, Failure> {
    let person = known(&asker, &id).await?;
    asker.app.store.let_go(&asker.tenant, &person.id, &asker.desk().doing("identity-let-go", &person.id)).await?;
    Ok(asker.go(&format!("/desk/people/{id}"), &fill("people.was_let_go", &[("name", &person.name)])))
}

/// Ends an account: sessions, links and tokens stop working; what the person did stays under their name.
pub async fn end(asker: Asker, Path(id): Path<String>) -> Result<Response, Failure> {
    let person = known(&asker, &id).await?;
    let ended = Person { state: PersonState::Ended, ..person.clone() };
    let (app, tenant, now) = (&asker.app, &asker.tenant, asker.app.now());
    asker.desk().save_person(Some(&person), &ended).await?;
    session::end_all(app, tenant, &asker.person, &person.id, None).await?;
    for purpose in [Purpose::Password, Purpose::Enter] {
        app.store.end_links_of(tenant, &person.id, purpose.word(), now).await?;
    }
    let tokens = app.store.tokens(tenant).await?;
    for token in tokens.iter().filter(|token| token.person == person.id && token.revoked_at.is_none()) {
        match app
            .store
            .revoke_token(tenant, &token.id, &asker.desk().doing("token-revoked", format!("token/{}", token.id)))
            .await
        {
            // Somebody else revoked it in between: that is what is wanted.
            Ok(()) | Err(StoreError::Changed(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(asker.go("/desk/people", &fill("people.was_ended", &[("name", &person.name)])))
}
