//! A quarter of the invented council, run through its pages: opened, entered, chased, approved, published, corrected,
//! withdrawn.

use crate::server::{Browser, Server, token_in};
use axum_test::TestResponse;
use domain::cycle::{Role, RoundKey, RoundState};

const ROUND: &str = "/desk/rounds/2025-26-H1";
const AGAIN: &str = "/desk/rounds/2025-26-H1.2";
const SAILINGS: &str = "figure/FY-1/2025-26-Q2";
const OPENING: [(&str, &str); 7] = [
    ("period", "2025-26-H1"),
    ("title", "Halfway Report 2026"),
    ("plan", "2025-28"),
    ("outline", "halfway"),
    ("position_at", "2025-12-31"),
    ("enter_by", "2026-01-20"),
    ("approve_by", "2026-01-27"),
];

/// The people of a quarter, each in a browser of their own.
struct Hall {
    server: Server,
    officer: Browser,
    owner: Browser,
    director: Browser,
}

impl Hall {
    async fn of(server: Server) -> Hall {
        server.import_papers().await;
        let mut browsers = Vec::new();
        for role in [Role::PerformanceOfficer, Role::DataOwner, Role::Director, Role::Lead] {
            server.person(role).await;
            let browser = server.browser();
            browser.enter(role).await;
            browsers.push(browser);
        }
        let mut browsers = browsers.into_iter();
        let mut next = || browsers.next().unwrap();
        let (officer, owner, director) = (next(), next(), next());
        Hall { server, officer, owner, director }
    }

    async fn open_round(&self) {
        let opened = post(&self.officer, "/desk/rounds/new", &OPENING).await;
        assert_eq!(leads_to(&opened), ROUND);
    }

    /// Enters and submits a value of the sailings, and approves it.
    async fn sailings(&self, round: &str, value: &str) {
        let form = format!("{round}/items/{SAILINGS}");
        let entered = post(&self.owner, &form, &[("seen", "0"), ("value", value), ("do", "submit")]).await;
        assert_eq!(leads_to(&entered), "/desk");
        let form = format!("{round}/approve/{SAILINGS}");
        let approved = post(&self.director, &form, &[("seen", "1"), ("do", "approve")]).await;
        assert_eq!(leads_to(&approved), format!("{round}/approve"));
    }

    /// Publishes what the check shows.
    async fn publish(&self, round: &str) {
        let form = format!("{round}/publish");
        let check = see(&self.officer, &form).await;
        let published = post(&self.officer, &form, &[("size", &field(&check, "size"))]).await;
        assert_eq!(leads_to(&published), round);
    }

    async fn bundle(&self, path: &str) -> String {
        let bundle = self.server.store.bundle(&self.server.tenant).await.unwrap().unwrap();
        let file = bundle.files.into_iter().find(|file| file.path == path).unwrap_or_else(|| panic!("no {path}"));
        String::from_utf8(file.bytes).unwrap()
    }

    async fn state(&self, key: &str) -> RoundState {
        let key = RoundKey::parse(key).unwrap();
        self.server.store.round(&self.server.tenant, key).await.unwrap().unwrap().state
    }

    /// How many entries and steps the round has.
    async fn size(&self) -> (u32, u32) {
        let key = RoundKey::parse("2025-26-H1").unwrap();
        self.server.store.round_size(&self.server.tenant, key).await.unwrap()
    }

    /// Addresses and texts of the mails that wait.
    async fn mails(&self) -> Vec<(String, String)> {
        let mails = self.server.store.mails(&self.server.tenant, 100).await.unwrap();
        mails.into_iter().map(|mail| (mail.recipient, format!("{}\n{}", mail.subject, mail.body))).collect()
    }
}

/// A page that is there.
async fn see(browser: &Browser, path: &str) -> String {
    let page = browser.get(path).await;
    assert_eq!(page.status_code(), 200, "{path}: {}", page.text());
    page.text()
}

/// Sends a form with the token of the browser's session.
async fn post(browser: &Browser, path: &str, fields: &[(&str, &str)]) -> TestResponse {
    let csrf = token_in(&browser.get("/desk/account").await.text());
    browser.send(path, &csrf, fields).await
}

fn leads_to(response: &TestResponse) -> String {
    assert_eq!(response.status_code(), 303, "{}", response.text());
    response.header("location").to_str().unwrap().to_string()
}

/// What a hidden field of a page holds.
fn field(page: &str, name: &str) -> String {
    let after = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no {name}: {page}")).1;
    after.split('"').next().unwrap().to_string()
}

