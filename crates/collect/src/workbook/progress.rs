//! The sheet of progress: a row a commitment.

use domain::cycle::Body;
use rust_xlsxwriter::{DataValidation, DataValidationRule, Worksheet, XlsxError};

use crate::columns::{self, Filled, PROGRESS, What};
use crate::mark::{Mark, fingerprint};
use crate::sheet::{ProgressRow, Sheet};

use super::figures::{Cell, put};
use super::lists::Lists;
use super::style;
use super::table::{self, HEAD, Named};

/// Writes the sheet.
pub(super) fn write(to: &mut Worksheet, sheet: &Sheet, lists: &mut Lists) -> Result<(), XlsxError> {
    let columns = columns::of_progress();
    let title = format!("Progress in {}", sheet.round);
    let named = Named {
        sheet: PROGRESS,
        table: "progress",
        title: &title,
        lines: [
            "One row for each commitment. Fill in the columns with bold headings.",
            "Paragraphs of a commentary are separated by an empty line (Alt and Enter, twice).",
        ],
    };
    table::begin(to, &named, &columns, sheet.progress.len())?;
    let rating = table::column(&columns, What::Rating);
    let completes = table::column(&columns, What::Completes);
    for (row, progress) in (HEAD + 1..).zip(&sheet.progress) {
        let mut tall = 1;
        for (at, column) in (0..).zip(&columns) {
            let cell = cell(progress, column.what);
            if let Cell::Text(text) = &cell {
                tall = tall.max(style::lines(text, column.width));
            }
            let format = match (column.filled, column.what) {
                (Filled::ByOwner, What::Completes) => style::asked().set_num_format(style::DATE),
                (Filled::ByOwner, _) => style::asked(),
                (Filled::Beforehand, What::Mark) => style::shown().set_font_size(9),
                (Filled::Beforehand, _) => style::shown(),
            };
            put(to, (row, at), &cell, &format)?;
        }
        to.set_row_height(row, style::high(tall))?;
        if let Some(at) = rating {
            let list = lists.at("Ratings, best first", &progress.grades)?;
            to.add_data_validation(row, at, row, at, &of_rating(list)?)?;
        }
        if let Some(at) = completes {
            to.add_data_validation(row, at, row, at, &of_date()?)?;
        }
    }
    Ok(())
}

fn of_rating(list: rust_xlsxwriter::Formula) -> Result<DataValidation, XlsxError> {
    DataValidation::new()
        .allow_list_formula(list)
        .set_input_title("Proposed rating")?
        .set_input_message("Choose from the list.")?
        .set_error_title("Not one of the ratings")?
        .set_error_message("Choose one of the ratings in the list.")
}

fn of_date() -> Result<DataValidation, XlsxError> {
    DataValidation::new()
        .allow_date(DataValidationRule::GreaterThan(style::day(domain::Date::constant(1950, 1, 1))?))
        .set_input_title("Expected completion")?
        .set_input_message("The day on which it is expected to be complete, if that is known.")?
        .set_error_title("Not a date")?
        .set_error_message("Type day, month and year, such as 31 March 2027.")
}

fn cell(row: &ProgressRow, what: What) -> Cell {
    let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_string()) };
    let entry = row.current.as_ref();
    match what {
        What::Reference => text(&row.commitment),
        What::Title => text(&row.title),
        What::LastRating => text(row.last_rating.as_deref().unwrap_or("none")),
        What::LastCommentary => text(row.last_commentary.as_deref().unwrap_or("none")),
        What::Rating => text(entry.and_then(|entry| entry.grade.as_deref()).unwrap_or("")),
        What::Completes => entry.and_then(|entry| entry.completes).map_or(Cell::Empty, Cell::Date),
        What::Commentary => text(entry.map_or("", |entry| entry.text.trim())),
        What::Mark => {
            let made = fingerprint(row.current.clone().map(Body::Progress).as_ref());
            text(&Mark { item: row.item(), version: row.version, made }.write())
        }
        _ => Cell::Empty,
    }
}
