//! A quarter of the invented council with the people who run it, each in a browser of their own.

use axum_test::TestResponse;
use domain::cycle::{Role, RoundKey, RoundState};

use crate::server::{Browser, Server, token_in};

pub const ROUND: &str = "/desk/rounds/2025-26-H1";
pub const AGAIN: &str = "/desk/rounds/2025-26-H1.2";
pub const SAILINGS: &str = "figure/FY-1/2025-26-Q2";
pub const OPENING: [(&str, &str); 7] = [
    ("period", "2025-26-H1"),
    ("title", "Halfway Report 2026"),
    ("plan", "2025-28"),
    ("outline", "halfway"),
    ("position_at", "2025-12-31"),
    ("enter_by", "2026-01-20"),
    ("approve_by", "2026-01-27"),
];

/// The people of a quarter, each in a browser of their own.
pub struct Hall {
    pub server: Server,
    pub officer: Browser,
    pub owner: Browser,
    pub director: Browser,
}

impl Hall {
    pub async fn of(server: Server) -> Hall {
        server.import_papers().await;
        let mut browsers = Vec::new();
        for role in [Role::PerformanceOfficer, Role::DataOwner, Role::Director, Role::Lead] {
            server.person(role).await;
            let browser = server.browser();
            browser.enter(role).await;
            browsers.push(browser);
        }
        let mut browsers = browsers.into_iter();
        let mut next = || browsers.next().unwrap();
        let (officer, owner, director) = (next(), next(), next());
        Hall { server, officer, owner, director }
    }

    pub async fn open_round(&self) {
        let opened = post(&self.officer, "/desk/rounds/new", &OPENING).await;
        assert_eq!(leads_to(&opened), ROUND);
    }

    /// Enters and submits a value of the sailings, and approves it.
    pub async fn sailings(&self, round: &str, value: &str) {
        let form = format!("{round}/items/{SAILINGS}");
        let entered = post(&self.owner, &form, &[("seen", "0"), ("value", value), ("do", "submit")]).await;
        assert_eq!(leads_to(&entered), "/desk");
        let form = format!("{round}/approve/{SAILINGS}");
        let approved = post(&self.director, &form, &[("seen", "1"), ("do", "approve")]).await;
        assert_eq!(leads_to(&approved), format!("{round}/approve"));
    }

    /// Publishes what the check shows.
    pub async fn publish(&self, round: &str) {
        let form = format!("{round}/publish");
        let check = see(&self.officer, &form).await;
        let published = post(&self.officer, &form, &[("size", &field(&check, "size"))]).await;
        assert_eq!(leads_to(&published), round);
    }

    pub async fn bundle(&self, path: &str) -> String {
        let bundle = self.server.store.bundle(&self.server.tenant).await.unwrap().unwrap();
        let file = bundle.files.into_iter().find(|file| file.path == path).unwrap_or_else(|| panic!("no {path}"));
        String::from_utf8(file.bytes).unwrap()
    }

    pub async fn state(&self, key: &str) -> RoundState {
        let key = RoundKey::parse(key).unwrap();
        self.server.store.round(&self.server.tenant, key).await.unwrap().unwrap().state
    }

    /// How many entries and steps the round has.
    pub async fn size(&self) -> (u32, u32) {
        let key = RoundKey::parse("2025-26-H1").unwrap();
        self.server.store.round_size(&self.server.tenant, key).await.unwrap()
    }

    /// Addresses and texts of the mails that wait.
    pub async fn mails(&self) -> Vec<(String, String)> {
        let mails = self.server.store.mails(&self.server.tenant, 100).await.unwrap();
        mails.into_iter().map(|mail| (mail.recipient, format!("{}\n{}", mail.subject, mail.body))).collect()
    }
}

/// A page that is there.
pub async fn see(browser: &Browser, path: &str) -> String {
    let page = browser.get(path).await;
    assert_eq!(page.status_code(), 200, "{path}: {}", page.text());
    page.text()
}

/// Sends a form with the token of the browser's session.
pub async fn post(browser: &Browser, path: &str, fields: &[(&str, &str)]) -> TestResponse {
    let csrf = token_in(&browser.get("/desk/account").await.text());
    browser.send(path, &csrf, fields).await
}

pub fn leads_to(response: &TestResponse) -> String {
    assert_eq!(response.status_code(), 303, "{}", response.text());
    response.header("location").to_str().unwrap().to_string()
}

/// What a hidden field of a page holds.
pub fn field(page: &str, name: &str) -> String {
    let after = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no {name}: {page}")).1;
    after.split('"').next().unwrap().to_string()
}

/// What stands in a field that people fill in.
pub fn typed(page: &str, name: &str) -> String {
    let tag = page.split_once(&format!("name=\"{name}\"")).unwrap_or_else(|| panic!("no {name}: {page}")).1;
    field(&format!("name=\"{name}\"{}", &tag[tag.find(" value=").unwrap()..]), name)
}

pub fn holds(page: &str, words: &[&str]) {
    for word in words {
        assert!(page.contains(word), "“{word}” is not on the page: {page}");
    }
}
