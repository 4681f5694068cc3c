//! The post: mail goes from the outbox to a mail server, and waits while that is away. With `BASEPLAN_TEST_SMTP…` set
//! (`cargo xtask beside`) letters go through a real server with TLS and login; without it only to a made postman.

use std::future::Future;
use std::pin::Pin;
use std::sync::Mutex;

use crate::server::Server;
use crate::town::{ROUND, Town};
use domain::cycle::{Item, Move, Role};
use store::NewMail;
use web::Settings;
use web::post::{Letter, Postman, Round, Smtp, Undelivered, send_due};
use web::settings::{MailServer, Secret};

/// A postman who keeps what he takes, and does with it what he is told.
#[derive(Default)]
struct Made {
    told: Mutex<Option<Undelivered>>,
    took: Mutex<Vec<String>>,
}

impl Made {
    fn tell(&self, what: Option<Undelivered>) {
        *self.told.lock().unwrap() = what;
    }

    fn took(&self) -> Vec<String> {
        std::mem::take(&mut *self.took.lock().unwrap())
    }
}

impl Postman for Made {
    fn take<'a>(&'a self, letter: &'a Letter) -> Pin<Box<dyn Future<Output = Result<(), Undelivered>> + Send + 'a>> {
        let told = self.told.lock().unwrap().clone();
        if told.is_none() {
            self.took.lock().unwrap().push(letter.text());
        }
        Box::pin(async move { told.map_or(Ok(()), Err) })
    }
}

fn mail_server(url: &str) -> MailServer {
    let (from, name) = ("performance@marlhaven.example".to_string(), "Performance team".to_string());
    let authority = std::env::var("BASEPLAN_TEST_SMTP_AUTHORITY").ok().map(Into::into);
    MailServer { url: Secret::new(url), from, name, authority }
}

fn with_mail(settings: &mut Settings) {
    settings.mail = Some(mail_server("smtp://127.0.0.1:9?tls=none"));
}

async fn queue(server: &Server, to: &str, subject: &str, body: &str) {
    let now = server.time();
    let mail = NewMail {
        id: store::new_id(now),
        name: None,
        recipient: to.to_string(),
        subject: subject.to_string(),
        body: body.to_string(),
        queued_at: now,
        due_at: now,
    };
    server.store.queue_mail(&server.tenant, &mail).await.unwrap();
}

fn round(sent: usize, waiting: usize, given_up: usize) -> Round {
    Round { sent, waiting, given_up }
}

#[tokio::test]
async fn mail_waits_while_the_server_is_away_and_goes_out_when_it_is_back() {
    for store in crate::server::stores().await {
        let server = Server::over(store, with_mail).await;
        server.person(Role::Administrator).await;
        let (postman, browser) = (Made::default(), server.browser());
        browser.enter(Role::Administrator).await;
        for number in 1..=3 {
            queue(&server, "jo@example.gov.uk", &format!("Mail {number}"), "Text.").await;
        }
        assert!(!browser.get("/desk").await.text().contains("Mail waits"), "it has not been tried yet");
        postman.tell(Some(Undelivered::Away("connection refused".to_string())));
        assert_eq!(send_due(&server.app, &postman).await.unwrap(), round(0, 3, 0));
        assert_eq!(send_due(&server.app, &postman).await.unwrap(), round(0, 0, 0), "not again at once");
        let desk = browser.get("/desk").await.text();
        assert!(desk.contains("Mail waits: 3 since 12 January 2026, 09:00"), "{desk}");
        let promised = server.browser().fill("/sign-in/forgotten", &[("email", "jo@example.gov.uk")]).await.text();
        assert!(promised.contains("Mail is held up"), "{promised}");

        server.wait(1);
        assert_eq!(send_due(&server.app, &postman).await.unwrap(), round(0, 3, 0), "a minute later");
        server.wait(1);
        assert_eq!(send_due(&server.app, &postman).await.unwrap(), round(0, 0, 0));
        postman.tell(None);
        server.wait(4);
        assert_eq!(send_due(&server.app, &postman).await.unwrap(), round(3, 0, 0), "five minutes after that");
        let mut subjects: Vec<String> = postman.took().iter().map(|letter| header(letter, "Subject")).collect();
        // Queued at the same moment, they may go in any order.
        subjects.sort();
        assert_eq!(subjects, ["Mail 1", "Mail 2", "Mail 3"]);
        assert!(!browser.get("/desk").await.text().contains("Mail waits"));
        let outbox = server.store.mails(&server.tenant, 10).await.unwrap();
        assert!(outbox.iter().all(|mail| mail.sent_at.is_some() && mail.body.is_empty()), "{outbox:?}");
    }
}

