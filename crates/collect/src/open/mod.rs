//! From bytes to cells, bounded: what somebody sends may be no workbook at all, or one made to exhaust the server.

mod ods;
mod xlsx;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use domain::Date;
use zip::ZipArchive;

use crate::fault::Fault;

/// Larger files are not opened: an owner's workbook is a hundredth of it.
const MOST_BYTES: usize = 10 * 1024 * 1024;
/// What a file may unpack to, counted by unpacking it.
const MOST_UNPACKED: u64 = 64 * 1024 * 1024;
/// Parts of a file.
const MOST_PARTS: usize = 1_000;
/// Sheets of a workbook.
pub(super) const MOST_SHEETS: usize = 50;
/// Cells of a workbook that hold something.
const MOST_CELLS: usize = 200_000;
/// Bytes of text of all cells together, for one text may stand in many.
const MOST_WORDS: usize = 32 * 1024 * 1024;
/// Characters of a cell, as in every office program.
const MOST_TEXT: usize = 32_767;

/// One sheet: its name, and every cell that holds something by row and column, both from 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct HeldSheet {
    pub name: String,
    pub cells: BTreeMap<(u32, u32), Content>,
}

/// What a cell holds, formulas being what they last gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Content {
    /// Text, never empty.
    Text(String),
    /// A number as its program shows its digits.
    Number(String),
    /// A number formatted as a percentage: `0.53` where 53% is seen.
    Share(String),
    /// A date, without its time.
    Day(Date),
    /// Yes or no.
    Truth(bool),
    /// An error: `#REF!`.
    Error(String),
    /// A time or a date that no calendar holds, as far as it is known.
    Odd(String),
}

/// Opens a workbook.
///
/// # Errors
/// What makes it unreadable.
pub(crate) fn open(bytes: &[u8]) -> Result<Vec<HeldSheet>, Fault> {
    if bytes.len() > MOST_BYTES {
        return Err(too_large("The file is larger than 10 MB."));
    }
    let kind = kind(bytes)?;
    // The libraries that parse are good, not proven: a panic in one of them is a fault of the file, not of the server.
    let read = catch_unwind(AssertUnwindSafe(|| match kind {
        Kind::Xlsx => xlsx::read(bytes),
        Kind::Ods => ods::read(bytes),
    }));
    let sheets = read.unwrap_or_else(|_| Err(broken()))?;
    let long = |content: &Content| matches!(content, Content::Text(text) if text.chars().count() > MOST_TEXT);
    if sheets.iter().any(|sheet| sheet.cells.values().any(long)) {
        return Err(too_large("A cell holds more text than an office program would write."));
    }
    Ok(sheets)
}

/// How much more a workbook may hold.
struct Room {
    cells: usize,
    words: usize,
}

impl Default for Room {
    fn default() -> Room {
        Room { cells: MOST_CELLS, words: MOST_WORDS }
    }
}

impl Room {
    /// Makes room for one more cell.
    fn take(&mut self, content: &Content) -> Result<(), Fault> {
        let words = if let Content::Text(text) = content { text.len() } else { 0 };
        self.cells = self.cells.checked_sub(1).ok_or_else(|| too_large("The workbook has more than 200,000 cells."))?;
        self.words =
            self.words.checked_sub(words).ok_or_else(|| too_large("The workbook has more than 32 MB of text."))?;
        Ok(())
    }
}

enum Kind {
    Xlsx,
    Ods,
}

/// Unpacks every part to count what it holds, for what a package says of itself need not be true.
fn kind(bytes: &[u8]) -> Result<Kind, Fault> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|_| no_workbook(bytes))?;
    if package.len() > MOST_PARTS {
        return Err(too_large("The file is made of more than 1,000 parts."));
    }
    let mut left = MOST_UNPACKED;
    for at in 0..package.len() {
        let part = package.by_index(at).map_err(|_| broken())?;
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(|_| broken())?;
        left = left.checked_sub(unpacked).ok_or_else(|| too_large("The file unpacks to more than 64 MB."))?;
    }
    let has = |path: &str| package.index_for_name(path).is_some();
    match (has("xl/workbook.xml"), has("content.xml")) {
        (true, _) => Ok(Kind::Xlsx),
        (_, true) => Ok(Kind::Ods),
        _ => Err(no_workbook(bytes)),
    }
}

/// One part of a package, as text.
fn part(bytes: &[u8], path: &str) -> Option<String> {
    let mut text = String::new();
    let mut package = ZipArchive::new(Cursor::new(bytes)).ok()?;
    package.by_name(path).ok()?.take(MOST_UNPACKED).read_to_string(&mut text).ok()?;
    Some(text)
}

fn too_large(says: &str) -> Fault {
    Fault::new("file-too-large", says, "Send the workbook that was made for you, without anything added to it.")
}

fn no_workbook(bytes: &[u8]) -> Fault {
    // Both Excel's old form and a workbook under a password begin so.
    let old = bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]);
    let (says, hint) = if old {
        ("The file is an old Excel workbook, or one with a password.", "Save it as .xlsx or .ods, without a password.")
    } else {
        ("The file is not a workbook.", "Send the workbook that was made for you, saved as .xlsx or .ods.")
    };
    Fault::new("not-a-workbook", says, hint)
}

fn broken() -> Fault {
    let hint = "Open it, save it again as .xlsx or .ods, and send that.";
    Fault::new("broken-workbook", "The file is damaged, and cannot be read.", hint)
}
