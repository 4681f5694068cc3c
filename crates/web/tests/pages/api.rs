//! The programming interface: who may, what is saved, and what is refused, each with its status.

use crate::council::{FIGURE, ROUND, at_work, token};
use crate::server::Server;
use axum_test::{TestResponse, TestServer};
use domain::cycle::{Grant, PersonState, Role, Scope};
use serde_json::{Value, json};

struct Program {
    server: TestServer,
    token: String,
}

impl Program {
    fn of(server: &Server, token: &str) -> Program {
        Program { server: TestServer::new(web::router(server.app.clone())), token: token.to_string() }
    }

    async fn get(&self, path: &str) -> TestResponse {
        self.server.get(path).add_header("authorization", format!("Bearer {}", self.token)).await
    }

    async fn post(&self, figure: &Value) -> TestResponse {
        let path = format!("/api/v1/rounds/{ROUND}/figures");
        self.server.post(&path).add_header("authorization", format!("Bearer {}", self.token)).json(figure).await
    }
}

fn status(response: &TestResponse) -> u16 {
    let status = response.status_code().as_u16();
    if status >= 400 {
        assert_eq!(response.header("content-type"), "application/problem+json");
        let problem: Value = response.json();
        assert_eq!(problem["status"], status);
        assert!(problem["detail"].as_str().is_some_and(|says| says.len() > 10), "{problem}");
    }
    status
}

#[tokio::test]
async fn a_program_enters_a_figure_and_reads_it_back_to_the_last_place() {
    for server in Server::all().await {
        at_work(&server).await;
        let person = server.person(Role::DataOwner).await;
        let program = Program::of(&server, &token(&server, &person, "enter").await);
        let first = program.post(&json!({ "item": FIGURE, "seen": 0, "value": "96.0", "why": "From the log" })).await;
        assert_eq!(status(&first), 201, "{}", first.text());
        assert_eq!(first.json::<Value>(), json!({ "version": 1, "standing": "entered" }));
        let second = json!({ "item": FIGURE, "seen": 1, "value": "97.5", "why": "One more", "submit": true });
        let second = program.post(&second).await;
        assert_eq!(second.json::<Value>(), json!({ "version": 2, "standing": "submitted" }), "{}", second.text());
        let entries: Value = program.get(&format!("/api/v1/rounds/{ROUND}/entries")).await.json();
        let said = |at: usize| [&entries[at]["item"], &entries[at]["version"], &entries[at]["value"]].map(Value::clone);
        assert_eq!(said(0), [json!(FIGURE), json!(1), json!("96.0")]);
        assert_eq!(said(1), [json!(FIGURE), json!(2), json!("97.5")]);
        assert_eq!(entries.as_array().unwrap().len(), 2);
        let owed: Value = program.get(&format!("/api/v1/rounds/{ROUND}/owed")).await.json();
        let own = owed.as_array().unwrap().iter().find(|one| one["item"] == FIGURE).unwrap();
        assert_eq!((&own["standing"], &own["version"]), (&json!("submitted"), &json!(2)));
    }
}

#[tokio::test]
async fn what_stands_there_now_is_shown_to_who_saw_an_older_version() {
    let server = Server::new().await;
    at_work(&server).await;
    let person = server.person(Role::PerformanceOfficer).await;
    let program = Program::of(&server, &token(&server, &person, "enter").await);
    let figure = |seen: u32| json!({ "item": FIGURE, "seen": seen, "value": "96.0", "why": "From the log" });
    assert_eq!(status(&program.post(&figure(0)).await), 201);
    for seen in [0, 2, 7] {
        let refused = program.post(&figure(seen)).await;
        assert_eq!(status(&refused), 409, "{seen}");
        assert_eq!(refused.json::<Value>()["now"]["value"], "96.0");
    }
}

