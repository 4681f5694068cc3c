//! Rows changed, added and taken out.

use domain::Problem;
use folder::Files;

use super::{Editing, Row, Table};
use crate::sheet::Sheet;

/// Changes a row, or adds it if its key is new. A table that states things by edition never changes what an earlier
/// edition said: the row is stated anew in the open one.
///
/// # Errors
/// Every problem that the papers would have afterwards.
pub fn set(table: &Table, editing: &Editing<'_>, row: &Row) -> Result<Files, Vec<Problem>> {
    checked(written(table, editing, row).map_err(|problem| vec![problem])?)
}

/// The row as it will be written: stated in the open edition where its table says so.
pub(crate) fn restated(table: &Table, editing: &Editing<'_>, row: &Row) -> Row {
    let mut row = row.clone();
    if let (true, Some(stated)) = (table.states(), editing.stated) {
        row.retain(|(name, _)| *name != "stated");
        row.push(("stated", stated.to_string()));
    }
    row
}

fn written(table: &Table, editing: &Editing<'_>, row: &Row) -> Result<Files, Problem> {
    let row = restated(table, editing, row);
    let (key, cells): (Row, Row) = row.into_iter().partition(|(name, _)| table.key.contains(name));
    let paths = table.paths(editing);
    let mut sheets = Vec::new();
    for path in &paths {
        let bytes = editing.files.get(path);
        sheets.push((path, Sheet::read(path, bytes.map(Vec::as_slice))?));
    }
    let holds = sheets.iter().position(|(_, sheet)| sheet.find(&key).is_some());
    let place = holds.or(sheets.len().checked_sub(1));
    let mut files = editing.files.clone();
    if let Some((path, sheet)) = place.and_then(|place| sheets.get_mut(place)) {
        sheet.widen(table.columns.iter().filter(|column| column.must || table.key.contains(&column.name)));
        sheet.set(&key, &cells);
        files.insert((*path).clone(), sheet.write());
    }
    Ok(files)
}

/// The column of a form at which a problem of [`set`] is to be told. `None`: it is not about a cell of this row.
pub fn field_of(table: &Table, editing: &Editing<'_>, row: &Row, problem: &Problem) -> Option<&'static str> {
    let files = written(table, editing, row).ok()?;
    let bytes = files.get(&problem.file).filter(|_| table.paths(editing).contains(&problem.file))?;
    let restated = restated(table, editing, row);
    let key: Row = restated.into_iter().filter(|(name, _)| table.key.contains(name)).collect();
    let sheet = Sheet::read(&problem.file, Some(bytes)).ok()?;
    let name = sheet.name_at(&key, problem.line, problem.column)?;
    table.columns.iter().find(|column| column.name == name).map(|column| column.name)
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

pub(super) fn checked(files: Files) -> Result<Files, Vec<Problem>> {
    let problems = folder::read(&files).problems;
    if problems.is_empty() { Ok(files) } else { Err(problems) }
}
