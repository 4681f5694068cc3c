//! The plan changed in the browser: with a reason, never over what was printed or over what somebody else wrote.

use std::path::Path;

use crate::server::{Browser, Server, doing};
use cycle::plan::TABLES;
use domain::Period;
use domain::cycle::{Role, Round, RoundKey, RoundState};
use store::{Lines, PaperChange};

/// Servers with an invented council whose officer is signed in and whose half-year round is open.
async fn offices() -> Vec<(Server, Browser, String)> {
    let mut offices = Vec::new();
    for server in Server::all().await {
        let files = crate::reading::from_disk(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("../baseplan/tests/councils/marlhaven"),
        );
        let new = |(path, body)| PaperChange { path, seen_revision: 0, body: Some(body) };
        let papers: Vec<PaperChange> = files.into_iter().map(new).collect();
        server.store.save_papers(&server.tenant, &papers, &doing("papers-imported", server.time())).await.unwrap();
        let round = Round {
            key: RoundKey::first(Period::parse("2025-26-H1").unwrap()),
            state: RoundState::Open,
            enter_by: "2026-01-23".parse().unwrap(),
            approve_by: "2026-01-30".parse().unwrap(),
            opened_at: server.time(),
            published_at: None,
            reason: None,
            demonstration: true,
            version: 0,
        };
        server.store.save_round(&server.tenant, &round, &doing("round-opened", server.time())).await.unwrap();
        server.person(Role::PerformanceOfficer).await;
        let browser = server.browser();
        let csrf = browser.enter(Role::PerformanceOfficer).await;
        offices.push((server, browser, csrf));
    }
    offices
}

async fn paper(server: &Server, path: &str) -> String {
    let papers = server.store.papers(&server.tenant).await.unwrap();
    let found = papers.files.into_iter().find(|paper| paper.path == path);
    String::from_utf8(found.unwrap_or_else(|| panic!("no {path}")).body).unwrap()
}

/// What a hidden field of a page holds.
fn hidden(page: &str, name: &str) -> String {
    let after = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no {name}: {page}")).1;
    after.split('"').next().unwrap().to_string()
}

const TARGET: &str = "/desk/plan/tables/targets/row?plan=2025-28&key=FY-1&key=2024-25-Q4&key=2024-25";

#[tokio::test]
async fn a_changed_target_asks_why_and_is_stated_in_the_open_edition_beside_the_printed_one() {
    for (server, browser, csrf) in offices().await {
        let printed = paper(&server, "targets/2024-25.csv").await;
        let revision = server.store.papers_revision(&server.tenant).await.unwrap();
        let mark = hidden(&browser.get(TARGET).await.text(), "mark");
        let fields = |why: &'static str| {
            let key = [("key", "FY-1"), ("key", "2024-25-Q4"), ("key", "2024-25")];
            let cells =
                [("plan", "2025-28"), ("col-target", "88"), ("col-rationale", "The operator agreed"), ("why", why)];
            [&key[..], &cells[..]].concat()
        };
        let mut without = fields(" ");
        without.push(("mark", &mark));
        let asked = browser.send("/desk/plan/tables/targets/row", &csrf, &without).await;
        assert_eq!(asked.status_code(), 422);
        assert!(asked.text().contains("Say why you change this"));
        assert_eq!(server.store.papers_revision(&server.tenant).await.unwrap(), revision);

        let mut with = fields("The contract was renewed");
        with.push(("mark", &mark));
        let saved = browser.send("/desk/plan/tables/targets/row", &csrf, &with).await;
        assert_eq!(saved.status_code(), 303, "{}", saved.text());
        assert_eq!(paper(&server, "targets/2024-25.csv").await, printed);
        let open = paper(&server, "targets/2025-26-H1.csv").await;
        assert!(open.lines().any(|line| line.starts_with("FY-1,2024-25-Q4,88,")), "{open}");

        let subject = Some("targets FY-1 2024-25-Q4".to_string());
        let lines = server.store.lines(&server.tenant, Lines { subject, ..Lines::default() }).await.unwrap();
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].why.as_deref(), Some("The contract was renewed"));
        assert!(lines[0].after.as_ref().unwrap().contains("stated: 2025-26-H1"), "{:?}", lines[0].after);

        let page = browser.get(TARGET).await.text();
        for part in
            ["Year Report 2025", "Halfway Report 2026", "The contract was renewed", "Person performance-officer"]
        {
            assert!(page.contains(part), "{part}: {page}");
        }
    }
}

