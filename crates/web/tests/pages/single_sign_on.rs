//! Single sign-on against a real provider, whose address stands in `BASEPLAN_TEST_OIDC` (`cargo xtask ready` starts
//! one); what needs no provider is tested without.

use crate::server::{Browser, PASSWORD, Server, email, token_in};
use axum_test::TestResponse;
use domain::cycle::{Grant, PersonState, Role, Scope};
use web::links::{self, Purpose};
use web::settings::{Addresses, Provider, Ways};

pub async fn server(issuer: &str, secret: &str, addresses: Addresses) -> Server {
    let provider = Provider {
        name: "Council account".to_string(),
        issuer: issuer.to_string(),
        client: std::env::var("BASEPLAN_TEST_OIDC_CLIENT").unwrap_or_else(|_| "baseplan".to_string()),
        secret: secret.to_string(),
        addresses,
        strength: None,
        longest: None,
    };
    let server = Server::with(|settings| settings.sign_in.provider = Some(provider)).await;
    let owner = vec![Grant { role: Role::DataOwner, scope: Scope::All }];
    server.add("sam.okafor@example.gov.uk", owner.clone(), PersonState::Active).await;
    server.add("invited@example.gov.uk", owner.clone(), PersonState::Invited).await;
    server.add("unverified@example.gov.uk", owner, PersonState::Active).await;
    server
}

/// A person at the provider: opens the address, types who they are (an address, or `ID>ADDRESS` where the two differ), and
/// is sent back to an address of ours.
fn at_the_provider(to: &str, login: &str) -> String {
    let config = ureq::Agent::config_builder().max_redirects(0).max_redirects_will_error(false);
    let agent = config.http_status_as_error(false).build().new_agent();
    let issuer = to.split('/').take(3).collect::<Vec<_>>().join("/");
    let (mut address, mut jar, mut typed) = (to.to_string(), std::collections::BTreeMap::new(), false);
    for _ in 0..10 {
        let cookies = jar.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let answer = if typed || !address.contains("/interaction/") {
            agent.get(&address).header("cookie", &cookies).call().unwrap()
        } else {
            typed = true;
            let form: &[(&str, &str)] = if login.is_empty() { &[("refuse", "yes")] } else { &[("login", login)] };
            agent.post(&address).header("cookie", &cookies).send_form(form.iter().copied()).unwrap()
        };
        for line in answer.headers().get_all("set-cookie") {
            let pair = line.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            jar.insert(pair.0.to_string(), pair.1.to_string());
        }
        let next = answer.headers().get("location").unwrap_or_else(|| panic!("stopped at {address}")).to_str().unwrap();
        address = if next.starts_with('/') { format!("{issuer}{next}") } else { next.to_string() };
        if let Some(back) = address.strip_prefix("http://localhost") {
            return back.to_string();
        }
    }
    panic!("sent round in circles: {address}")
}

/// Presses the button.
pub async fn begin(browser: &Browser) -> TestResponse {
    let csrf = token_in(&browser.get("/sign-in").await.text());
    browser.send("/sign-in/provider", &csrf, &[("then", "/desk/account")]).await
}

/// Begins at our page and goes through the provider; the address that leads back to us.
pub async fn sent_back(browser: &Browser, login: &'static str) -> String {
    let begun = begin(browser).await;
    assert_eq!(begun.status_code(), 200, "{}", begun.text());
    let to = begun.header("refresh").to_str().unwrap().strip_prefix("0; url=").unwrap().to_string();
    assert!(begun.text().contains("Go on to Council account"), "{}", begun.text());
    for part in ["code_challenge_method=S256", "code_challenge=", "nonce=", "state=", "response_type=code"] {
        assert!(to.contains(part), "{to}");
    }
    tokio::task::spawn_blocking(move || at_the_provider(&to, login)).await.unwrap()
}

