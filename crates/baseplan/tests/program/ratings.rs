//! The ratings of the examples as `baseplan rate --json` tells them: computed beside published.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::run::{COUNCILS, Desk};

fn rows(council: &str, period: &str) -> Vec<Value> {
    let text = Desk::new().answer(&["rate", council, "--period", period, "--json"]);
    serde_json::from_str(&text).unwrap()
}

/// Rows that have both a computed and a published rating.
fn both(rows: &[Value]) -> Vec<&Value> {
    rows.iter().filter(|row| row["rating"].is_string() && row["published_rating"].is_string()).collect()
}

fn differing(rows: &[Value]) -> BTreeSet<&str> {
    let differing = both(rows).into_iter().filter(|row| row["rating"] != row["published_rating"]);
    differing.map(|row| row["measure"].as_str().unwrap()).collect()
}

#[test]
fn all_twenty_nine_rated_rows_of_derbyshire_are_computed_as_published() {
    let rows = rows("examples/derbyshire", "2025-26-Q2");
    assert_eq!(rows.len(), 48);
    assert_eq!(both(&rows).len(), 29);
    assert_eq!(differing(&rows), BTreeSet::new());
}

#[test]
fn of_derbys_sixty_rated_rows_exactly_the_five_that_break_its_printed_key_differ() {
    let rows = rows("examples/derby", "2024-25");
    assert_eq!(rows.len(), 94);
    assert_eq!(both(&rows).len(), 60);
    let keys: BTreeSet<&str> = differing(&rows);
    assert_eq!(keys, BTreeSet::from(DERBY_DIFFERS));
}

/// The rows whose published rating does not follow the printed key.
const DERBY_DIFFERS: [&str; 5] = [
    "% Council Tax collected in-year",
    "Adults aged 65 and over whose long term care needs are met through residential or nursing care per 100,000 population (provisional)",
    "Number of new affordable homes provided (gross)",
    "Number of young people successfully completing independent travel training",
    "Residual household waste (kg per household) - reported as provisional data",
];

#[test]
fn a_row_that_differs_without_a_known_reason_says_so() {
    let desk = Desk::new();
    let rows = rows("examples/derby", "2024-25");
    for row in both(&rows).into_iter().filter(|row| row["rating"] != row["published_rating"]) {
        let key = row["ref"].as_str().unwrap();
        let said = desk.answer(&["explain", "examples/derby", key, "--period", "2024-25"]);
        assert!(said.contains("published rating differs, reason unknown"), "{said}");
    }
}

#[test]
fn every_row_says_everything_and_what_is_null_has_its_reason() {
    for (council, period) in COUNCILS {
        for row in rows(council, period) {
            for field in ["ref", "measure", "period", "unit", "polarity", "explanation"] {
                assert!(row[field].as_str().is_some_and(|text| !text.is_empty()), "{field} of {row}");
            }
            for field in ["value", "target", "distance_percent", "rating", "published_rating"] {
                let reason = format!("{field}_reason");
                assert!(row[field].is_string() || row[field].is_null(), "{field} of {row}");
                assert_eq!(row[field].is_null(), row.get(&reason).is_some(), "{field} of {row}");
            }
        }
    }
}

#[test]
fn references_of_a_council_are_unique() {
    for (council, period) in COUNCILS {
        let rows = rows(council, period);
        let references: BTreeSet<&str> = rows.iter().map(|row| row["ref"].as_str().unwrap()).collect();
        assert_eq!(references.len(), rows.len(), "{council}");
    }
}
