//! Single sign-on against a real provider, whose address stands in `BASEPLAN_TEST_OIDC` (`cargo xtask ready` starts
//! one); what needs no provider is tested without.

use crate::server::{Browser, Server};
use domain::cycle::{Grant, PersonState, Role, Scope};
use web::settings::{Addresses, Provider};

async fn server(issuer: &str, secret: &str, addresses: Addresses) -> Server {
    let provider = Provider {
        name: "Council account".to_string(),
        issuer: issuer.to_string(),
        client: std::env::var("BASEPLAN_TEST_OIDC_CLIENT").unwrap_or_else(|_| "baseplan".to_string()),
        secret: secret.to_string(),
        addresses,
    };
    let server = Server::with(|settings| settings.sign_in.provider = Some(provider)).await;
    let owner = vec![Grant { role: Role::DataOwner, scope: Scope::All }];
    server.add("sam.okafor@example.gov.uk", owner.clone(), PersonState::Active).await;
    server.add("invited@example.gov.uk", owner.clone(), PersonState::Invited).await;
    server.add("unverified@example.gov.uk", owner, PersonState::Active).await;
    server
}

/// A person at the provider: opens the address, types theirs, and is sent back to an address of ours.
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

/// Begins at our page and goes through the provider; the address that leads back to us.
async fn sent_back(browser: &Browser, login: &'static str) -> String {
    let begun = browser.get("/sign-in/provider?then=%2Fdesk%2Faccount").await;
    assert_eq!(begun.status_code(), 303, "{}", begun.text());
    let to = begun.header("location").to_str().unwrap().to_string();
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
        ("stranger@example.gov.uk", 400, "no account here for stranger@example.gov.uk"),
        ("unverified@example.gov.uk", 400, "did not say that your e-mail address is really yours"),
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
    assert_eq!(refused.get(&back).await.header("location"), "/sign-in");
    assert!(refused.get("/sign-in").await.text().contains("Council account did not sign you in"));

    let trusting = self::server(&issuer, &secret, Addresses::All).await;
    let browser = trusting.browser();
    let back = sent_back(&browser, "unverified@example.gov.uk").await;
    assert_eq!(browser.get(&back).await.header("location"), "/desk/account");
    let mistaken = self::server(&issuer, "another secret", Addresses::Proven).await;
    let browser = mistaken.browser();
    let back = sent_back(&browser, "sam.okafor@example.gov.uk").await;
    assert_eq!(browser.get(&back).await.status_code(), 502);
}

/// Nobody listens at port 1; a code that comes from nowhere opens nothing.
async fn without_a_provider() {
    let server = server("http://127.0.0.1:1", "secret", Addresses::Proven).await;
    let browser = server.browser();
    let response = browser.get("/sign-in/provider").await;
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
