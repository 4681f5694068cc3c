//! The workbook that both spreadsheet forms are written from: cover, contents, notes, then one table a sheet.
//!
//! It follows the guidance on releasing statistics in spreadsheets: no merged cell, no blank row or column in a
//! table, one header row with unique names, and shorthand in square brackets that the notes explain.

mod cell;
mod charts;
mod front;
mod names;
mod number;
mod table;

use domain::{Colour, Snapshot};
use report::document::{Block, Figure, FigureData, NoteEntry, Report, Section, Table, Tile};
use report::words::Words;

pub use charts::{Drawn, PERIOD, TARGET, VALUE};
pub use number::{Number, Places};

/// Every sheet, in order.
pub struct Book {
    /// The sheets.
    pub sheets: Vec<Sheet>,
    /// What the native charts show, out of the sheet of this number.
    pub charts: Vec<Drawn>,
    /// The sheet that holds the figures of the charts.
    pub chart_data: Option<usize>,
}

/// A sheet: lines of text, then a table or none.
pub struct Sheet {
    /// The name on its tab: unique, at most 31 characters.
    pub name: String,
    /// The table's name, unique: letters, digits and `_`. Empty where there is no table.
    pub table: String,
    /// What stands in A1.
    pub title: String,
    /// The lines beneath, each with the number of the sheet that it leads to, if to one.
    pub lines: Vec<(String, Option<usize>)>,
    /// The table's columns; none where there is no table.
    pub columns: Vec<Head>,
    /// The table's rows, as many cells each as there are columns.
    pub rows: Vec<Vec<Held>>,
    /// Small histories that Excel draws beside the table, for those rows that have one.
    pub sparks: Vec<Sparked>,
}

/// A small history beside a row.
pub struct Sparked {
    /// The row of the table, from 0.
    pub row: usize,
    /// The first and last row, from 0, of the table of the charts' figures.
    pub points: (usize, usize),
}

/// A column.
pub struct Head {
    /// The header, unique in its table.
    pub title: String,
    /// In characters.
    pub width: u16,
}

/// What a cell holds; never nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// Text.
    Text(String),
    /// A number with the way it is written.
    Number(Number),
    /// A rating, by its word and its colour.
    Rating(String, Colour),
    /// Text that leads to the sheet of a number.
    Leads(String, usize),
}

impl Sheet {
    /// How many rows stand above the table's header.
    pub fn above(&self) -> usize {
        1 + self.lines.len()
    }
}

/// Sheets before the tables.
const FRONT: usize = 3;

/// A book being put together.
struct Binder<'r> {
    snapshot: &'r Snapshot,
    report: &'r Report,
    words: &'static Words,
    /// Notes by id, with their number from 1.
    notes: Vec<(&'r str, usize)>,
    /// What each numbered note says.
    said: Vec<String>,
    /// Shorthand that some cell shows.
    shorthand: std::collections::BTreeSet<String>,
    sheets: Vec<Sheet>,
}

impl Book {
    /// The workbook of a report.
    pub fn new(snapshot: &Snapshot, report: &Report) -> Book {
        let words = Words::of(&report.meta.language);
        let (notes, said) = (Vec::new(), Vec::new());
        let mut binder =
            Binder { snapshot, report, words, notes, said, shorthand: Default::default(), sheets: Vec::new() };
        let mut found = Found::default();
        report.sections.iter().for_each(|section| found.section(section));
        binder.number(&found.notes);
        binder.counts(&found.tiles);
        for table in &found.tables {
            binder.table(table);
        }
        let charts = binder.charts(&found);
        let sparked = binder.sheets.iter().any(|sheet| !sheet.sparks.is_empty());
        let chart_data = (sparked || !charts.is_empty()).then(|| FRONT + binder.sheets.len() - 1);
        let tables = std::mem::take(&mut binder.sheets);
        let mut sheets = vec![binder.cover(), binder.contents(&tables), binder.notes_sheet()];
        sheets.extend(tables);
        Book { sheets, charts, chart_data }
    }
}

impl<'r> Binder<'r> {
    /// Gives each note that says something else a number of its own, in order of appearance.
    fn number(&mut self, notes: &[&'r NoteEntry]) {
        for note in notes {
            let says = cell::plain(&note.text);
            let at = self.said.iter().position(|said| *said == says).unwrap_or_else(|| {
                self.said.push(says);
                self.said.len() - 1
            });
            self.notes.push((&note.id, at + 1));
        }
    }
}

/// What a document holds that belongs into a workbook.
#[derive(Default)]
struct Found<'r> {
    tables: Vec<&'r Table>,
    /// Graphics that draw figures of a measure.
    figures: Vec<&'r Figure>,
    notes: Vec<&'r NoteEntry>,
    /// Big numbers, with the heading that they stand under.
    tiles: Vec<(&'r str, &'r Tile)>,
}

impl<'r> Found<'r> {
    fn section(&mut self, section: &'r Section) {
        for block in &section.blocks {
            self.block(block, &section.title);
        }
    }

    fn block(&mut self, block: &'r Block, heading: &'r str) {
        match block {
            Block::Section(section) => self.section(section),
            Block::List { items, .. } => items.iter().flatten().for_each(|block| self.block(block, heading)),
            Block::Table(table) => self.tables.push(table),
            Block::Figure(figure) => match &figure.data {
                FigureData::Own(table) if !charts::has_values(table) => self.tables.push(table),
                _ => self.figures.push(figure),
            },
            Block::Tiles(tiles) => self.tiles.extend(tiles.iter().map(|tile| (heading, tile))),
            Block::Notes(notes) => self.notes.extend(notes),
            Block::Paragraph(_) | Block::Lead(_) => {}
        }
    }
}
