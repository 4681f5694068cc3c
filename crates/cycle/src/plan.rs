//! Editing the plan: rows of a council's papers, each table described once, so that forms, checks and history are one
//! piece of work for all of them. What a table may hold is for `folder` to say: an edit after which the folder has a
//! problem is refused with that problem.

use std::collections::BTreeMap;

use domain::{Period, Problem};
use folder::Files;

use crate::sheet::Sheet;

mod tables;
mod words;

pub use tables::{Asks, Column, Place, TABLES, Table};
pub use words::{COLUMN_WORDS, column_words};

/// One row by its columns, in the order of the table's description. Columns that the paper lacks are empty.
pub type Row = Vec<(&'static str, String)>;

/// A council's papers with where an edit belongs.
#[derive(Debug, Clone, Copy)]
pub struct Editing<'f> {
    /// The papers.
    pub files: &'f Files,
    /// Key of the plan that is edited.
    pub plan: &'f str,
    /// The edition in which what is changed is stated: that of the open round.
    pub stated: Period,
}

/// The table of a name.
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}

impl Table {
    /// The papers in which its rows stand; a new row goes to the last.
    fn paths(&self, editing: &Editing<'_>) -> Vec<String> {
        match self.place {
            Place::Council(file) => vec![file.to_string()],
            Place::Plan(file) => vec![format!("plans/{}/{file}", editing.plan)],
            Place::Stated(folder) => {
                let own = format!("{folder}/{}.csv", editing.stated);
                let all = editing.files.keys().filter(|path| path.starts_with(&format!("{folder}/")) && **path != own);
                all.cloned().chain([own.clone()]).collect()
            }
        }
    }

    /// The key of a row: the texts of its key columns.
    pub fn key(&self, row: &Row) -> Vec<String> {
        let cell = |name: &&str| row.iter().find(|(known, _)| known == name).map(|(_, text)| text.clone());
        self.key.iter().map(|name| cell(name).unwrap_or_default()).collect()
    }
}

/// Every row of a table, in the order of the papers.
///
/// # Errors
/// If a paper cannot be read as a table.
pub fn rows(table: &Table, editing: &Editing<'_>) -> Result<Vec<Row>, Problem> {
    let mut rows = Vec::new();
    for path in table.paths(editing) {
        let Some(bytes) = editing.files.get(&path) else { continue };
        rows.extend(Sheet::read(&path, Some(bytes))?.rows().map(|row| ordered(table, &row)));
    }
    Ok(rows)
}

fn ordered(table: &Table, row: &BTreeMap<&str, &str>) -> Row {
    table.columns.iter().map(|column| (column.name, row.get(column.name).copied().unwrap_or_default().into())).collect()
}

/// The row of a key.
///
/// # Errors
/// If a paper cannot be read as a table.
pub fn row(table: &Table, editing: &Editing<'_>, key: &[String]) -> Result<Option<Row>, Problem> {
    Ok(rows(table, editing)?.into_iter().find(|row| table.key(row) == key))
}

/// Changes a row, or adds it if its key is new. A table that states things by edition never changes what an earlier
/// edition said: the row is stated anew in the open one.
///
/// # Errors
/// Every problem that the papers would have afterwards.
pub fn set(table: &Table, editing: &Editing<'_>, row: &Row) -> Result<Files, Vec<Problem>> {
    let mut row = row.clone();
    if table.key.contains(&"stated") {
        row.retain(|(name, _)| *name != "stated");
        row.push(("stated", editing.stated.to_string()));
    }
    let (key, cells): (Row, Row) = row.into_iter().partition(|(name, _)| table.key.contains(name));
    let paths = table.paths(editing);
    let mut sheets = Vec::new();
    for path in &paths {
        let bytes = editing.files.get(path);
        sheets.push((path, Sheet::read(path, bytes.map(Vec::as_slice)).map_err(|problem| vec![problem])?));
    }
    let holds = sheets.iter().position(|(_, sheet)| sheet.find(&key).is_some());
    let place = holds.or(sheets.len().checked_sub(1));
    let mut files = editing.files.clone();
    if let Some((path, sheet)) = place.and_then(|place| sheets.get_mut(place)) {
        sheet.widen(table.columns.iter().filter(|column| column.must || table.key.contains(&column.name)));
        sheet.set(&key, &cells);
        files.insert((*path).clone(), sheet.write());
    }
    checked(files)
}

/// Takes a row out. What an earlier edition stated stays: only rows of the open edition, and of tables that state
/// nothing by edition, can go.
///
/// # Errors
/// Every problem that the papers would have afterwards: what refers to the row is told.
pub fn remove(table: &Table, editing: &Editing<'_>, key: &[String]) -> Result<Files, Vec<Problem>> {
    let key: Row = table.key.iter().copied().zip(key.iter().cloned()).collect();
    let mut files = editing.files.clone();
    for path in table.paths(editing) {
        let Some(bytes) = editing.files.get(&path) else { continue };
        let mut sheet = Sheet::read(&path, Some(bytes)).map_err(|problem| vec![problem])?;
        if sheet.remove(&key) {
            files.insert(path, sheet.write());
        }
    }
    checked(files)
}

/// Replaces a paper that is a text: a scheme, an outline, the council's own settings.
///
/// # Errors
/// Every problem that the papers would have afterwards.
pub fn set_text(files: &Files, path: &str, text: &str) -> Result<Files, Vec<Problem>> {
    let mut files = files.clone();
    files.insert(path.to_string(), text.replace("\r\n", "\n").into_bytes());
    checked(files)
}

fn checked(files: Files) -> Result<Files, Vec<Problem>> {
    let problems = folder::read(&files).problems;
    if problems.is_empty() { Ok(files) } else { Err(problems) }
}
