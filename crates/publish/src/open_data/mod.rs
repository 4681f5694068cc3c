//! The open data of one edition: tidy tables as CSV and Parquet, each described for programs, and the schema of
//! report.json. `docs/data.md` describes the files.

mod column;
mod csvw;
mod items;
mod licence;
mod package;
mod parquet;

use domain::Snapshot;
use report::document::Report;
use report::out;

pub use column::{Column, ITEMS, Kind, MEASURES, Presence, Table};
pub(crate) use licence::address as licence_address;
pub(crate) use package::media;

use crate::words::words;

/// The JSON Schema (2020-12) of report.json.
pub const REPORT_SCHEMA: &str = include_str!("../../schema/report.schema.json");

/// Every file of an edition's open data with its path, in a fixed order. Parquet that cannot be written is left out of
/// the list and of the package; with rows made from a snapshot that does not happen.
pub fn open_data(snapshot: &Snapshot, report: &Report) -> Vec<(String, Vec<u8>)> {
    let words = words(&snapshot.language);
    let title = format!("{}, {}", snapshot.council, snapshot.edition.title);
    let mut files = Vec::new();
    for (table, text) in [(&MEASURES, out::csv(snapshot)), (&ITEMS, items::items(snapshot))] {
        let metadata = csvw::csvw(table, snapshot, &title, words);
        let columns = parquet::parquet(table, &text);
        files.push((format!("{}.csv", table.name), text.into_bytes()));
        files.push((format!("{}.csv-metadata.json", table.name), metadata.into_bytes()));
        files.extend(columns.map(|bytes| (format!("{}.parquet", table.name), bytes)));
    }
    files.push(("report.json".to_string(), out::json(snapshot, report).into_bytes()));
    files.push(("report.schema.json".to_string(), REPORT_SCHEMA.as_bytes().to_vec()));
    let package = package::package(snapshot, &[&MEASURES, &ITEMS], &files, words);
    files.push(("datapackage.json".to_string(), package.into_bytes()));
    files
}
