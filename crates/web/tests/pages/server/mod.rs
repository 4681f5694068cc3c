//! A server in memory with a made council, a clock that tests put forward, and a person for each role.

mod press;
use std::sync::{Arc, Mutex};

use axum_test::{TestResponse, TestServer, TestServerConfig};
use domain::cycle::{Grant, Person, PersonState, ROLES, Role, Scope};
use jiff::{SignedDuration, Timestamp};
use store::{Doing, Store, Tenant};
use web::passwords::Reckoning;
use web::{App, Settings};

pub use press::PlainPress;

pub const COUNCIL: &str = "Made Borough Council";
pub const PASSWORD: &str = "a long walk by the river";

/// A server and what tests do to it.
pub struct Server {
    pub app: App,
    pub store: Store,
    /// A council of its own for each test, so that tests can share a database.
    pub tenant: String,
    pub now: Arc<Mutex<Timestamp>>,
}

/// Where a test keeps its council: SQLite in memory, or the database that `BASEPLAN_TEST_STORE` names. `ready` runs every
/// test with the one and with the other.
pub async fn store() -> Store {
    let named = std::env::var("BASEPLAN_TEST_STORE");
    Store::open(named.as_deref().unwrap_or("sqlite::memory:")).await.unwrap()
}

/// Both kinds of store at once: SQLite in memory, and PostgreSQL too where there is one.
pub async fn stores() -> Vec<Store> {
    let mut stores = vec![Store::open("sqlite::memory:").await.unwrap()];
    if let Ok(url) = std::env::var("BASEPLAN_TEST_POSTGRES") {
        stores.push(Store::open(&url).await.unwrap());
    }
    stores
}

pub fn doing(act: &str, at: Timestamp) -> Doing {
    let (act, subject) = (act.to_string(), "test".to_string());
    Doing { by: None, at, act, subject, before: None, after: None, why: None }
}

/// The address of the person who holds a role.
pub fn email(role: Role) -> String {
    let (_, word) = ROLES.iter().find(|(known, _)| *known == role).unwrap();
    format!("{word}@example.gov.uk")
}

impl Server {
    /// On every kind of store.
    pub async fn all() -> Vec<Server> {
        let mut servers = Vec::new();
        for store in stores().await {
            servers.push(Server::over(store, |_| {}).await);
        }
        servers
    }

    /// On the store of this run.
    pub async fn new() -> Server {
        Server::with(|_| {}).await
    }

    /// On the store of this run, with other settings.
    pub async fn with(change: impl FnOnce(&mut Settings)) -> Server {
        Server::over(store().await, change).await
    }

    pub async fn over(store: Store, change: impl FnOnce(&mut Settings)) -> Server {
        let now = Arc::new(Mutex::new("2026-01-12T09:00:00Z".parse::<Timestamp>().unwrap()));
        let opened_at = *now.lock().unwrap();
        let id = format!("made-{}", store::new_id(opened_at));
        let tenant = Tenant { id: id.clone(), name: COUNCIL.to_string(), opened_at };
        store.create_tenant(&tenant, &doing("opened", opened_at)).await.unwrap();
        let clock = {
            let now = Arc::clone(&now);
            Arc::new(move || *now.lock().unwrap())
        };
        let mut settings = Settings::of("http://localhost", &id);
        settings.sign_in.reckoning = QUICK;
        change(&mut settings);
        Server { app: App::new(store.clone(), clock, settings, Arc::new(PlainPress)), store, tenant: id, now }
    }

    /// The invented council's papers, as they were before its latest edition.
    pub async fn import_papers(&self) {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../baseplan/tests/councils/marlhaven");
        let mut files = crate::reading::from_disk(&folder);
        cycle::demo::leave_out(&mut files, "2025-26-H1").unwrap();
        let new = |(path, body)| store::PaperChange { path, seen_revision: 0, body: Some(body) };
        let changes: Vec<store::PaperChange> = files.into_iter().map(new).collect();
        self.store.save_papers(&self.tenant, &changes, &doing("papers-imported", self.time())).await.unwrap();
    }

    /// A browser, which keeps its cookies.
    pub fn browser(&self) -> Browser {
        Browser::of(&self.app)
    }

    /// The same council behind other settings.
    pub fn with_settings(&self, settings: Settings) -> App {
        App::new(self.store.clone(), Arc::clone(&self.app.clock), settings, Arc::new(PlainPress))
    }

