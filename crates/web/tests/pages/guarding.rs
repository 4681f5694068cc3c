//! What stands before every page: whoever asks too slowly or for too much is told, whoever goes too far is written down.

use std::fmt::Debug;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::server::{PASSWORD, PlainPress, Server, email};
use crate::town::{ROUND, Town};
use cycle::{Press, Pressing};
use domain::Period;
use domain::cycle::Role;
use folder::Files;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use web::App;

/// Keeps every line of log.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0 += &format!(" {}={value:?}", field.name());
    }
}

impl Subscriber for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("web")
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(String::new());
        event.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn whoever_is_refused_stands_in_the_log_with_their_place_and_what_they_asked_for() {
    let server = Server::with(|settings| settings.proxies = 1).await;
    let owner = server.person(Role::DataOwner).await;
    let browser = server.browser();
    let csrf = browser.enter(Role::DataOwner).await;
    let lines = Lines::default();
    let _kept = tracing::subscriber::set_default(lines.clone());
    let place = ("x-forwarded-for", "203.0.113.5");
    browser.server.get("/desk/people").add_header(place.0, place.1).await;
    browser.server.post("/sign-out").add_header(place.0, place.1).form(&[("csrf", "made up")]).await;
    browser.server.get("/api/v1/rounds").add_header(place.0, place.1).await;
    let foreign =
        browser.server.post("/sign-out").add_header(place.0, place.1).add_header("sec-fetch-site", "cross-site");
    foreign.form(&[("csrf", csrf)]).await;
    let lines = lines.0.lock().unwrap().clone();
    let refused: Vec<&String> = lines.iter().filter(|line| line.contains("message=refused")).collect();
    let of = |status: u16, who: &str, method: &str, route: &str| {
        let parts = [format!("person=\"{who}\""), format!("status={status}"), format!("method=\"{method}\"")];
        let known = |line: &&&String| parts.iter().all(|part| line.contains(part)) && line.contains(route);
        refused.iter().filter(known).count()
    };
    assert_eq!(of(403, &owner.id, "GET", "/desk/people"), 1, "{lines:?}");
    assert_eq!(of(403, &owner.id, "POST", "/sign-out"), 2, "{lines:?}");
    assert_eq!(of(401, "nobody", "GET", "/api/v1/rounds"), 1, "{lines:?}");
    assert!(refused.iter().all(|line| line.contains("address=203.0.113.5")), "{lines:?}");
    assert!(lines.iter().all(|line| !line.contains("made up")), "{lines:?}");
}

/// Prints when it is let.
struct SlowPress(Arc<Semaphore>);

