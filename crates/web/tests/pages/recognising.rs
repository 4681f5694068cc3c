//! Whom a provider means: known by its own word for them, at their own council, for as long as their sign-in there counts.
//! Against a real provider where `BASEPLAN_TEST_OIDC` names one.

use std::time::Duration;

use crate::server::{Browser, Server, doing};
use crate::single_sign_on::{begin, sent_back, server, without_a_provider};
use axum_test::TestResponse;
use domain::cycle::{Grant, Person, PersonState, Role, Scope};
use jiff::Timestamp;
use store::Identity;
use web::settings::{Addresses, Host, Provider, SignOn, Ways};

/// What the clock of a provider shows, as it says with every answer.
fn clock_of(issuer: &str) -> Timestamp {
    let answer = ureq::get(format!("{issuer}/.well-known/openid-configuration")).call().unwrap();
    let date = answer.headers().get("date").unwrap().to_str().unwrap();
    jiff::fmt::rfc2822::parse(date).unwrap().timestamp()
}

/// Comes in by the provider; the answer to coming back.
async fn comes_in(server: &Server, login: &'static str) -> (Browser, TestResponse) {
    let browser = server.browser();
    let back = sent_back(&browser, login).await;
    let response = browser.get(&back).await;
    (browser, response)
}

#[tokio::test]
async fn an_address_that_is_given_to_a_successor_opens_nothing_until_an_administrator_lets_go() {
    let Ok(issuer) = std::env::var("BASEPLAN_TEST_OIDC") else { return without_a_provider().await };
    let secret = std::env::var("BASEPLAN_TEST_OIDC_SECRET").unwrap();
    let server = server(&issuer, &secret, Addresses::Proven).await;
    let mary = "mary.ash@example.gov.uk";
    let owner = vec![Grant { role: Role::DataOwner, scope: Scope::All }];
    let id = server.add(mary, owner, PersonState::Active).await.id;
    assert_eq!(comes_in(&server, "mary.ash@example.gov.uk").await.1.status_code(), 303);
    // Married, and known still; also where the new address is not proven.
    for same in ["mary.ash@example.gov.uk>mary.rivers@example.gov.uk", "mary.ash@example.gov.uk>unverified@made.uk"] {
        assert_eq!(comes_in(&server, same).await.1.status_code(), 303, "{same}");
    }
    let (browser, refused) = comes_in(&server, "successor>mary.ash@example.gov.uk").await;
    assert_eq!(refused.status_code(), 403);
    assert!(refused.text().contains("Somebody else came in with mary.ash@example.gov.uk before"), "{}", refused.text());
    assert!(!browser.is_in().await);
    assert_eq!(server.did("identity-known").await, 1);

    server.person(Role::Administrator).await;
    let administrator = server.browser();
    let csrf = administrator.enter(Role::Administrator).await;
    let page = administrator.get(&format!("/desk/people/{id}")).await.text();
    assert!(page.contains("Known to Council account since 12 January 2026"), "{page}");
    let let_go = administrator.send(&format!("/desk/people/{id}/let-go"), &csrf, &[]).await;
    assert_eq!(let_go.header("location"), format!("/desk/people/{id}"));
    let page = administrator.get(&format!("/desk/people/{id}")).await.text();
    assert!(page.contains("Let go of the single sign-on") && !page.contains("Known to Council account"), "{page}");
    assert_eq!(server.did("identity-let-go").await, 1);

    let (browser, taken) = comes_in(&server, "successor>mary.ash@example.gov.uk").await;
    assert_eq!(taken.status_code(), 303, "{}", taken.text());
    assert!(browser.get("/desk/account").await.text().contains(mary));
    assert_eq!(comes_in(&server, "mary.ash@example.gov.uk").await.1.status_code(), 403, "now it is another's");

    // Who has left is kept out by whom the provider means, whatever address they come with.
    let seen = server.store.person(&server.tenant, &id).await.unwrap().unwrap();
    let ended = Person { state: PersonState::Ended, ..seen.clone() };
    server.store.save_person(&server.tenant, Some(&seen), &ended, &doing("ended", server.time())).await.unwrap();
    let (_, gone) = comes_in(&server, "successor>invited@example.gov.uk").await;
    assert!(gone.status_code() == 403 && gone.text().contains("Your account here has ended"), "{}", gone.text());
}

