//! Printed keys: what each scheme of `tests/schemes` says of its grades.

use domain::Unit;

use crate::schemes;

/// Name of the grade and its words, one a line.
fn printed(name: &str) -> Vec<String> {
    let scheme = schemes::named(name);
    let grade = |place: Option<usize>| place.map_or(&scheme.unrated.name, |place| &scheme.grades[place].name);
    rate::key(scheme, &[]).iter().map(|row| format!("{}: {}", grade(row.grade), row.words)).collect()
}

#[test]
fn a_key_of_percentages_says_every_threshold() {
    let derbyshire = [
        "Strong: More than 5% better than target, or more than 2% better where the measure is a percentage and its target is above 95",
        "Good: From 2% worse to 5% better than target",
        "Review: More than 2% and up to 10% worse than target",
        "Action: More than 10% worse than target",
        "Blank: No target",
    ];
    assert_eq!(printed("derbyshire-measures"), derbyshire);
    let derby = [
        "Blue: At least 10% better than target",
        "Green: From 2% worse to less than 10% better than target",
        "Amber: More than 2% and up to 10% worse than target",
        "Red: More than 10% worse than target",
        "No target: No target is set, or there is no value yet",
    ];
    assert_eq!(printed("derby-measures"), derby);
    let maidstone = [
        "Green: On target or better",
        "Amber: Up to 10% worse than target",
        "Red: More than 10% worse than target",
        "Data only: No target: shown without a rating",
    ];
    assert_eq!(printed("maidstone"), maidstone);
}

#[test]
fn a_key_names_the_measures_own_values_in_the_councils_words() {
    let rows = |name| printed(name)[..3].to_vec();
    let kent = [
        "Green: On target or better",
        "Amber: At or better than the floor standard, but worse than target",
        "Red: Worse than the floor standard",
    ];
    assert_eq!(rows("kent"), kent);
    let lincoln = [
        "Green: At or better than the high target",
        "Blue: At or better than the low target, but worse than the high target",
        "Red: Worse than the low target",
    ];
    assert_eq!(rows("lincoln"), lincoln);
    let reigate = [
        "Green: On target or better",
        "Amber: Within the measure's own tolerance, but worse than target",
        "Red: Short of the target by more than the measure's own tolerance",
    ];
    assert_eq!(rows("reigate"), reigate);
}

#[test]
fn a_key_says_directions_of_travel_and_forecasts() {
    let havering = [
        "Green: No more than 10% worse than target",
        "Amber: Improved or held against the same period last year, but more than 10% worse than target",
        "Red: More than 10% worse than target and worse against the same period last year",
    ];
    assert_eq!(printed("havering-2013")[..3], havering);
    let highland = [
        "Improved: Improved against the same period last year",
        "Maintained: Maintained against the same period last year",
        "Declined: Declined against the same period last year",
    ];
    assert_eq!(printed("highland-trend")[..3], highland);
    let forecast = [
        "On course: On target or better and forecast on target or better",
        "Recovering: Forecast on target or better",
        "Slipping: No more than 5% worse than target and forecast up to 5% worse than target",
        "Off course: Forecast worse than target, and not Slipping",
    ];
    assert_eq!(printed("made-forecast")[..4], forecast);
}

#[test]
fn a_key_says_amounts_ranges_and_bare_values() {
    let budget = &printed("brighton-budget")[2];
    let service = "Red: Worse than target by at least the lower of 5% and 100,000 where the level is service, or ";
    assert!(budget.starts_with(service), "{budget}");
    assert_eq!(
        printed("kent-activity")[..2],
        ["In range: In the expected range", "Out of range: Outside the expected range"]
    );
    let risk = ["Low: A value of 4 or less", "Medium: A value above 4 and of 12 or less", "High: A value above 12"];
    assert_eq!(printed("made-risk")[..3], risk);
    let points = ["Ahead: More than 1 better than target", "Green: On target or up to 1 better"];
    assert_eq!(printed("made-points")[..2], points);
}

#[test]
fn a_judged_schemes_key_is_its_meanings() {
    let actions = ["Blue: Completed", "Green: On track"];
    assert_eq!(printed("derby-actions")[..2], actions);
    assert_eq!(printed("derbyshire-objectives-2024").last().unwrap(), "Blank: Awaiting update");
}

#[test]
fn every_scheme_prints_one_row_a_grade_and_one_for_none() {
    for (name, scheme) in schemes::all() {
        let rows = printed(name);
        assert_eq!(rows.len(), scheme.grades.len() + 1, "{name}");
        assert!(rows.iter().all(|row| !row.ends_with(": ")), "{name}: {rows:?}");
    }
}

#[test]
fn amounts_of_a_key_are_written_in_the_unit_of_its_measures_where_they_share_one() {
    let words = |units: &[Unit]| rate::key(schemes::named("made-points"), units).remove(0).words;
    assert_eq!(words(&[Unit::Days, Unit::Days]), "More than 1 day better than target");
    assert_eq!(words(&[Unit::Percent]), "More than 1 percentage point better than target");
    assert_eq!(words(&[Unit::Days, Unit::Percent]), "More than 1 better than target");
}
