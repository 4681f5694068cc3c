//! The one table of routes: method, address, who may, what answers. The router is built from it, the ways at the top
//! of pages are read from it, and a test walks it with every role.

use std::convert::Infallible;
use std::sync::OnceLock;

use axum::handler::Handler;
use axum::routing::{MethodFilter, MethodRouter, on};
use cycle::Act;
use domain::cycle::Person;

use crate::api::{self, Scope};
use crate::app::App;
use crate::pages::{
    account, approve, desk, history, item, link, new_password, people, plan, provider, rounds, server, sign_in, tokens,
    upload,
};
use crate::public;
use crate::reach::Reach;
use crate::single_sign_on;
pub use crate::turns::Cost;
use crate::watch;
use crate::words::say;

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anybody; no cookie is read or set, so that answers can be kept by others.
    Public,
    /// Anybody; forms carry a token, and who is signed in is known.
    Visitor,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever watches the server itself; no council is looked for, so any host name will do.
    Watcher,
    /// A program with a token for this; it acts as its person.
    Token(Scope),
    /// Whoever has a role for the act, however far it reaches. How far is asked where the item is known.
    May(Act),
}

/// Whether a session that began with a link from a mail, to enter what is owed, gets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Links {
    /// It does: what somebody owes is seen, entered, submitted or uploaded here.
    Open,
    /// It does not.
    Closed,
}

/// How a route is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// To see; changes nothing.
    Get,
    /// To change; carries a form with its token.
    Post,
}

impl Method {
    /// As it is written in a request.
    pub fn word(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
        }
    }
}

/// A route.
pub struct Route {
    /// How it is asked.
    pub method: Method,
    /// Its address, with `{names}` where something stands.
    pub path: &'static str,
    /// Who may.
    pub who: Who,
    /// Whether a session that began with a link to enter gets in.
    pub links: Links,
    /// What it costs.
    pub cost: Cost,
    /// Key of its name among the ways at the top of pages. `None`: it is not among them.
    pub way: Option<&'static str>,
    /// What answers.
    pub answers: MethodRouter<App, Infallible>,
}

impl Route {
    /// Puts it among the ways at the top of pages, for those who may; in the order of the table.
    fn way(mut self, key: &'static str) -> Route {
        self.way = Some(key);
        self
    }

    /// Has people wait for their turn.
    fn heavy(mut self) -> Route {
        self.cost = Cost::Heavy;
        self
    }

    /// Has people wait for their turn at the provider.
    fn away(mut self) -> Route {
        self.cost = Cost::Away;
        self
    }

    /// Opens it to sessions that began with a link to enter.
    fn by_link(mut self) -> Route {
        self.links = Links::Open;
        self
    }
}

fn get<H: Handler<T, App>, T: 'static>(path: &'static str, who: Who, handler: H) -> Route {
    route(Method::Get, path, who, on(MethodFilter::GET, handler))
}

fn post<H: Handler<T, App>, T: 'static>(path: &'static str, who: Who, handler: H) -> Route {
    route(Method::Post, path, who, on(MethodFilter::POST, handler))
}

fn route(method: Method, path: &'static str, who: Who, answers: MethodRouter<App, Infallible>) -> Route {
    Route { method, path, who, links: Links::Closed, cost: Cost::Light, way: None, answers }
}

/// The ways at the top of a person's pages, as far as their session reaches.
pub fn ways(person: &Person, reach: Reach) -> Vec<(&'static str, &'static str)> {
    static WAYS: OnceLock<Vec<(Who, Links, &'static str, &'static str)>> = OnceLock::new();
    let all = WAYS.get_or_init(|| {
        table().iter().filter_map(|route| Some((route.who, route.links, route.path, route.way?))).collect()
    });
    let may = |who: &Who| match who {
        Who::May(act) => cycle::may(person, *act),
        Who::Public | Who::Visitor | Who::SignedIn => true,
        Who::Watcher | Who::Token(_) => false,
    };
    let reaches = |links: &Links| reach.is_whole() || *links == Links::Open;
    let open = all.iter().filter(|(who, links, ..)| may(who) && reaches(links));
    open.map(|(_, _, path, key)| (*path, say(key))).collect()
}