#[tokio::test]
async fn every_refusal_has_its_status_and_names_the_field() {
    let server = Server::new().await;
    at_work(&server).await;
    let person = server.person(Role::PerformanceOfficer).await;
    let program = Program::of(&server, &token(&server, &person, "enter").await);
    for (figure, code, field) in [
        (json!({ "item": FIGURE, "value": "ninety", "why": "x" }), 422, "value"),
        (json!({ "item": FIGURE, "value": "96.0", "reason": "awaited" }), 422, "reason"),
        (json!({ "item": FIGURE, "value": 96.0 }), 422, ""),
        (json!({ "item": FIGURE, "value": "96.0", "colour": "green" }), 422, ""),
        (json!({ "item": "progress/A1", "value": "96.0" }), 422, "item"),
        (json!({ "item": FIGURE, "seen": 4_000_000_000_u32, "value": "96.0" }), 422, "seen"),
        (json!({ "item": FIGURE, "value": "96.0", "note": "a\u{0}b" }), 422, "note"),
        (json!({ "value": "96.0" }), 422, ""),
        (json!({ "item": "figure/no-such/2025-26-Q2", "value": "96.0" }), 404, ""),
        (json!({ "item": "figure/FY-1/1999-00-Q2", "value": "96.0", "why": "x" }), 201, ""),
    ] {
        let answer = program.post(&figure).await;
        assert_eq!(status(&answer), code, "{figure}: {}", answer.text());
        if code == 422 {
            assert_eq!(answer.json::<Value>()["problems"][0]["field"], field, "{figure}: {}", answer.text());
        }
    }
    let path = format!("/api/v1/rounds/{ROUND}/figures");
    let send = |media: &'static str, text: &'static str| {
        let bearer = format!("Bearer {}", program.token);
        program.server.post(&path).add_header("authorization", bearer).text(text).content_type(media)
    };
    assert_eq!(status(&send("text/plain", "{}").await), 415);
    assert_eq!(status(&send("application/json", "{").await), 400);
    assert_eq!(status(&program.get("/api/v1/rounds/2031-32-Q1/owed").await), 404);
    assert_eq!(status(&program.get("/api/v1/rounds/soon/entries").await), 404);
    assert_eq!(status(&program.get("/api/v1/nothing-here").await), 404);
}

#[tokio::test]
async fn a_token_reaches_as_far_as_its_scopes_and_its_person() {
    let server = Server::new().await;
    at_work(&server).await;
    let officer = server.person(Role::PerformanceOfficer).await;
    let grants = vec![Grant { role: Role::DataOwner, scope: Scope::Measure("FY-2".into()) }];
    let owner = server.add("ferry@example.gov.uk", grants, PersonState::Active).await;
    let (read, enter, export) = (
        Program::of(&server, &token(&server, &officer, "read").await),
        Program::of(&server, &token(&server, &owner, "enter export").await),
        Program::of(&server, &token(&server, &officer, "export").await),
    );
    let figure = json!({ "item": FIGURE, "value": "96.0", "why": "From the log" });
    assert_eq!(status(&read.post(&figure).await), 403, "its scope is read");
    assert_eq!(status(&enter.post(&figure).await), 403, "another owner's figure");
    assert_eq!(status(&read.get("/api/v1/rounds").await), 200);
    assert_eq!(status(&export.get("/api/v1/rounds").await), 403);
    assert_eq!(status(&read.get("/api/v1/export").await), 403);
    assert_eq!(status(&enter.get("/api/v1/export").await), 403, "its person may not edit the plan");
    let zip = export.get("/api/v1/export").await;
    assert_eq!((status(&zip), &zip.as_bytes()[..2]), (200, b"PK".as_slice()));
    let none = enter.get(&format!("/api/v1/rounds/{ROUND}/owed")).await.json::<Value>();
    assert!(none.as_array().unwrap().iter().all(|one| !one["item"].as_str().unwrap().contains("FY-1/")), "{none}");
    for wrong in ["", "nonsense", &"0".repeat(64)] {
        let answer = Program::of(&server, wrong).get("/api/v1/rounds").await;
        assert_eq!(status(&answer), 401, "{wrong}");
        assert_eq!(answer.header("www-authenticate"), "Bearer");
    }
}

