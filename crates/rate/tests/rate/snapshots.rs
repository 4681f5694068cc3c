//! What an edition says, from the invented council.

use domain::measure::{Break, Naming};
use domain::plan::Link;
use domain::rating::{Override, Published};
use domain::scheme::Direction;
use domain::{Absence, Council, Measure, Reading, Snapshot};
use rate::snapshot;

use crate::made_council::{ambleford, decimal, measure, period, stated, target};

const GOOD: usize = 1;
const REVIEW: usize = 2;
const ACTION: usize = 3;

fn edition(council: &Council, at: &str) -> Snapshot {
    snapshot(council, council.edition(period(at)).unwrap())
}

fn value(snapshot: &Snapshot, key: &str) -> Option<String> {
    snapshot.measure(key).unwrap().observation()?.reading.value().map(|value| value.to_string())
}

fn recorded(grade: Option<&str>, why: Option<&str>) -> Published {
    Published {
        measure: "KM-1".into(),
        period: period("2025-26-Q2"),
        grade: grade.map(str::to_string),
        over: None,
        why: why.map(str::to_string),
        stated: period("2025-26-Q2"),
    }
}

#[test]
fn measures_stand_in_the_order_of_the_plans_links_each_once() {
    let snapshot = edition(&ambleford(), "2025-26-Q2");
    let keys: Vec<&str> = snapshot.measures.iter().map(|m| m.measure.key.as_str()).collect();
    assert_eq!(keys, ["KM-2", "KM-1", "YR-1"]);
    assert_eq!(snapshot.measures[0].links.len(), 2);
}

#[test]
fn every_measure_is_rated_and_explained() {
    let snapshot = edition(&ambleford(), "2025-26-Q2");
    let state = snapshot.measure("KM-1").unwrap();
    assert_eq!(state.computed_grade(), Some(ACTION));
    assert_eq!(
        state.explanation,
        "53.0% is 33.75% below the target of 80.0%; higher is better; Action: more than 10% worse. \
         Performance against target, in force from 1 April 2021."
    );
    assert_eq!(snapshot.measure("KM-2").unwrap().computed_grade(), Some(GOOD));
}

#[test]
fn a_value_stated_later_does_not_change_the_old_edition() {
    let mut council = ambleford();
    let before = edition(&council, "2025-26-Q1");
    council.observations.push(stated("KM-1", "2025-26-Q1", "81.0", "2025-26-Q2"));
    council.targets.push(target("KM-1", "2025-26-Q1", "60.0", "2025-26-Q2"));
    council.measures[0].names.push(Naming { from: Some(period("2025-26-Q2")), title: "A new name".into() });
    assert_eq!(edition(&council, "2025-26-Q1"), before);
    let after = edition(&council, "2025-26-Q2");
    let history = &after.measure("KM-1").unwrap().history;
    assert_eq!(history[&period("2025-26-Q1")].reading.value(), Some(decimal("81.0")));
    assert_eq!(after.measure("KM-1").unwrap().title, "A new name");
}

#[test]
fn titles_links_and_breaks_of_a_later_edition_do_not_change_the_old_one() {
    let mut council = ambleford();
    let before = edition(&council, "2025-26-Q1");
    let later = Some(period("2025-26-Q2"));
    let plan = &mut council.plans[0];
    plan.commitments[0].renamed.push(Naming { from: later, title: "Better homes".into() });
    plan.links.push(Link { measure: "KM-3".into(), from: later, ..plan.links[0].clone() });
    council.measures.push(measure("KM-3"));
    let why = "A new method".to_string();
    council.measures[0].breaks.push(Break { from: period("2025-26-Q1"), why, stated: later });
    assert_eq!(edition(&council, "2025-26-Q1"), before);
    let after = edition(&council, "2025-26-Q2");
    assert_eq!(after.commitments[0].commitment.title, "Better homes");
    assert!(after.measure("KM-3").is_some());
    assert_eq!(after.measure("KM-1").unwrap().measure.breaks.len(), 1);
}

#[test]
fn what_the_year_end_says_first_is_not_known_at_a_quarter_of_the_same_year() {
    let mut council = ambleford();
    council.measures[0].names.push(Naming { from: Some(period("2025-26")), title: "A new name".into() });
    council.plans[0].commitments[0].renamed.push(Naming { from: Some(period("2025-26")), title: "New words".into() });
    let snapshot = edition(&council, "2025-26-Q2");
    assert_eq!(snapshot.measure("KM-1").unwrap().title, "Measure KM-1");
    assert_eq!(snapshot.commitments[0].commitment.title, "SO-1");
}

