//! Excel and OpenDocument, read back by a reader that knows nothing of how they were written.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

#[path = "read/checker.rs"]
mod checker;
#[path = "read/document.rs"]
#[allow(dead_code, reason = "Word's tests use the rest")]
mod document;
#[path = "../../report/tests/compose/folders.rs"]
mod folders;
#[path = "read/parts.rs"]
#[allow(dead_code, reason = "Word's tests use the rest")]
mod parts;

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Data, Ods, Range, Reader, Xlsx};
use domain::{Decimal, Snapshot, Unit};
use report::document::{Cell, Fact, FactKind, FigureData, Inline, Report, Table};
use report::look::Look;

use parts::Parts;

/// A workbook as it was read: its sheets by name, in order.
type Sheets = Vec<(String, Range<Data>)>;

struct Written {
    name: String,
    snapshot: Snapshot,
    report: Report,
    xlsx: Vec<u8>,
    ods: Vec<u8>,
}

fn written() -> impl Iterator<Item = Written> {
    let folders = folders::examples().into_iter().chain([folders::marlhaven()]);
    folders.flat_map(|folder| folders::editions(&folder)).map(|(name, snapshot, composed)| {
        let report = composed.report;
        let look = Look::new(&snapshot.look);
        let xlsx = office::excel(&snapshot, &report, &look).unwrap();
        let ods = office::ods(&snapshot, &report, &look).unwrap();
        assert!(xlsx == office::excel(&snapshot, &report, &look).unwrap(), "{name}: the same bytes of Excel");
        assert!(ods == office::ods(&snapshot, &report, &look).unwrap(), "{name}: the same bytes of OpenDocument");
        Written { name, snapshot, report, xlsx, ods }
    })
}

fn excel(bytes: &[u8]) -> Sheets {
    in_order(Xlsx::new(Cursor::new(bytes)).unwrap())
}

fn open_document(bytes: &[u8]) -> Sheets {
    in_order(Ods::new(Cursor::new(bytes)).unwrap())
}

fn in_order<R: Reader<Cursor<B>>, B: AsRef<[u8]>>(mut book: R) -> Sheets {
    let names = book.sheet_names();
    names.into_iter().map(|name| (name.clone(), book.worksheet_range(&name).ok().unwrap())).collect()
}

/// The row of a sheet's header: the last of those above which only the first column is filled.
fn table_of(range: &Range<Data>) -> (Vec<String>, Vec<Vec<Data>>) {
    let rows: Vec<&[Data]> = range.rows().collect();
    let header = rows.iter().position(|row| row.iter().filter(|cell| **cell != Data::Empty).count() > 1).unwrap();
    let titles = rows[header].iter().map(ToString::to_string).collect();
    (titles, rows[header + 1..].iter().map(|row| row.to_vec()).collect())
}

#[test]
fn both_workbooks_state_every_fact_of_the_tables() {
    for written in written() {
        for (form, sheets) in [("xlsx", excel(&written.xlsx)), ("ods", open_document(&written.ods))] {
            let name = format!("{} {form}", written.name);
            let mut rest = sheets.as_slice();
            for table in tables(&written.report) {
                let (titles, rows) = next_sheet(&name, &mut rest, &table.caption);
                let said: Vec<&Vec<Cell>> = table.groups.iter().flat_map(|g| &g.rows).map(|row| &row.cells).collect();
                assert_eq!(rows.len(), said.len(), "{name}: {}", table.caption);
                let places = places(&name, table, &titles);
                for (row, cells) in rows.iter().zip(said) {
                    for (at, cell) in places.iter().zip(cells) {
                        holds(&name, &written.snapshot, cell, &row[*at]);
                    }
                }
            }
        }
    }
}

/// Where each column of the document stands: in its order, with details between; a title had before has a number.
fn places(name: &str, table: &Table, titles: &[String]) -> Vec<usize> {
    let mut from = 0;
    let place = |column: &report::document::Column| {
        let wanted = |title: &String| *title == column.title || title.starts_with(&format!("{} (", column.title));
        let found = titles[from..].iter().position(wanted);
        let at = from + found.unwrap_or_else(|| panic!("{name}: {} is not among {titles:?}", column.title));
        from = at + 1;
        at
    };
    table.columns.iter().map(place).collect()
}

fn tables(report: &Report) -> Vec<&Table> {
    let measured: BTreeSet<&str> = document::figures(report)
        .into_iter()
        .filter_map(|figure| match &figure.data {
            FigureData::Own(table) if values(table) => Some(table.id.as_str()),
            _ => None,
        })
        .collect();
    document::tables(report).into_iter().filter(|table| !measured.contains(table.id.as_str())).collect()
}

