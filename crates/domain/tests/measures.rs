//! What a measure may be compared with, which period an edition shows, and how its values are written.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use domain::measure::{AGGREGATIONS, parse_word};
use domain::{Aggregation, Break, Decimal, Frequency, Measure, Period, Polarity, Scale, Unit};

fn measure(unit: Unit, places: u32, aggregation: Aggregation, frequency: Frequency) -> Measure {
    Measure {
        key: "m".into(),
        names: vec![],
        definition: None,
        unit,
        places,
        scale: Scale::One,
        polarity: Polarity::Higher,
        aggregation,
        frequency,
        reported: None,
        arrives_late: 0,
        scheme: None,
        level: None,
        levels: vec![],
        owner: None,
        source: None,
        breaks: vec![],
        notes: vec![],
        predecessor: None,
        plausible: None,
    }
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn period(text: &str) -> Period {
    Period::parse(text).unwrap_or_else(|| panic!("{text} is a period"))
}

#[test]
fn a_value_is_written_one_way_for_its_measure() {
    let cases = [
        (Unit::Percent, 2, Scale::One, "63", "63.00%"),
        (Unit::Percent, 1, Scale::One, "93.25", "93.25%"),
        (Unit::Pounds, 0, Scale::One, "15760500", "£15,760,500"),
        (Unit::Pounds, 0, Scale::Million, "39000000", "£39m"),
        (Unit::Pounds, 1, Scale::Million, "37400000", "£37.4m"),
        (Unit::Pounds, 1, Scale::Million, "37499000", "£37,499,000"),
        (Unit::Pounds, 1, Scale::Million, "37499000.50", "£37,499,000.50"),
        (Unit::Pounds, 0, Scale::Thousand, "900000", "£900k"),
        (Unit::Pounds, 0, Scale::One, "-250", "\u{2212}£250"),
        (Unit::Score, 2, Scale::One, "-0.79", "\u{2212}0.79"),
        (Unit::Kg, 0, Scale::One, "535", "535 kg"),
        (Unit::Per10k, 1, Scale::One, "67", "67.0 per 10,000"),
        (Unit::YesNo, 0, Scale::One, "1", "Yes"),
        (Unit::Count, 0, Scale::One, "1511867", "1,511,867"),
    ];
    for (unit, places, scale, value, written) in cases {
        let measure = Measure { scale, ..measure(unit, places, Aggregation::Snapshot, Frequency::Quarterly) };
        assert_eq!(measure.write(decimal(value)), written);
    }
}

#[test]
fn a_level_is_written_by_its_name() {
    let levels = vec!["Inadequate".to_string(), "Good".into()];
    let measure = Measure { levels, ..measure(Unit::Level, 0, Aggregation::Annual, Frequency::Yearly) };
    assert_eq!(measure.write(decimal("2")), "Good");
    assert_eq!(measure.write(decimal("3")), "3");
}

#[test]
fn an_edition_shows_a_measure_at_its_own_period() {
    let cases = [
        ("snapshot", Frequency::Quarterly, "2025-26-Q2", "2025-26-Q2"),
        ("cumulative", Frequency::Quarterly, "2025-26", "2025-26-Q4"),
        ("cumulative", Frequency::HalfYearly, "2025-26", "2025-26-H2"),
        ("cumulative", Frequency::HalfYearly, "2025-26-Q2", "2025-26-H1"),
        ("cumulative", Frequency::HalfYearly, "2025-26-Q3", "2025-26-H2"),
        ("snapshot", Frequency::Quarterly, "2025-26-H1", "2025-26-Q2"),
        ("snapshot", Frequency::HalfYearly, "2025-26-H2", "2025-26-H2"),
        ("annual", Frequency::Yearly, "2025-26-Q2", "2025-26"),
        ("academic_year", Frequency::Yearly, "2025-26-Q2", "AY2025-26"),
        ("calendar_year", Frequency::Yearly, "2025-26", "CY2025"),
    ];
    for (aggregation, frequency, edition, shown) in cases {
        let aggregation = parse_word(&AGGREGATIONS, aggregation).unwrap();
        let measure = measure(Unit::Count, 0, aggregation, frequency);
        assert_eq!(measure.period_in(period(edition)), period(shown), "{edition}");
    }
}

#[test]
fn values_to_date_compare_only_with_the_same_part_of_another_year() {
    let to_date = measure(Unit::Count, 0, Aggregation::Cumulative, Frequency::Quarterly);
    assert!(to_date.comparable(period("2025-26-Q2"), period("2024-25-Q2")));
    assert!(!to_date.comparable(period("2025-26-Q2"), period("2025-26-Q1")));
    let position = measure(Unit::Count, 0, Aggregation::Snapshot, Frequency::Quarterly);
    assert!(position.comparable(period("2025-26-Q2"), period("2025-26-Q1")));
    assert!(!position.comparable(period("2025-26-Q2"), period("2025-26")));
}

#[test]
fn nothing_compares_across_a_break() {
    let from = period("2025-26-Q1");
    let broken = Measure {
        breaks: vec![Break { from, why: "counted anew".into(), stated: None }],
        ..measure(Unit::Percent, 1, Aggregation::Snapshot, Frequency::Quarterly)
    };
    assert!(!broken.comparable(period("2025-26-Q2"), period("2024-25-Q2")));
    assert!(!broken.comparable(period("2024-25-Q4"), period("2025-26-Q1")));
    assert!(broken.comparable(period("2025-26-Q2"), period("2025-26-Q1")));
    assert!(broken.comparable(period("2024-25-Q4"), period("2024-25-Q3")));
}

#[test]
fn only_sums_of_periods_that_do_not_overlap_may_be_added() {
    let may = |unit, aggregation| measure(unit, 0, aggregation, Frequency::Quarterly).may_add();
    assert!(may(Unit::Count, Aggregation::PeriodOnly));
    assert!(!may(Unit::Percent, Aggregation::PeriodOnly));
    assert!(!may(Unit::Count, Aggregation::Cumulative));
    assert!(!may(Unit::Count, Aggregation::Rolling(12)));
}