#[tokio::test]
async fn a_token_that_is_revoked_or_used_too_often_is_refused() {
    let server = Server::with(|settings| settings.watch.api_a_minute = 3).await;
    at_work(&server).await;
    let officer = server.person(Role::PerformanceOfficer).await;
    let program = Program::of(&server, &token(&server, &officer, "read").await);
    for expected in [200, 200, 200, 429] {
        assert_eq!(status(&program.get("/api/v1/rounds").await), expected);
    }
    server.wait(2);
    assert_eq!(status(&program.get("/api/v1/rounds").await), 200);
    let known = server.store.tokens(&server.tenant).await.unwrap();
    assert_eq!(known[0].used_at, Some(server.time()));
    let doing = crate::server::doing("token-revoked", server.time());
    server.store.revoke_token(&server.tenant, &known[0].id, &doing).await.unwrap();
    assert_eq!(status(&program.get("/api/v1/rounds").await), 401);
}

#[tokio::test]
async fn health_answers_for_any_host_and_metrics_for_its_token_alone() {
    let server = Server::with(|settings| {
        settings.watch.token = Some("a word for the watcher".to_string());
        settings.watch.disk = Some(std::env::temp_dir());
        settings.watch.least_free = 1;
        settings.hosts.push(web::settings::Host::of("other.example", "other"));
    })
    .await;
    let browser = server.browser();
    let health = browser.server.get("/health").add_header("host", "10.0.0.7").await;
    assert_eq!(health.status_code(), 200, "{}", health.text());
    let health: Value = health.json();
    assert_eq!([&health["status"], &health["database"], &health["disk"]], ["ok", "ok", "ok"]);
    assert_eq!(browser.get("/metrics").await.status_code(), 404);
    let asked = browser.server.get("/metrics").add_header("authorization", "Bearer a word for the watcher").await;
    let text = asked.text();
    assert!(text.contains("baseplan_requests_total{method=\"GET\",route=\"/health\",status=\"2xx\"} 1"), "{text}");
    server.store.close().await;
    server.wait(1);
    assert_eq!(browser.get("/health").await.status_code(), 503);
}

#[tokio::test]
async fn health_says_that_a_disk_with_less_room_than_the_settings_ask_for_is_nearly_full() {
    let here = std::env::temp_dir();
    for (disk, least_free, says) in [
        (Some(here.clone()), 1, Some("ok")),
        (Some(here.clone()), u64::MAX, Some("nearly full")),
        (Some(here.join("no such folder")), 1, Some("cannot be looked at")),
        (None, u64::MAX, None),
    ] {
        let server =
            Server::with(|settings| (settings.watch.disk, settings.watch.least_free) = (disk, least_free)).await;
        let answer = server.browser().get("/health").await;
        let found: Value = answer.json();
        let well = says.is_none_or(|says| says == "ok");
        assert_eq!(answer.status_code(), if well { 200 } else { 503 }, "{found}");
        assert_eq!(found["status"], if well { "ok" } else { "failing" });
        assert_eq!(found["disk"].as_str(), says);
        assert_eq!(found["database"], "ok");
        assert_eq!(found["disk_free_mb"].is_u64(), says.is_some_and(|says| says != "cannot be looked at"), "{found}");
    }
}

#[tokio::test]
async fn the_description_tells_of_every_route_that_is_for_programs() {
    let browser = Server::new().await.browser();
    let whole: Value = browser.get("/api/v1/openapi.json").await.json();
    let described: Vec<&String> = whole["paths"].as_object().unwrap().keys().collect();
    let own = ["/api", "/api/v1/openapi.json"];
    let of = |route: &web::routes::Route| route.path.starts_with("/api") || route.who == web::routes::Who::Watcher;
    for route in web::routes::table().iter().filter(|route| of(route) && !own.contains(&route.path)) {
        assert!(described.iter().any(|path| *path == route.path), "{}", route.path);
    }
    assert_eq!(whole["paths"]["/health"]["get"]["responses"]["503"]["description"], "Something is not");
}
