//! Coming in through the council's single sign-on.

use axum::extract::Query;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::cycle::PersonState;
use maud::html;
use serde::Deserialize;

use crate::asker::Visitor;
use crate::cookies::Jar;
use crate::failure::Failure;
use crate::frame::Page;
use crate::pages::sign_in::{come_in, own_path};
use crate::sent::Sent;
use crate::session::{By, about};
use crate::settings::Provider;
use crate::single_sign_on;
use crate::token::Token;
use crate::words::fill;

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
    let known = single_sign_on::finish(provider, &app.settings.address_of(tenant), &token, &code, &state).await?;
    let person = app.store.person_by_email(tenant, &known.email).await?;
    let Some(mut person) = person.filter(|person| person.state != PersonState::Ended) else {
        return Err(Failure::NotLetIn(fill("provider.nobody", &[("email", &known.email)])));
    };
    if person.state == PersonState::Invited {
        let seen = person.clone();
        person.state = PersonState::Active;
        app.store.save_person(tenant, Some(&seen), &person, &about(app, Some(&person), "joined", &person.id)).await?;
    }
    let then = form_urlencoded::parse(then.as_bytes()).next().map(|(path, _)| path.into_owned());
    come_in(visitor, &person, By::SingleSignOn, &own_path(then.as_deref())).await
}

fn provider(visitor: &Visitor) -> Result<&Provider, Failure> {
    visitor.app.settings.sign_in.provider.as_ref().ok_or(Failure::NotFound)
}
