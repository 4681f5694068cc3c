//! One-use links for those who enter: what they lead to, how long, and that nothing else is reachable with them.

use crate::server::{Browser, Server, token_in};
use crate::town::{ROUND, Town, grant};
use domain::cycle::{Person, PersonState, Role, Standing, Via};
use web::links::{self, Purpose};
use web::routes::{Links, Method, Who, table};

const SAILINGS: &str = "figure/FY-1/2025-26-Q2";

impl Town {
    /// A browser in which a person used a link to an address.
    async fn by_link(&self, person: &Person, leads_to: Option<&str>) -> Browser {
        let (app, tenant) = (&self.server.app, self.server.tenant.as_str());
        let lasts = app.settings.sessions.reminder;
        let link = links::make(app, tenant, Purpose::Enter, Some(&person.id), leads_to, lasts).await.unwrap();
        let browser = self.server.browser();
        let used = browser.fill(link.strip_prefix("http://localhost").unwrap(), &[]).await;
        assert_eq!(used.header("location"), leads_to.unwrap_or("/desk"), "{}", used.text());
        browser
    }
}

fn to_round() -> String {
    format!("/desk?round={ROUND}")
}

fn item(item: &str) -> String {
    format!("/desk/rounds/{ROUND}/items/{item}")
}

#[tokio::test]
async fn whoever_comes_by_a_link_enters_and_submits_what_they_owe() {
    for server in Server::all().await {
        let town = Town::open(server).await;
        let browser = town.by_link(&town.harbour, Some(&to_round())).await;
        let desk = browser.get("/desk").await.text();
        assert!(desk.contains("You came with a link from a mail: until 11:00"), "{desk}");
        assert!(desk.contains("Ferry sailings on time") && !desk.contains("/desk/account"), "{desk}");
        let saved = browser.fill(&item(SAILINGS), &[("value", "76.5"), ("seen", "0"), ("do", "submit")]).await;
        assert_eq!(saved.header("location"), "/desk", "{}", saved.text());
        assert_eq!(town.stands(SAILINGS).await, ("76.5%".to_string(), Standing::Submitted));
        assert_eq!(town.work().await.entries.values().next().unwrap().via, Via::Link);
        let workbook = browser.get(&format!("/desk/rounds/{ROUND}/workbook")).await;
        assert_eq!(workbook.status_code(), 200);
        let csrf = token_in(&browser.get("/desk").await.text());
        assert_eq!(browser.send("/sign-out", &csrf, &[]).await.status_code(), 303);
        assert_eq!(browser.get("/desk").await.status_code(), 303, "signed out");
    }
}

#[tokio::test]
async fn with_a_link_no_route_is_open_but_those_for_entering_whatever_else_the_person_may() {
    let town = Town::open(Server::new().await).await;
    // Roles that were given after the link was used widen nothing.
    let browser = town.by_link(&town.harbour, Some(&to_round())).await;
    let all = [Role::DataOwner, Role::Director, Role::PerformanceOfficer, Role::Administrator];
    let wider = Person { grants: all.iter().map(|role| grant(*role, "all")).collect(), ..town.harbour.clone() };
    let doing = crate::server::doing("person-changed", town.server.time());
    town.server.store.save_person(&town.server.tenant, Some(&town.harbour), &wider, &doing).await.unwrap();
    let csrf = token_in(&browser.get("/desk").await.text());
    let mut walked = 0;
    for route in table() {
        if !matches!(route.who, Who::SignedIn | Who::May(_)) {
            continue;
        }
        let parts = route.path.split('/').map(|part| match part {
            "{round}" => ROUND,
            name if name.starts_with('{') => "nothing-here",
            name => name,
        });
        let address = parts.collect::<Vec<_>>().join("/");
        let response = match route.method {
            Method::Get => browser.get(&address).await,
            Method::Post => browser.send(&address, &csrf, &[]).await,
        };
        let closed = response.status_code() == 403 && response.text().contains("Your link does not lead this far");
        assert_eq!(closed, route.links == Links::Closed, "{:?} {}: {}", route.method, route.path, response.text());
        walked += usize::from(closed);
    }
    assert!(walked > 5, "only {walked} routes are closed to links");
    let open: Vec<&str> = table().iter().filter(|route| route.links == Links::Open).map(|route| route.path).collect();
    assert!(open.iter().all(|path| *path == "/desk" || path.starts_with("/desk/rounds/{round}/")), "{open:?}");
}

#[tokio::test]
async fn a_link_reaches_neither_what_others_owe_nor_another_round() {
    let town = Town::open(Server::new().await).await;
    let wide = vec![grant(Role::DataOwner, "all")];
    let wide = town.server.add("clerk@marlhaven.example", wide, PersonState::Active).await;
    let browser = town.by_link(&wide, Some(&to_round())).await;
    let not_theirs = browser.get(&item(SAILINGS)).await;
    assert_eq!(not_theirs.status_code(), 403, "the harbour master is nearer to it than somebody who may enter all");
    let theirs = browser.get(&item("figure/RD-1/2025-26-Q2")).await;
    assert_eq!(theirs.status_code(), 200, "{}", theirs.text());
    let signed_in = town.signed_in(&wide).await;
    assert_eq!(signed_in.get(&item(SAILINGS)).await.status_code(), 200, "signed in, they may");

    let browser = town.by_link(&town.harbour, Some(&item(SAILINGS))).await;
    assert_eq!(browser.get(&item("progress/S1")).await.status_code(), 200, "their own of the same round");
    assert_eq!(browser.get(&item("figure/RD-1/2025-26-Q2")).await.status_code(), 403);
    for other in ["2024-25", "2025-26-H1.2", "2025-26%2DH2"] {
        let page = browser.get(&format!("/desk/rounds/{other}/items/{SAILINGS}")).await;
        assert_eq!(page.status_code(), 403, "{other}");
        let csrf = token_in(&browser.get("/desk").await.text());
        let sent = browser.send(&format!("/desk/rounds/{other}/upload"), &csrf, &[("do", "submit")]).await;
        assert_eq!(sent.status_code(), 403, "{other}");
    }
}

#[tokio::test]
async fn a_session_by_link_ends_after_two_hours_and_a_password_opens_the_rest() {
    let town = Town::open(Server::new().await).await;
    let browser = town.by_link(&town.harbour, None).await;
    for _ in 0..5 {
        town.server.wait(20);
        assert_eq!(browser.get("/desk").await.status_code(), 200);
    }
    town.server.wait(21);
    assert_eq!(browser.get("/desk").await.status_code(), 303, "two hours and a minute after it began");

    let browser = town.by_link(&town.harbour, None).await;
    assert_eq!(browser.get("/desk/account").await.status_code(), 403);
    assert_eq!(browser.get("/sign-in").await.status_code(), 200, "who came by a link can still sign in");
    browser.sign_in(&town.harbour.email, crate::server::PASSWORD).await;
    assert_eq!(browser.get("/desk/account").await.status_code(), 200);
}