#[tokio::test]
async fn a_bad_edit_is_refused_with_every_problem_at_its_field_and_nothing_changes() {
    for (server, browser, csrf) in offices().await {
        let before = server.store.written(&server.tenant).await.unwrap();
        let form = "/desk/plan/tables/measures/row";
        let page = browser.get(&format!("{form}?plan=2025-28&key=VS-1")).await.text();
        let mark = hidden(&page, "mark");
        let fields = [
            ("plan", "2025-28"),
            ("key", "VS-1"),
            ("mark", &mark),
            ("col-title", "Visitors"),
            ("col-unit", "furlongs"),
            ("col-places", "many"),
            ("col-polarity", "higher"),
            ("col-aggregation", "quarter_only"),
            ("col-frequency", "quarterly"),
            ("why", "A trial"),
        ];
        let refused = browser.send(form, &csrf, &fields).await;
        assert_eq!(refused.status_code(), 422);
        let page = refused.text();
        for part in ["There is a problem", "href=\"#col-unit\"", "href=\"#col-places\"", "value=\"many\"", "furlongs"] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert_eq!(server.store.written(&server.tenant).await.unwrap(), before);
    }
}

#[tokio::test]
async fn of_two_people_who_edit_the_same_text_the_second_sees_both_and_decides() {
    for (server, browser, csrf) in offices().await {
        let path = "/desk/plan/texts/schemes/steps.toml";
        let text = paper(&server, "schemes/steps.toml").await;
        let seen = hidden(&browser.get(path).await.text(), "seen");
        let (theirs, mine) = (format!("# theirs\n{text}"), format!("# mine\n{text}"));
        let send = async |text: &str, seen: &str| {
            browser.send(path, &csrf, &[("text", text), ("seen", seen), ("why", "A remark")]).await
        };
        assert_eq!(send(&theirs, &seen).await.status_code(), 303);
        let second = send(&mine, &seen).await;
        assert_eq!(second.status_code(), 409);
        let page = second.text();
        assert!(page.contains("# theirs") && page.contains("# mine"), "{page}");
        assert_eq!(paper(&server, "schemes/steps.toml").await, theirs);
        assert_eq!(send(&mine, &hidden(&page, "seen")).await.status_code(), 303);
        assert_eq!(paper(&server, "schemes/steps.toml").await, mine);
    }
}

#[tokio::test]
async fn of_two_people_who_edit_the_same_row_the_second_writes_over_nothing_unseen() {
    for (server, browser, csrf) in offices().await {
        let form = "/desk/plan/tables/headings/row";
        let mark = hidden(&browser.get(&format!("{form}?plan=2025-28&key=A2")).await.text(), "mark");
        let send = async |title: &str, mark: &str| {
            let fields = [
                ("plan", "2025-28"),
                ("key", "A2"),
                ("mark", mark),
                ("col-level", "1"),
                ("col-title", title),
                ("why", "Plainer"),
            ];
            browser.send(form, &csrf, &fields).await
        };
        assert_eq!(send("A town that is well", &mark).await.status_code(), 303);
        let second = send("A healthy town", &mark).await;
        assert_eq!(second.status_code(), 409);
        assert!(second.text().contains("A town that is well") && second.text().contains("A healthy town"));
        assert_eq!(send("A healthy town", &hidden(&second.text(), "mark")).await.status_code(), 303);
        assert!(paper(&server, "plans/2025-28/headings.csv").await.contains("A healthy town"));
    }
}

#[tokio::test]
async fn what_something_refers_to_cannot_be_taken_out_and_what_nothing_refers_to_can() {
    for (server, browser, csrf) in offices().await {
        for (table, keys, status) in [("headings", &["A1.1"][..], 422), ("milestones", &["S4", "1"][..], 303)] {
            let query: String = keys.iter().map(|key| format!("&key={key}")).collect();
            let page = browser.get(&format!("/desk/plan/tables/{table}/row?plan=2025-28{query}")).await.text();
            let mark = hidden(&page, "mark");
            let mut fields = vec![("plan", "2025-28"), ("mark", &mark), ("remove-why", "It is over")];
            fields.extend(keys.iter().map(|key| ("key", *key)));
            let answer = browser.send(&format!("/desk/plan/tables/{table}/remove"), &csrf, &fields).await;
            assert_eq!(answer.status_code(), status, "{table}: {}", answer.text());
        }
        assert!(!paper(&server, "plans/2025-28/milestones.csv").await.contains("Lamps ordered"));
    }
}

