//! The open data: its forms say the same, and every fact of the tables is there.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::editions::{self, Edition};
use crate::open::{Cells, items_of_json, measures_of_json, of_csv, of_parquet};
use crate::tidy::{Found, Rows, Schemes, place};

fn json(edition: &Edition) -> Value {
    serde_json::from_slice(edition.file("report.json")).unwrap()
}

/// How many facts of the tables stand in rows, and every difference.
pub fn hold(edition: &Edition, form: &str, measures: Vec<Cells>, items: Vec<Cells>) -> (usize, Vec<String>) {
    let rows = Rows::new(measures, items, Schemes::of(&json(edition)));
    let (mut same, mut differences) = (0, Vec::new());
    let cells = edition.tables.iter().flat_map(|one| &one.table.rows).flat_map(|row| &row.cells);
    for fact in cells.filter(|cell| cell.key.is_some()) {
        match rows.find(fact) {
            Found::Same => same += 1,
            Found::Differs(how) => {
                differences.push(format!("{}: {how}", place(&edition.name, form, fact.key.as_ref().unwrap())));
            }
        }
    }
    (same, differences)
}

#[test]
fn parquet_says_what_csv_says_cell_for_cell() {
    for edition in editions::all() {
        for table in ["measures", "items"] {
            let csv = of_csv(edition.file(&format!("{table}.csv")));
            let parquet = of_parquet(edition.file(&format!("{table}.parquet")));
            assert_eq!(csv.len(), parquet.len(), "{} {table}: rows", edition.name);
            for (at, (row, other)) in csv.iter().zip(&parquet).enumerate() {
                assert_eq!(row, other, "{} {table}, row {}", edition.name, at + 1);
            }
        }
    }
}

#[test]
fn json_says_of_measures_and_items_what_csv_says() {
    for edition in editions::all() {
        let report = json(edition);
        same_rows(&edition.name, "measure", of_csv(edition.file("measures.csv")), measures_of_json(&report));
        same_rows(&edition.name, "reference", of_csv(edition.file("items.csv")), items_of_json(&report));
    }
}

/// Columns that are said of the whole file, told by the calendar or by others, or written as words with notes.
const BESIDE: [&str; 17] = [
    "area_code",
    "council",
    "edition",
    "period_start",
    "period_end",
    "period_type",
    "status",
    "note",
    "plan",
    "kind",
    "under",
    "under_title",
    "lead",
    "likelihood",
    "impact",
    "scheme",
    "scheme_from",
];

fn same_rows(edition: &str, key: &str, csv: Vec<Cells>, json: Vec<Cells>) {
    let keyed = |rows: Vec<Cells>| -> BTreeMap<(String, String), Cells> {
        let cells = |mut row: Cells| {
            row.retain(|name, _| !BESIDE.contains(&name.as_str()));
            ((row[key].clone(), row["period"].clone()), row)
        };
        rows.into_iter().map(cells).collect()
    };
    let (csv, json) = (keyed(csv), keyed(json));
    assert!(!csv.is_empty() || key == "reference", "{edition} has rows");
    assert_eq!(csv.keys().collect::<Vec<_>>(), json.keys().collect::<Vec<_>>(), "{edition}: rows by {key}");
    for (place, row) in &csv {
        assert_eq!(row, &json[place], "{edition} {place:?}");
    }
}
