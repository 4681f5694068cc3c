//! The public site: every path with its status and headers, what browsers may keep, and what changes with a release.

use std::io::Read as _;

use crate::server::{Browser, Server, doing};
use axum_test::TestResponse;
use domain::cycle::RoundState;
use store::{BundleFile, Release};

/// What an edition says, as far as it is read.
const REPORT: &str = r#"{"council": {"licence": "Open Government Licence v3.0"}, "edition": {"period": "2025-26-H1", "period_printed": "First half 2025-26", "title": "Halfway Report",
    "position_at": "2025-12-31", "published_on": null, "status": "published", "reason": null, "demonstration": true,
    "plan": {"key": "2025-28", "title": "Plan"}},
    "items": [{"type": "heading", "ref": "A", "title": "Getting about", "parent": null}],
    "measures": [{"ref": "FY-1", "measure": "Sailings on time", "definition": null, "unit": "percent", "places": 1,
    "polarity": "higher", "period": "2025-26-Q2", "value": "96.50", "value_printed": "96.5%", "value_reason": null,
    "target": {"says": "value", "value": "95.0", "low": null, "high": null}, "scheme": "measures", "rating": "Good",
    "shown_rating": "Good", "agreement": "agrees", "explanation": "96.5% is above the target of 95.0%.",
    "history": [{"period": "2025-26-Q1", "value": "94.0", "value_reason": null, "stated": "2025-26-H1"}]}]}"#;

fn page(title: &str) -> Vec<u8> {
    let words = "Ferries that sailed on time. ".repeat(60);
    format!("<!DOCTYPE html><html><head><title>{title}</title><style>p{{margin:0}}</style></head><body><main id=\"main\"><h1>{title}</h1><p>{words}</p></main></body></html>").into_bytes()
}

fn file(path: &str, media: &str, bytes: Vec<u8>) -> BundleFile {
    BundleFile { path: path.to_string(), media: media.to_string(), bytes }
}

/// Publishes a small site with this first page.
async fn publish(server: &Server, first: &str) {
    publish_with(server, first, Vec::new()).await;
}

/// Publishes a small site with this first page and these files.
async fn publish_with(server: &Server, first: &str, more: Vec<BundleFile>) {
    let html = "text/html; charset=utf-8";
    let mut files = vec![
        file("index.html", html, page(first)),
        file("404.html", html, page("No such page")),
        file("measures/index.html", html, page("Measures")),
        file("measures/fy-1.html", html, page("Sailings on time")),
        file("assets/site.60ba7ca826ee1997.css", "text/css; charset=utf-8", vec![b'a'; 2000]),
        file("data.csv", "text/csv; charset=utf-8", b"a,b\r\n1,2\r\n".to_vec()),
        file("editions/2025-26-H1/index.html", html, page("Halfway Report")),
        file("editions/2025-26-H1/report.json", "application/json", REPORT.as_bytes().to_vec()),
        file("desk/index.html", html, page("Not the desk")),
    ];
    files.extend(more);
    let rounds = server.store.rounds(&server.tenant).await.unwrap();
    let known = rounds.into_iter().next();
    let round = known.unwrap_or_else(|| crate::council::round(server, RoundState::Open));
    let release = Release {
        round: domain::cycle::Round { state: RoundState::Published, published_at: Some(server.time()), ..round },
        supersedes: None,
        seen_papers: server.store.papers_revision(&server.tenant).await.unwrap(),
        seen_size: (0, 0),
        deeds: Vec::new(),
        papers: Vec::new(),
        files,
    };
    server.store.release(&server.tenant, &release, &doing("published", server.time())).await.unwrap();
    server.app.sites.refresh(&server.app, &server.tenant).await.unwrap();
}

async fn ask(browser: &Browser, path: &str, name: &'static str, says: &str) -> TestResponse {
    browser.server.get(path).add_header(name, says.to_string()).await
}

fn text(response: &TestResponse, name: &str) -> String {
    response.maybe_header(name).map(|value| value.to_str().unwrap().to_string()).unwrap_or_default()
}