#[tokio::test]
async fn a_session_lasts_no_longer_than_the_sign_in_at_the_provider_counts() {
    let Ok(issuer) = std::env::var("BASEPLAN_TEST_OIDC") else { return without_a_provider().await };
    let secret = std::env::var("BASEPLAN_TEST_OIDC_SECRET").unwrap();
    let mut server = server(&issuer, &secret, Addresses::Proven).await;
    // The provider has a clock of its own, which nobody puts forward.
    let at = issuer.clone();
    *server.now.lock().unwrap() = tokio::task::spawn_blocking(move || clock_of(&at)).await.unwrap();
    let mut settings = server.app.settings.clone();
    let provider = settings.sign_in.provider.as_mut().unwrap();
    provider.longest = Some(Duration::from_secs(60 * 60));
    server.app = server.with_settings(settings);
    let (browser, response) = comes_in(&server, "sam.okafor@example.gov.uk").await;
    assert_eq!(response.status_code(), 303, "{}", response.text());
    let asked = begin(&server.browser()).await;
    assert!(asked.header("refresh").to_str().unwrap().contains("max_age=3600"));
    let id = server.store.person_by_email(&server.tenant, "sam.okafor@example.gov.uk").await.unwrap().unwrap().id;
    let session = server.store.sessions_of(&server.tenant, &id, server.time()).await.unwrap().remove(0);
    let lasts = session.ends_at.duration_since(session.begun_at);
    assert!(lasts.as_mins() >= 55 && lasts.as_mins() <= 61, "an hour from the sign-in there, not twelve: {lasts:?}");
    // As a provider would that takes no notice of what it was asked: it signed them in two hours ago.
    server.wait(120);
    assert!(!browser.is_in().await);
    let (browser, late) = comes_in(&server, "sam.okafor@example.gov.uk").await;
    assert!(late.status_code() == 403 && late.text().contains("You signed in too long ago"), "{}", late.text());
    assert!(!browser.is_in().await);
}

#[tokio::test]
async fn each_council_of_one_server_has_the_provider_that_is_its_own() {
    let first = server("http://127.0.0.1:1", "secret", Addresses::Proven).await;
    let shared = first.app.settings.sign_in.provider.clone().unwrap();
    let id = format!("{}-second", first.tenant);
    let second = store::Tenant { id: id.clone(), name: "Second Council".into(), opened_at: first.time() };
    first.store.create_tenant(&second, &doing("opened", first.time())).await.unwrap();
    let own = Provider { name: "Second account".to_string(), issuer: "http://127.0.0.1:2".to_string(), ..shared };
    let mut settings = first.app.settings.clone();
    let sign_on = Some(SignOn { provider: own, ways: Ways::ProviderOnly });
    settings.hosts =
        vec![Host::of("first.example", &first.tenant), Host { sign_on, ..Host::of("second.example", &id) }];
    let app = first.with_settings(settings);
    for (host, names, passwords) in
        [("first.example", "Council account", true), ("second.example", "Second account", false)]
    {
        let browser = Browser::of(&app);
        let page = browser.server.get("/sign-in").add_header("host", host).await.text();
        assert!(page.contains(&format!("Sign in with {names}")), "{page}");
        assert_eq!(page.matches("/sign-in/provider").count(), 1, "{page}");
        assert_eq!(page.contains("type=\"password\""), passwords, "{page}");
    }
    // What one provider says of somebody opens nothing at the other's council, though they call them the same.
    for (tenant, issuer) in [(&first.tenant, "http://127.0.0.1:1"), (&id, "http://127.0.0.1:2")] {
        let (id, name, email) = (format!("p-{tenant}"), "Ada Lowe".to_string(), "ada@example.gov.uk".to_string());
        let person = Person { id, name, email, state: PersonState::Active, grants: Vec::new() };
        first.store.save_person(tenant, None, &person, &doing("invited", first.time())).await.unwrap();
        let known_at = first.time();
        let identity = Identity { issuer: issuer.into(), subject: "7".into(), person: person.id.clone(), known_at };
        first.store.know(tenant, None, &identity, &doing("identity-known", first.time())).await.unwrap();
        let other = if issuer.ends_with('1') { "http://127.0.0.1:2" } else { "http://127.0.0.1:1" };
        let met = async |issuer: &str| first.store.person_by_identity(tenant, issuer, "7").await.unwrap();
        assert_eq!(met(issuer).await.map(|met| met.id), Some(person.id));
        assert_eq!(met(other).await, None);
    }
}
