//! Tables, and the exact thing that a cell states.

use domain::Period;

use super::{Inline, Spark};

/// A table: one header row, one row header per row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Unique in the report.
    pub id: String,
    /// The caption, always shown.
    pub caption: String,
    /// How the table is built, for those who cannot see it; `None` if the caption and headers say it all.
    pub summary: Option<String>,
    /// The columns.
    pub columns: Vec<Column>,
    /// Which column heads its rows.
    pub row_header: usize,
    /// Groups of rows in order; one group without a title where rows are not grouped.
    pub groups: Vec<Group>,
}

impl Table {
    /// The small histories in its cells, in order.
    pub fn sparks(&self) -> impl Iterator<Item = &Spark> {
        let cells = self.groups.iter().flat_map(|group| &group.rows).flat_map(|row| &row.cells);
        cells.flat_map(|cell| &cell.content).filter_map(|inline| match inline {
            Inline::Spark(spark) => Some(spark.as_ref()),
            _ => None,
        })
    }
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The header.
    pub title: String,
    /// How its cells are set.
    pub set: Set,
    /// Relative width in print and on wide screens: 1 for a reference, 2 for a number, 6 for a name, 12 for words.
    pub width: u8,
}

/// How the cells of a column are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Set {
    /// As words, left.
    Words,
    /// As numbers, right, on the decimal mark.
    Numbers,
    /// As a rating tag.
    Rating,
}

/// Rows under one title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// `None`: no title row.
    pub title: Option<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The target of links to it. `None`: nothing links to it.
    pub id: Option<String>,
    /// As many as there are columns.
    pub cells: Vec<Cell>,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// What it shows; empty only where the table says so. Paragraphs of words are separated by two breaks.
    pub content: Vec<Inline>,
    /// What it states, for the outputs that keep exact facts and for the tests that compare outputs.
    pub fact: Option<Fact>,
}

/// The one thing that a cell states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Key of the measure, or reference of the commitment or risk.
    pub subject: String,
    /// The period it is for.
    pub period: Period,
    /// What kind of figure it is.
    pub kind: FactKind,
    /// The exact decimal, the rating's word, or the reason there is none.
    pub exact: String,
}

/// What kind of figure a cell states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FactKind {
    /// A value.
    Value,
    /// A target.
    Target,
    /// A benchmark.
    Benchmark,
    /// The rating shown.
    Rating,
    /// A direction of travel.
    Travel,
    /// A commitment's progress.
    Progress,
    /// A risk's score.
    Score,
    /// An expected completion.
    Completes,
}
