//! What keeps guessers out, and lets everybody else in all the same.

use crate::server::{Browser, PASSWORD, Server, email, token_in};
use axum_test::TestResponse;
use domain::cycle::Role;
use store::AttemptLimit;
use web::links::{self, Purpose};
use web::sweeping;

/// Signs in from a place, as a proxy in front says it.
async fn from(server: &Server, place: &str, address: &str, password: &str) -> TestResponse {
    let browser = server.browser();
    let csrf = token_in(&browser.get("/sign-in").await.text());
    let fields = [("csrf", csrf.as_str()), ("email", address), ("password", password)];
    browser.server.post("/sign-in").add_header("x-forwarded-for", place).form(&fields).await
}

async fn behind_a_proxy() -> Server {
    Server::with(|settings| settings.proxies = 1).await
}

#[tokio::test]
async fn a_stranger_who_guesses_keeps_nobody_out_who_comes_from_elsewhere() {
    let server = behind_a_proxy().await;
    server.person(Role::DataOwner).await;
    let known = email(Role::DataOwner);
    for _ in 0..8 {
        assert_eq!(from(&server, "203.0.113.5", &known, "a guess").await.status_code(), 422);
    }
    assert_eq!(from(&server, "203.0.113.5", &known, PASSWORD).await.status_code(), 429);
    assert_eq!(from(&server, "198.51.100.7", &known, PASSWORD).await.status_code(), 303);
}

#[tokio::test]
async fn who_guesses_from_many_places_meets_the_limit_of_the_account_and_its_person_comes_in_where_they_are_known() {
    let server = behind_a_proxy().await;
    server.person(Role::DataOwner).await;
    let known = email(Role::DataOwner);
    assert_eq!(from(&server, "198.51.100.7", &known, PASSWORD).await.status_code(), 303);
    for guess in 0..100 {
        let place = format!("203.0.113.{}", guess / 8);
        assert_eq!(from(&server, &place, &known, "a guess").await.status_code(), 422, "{guess}");
    }
    assert_eq!(from(&server, "203.0.113.200", &known, PASSWORD).await.status_code(), 429);
    assert_eq!(from(&server, "198.51.100.7", &known, PASSWORD).await.status_code(), 303);
    // A month later the place is forgotten, and so is every guess.
    server.wait(31 * 24 * 60);
    sweeping::sweep(&server.app).await.unwrap();
    assert_eq!(from(&server, "203.0.113.200", &known, PASSWORD).await.status_code(), 303);
}

#[tokio::test]
async fn a_town_hall_whose_people_are_right_is_never_too_many() {
    let server = behind_a_proxy().await;
    let owner = server.person(Role::DataOwner).await;
    let known = email(Role::DataOwner);
    for time in 0..70 {
        assert_eq!(from(&server, "198.51.100.7", &known, PASSWORD).await.status_code(), 303, "{time}");
    }
    let hour = server.app.settings.sessions.link;
    for time in 0..70 {
        let link = links::make(&server.app, &server.tenant, Purpose::Enter, Some(&owner.id), None, hour).await;
        let used = server.browser().fill(link.unwrap().strip_prefix("http://localhost").unwrap(), &[]).await;
        assert_eq!(used.status_code(), 303, "{time}");
    }
}

#[tokio::test]
async fn an_address_that_somebody_made_up_before_the_proxy_does_not_count() {
    let server = behind_a_proxy().await;
    server.person(Role::DataOwner).await;
    let browser = server.browser();
    let csrf = token_in(&browser.get("/sign-in").await.text());
    let mut answers = Vec::new();
    for guess in 0..9 {
        let fields = [("csrf", csrf.as_str()), ("email", "data-owner@example.gov.uk"), ("password", "a guess")];
        let request = browser.server.post("/sign-in").add_header("x-forwarded-for", format!("192.0.2.{guess}"));
        // The proxy adds a line of its own.
        let request = request.add_header("x-forwarded-for", "203.0.113.5");
        answers.push(request.form(&fields).await.status_code().as_u16());
    }
    assert_eq!(answers, [422, 422, 422, 422, 422, 422, 422, 422, 429]);
}

#[tokio::test]
async fn guessing_at_an_account_ends_after_eight_tries_whether_or_not_there_is_such_an_account() {
    for server in Server::all().await {
        server.person(Role::DataOwner).await;
        for address in [email(Role::DataOwner), "nobody@example.gov.uk".to_string()] {
            let browser = server.browser();
            for guess in 0..8 {
                assert_eq!(browser.sign_in(&address, &format!("guess {guess}")).await.status_code(), 422);
            }
            // A server that was started anew counts on.
            let browser = server.browser();
            let response = browser.sign_in(&address, PASSWORD).await;
            assert_eq!(response.status_code(), 429, "{address}");
            assert!(response.text().contains("until 09:15"), "{}", response.text());
        }
        server.wait(16);
        assert_eq!(server.browser().sign_in(&email(Role::DataOwner), PASSWORD).await.status_code(), 303);
        assert!(!server.browser().is_in().await);
    }
}

#[tokio::test]
async fn guessing_at_many_accounts_from_one_address_ends_too() {
    let server = Server::new().await;
    let browser = server.browser();
    let mut answers = Vec::new();
    for guess in 0..61 {
        answers.push(browser.sign_in(&format!("person{guess}@example.gov.uk"), "x").await.status_code().as_u16());
    }
    assert_eq!(answers.iter().filter(|status| **status == 422).count(), 60);
    assert_eq!(answers.last(), Some(&429));
}

#[tokio::test]
async fn what_has_ended_is_cleared_away_by_the_server() {
    let server = Server::new().await;
    let owner = server.person(Role::DataOwner).await;
    let (app, tenant) = (&server.app, server.tenant.as_str());
    let browser = server.browser();
    browser.enter(Role::DataOwner).await;
    let hour = app.settings.sessions.link;
    links::make(app, tenant, Purpose::Enter, Some(&owner.id), None, hour).await.unwrap();
    let limit = AttemptLimit { subject: "somebody".into(), most: 8, since: server.time() };
    server.store.attempt(tenant, &[limit], server.time()).await.unwrap();
    let rows = async || {
        let tables = server.store.tables(tenant).await.unwrap();
        let of = |name: &str| tables.iter().find(|table| table.name == name).unwrap().rows.len();
        [of("session"), of("link"), of("attempt")]
    };
    sweeping::sweep(app).await.unwrap();
    let held = rows().await;
    assert!(held[0] == 1 && held[1] == 1 && held[2] >= 1, "{held:?}");
    assert!(browser.is_in().await);
    server.wait(32 * 24 * 60);
    sweeping::sweep(app).await.unwrap();
    assert_eq!(rows().await, [0, 0, 0]);
}

#[tokio::test]
async fn links_in_mails_lead_to_the_council_s_own_address() {
    let server = Server::new().await;
    let (app, second) = server.beside_a_second("https").await;
    for (tenant, at) in [(&server.tenant, "https://first.example/"), (&second, "https://second.example/")] {
        let link = web::first_link(&app, tenant).await.unwrap().unwrap();
        assert!(link.starts_with(&format!("{at}sign-in/first/")), "{link}");
    }
    // The link opens nothing at the other council.
    let link = web::first_link(&app, &second).await.unwrap().unwrap();
    let path = link.strip_prefix("https://second.example").unwrap();
    let browser = Browser::of(&app);
    for (host, status) in [("first.example", 410), ("second.example", 200)] {
        assert_eq!(browser.server.get(path).add_header("host", host).await.status_code(), status, "{host}");
    }
}
