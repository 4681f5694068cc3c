//! A row of the sheet of figures: the same typing as in a form.

use domain::cycle::Body;

use crate::columns::What;
use crate::fault::Fault;
use crate::figure::{self, Field, FieldProblem, Typed};
use crate::sheet::FigureRow;

use super::Says;
use super::table::Line;

/// The column of each field.
const COLUMNS: [(Field, What); 8] = [
    (Field::Value, What::Value),
    (Field::Reason, What::Reason),
    (Field::Numerator, What::Numerator),
    (Field::Denominator, What::Denominator),
    (Field::Markers, What::Marker),
    (Field::AsAt, What::AsAt),
    (Field::Forecast, What::Forecast),
    (Field::Note, What::Note),
];

/// Reads a row.
pub(super) fn read(row: &FigureRow, line: &Line) -> Says {
    let mut unread = Vec::new();
    let mut text = |what: What| {
        line.text(what).unwrap_or_else(|fault| {
            unread.push((what, fault));
            String::new()
        })
    };
    let typed = Typed {
        value: text(What::Value),
        numerator: text(What::Numerator),
        denominator: text(What::Denominator),
        reason: text(What::Reason),
        markers: vec![text(What::Marker)],
        as_at: text(What::AsAt),
        forecast: text(What::Forecast),
        note: crate::mark::plain(&text(What::Note)),
    };
    if unread.is_empty() && figure::is_empty(&typed) {
        return Says::Nothing;
    }
    let read = figure::read(&row.measure, &typed);
    if unread.is_empty()
        && let Ok(entry) = read
    {
        return Says::Body(Body::Figure(entry));
    }
    let mut faults: Vec<(u32, Fault)> = unread.iter().map(|(what, fault)| (line.at(*what), fault.clone())).collect();
    let follows = |problem: &FieldProblem| follows_from(problem, &unread);
    let others = read.err().into_iter().flatten().filter(|problem| !follows(problem));
    faults.extend(
        others.map(|FieldProblem { field, rule, says, hint }| (line.at(column(field)), Fault { rule, says, hint })),
    );
    faults.sort_by_key(|(column, _)| *column);
    Says::Wrong(faults)
}

fn column(field: Field) -> What {
    COLUMNS.iter().find(|(known, _)| *known == field).map_or(What::Value, |(_, what)| *what)
}

/// Whether a problem is only that a cell could not be read, which is told already.
fn follows_from(problem: &FieldProblem, unread: &[(What, Fault)]) -> bool {
    let unreadable = |wanted: &[What]| unread.iter().any(|(what, _)| wanted.contains(what));
    match problem.rule {
        "neither-value-nor-reason" => unreadable(&[What::Value, What::Reason]),
        "incomplete-parts" => unreadable(&[What::Numerator, What::Denominator]),
        _ => false,
    }
}
