//! Editing the plan: rows of a council's papers, each table described once, so that forms, checks and history are one
//! piece of work for all of them. What a table may hold is for `folder` to say: an edit after which the folder has a
//! problem is refused with that problem.

use std::collections::BTreeMap;

use domain::{Period, Problem};
use folder::Files;

use crate::sheet::Sheet;

mod change;
mod groups;
mod tables;
mod texts;
mod words;

pub(crate) use change::restated;
pub use change::{field_of, remove, set};
pub use groups::{Group, groups};
pub use tables::{Asks, Column, Place, TABLES, Table};
pub use texts::{NewPlan, TextKind, is_text, kind_of, new_plan, set_text};
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
    /// The edition in which what is changed is stated: that of the open round. `None`: no round is open, and only
    /// tables that state nothing by edition can be changed.
    pub stated: Option<Period>,
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
                let own = editing.stated.map(|stated| format!("{folder}/{stated}.csv"));
                let inside = |path: &&String| path.starts_with(&format!("{folder}/")) && Some(*path) != own.as_ref();
                editing.files.keys().filter(inside).cloned().chain(own.clone()).collect()
            }
        }
    }

    /// Whether its rows say in which edition they are stated.
    pub fn states(&self) -> bool {
        self.key.contains(&"stated")
    }

    /// What history says a change was made to: the table, the plan where it is the plan's, and the key without the
    /// edition, so that all statements of one thing stand together.
    pub fn subject(&self, plan: &str, key: &[String]) -> String {
        let plan = if let Place::Plan(_) = self.place { Some(plan) } else { None };
        let key = self.key.iter().zip(key).filter(|(name, _)| **name != "stated").map(|(_, text)| text.as_str());
        [Some(self.name), plan].into_iter().flatten().chain(key).collect::<Vec<_>>().join(" ")
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

/// Every statement of the same thing, in the order of the papers, that of the open edition last: rows whose keys differ
/// in nothing but the edition.
///
/// # Errors
/// If a paper cannot be read as a table.
pub fn statements(table: &Table, editing: &Editing<'_>, key: &[String]) -> Result<Vec<Row>, Problem> {
    let thing = |key: &[String]| table.subject(editing.plan, key);
    let mut found = rows(table, editing)?;
    found.retain(|row| thing(&table.key(row)) == thing(key));
    let open = editing.stated.map(|stated| stated.to_string());
    found.sort_by_key(|row| open.is_some() && edition_of(row) == open.as_deref());
    Ok(found)
}

/// What stands for a key now: what the open edition states, where it does; the row itself otherwise.
///
/// # Errors
/// If a paper cannot be read as a table.
pub fn standing(table: &Table, editing: &Editing<'_>, key: &[String]) -> Result<Option<Row>, Problem> {
    let open = editing.stated.map(|stated| stated.to_string());
    let mut all = statements(table, editing, key)?;
    let anew = table.states() && open.is_some() && all.last().is_some_and(|row| edition_of(row) == open.as_deref());
    if anew {
        return Ok(all.pop());
    }
    Ok(all.into_iter().find(|row| table.key(row) == key))
}

/// The edition that states a row. `None`: its table states nothing by edition.
pub fn edition_of(row: &Row) -> Option<&str> {
    row.iter().find(|(name, _)| *name == "stated").map(|(_, text)| text.as_str())
}

/// A mark of what a row holds: two rows of one mark hold the same. A form carries it, so that nobody writes over what
/// they did not see.
pub fn mark(row: &Row) -> String {
    let cells: String = row.iter().map(|(name, text)| format!("{name}={}:{text}\n", text.len())).collect();
    store::digest(cells.as_bytes())
}
