//! A row of the sheet of progress.

use domain::cycle::{Body, ProgressEntry};

use crate::columns::What;
use crate::date;
use crate::fault::{Fault, either};
use crate::mark::plain;
use crate::sheet::ProgressRow;

use super::Says;
use super::table::Line;

/// Reads a row. Whether the commentary's Markdown can be printed is a folder's to say.
pub(super) fn read(row: &ProgressRow, line: &Line) -> Says {
    let mut faults = Vec::new();
    let mut keep = |what: What, read: Result<String, Fault>| match read {
        Ok(text) => plain(&text),
        Err(fault) => {
            faults.push((line.at(what), fault));
            String::new()
        }
    };
    let rating = keep(What::Rating, line.text(What::Rating));
    let completes = keep(What::Completes, line.text(What::Completes));
    let text = keep(What::Commentary, line.text(What::Commentary));
    if faults.is_empty() && [&rating, &completes, &text].into_iter().all(|text| text.is_empty()) {
        return Says::Nothing;
    }
    let mut tell = |what: What, fault: Fault| faults.push((line.at(what), fault));
    let grade = (!rating.is_empty()).then(|| grade(row, &rating)).transpose().map_err(|f| tell(What::Rating, f));
    let date =
        (!completes.is_empty()).then(|| date::read(&completes)).transpose().map_err(|f| tell(What::Completes, f));
    match (grade, date, faults.is_empty()) {
        (Ok(grade), Ok(completes), true) => Says::Body(Body::Progress(ProgressEntry { grade, completes, text })),
        _ => {
            faults.sort_by_key(|(column, _)| *column);
            Says::Wrong(faults)
        }
    }
}

fn grade(row: &ProgressRow, text: &str) -> Result<String, Fault> {
    let known = row.grades.iter().find(|grade| grade.to_lowercase() == text.to_lowercase());
    known.cloned().ok_or_else(|| {
        let hint = format!("Choose {}.", either(row.grades.iter().map(String::as_str)));
        Fault::new("unknown-grade", format!("“{text}” is not one of the ratings of “{}”.", row.title), hint)
    })
}
