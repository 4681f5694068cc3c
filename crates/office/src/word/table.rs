//! Tables: a caption, a header row that every page repeats, a header for every row, no cell merged or split.
//!
//! Rows that the document groups are a table for each group, which is what a screen reader can follow.

use report::document::{Block, Cell, Group, Inline, Row, Set, Table};

use super::blocks::{Stays, marked, paragraph, paragraph_that};
use super::body::Papers;
use super::inline::{Face, run};
use super::page::{Turned, field};
use super::widths::{self, Widths};
use crate::xml::Xml;

/// A table of no more rows than this, and none of them tall, stands on one page.
const FEW: usize = 8;
const LOW: u32 = 4;
/// A row estimated to be taller than this many lines may break across pages; others do not.
const TALL: u32 = 30;

/// Whether a block is a table that stands badly on an upright page.
pub fn is_wide(block: &Block) -> bool {
    matches!(block, Block::Table(table) if !widths::stands_well(table, Turned::Upright.room()))
}

impl<'r> Papers<'r> {
    /// A table in a width, in twentieths of a point.
    pub fn table(&mut self, table: &'r Table, room: u32) {
        let widths = widths::fit(table, room).unwrap_or_else(|| widths::squeeze(table, room));
        let first = self.places.table(&table.id).unwrap_or(1);
        for (at, group) in table.groups.iter().enumerate() {
            let caption = match &group.title {
                Some(part) => {
                    self.words.fill("office.part", &[("caption", table.caption.as_str()), ("part", part.as_str())])
                }
                None => table.caption.clone(),
            };
            let mut xml = self.xml();
            let place = if at == 0 { self.places.bookmark(&table.id) } else { None };
            paragraph(&mut xml, "Caption", |xml| {
                marked(xml, place, |xml| {
                    run(xml, &format!("{} ", self.words.say("office.table")), Face::default());
                    field(xml, " SEQ Table \\* ARABIC ", &(first + at).to_string());
                    run(xml, &format!(": {caption}"), Face::default());
                });
            });
            self.grid(&mut xml, table, group, &caption, &widths);
            paragraph(&mut xml, "AfterTable", |_| {});
            self.push(xml);
        }
    }

    fn grid(&mut self, xml: &mut Xml, table: &'r Table, group: &'r Group, caption: &str, widths: &Widths) {
        xml.element("w:tbl", &[], |xml| {
            properties(xml, table, caption, widths);
            xml.element("w:tblGrid", &[], |xml| {
                widths.columns.iter().for_each(|width| xml.leaf("w:gridCol", &[("w:w", &width.to_string())]));
            });
            let whole = group.rows.len() <= FEW && widths.tallest <= LOW;
            let stays = |last: bool| if whole && !last { Stays::WithNext } else { Stays::Styled };
            header(xml, table, widths, stays(false));
            for (at, row) in group.rows.iter().enumerate() {
                self.row(xml, table, row, widths, stays(at + 1 == group.rows.len()));
            }
        });
    }

    fn row(&mut self, xml: &mut Xml, table: &'r Table, row: &'r Row, widths: &Widths, stays: Stays) {
        xml.element("w:tr", &[], |xml| {
            if widths.tallest <= TALL {
                xml.element("w:trPr", &[], |xml| xml.leaf("w:cantSplit", &[]));
            }
            let mut cells = row.cells.iter();
            for (at, (column, width)) in table.columns.iter().zip(&widths.columns).enumerate() {
                let place = row.id.as_deref().filter(|_| at == table.row_header);
                let place = place.and_then(|id| self.places.bookmark(id));
                let mut pieces = paragraphs(cells.next());
                if at + 1 == table.columns.len() {
                    // What stands beyond the last column is added to it.
                    pieces.extend(cells.by_ref().flat_map(|cell| paragraphs(Some(cell))));
                }
                cell(xml, *width, |xml| {
                    for (number, piece) in pieces.iter().enumerate() {
                        let place = place.clone().filter(|_| number == 0);
                        text(xml, (column.set, widths.size), stays, |xml| {
                            marked(xml, place, |xml| self.runs(xml, piece, Face::default()));
                        });
                    }
                });
            }
        });
    }
}

/// In the order of the schema. The caption and the summary are what a screen reader says of the table.
fn properties(xml: &mut Xml, table: &Table, caption: &str, widths: &Widths) {
    let whole: u32 = widths.columns.iter().sum();
    let first = if table.row_header == 0 { ("w:firstColumn", "1") } else { ("w:firstColumn", "0") };
    let look =
        [("w:val", if table.row_header == 0 { "06A0" } else { "0620" }), ("w:firstRow", "1"), ("w:lastRow", "0")];
    let look = [&look[..], &[first, ("w:lastColumn", "0"), ("w:noHBand", "1"), ("w:noVBand", "1")]].concat();
    xml.element("w:tblPr", &[], |xml| {
        xml.leaf("w:tblStyle", &[("w:val", "ReportTable")]);
        xml.leaf("w:tblW", &[("w:w", &whole.to_string()), ("w:type", "dxa")]);
        xml.leaf("w:tblLayout", &[("w:type", "fixed")]);
        xml.leaf("w:tblLook", &look);
        xml.leaf("w:tblCaption", &[("w:val", caption)]);
        if let Some(summary) = &table.summary {
            xml.leaf("w:tblDescription", &[("w:val", summary)]);
        }
    });
}

fn header(xml: &mut Xml, table: &Table, widths: &Widths, stays: Stays) {
    xml.element("w:tr", &[], |xml| {
        xml.element("w:trPr", &[], |xml| {
            xml.leaf("w:cantSplit", &[]);
            xml.leaf("w:tblHeader", &[]);
        });
        for (column, width) in table.columns.iter().zip(&widths.columns) {
            cell(xml, *width, |xml| {
                text(xml, (column.set, widths.size), stays, |xml| run(xml, &column.title, Face::bold()));
            });
        }
    });
}

fn cell(xml: &mut Xml, width: u32, inner: impl FnOnce(&mut Xml)) {
    xml.element("w:tc", &[], |xml| {
        xml.element("w:tcPr", &[], |xml| xml.leaf("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]));
        inner(xml);
    });
}

/// A paragraph of a cell in the style of its column and size.
fn text(xml: &mut Xml, (set, size): (Set, u32), stays: Stays, inner: impl FnOnce(&mut Xml)) {
    let side = if set == Set::Numbers { "Number" } else { "Text" };
    paragraph_that(xml, &format!("Table{side}{size}"), stays, inner);
}

/// A cell's paragraphs, which two breaks separate; at least one, for a cell must have one.
fn paragraphs(cell: Option<&Cell>) -> Vec<Vec<Inline>> {
    let mut out: Vec<Vec<Inline>> = vec![Vec::new()];
    let mut breaks = 0;
    for inline in cell.map(|cell| cell.content.as_slice()).unwrap_or_default() {
        if *inline == Inline::Break {
            breaks += 1;
            continue;
        }
        if breaks >= 2 {
            out.push(Vec::new());
        }
        if let Some(last) = out.last_mut() {
            if breaks == 1 {
                last.push(Inline::Break);
            }
            last.push(inline.clone());
        }
        breaks = 0;
    }
    out
}
