//! What is entered is published, corrected, withdrawn; and what stops that.

use crate::hall::{AGAIN, Hall, ROUND, SAILINGS, field, holds, leads_to, post, see, typed};
use crate::server::{Browser, Server};
use domain::cycle::{Role, RoundState};

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
async fn whoever_corrects_an_edition_sees_what_was_published_and_so_does_whoever_approves_it() {
    let hall = Hall::of(Server::new().await).await;
    hall.open_round().await;
    let first = format!("{ROUND}/items/{SAILINGS}");
    assert!(!see(&hall.owner, &first).await.contains("Published in edition"), "nothing was published yet");
    hall.sailings(ROUND, "91.5").await;
    let words = "words/introduction";
    let text = "Ferries ran on most days.";
    let entering = [("seen", "0"), ("text", text), ("do", "submit")];
    leads_to(&post(&hall.officer, &format!("{ROUND}/items/{words}"), &entering).await);
    leads_to(&post(&hall.director, &format!("{ROUND}/approve/{words}"), &[("seen", "1"), ("do", "approve")]).await);
    hall.publish(ROUND).await;
    let opening = [("enter_by", "2026-02-10"), ("approve_by", "2026-02-12"), ("why", "Night sailings were missing")];
    leads_to(&post(&hall.officer, &format!("{ROUND}/correct"), &opening).await);

    let form = format!("{AGAIN}/items/{SAILINGS}");
    let page = see(&hall.owner, &form).await;
    holds(
        &page,
        &["<p class=\"beside\" id=\"value-beside\">Published in edition 1: 91.5%</p>", "value-hint value-beside"],
    );
    assert_eq!(typed(&page, "value"), "", "the box is empty: nothing is corrected by itself");
    let unprinted = see(&hall.officer, &format!("{AGAIN}/items/figure/CS-1/2025-26-Q2")).await;
    holds(&unprinted, &["Published in edition 1: Awaited"]);
    let unset = see(&hall.officer, &format!("{AGAIN}/items/rating/FY-1/2025-26-Q2")).await;
    holds(&unset, &["Published in edition 1", "none was set by hand"]);
    let page = see(&hall.officer, &format!("{AGAIN}/items/{words}")).await;
    holds(
        &page,
        &[
            "<h1 class=\"\">Introduction</h1>",
            "Halfway Report 2026, correction 1",
            "Published in edition 1",
            &format!("{text}</textarea>"),
        ],
    );

    leads_to(&post(&hall.owner, &form, &[("seen", "0"), ("value", "90.2"), ("do", "submit")]).await);
    let side = see(&hall.director, &format!("{AGAIN}/approve/{SAILINGS}")).await;
    holds(&side, &["90.2%", "Published in edition 1", "91.5%", "This is different now"]);
    let approve = format!("{AGAIN}/approve/{SAILINGS}");
    leads_to(&post(&hall.director, &approve, &[("seen", "1"), ("do", "approve")]).await);
    hall.publish(AGAIN).await;
    assert!(!see(&hall.owner, &form).await.contains("Published in edition"), "the round is closed");
}
