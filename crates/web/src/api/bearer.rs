//! Tokens of programs: what each may do, as whom, and how often.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use cycle::Desk;
use domain::cycle::PersonState;
use jiff::{SignedDuration, Timestamp};

use crate::app::App;
use crate::failure::Failure;
use crate::token::Token;

/// What a token may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// To see what its person sees of a round. A token that may enter may do this too: it must know what stands there.
    Read,
    /// To enter figures that its person may enter.
    Enter,
    /// To take the council's folder away.
    Export,
}

/// Every scope with its word.
pub const SCOPES: [(Scope, &str); 3] = [(Scope::Read, "read"), (Scope::Enter, "enter"), (Scope::Export, "export")];

impl Scope {
    /// Whether a token with these words may be used for it.
    fn is_in(self, words: &str) -> bool {
        let has = |scope: Scope| words.split(' ').any(|word| SCOPES.contains(&(scope, word)));
        has(self) || (self == Scope::Read && has(Scope::Enter))
    }
}

/// A program with a token; what it does, its person does.
#[derive(Clone)]
pub struct Bearer {
    /// What every request can reach.
    pub app: App,
    /// Where its person works.
    pub desk: Desk,
}

/// Finds out whose token a request carries and whether it may be used for this.
///
/// # Errors
/// [`Failure::SignedOut`] without a token that is of use, or whose person is gone; [`Failure::NotAllowed`] where its
/// scope does not reach; [`Failure::TooMany`].
pub async fn admit(app: &App, tenant: &str, headers: &HeaderMap, scope: Scope) -> Result<Bearer, Failure> {
    let line = headers.get(header::AUTHORIZATION).and_then(|line| line.to_str().ok()).unwrap_or_default();
    let (kind, secret) = line.split_once(' ').unwrap_or_default();
    let secret = Token::read(secret.trim()).filter(|_| kind.eq_ignore_ascii_case("bearer"));
    let digest = secret.ok_or(Failure::SignedOut)?.digest();
    let now = app.now();
    let token = app.store.token(tenant, &digest, now).await?.ok_or(Failure::SignedOut)?;
    let used = app.rates.count(&token.id, now, app.settings.watch.api_a_minute)?;
    let person = app.store.person(tenant, &token.person).await?;
    let person = person.filter(|person| person.state == PersonState::Active).ok_or(Failure::SignedOut)?;
    if !scope.is_in(&token.scopes) {
        return Err(Failure::NotAllowed);
    }
    if used == Use::FirstInAMinute {
        app.store.touch_token(tenant, &token.id, now).await?;
    }
    let library = std::sync::Arc::clone(&app.library);
    let desk = Desk { store: app.store.clone(), library, tenant: tenant.to_string(), person, now };
    Ok(Bearer { app: app.clone(), desk })
}

impl<S: Sync> FromRequestParts<S> for Bearer {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Bearer, Failure> {
        parts.extensions.get::<Bearer>().cloned().ok_or(Failure::SignedOut)
    }
}

/// How often each token was used in the minute that runs. It is forgotten when the server stops.
#[derive(Debug, Default)]
pub struct Rates(Mutex<HashMap<String, (Timestamp, u32)>>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    FirstInAMinute,
    Again,
}

impl Rates {
    fn count(&self, token: &str, now: Timestamp, most: u32) -> Result<Use, Failure> {
        let mut rates = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let minute = SignedDuration::from_mins(1);
        match rates.get_mut(token) {
            Some((began, used)) if now.duration_since(*began) < minute => {
                if *used >= most {
                    return Err(Failure::TooMany(began.checked_add(minute).unwrap_or(now)));
                }
                *used += 1;
                Ok(Use::Again)
            }
            _ => {
                rates.insert(token.to_string(), (now, 1));
                Ok(Use::FirstInAMinute)
            }
        }
    }
}

#[cfg(test)]
mod cases {
    use super::*;

    #[test]
    fn a_scope_reaches_as_far_as_its_words() {
        for (words, scope, reaches) in [
            ("read", Scope::Read, true),
            ("read", Scope::Enter, false),
            ("enter", Scope::Read, true),
            ("enter", Scope::Export, false),
            ("read enter export", Scope::Export, true),
            ("", Scope::Read, false),
            ("reader", Scope::Read, false),
        ] {
            assert_eq!(scope.is_in(words), reaches, "{words} {scope:?}");
        }
    }

    #[test]
    fn a_token_is_refused_after_so_many_requests_and_taken_again_in_the_next_minute() {
        let (rates, began) = (Rates::default(), Timestamp::UNIX_EPOCH);
        let at = |second: i64| Timestamp::from_second(began.as_second() + second).unwrap();
        assert_eq!(rates.count("a", at(0), 2), Ok(Use::FirstInAMinute));
        assert_eq!(rates.count("a", at(1), 2), Ok(Use::Again));
        assert_eq!(rates.count("a", at(2), 2), Err(Failure::TooMany(at(60))));
        assert_eq!(rates.count("b", at(2), 2), Ok(Use::FirstInAMinute));
        assert_eq!(rates.count("a", at(60), 2), Ok(Use::FirstInAMinute));
    }
}
