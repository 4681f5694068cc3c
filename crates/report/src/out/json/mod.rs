//! report.json: everything the report says and what it draws on; `docs/data.md` describes its keys.

mod council;
mod document;
mod measures;
mod plan;
mod tallies;

use domain::Snapshot;
use serde_json::{Value, json};

use crate::document::Report;

/// Writes a report and its snapshot, indented, with a line's end at the end. Keys have a fixed order, decimals are
/// strings, and what there is none of is null.
pub fn json(snapshot: &Snapshot, report: &Report) -> String {
    let whole = json!({
        "format": 1,
        "council": council::council(snapshot),
        "edition": council::edition(snapshot, report),
        "schemes": council::schemes(snapshot),
        "items": plan::items(snapshot),
        "measures": snapshot.measures.iter().map(|state| measures::measure(snapshot, state)).collect::<Vec<_>>(),
        "counts": tallies::counts(snapshot),
        "rollups": tallies::rollups(snapshot),
        "notes": snapshot.notes.iter().map(|note| json!({ "key": note.key, "text": note.text })).collect::<Vec<_>>(),
        "sections": report.sections.iter().map(document::section).collect::<Vec<_>>(),
    });
    // Values with keys that are texts always serialise.
    serde_json::to_string_pretty(&whole).unwrap_or_default() + "\n"
}

/// The name of a grade of a scheme, or null.
fn grade_name(snapshot: &Snapshot, family: &str, grade: Option<usize>) -> Value {
    let name = snapshot.scheme(family).and_then(|scheme| scheme.grades.get(grade?));
    name.map_or(Value::Null, |grade| json!(grade.name))
}
