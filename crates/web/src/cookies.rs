//! The cookies: the session, the visitor before there is one, and one message for the next page.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use cookie::{Cookie, SameSite};

use crate::settings::Scheme;

/// A cookie of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jar {
    /// Token of the session.
    Session,
    /// Token of a visitor without a session, for the forms that they are shown.
    Visitor,
    /// What the next page says was done.
    Said,
    /// What single sign-on began with, until the provider sends the person back.
    SingleSignOn,
}

impl Jar {
    /// The name. With https it begins `__Host-`: browsers then take it from this host only, whole site, encrypted.
    pub fn name(self, scheme: Scheme) -> String {
        let bare = match self {
            Jar::Session => "session",
            Jar::Visitor => "visitor",
            Jar::Said => "said",
            Jar::SingleSignOn => "single-sign-on",
        };
        match scheme {
            Scheme::Https => format!("__Host-{bare}"),
            Scheme::Http => format!("baseplan-{bare}"),
        }
    }

    /// What a request carries under this name. `None`: nothing.
    pub fn read(self, headers: &HeaderMap, scheme: Scheme) -> Option<String> {
        let name = self.name(scheme);
        let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
        let mut pairs = lines.flat_map(Cookie::split_parse).flatten();
        pairs.find(|pair| pair.name() == name).map(|pair| pair.value().to_string())
    }

    /// Adds it to an answer: never shown to scripts, not sent along by other sites, gone with the browser.
    pub fn set(self, response: &mut Response, scheme: Scheme, value: &str) {
        self.add(response, scheme, value, None);
    }

    /// Adds it to an answer, to be kept for some seconds at most.
    pub fn set_for(self, response: &mut Response, scheme: Scheme, value: &str, seconds: i64) {
        self.add(response, scheme, value, Some(seconds));
    }

    /// Has the browser forget it.
    pub fn forget(self, response: &mut Response, scheme: Scheme) {
        self.add(response, scheme, "", Some(0));
    }

    fn add(self, response: &mut Response, scheme: Scheme, value: &str, seconds: Option<i64>) {
        let mut cookie = Cookie::build((self.name(scheme), value))
            .path("/")
            .http_only(true)
            .secure(scheme == Scheme::Https)
            .same_site(SameSite::Lax)
            .build();
        if let Some(seconds) = seconds {
            cookie.set_max_age(cookie::time::Duration::seconds(seconds));
        }
        if let Ok(line) = HeaderValue::from_str(&cookie.to_string()) {
            response.headers_mut().append(header::SET_COOKIE, line);
        }
    }
}
