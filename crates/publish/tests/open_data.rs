//! The open data of every edition: described column by column, readable as described, and the same in every form.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test that cannot go on has failed")]

mod councils;

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use councils::{Made, all};
use domain::{Date, Decimal};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use publish::{ITEMS, Kind, MEASURES, Table, open_data};
use serde_json::Value;

fn every_edition() -> Vec<Made> {
    all().into_iter().flatten().collect()
}

fn files(made: &Made) -> BTreeMap<String, Vec<u8>> {
    open_data(&made.snapshot, &made.report).into_iter().collect()
}

fn json(files: &BTreeMap<String, Vec<u8>>, path: &str) -> Value {
    serde_json::from_slice(&files[path]).unwrap()
}

fn rows(files: &BTreeMap<String, Vec<u8>>, table: &Table) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_reader(files[&format!("{}.csv", table.name)].as_slice());
    let header = reader.headers().unwrap().iter().map(str::to_string).collect();
    (header, reader.records().map(|row| row.unwrap().iter().map(str::to_string).collect()).collect())
}

#[test]
fn the_columns_of_measures_are_those_that_the_report_writes() {
    let names: Vec<&str> = MEASURES.columns.iter().map(|column| column.name).collect();
    assert_eq!(names, report::out::COLUMNS);
}

#[test]
fn the_metadata_of_a_table_describes_every_column_of_it_in_order_and_nothing_else() {
    for made in every_edition() {
        let files = files(&made);
        for table in [&MEASURES, &ITEMS] {
            let metadata = json(&files, &format!("{}.csv-metadata.json", table.name));
            assert_eq!(metadata["@context"][0], "http://www.w3.org/ns/csvw");
            assert_eq!(metadata["url"], format!("{}.csv", table.name));
            let columns = metadata["tableSchema"]["columns"].as_array().unwrap();
            let described: Vec<&str> = columns.iter().map(|column| column["name"].as_str().unwrap()).collect();
            assert_eq!(described, rows(&files, table).0, "{}", made.name);
            for column in columns {
                let words = column["dc:description"].as_str().unwrap();
                assert!(words.contains(' '), "a sentence and no key of the words file: {words}");
            }
            let text = metadata.to_string();
            assert!(!text.contains("null,") && !text.contains(":null"), "metadata may not hold null: {text}");
            assert!(text.contains(&made.snapshot.gss));
        }
    }
}

#[test]
fn every_cell_is_of_the_kind_that_its_column_says_and_every_key_stands_once() {
    for made in every_edition() {
        let files = files(&made);
        for table in [&MEASURES, &ITEMS] {
            let (header, rows) = rows(&files, table);
            let mut keys = BTreeSet::new();
            for row in &rows {
                for (column, cell) in table.columns.iter().zip(row) {
                    let fits = match column.kind {
                        _ if cell.is_empty() => column.presence == publish::Presence::MayBeEmpty,
                        Kind::Text => true,
                        Kind::Decimal => cell.parse::<Decimal>().is_ok_and(|value| value.to_string() == *cell),
                        Kind::Date => cell.parse::<Date>().is_ok(),
                        Kind::OneOf(words) => words.contains(&cell.as_str()),
                    };
                    assert!(fits, "{}: {} holds “{cell}”", made.name, column.name);
                }
                let at = |name: &&str| row[header.iter().position(|column| column == name).unwrap()].clone();
                let key: Vec<String> = table.key.iter().map(at).collect();
                assert!(keys.insert(key.clone()), "{}: {key:?} stands twice in {}", made.name, table.name);
            }
        }
    }
}

#[test]
fn parquet_gives_back_every_cell_of_the_csv_with_its_places() {
    for made in every_edition() {
        let files = files(&made);
        for table in [&MEASURES, &ITEMS] {
            let (_, rows) = rows(&files, table);
            let bytes = Bytes::from(files[&format!("{}.parquet", table.name)].clone());
            let reader = SerializedFileReader::new(bytes).unwrap();
            let read: Vec<Vec<String>> = reader
                .get_row_iter(None)
                .unwrap()
                .map(|row| cells(table, &row.unwrap().get_column_iter().map(|(n, f)| (n.clone(), f.clone())).collect()))
                .collect();
            assert_eq!(read, rows, "{} {}", made.name, table.name);
        }
    }
}