/// Every route of the server.
pub fn table() -> Vec<Route> {
    let mut all = signing_in();
    all.extend(own());
    all.extend(running());
    all.extend(history());
    all.extend(for_programs());
    all.extend(planning());
    all.extend(administering());
    all
}

/// Coming in, and what everybody has who is in.
fn signing_in() -> Vec<Route> {
    use Who::{SignedIn, Visitor};
    vec![
        get("/sign-in", Visitor, sign_in::page),
        post("/sign-in", Visitor, sign_in::enter),
        post("/sign-out", Visitor, sign_in::leave),
        post("/sign-out/everywhere", SignedIn, sign_in::leave_everywhere),
        post("/sign-in/provider", Visitor, provider::begin).away(),
        get(single_sign_on::BACK, Visitor, provider::back).away(),
        get("/sign-in/forgotten", Visitor, new_password::forgotten),
        post("/sign-in/forgotten", Visitor, new_password::send),
        get("/sign-in/password/{secret}", Visitor, new_password::page),
        post("/sign-in/password/{secret}", Visitor, new_password::choose),
        get("/sign-in/first/{secret}", Visitor, link::first_page),
        post("/sign-in/first/{secret}", Visitor, link::first),
        get("/link/{secret}", Visitor, link::page),
        post("/link/{secret}", Visitor, link::enter),
        get("/desk/account", SignedIn, account::page),
        post("/desk/account/sessions", SignedIn, account::end_one),
        get("/desk/account/password", SignedIn, new_password::change_page),
        post("/desk/account/password", SignedIn, new_password::change),
    ]
}

/// What a person owes.
fn own() -> Vec<Route> {
    // Whoever an item was delegated to may approve it, so how far each reaches is asked where the item is known.
    let (own, approve) = (Who::May(Act::SeeOwn), Who::May(Act::SeeOwn));
    vec![
        get("/desk", own, desk::page).way("frame.desk").by_link(),
        get("/desk/rounds/{round}/items/{*item}", own, item::page).by_link(),
        post("/desk/rounds/{round}/items/{*item}", own, item::save).by_link(),
        post("/desk/rounds/{round}/drafts/{*item}", own, item::keep).by_link(),
        post("/desk/rounds/{round}/looks/{*item}", own, item::look).by_link(),
        get("/desk/rounds/{round}/workbook", own, upload::workbook).by_link().heavy(),
        get("/desk/rounds/{round}/upload", own, upload::page).by_link().heavy(),
        post("/desk/rounds/{round}/upload", own, upload::send).by_link().heavy(),
        get("/desk/rounds/{round}/approve", approve, approve::list),
        get("/desk/rounds/{round}/approve/{*item}", approve, approve::page),
        post("/desk/rounds/{round}/approve/{*item}", approve, approve::decide),
    ]
}

/// Running the cycle.
fn running() -> Vec<Route> {
    use rounds::{again, dates, items, list, open, preview, progress, publish, remind};
    let (see, opens) = (Who::May(Act::SeeRound), Who::May(Act::OpenRound));
    let (chase, publishes) = (Who::May(Act::Chase), Who::May(Act::Publish));
    vec![
        get("/desk/rounds", see, list).way("frame.rounds"),
        get("/desk/rounds/new", opens, open::page),
        post("/desk/rounds/new", opens, open::open),
        get("/desk/rounds/{round}", see, progress::page),
        get("/desk/rounds/{round}/dates", opens, dates::page),
        post("/desk/rounds/{round}/dates", opens, dates::change),
        get("/desk/rounds/{round}/items", see, items::chosen),
        post("/desk/rounds/{round}/remind", chase, remind::everybody),
        get("/desk/rounds/{round}/preview/{form}", see, preview::show).heavy(),
        get("/desk/rounds/{round}/publish", publishes, publish::page).heavy(),
        post("/desk/rounds/{round}/publish", publishes, publish::publish).heavy(),
        get("/desk/rounds/{round}/correct", publishes, again::correct_page),
        post("/desk/rounds/{round}/correct", publishes, again::correct),
        get("/desk/rounds/{round}/withdraw", publishes, again::withdraw_page),
        post("/desk/rounds/{round}/withdraw", publishes, again::withdraw).heavy(),
    ]
}

