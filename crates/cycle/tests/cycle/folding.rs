//! Entries become papers that read without a problem and say the same.

use cycle::{Folded, Names, NewEdition, add_edition, fold};
use domain::cycle::{Body, Entry, FigureEntry, Item, ProgressEntry, Round, RoundKey, RoundState, Via};
use domain::{About, Absence, EditionStatus, Figure, Marker, Period, Reading};

use super::{council, files};

fn period(text: &str) -> Period {
    Period::parse(text).unwrap()
}

fn round(state: RoundState) -> Round {
    Round {
        key: RoundKey::first(period("2025-26-H1")),
        state,
        enter_by: "2026-01-20".parse().unwrap(),
        approve_by: "2026-01-27".parse().unwrap(),
        opened_at: "2026-01-05T09:00:00Z".parse().unwrap(),
        published_at: (state == RoundState::Published).then(|| "2026-02-03T10:00:00Z".parse().unwrap()),
        reason: None,
        demonstration: true,
        version: 1,
    }
}

fn entry(item: &str, body: Body) -> Entry {
    Entry {
        round: RoundKey::first(period("2025-26-H1")),
        item: Item::parse(item).unwrap(),
        version: 1,
        body,
        why: Some("Agreed at the meeting".into()),
        by: "ann".into(),
        at: "2026-01-10T09:30:00Z".parse().unwrap(),
        via: Via::Form,
    }
}

fn figure(reading: Reading) -> Body {
    let note = Some("Counted by hand in December.".to_string());
    Body::Figure(FigureEntry { reading, forecast: None, markers: vec![Marker::Provisional], as_at: None, note })
}

fn value(text: &str) -> Reading {
    Reading::Figure(Figure { value: text.parse().unwrap(), parts: None })
}

fn names() -> Names {
    [("ann", "Ann Owner"), ("dee", "Dee Director")].map(|(id, name)| (id.to_string(), name.to_string())).into()
}

#[test]
fn what_was_entered_is_read_back_from_the_papers() {
    let files = files();
    let before = council(&files);
    let entries = [
        entry("figure/FY-1/2025-26-Q2", figure(value("91.5"))),
        entry("figure/ST 7/8/2025-26-Q2", figure(Reading::Absent(Absence::Awaited))),
        entry(
            "progress/S1",
            Body::Progress(ProgressEntry {
                grade: before
                    .schemes
                    .iter()
                    .find(|s| s.family == before.plans[1].kinds[0].scheme)
                    .map(|s| s.grades[0].name.clone()),
                completes: Some("2026-09-30".parse().unwrap()),
                text: "The piles are in; {{FY-1}} of sailings left on time.".into(),
            }),
        ),
        entry("words/introduction", Body::Words("Half of the year is done.".into())),
        entry("rating/FY-1/2025-26-Q2", Body::Rating(None)),
    ];
    let folded: Vec<Folded> = entries.iter().map(|entry| Folded { entry, approved_by: Some("dee") }).collect();
    let made = fold(&files, &before, &round(RoundState::Published), &folded, "commentary", &names()).unwrap();
    let after = folder::read(&made);
    assert_eq!(after.problems, []);
    let after = after.council;

    let stated = period("2025-26-H1");
    let found = |measure: &str| {
        let one =
            |o: &&domain::Observation| o.measure == measure && o.period == period("2025-26-Q2") && o.stated == stated;
        after.observations.iter().find(one).unwrap()
    };
    let sailings = found("FY-1");
    assert_eq!(sailings.reading.value().unwrap().to_string(), "91.5");
    assert_eq!(sailings.markers, [Marker::Provisional]);
    let note = after.notes.iter().find(|note| sailings.notes.contains(&note.key)).unwrap();
    assert_eq!(note.text, "Counted by hand in December.");
    assert_eq!(found("ST 7/8").reading, Reading::Absent(Absence::Awaited));
    let progress = after.progress.iter().find(|p| p.commitment == "S1" && p.stated == stated).unwrap();
    assert_eq!(progress.completes, Some("2026-09-30".parse().unwrap()));
    assert!(progress.grade.is_some());
    let words = |slot: &str, about: &About| {
        after.passages.iter().find(|p| p.edition == stated && p.slot == slot && p.about == *about).unwrap()
    };
    let said = words("commentary", &About::Item("S1".into()));
    assert_eq!(said.text, "The piles are in; {{FY-1}} of sailings left on time.");
    assert_eq!((said.author.as_deref(), said.approved_by.as_deref()), (Some("Ann Owner"), Some("Dee Director")));
    assert_eq!(words("introduction", &About::Edition).text, "Half of the year is done.");
    let set = after.published.iter().find(|p| p.measure == "FY-1" && p.stated == stated).unwrap();
    assert_eq!(set.grade, None);
    assert_eq!(set.why.as_deref(), Some("Agreed at the meeting"));
    let edition = after.edition(stated).unwrap();
    assert_eq!(edition.status, EditionStatus::Published);
    assert_eq!(edition.published_on, Some("2026-02-03".parse().unwrap()));
}

#[test]
fn folding_again_replaces_what_the_edition_said_and_nothing_else() {
    let files = files();
    let before = council(&files);
    let once = |text: &str, files: &folder::Files| {
        let entry = entry("figure/FY-1/2025-26-Q2", figure(value(text)));
        let folded = [Folded { entry: &entry, approved_by: None }];
        fold(files, &before, &round(RoundState::Open), &folded, "commentary", &names()).unwrap()
    };
    let first = once("91.5", &files);
    let second = once("92.5", &first);
    assert_eq!(once("91.5", &second), first);
    let council = council(&second);
    let of = |one: &&domain::Observation| one.measure == "FY-1" && one.period == period("2025-26-Q2");
    let stated = council.observations.iter().filter(of).filter(|one| one.stated == period("2025-26-H1"));
    assert_eq!(stated.count(), 1);
    let untouched = |files: &folder::Files| {
        files
            .iter()
            .filter(|(path, _)| !path.starts_with("values/") && *path != "notes.csv" && *path != "editions.toml")
            .count()
    };
    assert_eq!(untouched(&files), untouched(&second));
}

#[test]
fn a_new_edition_takes_its_place_by_date_and_comments_stay() {
    let mut files = files();
    let old = String::from_utf8(files["editions.toml"].clone()).unwrap();
    files.insert("editions.toml".into(), format!("# Ours.\n{old}").into_bytes());
    let new = NewEdition {
        period: period("2025-26-Q1"),
        plan: "2025-28".into(),
        outline: "halfway".into(),
        title: "Quarter 1".into(),
        position_at: "2025-09-30".parse().unwrap(),
        demonstration: false,
    };
    let made = add_edition(&files, &new).unwrap();
    assert!(String::from_utf8_lossy(&made["editions.toml"]).starts_with("# Ours."));
    let periods: Vec<String> = council(&made).editions.iter().map(|e| e.period.to_string()).collect();
    assert_eq!(periods, ["2024-25", "2025-26-Q1", "2025-26-H1"]);
    assert_eq!(add_edition(&made, &new).unwrap_err().says, "There is an edition 2025-26-Q1 already");
}

#[test]
fn a_body_of_another_kind_is_refused_and_nothing_changes() {
    let files = files();
    let wrong = entry("progress/S1", Body::Words("x".into()));
    let folded = [Folded { entry: &wrong, approved_by: None }];
    let problems = fold(&files, &council(&files), &round(RoundState::Open), &folded, "commentary", &names());
    assert_eq!(problems.unwrap_err()[0].rule, "entry-of-another-kind");
}