#[tokio::test]
async fn before_anything_is_published_the_first_page_says_so() {
    for server in Server::all().await {
        let response = server.browser().get("/").await;
        assert_eq!(response.status_code(), 200);
        assert!(
            response.text().contains("Nothing is published yet") && response.text().contains(crate::server::COUNCIL)
        );
        assert_eq!(server.browser().get("/measures/").await.status_code(), 404);
        publish(&server, "Now it is").await;
        assert!(server.browser().get("/").await.text().contains("Now it is"));
    }
}

#[tokio::test]
async fn every_path_has_its_status_its_kind_and_its_time_to_be_kept() {
    let server = Server::new().await;
    publish(&server, "First").await;
    let browser = server.browser();
    for (path, status, media, kept) in [
        ("/", 200, "text/html", "max-age=60"),
        ("/index.html", 200, "text/html", "max-age=60"),
        ("/measures/", 200, "text/html", "max-age=60"),
        ("/measures/?from=search", 200, "text/html", "max-age=60"),
        ("/measures/fy-1.html", 200, "text/html", "max-age=60"),
        ("/measures/fy%2D1.html", 200, "text/html", "max-age=60"),
        ("/assets/site.60ba7ca826ee1997.css", 200, "text/css", "immutable"),
        ("/data.csv", 200, "text/csv", "max-age=60"),
        ("/measures", 301, "", "max-age=3600"),
        ("/nothing", 404, "text/html", "max-age=60"),
        ("/../etc/passwd", 404, "text/html", "max-age=60"),
        ("/desk/index.html", 404, "text/html", "max-age=60"),
    ] {
        let response = browser.get(path).await;
        assert_eq!(response.status_code(), status, "{path}");
        assert!(text(&response, "content-type").starts_with(media), "{path}");
        assert!(text(&response, "cache-control").contains(kept), "{path}");
        assert_eq!(text(&response, "set-cookie"), "", "{path}");
        for (name, _) in web::headers::ALWAYS {
            assert!(response.maybe_header(name).is_some(), "{path}: {name}");
        }
    }
    assert_eq!(browser.get("/measures?a=b").await.header("location"), "/measures/?a=b");
    assert!(browser.get("/nothing").await.text().contains("No such page"));
}

#[tokio::test]
async fn a_page_that_a_browser_has_is_not_sent_again_until_it_changes() {
    let server = Server::new().await;
    publish(&server, "First").await;
    let browser = server.browser();
    let tag = text(&browser.get("/").await, "etag");
    assert!(tag.starts_with('"') && tag.len() == 66, "{tag}");
    for (says, status) in
        [(tag.as_str(), 304), (&format!("W/{tag}"), 304), (&format!("\"a\", {tag}"), 304), ("*", 304), ("\"a\"", 200)]
    {
        let response = ask(&browser, "/", "if-none-match", says).await;
        assert_eq!(response.status_code(), status, "{says}");
        assert_eq!(response.as_bytes().is_empty(), status == 304, "{says}");
        assert_eq!(text(&response, "etag"), tag);
    }
    server.wait(5);
    publish(&server, "Second").await;
    let changed = ask(&browser, "/", "if-none-match", &tag).await;
    assert_eq!(changed.status_code(), 200);
    assert!(changed.text().contains("Second"));
    assert_eq!(text(&changed, "last-modified"), "Mon, 12 Jan 2026 09:05:00 GMT");
}

