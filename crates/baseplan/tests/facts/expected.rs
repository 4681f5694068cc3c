//! What every form must say: the tables of the semantic document, the one place that the forms are written from.

use report::document::{Block, Cell, FactKind, Figure, FigureData, Inline, Report, Section};

use crate::fact::{KINDS, Key, Row, Says, Table};

/// A table of the document with what its cells state.
#[derive(Debug, Clone)]
pub struct Expected {
    /// What it says.
    pub table: Table,
    /// Which column heads its rows.
    pub heads: usize,
    /// The title of the graphic whose data it holds. `None`: it is a table of its own.
    pub figure: Option<String>,
}

impl Expected {
    /// Whether a graphic's own table holds values of a measure.
    pub fn draws_values(&self) -> bool {
        let mut keys = self.table.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| cell.key.as_ref());
        self.figure.is_some() && keys.any(|key| key.kind == "value")
    }

    /// How many facts it states.
    pub fn facts(&self) -> usize {
        self.table.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.key.is_some()).count()
    }
}

/// Every table of a report, those of graphics too, in order.
pub fn tables(report: &Report) -> Vec<Expected> {
    let mut found = Vec::new();
    report.sections.iter().for_each(|section| of_section(section, &mut found));
    found
}

fn of_section(section: &Section, found: &mut Vec<Expected>) {
    section.blocks.iter().for_each(|block| of_block(block, found));
}

fn of_block(block: &Block, found: &mut Vec<Expected>) {
    match block {
        Block::Section(section) => of_section(section, found),
        Block::List { items, .. } => items.iter().flatten().for_each(|block| of_block(block, found)),
        Block::Table(table) => found.push(expected(table, None)),
        Block::Figure(Figure { data: FigureData::Own(table), title, .. }) => {
            found.push(expected(table, Some(title.clone())));
        }
        Block::Figure(_) | Block::Paragraph(_) | Block::Lead(_) | Block::Tiles(_) | Block::Notes(_) => {}
    }
}

fn expected(table: &report::document::Table, figure: Option<String>) -> Expected {
    let heads = table.row_header;
    let rows = table.groups.iter().flat_map(|group| {
        group.rows.iter().map(|row| Row {
            part: crate::fact::spaced(group.title.as_deref().unwrap_or_default()),
            cells: row.cells.iter().map(cell).collect(),
        })
    });
    let table = Table {
        caption: table.caption.clone(),
        columns: table.columns.iter().map(|column| column.title.clone()).collect(),
        rows: rows.collect(),
    };
    Expected { table, heads, figure }
}

fn cell(cell: &Cell) -> Says {
    let mut says = Says::default();
    gather(&cell.content, &mut says);
    if let Some(fact) = &cell.fact {
        let (subject, period) = (fact.subject.clone(), fact.period.to_string());
        says.key = Some(Key { subject, period, kind: kind(fact.kind) });
        says.exact = Some(fact.exact.clone());
    }
    says.tidy()
}

fn gather(content: &[Inline], into: &mut Says) {
    for inline in content {
        match inline {
            Inline::Text(text) => into.text.push_str(text),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { content: inner, .. } => {
                gather(inner, into);
            }
            Inline::Muted(text) => into.beside.push_str(text),
            Inline::Absent(why) => into.reason.push_str(why),
            Inline::Rating(tag) => into.text.push_str(&tag.word),
            Inline::Marker(word, short) => into.markers.push(format!("{word} {short}")),
            Inline::Break => into.text.push(' '),
            // A small history is a picture of values; no fact of its own.
            Inline::Note(_) | Inline::Spark(_) => {}
        }
    }
}

/// The word that `report.json` uses.
fn kind(kind: FactKind) -> &'static str {
    let at = match kind {
        FactKind::Value => 0,
        FactKind::Target => 1,
        FactKind::Benchmark => 2,
        FactKind::Rating => 3,
        FactKind::Travel => 4,
        FactKind::Progress => 5,
        FactKind::Score => 6,
        FactKind::Completes => 7,
    };
    KINDS[at]
}
