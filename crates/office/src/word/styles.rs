//! The styles, real ones that a committee clerk can change once for the whole paper.

use report::look::Look;

use super::body::SPACES;
use super::inline::hex;
use super::page::Turned;
use super::{millimetres, widths::SIZES};
use crate::xml::{Attributes, Xml};

/// A face that every office program has; the report's own cannot travel with the file.
const FACE: &str = "Arial";

/// A paragraph style.
#[derive(Default)]
struct Style<'a> {
    id: &'a str,
    name: &'a str,
    after: Option<&'a str>,
    /// Whether it stays with what follows.
    keep: Option<()>,
    /// Room before and after, in twentieths of a point.
    room: (u32, u32),
    /// Left indent.
    indent: u32,
    right: Option<()>,
    /// 1 for the first level of headings.
    outline: Option<u8>,
    /// In half points.
    size: u32,
    bold: Option<()>,
    colour: Option<&'a str>,
    /// Where text after a tab ends.
    tab: Option<u32>,
}

/// The styles part.
pub fn styles(look: &Look, language: &str) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("w:styles", &SPACES, |xml| {
        defaults(xml, look, language);
        xml.element("w:style", &[("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "Normal")], |xml| {
            xml.leaf("w:name", &[("w:val", "Normal")]);
            xml.leaf("w:qFormat", &[]);
        });
        xml.element(
            "w:style",
            &[("w:type", "character"), ("w:default", "1"), ("w:styleId", "DefaultParagraphFont")],
            |xml| {
                xml.leaf("w:name", &[("w:val", "Default Paragraph Font")]);
            },
        );
        table_default(xml);
        running(look).iter().for_each(|style| write(xml, style));
        headings().iter().for_each(|style| write(xml, style));
        furniture(look).iter().for_each(|style| write(xml, style));
        for size in SIZES {
            for (side, right) in [("Text", None), ("Number", Some(()))] {
                let (id, name) = (format!("Table{side}{size}"), format!("Table {side} {}.{}", size / 2, size % 2 * 5));
                write(xml, &Style { id: &id, name: &name, right, size, room: (30, 30), ..Style::default() });
            }
        }
        characters(xml, look);
        table(xml, look);
    });
    xml.finish()
}

fn defaults(xml: &mut Xml, look: &Look, language: &str) {
    xml.element("w:docDefaults", &[], |xml| {
        xml.element("w:rPrDefault", &[], |xml| {
            xml.element("w:rPr", &[], |xml| {
                xml.leaf("w:rFonts", &[("w:ascii", FACE), ("w:eastAsia", FACE), ("w:hAnsi", FACE), ("w:cs", FACE)]);
                xml.leaf("w:color", &[("w:val", &hex(look.token("ink")))]);
                xml.leaf("w:sz", &[("w:val", "24")]);
                xml.leaf("w:szCs", &[("w:val", "24")]);
                xml.leaf("w:lang", &[("w:val", language), ("w:eastAsia", language), ("w:bidi", "ar-SA")]);
            });
        });
        xml.element("w:pPrDefault", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.leaf("w:spacing", &[("w:after", "0"), ("w:line", "269"), ("w:lineRule", "auto")]);
            });
        });
    });
}

fn running(look: &Look) -> Vec<Style<'_>> {
    let plain = Style { size: 24, room: (0, 160), ..Style::default() };
    let muted = Some(look.token("muted"));
    vec![
        Style { id: "BodyText", name: "Body Text", ..plain },
        Style { id: "Lead", name: "Lead", size: 28, keep: Some(()), room: (60, 160), ..plain },
        Style { id: "ListParagraph", name: "List Paragraph", room: (0, 100), ..plain },
        Style { id: "ListContinue", name: "List Continue", indent: 425, room: (0, 100), ..plain },
        Style { id: "BigNumber", name: "Big Number", size: 24, room: (0, 60), ..plain },
        Style { id: "NoteText", name: "Note Text", size: 20, room: (0, 60), ..plain },
        Style { id: "Caption", name: "caption", size: 22, bold: Some(()), keep: Some(()), room: (200, 100), ..plain },
        Style { id: "Figure", name: "Figure", keep: Some(()), room: (240, 0), ..plain },
        Style {
            id: "FigureCaption",
            name: "Figure Caption",
            size: 18,
            room: (40, 60),
            colour: muted,
            after: Some("Caption"),
            ..plain
        },
        Style {
            id: "FigureCaptionKept",
            name: "Figure Caption Kept",
            size: 18,
            keep: Some(()),
            room: (40, 20),
            colour: muted,
            after: Some("Caption"),
            ..plain
        },
        Style { id: "AfterTable", name: "After Table", size: 12, ..Style::default() },
        Style { id: "SectionEnd", name: "Section End", size: 2, ..Style::default() },
    ]
}