#[tokio::test]
async fn pages_are_sent_compressed_to_who_reads_that_with_a_tag_of_their_own() {
    let server = Server::new().await;
    publish(&server, "First").await;
    let browser = server.browser();
    let plain = browser.get("/").await;
    let packed = ask(&browser, "/", "accept-encoding", "gzip, br").await;
    assert_eq!(
        (packed.header("content-encoding"), packed.header("vary")),
        ("gzip".parse().unwrap(), "accept-encoding".parse().unwrap())
    );
    assert_ne!(text(&packed, "etag"), text(&plain, "etag"));
    assert!(packed.as_bytes().len() < plain.as_bytes().len());
    let mut opened = Vec::new();
    flate2::read::GzDecoder::new(packed.as_bytes().as_ref()).read_to_end(&mut opened).unwrap();
    assert_eq!(opened, plain.as_bytes().as_ref());
    let small = ask(&browser, "/data.csv", "accept-encoding", "gzip").await;
    assert!(small.maybe_header("content-encoding").is_none());
    let head = browser.server.method(axum::http::Method::HEAD, "/").await;
    assert_eq!((head.as_bytes().len(), text(&head, "content-length")), (0, plain.as_bytes().len().to_string()));
}

#[tokio::test]
async fn a_file_too_large_for_memory_is_read_each_time_and_pages_stay_there_even_without_the_store() {
    let server = Server::new().await;
    let large: Vec<u8> = (0..40_000_000_u32).map(|at| at.to_le_bytes()[1]).collect();
    let page = format!("<main>{}</main>", "Ferries that sailed on time. ".repeat(400_000)).into_bytes();
    let media = "text/html; charset=utf-8";
    let more = vec![file("report.pdf", "application/pdf", large.clone()), file("report.html", media, page.clone())];
    publish_with(&server, "First", more).await;
    let browser = server.browser();
    for _ in 0..2 {
        assert!(browser.get("/report.pdf").await.as_bytes().as_ref() == large, "not what was published");
        assert!(browser.get("/report.html").await.as_bytes().as_ref() == page, "not what was published");
    }
    let packed = ask(&browser, "/report.html", "accept-encoding", "gzip").await;
    let mut opened = Vec::new();
    flate2::read::GzDecoder::new(packed.as_bytes().as_ref()).read_to_end(&mut opened).unwrap();
    assert!(opened == page, "not what was published");
    assert_eq!(browser.get("/").await.status_code(), 200);
    server.store.close().await;
    assert_eq!(browser.get("/").await.status_code(), 200);
    let gone = browser.get("/report.pdf").await;
    assert_eq!(gone.status_code(), 503);
    assert!(gone.as_bytes().len() < 100_000);
}

#[tokio::test]
async fn a_page_may_use_its_own_style_and_no_other() {
    let server = Server::new().await;
    publish(&server, "First").await;
    let policy = text(&server.browser().get("/").await, "content-security-policy");
    assert!(policy.contains("style-src 'self' 'sha256-") && !policy.contains("unsafe"), "{policy}");
}

#[tokio::test]
async fn each_host_has_its_own_council_and_an_unknown_one_has_none() {
    let server = Server::with(|settings| {
        let own = settings.hosts[0].tenant.clone();
        settings.hosts = [("one.example", own.as_str()), ("two.example", "another")]
            .map(|(name, tenant)| web::settings::Host::of(name, tenant))
            .to_vec();
    })
    .await;
    publish(&server, "The one").await;
    let browser = server.browser();
    assert!(ask(&browser, "/", "host", "one.example:8080").await.text().contains("The one"));
    assert!(!ask(&browser, "/", "host", "two.example").await.text().contains("The one"));
    assert_eq!(ask(&browser, "/", "host", "three.example").await.status_code(), 404);
}

