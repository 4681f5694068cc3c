//! My quarter: what to do where nothing is in place yet, and a long list that is narrowed without a script.

use crate::hall::{AGAIN, Hall, ROUND, holds, leads_to, post, see};
use crate::server::Server;
use crate::town::grant;
use domain::cycle::{PersonState, Role};

fn lacks(page: &str, words: &[&str]) {
    for word in words {
        assert!(!page.contains(word), "“{word}” is on the page: {page}");
    }
}

#[tokio::test]
async fn in_a_council_that_was_just_imported_each_role_is_told_what_to_do_next() {
    let server = Server::new().await;
    server.person(Role::Administrator).await;
    let administrator = server.browser();
    administrator.enter(Role::Administrator).await;
    holds(&see(&administrator, "/desk").await, &["Bring in the council's folder", "baseplan import"]);
    server.import_papers().await;
    let desk = see(&administrator, "/desk").await;
    holds(
        &desk,
        &[
            "No round is open, so nothing is owed now.",
            "What to do next",
            "Set up mail",
            "href=\"/desk/server\"",
            "Invite a performance officer",
            "Invite a director",
            "href=\"/desk/people/invite\"",
            "(measures: 19, commitments: 7)",
        ],
    );
    lacks(&desk, &["Bring in the council", "Open the next round", "/desk/plan/owners"]);
    holds(&see(&administrator, "/desk/server").await, &["No mail server is named in the configuration file"]);

    for (role, says) in [
        (
            Role::PerformanceOfficer,
            &["Open the next round", "href=\"/desk/rounds/new\"", "href=\"/desk/plan/owners?plan=2025-28\""][..],
        ),
        (
            Role::DataOwner,
            &["so nothing is owed now", "The next report is likely to be on", "a reminder comes by mail"],
        ),
        (Role::Director, &["so nothing is owed now", "What waits for your approval stands here"]),
    ] {
        server.person(role).await;
        let browser = server.browser();
        browser.enter(role).await;
        holds(&see(&browser, "/desk").await, says);
    }
    // Whatever is there is asked for no more.
    server.add("coming@example.gov.uk", vec![grant(Role::Lead, "commitment:S1")], PersonState::Invited).await;
    let desk = see(&administrator, "/desk").await;
    lacks(&desk, &["Invite a performance officer", "Invite a director"]);
    holds(&desk, &["(commitments: 6)", "Invited, and not here yet: 1"]);
}

#[tokio::test]
async fn who_enters_is_told_nothing_of_what_others_see_to() {
    let hall = Hall::of(Server::new().await).await;
    hall.open_round().await;
    lacks(&see(&hall.owner, "/desk").await, &["What to do next", "No round is open"]);
    lacks(&see(&hall.director, "/desk").await, &["What to do next"]);
}

#[tokio::test]
async fn a_long_list_is_narrowed_by_an_address_and_says_what_it_leaves_out() {
    let hall = Hall::of(Server::new().await).await;
    hall.open_round().await;
    let sailings = "/items/figure/FY-1/2025-26-Q2\"";
    let all = see(&hall.owner, "/desk").await;
    let count = all.matches("class=\"task\"").count();
    holds(&all, &[&format!("<a href=\"/desk\" aria-current=\"page\">All ({count})</a>"), &format!("To do: {count}")]);
    holds(&all, &["<span class=\"muted\">Returned (0)</span>", "<span class=\"muted\">Approved (0)</span>"]);

    hall.sailings(ROUND, "91.5").await;
    let left = count - 1;
    let done = see(&hall.owner, "/desk?show=done").await;
    holds(&done, &["aria-current=\"page\">Approved (1)</a>", &format!("1 of {count} are shown."), sailings]);
    assert_eq!(done.matches("class=\"task\"").count(), 1);
    let to_do = see(&hall.owner, "/desk?show=to-do").await;
    lacks(&to_do, &[sailings]);
    holds(&to_do, &[&format!("To do: {left}"), &format!("{left} of {count} are shown."), "Show all"]);
    // A group that emptied meanwhile says so; an address that names none shows everything.
    let returned = see(&hall.owner, "/desk?show=returned").await;
    holds(&returned, &["aria-current=\"page\">Returned (0)</a>", "Nothing in this round is like this."]);
    assert_eq!(see(&hall.owner, "/desk?show=nonsense").await.matches("class=\"task\"").count(), count);
}

#[tokio::test]
async fn a_correction_stands_under_its_own_name() {
    let hall = Hall::of(Server::new().await).await;
    hall.open_round().await;
    hall.sailings(ROUND, "91.5").await;
    hall.publish(ROUND).await;
    let fields = [("enter_by", "2026-02-10"), ("approve_by", "2026-02-12"), ("why", "A sum was wrong")];
    assert_eq!(leads_to(&post(&hall.officer, &format!("{ROUND}/correct"), &fields).await), AGAIN);
    let desk = see(&hall.owner, "/desk").await;
    holds(&desk, &["Halfway Report 2026, correction 1"]);
    holds(&see(&hall.officer, "/desk").await, &["correction 1", "Open the next round"]);
}
