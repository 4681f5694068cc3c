//! Excel's form. Cells are read one by one: the library's whole-sheet reading makes room for every cell of the rectangle,
//! which two cells in far corners turn into gigabytes.

use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, Style, Xlsx};
use domain::Date;

use super::{Content, HeldSheet, MOST_SHEETS, Room, broken, too_large};
use crate::double;
use crate::fault::Fault;

/// Every sheet.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<HeldSheet>, Fault> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| broken())?;
    let names = workbook.sheet_names();
    if names.len() > MOST_SHEETS {
        return Err(too_large("The workbook has more than 50 sheets."));
    }
    let mut room = Room::default();
    let mut sheets = Vec::new();
    for name in names {
        // A sheet of another kind, such as a chart's, has no cells.
        let Ok(mut reader) = workbook.worksheet_cells_reader(&name) else { continue };
        let mut sheet = HeldSheet { name, ..HeldSheet::default() };
        while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|_| broken())? {
            let share = reader.styles().get(style).is_some_and(is_share);
            if let Some(content) = content(cell.get_value(), share) {
                room.take(&content)?;
                sheet.cells.insert(cell.get_position(), content);
            }
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn content(data: &DataRef, share: bool) -> Option<Content> {
    let number = |text: String| if share { Content::Share(text) } else { Content::Number(text) };
    Some(match data {
        DataRef::Empty => return None,
        DataRef::Int(whole) => number(whole.to_string()),
        DataRef::Float(float) => number(double::text(*float)),
        DataRef::String(text) => return written(text),
        DataRef::SharedString(text) => return written(text),
        DataRef::Bool(truth) => Content::Truth(*truth),
        DataRef::DateTime(moment) => day(moment),
        DataRef::DateTimeIso(text) => super::ods::day(text),
        DataRef::DurationIso(text) => Content::Odd(text.clone()),
        DataRef::Error(error) => Content::Error(error.to_string()),
    })
}

fn written(text: &str) -> Option<Content> {
    (!text.trim().is_empty()).then(|| Content::Text(text.to_string()))
}

fn day(moment: &ExcelDateTime) -> Content {
    let number = double::text(moment.as_f64());
    if !moment.is_datetime() {
        return Content::Odd(number);
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let made = i16::try_from(year).ok().zip(i8::try_from(month).ok()).zip(i8::try_from(day).ok());
    match made.and_then(|((year, month), day)| Date::new(year, month, day).ok()) {
        Some(date) => Content::Day(date),
        None => Content::Odd(number),
    }
}

/// Whether a format shows a number as a percentage: it holds a per cent sign that is not quoted.
fn is_share(style: &Style) -> bool {
    let Some(format) = &style.number_format else { return false };
    let mut code = format.format_code.chars();
    while let Some(c) = code.next() {
        match c {
            '%' => return true,
            '"' => {
                code.find(|c| *c == '"');
            }
            // The next character is itself, a width or what fills the cell.
            '\\' | '_' | '*' => {
                code.next();
            }
            _ => {}
        }
    }
    false
}
