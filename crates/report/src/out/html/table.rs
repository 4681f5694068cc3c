//! Tables: a caption, one header row, one row header a row; on narrow screens each row becomes a labelled block.
//!
//! Those blocks carry their labels as generated content, which is read out too, so that nothing is lost in a browser
//! that forgets what a table is once `display` changes. Roles that repeat the elements are invalid to validators.

use maud::{Markup, html};

use super::Writer;
use crate::document::{Cell, Column, FactKind, Row, Set, Table};

/// A table of this many columns becomes blocks on middling screens already.
const MANY: usize = 7;
/// A column of this relative width holds running words, which on a phone take the whole width.
const LONG: u8 = 8;
/// The longest word that is kept whole: a longer one may need to break on a phone.
const WHOLE: usize = 12;

/// For whom a caption stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caption {
    /// For everybody.
    Shown,
    /// For those who go from table to table by ear: the heading above has said it to the others.
    Heard,
}

impl Writer<'_> {
    /// A table.
    pub fn table(&mut self, table: &Table, caption: Caption) -> Markup {
        let many = table.columns.len() >= MANY;
        self.in_cell = true;
        let markup = html! {
            table.many[many] id=(table.id) {
                caption class=[(caption == Caption::Heard).then_some("visually-hidden")] {
                    (table.caption)
                    @if let Some(summary) = &table.summary { span.visually-hidden { " " (summary) } }
                }
                colgroup.(widths_class(&table.columns)) { @for _ in &table.columns { col; } }
                thead {
                    tr {
                        @for column in &table.columns {
                            th.(set_class(column.set)) scope="col" { (header(&column.title)) }
                        }
                    }
                }
                @for group in &table.groups {
                    tbody {
                        @if let Some(title) = &group.title {
                            tr.group {
                                th colspan=(table.columns.len()) scope="rowgroup" { (title) }
                            }
                        }
                        @for row in &group.rows { (self.row(row, table)) }
                    }
                }
            }
        };
        self.in_cell = false;
        markup
    }

    fn row(&mut self, row: &Row, table: &Table) -> Markup {
        html! {
            tr id=[row.id.as_deref()] {
                @for (place, (cell, column)) in row.cells.iter().zip(&table.columns).enumerate() {
                    @if place == table.row_header {
                        th.(set_class(column.set)) scope="row" { (self.cell(cell)) }
                    } @else {
                        td.(set_class(column.set)).long[column.width >= LONG] data-label=(column.title) {
                            @if !cell.content.is_empty() { div { (self.cell(cell)) } }
                        }
                    }
                }
            }
        }
    }

    /// What a cell shows, with the exact figure for programs where it states one.
    fn cell(&mut self, cell: &Cell) -> Markup {
        let exact = cell.fact.as_ref().filter(|fact| {
            matches!(fact.kind, FactKind::Value | FactKind::Target | FactKind::Benchmark | FactKind::Score)
                && fact.exact.parse::<domain::Decimal>().is_ok()
        });
        match exact {
            Some(fact) => html! { data value=(fact.exact) { (self.inlines(&cell.content)) } },
            None => self.paragraphs(&cell.content),
        }
    }
}

fn set_class(set: Set) -> &'static str {
    match set {
        Set::Words => "words",
        Set::Numbers => "numbers",
        Set::Rating => "rating",
    }
}

/// Class of a table's shape; [`super::style`] writes its rule.
fn widths_class(columns: &[Column]) -> String {
    shape_class(&columns.iter().map(|column| column.width).collect::<Vec<_>>())
}

/// `columns-1-6-2` for columns of those relative widths.
pub fn shape_class(widths: &[u8]) -> String {
    widths.iter().fold("columns".to_string(), |name, width| format!("{name}-{width}"))
}

/// Words in which no year and no reference breaks at its hyphen: `2025-26`, `SO-01`.
pub fn kept_whole(text: &str) -> Markup {
    html! {
        @for (place, word) in text.split(' ').enumerate() {
            @if place > 0 { " " }
            @if is_whole(word) { span.whole { (word) } } @else { (word) }
        }
    }
}

/// A header in which a number stays on the line of the word before it: "Quarter 2" above "2025-26".
fn header(title: &str) -> Markup {
    let number = |word: &str| word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
    let mut parts: Vec<Vec<&str>> = Vec::new();
    for word in title.split(' ') {
        match parts.last_mut() {
            Some(part) if number(word) => part.push(word),
            _ => parts.push(vec![word]),
        }
    }
    html! {
        @for (place, part) in parts.iter().enumerate() {
            @if place > 0 { " " }
            @match part.as_slice() {
                [word] => (kept_whole(word)),
                words => span.whole { (words.join(" ")) },
            }
        }
    }
}

fn is_whole(word: &str) -> bool {
    word.len() <= WHOLE && word.contains('-') && word.bytes().any(|b| b.is_ascii_digit())
}
