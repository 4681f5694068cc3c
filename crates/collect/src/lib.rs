//! Figures that come in: what a person types into a form or a workbook, read against the measure; workbooks made for
//! their owners and read back. Pure: bytes and texts in, rows and problems out. Never the disk, the clock or a guess.

mod date;
mod fault;
pub mod figure;
mod number;
mod slips;

pub use slips::in_words as unit_in_words;
