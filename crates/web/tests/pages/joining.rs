//! Coming in by a one-use link: the first administrator, who is invited, who forgot their password, who is reminded.

use crate::server::{COUNCIL, PASSWORD, Server, address_in, email};
use domain::cycle::{PersonState, Role};
use web::links::{self, Purpose};

#[tokio::test]
async fn the_first_administrator_comes_in_by_a_link_that_works_once_and_there_is_none_afterwards() {
    for server in Server::all().await {
        let address = web::first_link(&server.app, &server.tenant).await.unwrap().unwrap();
        let page = address.strip_prefix("http://localhost").unwrap();
        let weak =
            [("name", "Ada"), ("email", "ada@example.gov.uk"), ("password", "short"), ("password_again", "short")];
        let browser = server.browser();
        let response = browser.fill(page, &weak).await;
        assert_eq!(response.status_code(), 422);
        assert!(response.text().contains("12 characters or more"), "{}", response.text());
        let fields = [
            ("name", "Ada"),
            ("email", "Ada@example.gov.uk"),
            ("password", "four quiet words here"),
            ("password_again", "four quiet words here"),
        ];
        assert_eq!(browser.fill(page, &fields).await.status_code(), 303);
        assert!(browser.is_in().await);
        let acts: Vec<String> = server.history().await.into_iter().map(|(act, _)| act).collect();
        assert_eq!(acts[1..4], ["joined", "password-changed", "signed-in"]);
        assert_eq!(server.browser().get(page).await.status_code(), 410);
        assert_eq!(web::first_link(&server.app, &server.tenant).await.unwrap(), None);
        let again = server.browser().sign_in("ada@example.gov.uk", "four quiet words here").await;
        assert_eq!(again.status_code(), 303);
    }
}

#[tokio::test]
async fn who_is_invited_chooses_a_password_by_a_link_that_works_once() {
    for server in Server::all().await {
        let person = server.add("new@example.gov.uk", Vec::new(), PersonState::Invited).await;
        links::invite(&server.app, &server.tenant, COUNCIL, &person).await.unwrap();
        let mails = server.store.mails(&server.tenant, 10).await.unwrap();
        assert_eq!((mails.len(), mails[0].recipient.as_str()), (1, "new@example.gov.uk"));
        let page = address_in(&mails[0].body, "/sign-in/password/");
        let fields = [("password", "four quiet words here"), ("password_again", "four quiet words here")];
        let browser = server.browser();
        let welcome = browser.get(page).await.text();
        assert!(welcome.contains("Welcome, Person new@example.gov.uk") && welcome.contains(COUNCIL), "{welcome}");
        let differs = browser.fill(page, &[("password", "four quiet words here"), ("password_again", "five")]).await;
        assert!(differs.text().contains("not the same"), "{}", differs.text());
        assert_eq!(browser.fill(page, &fields).await.status_code(), 303);
        assert!(browser.is_in().await);
        let spent = server.browser().get(page).await;
        assert_eq!(spent.status_code(), 410);
        for way in ["href=\"/sign-in\"", "href=\"/sign-in/forgotten\"", "ask your performance team to remind you"] {
            assert!(spent.text().contains(way), "{way}: {}", spent.text());
        }
        assert_eq!(server.did("joined").await, 1);
        server.wait(60);
        assert_eq!(server.browser().sign_in("new@example.gov.uk", PASSWORD).await.status_code(), 422);
    }
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_by_mail_and_nobody_learns_who_has_an_account() {
    let server = Server::new().await;
    server.person(Role::Lead).await;
    let (browser, elsewhere) = (server.browser(), server.browser());
    elsewhere.enter(Role::Lead).await;
    let mut pages = Vec::new();
    for address in [email(Role::Lead), "nobody@example.gov.uk".to_string()] {
        let response = browser.fill("/sign-in/forgotten", &[("email", &address)]).await;
        pages.push((response.status_code(), response.text().replace(&address, "ADDRESS")));
    }
    assert_eq!(pages[0], pages[1]);
    let mail = loop {
        match server.store.mails(&server.tenant, 10).await.unwrap().pop() {
            Some(mail) => break mail,
            None => tokio::task::yield_now().await,
        }
    };
    assert_eq!(mail.recipient, email(Role::Lead));
    let page = address_in(&mail.body, "/sign-in/password/");
    assert!(!browser.get(page).await.text().contains("Welcome"), "they have been here before");
    let fields = [("password", "four quiet words here"), ("password_again", "four quiet words here")];
    assert_eq!(browser.fill(page, &fields).await.status_code(), 303);
    assert!(!elsewhere.is_in().await, "who was signed in with the old password is out");
    assert_eq!(server.browser().sign_in(&email(Role::Lead), PASSWORD).await.status_code(), 422);
    // A link works for an hour.
    for _ in 0..3 {
        let sent = browser.fill("/sign-in/forgotten", &[("email", &email(Role::Director))]).await;
        assert_eq!(sent.status_code(), 200);
    }
    let more = browser.fill("/sign-in/forgotten", &[("email", &email(Role::Director))]).await;
    assert_eq!(more.status_code(), 429, "nobody's mail box is filled");
}

#[tokio::test]
async fn a_link_from_a_mail_is_used_by_its_button_and_not_by_opening_it() {
    for server in Server::all().await {
        let owner = server.person(Role::DataOwner).await;
        let director = server.person(Role::Director).await;
        let (app, tenant) = (&server.app, server.tenant.as_str());
        let hour = app.settings.sessions.link;
        let to = Some("/desk?round=2025-26-Q3");
        let link = links::make(app, tenant, Purpose::Enter, Some(&owner.id), to, hour).await.unwrap();
        let page = link.strip_prefix("http://localhost").unwrap();
        for _ in 0..3 {
            let scanner = server.browser();
            assert_eq!(scanner.get(page).await.status_code(), 200);
            assert!(!scanner.is_in().await);
        }
        let browser = server.browser();
        assert_eq!(browser.fill(page, &[]).await.header("location"), "/desk?round=2025-26-Q3");
        assert_eq!(browser.get("/desk").await.status_code(), 200);
        assert_eq!(server.browser().get(page).await.status_code(), 410, "a link works once");
        assert_eq!(server.browser().get("/link/0123").await.status_code(), 410);

        let late = links::make(app, tenant, Purpose::Enter, Some(&owner.id), None, hour).await.unwrap();
        let high = links::make(app, tenant, Purpose::Enter, Some(&director.id), None, hour).await.unwrap();
        let high = server.browser().fill(high.strip_prefix("http://localhost").unwrap(), &[]).await;
        assert_eq!(high.status_code(), 403, "a mail is not enough for who may approve");
        server.wait(61);
        assert_eq!(server.browser().get(late.strip_prefix("http://localhost").unwrap()).await.status_code(), 410);
    }
}
