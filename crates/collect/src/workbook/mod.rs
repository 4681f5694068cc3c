//! The workbook that an owner fills in: prepared for them, with real tables, and locked but for what they fill in.

mod figures;
mod lists;
mod progress;
mod start;
mod style;
mod table;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::sheet::Sheet;
use lists::Lists;

/// Writes the workbook.
///
/// # Errors
/// Only what the format itself cannot hold: more rows than a sheet has, a date outside the years 1900 to 9999.
pub fn workbook(sheet: &Sheet) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(sheet)?);
    let mut lists = Lists::default();
    start::write(workbook.add_worksheet(), sheet)?;
    if !sheet.figures.is_empty() {
        figures::write(workbook.add_worksheet(), sheet, &mut lists)?;
    }
    if !sheet.progress.is_empty() {
        progress::write(workbook.add_worksheet(), sheet, &mut lists)?;
    }
    lists.write(workbook.add_worksheet())?;
    workbook.save_to_buffer()
}

fn properties(sheet: &Sheet) -> Result<DocProperties, XlsxError> {
    Ok(DocProperties::new()
        .set_title(title(sheet))
        .set_author(&sheet.council)
        .set_company(&sheet.council)
        .set_comment(format!("To be filled in by {}.", sheet.person))
        .set_custom_property("Language", sheet.language.as_str())
        .set_creation_datetime(&style::day(sheet.made_on)?))
}

/// `Quarter 3 2025-26: figures from A. Owner`
fn title(sheet: &Sheet) -> String {
    format!("{}, {}: figures from {}", sheet.council, sheet.round, sheet.person)
}

/// A moment without a time.
type Day = ExcelDateTime;