fn values(table: &Table) -> bool {
    let cells = table.groups.iter().flat_map(|group| &group.rows).flat_map(|row| &row.cells);
    cells.filter_map(|cell| cell.fact.as_ref()).any(|fact| fact.kind == FactKind::Value)
}

/// The next sheet with this caption: sheets stand in the order of the tables.
fn next_sheet(name: &str, rest: &mut &[(String, Range<Data>)], caption: &str) -> (Vec<String>, Vec<Vec<Data>>) {
    let ends = format!(": {caption}");
    let titled = |range: &Range<Data>| range.get((0, 0)).is_some_and(|cell| cell.to_string().ends_with(&ends));
    let at = rest.iter().position(|(_, range)| titled(range));
    let at = at.unwrap_or_else(|| panic!("{name}: no sheet for {caption} among those that are left"));
    let found = table_of(&rest[at].1);
    *rest = &rest[at + 1..];
    found
}

/// A cell states what the document's cell states: the same number to the last place, the same rating, the reason.
fn holds(name: &str, snapshot: &Snapshot, cell: &Cell, held: &Data) {
    let Some(fact) = &cell.fact else {
        assert!(!held.to_string().trim().is_empty(), "{name}: no cell is empty");
        return;
    };
    let place = format!("{name}: {} {} {:?}", fact.subject, fact.period, fact.kind);
    match number(snapshot, fact) {
        Some(value) => assert_eq!(exact(held, &place), value.normalize(), "{place}"),
        None if matches!(fact.kind, FactKind::Rating | FactKind::Progress | FactKind::Travel) => {
            let said = held.to_string();
            let rated = cell.content.iter().any(|inline| matches!(inline, Inline::Rating(_) | Inline::Text(_)));
            assert!(if rated { said == fact.exact } else { said.contains(&fact.exact) }, "{place}: {said}");
        }
        None => {
            let said = document::spaced(&held.to_string());
            let printed = document::spaced(&document::text(&cell.content[..1]));
            assert!(said.contains(&printed), "{place}: {said:?} does not say {printed:?}");
        }
    }
}

/// The number that a fact states, as a workbook holds it: percentages are shares of one, levels are their names.
fn number(snapshot: &Snapshot, fact: &Fact) -> Option<Decimal> {
    if !matches!(fact.kind, FactKind::Value | FactKind::Target | FactKind::Benchmark | FactKind::Score) {
        return None;
    }
    let value: Decimal = fact.exact.parse().ok()?;
    let unit = snapshot.measure(&fact.subject).map(|state| state.measure.unit);
    if matches!(unit, Some(Unit::Level | Unit::YesNo)) {
        return None;
    }
    Some(if unit == Some(Unit::Percent) { value / Decimal::ONE_HUNDRED } else { value })
}

/// A cell's number through the shortest text of its double.
fn exact(held: &Data, place: &str) -> Decimal {
    match held {
        Data::Float(value) => value.to_string().parse::<Decimal>().unwrap().normalize(),
        Data::Int(value) => Decimal::from(*value),
        other => panic!("{place} is no number but {other:?}"),
    }
}

#[test]
fn both_workbooks_are_accessible_statistical_spreadsheets() {
    for written in written() {
        for (form, sheets) in [("xlsx", excel(&written.xlsx)), ("ods", open_document(&written.ods))] {
            let name = format!("{} {form}", written.name);
            let names: BTreeSet<String> = sheets.iter().map(|(sheet, _)| sheet.to_lowercase()).collect();
            assert_eq!(names.len(), sheets.len(), "{name}: names of sheets are unique");
            assert_eq!(sheets[..3].iter().map(|(n, _)| n.as_str()).collect::<Vec<_>>(), ["Cover", "Contents", "Notes"]);
            for (sheet, range) in &sheets {
                assert!(sheet.chars().count() <= 31, "{name}: {sheet}");
                assert!(matches!(range.get((0, 0)), Some(Data::String(_))), "{name}: {sheet} has its title in A1");
                if !matches!(sheet.as_str(), "Cover" | "Charts") {
                    has_no_gap(&format!("{name} {sheet}"), range);
                }
            }
            marks_are_explained(&name, &sheets);
        }
        excel_tables_are_marked_up(&written);
        excel_draws_every_small_history(&written);
        checker::says_what_its_charts_show(&written.name, &Parts::of(&written.xlsx), &written.report.meta.title);
    }
}

