//! Styles: of pages, of columns, of cells, and of every way that a number is written.

use std::collections::BTreeSet;

use domain::Colour;
use report::look::Look;

use super::part;
use crate::book::{Book, Held, Places};
use crate::xml::Xml;

/// Ways of writing numbers, colours of ratings and widths of columns that a workbook uses, each with a number.
pub struct Used {
    /// Ways of writing numbers.
    pub written: Vec<Places>,
    /// Fills of ratings with the colour of their text.
    pub ratings: Vec<(String, String)>,
    /// Widths in characters.
    pub widths: Vec<u16>,
}

impl Used {
    /// What a workbook uses.
    pub fn of(book: &Book, look: &Look) -> Used {
        let (mut written, mut ratings, mut widths) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for sheet in &book.sheets {
            widths.extend(sheet.columns.iter().map(|head| head.width));
            for held in sheet.rows.iter().flatten() {
                match held {
                    Held::Number(number) => {
                        written.insert(number.written.clone());
                    }
                    Held::Rating(_, colour) => {
                        ratings.insert(filled(*colour, look));
                    }
                    Held::Text(_) | Held::Leads(..) => {}
                }
            }
        }
        widths.insert(COVER);
        Used { written: Vec::from_iter(written), ratings: Vec::from_iter(ratings), widths: Vec::from_iter(widths) }
    }

    /// The style of a number's cell.
    pub fn number(&self, written: &Places) -> String {
        format!("number{}", self.written.iter().position(|one| one == written).unwrap_or(0))
    }

    /// The style of a rating's cell.
    pub fn rating(&self, colour: Colour, look: &Look) -> String {
        let own = filled(colour, look);
        format!("rating{}", self.ratings.iter().position(|one| *one == own).unwrap_or(0))
    }

    /// Every style of the content.
    pub fn write(&self, xml: &mut Xml, look: &Look) {
        xml.element(
            "style:style",
            &[("style:name", "sheet"), ("style:family", "table"), ("style:master-page-name", "Default")],
            |xml| {
                xml.leaf("style:table-properties", &[("table:display", "true")]);
            },
        );
        xml.element("style:style", &[("style:name", "row"), ("style:family", "table-row")], |xml| {
            xml.leaf("style:table-row-properties", &[("style:use-optimal-row-height", "true")]);
        });
        for width in &self.widths {
            let name = format!("column{width}");
            xml.element("style:style", &[("style:name", &name), ("style:family", "table-column")], |xml| {
                // A character of the workbook's face is about 2.1 mm wide.
                let tenths = u32::from(*width) * 21;
                let width = format!("{}.{}mm", tenths / 10, tenths % 10);
                xml.leaf("style:table-column-properties", &[("style:column-width", &width)]);
            });
        }
        self.written.iter().enumerate().for_each(|(at, written)| number(xml, at, written));
        cells(xml, look);
        let rule = format!("0.5pt solid {}", look.token("rule"));
        for at in 0..self.written.len() {
            let (name, data) = (format!("number{at}"), format!("written{at}"));
            let style =
                [("style:name", name.as_str()), ("style:family", "table-cell"), ("style:parent-style-name", "Default")];
            xml.element("style:style", &[&style[..], &[("style:data-style-name", &data)]].concat(), |xml| {
                xml.leaf(
                    "style:table-cell-properties",
                    &[("fo:border-bottom", &rule), ("fo:padding-right", "2mm"), ("style:vertical-align", "top")],
                );
                xml.leaf("style:paragraph-properties", &[("fo:text-align", "end")]);
            });
        }
        for (at, (fill, ink)) in self.ratings.iter().enumerate() {
            let dashes =
                if fill == look.token("none") { format!("0.5pt dashed {}", look.token("ink")) } else { rule.clone() };
            cell(
                xml,
                &format!("rating{at}"),
                &[("fo:background-color", fill), ("fo:border", &dashes)],
                &[("fo:font-weight", "bold"), ("fo:color", ink)],
            );
        }
    }
}

/// The width of the cover's one column.
pub const COVER: u16 = 90;

fn filled(colour: Colour, look: &Look) -> (String, String) {
    (look.fill(colour), look.text_on(colour).to_string())
}

