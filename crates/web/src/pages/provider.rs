//! Coming in through the council's single sign-on.

use axum::extract::Query;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::cycle::{Person, PersonState};
use maud::html;
use serde::Deserialize;
use store::{Changed, Doing, Identity, StoreError};

use crate::asker::Visitor;
use crate::cookies::Jar;
use crate::failure::Failure;
use crate::frame::Page;
use crate::pages::sign_in::{come_in, own_path};
use crate::sent::Sent;
use crate::session::{By, about};
use crate::settings::Provider;
use crate::single_sign_on::{self, Known};
use crate::token::Token;
use crate::words::{fill, say};

/// How long somebody may take at the provider, in seconds.
const MINUTES: i64 = 10 * 60;

/// What the provider sends people back with.
#[derive(Debug, Default, Deserialize)]
pub struct Back {
    code: Option<String>,
    state: Option<String>,
    error: Option<String>,
}

/// Sends the browser to the provider; a cookie lets only this browser come back.
///
/// It goes on by a page of ours: after a form browsers follow no redirect to another site, since a page of ours lets no
/// form lead there.
pub async fn begin(visitor: Visitor, sent: Sent) -> Result<Response, Failure> {
    let provider = provider(&visitor)?;
    let token = Token::new()?;
    let to = single_sign_on::begin(provider, &visitor.app.settings.address_of(&visitor.tenant), &token).await?;
    let then: String = form_urlencoded::byte_serialize(own_path(sent.given("then")).as_bytes()).collect();
    let named = [("provider", provider.name.as_str())];
    let main = html! { p { a.button href=(to) { (fill("provider.go_on", &named)) } } };
    let mut response = visitor.page(&Page::new(fill("provider.title", &named), main));
    let refresh = HeaderValue::from_str(&format!("0; url={to}")).map_err(|error| Failure::broken(&error))?;
    response.headers_mut().insert(header::REFRESH, refresh);
    Jar::SingleSignOn.set_for(&mut response, visitor.app.scheme(), &format!("{}.{then}", token.secret()), MINUTES);
    Ok(response)
}

/// The browser comes back: signs in whoever the provider says it is, if they have an account here.
pub async fn back(visitor: Visitor, headers: header::HeaderMap, Query(back): Query<Back>) -> Response {
    let mut response = returned(&visitor, &headers, back).await.unwrap_or_else(IntoResponse::into_response);
    Jar::SingleSignOn.forget(&mut response, visitor.app.scheme());
    response
}

async fn returned(visitor: &Visitor, headers: &header::HeaderMap, back: Back) -> Result<Response, Failure> {
    let (app, tenant, provider) = (&visitor.app, &visitor.tenant, provider(visitor)?);
    let kept = Jar::SingleSignOn.read(headers, app.scheme()).ok_or(Failure::Spent)?;
    let (token, then) = kept.split_once('.').ok_or(Failure::Spent)?;
    let token = Token::read(token).ok_or(Failure::Spent)?;
    if let Some(error) = back.error {
        tracing::warn!(%tenant, error, "single sign-on was refused");
        return Err(Failure::NotLetIn(fill("provider.refused", &[("provider", &provider.name)])));
    }
    let (code, state) = (back.code.unwrap_or_default(), back.state.unwrap_or_default());
    let address = app.settings.address_of(tenant);
    let known = single_sign_on::finish(provider, &address, &token, &code, &state, app.now()).await?;
    let person = recognised(visitor, &known).await?;
    let then = form_urlencoded::parse(then.as_bytes()).next().map(|(path, _)| path.into_owned());
    come_in(visitor, &person, By::SingleSignOn { until: known.until }, &own_path(then.as_deref())).await
}

/// Whom the provider means: who came in as that one before, whatever their address is now; else whoever has the address
/// here, if nobody came in as them yet. An address that was given to a successor opens nothing of the one before.
async fn recognised(visitor: &Visitor, known: &Known) -> Result<Person, Failure> {
    let (app, tenant) = (&visitor.app, &visitor.tenant);
    if let Some(person) = app.store.person_by_identity(tenant, &known.issuer, &known.subject).await? {
        return match person.state {
            PersonState::Active => Ok(person),
            PersonState::Invited => joined(visitor, &person, None).await,
            PersonState::Ended => Err(Failure::NotLetIn(say("provider.ended").to_string())),
        };
    }
    let email = known.email.as_ref().map_err(|says| Failure::NotLetIn((*says).to_string()))?;
    let person = app.store.person_by_email(tenant, email).await?;
    let Some(person) = person.filter(|person| person.state != PersonState::Ended) else {
        return Err(Failure::NotLetIn(fill("provider.nobody", &[("email", email)])));
    };
    let met = app.store.identities_of(tenant, &person.id).await?;
    if met.iter().any(|identity| identity.issuer == known.issuer) {
        tracing::warn!(%tenant, person = %person.id, "single sign-on refused: the address of a person known as another");
        return Err(Failure::NotLetIn(fill("provider.another", &[("email", email)])));
    }
    joined(visitor, &person, Some(known)).await
}

/// Lets in whoever was invited, and remembers as whom the provider knows them: both or neither.
async fn joined(visitor: &Visitor, seen: &Person, known: Option<&Known>) -> Result<Person, Failure> {
    let (app, tenant) = (&visitor.app, &visitor.tenant);
    let person = Person { state: PersonState::Active, ..seen.clone() };
    let joins = || about(app, Some(&person), "joined", &person.id);
    let Some(Known { issuer, subject, .. }) = known else {
        app.store.save_person(tenant, Some(seen), &person, &joins()).await?;
        return Ok(person);
    };
    let changed = (seen.state == PersonState::Invited).then(|| Changed {
        seen: Some(seen.clone()),
        person: person.clone(),
        doing: joins(),
    });
    let identity =
        Identity { issuer: issuer.clone(), subject: subject.clone(), person: person.id.clone(), known_at: app.now() };
    let doing = Doing { after: Some(issuer.clone()), ..about(app, Some(&person), "identity-known", &person.id) };
    match app.store.know(tenant, changed.as_ref(), &identity, &doing).await {
        // In another window, a moment before.
        Err(StoreError::Taken(_)) => {
            let met = app.store.person_by_identity(tenant, issuer, subject).await?;
            met.filter(|met| met.id == person.id).ok_or(Failure::Taken)
        }
        done => done.map(|()| person).map_err(Failure::from),
    }
}

fn provider(visitor: &Visitor) -> Result<&Provider, Failure> {
    visitor.app.settings.provider(&visitor.tenant).ok_or(Failure::NotFound)
}