    /// A second council beside this one, each under a host name of its own: `first.example` and `second.example`. The
    /// server of both, and the second one's identifier.
    pub async fn beside_a_second(&self, scheme: &str) -> (App, String) {
        let id = format!("{}-second", self.tenant);
        let second = Tenant { id: id.clone(), name: "Second Council".into(), opened_at: self.time() };
        self.store.create_tenant(&second, &doing("opened", self.time())).await.unwrap();
        let host = web::settings::Host::of;
        let mut settings = Settings::of(&format!("{scheme}://first.example"), &self.tenant);
        settings.hosts = vec![host("first.example", &self.tenant), host("second.example", &id)];
        (self.with_settings(settings), id)
    }

    /// Puts the clock forward.
    pub fn wait(&self, minutes: i64) {
        let mut now = self.now.lock().unwrap();
        *now = now.checked_add(SignedDuration::from_mins(minutes)).unwrap();
    }

    pub fn time(&self) -> Timestamp {
        *self.now.lock().unwrap()
    }

    /// Adds the person who holds a role; their password is [`PASSWORD`].
    pub async fn person(&self, role: Role) -> Person {
        let grants = vec![Grant { role, scope: Scope::All }];
        self.add(&email(role), grants, PersonState::Active).await
    }

    pub async fn add(&self, email: &str, grants: Vec<Grant>, state: PersonState) -> Person {
        let id = store::new_id(self.time());
        let person = Person { id, name: format!("Person {email}"), email: email.to_string(), state, grants };
        self.store.save_person(&self.tenant, None, &person, &doing("invited", self.time())).await.unwrap();
        self.store
            .set_password(&self.tenant, &person.id, digest(), &doing("password-changed", self.time()))
            .await
            .unwrap();
        person
    }

    /// Acts of the history with whom they are about, oldest first.
    pub async fn history(&self) -> Vec<(String, String)> {
        let lines = self.store.lines(&self.tenant, store::Lines::default()).await.unwrap();
        lines.into_iter().rev().map(|line| (line.act, line.subject)).collect()
    }

    pub async fn did(&self, act: &str) -> usize {
        self.history().await.iter().filter(|(known, _)| known == act).count()
    }
}

/// What takes no time: tests sign in hundreds of times.
const QUICK: Reckoning = Reckoning { memory: 8, passes: 1, lanes: 1 };

/// What is stored of [`PASSWORD`].
fn digest() -> &'static str {
    use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
    static DIGEST: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    DIGEST.get_or_init(|| {
        let argon2 = Argon2::new(
            Algorithm::Argon2id,
            Version::V0x13,
            Params::new(QUICK.memory, QUICK.passes, QUICK.lanes, None).unwrap(),
        );
        argon2.hash_password(PASSWORD.as_bytes()).unwrap().to_string()
    })
}

/// A browser.
pub struct Browser {
    pub server: TestServer,
}

impl Browser {
    pub fn of(app: &App) -> Browser {
        let config = TestServerConfig { save_cookies: true, ..TestServerConfig::default() };
        Browser { server: TestServer::new_with_config(web::router(app.clone()), config) }
    }

    pub async fn get(&self, path: &str) -> TestResponse {
        self.server.get(path).await
    }

    /// Opens a page and sends its form.
    pub async fn fill(&self, page: &str, fields: &[(&str, &str)]) -> TestResponse {
        let csrf = token_in(&self.get(page).await.text());
        self.send(page, &csrf, fields).await
    }

    /// Sends a form with a token.
    pub async fn send(&self, path: &str, csrf: &str, fields: &[(&str, &str)]) -> TestResponse {
        let mut all = vec![("csrf", csrf)];
        all.extend(fields);
        self.server.post(path).add_header("sec-fetch-site", "same-origin").form(&all).await
    }

    /// Signs in; the answer.
    pub async fn sign_in(&self, email: &str, password: &str) -> TestResponse {
        self.fill("/sign-in", &[("email", email), ("password", password)]).await
    }

    /// Signs in as the person who holds a role.
    pub async fn enter(&self, role: Role) -> String {
        let response = self.sign_in(&email(role), PASSWORD).await;
        assert_eq!(response.status_code(), 303, "{}", response.text());
        token_in(&self.get("/desk/account").await.text())
    }

    /// Whether somebody is signed in.
    pub async fn is_in(&self) -> bool {
        self.get("/desk/account").await.status_code() == 200
    }
}

/// The token of the first form of a page.
pub fn token_in(page: &str) -> String {
    let after = page.split_once("name=\"csrf\" value=\"").unwrap_or_else(|| panic!("no form: {page}")).1;
    after.split('"').next().unwrap().to_string()
}

/// The first address under a path in a text.
pub fn address_in<'t>(text: &'t str, path: &str) -> &'t str {
    let from = text.find(path).unwrap_or_else(|| panic!("no {path}: {text}"));
    text[from..].split(|c: char| c.is_whitespace() || c == '"').next().unwrap()
}