#[tokio::test]
async fn programs_read_what_is_published_to_the_last_place() {
    let server = Server::new().await;
    let browser = server.browser();
    assert_eq!(
        browser.get("/api/v1/editions").await.json::<serde_json::Value>(),
        serde_json::json!({ "editions": [] })
    );
    publish(&server, "First").await;
    for (path, place, says) in [
        ("/api/v1/editions", "/editions/0/title", "Halfway Report"),
        ("/api/v1/editions", "/editions/0/page", "/editions/2025-26-H1/"),
        ("/api/v1/editions/2025-26-H1", "/title", "Halfway Report"),
        ("/api/v1/editions/2025-26-H1", "/licence", "Open Government Licence v3.0"),
        ("/api/v1/editions/2025-26-H1/measures", "/measures/0/value", "96.50"),
        ("/api/v1/editions/2025-26-H1/measures", "/measures/0/explanation", "96.5% is above the target of 95.0%."),
        ("/api/v1/editions/2025-26-H1/plan", "/items/0/title", "Getting about"),
        ("/api/v1/measures", "/measures/0/ref", "FY-1"),
        ("/api/v1/measures/FY-1", "/history/0/value", "94.0"),
        ("/api/v1/measures/FY%2D1", "/editions/0/said/target/value", "95.0"),
        ("/api/v1/openapi.json", "/openapi", "3.1.0"),
    ] {
        let response = browser.get(path).await;
        assert_eq!(response.status_code(), 200, "{path}");
        let said: serde_json::Value = response.json();
        assert_eq!(said.pointer(place).and_then(|said| said.as_str()), Some(says), "{path} {place}");
    }
    let tag = text(&browser.get("/api/v1/measures").await, "etag");
    assert_eq!(ask(&browser, "/api/v1/measures", "if-none-match", &tag).await.status_code(), 304);
    assert_eq!(browser.get("/api/v1/measures/none").await.status_code(), 404);
    assert!(browser.get("/api").await.text().contains("/api/v1/rounds/{round}/figures"));
}

#[tokio::test]
async fn every_edition_stands_on_one_page_and_its_data_in_one_catalogue() {
    let server = Server::new().await;
    let browser = server.browser();
    let none: serde_json::Value = browser.get("/data.json").await.json();
    assert_eq!(none["dcat:dataset"], serde_json::json!([]));
    publish(&server, "First").await;
    let page = browser.get("/editions/").await;
    assert_eq!(page.status_code(), 200);
    let page = page.text();
    for says in ["<title>All reports", "href=\"/editions/2025-26-H1/\"", "Position at 31 December 2025.", "invented"] {
        assert!(page.contains(says), "{says}: {page}");
    }
    assert_eq!(browser.get("/editions").await.header("location"), "/editions/");
    let catalogue = browser.get("/data.json").await;
    assert_eq!(catalogue.header("content-type"), "application/ld+json");
    let catalogue: serde_json::Value = catalogue.json();
    let address = &server.app.settings.address;
    for (place, says) in [
        ("/@type", "dcat:Catalog"),
        ("/dcat:dataset/0/dct:identifier", "2025-26-H1"),
        ("/dcat:dataset/0/dct:license/dct:title", "Open Government Licence v3.0"),
        ("/dcat:dataset/0/dcat:distribution/0/dcat:mediaType", "application/json"),
    ] {
        assert_eq!(catalogue.pointer(place).and_then(|said| said.as_str()), Some(says), "{place}: {catalogue}");
    }
    let got = &catalogue["dcat:dataset"][0]["dcat:distribution"];
    assert_eq!(got.as_array().map(Vec::len), Some(1), "the page is no download: {got}");
    assert_eq!(got[0]["dcat:downloadURL"]["@id"], format!("{address}/editions/2025-26-H1/report.json"));
}

#[tokio::test]
async fn what_was_published_is_found_by_its_words_and_told_in_the_feed() {
    let server = Server::new().await;
    publish(&server, "First").await;
    let browser = server.browser();
    let found = browser.get("/search?q=sailings").await.text();
    assert!(found.contains("href=\"/measures/fy-1.html\"") && found.contains("<mark>"), "{found}");
    let odd = browser.get("/search?q=%3Cscript%3E").await.text();
    assert!(odd.contains("&lt;script&gt;") && !odd.contains("<script>"), "{odd}");
    let feed = browser.get("/feed.atom").await;
    assert_eq!(feed.header("content-type"), "application/atom+xml");
    let feed = feed.text();
    for says in
        ["<updated>2026-01-12T09:00:00Z</updated>", "Published: Halfway Report", "/editions/2025-26-H1/#release-1"]
    {
        assert!(feed.contains(says), "{says}: {feed}");
    }
}