#[tokio::test]
async fn what_the_server_will_never_take_is_given_up_with_its_reason() {
    let server = Server::with(with_mail).await;
    let postman = Made::default();
    queue(&server, "no address", "Never", "Text.").await;
    assert_eq!(send_due(&server.app, &postman).await.unwrap(), round(0, 0, 1));
    queue(&server, "gone@example.gov.uk", "Gone", "Text.").await;
    postman.tell(Some(Undelivered::Refused("550 no such mailbox".to_string())));
    assert_eq!(send_due(&server.app, &postman).await.unwrap(), round(0, 0, 1));
    let outbox = server.store.mails(&server.tenant, 10).await.unwrap();
    let troubles: Vec<&str> = outbox.iter().map(|mail| mail.trouble.as_deref().unwrap()).collect();
    assert!(troubles.contains(&"550 no such mailbox") && troubles.iter().any(|why| why.contains("no address")));
    server.wait(10 * 24 * 60);
    assert_eq!(send_due(&server.app, &postman).await.unwrap(), round(0, 0, 0));
}

/// A header of a letter.
fn header(letter: &str, name: &str) -> String {
    let head = letter.split_once("\r\n\r\n").unwrap().0.replace("\r\n ", " ");
    let line = head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
    line.unwrap_or_else(|| panic!("no {name}: {letter}")).to_string()
}

