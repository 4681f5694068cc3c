//! The walk of every role over every route, from the table that the router is made of.

use crate::server::{Browser, Server};
use axum_test::TestResponse;
use domain::cycle::{ROLES, Role};
use web::routes::{Cost, Method, Route, Who, table};

/// An address of a route, with something that does not exist in place of each name.
fn address(route: &Route) -> String {
    let parts = route.path.split('/').map(|part| if part.starts_with('{') { "nothing-here" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

async fn ask(browser: &Browser, route: &Route, csrf: &str) -> TestResponse {
    match route.method {
        Method::Get => browser.get(&address(route)).await,
        Method::Post => browser.send(&address(route), csrf, &[]).await,
    }
}

/// What a route must do with somebody.
fn must_let_in(who: Who, role: Option<Role>) -> bool {
    match (who, role) {
        (Who::Public | Who::Visitor | Who::Watcher, _) | (Who::SignedIn, Some(_)) => true,
        // No session opens what asks for a token.
        (Who::Token(_), _) | (Who::SignedIn | Who::May(_), None) => false,
        (Who::May(act), Some(role)) => cycle::may::roles(act).contains(&role),
    }
}

/// What it did: `in`, `sign in first`, `not allowed`.
fn did(response: &TestResponse) -> &'static str {
    let to = response.maybe_header("location").map(|to| to.to_str().unwrap().to_string()).unwrap_or_default();
    match response.status_code().as_u16() {
        401 => "sign in first",
        303 if to.starts_with("/sign-in?then=") => "sign in first",
        403 => "not allowed",
        500..=599 => "broken",
        _ => "in",
    }
}

#[tokio::test]
async fn every_role_gets_into_the_routes_that_the_table_of_acts_gives_it_and_into_no_other() {
    for server in Server::all().await {
        let everybody = ROLES.iter().map(|(role, _)| Some(*role)).chain([None]);
        for role in everybody {
            if let Some(role) = role {
                server.person(role).await;
            }
            for route in table() {
                let browser = server.browser();
                let csrf = match role {
                    Some(role) => browser.enter(role).await,
                    None => crate::server::token_in(&browser.get("/sign-in").await.text()),
                };
                let response = ask(&browser, &route, &csrf).await;
                let signed_in = role.filter(|_| !matches!(route.who, Who::Token(_)));
                let expected = match (must_let_in(route.who, role), signed_in) {
                    (true, _) => "in",
                    (false, None) => "sign in first",
                    (false, Some(_)) => "not allowed",
                };
                assert_eq!(did(&response), expected, "{role:?} {:?} {}: {}", route.method, route.path, response.text());
                server.wait(1);
            }
        }
    }
}

#[tokio::test]
async fn no_address_is_twice_in_the_table_and_every_way_is_a_page() {
    let table = table();
    for (place, route) in table.iter().enumerate() {
        let same = |other: &&Route| other.method == route.method && other.path == route.path;
        assert_eq!(table.iter().position(|other| same(&other)), Some(place), "{}", route.path);
        assert!(route.way.is_none() || (route.method == Method::Get && !route.path.contains('{')), "{}", route.path);
    }
}

#[tokio::test]
async fn what_takes_seconds_or_much_memory_waits_its_turn() {
    let waits = |cost: Cost| {
        let table = table();
        let of = table.iter().filter(|route| route.cost == cost);
        of.map(|route| format!("{} {}", route.method.word(), route.path)).collect::<Vec<_>>()
    };
    assert_eq!(
        waits(Cost::Heavy),
        [
            "GET /desk/rounds/{round}/workbook",
            "GET /desk/rounds/{round}/upload",
            "POST /desk/rounds/{round}/upload",
            "GET /desk/rounds/{round}/preview/{form}",
            "GET /desk/rounds/{round}/publish",
            "POST /desk/rounds/{round}/publish",
            "POST /desk/rounds/{round}/withdraw",
            "GET /desk/history/check",
            "GET /api/v1/export",
            "POST /desk/server/backup",
        ]
    );
    assert_eq!(waits(Cost::Away), ["POST /sign-in/provider", "GET /sign-in/back"]);
}

#[tokio::test]
async fn every_answer_carries_the_headers_whatever_it_is() {
    let server = Server::new().await;
    server.person(Role::Administrator).await;
    let browser = server.browser();
    let csrf = browser.enter(Role::Administrator).await;
    let mut answers = vec![browser.get("/nothing-here").await, browser.server.delete("/sign-in").await];
    answers.push(browser.get(web::assets::Asset::Style.path()).await);
    for route in table().iter().filter(|route| !route.path.starts_with("/sign-out")) {
        answers.push(ask(&browser, route, &csrf).await);
    }
    for response in answers {
        for (name, value) in web::headers::ALWAYS {
            // What is released has a policy of its own, which the tests of the public site look at.
            let released = response.maybe_header("etag").is_some();
            assert!(released || response.header(name) == value, "{name}");
            assert!(response.maybe_header(name).is_some(), "{name}");
        }
        assert!(response.maybe_header("strict-transport-security").is_none());
        let kept = response.header("cache-control");
        let public = kept.to_str().unwrap().starts_with("public, ") && response.maybe_header("set-cookie").is_none();
        assert!(kept == "no-store" || public, "{kept:?}");
    }
}

#[tokio::test]
async fn a_server_behind_https_says_so_to_browsers_and_names_its_cookies_so() {
    let server = Server::with(|settings| settings.address = "https://performance.example.gov.uk".to_string()).await;
    let response = server.browser().get("/sign-in").await;
    assert_eq!(response.header("strict-transport-security"), web::headers::HTTPS_ONLY.1);
    let cookie = response.header("set-cookie").to_str().unwrap().to_string();
    for part in ["__Host-visitor=", "; HttpOnly", "; SameSite=Lax", "; Secure", "; Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
}

#[tokio::test]
async fn pages_hold_no_script_or_style_of_their_own() {
    let server = Server::new().await;
    server.person(Role::PerformanceOfficer).await;
    let browser = server.browser();
    browser.enter(Role::PerformanceOfficer).await;
    for route in table().iter().filter(|route| route.method == Method::Get && !route.path.contains('{')) {
        let page = browser.get(route.path).await.text();
        assert!(!page.contains("style=") && !page.contains("<style") && !page.contains(" onclick"), "{}", route.path);
        assert!(page.split("<script").skip(1).all(|tag| tag.starts_with(" src=\"/")), "{}", route.path);
    }
}