#[tokio::test]
async fn who_the_provider_knows_comes_in_if_the_council_knows_them_too() {
    let Ok(issuer) = std::env::var("BASEPLAN_TEST_OIDC") else { return without_a_provider().await };
    let secret = std::env::var("BASEPLAN_TEST_OIDC_SECRET").unwrap();
    let server = server(&issuer, &secret, Addresses::Proven).await;
    for (login, status, says) in [
        ("sam.okafor@example.gov.uk", 303, ""),
        ("Sam.Okafor@Example.gov.uk", 303, ""),
        ("invited@example.gov.uk", 303, ""),
        ("stranger@example.gov.uk", 403, "no account here for stranger@example.gov.uk"),
        ("unverified@example.gov.uk", 403, "did not say that your e-mail address is really yours"),
    ] {
        let browser = server.browser();
        let back = sent_back(&browser, login).await;
        let response = browser.get(&back).await;
        assert_eq!(response.status_code(), status, "{login}: {}", response.text());
        assert!(response.text().contains(says), "{login}: {}", response.text());
        assert_eq!(browser.is_in().await, status == 303, "{login}");
        let again = browser.get(&back).await.status_code();
        assert_eq!(again, 410, "what came back works once");
    }
    assert_eq!(server.did("joined").await, 1);
    let (browser, thief) = (server.browser(), server.browser());
    let back = sent_back(&browser, "sam.okafor@example.gov.uk").await;
    sent_back(&thief, "stranger@example.gov.uk").await;
    assert_eq!(thief.get(&back).await.status_code(), 410, "the code of another browser is worth nothing");
    let refused = server.browser();
    let back = sent_back(&refused, "").await;
    let page = refused.get(&back).await;
    assert_eq!(page.status_code(), 403);
    for says in ["You are not signed in", "You did not sign in with Council account", "href=\"/sign-in\""] {
        assert!(page.text().contains(says), "{says}: {}", page.text());
    }

    let trusting = self::server(&issuer, &secret, Addresses::All).await;
    let browser = trusting.browser();
    let back = sent_back(&browser, "unverified@example.gov.uk").await;
    assert_eq!(browser.get(&back).await.header("location"), "/desk/account");
    let mut strict = self::server(&issuer, &secret, Addresses::Proven).await;
    let mut settings = strict.app.settings.clone();
    settings.sign_in.provider.as_mut().unwrap().strength = Some("two-factors".to_string());
    strict.app = strict.with_settings(settings);
    let browser = strict.browser();
    let back = sent_back(&browser, "sam.okafor@example.gov.uk").await;
    let weak = browser.get(&back).await;
    assert_eq!(weak.status_code(), 403);
    assert!(weak.text().contains("as strongly as this council wants") && !browser.is_in().await, "{}", weak.text());
    let mistaken = self::server(&issuer, "another secret", Addresses::Proven).await;
    let browser = mistaken.browser();
    let back = sent_back(&browser, "sam.okafor@example.gov.uk").await;
    assert_eq!(browser.get(&back).await.status_code(), 502);
}

/// Nobody listens at port 1; a code that comes from nowhere opens nothing.
pub async fn without_a_provider() {
    let server = server("http://127.0.0.1:1", "secret", Addresses::Proven).await;
    let browser = server.browser();
    let response = begin(&browser).await;
    assert_eq!(response.status_code(), 502);
    assert!(response.text().contains("Single sign-on does not answer"), "{}", response.text());
    assert_eq!(browser.get("/sign-in/back?code=x&state=y").await.status_code(), 410);
}

#[tokio::test]
async fn a_provider_that_is_away_is_said_to_be_and_a_code_from_nowhere_opens_nothing() {
    without_a_provider().await;
    let page = Server::new().await.browser().get("/sign-in").await.text();
    assert!(!page.contains("/sign-in/provider"), "no provider, no button");
}

#[tokio::test]
async fn single_sign_on_begins_with_the_button_of_our_own_page_alone() {
    let server = server("http://127.0.0.1:1", "secret", Addresses::Proven).await;
    let browser = server.browser();
    assert_eq!(browser.get("/sign-in/provider?then=%2Fdesk").await.status_code(), 405, "no link begins it");
    let csrf = token_in(&browser.get("/sign-in").await.text());
    assert_eq!(browser.send("/sign-in/provider", "", &[]).await.status_code(), 403);
    let foreign = browser.server.post("/sign-in/provider").add_header("sec-fetch-site", "cross-site");
    assert_eq!(foreign.form(&[("csrf", csrf.as_str())]).await.status_code(), 403);
}