/// What stands in a field that people fill in.
fn typed(page: &str, name: &str) -> String {
    let tag = page.split_once(&format!("name=\"{name}\"")).unwrap_or_else(|| panic!("no {name}: {page}")).1;
    field(&format!("name=\"{name}\"{}", &tag[tag.find(" value=").unwrap()..]), name)
}

fn holds(page: &str, words: &[&str]) {
    for word in words {
        assert!(page.contains(word), "“{word}” is not on the page: {page}");
    }
}

#[tokio::test]
async fn a_round_is_opened_with_what_the_editions_before_suggest() {
    let hall = Hall::of(Server::new().await).await;
    let officer = &hall.officer;
    holds(&see(officer, "/desk/rounds").await, &["No round is open", "Year Report 2025", "/desk/rounds/new"]);
    let form = see(officer, "/desk/rounds/new").await;
    assert_eq!(field(&form, "period"), "2025-26", "the year follows the year");
    assert_eq!(typed(&form, "title"), "Year Report 2026");
    assert_eq!(typed(&form, "position_at"), "2026-06-30");
    let form = see(officer, "/desk/rounds/new?period=2025-26-H1").await;
    assert_eq!((field(&form, "period"), typed(&form, "position_at")), ("2025-26-H1".into(), "2025-12-31".into()));
    assert_eq!((typed(&form, "enter_by"), typed(&form, "approve_by")), ("2026-01-26".into(), "2026-02-02".into()));

    for (field, value, says) in [
        ("title", " ", "Enter the title of the report"),
        ("plan", "none", "Choose the plan"),
        ("position_at", "", "Enter a date"),
        ("enter_by", "soon", "“soon” is not a date"),
        ("approve_by", "2026-01-01", "Approvals would be due before the figures"),
    ] {
        let fields = OPENING.map(|(name, usual)| (name, if name == field { value } else { usual }));
        let answer = post(officer, "/desk/rounds/new", &fields).await;
        assert_eq!(answer.status_code(), 422, "{field}");
        holds(&answer.text(), &["There is a problem", says]);
    }
    hall.open_round().await;
    let twice = post(officer, "/desk/rounds/new", &OPENING).await;
    assert_eq!(twice.status_code(), 409);
    holds(&see(officer, "/desk/rounds").await, &["Halfway Report 2026", "20 January 2026", "27 January 2026"]);

    let dates = see(officer, &format!("{ROUND}/dates")).await;
    let seen = field(&dates, "seen");
    let moved = [("seen", seen.as_str()), ("enter_by", "2026-01-22"), ("approve_by", "2026-01-29")];
    assert_eq!(leads_to(&post(officer, &format!("{ROUND}/dates"), &moved).await), ROUND);
    holds(&see(officer, ROUND).await, &["22 January 2026", "29 January 2026"]);
    let unseen = post(officer, &format!("{ROUND}/dates"), &moved).await;
    assert_eq!(unseen.status_code(), 409, "somebody else moved the dates in between");
}

#[tokio::test]
async fn the_page_of_a_round_says_who_owes_what_and_filters_without_a_script() {
    let hall = Hall::of(Server::new().await).await;
    hall.open_round().await;
    hall.sailings(ROUND, "91.5").await;
    let page = see(&hall.officer, ROUND).await;
    holds(&page, &["Approved: 1", "Not entered: ", "Person data-owner@example.gov.uk", "Remind everybody"]);
    holds(&page, &["Ferry sailings on time"]);
    let owed = see(&hall.officer, &format!("{ROUND}?standing=owed")).await;
    assert!(!owed.contains(&format!("/items/{SAILINGS}\"")), "an approved item is not owed");
    let approved = see(&hall.officer, &format!("{ROUND}?standing=approved")).await;
    holds(&approved, &[&format!("/items/{SAILINGS}\""), "1 of "]);
    let nobody = see(&hall.officer, &format!("{ROUND}?person=nobody")).await;
    holds(&nobody, &["No item is like this"]);
    let director = see(&hall.director, ROUND).await;
    assert!(!director.contains("Remind everybody") && !director.contains("Check and publish"), "{director}");
}