/// What was done.
fn history() -> Vec<Route> {
    let see = Who::May(Act::SeeHistory);
    vec![
        get("/desk/history", see, history::page).way("frame.history"),
        get("/desk/history/check", see, history::check).heavy(),
    ]
}

/// What programs ask for, and whoever watches the server.
fn for_programs() -> Vec<Route> {
    use Who::{Public, Token, Watcher};
    vec![
        get("/search", Public, public::search),
        get("/api", Public, api::editions::reader),
        get("/api/v1/openapi.json", Public, api::editions::description),
        get("/api/v1/editions", Public, api::editions::list),
        get("/api/v1/editions/{edition}", Public, api::editions::edition),
        get("/api/v1/editions/{edition}/measures", Public, api::editions::measures),
        get("/api/v1/editions/{edition}/plan", Public, api::editions::plan),
        get("/api/v1/measures", Public, api::editions::every_measure),
        get("/api/v1/measures/{measure}", Public, api::editions::measure),
        get("/health", Watcher, watch::health),
        get("/metrics", Watcher, watch::metrics),
        get("/api/v1/rounds", Token(Scope::Read), api::rounds::list),
        get("/api/v1/rounds/{round}/owed", Token(Scope::Read), api::rounds::owed),
        get("/api/v1/rounds/{round}/entries", Token(Scope::Read), api::rounds::entries),
        post("/api/v1/rounds/{round}/figures", Token(Scope::Enter), api::figures::enter),
        get("/api/v1/export", Token(Scope::Export), api::export::folder).heavy(),
    ]
}

/// The plan, and who it names.
fn planning() -> Vec<Route> {
    let edit = Who::May(Act::EditPlan);
    vec![
        get("/desk/plan", edit, plan::page).way("frame.plan"),
        get("/desk/plan/owners", edit, plan::owners::page),
        get("/desk/plan/tables/{table}", edit, plan::table::page),
        get("/desk/plan/tables/{table}/add", edit, plan::row::add_page),
        post("/desk/plan/tables/{table}/add", edit, plan::row::add),
        get("/desk/plan/tables/{table}/row", edit, plan::row::page),
        post("/desk/plan/tables/{table}/row", edit, plan::row::save),
        post("/desk/plan/tables/{table}/remove", edit, plan::row::remove),
        get("/desk/plan/texts", edit, plan::texts::list),
        get("/desk/plan/texts/{*path}", edit, plan::texts::page),
        post("/desk/plan/texts/{*path}", edit, plan::texts::save),
        get("/desk/plan/new/{what}", edit, plan::copy::page),
        post("/desk/plan/new/{what}", edit, plan::copy::make),
    ]
}

/// People, tokens, the server.
fn administering() -> Vec<Route> {
    let (manage, administer) = (Who::May(Act::ManagePeople), Who::May(Act::Administer));
    let programs = Who::May(Act::ManageTokens);
    vec![
        get("/desk/people", manage, people::list).way("frame.people"),
        get("/desk/people/invite", manage, people::invite_page),
        post("/desk/people/invite", manage, people::invite),
        get("/desk/people/{person}", manage, people::page),
        post("/desk/people/{person}", manage, people::save),
        post("/desk/people/{person}/send", manage, people::send),
        post("/desk/people/{person}/sign-out", manage, people::sign_out),
        post("/desk/people/{person}/let-go", manage, people::let_go),
        post("/desk/people/{person}/end", manage, people::end),
        get("/desk/tokens", programs, tokens::list).way("frame.tokens"),
        post("/desk/tokens", programs, tokens::make),
        post("/desk/tokens/{token}/revoke", programs, tokens::revoke),
        get("/desk/server", administer, server::page).way("frame.server"),
        post("/desk/server/mail", administer, server::test_mail),
        post("/desk/server/backup", administer, server::backup).heavy(),
    ]
}