#[tokio::test]
async fn where_single_sign_on_is_the_only_way_in_no_password_and_no_mailed_link_opens_anything() {
    let mut server = server("http://127.0.0.1:1", "secret", Addresses::Proven).await;
    let owner = server.person(Role::DataOwner).await;
    let hour = server.app.settings.sessions.link;
    let mut mailed = Vec::new();
    for purpose in [Purpose::Enter, Purpose::Password] {
        let link = links::make(&server.app, &server.tenant, purpose, Some(&owner.id), None, hour).await.unwrap();
        mailed.push(link.strip_prefix("http://localhost").unwrap().to_string());
    }
    let mut settings = server.app.settings.clone();
    settings.sign_in.ways = Ways::ProviderOnly;
    server.app = server.with_settings(settings);

    let browser = server.browser();
    let page = browser.get("/sign-in").await.text();
    assert!(page.contains("Sign in with Council account"), "{page}");
    assert!(!page.contains("type=\"password\"") && !page.contains("/sign-in/forgotten"), "{page}");
    let csrf = token_in(&page);
    let (address, known) = (email(Role::DataOwner), [("email", "x@example.gov.uk"), ("password", PASSWORD)]);
    let right = [("email", address.as_str()), ("password", PASSWORD)];
    let mut answers = vec![browser.get("/sign-in/forgotten").await];
    for (path, fields) in [("/sign-in", right), ("/sign-in", known), ("/sign-in/forgotten", right)] {
        answers.push(browser.send(path, &csrf, &fields).await);
    }
    for path in &mailed {
        answers.push(browser.get(path).await);
        answers.push(browser.send(path, &csrf, &right).await);
    }
    for answer in answers {
        assert_eq!(answer.status_code(), 403, "{}", answer.text());
        assert!(answer.text().contains("signs in with Council account alone"), "{}", answer.text());
    }
    assert!(!browser.is_in().await);
    links::invite(&server.app, &server.tenant, "Made", &owner).await.unwrap();
    let mails = server.store.mails(&server.tenant, 10).await.unwrap();
    let told = &mails.last().unwrap().body;
    assert!(told.contains("Council account") && told.contains("http://localhost/sign-in\n"), "{told}");
}

#[tokio::test]
async fn whoever_runs_the_server_gets_back_in_when_the_provider_is_gone() {
    let mut server = server("http://127.0.0.1:1", "secret", Addresses::Proven).await;
    let owner = server.person(Role::DataOwner).await;
    server.person(Role::Administrator).await;
    let mut settings = server.app.settings.clone();
    settings.sign_in.ways = Ways::ProviderOnly;
    server.app = server.with_settings(settings);
    assert_eq!(web::first_link(&server.app, &server.tenant).await.unwrap(), None);
    let link = web::administrator_link(&server.app, &server.tenant).await.unwrap();
    let page = link.strip_prefix("http://localhost").unwrap();
    let browser = server.browser();
    let form = browser.get(page).await.text();
    assert!(!form.contains("type=\"password\"") && form.contains("Council account"), "{form}");
    // Somebody who has an account already becomes an administrator beside what they were.
    let joined = browser.fill(page, &[("name", "Sam Okafor"), ("email", &owner.email)]).await;
    assert_eq!(joined.status_code(), 303, "{}", joined.text());
    assert_eq!(browser.get("/desk/people").await.status_code(), 200);
    let now = server.store.person(&server.tenant, &owner.id).await.unwrap().unwrap();
    assert!(now.holds(Role::Administrator) && now.holds(Role::DataOwner));
    assert_eq!(server.browser().get(page).await.status_code(), 410);
    assert_eq!(server.did("administrator-link-made").await, 1);
}
