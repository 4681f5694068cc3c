//! The first sheet: whose workbook it is, by when, how it is filled in and where it goes.

use domain::calendar::print_date;
use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::columns::{self, Column, Filled};
use crate::sheet::Sheet;

use super::style;

/// Characters across.
const WIDTH: u16 = 84;
/// Letters that so many characters hold, for most are narrower than a figure.
const HOLDS: u16 = 94;

/// Writes the sheet.
pub(super) fn write(to: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    to.set_name("Start here")?;
    to.set_paper_size(9).set_print_fit_to_pages(1, 0);
    to.set_column_width(0, WIDTH)?;
    to.write_string_with_format(0, 0, super::title(sheet), &style::title().set_text_wrap())?;
    to.set_row_height(0, style::lines(&super::title(sheet), WIDTH * 3 / 4) * 22)?;
    let wrapped = style::plain().set_text_wrap();
    let mut row = 1;
    for (head, lines) in parts(sheet) {
        to.write_string_with_format(row, 0, head, &style::part())?;
        to.set_row_height(row, 30)?;
        row += 1;
        for line in lines {
            to.write_string_with_format(row, 0, &line, &wrapped)?;
            to.set_row_height(row, style::high(style::lines(&line, HOLDS)))?;
            row += 1;
        }
    }
    to.set_active(true);
    to.protect();
    Ok(())
}

fn parts(sheet: &Sheet) -> Vec<(&'static str, Vec<String>)> {
    let owed = match (sheet.figures.len(), sheet.progress.len()) {
        (figures, 0) => counted(figures, "figure"),
        (0, progress) => counted(progress, "commitment"),
        (figures, progress) => format!("{} and {}", counted(figures, "figure"), counted(progress, "commitment")),
    };
    vec![
        (
            "Who and when",
            vec![
                format!("For {}, about {}: {owed}.", sheet.person, sheet.round),
                format!("Please send it back by {}.", print_date(sheet.due)),
            ],
        ),
        ("How to fill it in", how(sheet)),
        ("Where to send it", vec![sheet.send_back.clone(), AGAIN.to_string()]),
        ("Reference of this workbook (leave as it is)", vec![sheet.identity.write()]),
    ]
}

const AGAIN: &str = "You will be told at once what was taken and what could not be read, cell by cell. You may correct \
                     the workbook and send it again.";

fn how(sheet: &Sheet) -> Vec<String> {
    let mut lines = Vec::new();
    if !sheet.figures.is_empty() {
        let names = names(&columns::of_figures(sheet.has_forecasts()));
        lines.push(format!("Sheet “Figures”: fill in the white cells, under {names}. All other cells are locked."));
        lines.push(
            "Each row needs a value, or the reason why there is none. A blank is never read as zero: type 0 where \
             nothing was counted. A row that you leave as it is stays as it is."
                .to_string(),
        );
        lines.push(
            "Type numbers in the unit of the column “Counted in”: 53 for 53%, and money in full: 14000000 \
             for £14m. Type them as they are to be printed; nothing is rounded for you."
                .to_string(),
        );
        lines.push(
            "Numerator and denominator are welcome where a value is a share or an average, both or neither; they have \
             to make the value."
                .to_string(),
        );
    }
    if !sheet.progress.is_empty() {
        let names = names(&columns::of_progress());
        lines.push(format!("Sheet “Progress”: fill in the white cells, under {names}. All other cells are locked."));
    }
    lines.push(
        "The last column of each sheet holds a key that says which row is which; please do not change it.".into(),
    );
    lines
}

fn names(columns: &[Column]) -> String {
    let asked: Vec<String> = columns
        .iter()
        .filter(|column| column.filled == Filled::ByOwner)
        .map(|column| format!("“{}”", column.title))
        .collect();
    match asked.split_last() {
        Some((last, most)) if !most.is_empty() => format!("{} and {last}", most.join(", ")),
        _ => asked.concat(),
    }
}

fn counted(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}
