//! The semantic document for office programs: Word (.docx), Excel (.xlsx) and OpenDocument spreadsheets (.ods).
//!
//! What is written stands in the document; a snapshot is asked only for how a measure's numbers are written, which
//! text cannot say. Never here: rating, counting, comparing, today's date, the disk.

use std::fmt;

use domain::Snapshot;
use report::document::Report;
use report::look::Look;

mod xml;

mod package;

mod picture;

mod word;

mod book;

mod excel;

mod ods;

/// Why there is no file. None of these is a fault of a figure or of a text: those are written as they are.
#[derive(Debug)]
pub enum OfficeError {
    /// The report's position is no ISO date, which every file must carry.
    Date(String),
    /// A graphic could not be turned into pixels: its id, and why.
    Picture(String, String),
    /// The package could not be put together.
    Package(zip::result::ZipError),
    /// The workbook could not be put together.
    Workbook(rust_xlsxwriter::XlsxError),
}

impl fmt::Display for OfficeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OfficeError::Date(date) => {
                write!(f, "the position {date:?} is not a date: write the year, month and day as 2025-09-30")
            }
            OfficeError::Picture(id, why) => {
                write!(f, "the graphic {id} could not be drawn in pixels ({why}): report it as a fault of the program")
            }
            OfficeError::Package(why) => write!(f, "the file could not be packed: {why}"),
            OfficeError::Workbook(why) => write!(f, "the workbook could not be put together: {why}"),
        }
    }
}

impl std::error::Error for OfficeError {}

/// Writes a report for word processors: the bytes of a .docx. The same report and look give the same bytes.
///
/// # Errors
/// When the position is no date, or a graphic cannot be turned into pixels.
pub fn word(report: &Report, look: &Look) -> Result<Vec<u8>, OfficeError> {
    word::write(report, look)
}

/// Writes every table and chart of a report as an accessible workbook: the bytes of an .xlsx. The snapshot is that of
/// the report; it says how each measure's numbers are written.
///
/// # Errors
/// When the position is no date, or the workbook cannot be put together (more rows or text than the form has room for).
pub fn excel(snapshot: &Snapshot, report: &Report, look: &Look) -> Result<Vec<u8>, OfficeError> {
    excel::write(&book::Book::new(snapshot, report), report, look)
}

/// Writes the same workbook, without its native charts, as an OpenDocument spreadsheet: the bytes of an .ods.
///
/// # Errors
/// When the position is no date.
pub fn ods(snapshot: &Snapshot, report: &Report, look: &Look) -> Result<Vec<u8>, OfficeError> {
    ods::write(&book::Book::new(snapshot, report), report, look)
}

/// The date of the position, which every file carries in place of a clock's.
fn position(report: &Report) -> Result<domain::Date, OfficeError> {
    report.meta.position_iso.parse().map_err(|_| OfficeError::Date(report.meta.position_iso.clone()))
}
