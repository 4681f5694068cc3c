//! A person's own workbook, downloaded, filled in as an office program would, sent back, and accepted as far as it is sound.

#[path = "../../../collect/tests/collect/resaved.rs"]
mod resaved;

use crate::server::{Browser, Server, token_in};
use crate::town::{ROUND, Town};
use axum_test::TestResponse;
use axum_test::multipart::{MultipartForm, Part};
use domain::cycle::{Standing, Via};
use resaved::Resaved;

const SAILINGS: &str = "figure/FY-1/2025-26-Q2";
const VISITORS: &str = "figure/VS-1/2025-26-Q2";
const DUES: &str = "figure/FY-2/2025-26-Q2";
const LANDING: &str = "progress/S1";

fn upload() -> String {
    format!("/desk/rounds/{ROUND}/upload")
}

/// The workbook as it is downloaded, with changes.
async fn filled_in(browser: &Browser, changes: &[&str]) -> Vec<u8> {
    let response = browser.get(&format!("/desk/rounds/{ROUND}/workbook")).await;
    assert_eq!(response.status_code(), 200, "{}", response.text());
    let kept = format!("attachment; filename=\"{ROUND}.xlsx\"");
    assert_eq!(response.header("content-disposition"), kept.as_str());
    let mut workbook = Resaved::of(response.as_bytes());
    changes.iter().for_each(|change| workbook.change(change));
    workbook.bytes()
}

async fn send(browser: &Browser, name: &str, bytes: Vec<u8>) -> TestResponse {
    let csrf = token_in(&browser.get(&upload()).await.text());
    let file = Part::bytes(bytes).file_name(name);
    let form = MultipartForm::new().add_text("csrf", csrf).add_part("workbook", file);
    browser.server.post(&upload()).add_header("sec-fetch-site", "same-origin").multipart(form).await
}

/// The form of a page with what its fields hold when nothing is changed, and these fields.
async fn accept(browser: &Browser, page: &str, untick: &[&str], fields: &[(&str, &str)]) -> TestResponse {
    let mut all: Vec<(String, String)> = Vec::new();
    for tag in page.split("<input ").skip(1).map(|tag| tag.split('>').next().unwrap()) {
        let of = |name: &str| tag.split(&format!("{name}=\"")).nth(1).map(|rest| rest.split('"').next().unwrap());
        let (Some(name), Some(value)) = (of("name"), of("value")) else { continue };
        let ticked = tag.contains("type=\"hidden\"") || tag.contains(" checked");
        if ticked && !untick.contains(&value) && name != "csrf" {
            all.push((name.to_string(), value.to_string()));
        }
    }
    all.extend(fields.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())));
    let all: Vec<(&str, &str)> = all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.send(&upload(), &token_in(page), &all).await
}

/// The rows of the workbook by item, as it comes: figures from row 5 on, progress from row 5 on.
const SAILINGS_ARE_76_5: &str = "Figures!I5 = 76.5";
const VISITORS_ARE_WORDS: &str = "Figures!I6 = text lots";
const DUES_ARE_905000: &str = "Figures!I8 = 905000";

#[tokio::test]
async fn the_good_rows_of_a_workbook_are_accepted_without_the_bad() {
    for server in Server::all().await {
        let town = Town::open(server).await;
        let browser = town.signed_in(&town.harbour).await;
        let changes = [
            SAILINGS_ARE_76_5,
            VISITORS_ARE_WORDS,
            DUES_ARE_905000,
            "Progress!E5 = Moving",
            "Progress!G5 = Piles driven.",
        ];
        let sent = send(&browser, "figures.xlsx", filled_in(&browser, &changes).await).await;
        assert_eq!(sent.status_code(), 303, "{}", sent.text());
        let page = browser.get(&upload()).await.text();
        for says in ["Figures, I6", "“lots” is not a number", "76.5%", "Nothing entered", "£905.0k", "Piles driven."]
        {
            assert!(page.contains(says), "{says}: {page}");
        }
        assert_eq!(town.stands(SAILINGS).await.1, Standing::Owed, "nothing is entered before it is accepted");

        let done = accept(&browser, &page, &[LANDING], &[("do", "submit")]).await;
        assert_eq!(done.header("location"), "/desk", "{}", done.text());
        assert_eq!(town.stands(SAILINGS).await, ("76.5%".to_string(), Standing::Submitted));
        assert_eq!(town.stands(DUES).await, ("£905.0k".to_string(), Standing::Submitted));
        assert_eq!(
            town.stands(VISITORS).await.1,
            Standing::Owed,
            "a bad row keeps no good one back, and is not entered"
        );
        assert_eq!(town.stands(LANDING).await.1, Standing::Owed, "a row that was not ticked is not entered");
        let work = town.work().await;
        assert!(work.entries.values().all(|entry| entry.via == Via::Spreadsheet && entry.by == town.harbour.id));
        let again = accept(&browser, &page, &[], &[("do", "submit")]).await;
        assert_eq!(again.header("location"), upload().as_str(), "what was accepted is not there to be accepted twice");
        assert_eq!(town.work().await.entries.len(), 2);
    }
}

