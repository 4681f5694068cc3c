//! Directions of travel: comparators, dead bands, and what may not be compared.

use domain::measure::{AGGREGATIONS, Break, Frequency, POLARITIES, parse_word};
use domain::rating::NoTravel;
use domain::scheme::{Comparator, DeadBand, Direction, TravelRule};
use domain::{Decimal, Measure, Period};
use rate::travel;

use crate::made_council::measure;

fn rule(against: Comparator, dead_band: DeadBand) -> TravelRule {
    let words = ["Improving", "Same", "Deteriorating"].map(String::from);
    TravelRule { name: "year".into(), against, dead_band, band_is_change: false, words }
}

fn any_change(against: Comparator) -> TravelRule {
    rule(against, DeadBand::Percent(Decimal::ZERO))
}

fn of(polarity: &str, aggregation: &str) -> Measure {
    Measure {
        polarity: parse_word(&POLARITIES, polarity).unwrap(),
        aggregation: parse_word(&AGGREGATIONS, aggregation).unwrap(),
        ..measure("KM-1")
    }
}

/// The direction at Q2 of 2025-26 when the comparator had another value.
fn direction(measure: &Measure, now: &str, then: &str, rule: &TravelRule) -> Result<Direction, NoTravel> {
    let at = Period::quarter(2025, 2);
    let value_at = |period: Period| (if period == at { now } else { then }).parse().ok();
    travel(measure, at, value_at, rule).map(|travelled| travelled.direction)
}

#[test]
fn better_is_improving_whichever_way_better_lies() {
    let rule = any_change(Comparator::SamePeriodLastYear);
    for (polarity, now, then, expected) in [
        ("higher", "53.1", "53.0", Direction::Improving),
        ("higher", "53.0", "53.1", Direction::Deteriorating),
        ("higher", "53.0", "53", Direction::Same),
        ("lower", "53.1", "53.0", Direction::Deteriorating),
        ("lower", "-0.79", "-0.70", Direction::Improving),
        ("lower", "0", "0", Direction::Same),
    ] {
        assert_eq!(
            direction(&of(polarity, "snapshot"), now, then, &rule),
            Ok(expected),
            "{polarity} {now} after {then}"
        );
    }
}

#[test]
fn a_measure_without_one_better_way_has_no_direction() {
    let rule = any_change(Comparator::SamePeriodLastYear);
    for polarity in ["neutral", "on_target", "in_range"] {
        assert_eq!(direction(&of(polarity, "snapshot"), "1", "2", &rule), Err(NoTravel::NoDirection), "{polarity}");
    }
}

#[test]
fn the_size_of_a_dead_band_is_exact() {
    let percent = rule(Comparator::SamePeriodLastYear, DeadBand::Percent(Decimal::from(5)));
    let points = rule(Comparator::SamePeriodLastYear, DeadBand::Points("0.5".parse().unwrap()));
    let on_is_change = TravelRule { band_is_change: true, ..percent.clone() };
    for (rule, now, then, expected) in [
        (&percent, "105", "100", Direction::Same),
        (&percent, "105.01", "100", Direction::Improving),
        (&percent, "94.99", "100", Direction::Deteriorating),
        (&on_is_change, "105", "100", Direction::Improving),
        (&on_is_change, "104.99", "100", Direction::Same),
        (&points, "50.5", "50.0", Direction::Same),
        (&points, "50.51", "50.0", Direction::Improving),
    ] {
        assert_eq!(direction(&of("higher", "snapshot"), now, then, rule), Ok(expected), "{now} after {then}");
    }
}

#[test]
fn a_percentage_of_nothing_is_nothing_so_any_change_from_zero_is_one() {
    let rule = TravelRule {
        band_is_change: true,
        ..rule(Comparator::SamePeriodLastYear, DeadBand::Percent(Decimal::from(5)))
    };
    let higher = of("higher", "snapshot");
    assert_eq!(direction(&higher, "0.01", "0", &rule), Ok(Direction::Improving));
    assert_eq!(direction(&higher, "0", "0", &rule), Ok(Direction::Same));
}

#[test]
fn each_comparator_names_its_period() {
    for (now, against, then) in [
        ("2025-26-Q2", Comparator::SamePeriodLastYear, "2024-25-Q2"),
        ("2025-26-Q1", Comparator::PreviousPeriod, "2024-25-Q4"),
        ("2025-26-Q2", Comparator::PreviousYearEnd, "2024-25-Q4"),
        ("2025-26-H1", Comparator::PreviousYearEnd, "2024-25-H2"),
        ("2025-26", Comparator::PreviousYearEnd, "2024-25"),
        ("AY2024-25", Comparator::SamePeriodLastYear, "AY2023-24"),
    ] {
        assert_eq!(rate::comparator(Period::parse(now).unwrap(), against).to_string(), then, "{now}");
    }
}

#[test]
fn a_value_to_date_is_not_compared_with_another_part_of_a_year() {
    let cumulative = of("higher", "cumulative");
    let previous = any_change(Comparator::PreviousPeriod);
    assert_eq!(direction(&cumulative, "200", "100", &previous), Err(NoTravel::NotComparable));
    let last_year = any_change(Comparator::SamePeriodLastYear);
    assert_eq!(direction(&cumulative, "200", "100", &last_year), Ok(Direction::Improving));
    assert_eq!(direction(&of("higher", "snapshot"), "200", "100", &previous), Ok(Direction::Improving));
}

#[test]
fn nothing_is_compared_across_a_break() {
    let broken = Measure {
        breaks: vec![Break { from: Period::quarter(2025, 1), why: "A new survey".into(), stated: None }],
        frequency: Frequency::Quarterly,
        ..of("higher", "snapshot")
    };
    let last_year = any_change(Comparator::SamePeriodLastYear);
    assert_eq!(direction(&broken, "2", "1", &last_year), Err(NoTravel::NotComparable));
    assert_eq!(direction(&broken, "2", "1", &any_change(Comparator::PreviousPeriod)), Ok(Direction::Improving));
}

#[test]
fn without_a_value_now_or_then_there_is_no_direction() {
    let rule = any_change(Comparator::SamePeriodLastYear);
    assert_eq!(direction(&of("higher", "snapshot"), "", "1", &rule), Err(NoTravel::NoValue));
    assert_eq!(direction(&of("higher", "snapshot"), "1", "", &rule), Err(NoTravel::NoValue));
}
