//! Forms are accepted only from our own pages: the browser says where a request comes from, and the form carries a
//! token that only pages shown to this session hold (OWASP: Cross-Site Request Forgery Prevention).

use axum::http::HeaderMap;

use crate::failure::Failure;
use crate::form::CSRF;
use crate::sent::Sent;
use crate::token::Token;

const PURPOSE: &str = "form";

/// The token that forms carry, made of the session's or the visitor's, so that it need not be stored.
pub fn of(token: &Token) -> String {
    token.derived(PURPOSE).secret().to_string()
}

/// Whether a form may be accepted.
///
/// # Errors
/// It comes from another site ([`Failure::ForeignPage`]), or its token is not this session's ([`Failure::Forged`]).
pub fn check(headers: &HeaderMap, address: &str, token: &Token, sent: &Sent) -> Result<(), Failure> {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let own_site = header("sec-fetch-site").is_none_or(|from| from == "same-origin");
    // With the address of the server unknown to it, a browser's word on where it comes from is held against where it goes.
    let host = header("host").unwrap_or("");
    let own_origin = header("origin").is_none_or(|origin| {
        origin == address || origin.split_once("://").is_some_and(|(_, named)| !host.is_empty() && named == host)
    });
    if !own_site || !own_origin {
        return Err(Failure::ForeignPage);
    }
    if token.derived(PURPOSE).is(sent.text(CSRF)) { Ok(()) } else { Err(Failure::Forged) }
}
