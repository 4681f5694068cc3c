//! Editions of one history: what each says, and that nothing said later changes it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests stop at what cannot be")]

#[allow(dead_code, reason = "used by the tests of whole reports")]
#[path = "compose/folders.rs"]
mod folders;

use std::collections::BTreeMap;
use std::path::Path;

use domain::snapshot::Agreement;
use domain::{Council, Edition, Period, Snapshot};
use folders::examples;

fn council(root: &Path) -> Council {
    let read = folder::read(&folders::from_disk(root));
    assert!(read.problems.is_empty(), "{} reads without a problem", root.display());
    read.council
}

/// The council as its folder stood when an edition came out.
fn as_it_stood(council: &Council, edition: &Edition) -> Council {
    let mut then = council.clone();
    let known = |stated: Period| council.may_read(edition, stated);
    then.observations.retain(|o| known(o.stated));
    then.targets.retain(|t| known(t.stated));
    then.benchmarks.retain(|b| known(b.stated));
    then.progress.retain(|p| known(p.stated));
    then.risk_scores.retain(|s| known(s.stated));
    then.published.retain(|p| known(p.stated));
    then.published_travel.retain(|p| known(p.stated));
    then.passages.retain(|p| known(p.edition));
    then.editions.retain(|e| e.position_at <= edition.position_at);
    for measure in &mut then.measures {
        measure.names.retain(|name| name.from.is_none_or(known));
        measure.breaks.retain(|b| b.stated.is_none_or(known));
    }
    for plan in &mut then.plans {
        plan.links.retain(|link| link.from.is_none_or(known));
        plan.commitments.iter_mut().for_each(|c| c.renamed.retain(|name| name.from.is_none_or(known)));
    }
    then
}

#[test]
fn an_edition_says_the_same_without_all_that_came_later() {
    for root in examples() {
        let council = council(&root);
        for edition in &council.editions {
            let alone = rate::snapshot(&as_it_stood(&council, edition), edition);
            assert_eq!(rate::snapshot(&council, edition), alone, "{} {}", root.display(), edition.period);
        }
    }
}

fn derbyshire(period: &str) -> Snapshot {
    let council = council(examples().iter().find(|root| root.ends_with("derbyshire")).unwrap());
    rate::snapshot(&council, council.edition(Period::parse(period).unwrap()).unwrap())
}

/// How many commitments and how many measures have each rating, as words: `2 Action, 20 Good`.
fn counts(snapshot: &Snapshot) -> [String; 2] {
    let say = |ratings: Vec<Option<String>>| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for rating in ratings {
            *counts.entry(rating.unwrap_or_else(|| "unrated".into())).or_default() += 1;
        }
        counts.iter().map(|(rating, count)| format!("{count} {rating}")).collect::<Vec<_>>().join(", ")
    };
    let progress = snapshot.commitments.iter().map(|c| c.progress.as_ref().and_then(|p| p.grade.clone()));
    let measures = snapshot.measures.iter().map(|m| {
        let scheme = snapshot.scheme(&m.scheme).unwrap();
        m.shown_grade(scheme).map(|grade| scheme.grades[grade].name.clone())
    });
    [say(progress.collect()), say(measures.collect())]
}

#[test]
fn each_edition_counts_what_its_report_states() {
    for (period, commitments, measures) in [
        ("2021-22-Q1", "52 Good, 6 Review, 3 Strong, 2 unrated", "2 Action, 5 Good, 2 Review, 4 Strong, 20 unrated"),
        ("2024-25-Q3", "3 Action, 1 Complete, 21 Good, 8 Review", "8 Action, 7 Good, 4 Review, 8 Strong, 8 unrated"),
        ("2025-26-Q2", "2 Action, 20 Good, 3 Review", "8 Action, 6 Good, 3 Review, 12 Strong, 19 unrated"),
        ("2025-26", "1 Action, 20 Good, 4 Review", "3 Action, 3 Review, 2 Strong, 50 unrated"),
    ] {
        assert_eq!(counts(&derbyshire(period)), [commitments, measures], "{period}");
    }
}

#[test]
fn the_eight_roll_ups_that_the_report_of_2021_states_come_out_of_the_folder() {
    let snapshot = derbyshire("2021-22-Q1");
    let said = snapshot.rollups.iter().map(|r| {
        let grade = r.grade.map_or("none", |grade| snapshot.scheme(&r.scheme).unwrap().grades[grade].name.as_str());
        format!("{} {}: {grade}, {} of {}", r.heading, r.scheme, r.rated, r.of)
    });
    let mut said: Vec<String> = said.collect();
    said.sort();
    assert_eq!(
        said,
        [
            "E measures: Strong, 3 of 8",
            "E objectives: Good, 12 of 12",
            "G measures: Good, 3 of 8",
            "G objectives: Good, 20 of 20",
            "H measures: Review, 5 of 12",
            "H objectives: Good, 18 of 20",
            "R measures: Review, 2 of 2",
            "R objectives: Good, 11 of 11",
        ]
    );
}

#[test]
fn every_rating_published_in_four_editions_is_the_computed_one_unless_a_reason_is_given() {
    for period in ["2021-22-Q1", "2024-25-Q3", "2025-26-Q2", "2025-26"] {
        let snapshot = derbyshire(period);
        for measure in &snapshot.measures {
            let agreement = measure.agreement(snapshot.scheme(&measure.scheme).unwrap());
            assert_ne!(agreement, Agreement::DiffersUnknown, "{period}: {}", measure.title);
        }
    }
}

#[test]
fn from_the_half_year_to_the_year_end_two_ratings_change_and_one_title() {
    let (half, end) = (derbyshire("2025-26-Q2"), derbyshire("2025-26"));
    let grade = |state: &domain::snapshot::CommitmentState| state.progress.as_ref().unwrap().grade.clone().unwrap();
    let mut changes = Vec::new();
    for (then, now) in half.commitments.iter().zip(&end.commitments) {
        let reference = &now.commitment.reference;
        if grade(then) != grade(now) {
            changes.push(format!("{reference} {} to {}", grade(then), grade(now)));
        }
        if then.commitment.title != now.commitment.title {
            changes.push(format!("{reference} reworded"));
        }
    }
    assert_eq!(changes, ["SO-01 Action to Good", "SO-18 Good to Review", "SO-21 reworded"]);
}