fn cells(xml: &mut Xml, look: &Look) {
    let rule = format!("0.5pt solid {}", look.token("rule"));
    let under = format!("1pt solid {}", look.token("ink"));
    let wrap = ("fo:wrap-option", "wrap");
    cell(xml, "title", &[], &[("fo:font-size", "16pt"), ("fo:font-weight", "bold")]);
    cell(xml, "line", &[], &[]);
    cell(xml, "wrapped", &[wrap], &[]);
    cell(xml, "link", &[], &[("fo:color", look.token("link")), ("style:text-underline-style", "solid")]);
    cell(xml, "text", &[wrap, ("fo:border-bottom", &rule)], &[]);
    let header = [wrap, ("fo:border-bottom", under.as_str()), ("fo:background-color", look.token("wash"))];
    cell(xml, "header", &header, &[("fo:font-weight", "bold")]);
}

fn cell(xml: &mut Xml, name: &str, of_cell: &[(&str, &str)], of_text: &[(&str, &str)]) {
    let style = [("style:name", name), ("style:family", "table-cell"), ("style:parent-style-name", "Default")];
    xml.element("style:style", &style, |xml| {
        xml.leaf("style:table-cell-properties", &[of_cell, &[("style:vertical-align", "top")]].concat());
        if !of_text.is_empty() {
            xml.leaf("style:text-properties", of_text);
        }
    });
}

/// How a number is written: below zero with the minus of the other forms, for a program's own is a hyphen.
fn number(xml: &mut Xml, at: usize, written: &Places) {
    let (below, others) = (format!("written{at}"), format!("written{at}from0"));
    sized(xml, &[("style:name", others.as_str()), ("style:volatile", "true")], &written.words, written, |_| {});
    let minus = format!("{}\u{2212}", written.words);
    let from_zero = [("style:condition", "value()>=0"), ("style:apply-style-name", others.as_str())];
    sized(xml, &[("style:name", below.as_str())], &minus, written, |xml| xml.leaf("style:map", &from_zero));
}

/// How a number's size is written after some words.
fn sized(xml: &mut Xml, named: &[(&str, &str)], words: &str, written: &Places, map: impl FnOnce(&mut Xml)) {
    let kind = if written.percent { "number:percentage-style" } else { "number:number-style" };
    xml.element(kind, named, |xml| {
        let (before, after) = &written.around;
        let places = written.places.to_string();
        let mut number = vec![("number:decimal-places", places.as_str()), ("number:min-decimal-places", &places)];
        number.extend([("number:min-integer-digits", "1"), ("number:grouping", "true")]);
        let factor = format!("1{}", "000".repeat(usize::try_from(written.thousands).unwrap_or(0)));
        if written.thousands > 0 {
            number.push(("number:display-factor", &factor));
        }
        let before = format!("{words}{before}");
        if !before.is_empty() {
            xml.text("number:text", &[], &before);
        }
        xml.leaf("number:number", &number);
        let after = if written.percent { format!("%{after}") } else { after.clone() };
        if !after.is_empty() {
            xml.text("number:text", &[], &after);
        }
        map(xml);
    });
}

/// The page: A4 on its side, as many pages high as it takes; the default cell with the language.
pub fn page(language: &str) -> Vec<u8> {
    let (lang, country) = language.split_once('-').unwrap_or((language, "none"));
    part("office:document-styles", |xml| {
        xml.element("office:styles", &[], |xml| {
            xml.element("style:default-style", &[("style:family", "table-cell")], |xml| {
                let face = [
                    ("fo:font-family", "Arial"),
                    ("fo:font-size", "11pt"),
                    ("fo:language", lang),
                    ("fo:country", country),
                ];
                xml.leaf("style:text-properties", &face);
            });
            xml.leaf("style:style", &[("style:name", "Default"), ("style:family", "table-cell")]);
        });
        xml.element("office:automatic-styles", &[], |xml| {
            xml.element("style:page-layout", &[("style:name", "landscape")], |xml| {
                let size =
                    [("fo:page-width", "297mm"), ("fo:page-height", "210mm"), ("style:print-orientation", "landscape")];
                let margins = [("fo:margin", "15mm"), ("style:scale-to-X", "1"), ("style:scale-to-Y", "0")];
                xml.leaf("style:page-layout-properties", &[&size[..], &margins[..]].concat());
            });
        });
        xml.element("office:master-styles", &[], |xml| {
            xml.leaf("style:master-page", &[("style:name", "Default"), ("style:page-layout-name", "landscape")]);
        });
    })
}