/// A row as the CSV writes it: a decimal at the places beside it.
fn cells(table: &Table, row: &BTreeMap<String, Field>) -> Vec<String> {
    let cell = |name: &str| match &row[name] {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Date(days) => (Date::constant(1970, 1, 1) + domain_days(*days)).to_string(),
        Field::Decimal(value) => {
            let unscaled = i128::from_be_bytes(value.data().try_into().unwrap());
            let Field::Int(places) = row[&format!("{name}_places")] else { panic!("{name} has no places") };
            let mut exact = Decimal::from_i128_with_scale(unscaled, u32::try_from(value.scale()).unwrap());
            exact.rescale(u32::try_from(places).unwrap());
            exact.to_string()
        }
        other => panic!("{name} is {other:?}"),
    };
    table.columns.iter().map(|column| cell(column.name)).collect()
}

fn domain_days(days: i32) -> jiff::Span {
    jiff::Span::new().days(days)
}

#[test]
fn decimals_of_parquet_are_decimals() {
    for made in every_edition() {
        let bytes = Bytes::from(files(&made)["measures.parquet"].clone());
        let reader = SerializedFileReader::new(bytes).unwrap();
        let schema = reader.metadata().file_metadata().schema_descr_ptr();
        let value = schema.columns().iter().find(|column| column.name() == "value").unwrap().clone();
        assert_eq!(value.logical_type_ref().map(|kind| format!("{kind:?}").contains("Decimal")), Some(true));
    }
}

#[test]
fn the_report_of_every_edition_keeps_to_the_published_schema() {
    let schema: Value = serde_json::from_str(publish::REPORT_SCHEMA).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    for made in every_edition() {
        let report = json(&files(&made), "report.json");
        let errors: Vec<String> =
            validator.iter_errors(&report).take(5).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert_eq!(errors, [""; 0], "{}", made.name);
    }
}

#[test]
fn a_report_whose_decimal_is_a_number_breaks_the_schema() {
    let schema: Value = serde_json::from_str(publish::REPORT_SCHEMA).unwrap();
    let made = every_edition().remove(0);
    let mut report = json(&files(&made), "report.json");
    report["measures"][0]["value"] = serde_json::json!(52.5);
    assert!(!jsonschema::draft202012::new(&schema).unwrap().is_valid(&report));
}

#[test]
fn the_data_package_lists_every_other_file_with_its_size_and_digest_and_names_the_schemes() {
    for made in every_edition() {
        let files = files(&made);
        let package = json(&files, "datapackage.json");
        let resources = package["resources"].as_array().unwrap();
        let listed: BTreeSet<&str> = resources.iter().map(|one| one["path"].as_str().unwrap()).collect();
        let written: BTreeSet<&str> = files.keys().map(String::as_str).filter(|p| *p != "datapackage.json").collect();
        assert_eq!(listed, written);
        for one in resources {
            let bytes = &files[one["path"].as_str().unwrap()];
            assert_eq!(one["bytes"], bytes.len());
            assert_eq!(one["hash"].as_str().unwrap().len(), "sha256:".len() + 64);
        }
        let versions: Vec<String> =
            package["schemes"].as_array().unwrap().iter().map(|one| one["from"].to_string()).collect();
        assert_eq!(versions.len(), made.snapshot.schemes.len());
        assert_eq!(package["gss"], made.snapshot.gss);
    }
}

#[test]
fn the_same_edition_gives_the_same_bytes() {
    for made in every_edition() {
        assert_eq!(open_data(&made.snapshot, &made.report), open_data(&made.snapshot, &made.report));
    }
}

#[test]
fn the_manual_names_every_column_and_every_file() {
    let manual = include_str!("../../../docs/data.md");
    for column in MEASURES.columns.iter().chain(ITEMS.columns) {
        assert!(manual.contains(&format!("`{}`", column.name)), "{}", column.name);
    }
    for path in files(&every_edition().remove(0)).keys() {
        assert!(manual.contains(&format!("`{path}`")), "{path}");
    }
}
