//! Tokens by which other programs reach the council's figures: made, shown once, revoked.

use axum::extract::Path;
use axum::response::Response;
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};
use store::Token as Kept;

use crate::asker::Asker;
use crate::failure::Failure;
use crate::form::{self, Choice, Errors};
use crate::frame::Page;
use crate::moment::{day, moment};
use crate::sent::Sent;
use crate::token::Token;
use crate::words::{fill, say};

/// What a token may do, with the key of its words.
pub const SCOPES: [(&str, &str); 3] = [("read", "tokens.read"), ("enter", "tokens.enter"), ("export", "tokens.export")];

/// For how many days a token can be of use.
const DAYS: [(&str, i64, &str); 3] =
    [("30", 30, "tokens.month"), ("90", 90, "tokens.quarter"), ("365", 365, "tokens.year")];

/// Every token.
pub async fn list(asker: Asker) -> Result<Response, Failure> {
    show(&asker, &Sent::default(), &Errors::default()).await
}

/// Makes a token and shows it, this once.
pub async fn make(asker: Asker, sent: Sent) -> Result<Response, Failure> {
    let mut errors = Errors::default();
    let name = sent.given("name").unwrap_or_default();
    if name.is_empty() {
        errors.add("name", say("tokens.no_name"));
    }
    let chosen = sent.all("scopes");
    let scopes: Vec<&str> =
        SCOPES.iter().map(|(word, _)| *word).filter(|word| chosen.iter().any(|c| c == word)).collect();
    if scopes.is_empty() {
        errors.add("scopes", say("tokens.no_scope"));
    }
    let days = DAYS.iter().find(|(word, ..)| *word == sent.text("days")).map(|(_, days, _)| *days);
    let Some(days) = days.filter(|_| errors.is_empty()) else {
        if days.is_none() {
            errors.add("days", say("tokens.no_days"));
        }
        return show(&asker, &sent, &errors).await;
    };
    let (secret, now) = (Token::new()?, asker.app.now());
    let expires_at = now.checked_add(SignedDuration::from_hours(24 * days)).ok();
    let token = Kept {
        id: store::new_id(now),
        name: name.to_string(),
        digest: secret.digest(),
        person: asker.person.id.clone(),
        scopes: scopes.join(" "),
        made_at: now,
        expires_at: expires_at.or(Some(Timestamp::MAX)),
        revoked_at: None,
        used_at: None,
    };
    let mut doing = asker.desk().doing("token-made", format!("token/{}", token.id));
    doing.after = Some(format!("{name}: {}", token.scopes));
    asker.app.store.make_token(&asker.tenant, &token, &doing).await?;
    let main = html! {
        p.lead { (fill("tokens.made_says", &[("name", name)])) }
        p { label for="secret" { strong { (say("tokens.secret")) } } }
        p { input #secret type="text" readonly value=(secret.secret()) spellcheck="false" autocomplete="off"; }
        p.warning { (say("tokens.once")) }
        p { (say("tokens.how")) " " code { "Authorization: Bearer …" } }
        p { a.button href="/desk/tokens" { (say("tokens.go_on")) } }
    };
    Ok(asker.page(&Page::new(say("tokens.made"), main).back("/desk/tokens", say("tokens.title"))))
}

/// Revokes a token.
pub async fn revoke(asker: Asker, Path(id): Path<String>) -> Result<Response, Failure> {
    let tokens = asker.app.store.tokens(&asker.tenant).await?;
    let token = tokens.into_iter().find(|token| token.id == id).ok_or(Failure::NotFound)?;
    let doing = asker.desk().doing("token-revoked", format!("token/{id}"));
    asker.app.store.revoke_token(&asker.tenant, &id, &doing).await?;
    Ok(asker.go("/desk/tokens", &fill("tokens.was_revoked", &[("name", &token.name)])))
}

async fn show(asker: &Asker, sent: &Sent, errors: &Errors) -> Result<Response, Failure> {
    let tokens = asker.app.store.tokens(&asker.tenant).await?;
    let people = asker.app.store.people(&asker.tenant).await?;
    let name = |id: &str| people.iter().find(|one| one.id == id).map_or(id, |one| one.name.as_str()).to_string();
    let now = asker.app.now();
    let is_live = |token: &Kept| token.revoked_at.is_none() && token.expires_at.is_none_or(|end| now < end);
    let (live, spent): (Vec<&Kept>, Vec<&Kept>) = tokens.iter().partition(|token| is_live(token));
    let main = html! {
        p.lead { (say("tokens.about")) }
        @if live.is_empty() { p { (say("tokens.none")) } }
        @else {
            ul.items { @for token in live { li { (one(asker, token, &name(&token.person))) } } }
        }
        (making(asker, sent, errors))
        @if !spent.is_empty() {
            details.more {
                summary { (fill("tokens.spent", &[("count", &spent.len().to_string())])) }
                ul.items { @for token in spent { li { strong { (token.name) } " " span.muted { (ended(token)) } } } }
            }
        }
    };
    Ok(asker.page(&Page::new(say("tokens.title"), main).errors(errors)))
}

fn ended(token: &Kept) -> String {
    match (token.revoked_at, token.expires_at) {
        (Some(at), _) => fill("tokens.revoked", &[("when", &moment(at))]),
        (None, Some(at)) => fill("tokens.expired", &[("when", &moment(at))]),
        (None, None) => String::new(),
    }
}

fn one(asker: &Asker, token: &Kept, person: &str) -> Markup {
    let may = token.scopes.split(' ').filter_map(|word| SCOPES.iter().find(|(known, _)| *known == word));
    let may: Vec<&str> = may.map(|(_, key)| say(key)).collect();
    let until = token.expires_at.map_or_else(|| say("tokens.no_end").to_string(), day);
    let used = token.used_at.map_or_else(|| say("tokens.never").to_string(), moment);
    html! {
        strong { (token.name) }
        dl.facts {
            div { dt { (say("tokens.may")) } dd { (may.join("; ")) } }
            div { dt { (say("tokens.for")) } dd { (person) } }
            div { dt { (say("tokens.until")) } dd { (until) } }
            div { dt { (say("tokens.used")) } dd { (used) } }
        }
        (form::form(&format!("/desk/tokens/{}/revoke", token.id), asker.csrf(), html! {
            button.button.second type="submit" { (say("tokens.revoke")) span.unseen { ": " (token.name) } }
        }))
    }
}

fn making(asker: &Asker, sent: &Sent, errors: &Errors) -> Markup {
    let scopes = SCOPES.iter().map(|(word, key)| Choice::of(*word, say(key))).collect();
    let days = DAYS.iter().map(|(word, _, key)| Choice::of(*word, say(key))).collect();
    let until = sent.given("days").unwrap_or("90");
    html! {
        h2 { (say("tokens.make")) }
        (form::form("/desk/tokens", asker.csrf(), html! {
            (form::text("name", say("tokens.name")).hint(say("tokens.name_hint")).value(sent.text("name")).errors(errors))
            (form::checks("scopes", say("tokens.may"), scopes).hint(say("tokens.scopes_hint")).values(sent.all("scopes")).errors(errors))
            (form::radios("days", say("tokens.days"), days).value(until).errors(errors))
            (form::buttons(form::button(say("tokens.make_button"))))
        }))
    }
}