#[test]
fn of_two_statements_of_one_edition_the_later_in_the_file_wins() {
    let mut council = ambleford();
    council.observations.push(stated("KM-1", "2025-26-Q2", "54.0", "2025-26-Q2"));
    assert_eq!(value(&edition(&council, "2025-26-Q2"), "KM-1").as_deref(), Some("54.0"));
}

#[test]
fn an_earlier_statement_lower_in_the_file_does_not_win() {
    let mut council = ambleford();
    council.observations.push(stated("KM-1", "2025-26-Q2", "54.0", "2025-26-Q1"));
    assert_eq!(value(&edition(&council, "2025-26-Q2"), "KM-1").as_deref(), Some("53.0"));
}

#[test]
fn a_yearly_measure_shows_the_latest_year_of_which_anything_is_stated() {
    let mut council = ambleford();
    let year = |council: &Council| edition(council, "2025-26-Q2").measure("YR-1").unwrap().now.to_string();
    assert_eq!(year(&council), "2024-25");
    let mut not_due = stated("YR-1", "2025-26", "0", "2025-26-Q2");
    not_due.reading = Reading::Absent(Absence::NotDue(None));
    council.observations.push(not_due);
    assert_eq!(year(&council), "2025-26");
}

#[test]
fn a_value_that_arrives_a_quarter_late_speaks_for_the_quarter_before() {
    let mut council = ambleford();
    council.measures[0].arrives_late = 1;
    let snapshot = edition(&council, "2025-26-Q2");
    assert_eq!(snapshot.measure("KM-1").unwrap().now, period("2025-26-Q1"));
    assert_eq!(value(&snapshot, "KM-1").as_deref(), Some("52.0"));
}

#[test]
fn history_ends_with_the_period_reported() {
    let mut council = ambleford();
    council.observations.push(stated("KM-1", "2025-26-Q3", "60.0", "2025-26-Q2"));
    let snapshot = edition(&council, "2025-26-Q2");
    let periods: Vec<String> = snapshot.measure("KM-1").unwrap().history.keys().map(|p| p.to_string()).collect();
    assert_eq!(periods, ["2024-25-Q2", "2025-26-Q1", "2025-26-Q2"]);
}

#[test]
fn directions_of_travel_follow_the_schemes_rules_in_their_order() {
    let snapshot = edition(&ambleford(), "2025-26-Q2");
    let travel = &snapshot.measure("KM-1").unwrap().travel;
    let found: Vec<_> = travel.iter().map(|t| t.map(|t| (t.direction, t.then_period.to_string())).unwrap()).collect();
    let expected = [(Direction::Improving, "2024-25-Q2".into()), (Direction::Improving, "2025-26-Q1".into())];
    assert_eq!(found, expected);
}

#[test]
fn a_published_rating_stands_beside_the_computed_one_and_says_why_it_differs() {
    let says = |published| {
        let mut council = ambleford();
        council.published = vec![published];
        let snapshot = edition(&council, "2025-26-Q2");
        let state = snapshot.measure("KM-1").unwrap();
        assert_eq!(state.computed_grade(), Some(ACTION));
        state.explanation.split("1 April 2021.").nth(1).unwrap().trim().to_string()
    };
    assert_eq!(says(recorded(Some("Action"), None)), "");
    assert_eq!(says(recorded(Some("Good"), None)), "Published as Good: published rating differs, reason unknown.");
    let suspended = recorded(None, Some("Inspections are suspended."));
    assert_eq!(says(suspended), "Published as not rated: Inspections are suspended.");
    let over = Some(Override { who: "A. Officer".into(), when: "2025-10-20".parse().unwrap() });
    let overridden = Published { over, ..recorded(Some("Review"), Some("One site was closed")) };
    assert_eq!(says(overridden), "Overridden as Review by A. Officer on 20 October 2025: One site was closed.");
}

#[test]
fn commitments_have_this_periods_progress_and_what_went_before() {
    let snapshot = edition(&ambleford(), "2025-26-Q2");
    let grades = |place: usize| {
        let state = &snapshot.commitments[place];
        let earlier: Vec<_> = state.earlier.iter().filter_map(|p| p.grade.as_deref()).collect();
        (state.progress.as_ref().and_then(|p| p.grade.as_deref()), earlier)
    };
    assert_eq!(grades(0), (Some("Strong"), vec!["Good"]));
    assert_eq!(grades(2), (None, vec![]));
    let first = edition(&ambleford(), "2025-26-Q1");
    assert_eq!(first.commitments[0].earlier, []);
}

