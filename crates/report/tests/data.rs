//! report.json and measures.csv of a made snapshot.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

mod gold;
mod made;
#[path = "made/snapshot.rs"]
mod made_snapshot;

use made_snapshot::snapshot;
use report::look::Look;
use report::out;
use serde_json::Value;

fn json() -> String {
    let look = Look::new(&[]);
    out::json(&snapshot(), &made::report(&look))
}

fn read() -> Value {
    serde_json::from_str(&json()).unwrap()
}

/// A row of the CSV by column, of one measure and period.
fn row(measure: &str, period: &str) -> impl Fn(&str) -> String {
    let text = out::csv(&snapshot());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let place = |name: &str| out::COLUMNS.iter().position(|column| *column == name).unwrap();
    let found =
        reader.records().map(Result::unwrap).find(|r| &r[place("measure")] == measure && &r[place("period")] == period);
    let found = found.unwrap();
    move |name: &str| found[out::COLUMNS.iter().position(|column| *column == name).unwrap()].to_string()
}

#[test]
fn both_files_say_what_they_said() {
    gold::holds("report.json", &json());
    gold::holds("measures.csv", &out::csv(&snapshot()));
}

#[test]
fn the_keys_of_the_report_stand_in_their_order() {
    let keys: Vec<String> = read().as_object().unwrap().keys().cloned().collect();
    let wanted = "format council edition schemes items measures counts rollups notes sections";
    assert_eq!(keys.join(" "), wanted);
}

#[test]
fn no_number_of_a_council_is_a_binary_float() {
    fn floats(value: &Value) -> usize {
        match value {
            Value::Number(number) => usize::from(number.is_f64()),
            Value::Array(all) => all.iter().map(floats).sum(),
            Value::Object(all) => all.values().map(floats).sum(),
            _ => 0,
        }
    }
    assert_eq!(floats(&read()), 0);
    assert_eq!(read()["measures"][0]["value"], "52.00");
    assert_eq!(read()["measures"][0]["history"][0]["value"], "48.90");
}

#[test]
fn a_rating_that_a_person_changed_shows_both_who_and_why() {
    let report = read();
    let measure = &report["measures"][0];
    assert_eq!((&measure["rating"], &measure["shown_rating"]), (&"Near".into(), &"Met".into()));
    assert_eq!(measure["agreement"], "differs, with reason");
    assert_eq!(measure["published"]["who"], "A. Officer");
    assert_eq!(measure["published"]["when"], "2025-10-14");
}

#[test]
fn a_measure_without_a_value_says_why() {
    let report = read();
    let measure = &report["measures"][1];
    assert_eq!((&measure["value"], &measure["value_reason"]), (&Value::Null, &"nothing stated".into()));
    assert_eq!(measure["rating"], Value::Null);
    assert_eq!(measure["explanation"], "Not rated: nothing is stated for 2024-25.");
}

#[test]
fn counts_use_the_rating_shown_and_state_their_denominator() {
    let report = read();
    let counts = &report["counts"]["measures"][0];
    assert_eq!(counts["all"], 2);
    assert_eq!(counts["ratings"][0], serde_json::json!({ "rating": "Met", "count": 1 }));
    assert_eq!(counts["unrated"]["count"], 1);
    assert_eq!(report["counts"]["measures_in_summary"][0]["all"], 1);
    assert_eq!(report["counts"]["commitments"][0]["ratings"][2]["count"], 1);
}

#[test]
fn a_heading_has_the_name_of_its_roll_up() {
    let wanted =
        serde_json::json!([{ "heading": "O1", "scheme": "measures", "rating": "Missed", "rated": 1, "of": 1 }]);
    assert_eq!(read()["rollups"], wanted);
}

#[test]
fn the_sections_hold_every_fact_of_every_table() {
    let text = json();
    assert_eq!(text.matches("\"exact\"").count(), 19);
    assert!(text.contains("\"exact\": \"48.92\""));
}

