//! Who owes what, as a list that a performance officer could read.

use std::fmt::Write;

use cycle::owed;

use super::{council, edition, files};

#[test]
fn every_measure_is_owed_by_its_own_calendar() {
    let whole = council(&files());
    let mut said = String::new();
    for period in ["2024-25", "2025-26-H1"] {
        let (edition, outline) = edition(&whole, period);
        let mut council = whole.clone();
        council.observations.retain(|one| one.stated != edition.period);
        council.progress.retain(|one| one.stated != edition.period);
        council.passages.retain(|one| one.edition != edition.period);
        writeln!(said, "## {period}, position at {}\n", edition.position_at).unwrap();
        writeln!(said, "| item | because | who | serves |\n| --- | --- | --- | --- |").unwrap();
        for owed in owed(&council, &edition, &outline) {
            let who = owed.named.unwrap_or_default();
            writeln!(said, "| {} | {:?} | {who} | {} |", owed.item, owed.because, owed.serves.join(", ")).unwrap();
        }
        said.push('\n');
    }
    let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cycle/owed.md");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(golden, &said).unwrap();
    }
    assert_eq!(said, std::fs::read_to_string(golden).unwrap_or_default());
}

#[test]
fn what_the_papers_state_in_the_edition_already_is_not_owed() {
    let council = council(&files());
    let (edition, outline) = edition(&council, "2025-26-H1");
    let left: Vec<String> = owed(&council, &edition, &outline).iter().map(|owed| owed.item.to_string()).collect();
    assert!(!left.contains(&"figure/FY-1/2025-26-Q2".to_string()), "{left:?}");
    assert!(!left.contains(&"words/introduction".to_string()), "{left:?}");
}