fn has_no_gap(place: &str, range: &Range<Data>) {
    let (titles, rows) = table_of(range);
    let unique: BTreeSet<String> = titles.iter().map(|title| title.to_lowercase()).collect();
    assert_eq!(unique.len(), titles.len(), "{place}: {titles:?}");
    assert!(!rows.is_empty(), "{place} has rows");
    for cell in rows.iter().flatten() {
        assert!(!cell.to_string().trim().is_empty(), "{place}: no cell is empty");
    }
}

/// Every mark in square brackets stands in the sheet of notes.
fn marks_are_explained(name: &str, sheets: &Sheets) {
    let (_, rows) = table_of(&sheets[2].1);
    let known: BTreeSet<String> = rows.iter().map(|row| row[0].to_string()).collect();
    for (sheet, range) in &sheets[3..] {
        for cell in range.cells().map(|(.., cell)| cell.to_string()) {
            for mark in cell.match_indices('[').filter_map(|(at, _)| cell[at..].split_inclusive(']').next()) {
                assert!(known.contains(mark), "{name} {sheet}: {mark} is not explained");
            }
        }
    }
}

/// A sparkline for each small history of the document, drawn from the rows that state its values.
fn excel_draws_every_small_history(written: &Written) {
    let parts = Parts::of(&written.xlsx);
    let sheets = excel(&written.xlsx);
    let figures = sheets.iter().rev().find(|(name, _)| name != "Charts").map(|(_, range)| range).unwrap();
    let all = (1..=sheets.len()).map(|number| parts.read(&format!("xl/worksheets/sheet{number}.xml")));
    let ranges: Vec<String> =
        all.flat_map(|sheet| sheet.all("xm:f").iter().map(|f| f.text()).collect::<Vec<_>>()).collect();
    let histories: Vec<_> = tables(&written.report).into_iter().flat_map(Table::sparks).collect();
    assert_eq!(ranges.len(), histories.len(), "{}", written.name);
    let mut drawn: Vec<Vec<Decimal>> = ranges.iter().map(|range| drawn_from(range, figures)).collect();
    let said = |spark: &report::document::Spark| -> Vec<Decimal> {
        let facts = spark.points.iter().filter_map(|point| point.cell.fact.as_ref());
        facts.filter_map(|fact| number(&written.snapshot, fact)).map(|value| value.normalize()).collect()
    };
    let mut said: Vec<Vec<Decimal>> = histories.into_iter().map(said).collect();
    // A workbook lists them in an order of its own.
    drawn.sort();
    said.sort();
    assert_eq!(drawn, said, "{}", written.name);
}

/// The numbers in a range of one column: `'19_Chart data'!C62:C64`.
fn drawn_from(range: &str, figures: &Range<Data>) -> Vec<Decimal> {
    let (_, rows) = range.rsplit_once('!').unwrap();
    let row = |cell: &str| cell.trim_start_matches(|c: char| !c.is_ascii_digit()).parse::<u32>().unwrap();
    let (first, last) = rows.split_once(':').unwrap();
    (row(first)..=row(last)).map(|at| exact(figures.get_value((at - 1, 2)).unwrap(), range)).collect()
}

fn excel_tables_are_marked_up(written: &Written) {
    let parts = Parts::of(&written.xlsx);
    let sheets = excel(&written.xlsx);
    let mut names = BTreeSet::new();
    for number in 1..=sheets.iter().filter(|(name, _)| !matches!(name.as_str(), "Cover" | "Charts")).count() {
        let table = parts.read(&format!("xl/tables/table{number}.xml"));
        let name = table.all("table")[0].attribute("name").unwrap().to_string();
        assert!(names.insert(name.clone()), "{}: {name} is there twice", written.name);
    }
    for number in 1..=sheets.len() {
        let sheet = parts.read(&format!("xl/worksheets/sheet{number}.xml"));
        assert_eq!(sheet.all("mergeCells").len(), 0, "{}: no cell is merged", written.name);
        assert_eq!(sheet.all("f").len(), 0, "{}: no cell is a formula", written.name);
    }
    let content = Parts::of(&written.ods).read("content.xml");
    assert_eq!(
        content.all("table:database-range").len(),
        names.len(),
        "{}: as many tables in OpenDocument",
        written.name
    );
    assert_eq!(content.all("table:covered-table-cell").len(), 0, "{}: no cell is merged", written.name);
}
