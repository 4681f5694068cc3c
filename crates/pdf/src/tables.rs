//! Tables as data, with the width of every column worked out.

use report::document::{Set, Table};
use serde::Serialize;

use crate::columns::{Ask, Columns};
use crate::faces::Weight;
use crate::inline::{Inliner, Piece, extent};
use crate::text::printed;

/// A row estimated to be taller than this many lines may break across pages; others do not.
const TALL: u32 = 30;

/// A table as a template reads it.
#[derive(Debug, Serialize)]
pub struct Grid {
    id: String,
    caption: String,
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
    /// Each cell's paragraphs.
    cells: Vec<Vec<Vec<Piece>>>,
}

/// What a table's columns ask for.
pub fn ask(table: &Table, inliner: &Inliner<'_>) -> Ask {
    let mut ask = Ask::new(table, printed);
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
        let columns = ask.fit(room).unwrap_or_else(|| ask.squeeze(room));
        let groups = table.groups.iter().map(|group| Band {
            title: group.title.as_deref().map(printed),
            rows: group.rows.iter().map(|row| line(row, table.columns.len(), inliner, &columns)).collect(),
        });
        let heads = table.columns.iter().zip(&columns.widths).map(|(column, width)| Head {
            title: printed(&column.title),
            set: match column.set {
                Set::Words => "words",
                Set::Numbers => "numbers",
                Set::Rating => "rating",
            },
            width: *width,
        });
        Grid {
            id: table.id.clone(),
            caption: printed(&table.caption),
            summary: table.summary.clone(),
            size: columns.size,
            columns: heads.collect(),
            row_header: table.row_header,
            groups: groups.collect(),
        }
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
    let tallest = cells.iter().zip(&set.widths).map(|(cell, width)| lines(cell, *width, set.size)).max();
    Line { id: row.id.clone(), breaks: tallest.unwrap_or(0) > TALL, cells }
}

fn lines(cell: &[Vec<Piece>], width: u32, size: u32) -> u32 {
    let room = u64::from(width.saturating_sub(7_500).max(1_000)) * 1000 / u64::from(size.max(1));
    let of = |text: &Vec<Piece>| u32::try_from(u64::from(extent(text, Weight::Regular).line) / room.max(1) + 1);
    cell.iter().map(|paragraph| of(paragraph).unwrap_or(u32::MAX / 1_000)).sum()
}
