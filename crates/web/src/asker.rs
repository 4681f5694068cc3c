//! Who asks: anybody ([`Visitor`]) or somebody who is signed in ([`Asker`]). Handlers take them as arguments; the guard
//! of the route put them there.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;
use cycle::{Desk, Work};
use domain::cycle::{Item, Person, Via};

use crate::app::App;
use crate::failure::Failure;
use crate::frame::{Frame, Page};
use crate::reach::Reach;
use crate::said;
use crate::session::Signed;
use crate::token::Token;

/// Anybody.
#[derive(Clone)]
pub struct Visitor {
    /// What every request can reach.
    pub app: App,
    /// Identifier of the council that the host name leads to.
    pub tenant: String,
    /// What their pages stand in.
    pub frame: Frame,
    /// Where they come from, for limits on guessing.
    pub address: String,
    /// Of which the token of their forms is made. `None`: the route has no forms.
    pub token: Option<Token>,
    /// Who is signed in. `None`: nobody.
    pub signed: Option<Signed>,
    /// As whom a program asks, by identifier. `None`: no program does.
    pub program: Option<String>,
}

/// Somebody who is signed in.
#[derive(Clone)]
pub struct Asker {
    /// What every request can reach.
    pub app: App,
    /// Identifier of the council.
    pub tenant: String,
    /// What their pages stand in.
    pub frame: Frame,
    /// The person.
    pub person: Person,
    /// Digest of the session's token, which names it in the store.
    pub session: String,
    /// How far the session reaches.
    pub reach: Reach,
}

impl Visitor {
    /// Nobody knows yet who asks.
    pub(crate) fn unknown(app: &App, here: &str, address: &str) -> Visitor {
        let frame = Frame {
            council: String::new(),
            person: None,
            ways: Vec::new(),
            here: here.to_string(),
            csrf: String::new(),
            said: None,
            by_link: None,
            figures: app.settings.figures,
        };
        let (app, address) = (app.clone(), address.to_string());
        Visitor { app, tenant: String::new(), frame, address, token: None, signed: None, program: None }
    }

    /// The identifier of whoever asks, in person or by a program. `None`: nobody knows.
    pub(crate) fn who(&self) -> Option<&str> {
        self.signed.as_ref().map(|signed| signed.person.id.as_str()).or(self.program.as_deref())
    }

    /// Shows a page.
    pub fn page(&self, page: &Page) -> Response {
        self.frame.show(page)
    }

    /// Goes to a page, which then says what was done.
    pub fn go(&self, to: &str, says: &str) -> Response {
        said::go(to, says, self.app.scheme())
    }
}

impl Asker {
    pub(crate) fn of(visitor: &Visitor, signed: &Signed) -> Asker {
        Asker {
            app: visitor.app.clone(),
            tenant: visitor.tenant.clone(),
            frame: visitor.frame.clone(),
            person: signed.person.clone(),
            session: signed.session.clone(),
            reach: signed.reach,
        }
    }

    /// Shows a page.
    pub fn page(&self, page: &Page) -> Response {
        self.frame.show(page)
    }

    /// Goes to a page, which then says what was done.
    pub fn go(&self, to: &str, says: &str) -> Response {
        said::go(to, says, self.app.scheme())
    }

    /// Something was released: the next request finds it. Were the store to fail now, it is found a second later.
    pub async fn released(&self) {
        if let Err(error) = self.app.sites.refresh(&self.app, &self.tenant).await {
            tracing::warn!(tenant = %self.tenant, %error, "the public site could not be looked for");
        }
    }

    /// Their desk: what they do is done from there.
    pub fn desk(&self) -> Desk {
        let (store, library) = (self.app.store.clone(), Arc::clone(&self.app.library));
        Desk { store, library, tenant: self.tenant.clone(), person: self.person.clone(), now: self.app.now() }
    }

    /// Whether an item is theirs to enter, as far as their session reaches.
    pub fn may_enter(&self, work: &Work, item: &Item) -> bool {
        let own = || work.owners(item).iter().any(|owner| owner.id == self.person.id);
        work.may_enter(&self.person, item) && (self.reach.is_whole() || own())
    }

    /// How what they type comes in.
    pub fn via(&self) -> Via {
        if self.reach.is_whole() { Via::Form } else { Via::Link }
    }

    /// Token of forms on their pages.
    pub fn csrf(&self) -> &str {
        &self.frame.csrf
    }
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Visitor, Failure> {
        parts.extensions.get::<Visitor>().cloned().ok_or_else(|| Failure::broken(&"a route without its guard"))
    }
}

impl<S: Sync> FromRequestParts<S> for Asker {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Asker, Failure> {
        parts.extensions.get::<Asker>().cloned().ok_or(Failure::SignedOut)
    }
}