#[tokio::test]
async fn one_button_reminds_everybody_who_owes_once_a_day() {
    for server in Server::all().await {
        let hall = Hall::of(server).await;
        hall.open_round().await;
        let remind = format!("{ROUND}/remind");
        let sent = post(&hall.officer, &remind, &[]).await;
        assert_eq!(leads_to(&sent), ROUND);
        holds(&see(&hall.officer, ROUND).await, &["Reminders on their way: 3."]);
        let mails = hall.mails().await;
        let to =
            |who: &str| mails.iter().filter(|(to, _)| to == who).map(|(_, text)| text.as_str()).collect::<Vec<_>>();
        let [owner] = to("data-owner@example.gov.uk")[..] else { panic!("one mail a person: {mails:?}") };
        holds(
            owner,
            &["Halfway Report 2026", "20 January 2026", "Quarter 2 2026: Not entered", "http://localhost/link/"],
        );
        let [officer] = to("performance-officer@example.gov.uk")[..] else { panic!("one mail a person: {mails:?}") };
        assert!(officer.contains("http://localhost/desk") && !officer.contains("/link/"), "{officer}");
        assert!(to("director@example.gov.uk").is_empty(), "a director enters nothing");

        leads_to(&post(&hall.officer, &remind, &[]).await);
        holds(&see(&hall.officer, ROUND).await, &["Had theirs today already: 3."]);
        assert_eq!(hall.mails().await.len(), 3);
        assert_eq!(hall.server.did("reminded").await, 3);

        let link = crate::server::address_in(owner, "/link/").to_string();
        let stranger = hall.server.browser();
        assert_eq!(leads_to(&stranger.fill(&link, &[]).await), "/desk?round=2025-26-H1");
        assert_eq!(stranger.fill(&link, &[]).await.status_code(), 410, "it works once");
    }
}

#[tokio::test]
async fn the_server_reminds_by_its_calendar() {
    let hall = Hall::of(Server::new().await).await;
    hall.open_round().await;
    let app = &hall.server.app;
    // The round is due on 20 January; it is 12 January, nine in the morning.
    for (day, queued) in [(12, 0), (16, 0), (17, 3), (18, 0), (19, 0), (20, 3), (21, 0), (22, 3), (23, 0), (24, 3)] {
        let today = moment_of(day);
        hall.server.wait(today.duration_since(hall.server.time()).as_mins());
        let chased = web::reminders::by_calendar(app).await.unwrap();
        assert_eq!(chased.queued, queued, "{day} January");
        let chased = web::reminders::by_calendar(app).await.unwrap();
        assert_eq!((chased.queued, chased.already), (0, queued), "{day} January, once more");
    }
    let mails = hall.mails().await;
    assert!(mails.iter().any(|(_, text)| text.contains("By 20 January 2026 these are still to be done")));
    assert!(mails.iter().any(|(_, text)| text.contains("These were due on 20 January 2026")));
}

fn moment_of(day: i8) -> jiff::Timestamp {
    format!("2026-01-{day:02}T09:00:00Z").parse().unwrap()
}

#[tokio::test]
async fn the_report_is_previewed_in_every_form_at_any_moment() {
    let hall = Hall::of(Server::new().await).await;
    hall.open_round().await;
    let form = format!("{ROUND}/items/{SAILINGS}");
    leads_to(&post(&hall.owner, &form, &[("seen", "0"), ("value", "91.5"), ("do", "save")]).await);
    let page = hall.officer.get(&format!("{ROUND}/preview/html")).await;
    holds(&page.text(), &["Draft", "91.5"]);
    let policy = page.header("content-security-policy").to_str().unwrap().to_string();
    assert!(policy.contains("style-src 'sha256-") && policy.starts_with("default-src 'none'"), "{policy}");
    for (form, media, name) in [
        ("pdf", "application/pdf", "2025-26-H1-draft-pdf.pdf"),
        ("report.pdf", "application/pdf", "2025-26-H1-draft-pdf.pdf"),
        ("data", "application/zip", "2025-26-H1-draft-data.zip"),
    ] {
        let file = hall.director.get(&format!("{ROUND}/preview/{form}")).await;
        assert_eq!(file.header("content-type"), media);
        assert!(file.header("content-disposition").to_str().unwrap().contains(name));
    }
    assert_eq!(hall.officer.get(&format!("{ROUND}/preview/papyrus")).await.status_code(), 404);
}