#[test]
fn risks_have_this_periods_score_and_the_one_before() {
    let snapshot = edition(&ambleford(), "2025-26-Q2");
    let risk = &snapshot.risks[0];
    assert_eq!(risk.score.as_ref().map(|s| s.score), Some(decimal("8")));
    assert_eq!(risk.previous.as_ref().map(|s| s.score), Some(decimal("12")));
    assert_eq!(edition(&ambleford(), "2025-26-Q1").risks[0].previous, None);
}

#[test]
fn headings_roll_up_what_stands_under_them_at_any_depth() {
    let snapshot = edition(&ambleford(), "2025-26-Q2");
    let found: Vec<_> =
        snapshot.rollups.iter().map(|r| (r.heading.as_str(), r.scheme.as_str(), r.grade, r.rated, r.of)).collect();
    let expected = [
        // Good and Action: the mean reaches Review, where any Action would hold it anyway.
        ("People", "measures", Some(REVIEW), 2, 2),
        // Strong and Review: a mean of three.
        ("People", "objectives", Some(GOOD), 2, 2),
        ("Homes", "measures", Some(GOOD), 1, 1),
        ("Homes", "objectives", Some(0), 1, 1),
        ("Place", "measures", Some(GOOD), 1, 1),
        ("Place", "objectives", None, 0, 1),
    ];
    assert_eq!(found, expected);
}

#[test]
fn only_the_schemes_of_the_day_and_the_editions_so_far_stand_in_it() {
    let mut council = ambleford();
    let next = domain::Scheme { from: "2025-07-01".parse().unwrap(), ..council.schemes[0].clone() };
    council.schemes[0].until = Some("2025-06-30".parse().unwrap());
    council.schemes.push(next);
    let first = edition(&council, "2025-26-Q1");
    assert_eq!(first.scheme("measures").unwrap().from, "2021-04-01".parse().unwrap());
    assert_eq!((first.editions.len(), first.keys.len()), (1, first.schemes.len()));
    let second = edition(&council, "2025-26-Q2");
    assert_eq!(second.scheme("measures").unwrap().from, "2025-07-01".parse().unwrap());
    assert_eq!(second.editions.len(), 2);
}

#[test]
fn a_measure_whose_scheme_is_not_in_force_says_so() {
    let mut council = ambleford();
    council.measures[0] = Measure { scheme: Some("budget".into()), ..council.measures[0].clone() };
    let snapshot = edition(&council, "2025-26-Q2");
    let state = snapshot.measure("KM-1").unwrap();
    assert_eq!(state.computed_grade(), None);
    assert_eq!(
        state.explanation,
        "Not rated: no scheme “budget” is in force on 30 September 2025, so nothing rates Measure KM-1."
    );
}

#[test]
fn an_edition_holds_what_each_earlier_one_said_in_order_and_they_hold_none_themselves() {
    let council = ambleford();
    let now = edition(&council, "2025-26-Q2");
    let periods: Vec<String> = now.earlier.iter().map(|e| e.edition.period.to_string()).collect();
    let listed = council.editions.iter().filter(|e| e.position_at < now.edition.position_at);
    assert_eq!(periods, listed.map(|e| e.period.to_string()).collect::<Vec<_>>());
    assert!(!periods.is_empty() && now.earlier.iter().all(|earlier| earlier.earlier.is_empty()));
    let last = now.earlier.last().unwrap();
    assert_eq!(last.measures, edition(&council, &last.edition.period.to_string()).measures);
}

#[test]
fn every_period_of_the_history_has_the_grade_that_was_recorded_else_the_computed_one() {
    let mut council = ambleford();
    council.published.push(recorded(Some("Review"), None));
    let state = edition(&council, "2025-26-Q2").measure("KM-1").unwrap().clone();
    assert_eq!(state.grades.get(&state.now), Some(&REVIEW), "recorded");
    council.published.clear();
    let state = edition(&council, "2025-26-Q2").measure("KM-1").unwrap().clone();
    assert_eq!(state.grades.get(&state.now).copied(), state.computed_grade(), "computed");
}
