//! Figures that come in: what a person types into a form or a workbook, read against the measure; workbooks made for
//! their owners and read back. Pure: bytes and texts in, rows and problems out. Never the disk, the clock or a guess.

mod columns;
mod date;
mod double;
mod fault;
pub mod figure;
mod mark;
mod number;
mod open;
mod read;
mod sheet;
mod slips;
mod workbook;

pub use read::{Problem, Read, Row, read};
pub use rust_xlsxwriter::XlsxError as WorkbookError;
pub use sheet::{FigureRow, Forecasts, Identity, ProgressRow, Sheet};
pub use slips::in_words as unit_in_words;
pub use workbook::workbook;