#[tokio::test]
async fn a_plan_a_scheme_and_an_outline_are_made_by_copying() {
    for (server, browser, csrf) in offices().await {
        let plan = [
            ("from", "2025-28"),
            ("name", "2028-31"),
            ("title", "Tide and Town 2028 to 2031"),
            ("opens", "2028-07-01"),
            ("ends", "2031-06-30"),
            ("why", "The next plan"),
        ];
        let made = browser.send("/desk/plan/new/plan", &csrf, &plan).await;
        assert_eq!(made.status_code(), 303, "{}", made.text());
        assert!(paper(&server, "plans/2028-31/commitments.csv").await.contains("2025-28 S1"));
        assert!(browser.get("/desk/plan?plan=2028-31").await.text().contains("Tide and Town 2028 to 2031"));
        let again = browser.send("/desk/plan/new/plan", &csrf, &plan).await;
        assert_eq!(again.status_code(), 422);

        let text = paper(&server, "outlines/halfway.toml").await;
        for (what, from, name, text, status) in [
            ("outline", "halfway", "quarter", format!("{text}\nsections = 1\n"), 422),
            ("outline", "halfway", "quarter", text.clone(), 303),
            ("outline", "halfway", "../quarter", text, 422),
            // Two schemes of one family in force on one day.
            ("scheme", "steps", "steps-2", paper(&server, "schemes/steps.toml").await, 422),
        ] {
            let fields = [("from", from), ("name", name), ("text", &text), ("why", "A new one")];
            let answer = browser.send(&format!("/desk/plan/new/{what}"), &csrf, &fields).await;
            assert_eq!(answer.status_code(), status, "{what} {name}: {}", answer.text());
        }
    }
}

#[tokio::test]
async fn every_table_has_its_list_its_form_and_its_rows() {
    for (_, browser, _) in offices().await {
        for table in &TABLES {
            let list = browser.get(&format!("/desk/plan/tables/{}?plan=2025-28", table.name)).await;
            assert_eq!(list.status_code(), 200, "{}", table.name);
            let page = list.text();
            if let Some((_, after)) = page.split_once(&format!("href=\"/desk/plan/tables/{}/row", table.name)) {
                let address = format!("/desk/plan/tables/{}/row{}", table.name, after.split('"').next().unwrap());
                let row = browser.get(&address.replace("&amp;", "&")).await;
                assert_eq!(row.status_code(), 200, "{address}: {}", row.text());
            }
            let add = browser.get(&format!("/desk/plan/tables/{}/add?plan=2025-28", table.name)).await;
            assert_eq!(add.status_code(), 200, "{}", table.name);
        }
        let found = browser.get("/desk/plan/tables/measures?plan=2025-28&q=ferry").await.text();
        assert!(found.contains("FY-1") && !found.contains("TR-1"), "{found}");
        assert!(browser.get("/desk/plan/owners").await.text().contains("Harbour master"));
    }
}

#[tokio::test]
async fn the_form_of_a_measure_is_in_groups_and_folds_away_what_few_measures_have() {
    for (_, browser, csrf) in offices().await {
        let form = |key: &str| format!("/desk/plan/tables/measures/row?plan=2025-28&key={key}");
        // Of CP-1 its predecessor stands in the first group; of RD-1 nothing that is folded away.
        let (set, plain) = (browser.get(&form("CP-1")).await.text(), browser.get(&form("RD-1")).await.text());
        for legend in ["What it is", "How it is counted", "When it is due", "How it is rated", "Who answers for it"] {
            assert!(plain.contains(&format!("<legend><h2>{legend}</h2></legend>")), "{legend}: {plain}");
        }
        let folds = |page: &str| page.matches("<summary>Seldom needed").count();
        let open = |page: &str| page.matches("<details class=\"more\" open><summary>Seldom needed").count();
        assert_eq!((folds(&plain), open(&plain)), (3, 0), "{plain}");
        assert_eq!((folds(&set), open(&set)), (3, 1), "{set}");
        let mark = hidden(&plain, "mark");
        let fields = [
            ("plan", "2025-28"),
            ("key", "RD-1"),
            ("mark", &mark),
            ("col-title", "Footpaths repaired"),
            ("col-unit", "km"),
            ("col-places", "2"),
            ("col-polarity", "higher"),
            ("col-aggregation", "cumulative"),
            ("col-frequency", "quarterly"),
            ("col-arrives_late", "soon"),
            ("why", "A trial"),
        ];
        let refused = browser.send("/desk/plan/tables/measures/row", &csrf, &fields).await.text();
        assert!(refused.contains("href=\"#col-arrives-late\""), "{refused}");
        assert_eq!(open(&refused), 1, "what is wrong is not folded away: {refused}");
    }
}