impl Press for SlowPress {
    fn report<'a>(&'a self, files: &'a Files, period: Period, forms: &'a [&'a str]) -> Pressing<'a> {
        Box::pin(async move {
            let _let = self.0.acquire().await.unwrap();
            PlainPress.report(files, period, forms).await
        })
    }

    fn site<'a>(&'a self, files: &'a Files) -> Pressing<'a> {
        PlainPress.site(files)
    }
}

#[tokio::test]
async fn one_person_has_few_reports_made_at_a_time_and_is_told_so_while_others_get_theirs() {
    let mut town = Town::open(Server::new().await).await;
    let turn = Arc::new(Semaphore::new(0));
    let (clock, settings) = (Arc::clone(&town.server.app.clock), town.server.app.settings.clone());
    town.server.app = App::new(town.server.store.clone(), clock, settings, Arc::new(SlowPress(Arc::clone(&turn))));
    let officer = town.signed_in(&town.officer).await;
    let answered = AtomicUsize::new(0);
    let asked = async || {
        let response = officer.get(&format!("/desk/rounds/{ROUND}/preview/html")).await;
        answered.fetch_add(1, Ordering::SeqCst);
        (response.status_code().as_u16(), response.text())
    };
    let let_go = async {
        while answered.load(Ordering::SeqCst) == 0 {
            tokio::task::yield_now().await;
        }
        // The desk needs no turn, and says so while four wait.
        assert_eq!(officer.get("/desk").await.status_code(), 200);
        turn.add_permits(1);
    };
    let (one, two, three, four, five, ()) = tokio::join!(asked(), asked(), asked(), asked(), asked(), let_go);
    let all = [one, two, three, four, five];
    let refused: Vec<&(u16, String)> = all.iter().filter(|(status, _)| *status == 429).collect();
    assert_eq!(refused.len(), 1);
    assert!(refused[0].1.contains("You have asked for several reports already"), "{}", refused[0].1);
    assert_eq!(all.iter().filter(|(status, _)| *status == 200).count(), 4);
}

#[tokio::test]
async fn publishing_and_taking_back_wait_their_turn_as_reports_do() {
    let mut town = Town::open(Server::new().await).await;
    let turn = Arc::new(Semaphore::new(0));
    let mut settings = town.server.app.settings.clone();
    settings.patience.turn = Duration::from_millis(50);
    let clock = Arc::clone(&town.server.app.clock);
    town.server.app = App::new(town.server.store.clone(), clock, settings, Arc::new(SlowPress(Arc::clone(&turn))));
    let officer = town.signed_in(&town.officer).await;
    let csrf = crate::server::token_in(&officer.get("/desk/account").await.text());
    let status = async |what: &str| {
        let sent =
            officer.send(&format!("/desk/rounds/{ROUND}/{what}"), &csrf, &[("why", "A figure was wrong.")]).await;
        sent.status_code().as_u16()
    };
    let preview = async { officer.get(&format!("/desk/rounds/{ROUND}/preview/html")).await.status_code().as_u16() };
    let meanwhile = async {
        // Until the preview has the turn, publishing is refused for what it sends and not for want of a turn.
        while status("publish").await != 503 {
            tokio::task::yield_now().await;
        }
        assert_eq!(status("withdraw").await, 503);
        turn.add_permits(1);
    };
    assert_eq!(tokio::join!(preview, meanwhile).0, 200);
    // Their turn came: what was sent is no longer, or not yet, what can be published or taken back.
    assert_eq!((status("publish").await, status("withdraw").await), (409, 422));
}

/// What a server says to whoever sends this and nothing more.
async fn said_to(server: &Server, sent: &str) -> String {
    let on = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = on.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let serving = tokio::spawn(web::serve(server.app.clone(), on, async move { drop(stopped.await) }));
    let mut stream = TcpStream::connect(at).await.unwrap();
    stream.write_all(sent.as_bytes()).await.unwrap();
    let mut said = Vec::new();
    // Were it to wait for ever, the test would fail here.
    tokio::time::timeout(Duration::from_secs(30), stream.read_to_end(&mut said)).await.unwrap().unwrap();
    stop.send(()).unwrap();
    serving.await.unwrap();
    String::from_utf8(said).unwrap()
}

#[tokio::test]
async fn who_sends_too_slowly_is_not_waited_for() {
    let server = Server::with(|settings| {
        settings.patience.head = Duration::from_millis(200);
        settings.patience.form = Duration::from_millis(200);
    })
    .await;
    let head = "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    let whole = "GET /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assert!(said_to(&server, whole).await.starts_with("HTTP/1.1 200 OK\r\n"));
    let half = said_to(&server, "GET /sign-in HTTP/1.1\r\nHost: localhost\r\n").await;
    assert!(!half.contains(" 200 OK"), "{half}");
    assert!(!said_to(&server, "").await.contains(" 200 OK"));
    let body = said_to(&server, &format!("{head}Connection: close\r\nContent-Length: 1000\r\n\r\nemail=")).await;
    assert!(body.starts_with("HTTP/1.1 408 Request Timeout\r\n"), "{body}");
    assert!(body.contains("This came too slowly"), "{body}");
}

#[tokio::test]
async fn who_leaves_has_the_browser_forget_what_it_kept() {
    let server = Server::new().await;
    server.person(Role::DataOwner).await;
    let browser = server.browser();
    for way in ["/sign-out", "/sign-out/everywhere"] {
        let csrf = browser.enter(Role::DataOwner).await;
        let left = browser.send(way, &csrf, &[]).await;
        assert_eq!(left.header("clear-site-data"), "\"cache\", \"storage\"");
        assert!(browser.get("/sign-in").await.text().contains("You are signed out."));
    }
    assert_eq!(browser.sign_in(&email(Role::DataOwner), PASSWORD).await.status_code(), 303);
}