#[tokio::test]
async fn a_letter_says_that_a_program_wrote_it_and_nobody_adds_a_header_to_it() {
    let server = Server::with(with_mail).await;
    let postman = Made::default();
    let long = "word ".repeat(60);
    queue(&server, "jo@example.gov.uk", "Returned\r\nBcc: all@example.com", &format!("Dear Jo\n\n{long}")).await;
    assert_eq!(send_due(&server.app, &postman).await.unwrap(), round(1, 0, 0));
    let letter = postman.took().remove(0);
    for (name, is) in [
        ("From", "\"Performance team\" <performance@marlhaven.example>"),
        ("To", "jo@example.gov.uk"),
        ("Subject", "Returned Bcc: all@example.com"),
        ("Auto-Submitted", "auto-generated"),
        ("List-Id", "Made Borough Council <reports.marlhaven.example>"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Date", "Mon, 12 Jan 2026 09:00:00 +0000"),
    ] {
        assert_eq!(header(&letter, name), is);
    }
    assert!(header(&letter, "Message-ID").ends_with("@marlhaven.example>"));
    assert!(!letter.contains("\r\nBcc"), "{letter}");
    assert!(letter.lines().all(|line| line.trim_end().len() <= 78), "{letter}");
}

#[test]
fn the_address_of_a_mail_server_is_checked_at_the_start_and_never_shown() {
    for (url, sound) in [
        ("smtps://clerk:letters@mail.example.gov.uk", true),
        ("smtps://clerk:letters@mail.example.gov.uk:465", true),
        ("smtp://clerk:letters@mail.example.gov.uk:587", true),
        ("smtp://clerk:letters@mail.example.gov.uk?tls=required", true),
        ("smtp://127.0.0.1:25?tls=none", true),
        ("smtp://clerk:letters@mail.example.gov.uk?tls=opportunistic", false),
        ("smtps://clerk:letters@mail.example.gov.uk?tls=none", false),
        ("https://clerk:letters@mail.example.gov.uk", false),
        ("mail.example.gov.uk", false),
        ("", false),
    ] {
        let server = MailServer { authority: None, ..mail_server(url) };
        let checked = server.check();
        assert_eq!(checked.is_ok(), sound, "{url}: {checked:?}");
        assert!(!format!("{server:?}{checked:?}").contains("letters"), "{url}");
    }
}

#[tokio::test]
async fn what_is_returned_is_told_to_who_entered_it_with_a_link_that_works_once() {
    for store in crate::server::stores().await {
        let town = Town::open(Server::over(store, with_mail).await).await;
        let (postman, app) = (Made::default(), &town.server.app);
        let item = "figure/FY-1/2025-26-Q2";
        let owner = town.signed_in(&town.harbour).await;
        let form = format!("/desk/rounds/{ROUND}/items/{item}");
        owner.fill(&form, &[("value", "76.5"), ("seen", "0"), ("do", "submit")]).await;
        let director = town.signed_in(&town.director).await;
        let approve = format!("/desk/rounds/{ROUND}/approve/{item}");
        let fields = [("do", "return"), ("seen", "1"), ("why", "Which sailings\nwere left out?")];
        let page = director.fill(&approve, &fields).await;
        assert_eq!(page.status_code(), 303, "{}", page.text());
        assert_eq!(send_due(app, &postman).await.unwrap(), round(1, 0, 0));
        let letter = postman.took().remove(0);
        assert_eq!(header(&letter, "To"), "harbour@marlhaven.example");
        let text = letter.replace("=\r\n", "").replace("\r\n", " ");
        for says in ["Ferry sailings on time", "Which sailings were left out?", "/link/"] {
            assert!(text.contains(says), "{says}: {text}");
        }
        let link = crate::server::address_in(&text, "/link/").trim_end_matches('.');
        let browser = town.server.browser();
        let used = browser.fill(link, &[]).await;
        assert_eq!(used.header("location"), form.as_str(), "{}", used.text());
        assert!(browser.get(&form).await.text().contains("Which sailings"));
    }
}

#[tokio::test]
async fn approvers_are_told_once_a_day_of_everything_that_waits_for_them() {
    let town = Town::open(Server::with(with_mail).await).await;
    let (postman, app) = (Made::default(), &town.server.app);
    assert_eq!(web::digests::queue(app).await.unwrap(), 0, "nothing waits");
    for (item, value) in [("figure/FY-1/2025-26-Q2", "76.5"), ("figure/FY-2/2025-26-Q2", "905000")] {
        town.enter(item, value, 0).await;
        town.desk(&town.officer).submit(town.round, &Item::parse(item).unwrap(), 1).await.unwrap();
    }
    assert_eq!(web::digests::queue(app).await.unwrap(), 1);
    assert_eq!(web::digests::queue(app).await.unwrap(), 0, "once a day");
    assert_eq!(send_due(app, &postman).await.unwrap(), round(1, 0, 0));
    let letter = postman.took().remove(0);
    assert_eq!(header(&letter, "To"), town.director.email);
    assert!(letter.contains("Ferry sailings on time") && letter.contains("Harbour dues collected"), "{letter}");
    town.server.wait(24 * 60);
    assert_eq!(web::digests::queue(app).await.unwrap(), 1, "it still waits on the next day");
    let director = town.desk(&town.director);
    for item in ["figure/FY-1/2025-26-Q2", "figure/FY-2/2025-26-Q2"] {
        director.decide(town.round, &Item::parse(item).unwrap(), 1, Move::Approved).await.unwrap();
    }
    town.server.wait(24 * 60);
    assert_eq!(web::digests::queue(app).await.unwrap(), 0);
}

/// What the test server was given for an address.
fn mails_to(address: &str) -> Vec<serde_json::Value> {
    let url = format!("{}?to={address}", std::env::var("BASEPLAN_TEST_MAILS").unwrap());
    let text = ureq::get(&url).call().unwrap().body_mut().read_to_string().unwrap();
    serde_json::from_str(&text).unwrap()
}

#[tokio::test]
async fn a_real_server_is_given_mail_over_tls_and_starttls_and_waited_for_when_it_is_gone() {
    for kind in ["BASEPLAN_TEST_SMTP", "BASEPLAN_TEST_SMTP_STARTTLS"] {
        let Ok(url) = std::env::var(kind) else {
            println!("{kind} is not set: no letter went through a real mail server");
            continue;
        };
        let server = Server::with(with_mail).await;
        let own = |name: &str| format!("{name}@{}.example", server.tenant);
        let address = own("jo");
        queue(&server, &address, "Figures due – “Q3”", "Dear Jo\n\n£5m is due.").await;
        let gone = Smtp::new(&mail_server("smtp://127.0.0.1:9?tls=none")).unwrap();
        assert_eq!(send_due(&server.app, &gone).await.unwrap(), round(0, 1, 0));
        server.wait(1);
        let stranger = Smtp::new(&mail_server(&url.replace("letters", "wrong"))).unwrap();
        assert_eq!(send_due(&server.app, &stranger).await.unwrap(), round(0, 1, 0), "a wrong login loses no mail");
        server.wait(5);
        let unknown = MailServer { authority: None, ..mail_server(&url) };
        let unknown = Smtp::new(&unknown).unwrap();
        assert_eq!(send_due(&server.app, &unknown).await.unwrap(), round(0, 1, 0), "nobody vouches for the server");
        assert_eq!(mails_to(&address), [] as [serde_json::Value; 0]);

        server.wait(15);
        let postman = Smtp::new(&mail_server(&url)).unwrap();
        assert_eq!(send_due(&server.app, &postman).await.unwrap(), round(1, 0, 0));
        let [mail] = mails_to(&address).try_into().unwrap();
        assert_eq!(mail["subject"], "Figures due – “Q3”");
        assert_eq!(mail["text"].as_str().unwrap().replace("\r\n", "\n"), "Dear Jo\n\n£5m is due.\n");
        assert_eq!(mail["headers"]["Auto-Submitted"], "auto-generated");

        let (refused, later) = ("refused@example.gov.uk", own("later"));
        queue(&server, refused, "Refused", "Text.").await;
        queue(&server, &later, "Later", "Text.").await;
        assert_eq!(send_due(&server.app, &postman).await.unwrap(), round(0, 1, 1));
        server.wait(1);
        assert_eq!(send_due(&server.app, &postman).await.unwrap(), round(1, 0, 0));
    }
}
