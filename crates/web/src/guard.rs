//! What stands before every route: whose council, who asks, may they, is the form theirs. And behind it: a failure
//! becomes a page.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::{ConnectInfo, FromRequestParts, RawPathParams, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::cycle::RoundKey;

use crate::api;
use crate::app::{App, client};
use crate::asker::{Asker, Visitor};
use crate::cookies::Jar;
use crate::csrf;
use crate::failure::Failure;
use crate::moment::clock_time;
use crate::pages::failed;
use crate::routes::{self, Links, Method, Who};
use crate::said;
use crate::sent::{LARGEST_FORM, Sent};
use crate::session;
use crate::token::Token;
use crate::turns::Cost;
use crate::words::fill;

/// What the guard of one route knows of it.
#[derive(Clone)]
pub struct Guard {
    /// What every request can reach.
    pub app: App,
    /// The route's address, with its names in place of what stands there.
    pub path: &'static str,
    /// How the route is asked.
    pub method: Method,
    /// Who may use it.
    pub who: Who,
    /// Whether a session that began with a link to enter may.
    pub links: Links,
    /// What it costs.
    pub cost: Cost,
}

/// Answers a request, or says why not.
pub async fn stand(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    let mut visitor = Visitor::unknown(&guard.app, request.uri().path(), &address(&guard.app, &request));
    let (said, had) = (guard.cookie(request.headers(), Jar::Said), guard.token(request.headers(), Jar::Visitor));
    let mut response = match guard.admit(request, &mut visitor).await {
        Err(Refused { failure, sent }) => guard.refused(&visitor, &failure, sent.as_ref()),
        Ok((request, sent)) => {
            let response = guard.answered(&visitor, request, next).await;
            match response.extensions().get::<Failure>() {
                Some(failure) => with_cookies_of(&response, guard.refused(&visitor, failure, sent.as_ref())),
                None => response,
            }
        }
    };
    guard.log(&visitor, &response);
    let scheme = guard.app.scheme();
    if said.is_some() && visitor.frame.said.is_some() && !response.status().is_redirection() {
        Jar::Said.forget(&mut response, scheme);
    }
    if let (Some(token), None, None) = (&visitor.token, &visitor.signed, had) {
        Jar::Visitor.set(&mut response, scheme, token.secret());
    }
    response
}

/// A page of a failure takes along what the handler wanted the browser to keep or forget.
fn with_cookies_of(response: &Response, mut page: Response) -> Response {
    for line in response.headers().get_all(header::SET_COOKIE) {
        page.headers_mut().append(header::SET_COOKIE, line.clone());
    }
    page
}

/// Why a request goes no further, with what it sent where that could be read.
struct Refused {
    failure: Failure,
    sent: Option<Sent>,
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Refused {
        Refused { failure, sent: None }
    }
}

impl Guard {
    /// Finds out who asks and whether they may, and puts it where handlers take it from. What is known when it is
    /// refused stands in `visitor`, so that the page that says so can be theirs.
    async fn admit(&self, request: Request, visitor: &mut Visitor) -> Result<(Request, Option<Sent>), Refused> {
        let (mut parts, body) = request.into_parts();
        if self.who == Who::Watcher {
            return Ok((Request::from_parts(parts, body), None));
        }
        let host = parts.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("");
        let host = parts.uri.host().unwrap_or(host);
        visitor.tenant = self.app.settings.tenant(host).ok_or(Failure::NotFound)?.to_string();
        if self.who == Who::Public {
            parts.extensions.insert(visitor.clone());
            return Ok((Request::from_parts(parts, body), None));
        }
        if let Who::Token(scope) = self.who {
            let bearer = api::admit(&self.app, &visitor.tenant, &parts.headers, scope).await?;
            visitor.program = Some(bearer.desk.person.id.clone());
            parts.extensions.insert(bearer);
            return Ok((Request::from_parts(parts, body), None));
        }
        if let Err(failure) = self.recognise(&parts.headers, visitor).await {
            // What was typed stays on the page that says so, to be sent again when the database is back.
            let sent = match self.method {
                Method::Get => None,
                Method::Post => Sent::read(&parts.headers, body, LARGEST_FORM).await.ok(),
            };
            return Err(Refused { failure, sent });
        }
        let (sent, body) = match self.method {
            Method::Get => (None, body),
            // Only who is signed in may send much.
            Method::Post => {
                let settings = &self.app.settings;
                let (largest, patience) = match visitor.signed {
                    Some(_) => (settings.largest_upload, settings.patience.upload),
                    None => (LARGEST_FORM, settings.patience.form),
                };
                let sent = tokio::time::timeout(patience, Sent::read(&parts.headers, body, largest)).await;
                (Some(sent.map_err(|_| Failure::TooSlow)??), Body::empty())
            }
        };
        self.reaches(visitor, &mut parts).await?;
        if let Err(failure) = self.allow(visitor, &parts.headers, sent.as_ref()) {
            return Err(Refused { failure, sent });
        }
        if let Some(signed) = &visitor.signed {
            parts.extensions.insert(Asker::of(visitor, signed));
        }
        parts.extensions.insert(visitor.clone());
        if let Some(sent) = &sent {
            parts.extensions.insert(sent.clone());
        }
        Ok((Request::from_parts(parts, body), sent))
    }