#[tokio::test]
async fn a_rating_set_by_hand_stands_on_the_page_with_who_and_why() {
    let hall = Hall::of(Server::new().await).await;
    hall.open_round().await;
    hall.sailings(ROUND, "91.5").await;
    let chosen = hall.officer.get(&format!("{ROUND}/items?item=rating/FY-1/2025-26-Q2")).await;
    let form = leads_to(&chosen);
    assert_eq!(form, format!("{ROUND}/items/rating/FY-1/2025-26-Q2"));
    let without = post(&hall.officer, &form, &[("seen", "0"), ("grade", ""), ("do", "save")]).await;
    assert_eq!(without.status_code(), 422, "a reason is asked for");
    let fields = [("seen", "0"), ("grade", ""), ("why", "Storms closed the harbour"), ("do", "save")];
    leads_to(&post(&hall.officer, &form, &fields).await);
    for page in [ROUND.to_string(), format!("{ROUND}/publish")] {
        let page = see(&hall.officer, &page).await;
        holds(
            &page,
            &["Ratings set by hand", "Storms closed the harbour", "Person performance-officer@example.gov.uk"],
        );
    }
}

#[tokio::test]
async fn a_quarter_is_published_corrected_and_withdrawn() {
    for server in Server::all().await {
        let hall = Hall::of(server).await;
        hall.open_round().await;
        let check = see(&hall.officer, &format!("{ROUND}/publish")).await;
        hall.sailings(ROUND, "91.5").await;
        let form = format!("{ROUND}/publish");
        let stale = post(&hall.officer, &form, &[("size", &field(&check, "size"))]).await;
        assert_eq!(stale.status_code(), 409, "something was entered after the page was opened");
        holds(&stale.text(), &["nothing was published", "Printed as awaited"]);
        assert_eq!(hall.state("2025-26-H1").await, RoundState::Open);
        hall.publish(ROUND).await;
        assert_eq!(hall.state("2025-26-H1").await, RoundState::Published);
        holds(&hall.bundle("editions/2025-26-H1/index.html").await, &["91.5"]);
        holds(&see(&hall.officer, ROUND).await, &["Published on 12 January 2026", "Open a correction"]);
        assert_eq!(hall.officer.get(&form).await.status_code(), 409, "a closed round is not published again");

        let correct = format!("{ROUND}/correct");
        let dates = [("enter_by", "2026-02-10"), ("approve_by", "2026-02-12")];
        let without = post(&hall.officer, &correct, &[&dates[..], &[("why", " ")]].concat()).await;
        assert_eq!(without.status_code(), 422);
        let with =
            post(&hall.officer, &correct, &[&dates[..], &[("why", "Night sailings were missing")]].concat()).await;
        assert_eq!(leads_to(&with), AGAIN);
        holds(
            &see(&hall.officer, AGAIN).await,
            &["correction 1", "Night sailings were missing", "What is to be corrected"],
        );
        hall.sailings(AGAIN, "90.2").await;
        hall.publish(AGAIN).await;
        holds(&hall.bundle("editions/2025-26-H1/index.html").await, &["90.2"]);
        holds(&hall.bundle("index.html").await, &["Night sailings were missing"]);
        holds(&hall.bundle("editions/2025-26-H1.edition-1/index.html").await, &["91.5"]);
        assert_eq!(hall.state("2025-26-H1").await, RoundState::Superseded);
        holds(&see(&hall.officer, ROUND).await, &["/editions/2025-26-H1.edition-1/"]);

        let withdraw = format!("{AGAIN}/withdraw");
        holds(&see(&hall.officer, &withdraw).await, &["Withdraw it", "taken off the public site"]);
        assert_eq!(post(&hall.officer, &withdraw, &[]).await.status_code(), 422);
        let gone = post(&hall.officer, &withdraw, &[("why", "The log was lost")]).await;
        assert_eq!(leads_to(&gone), AGAIN);
        assert_eq!(hall.state("2025-26-H1.2").await, RoundState::Withdrawn);
        holds(&hall.bundle("editions/2025-26-H1/index.html").await, &["withdrawn: The log was lost"]);
        holds(&see(&hall.officer, AGAIN).await, &["The log was lost"]);
    }
}

#[tokio::test]
async fn words_that_name_a_figure_which_nobody_approved_stop_publication_and_leave_nothing_behind() {
    let hall = Hall::of(Server::new().await).await;
    hall.open_round().await;
    let words = format!("{ROUND}/items/words/introduction");
    let text = "Sailings on time: {{FY-1}}.";
    leads_to(&post(&hall.officer, &words, &[("seen", "0"), ("text", text), ("do", "save")]).await);
    let form = format!("{ROUND}/publish");
    let check = see(&hall.officer, &form).await;
    holds(
        &check,
        &["Faults that stop publication: 1", "words/2025-26-H1/introduction.md", "Mend the faults above first"],
    );
    assert!(!check.contains("Publish now"), "{check}");
    let size = hall.size().await;
    let refused = post(&hall.officer, &form, &[("size", &format!("{}-{}", size.0, size.1))]).await;
    assert_eq!(refused.status_code(), 422);
    holds(&refused.text(), &["Nothing was published"]);
    assert_eq!((hall.size().await, hall.state("2025-26-H1").await), (size, RoundState::Open));

    hall.sailings(ROUND, "91.5").await;
    hall.publish(ROUND).await;
    holds(&hall.bundle("editions/2025-26-H1/index.html").await, &["Sailings on time: 91.5%"]);
}

