//! Papers that are edited as texts, and what is made by copying: a plan, a scheme, an outline.

use domain::{Date, Problem};
use folder::Files;

use super::change::checked;
use super::{Place, TABLES};
use crate::fold::day;
use crate::sheet::Sheet;

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextKind {
    /// The council's own settings.
    Council,
    /// A plan's settings: its levels and kinds.
    Plan,
    /// A rating scheme.
    Scheme,
    /// What a report holds, in which order.
    Outline,
    /// A table in which nothing is stated by edition, with all its columns.
    Table,
}

/// What a paper is for that may be edited as a text. `None`: it may not. What was stated for an edition never is, for
/// what was printed stays; editions and their entries have pages of their own.
pub fn kind_of(path: &str) -> Option<TextKind> {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["council.toml"] => Some(TextKind::Council),
        ["plans", _, "plan.toml"] => Some(TextKind::Plan),
        ["schemes", name] if name.ends_with(".toml") => Some(TextKind::Scheme),
        ["outlines", name] if name.ends_with(".toml") => Some(TextKind::Outline),
        ["notes.csv"] => Some(TextKind::Table),
        [name] => table_at(Place::Council, name),
        ["plans", _, name] => table_at(Place::Plan, name),
        _ => None,
    }
}

fn table_at(place: fn(&'static str) -> Place, name: &str) -> Option<TextKind> {
    let table = TABLES.iter().filter(|table| !table.states()).find(|table| match table.place {
        Place::Council(file) | Place::Plan(file) => file == name && table.place == place(file),
        Place::Stated(_) => false,
    });
    table.map(|_| TextKind::Table)
}

/// Whether a paper may be edited as a text.
pub fn is_text(path: &str) -> bool {
    kind_of(path).is_some()
}

/// Replaces a paper that is a text, or adds it.
///
/// # Errors
/// Every problem that the papers would have afterwards; of an outline also what its report could not be made of.
pub fn set_text(files: &Files, path: &str, text: &str) -> Result<Files, Vec<Problem>> {
    let text = text.replace("\r\n", "\n");
    if let Some(name) = path.strip_prefix("outlines/").and_then(|name| name.strip_suffix(".toml")) {
        report::outline::parse(name, &text)?;
    }
    let mut files = files.clone();
    files.insert(path.to_string(), text.into_bytes());
    checked(files)
}

/// Papers of a plan that a new one begins with: what is promised, and not what came of it.
const COPIED: [&str; 4] = ["headings.csv", "commitments.csv", "measures.csv", "risks.csv"];

/// A plan to be made from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewPlan<'n> {
    /// Key of the plan that it is made from.
    pub from: &'n str,
    /// Its own key.
    pub key: &'n str,
    /// Its title.
    pub title: &'n str,
    /// Its first and last day.
    pub runs: (Date, Date),
}

/// A new plan made from another: its headings, commitments, measures and risks. Each commitment follows on from the one
/// that it was made from; days and editions of the old plan are not copied.
///
/// # Errors
/// Every problem that the papers would have afterwards.
pub fn new_plan(files: &Files, new: &NewPlan<'_>) -> Result<Files, Vec<Problem>> {
    let NewPlan { from, key, title, runs } = new;
    let mut made = files.clone();
    let settings = format!("plans/{from}/plan.toml");
    let bytes = files.get(&settings).map(|bytes| String::from_utf8_lossy(bytes)).unwrap_or_default();
    let mut text: toml_edit::DocumentMut = bytes.parse().map_err(|why: toml_edit::TomlError| {
        vec![Problem {
            file: settings.clone(),
            line: 0,
            column: 0,
            rule: "not-toml",
            says: why.message().to_string(),
            hint: "Mend it first, as a text.".to_string(),
        }]
    })?;
    text.insert("title", toml_edit::value(*title));
    text.insert("from", toml_edit::value(day(runs.0)));
    text.insert("until", toml_edit::value(day(runs.1)));
    made.insert(format!("plans/{key}/plan.toml"), text.to_string().into_bytes());
    for name in COPIED {
        let path = format!("plans/{from}/{name}");
        let Some(bytes) = files.get(&path) else { continue };
        let mut sheet = Sheet::read(&path, Some(bytes)).map_err(|problem| vec![problem])?;
        if name == "commitments.csv" {
            sheet.follow_on(from);
        }
        sheet.each("starts", |_| String::new());
        sheet.each("from", |_| String::new());
        made.insert(format!("plans/{key}/{name}"), sheet.write());
    }
    checked(made)
}