#[test]
fn the_csv_is_rfc_4180_with_one_header_row_and_windows_line_ends() {
    let text = out::csv(&snapshot());
    assert!(text.starts_with("area_code,council,edition,measure,title,"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(text.contains("\"Waste recycled, \"\"all kinds\"\"\""));
    assert_eq!(
        text.lines().count(),
        6,
        "a header, three values, a target without one, and a period of which nothing is stated"
    );
}

#[test]
fn a_row_carries_the_value_its_parts_its_rule_and_its_notes() {
    let cell = row("WASTE-1", "2025-26-Q2");
    let wanted = [
        ("area_code", "E10999999"),
        ("period_start", "2025-07-01"),
        ("period_end", "2025-09-30"),
        ("period_type", "quarter"),
        ("aggregation", "cumulative"),
        ("value", "52.00"),
        ("numerator", "412"),
        ("denominator", "806"),
        ("unit", "percent"),
        ("target", "55.00"),
        ("tolerance", "5"),
        ("rating", "Near"),
        ("published_rating", "Met"),
        ("shown_rating", "Met"),
        ("scheme", "measures"),
        ("scheme_from", "2025-04-01"),
        ("direction", "improving"),
        ("direction_reason", ""),
        ("direction_rule", "year"),
        ("direction_against", "same period last year"),
        ("published_direction", "same"),
        ("further_directions", "month: not comparable"),
        ("status", "provisional"),
        ("shorthand", "[p][b]"),
        ("benchmark", "43.70"),
        ("note", "Provisional until March, \"when the audit ends\"."),
        ("benchmark_dated", "2023-24"),
    ];
    for (column, holds) in wanted {
        assert_eq!(cell(column), holds, "{column}");
    }
}

#[test]
fn an_earlier_period_has_the_rating_shown_alone_and_an_absent_value_has_its_reason() {
    let earlier = row("WASTE-1", "2024-25-Q2");
    assert_eq!((earlier("value"), earlier("rating"), earlier("status")), ("48.90".into(), "".into(), "final".into()));
    assert_eq!((earlier("shown_rating"), earlier("scheme_from")), ("Missed".into(), "2025-04-01".into()));
    assert_eq!((earlier("direction"), earlier("direction_rule")), ("".into(), "".into()));
    let awaited = row("WASTE-1", "2025-26-Q1");
    assert_eq!((awaited("value"), awaited("value_reason")), ("".into(), "awaited".into()));
    assert_eq!((awaited("shorthand"), awaited("status")), ("[x]".into(), "".into()));
    assert_eq!((awaited("shown_rating"), awaited("scheme")), ("".into(), "".into()));
    let later = row("WASTE-1", "2025-26-Q4");
    assert_eq!((later("target_says"), later("value")), ("words: increase, as others do".into(), "".into()));
}

#[test]
fn a_period_reported_of_which_nothing_is_stated_has_its_row_and_says_so() {
    let survey = row("SURVEY", "AY2024-25");
    assert_eq!((survey("value"), survey("value_reason")), ("".into(), "nothing stated".into()));
    assert_eq!((survey("shown_rating"), survey("scheme")), ("".into(), "measures".into()));
    assert_eq!((survey("direction"), survey("direction_reason")), ("".into(), "no value now or then".into()));
    let history = &read()["measures"][0]["history"];
    assert_eq!((&history[0]["shown_rating"], &history[1]["shown_rating"]), (&"Missed".into(), &Value::Null));
    assert_eq!(history[2]["shown_rating"], "Met");
}

#[test]
fn the_manual_describes_every_column_in_its_order_and_every_key() {
    let manual = include_str!("../../../docs/data.md");
    let csv = manual.split("\n## ").find(|chapter| chapter.starts_with("measures.csv\n")).unwrap();
    let described: Vec<&str> =
        csv.lines().filter_map(|line| line.strip_prefix("| `")).map(|line| line.split('`').next().unwrap()).collect();
    assert_eq!(described, out::COLUMNS);
    for key in read().as_object().unwrap().keys() {
        assert!(manual.contains(&format!("| `{key}` |")), "{key} is not in the manual");
    }
}