fn headings() -> Vec<Style<'static>> {
    let level = |outline: u8, id, name, size, before, after| Style {
        id,
        name,
        outline: Some(outline),
        size,
        room: (before, after),
        keep: Some(()),
        bold: Some(()),
        ..Style::default()
    };
    vec![
        level(1, "Heading1", "heading 1", 40, 280, 200),
        level(2, "Heading2", "heading 2", 30, 320, 140),
        level(3, "Heading3", "heading 3", 25, 240, 100),
        level(4, "Heading4", "heading 4", 24, 200, 80),
        level(5, "Heading5", "heading 5", 24, 160, 80),
        level(6, "Heading6", "heading 6", 24, 160, 80),
    ]
}

fn furniture(look: &Look) -> Vec<Style<'_>> {
    let plain = Style { size: 24, ..Style::default() };
    let muted = Some(look.token("muted"));
    let edge = Some(Turned::Upright.room());
    let wide = Some(Turned::Sideways.room());
    vec![
        Style { id: "CoverCouncil", name: "Cover Council", size: 32, room: (millimetres(55), 200), ..plain },
        Style { id: "Title", name: "Title", size: 64, bold: Some(()), room: (0, 200), ..plain },
        Style { id: "Subtitle", name: "Subtitle", size: 32, colour: muted, room: (0, 900), ..plain },
        Style { id: "CoverFact", name: "Cover Fact", room: (0, 120), ..plain },
        Style { id: "Banner", name: "Banner", size: 28, bold: Some(()), room: (400, 0), ..plain },
        Style { id: "TOCHeading", name: "TOC Heading", size: 40, bold: Some(()), room: (0, 240), ..plain },
        Style { id: "TOC1", name: "toc 1", bold: Some(()), size: 22, room: (140, 20), tab: edge, ..plain },
        Style { id: "TOC2", name: "toc 2", indent: 280, size: 21, room: (0, 20), tab: edge, ..plain },
        Style { id: "TOC3", name: "toc 3", indent: 560, size: 20, room: (0, 20), tab: edge, ..plain },
        Style { id: "Header", name: "header", size: 18, colour: muted, ..plain },
        Style { id: "Footer", name: "footer", size: 18, colour: muted, tab: edge, ..plain },
        Style { id: "FooterSideways", name: "Footer Sideways", size: 18, colour: muted, tab: wide, ..plain },
    ]
}

/// One paragraph style, in the order of the schema.
fn write(xml: &mut Xml, style: &Style<'_>) {
    xml.element("w:style", &[("w:type", "paragraph"), ("w:styleId", style.id)], |xml| {
        xml.leaf("w:name", &[("w:val", style.name)]);
        xml.leaf("w:basedOn", &[("w:val", style.after.unwrap_or("Normal"))]);
        if style.outline.is_some() {
            xml.leaf("w:next", &[("w:val", "BodyText")]);
        }
        xml.leaf("w:qFormat", &[]);
        xml.element("w:pPr", &[], |xml| {
            match style.keep {
                Some(()) => xml.leaf("w:keepNext", &[]),
                // What it is based on may stay with what follows.
                None => xml.leaf("w:keepNext", &[("w:val", "0")]),
            }
            if style.outline.is_some() {
                xml.leaf("w:keepLines", &[]);
            }
            if let Some(at) = style.tab {
                xml.element("w:tabs", &[], |xml| xml.leaf("w:tab", &[("w:val", "right"), ("w:pos", &at.to_string())]));
            }
            let (before, after) = (style.room.0.to_string(), style.room.1.to_string());
            xml.leaf("w:spacing", &[("w:before", &before), ("w:after", &after)]);
            if style.indent > 0 {
                xml.leaf("w:ind", &[("w:left", &style.indent.to_string())]);
            }
            if style.right.is_some() {
                xml.leaf("w:jc", &[("w:val", "right")]);
            }
            if let Some(level) = style.outline {
                xml.leaf("w:outlineLvl", &[("w:val", &(level - 1).to_string())]);
            }
        });
        xml.element("w:rPr", &[], |xml| {
            let bold: Attributes<'_> = if style.bold.is_some() { &[] } else { &[("w:val", "0")] };
            xml.leaf("w:b", bold);
            xml.leaf("w:bCs", bold);
            if let Some(colour) = style.colour {
                xml.leaf("w:color", &[("w:val", &hex(colour))]);
            }
            let size = style.size.to_string();
            xml.leaf("w:sz", &[("w:val", &size)]);
            xml.leaf("w:szCs", &[("w:val", &size)]);
        });
    });
}

