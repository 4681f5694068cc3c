//! The forms with tables, how each is read, and what of a fact each can say in its own way.

use crate::compare::{as_drawn, solid};
use crate::expected::Expected;
use crate::fact::{Row, Says, Table};
use crate::{excel, html, json, ods, pdf, sheets, word};

/// A form of a report that has its tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    Html,
    Pdf,
    Word,
    Excel,
    Ods,
    Json,
}

impl Form {
    /// Every form with tables.
    pub const ALL: [Form; 6] = [Form::Html, Form::Pdf, Form::Word, Form::Excel, Form::Ods, Form::Json];

    /// Its name in the table of counts.
    pub const fn name(self) -> &'static str {
        match self {
            Form::Html => "html",
            Form::Pdf => "pdf",
            Form::Word => "word",
            Form::Excel => "excel",
            Form::Ods => "ods",
            Form::Json => "json",
        }
    }

    /// The name of its file.
    pub const fn file(self) -> &'static str {
        match self {
            Form::Html => "report.html",
            Form::Pdf => "report.pdf",
            Form::Word => "report.docx",
            Form::Excel => "report.xlsx",
            Form::Ods => "report.ods",
            Form::Json => "report.json",
        }
    }

    /// Its tables, from its bytes alone.
    pub fn tables(self, bytes: &[u8]) -> Vec<Table> {
        match self {
            Form::Html => html::read(bytes),
            Form::Pdf => pdf::read(bytes),
            Form::Word => word::read(bytes),
            Form::Excel => sheets::tables(&excel::read(bytes)),
            Form::Ods => sheets::tables(&ods::read(bytes)),
            Form::Json => json::read(bytes),
        }
    }

    /// The tables that it must have, as it divides them.
    pub fn layout(self, tables: &[Expected]) -> Vec<Expected> {
        match self {
            Form::Word => tables.iter().flat_map(by_part).collect(),
            Form::Excel | Form::Ods => sheets::layout(tables),
            _ => tables.to_vec(),
        }
    }

    /// Its tables without those in which it says again what another says.
    pub fn once(self, read: Vec<Table>, must: &[Expected]) -> Vec<Table> {
        match self {
            Form::Excel | Form::Ods => sheets::without_repeated(read, must),
            _ => read,
        }
    }

    /// Words as the form is compared by: where lines end in a PDF is no part of what it says.
    pub fn worded(self, text: &str) -> String {
        if self == Form::Pdf { solid(text) } else { crate::fact::spaced(text) }
    }

    /// What it must say of a cell.
    pub fn says(self, cell: &Says) -> Says {
        let mut cell = cell.clone();
        let number = cell.exact.as_ref().is_some_and(|exact| exact.parse::<domain::Decimal>().is_ok());
        if self != Form::Json {
            cell.key = None;
            if self != Form::Html || !number {
                cell.exact = None;
            }
            let shorthand = matches!(self, Form::Pdf | Form::Excel | Form::Ods);
            for marker in &mut cell.markers {
                let (word, short) = marker.rsplit_once(' ').unwrap();
                *marker = if shorthand { short } else { word }.to_string();
            }
            cell.markers.sort();
        }
        if self == Form::Pdf { as_drawn(&cell) } else { cell }
    }

    /// What was read of a cell, as it is compared.
    pub fn read(self, cell: &Says) -> Says {
        if self == Form::Pdf { as_drawn(cell) } else { cell.clone() }
    }
}

/// A table for each group of rows, with the group's title in its caption.
fn by_part(one: &Expected) -> Vec<Expected> {
    let mut parts: Vec<Expected> = Vec::new();
    let mut last = None;
    for row in &one.table.rows {
        if last != Some(&row.part) {
            last = Some(&row.part);
            let caption = match row.part.as_str() {
                "" => one.table.caption.clone(),
                part => format!("{}: {part}", one.table.caption),
            };
            let table = Table { caption, rows: Vec::new(), ..one.table.clone() };
            parts.push(Expected { table, ..one.clone() });
        }
        let row = Row { part: String::new(), ..row.clone() };
        parts.last_mut().unwrap().table.rows.push(row);
    }
    parts
}