    /// What the route answers, in its turn.
    async fn answered(&self, visitor: &Visitor, request: Request, next: Next) -> Response {
        let (turns, patience) = (&self.app.turns, self.app.settings.patience.turn);
        match turns.take(self.cost, visitor.who().unwrap_or(&visitor.address), patience).await {
            // Kept until the answer is made.
            Ok(_turn) => next.run(request).await,
            Err(failure) => failure.into_response(),
        }
    }

    /// A line of log for whoever came further than they may: who, from where, and what they asked for.
    fn log(&self, visitor: &Visitor, response: &Response) {
        if matches!(response.status().as_u16(), 401 | 403 | 429) {
            let (status, person) = (response.status().as_u16(), visitor.who().unwrap_or("nobody"));
            let why = response.extensions().get::<Failure>().map_or("refused", Failure::title);
            let (tenant, address, method) = (&visitor.tenant, &visitor.address, self.method.word());
            tracing::warn!(%tenant, person, %address, method, route = self.path, status, why, "refused");
        }
    }

    /// A failure as who asks can read it: a page, or of the programming interface a description.
    fn refused(&self, visitor: &Visitor, failure: &Failure, sent: Option<&Sent>) -> Response {
        if matches!(self.who, Who::Token(_) | Who::Watcher) || visitor.frame.here.starts_with("/api/") {
            let mut response = api::Problem::of(failure).into_response();
            response.extensions_mut().insert(failure.clone());
            return response;
        }
        let mut response = failed::page(visitor, failure, sent);
        response.extensions_mut().insert(failure.clone());
        response
    }

    fn cookie(&self, headers: &HeaderMap, jar: Jar) -> Option<String> {
        jar.read(headers, self.app.scheme())
    }

    fn token(&self, headers: &HeaderMap, jar: Jar) -> Option<Token> {
        self.cookie(headers, jar).and_then(|text| Token::read(&text))
    }

    /// Who asks: the session's person, or a visitor with a token of their own.
    async fn recognise(&self, headers: &HeaderMap, visitor: &mut Visitor) -> Result<(), Failure> {
        visitor.frame.said = self.cookie(headers, Jar::Said).and_then(|text| said::read(&text));
        let session = self.token(headers, Jar::Session);
        // The form of a page that says that the database is gone is this session's, once it is back.
        visitor.frame.csrf = session.as_ref().map(csrf::of).unwrap_or_default();
        visitor.frame.council = session::council(&self.app, &visitor.tenant).await?;
        visitor.signed = match &session {
            Some(token) => session::find(&self.app, &visitor.tenant, token).await?,
            None => None,
        };
        visitor.token = match (&visitor.signed, session, self.token(headers, Jar::Visitor)) {
            (Some(_), Some(session), _) => Some(session),
            (_, _, Some(token)) => Some(token),
            _ => Some(Token::new()?),
        };
        visitor.frame.csrf = visitor.token.as_ref().map(csrf::of).unwrap_or_default();
        if let Some(signed) = &visitor.signed {
            visitor.frame.person = Some(signed.person.name.clone());
            visitor.frame.ways = routes::ways(&signed.person, signed.reach);
            let until = clock_time(signed.ends_at);
            visitor.frame.by_link = (!signed.reach.is_whole()).then(|| fill("frame.by_link", &[("until", &until)]));
        }
        Ok(())
    }

    /// Whether a session that began with a link to enter reaches this far: the routes that are open to links, and there
    /// no other round than its own.
    async fn reaches(&self, visitor: &Visitor, parts: &mut Parts) -> Result<(), Failure> {
        let Some(signed) = visitor.signed.as_ref().filter(|signed| !signed.reach.is_whole()) else { return Ok(()) };
        match (self.who, self.links) {
            (Who::Public | Who::Visitor, _) => return Ok(()),
            (_, Links::Closed) => return Err(Failure::ByLink),
            (_, Links::Open) => {}
        }
        let named = RawPathParams::from_request_parts(parts, &()).await.map_err(|_| Failure::NotFound)?;
        let round = named.iter().find(|(name, _)| *name == "round").map(|(_, round)| RoundKey::parse(round));
        match round {
            Some(Some(round)) if !signed.reach.covers(round) => Err(Failure::ByLink),
            _ => Ok(()),
        }
    }

    /// Whether they may, and whether the form is theirs.
    fn allow(&self, visitor: &Visitor, headers: &HeaderMap, sent: Option<&Sent>) -> Result<(), Failure> {
        let person = visitor.signed.as_ref().map(|signed| &signed.person);
        match (self.who, person) {
            (Who::Public | Who::Visitor | Who::Watcher | Who::Token(_), _) | (Who::SignedIn, Some(_)) => {}
            (Who::SignedIn | Who::May(_), None) => return Err(Failure::SignedOut),
            (Who::May(act), Some(person)) if !cycle::may(person, act) => return Err(Failure::NotAllowed),
            (Who::May(_), Some(_)) => {}
        }
        match (sent, &visitor.token) {
            (Some(sent), Some(token)) => csrf::check(headers, &self.app.settings.address, token, sent),
            (Some(_), None) => Err(Failure::Forged),
            (None, _) => Ok(()),
        }
    }
}

fn address(app: &App, request: &Request) -> String {
    let connection = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| *address);
    let lines = request.headers().get_all("x-forwarded-for").iter();
    // One that is no text still takes its place among the others.
    let lines: Vec<String> = lines.map(|line| String::from_utf8_lossy(line.as_bytes()).into_owned()).collect();
    client(connection, &lines, app.settings.proxies)
}