fn characters(xml: &mut Xml, look: &Look) {
    let mut character = |id: &str, name: &str, inner: &dyn Fn(&mut Xml)| {
        xml.element("w:style", &[("w:type", "character"), ("w:styleId", id)], |xml| {
            xml.leaf("w:name", &[("w:val", name)]);
            xml.leaf("w:basedOn", &[("w:val", "DefaultParagraphFont")]);
            xml.leaf("w:qFormat", &[]);
            xml.element("w:rPr", &[], inner);
        });
    };
    let (muted, link) = (hex(look.token("muted")), hex(look.token("link")));
    character("Muted", "Muted", &|xml| xml.leaf("w:color", &[("w:val", &muted)]));
    character("RatingTag", "Rating Tag", &|xml| {
        xml.leaf("w:b", &[]);
        xml.leaf("w:bCs", &[]);
    });
    character("BigNumberFigure", "Big Number Figure", &|xml| {
        xml.leaf("w:b", &[]);
        xml.leaf("w:bCs", &[]);
        xml.leaf("w:sz", &[("w:val", "40")]);
        xml.leaf("w:szCs", &[("w:val", "40")]);
    });
    character("Hyperlink", "Hyperlink", &|xml| {
        xml.leaf("w:color", &[("w:val", &link)]);
        xml.leaf("w:u", &[("w:val", "single")]);
    });
    character("NoteReference", "Note Reference", &|xml| {
        xml.leaf("w:color", &[("w:val", &link)]);
        xml.leaf("w:vertAlign", &[("w:val", "superscript")]);
    });
}

fn table_default(xml: &mut Xml) {
    xml.element("w:style", &[("w:type", "table"), ("w:default", "1"), ("w:styleId", "TableNormal")], |xml| {
        xml.leaf("w:name", &[("w:val", "Normal Table")]);
        xml.element("w:tblPr", &[], |xml| xml.leaf("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")]));
    });
}

/// The header on the wash, one rule under each row, no vertical rules.
fn table(xml: &mut Xml, look: &Look) {
    let (rule, ink, wash) = (hex(look.token("rule")), hex(look.token("ink")), hex(look.token("wash")));
    xml.element("w:style", &[("w:type", "table"), ("w:customStyle", "1"), ("w:styleId", "ReportTable")], |xml| {
        xml.leaf("w:name", &[("w:val", "Report Table")]);
        xml.leaf("w:basedOn", &[("w:val", "TableNormal")]);
        xml.leaf("w:qFormat", &[]);
        xml.element("w:tblPr", &[], |xml| {
            xml.element("w:tblBorders", &[], |xml| {
                for side in ["w:top", "w:bottom", "w:insideH"] {
                    let line = [("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", rule.as_str())];
                    xml.leaf(side, &line);
                }
            });
            xml.element("w:tblCellMar", &[], |xml| {
                for (side, wide) in [("w:top", "20"), ("w:left", "80"), ("w:bottom", "20"), ("w:right", "80")] {
                    xml.leaf(side, &[("w:w", wide), ("w:type", "dxa")]);
                }
            });
        });
        xml.element("w:tblStylePr", &[("w:type", "firstRow")], |xml| {
            xml.element("w:rPr", &[], |xml| xml.leaf("w:b", &[]));
            xml.element("w:tcPr", &[], |xml| {
                xml.element("w:tcBorders", &[], |xml| {
                    let line = [("w:val", "single"), ("w:sz", "8"), ("w:space", "0"), ("w:color", ink.as_str())];
                    xml.leaf("w:bottom", &line);
                });
                xml.leaf("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", &wash)]);
                xml.leaf("w:vAlign", &[("w:val", "bottom")]);
            });
        });
        xml.element("w:tblStylePr", &[("w:type", "firstCol")], |xml| {
            xml.element("w:rPr", &[], |xml| xml.leaf("w:b", &[]));
        });
    });
}
