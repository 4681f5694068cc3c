//! How tall parts will stand, estimated: enough to say whether a section is short enough to be kept on one page. To
//! have Typst measure them instead costs a second layout and 24 MB in a report of 40 pages.
//!
//! All lengths are thousandths of a point.

use crate::faces::Weight;
use crate::inline::{Piece, extent};
use crate::keeps::notes_height;
use crate::pages::Part;

/// Two fifths of an upright page: keeping more together would leave half-empty pages.
const SHORT: u32 = 275_000;

/// Whether parts are short enough to be kept on one page. Rows of graphics never are: a page is filled with them row
/// by row, and the first stays with its heading.
pub fn short(parts: &[Part], room: u32) -> bool {
    !parts.iter().any(|part| matches!(part, Part::Figures(_)))
        && parts.iter().map(|part| height(part, room)).fold(0, u32::saturating_add) <= SHORT
}

/// Height of a part with the space after it.
pub fn height(part: &Part, room: u32) -> u32 {
    match part {
        Part::Heading { level, title, .. } => {
            let size = if *level == 1 { 21_000 } else { 15_000 };
            paragraph(&[Piece::Text(title.clone())], size, room) + 18_000
        }
        Part::Para { body, .. } => paragraph(body, 10_500, room),
        Part::Lead { body } => paragraph(body, 12_500, room) + 4_000,
        Part::List { items, .. } => {
            let narrower = room.saturating_sub(20_000);
            items.iter().flatten().map(|part| height(part, narrower)).fold(0, u32::saturating_add)
        }
        Part::Table(grid) => grid.height(),
        Part::Figures(row) => row.height(),
        Part::Tiles { tiles } => 75_000 * u32::try_from(tiles.len().div_ceil(5)).unwrap_or(1_000),
        Part::Notes { notes } => notes_height(notes, room),
        Part::Together { blocks } => blocks.iter().map(|part| height(part, room)).fold(0, u32::saturating_add),
    }
}

/// Height of a paragraph in a size, with the space after it.
pub fn paragraph(text: &[Piece], size: u32, room: u32) -> u32 {
    let lines = lines(text, size, room);
    lines.saturating_mul(size * 3 / 2).saturating_add(size)
}

/// Lines of a paragraph: a little more than its length says, for lines are not filled to the end.
pub fn lines(text: &[Piece], size: u32, room: u32) -> u32 {
    let long = u64::from(extent(text, Weight::Regular).line) * u64::from(size) / 1000;
    u32::try_from(long * 11 / 10 / u64::from(room.max(1_000)) + 1).unwrap_or(u32::MAX)
}
