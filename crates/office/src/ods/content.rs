//! The sheets.

use report::look::Look;

use super::part;
use super::styles::{COVER, Used};
use crate::book::{Book, Held, Sheet};
use crate::xml::Xml;

/// The content part.
pub fn content(book: &Book, look: &Look) -> Vec<u8> {
    let used = Used::of(book, look);
    let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    part("office:document-content", |xml| {
        xml.element("office:automatic-styles", &[], |xml| used.write(xml, look));
        xml.element("office:body", &[], |xml| {
            xml.element("office:spreadsheet", &[], |xml| {
                let to = Drawing { names: &names, used: &used, look };
                book.sheets.iter().for_each(|sheet| to.sheet(xml, sheet));
                xml.element("table:database-ranges", &[], |xml| {
                    book.sheets.iter().filter(|sheet| !sheet.columns.is_empty()).for_each(|sheet| range(xml, sheet));
                });
            });
        });
    })
}

/// The table of a sheet, by name.
fn range(xml: &mut Xml, sheet: &Sheet) {
    let last = sheet.columns.len().saturating_sub(1);
    let name = sheet.name.replace('\'', "''");
    let (top, bottom) = (sheet.above() + 1, sheet.above() + 1 + sheet.rows.len());
    let place = format!("'{name}'.A{top}:'{name}'.{}{bottom}", letters(last));
    let range = [("table:name", sheet.table.as_str()), ("table:target-range-address", &place)];
    let shown = [("table:contains-header", "true"), ("table:display-filter-buttons", "true")];
    xml.leaf("table:database-range", &[&range[..], &shown[..]].concat());
}

/// A, B … Z, AA …
fn letters(mut column: usize) -> String {
    let mut out = String::new();
    loop {
        out.insert(0, char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
        match (column / 26).checked_sub(1) {
            Some(rest) => column = rest,
            None => return out,
        }
    }
}

struct Drawing<'b> {
    names: &'b [&'b str],
    used: &'b Used,
    look: &'b Look,
}

impl Drawing<'_> {
    fn sheet(&self, xml: &mut Xml, sheet: &Sheet) {
        xml.element("table:table", &[("table:name", &sheet.name), ("table:style-name", "sheet")], |xml| {
            let widths: Vec<u16> = sheet.columns.iter().map(|head| head.width).collect();
            for width in if widths.is_empty() { vec![COVER] } else { widths } {
                xml.leaf("table:table-column", &[("table:style-name", &format!("column{width}"))]);
            }
            row(xml, |xml| text(xml, "title", &sheet.title));
            for (line, leads) in &sheet.lines {
                row(xml, |xml| match leads.and_then(|to| self.names.get(to)) {
                    Some(name) => link(xml, line, name),
                    None => text(xml, if sheet.columns.is_empty() { "wrapped" } else { "line" }, line),
                });
            }
            if sheet.columns.is_empty() {
                return;
            }
            xml.element("table:table-header-rows", &[], |xml| {
                row(xml, |xml| sheet.columns.iter().for_each(|head| text(xml, "header", &head.title)));
            });
            for held in &sheet.rows {
                row(xml, |xml| held.iter().for_each(|held| self.held(xml, held)));
            }
        });
    }

    fn held(&self, xml: &mut Xml, held: &Held) {
        match held {
            Held::Text(says) => text(xml, "text", says),
            Held::Rating(word, colour) => text(xml, &self.used.rating(*colour, self.look), word),
            Held::Leads(says, to) => match self.names.get(*to) {
                Some(name) => link(xml, says, name),
                None => text(xml, "text", says),
            },
            Held::Number(number) => {
                let kind = if number.written.percent { "percentage" } else { "float" };
                let (style, value) = (self.used.number(&number.written), number.value.to_string());
                let cell =
                    [("table:style-name", style.as_str()), ("office:value-type", kind), ("office:value", &value)];
                xml.leaf("table:table-cell", &cell);
            }
        }
    }
}

fn row(xml: &mut Xml, inner: impl FnOnce(&mut Xml)) {
    xml.element("table:table-row", &[("table:style-name", "row")], inner);
}

/// A cell of text, a paragraph for each of its lines.
fn text(xml: &mut Xml, style: &str, says: &str) {
    xml.element("table:table-cell", &[("table:style-name", style), ("office:value-type", "string")], |xml| {
        says.split('\n').for_each(|line| xml.text("text:p", &[], line));
    });
}

fn link(xml: &mut Xml, says: &str, sheet: &str) {
    let to = format!("#'{}'.A1", sheet.replace('\'', "''"));
    xml.element("table:table-cell", &[("table:style-name", "link"), ("office:value-type", "string")], |xml| {
        xml.element("text:p", &[], |xml| {
            xml.text("text:a", &[("xlink:type", "simple"), ("xlink:href", &to)], says);
        });
    });
}