/// A press that takes everything and prints nothing.
struct Jammed;

impl cycle::Press for Jammed {
    fn report<'a>(&'a self, _: &'a folder::Files, _: domain::Period, _: &'a [&'a str]) -> cycle::Pressing<'a> {
        Box::pin(async { Err("out of paper".to_string()) })
    }

    fn site<'a>(&'a self, _: &'a folder::Files) -> cycle::Pressing<'a> {
        Box::pin(async { Err("out of paper".to_string()) })
    }
}

#[tokio::test]
async fn a_press_that_fails_publishes_nothing_and_says_so() {
    let hall = Hall::of(Server::new().await).await;
    hall.open_round().await;
    let (store, clock) = (hall.server.store.clone(), std::sync::Arc::clone(&hall.server.app.clock));
    let settings = hall.server.app.settings.clone();
    let jammed = web::App::new(store, clock, settings, std::sync::Arc::new(Jammed));
    let officer = Browser::of(&jammed);
    officer.enter(Role::PerformanceOfficer).await;
    let form = format!("{ROUND}/publish");
    let (size, check) = (hall.size().await, see(&officer, &form).await);
    let failed = post(&officer, &form, &[("size", &field(&check, "size"))]).await;
    assert_eq!(failed.status_code(), 503);
    holds(&failed.text(), &["Nothing was published", "tell an administrator this reference"]);
    assert!(!failed.text().contains("out of paper"), "causes go to the log");
    assert_eq!((hall.size().await, hall.state("2025-26-H1").await), (size, RoundState::Open));
    let preview = officer.get(&format!("{ROUND}/preview/pdf")).await;
    assert_eq!(preview.status_code(), 503);
    holds(&preview.text(), &["The preview could not be made", "Nothing is wrong with what was entered"]);
    assert!(!preview.text().contains("out of paper"));

    let (words, text) = (format!("{ROUND}/items/words/introduction"), "Sailings on time: {{FY-1}}.");
    leads_to(&post(&hall.officer, &words, &[("seen", "0"), ("text", text), ("do", "save")]).await);
    let faulty = officer.get(&format!("{ROUND}/preview/pdf")).await;
    assert_eq!(faulty.status_code(), 422);
    holds(&faulty.text(), &["The preview could not be made", "words/2025-26-H1/introduction.md"]);
}

#[tokio::test]
async fn the_history_tells_what_was_done_and_that_nobody_altered_it() {
    for server in Server::all().await {
        let hall = Hall::of(server).await;
        hall.open_round().await;
        hall.sailings(ROUND, "91.5").await;
        let history = see(&hall.officer, "/desk/history").await;
        holds(&history, &["Opened a round", "Entered", "Approved", "91.5", "Person data-owner@example.gov.uk"]);
        let subject = "/desk/history?subject=2025-26-H1+figure%2FFY-1%2F2025-26-Q2";
        holds(&history, &[&subject.replace('&', "&amp;")]);
        let only = see(&hall.officer, subject).await;
        assert!(only.contains("Submitted") && !only.contains("Opened a round"), "{only}");

        for _ in 0..60 {
            let note = crate::server::doing("reminded", hall.server.time());
            hall.server.store.note(&hall.server.tenant, &note).await.unwrap();
        }
        let latest = see(&hall.officer, "/desk/history").await;
        assert!(!latest.contains("Opened a round"), "fifty lines stand on a page");
        let more = latest.split("href=\"/desk/history?before=").nth(1).unwrap().split('"').next().unwrap();
        holds(&see(&hall.officer, &format!("/desk/history?before={more}")).await, &["Opened a round", "Latest lines"]);

        let check = see(&hall.officer, "/desk/history/check").await;
        holds(&check, &["The history is whole", "Digest of the last line"]);
        assert_eq!(hall.owner.get("/desk/history").await.status_code(), 403);
    }
}
