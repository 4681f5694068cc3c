//! A quarter of the invented council, run through its pages: opened, chased, previewed, overridden.

use crate::hall::{Hall, OPENING, ROUND, SAILINGS, field, holds, leads_to, post, see, typed};
use crate::server::Server;

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
    let page = see(&hall.officer, &form).await;
    assert!(page.contains("type=\"radio\"") && !page.contains(" checked"), "nothing is chosen for anybody: {page}");
    let why = ("why", "Storms closed the harbour");
    let unchosen = post(&hall.officer, &form, &[("seen", "0"), why, ("do", "save")]).await;
    assert_eq!(unchosen.status_code(), 422);
    holds(&unchosen.text(), &["Choose one of the ratings"]);
    let without = post(&hall.officer, &form, &[("seen", "0"), ("grade", ""), ("do", "save")]).await;
    assert_eq!(without.status_code(), 422, "a reason is asked for");
    let fields = [("seen", "0"), ("grade", ""), ("why", "Storms closed the harbour"), ("do", "save")];
    leads_to(&post(&hall.officer, &form, &fields).await);
    holds(&see(&hall.officer, &form).await, &[" checked><label for=\"grade-"]);
    for page in [ROUND.to_string(), format!("{ROUND}/publish")] {
        let page = see(&hall.officer, &page).await;
        holds(
            &page,
            &["Ratings set by hand", "Storms closed the harbour", "Person performance-officer@example.gov.uk"],
        );
    }
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
