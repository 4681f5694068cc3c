//! A table found in a sheet by its headings, wherever it was moved to and in whatever order its columns and rows are.

use std::collections::BTreeMap;

use domain::Decimal;
use domain::calendar::print_date;

use crate::columns::{Column, Filled, What};
use crate::fault::Fault;
use crate::mark::Mark;
use crate::open::{Content, HeldSheet};

use super::place::letters;

/// Rows in which headings are looked for.
const HEAD_WITHIN: u32 = 100;
/// Headings that make a row the headings.
const ENOUGH: usize = 4;

/// A table.
pub(super) struct Table<'s> {
    pub sheet: &'s HeldSheet,
    head: u32,
    wanted: &'s [Column],
    /// Where each column stands; several where a heading is repeated.
    columns: BTreeMap<What, Vec<u32>>,
}

impl<'s> Table<'s> {
    /// The table of a sheet, if it has one with these columns.
    pub fn find(sheet: &'s HeldSheet, wanted: &'s [Column]) -> Option<Table<'s>> {
        let mut rows: BTreeMap<u32, BTreeMap<What, Vec<u32>>> = BTreeMap::new();
        for ((row, column), content) in sheet.cells.range(..(HEAD_WITHIN, 0)) {
            let Content::Text(text) = content else { continue };
            if let Some(known) = wanted.iter().find(|known| same(known.title, text)) {
                rows.entry(*row).or_default().entry(known.what).or_default().push(*column);
            }
        }
        // Some headings belong to both kinds of table: one that is asked for has to be among them.
        let asked = |columns: &BTreeMap<What, Vec<u32>>| {
            wanted.iter().filter(|column| column.filled == Filled::ByOwner).any(|c| columns.contains_key(&c.what))
        };
        let (head, columns) = rows.into_iter().find(|(_, columns)| columns.len() >= ENOUGH && asked(columns))?;
        Some(Table { sheet, head, wanted, columns })
    }

    /// Whether every column is there once. The forecast need not be; what only informs need not be either.
    pub fn is_whole(&self) -> bool {
        self.faults().is_empty()
    }

    /// What makes it the kind of table that it is: a column for values, or for ratings.
    pub fn kind(&self) -> Option<What> {
        [What::Value, What::Rating].into_iter().find(|what| self.columns.contains_key(what))
    }

    /// What is wrong with the headings.
    pub fn faults(&self) -> Vec<((u32, u32), Fault)> {
        let mut faults = Vec::new();
        for column in self.wanted {
            let needed = column.what == What::Mark || column.filled == Filled::ByOwner && column.what != What::Forecast;
            match self.columns.get(&column.what).map(Vec::as_slice) {
                None if needed => {
                    let says = format!("The column “{}” is missing, or its heading was changed.", column.title);
                    let hint =
                        "Write the heading as it was, and send the workbook again; no row of this sheet was read.";
                    faults.push(((self.head, 0), Fault::new("missing-column", says, hint)));
                }
                Some([first, second, ..]) => {
                    let says =
                        format!("The heading “{}” stands twice, also in column {}.", column.title, letters(*first));
                    let hint = "Delete the column that is not meant; no row of this sheet was read.";
                    faults.push(((self.head, *second), Fault::new("repeated-column", says, hint)));
                }
                _ => {}
            }
        }
        faults
    }

    /// Columns with something in them that nobody asked for.
    pub fn extras(&self) -> Vec<((u32, u32), Fault)> {
        let known: Vec<u32> = self.columns.values().flatten().copied().collect();
        let below = self.sheet.cells.range((self.head, 0)..).map(|((_, column), _)| *column);
        let mut extra: Vec<u32> = below.filter(|column| !known.contains(column)).collect();
        extra.sort_unstable();
        extra.dedup();
        let fault = |column: u32| {
            let says = format!("Column {} is not one of the workbook's: nothing in it was read.", letters(column));
            Fault::new("unknown-column", says, "Put what readers should know under “Note” or “Commentary”.")
        };
        extra.into_iter().map(|column| ((self.head, column), fault(column))).collect()
    }

    /// The rows below the headings that hold something.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let mut rows: Vec<u32> = self.sheet.cells.range((self.head + 1, 0)..).map(|((row, _), _)| *row).collect();
        rows.dedup();
        rows.into_iter().map(|row| Line { table: self, row })
    }

    fn column(&self, what: What) -> Option<u32> {
        self.columns.get(&what).and_then(|columns| columns.first()).copied()
    }
}

/// Headings are the same whatever their case and the spaces in them.
fn same(known: &str, text: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    plain(known) == plain(text)
}

/// One row.
pub(super) struct Line<'t> {
    table: &'t Table<'t>,
    /// From 0.
    pub row: u32,
}

impl Line<'_> {
    pub fn sheet(&self) -> &str {
        &self.table.sheet.name
    }

    /// Where a column stands; A where there is none.
    pub fn at(&self, what: What) -> u32 {
        self.table.column(what).unwrap_or(0)
    }

    pub fn mark_column(&self) -> u32 {
        self.at(What::Mark)
    }

    pub fn mark(&self) -> Option<Mark> {
        match self.content(What::Mark)? {
            Content::Text(text) => Mark::parse(text),
            _ => None,
        }
    }

    fn content(&self, what: What) -> Option<&Content> {
        self.table.sheet.cells.get(&(self.row, self.table.column(what)?))
    }

    /// What a person would see in a cell. Empty where there is nothing.
    pub fn text(&self, what: What) -> Result<String, Fault> {
        Ok(match self.content(what) {
            None => String::new(),
            Some(Content::Text(text) | Content::Number(text)) => text.clone(),
            Some(Content::Share(text)) => share(text),
            Some(Content::Day(date)) => print_date(*date),
            Some(Content::Truth(truth)) => (if *truth { "yes" } else { "no" }).to_string(),
            Some(Content::Error(error)) => {
                let says = format!("The cell shows {error}: its formula does not work.");
                return Err(Fault::new("error-value", says, "Type what it should show, without a formula."));
            }
            Some(Content::Odd(text)) => {
                let says = format!("The cell holds a time of day or a date that no calendar has ({text}).");
                return Err(Fault::new("not-readable", says, "Format the cell as Number or Date, and type it again."));
            }
        })
    }

    /// The first column that its owner fills in.
    pub fn first_asked(&self) -> u32 {
        let asked = self.table.wanted.iter().filter(|column| column.filled == Filled::ByOwner);
        asked.filter_map(|column| self.table.column(column.what)).min().unwrap_or(0)
    }

    /// The first column to be filled in that is.
    pub fn first_filled_in(&self) -> Option<u32> {
        let asked = self.table.wanted.iter().filter(|column| column.filled == Filled::ByOwner);
        asked.filter(|column| self.content(column.what).is_some()).filter_map(|c| self.table.column(c.what)).min()
    }

    /// The first column with anything in it.
    pub fn first_of_any(&self) -> Option<u32> {
        self.table
            .wanted
            .iter()
            .filter(|c| self.content(c.what).is_some())
            .filter_map(|c| self.table.column(c.what))
            .min()
    }
}

/// `0.53`, formatted as a percentage, is seen as 53%.
fn share(text: &str) -> String {
    let hundred = text.parse::<Decimal>().ok().and_then(|share| share.checked_mul(Decimal::ONE_HUNDRED));
    hundred.map_or_else(|| format!("{text} as %"), |percent| format!("{}%", percent.normalize()))
}