#[tokio::test]
async fn an_unusual_value_waits_for_its_reason_and_keeps_the_rows_of_its_workbook_together() {
    let town = Town::open(Server::new().await).await;
    let browser = town.signed_in(&town.harbour).await;
    let bytes = filled_in(&browser, &["Figures!I5 = 0.8", DUES_ARE_905000]).await;
    send(&browser, "figures.xlsx", bytes).await;
    let page = browser.get(&upload()).await.text();
    let refused = accept(&browser, &page, &[], &[("do", "accept")]).await;
    assert_eq!(refused.status_code(), 422);
    assert!(refused.text().contains("say why this is right"), "{}", refused.text());
    assert!(town.work().await.entries.is_empty(), "all or none");

    let why = format!("why {SAILINGS}");
    let done = accept(&browser, &page, &[], &[("do", "accept"), (&why, "The ferry lay in dock.")]).await;
    assert_eq!(done.status_code(), 303, "{}", done.text());
    let work = town.work().await;
    let entry = &work.entries[&domain::cycle::Item::parse(SAILINGS).unwrap()];
    assert_eq!(entry.why.as_deref(), Some("The ferry lay in dock."));
    assert_eq!(town.stands(DUES).await, ("£905.0k".to_string(), Standing::Entered));
}

#[tokio::test]
async fn a_row_that_somebody_else_moved_on_is_taken_only_by_whoever_says_so() {
    for server in Server::all().await {
        let town = Town::open(server).await;
        let browser = town.signed_in(&town.harbour).await;
        let bytes = filled_in(&browser, &[SAILINGS_ARE_76_5, DUES_ARE_905000]).await;
        town.enter(SAILINGS, "74.0", 0).await;
        send(&browser, "figures.xlsx", bytes).await;
        let page = browser.get(&upload()).await.text();
        assert!(page.contains("after your workbook was made") && page.contains("74.0%"), "{page}");

        // A second change while the page is open: what was decided then does not count.
        town.enter(SAILINGS, "75.0", 1).await;
        let told = accept(&browser, &page, &[], &[("do", "accept"), ("take", SAILINGS)]).await;
        assert_eq!(told.status_code(), 422);
        assert!(told.text().contains("75.0%"), "{}", told.text());
        assert_eq!(town.stands(DUES).await.1, Standing::Owed, "all or none");

        let page = browser.get(&upload()).await.text();
        let done = accept(&browser, &page, &[], &[("do", "accept")]).await;
        assert_eq!(done.status_code(), 303, "{}", done.text());
        assert_eq!(town.stands(SAILINGS).await.0, "75.0%", "unticked, it stays as it is");
        assert_eq!(town.stands(DUES).await.0, "£905.0k");

        let bytes = filled_in(&browser, &[SAILINGS_ARE_76_5]).await;
        town.enter(SAILINGS, "74.5", 2).await;
        send(&browser, "figures.xlsx", bytes).await;
        let page = browser.get(&upload()).await.text();
        let done = accept(&browser, &page, &[], &[("do", "accept"), ("take", SAILINGS)]).await;
        assert_eq!(done.status_code(), 303, "{}", done.text());
        assert_eq!(town.stands(SAILINGS).await.0, "76.5%");
        assert_eq!(town.work().await.entries[&domain::cycle::Item::parse(SAILINGS).unwrap()].version, 4);
    }
}

#[tokio::test]
async fn what_is_no_workbook_of_this_person_is_refused_whole_and_nothing_is_kept() {
    let town = Town::open(Server::new().await).await;
    let (harbour, officer) = (town.signed_in(&town.harbour).await, town.signed_in(&town.officer).await);
    let others = filled_in(&officer, &["Figures!I5 = 12"]).await;
    let untouched = filled_in(&harbour, &[]).await;
    for (name, bytes, says) in [
        ("figures.xlsx", others, "made for another person"),
        ("figures.xlsx", b"no workbook".to_vec(), "The whole file"),
        ("figures.xlsx", untouched, "Left as they were: 6"),
    ] {
        let page = send(&harbour, name, bytes).await;
        assert_eq!(page.status_code(), 200);
        assert!(page.text().contains(says) && page.text().contains("nothing new"), "{says}: {}", page.text());
        assert!(harbour.get(&upload()).await.text().contains("Get your workbook"), "{says}");
    }
    let csrf = token_in(&harbour.get(&upload()).await.text());
    let form = MultipartForm::new().add_text("csrf", csrf.clone());
    let none = harbour.server.post(&upload()).add_header("sec-fetch-site", "same-origin").multipart(form).await;
    assert_eq!(none.status_code(), 422);
    let forged = harbour.send(&upload(), &csrf, &[("do", "submit"), ("take", SAILINGS)]).await;
    assert_eq!(forged.header("location"), upload().as_str());
    assert!(town.work().await.entries.is_empty(), "a form without a workbook enters nothing");
}

#[tokio::test]
async fn a_workbook_that_was_sent_stays_until_it_is_entered_or_put_away() {
    let town = Town::open(Server::new().await).await;
    let browser = town.signed_in(&town.harbour).await;
    send(&browser, "figures.xlsx", filled_in(&browser, &[SAILINGS_ARE_76_5]).await).await;
    let elsewhere = town.signed_in(&town.harbour).await;
    let page = elsewhere.get(&upload()).await.text();
    assert!(page.contains("76.5%") && page.contains("figures.xlsx"), "{page}");
    let other = town.signed_in(&town.officer).await.get(&upload()).await.text();
    assert!(!other.contains("76.5%"), "it is nobody else's");
    let away = elsewhere.send(&upload(), &token_in(&page), &[("do", "drop")]).await;
    assert_eq!(away.header("location"), upload().as_str());
    assert!(!browser.get(&upload()).await.text().contains("76.5%"));
    assert!(town.work().await.entries.is_empty());
}
