//! Tables as data, with the width of every column worked out.

use report::document::{Set, Table};
use serde::Serialize;

use crate::balance::{Balance, Words};
use crate::columns::{Ask, Columns};
use crate::faces::Weight;
use crate::heights::lines;
use crate::inline::{Inliner, Piece, words};
use crate::keeps::start;
use crate::text::printed;

/// A row estimated to be taller than this many lines may break across pages; others do not.
const TALL: u32 = 30;

/// A table as a template reads it.
#[derive(Debug, Serialize)]
pub struct Grid {
    id: String,
    caption: String,
    /// Whether the heading above says what the caption does, which then stands small.
    said: bool,
    /// The least of it that a page should begin with, in thousandths of a point.
    start: u32,
    summary: Option<String>,
    /// Size of its text in thousandths of a point.
    size: u32,
    columns: Vec<Head>,
    row_header: usize,
    groups: Vec<Band>,
}

#[derive(Debug, Serialize)]
struct Head {
    title: String,
    set: &'static str,
    /// Thousandths of a point.
    width: u32,
}

#[derive(Debug, Serialize)]
struct Band {
    title: Option<String>,
    rows: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    id: Option<String>,
    breaks: bool,
    #[serde(skip)]
    lines: u32,
    /// Each cell's paragraphs.
    cells: Vec<Vec<Vec<Piece>>>,
}

/// What a table's columns ask for.
pub fn ask(table: &Table, inliner: &Inliner<'_>) -> Ask {
    let mut ask = Ask::new(table, header);
    for row in table.groups.iter().flat_map(|group| &group.rows) {
        for (at, cell) in row.cells.iter().enumerate() {
            let weight = if at == table.row_header { Weight::Bold } else { Weight::Regular };
            for paragraph in inliner.paragraphs(&cell.content) {
                ask.take(at, &paragraph, weight);
            }
        }
    }
    ask
}

impl Grid {
    /// A table in a width.
    pub fn new(table: &Table, inliner: &Inliner<'_>, room: u32) -> Grid {
        let ask = ask(table, inliner);
        let columns = ask.fit(room).map(|columns| even(table, inliner, &ask, columns));
        let columns = columns.unwrap_or_else(|| ask.squeeze(room));
        let groups = table.groups.iter().map(|group| Band {
            title: group.title.as_deref().map(printed),
            rows: group.rows.iter().map(|row| line(row, table.columns.len(), inliner, &columns)).collect(),
        });
        let groups: Vec<Band> = groups.collect();
        let heads = table.columns.iter().zip(&columns.widths).map(|(column, width)| Head {
            title: header(&column.title),
            set: match column.set {
                Set::Words => "words",
                Set::Numbers => "numbers",
                Set::Rating => "rating",
            },
            width: *width,
        });
        let lines: Vec<u32> = groups.iter().flat_map(|group| &group.rows).map(|row| row.lines).collect();
        Grid {
            id: table.id.clone(),
            caption: printed(&table.caption),
            said: false,
            start: start(&lines, columns.size),
            summary: table.summary.clone(),
            size: columns.size,
            columns: heads.collect(),
            row_header: table.row_header,
            groups,
        }
    }
}

/// The columns with room moved to where it makes rows lower.
fn even(table: &Table, inliner: &Inliner<'_>, ask: &Ask, columns: Columns) -> Columns {
    let words_of = |at: usize, cell: &report::document::Cell| -> Words {
        let weight = if at == table.row_header { Weight::Bold } else { Weight::Regular };
        inliner.paragraphs(&cell.content).iter().flat_map(|paragraph| words(paragraph, weight)).collect()
    };
    let heads = table.columns.iter().map(|column| words(&[Piece::Text(header(&column.title))], Weight::Bold));
    let mut rows = vec![heads.collect::<Vec<Words>>()];
    for row in table.groups.iter().flat_map(|group| &group.rows) {
        rows.push(row.cells.iter().enumerate().map(|(at, cell)| words_of(at, cell)).collect());
    }
    let least = ask.least(columns.size);
    Balance::new(&rows, columns.size, &least).even(columns)
}

/// A header in which a number stays on the line of the word before it: "Quarter 2" above "2025-26".
fn header(title: &str) -> String {
    let number = |word: &str| word.len() <= 2 && word.chars().all(|c| c.is_ascii_digit());
    let words = title.split(' ');
    let spaced = words.map(|word| if number(word) { format!("\u{a0}{word}") } else { format!(" {word}") });
    printed(spaced.collect::<String>().trim())
}

impl Grid {
    /// The heading above it says what its caption does.
    pub fn caption_is_said(&mut self) {
        self.said = true;
    }

    /// Height of the table with its caption, estimated, in thousandths of a point.
    pub fn height(&self) -> u32 {
        let rows = self.groups.iter().map(|group| {
            let title = if group.title.is_some() { 25_000 } else { 0 };
            let row = |row: &Line| row.lines.saturating_mul(self.size * 7 / 5).saturating_add(10_000);
            group.rows.iter().map(row).fold(title, u32::saturating_add)
        });
        // Caption, header of some three lines, and the space after.
        rows.fold(75_000, u32::saturating_add)
    }
}

/// A row with exactly as many cells as there are columns; what stands beyond them is added to the last.
fn line(row: &report::document::Row, columns: usize, inliner: &Inliner<'_>, set: &Columns) -> Line {
    let mut cells: Vec<Vec<Vec<Piece>>> = row.cells.iter().map(|cell| inliner.paragraphs(&cell.content)).collect();
    if cells.len() > columns {
        let beyond = cells.split_off(columns);
        if let Some(last) = cells.last_mut() {
            last.extend(beyond.into_iter().flatten());
        }
    }
    cells.resize_with(columns, Vec::new);
    let lines = tallest(&cells, set.widths.iter().copied(), set.size);
    Line { id: row.id.clone(), breaks: lines > TALL, lines, cells }
}

/// Lines of a row's tallest cell, estimated.
fn tallest(cells: &[Vec<Vec<Piece>>], widths: impl Iterator<Item = u32>, size: u32) -> u32 {
    let cell = |(cell, width): (&Vec<Vec<Piece>>, u32)| {
        let room = width.saturating_sub(7_500);
        cell.iter().map(|paragraph| lines(paragraph, size, room)).fold(0, u32::saturating_add)
    };
    cells.iter().zip(widths).map(cell).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_a_header_stays_with_the_word_before_it() {
        assert_eq!(header("Quarter 2 2025-26"), "Quarter\u{a0}2 2025-26");
        assert_eq!(header("Target, Quarter 2"), "Target, Quarter\u{a0}2");
        assert_eq!(header("2023/24 actual"), "2023/24 actual");
    }
}
