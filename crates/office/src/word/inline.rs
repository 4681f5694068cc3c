//! Running text as runs.

use domain::{Colour, Mark};
use report::document::{Inline, Tag};

use super::body::Papers;
use super::figure;
use crate::xml::Xml;

/// How a piece of text is set.
#[derive(Debug, Clone, Copy, Default)]
pub struct Face {
    bold: bool,
    italic: bool,
    /// A character style.
    style: Option<&'static str>,
}

impl Face {
    /// Bold.
    pub fn bold() -> Face {
        Face { bold: true, ..Face::default() }
    }

    /// In a character style.
    pub fn styled(style: &'static str) -> Face {
        Face { style: Some(style), ..Face::default() }
    }

    fn properties(self, xml: &mut Xml) {
        if !self.bold && !self.italic && self.style.is_none() {
            return;
        }
        xml.element("w:rPr", &[], |xml| {
            if let Some(style) = self.style {
                xml.leaf("w:rStyle", &[("w:val", style)]);
            }
            if self.bold {
                xml.leaf("w:b", &[]);
                xml.leaf("w:bCs", &[]);
            }
            if self.italic {
                xml.leaf("w:i", &[]);
                xml.leaf("w:iCs", &[]);
            }
        });
    }
}

/// A run of text.
pub fn run(xml: &mut Xml, text: &str, face: Face) {
    xml.element("w:r", &[], |xml| {
        face.properties(xml);
        xml.text("w:t", &[("xml:space", "preserve")], text);
    });
}

impl Papers<'_> {
    /// Running text.
    pub fn runs(&mut self, xml: &mut Xml, text: &[Inline], face: Face) {
        for inline in text {
            match inline {
                Inline::Text(text) => run(xml, text, face),
                Inline::Strong(inner) => self.runs(xml, inner, Face { bold: true, ..face }),
                Inline::Emphasis(inner) => self.runs(xml, inner, Face { italic: true, ..face }),
                Inline::Muted(text) | Inline::Absent(text) => run(xml, text, Face { style: Some("Muted"), ..face }),
                Inline::Marker(word, _) => {
                    run(xml, &format!(" ({word})"), Face { style: Some("Muted"), ..face });
                }
                Inline::Link { to, content } => {
                    self.linked(xml, to, |papers, xml, leads| {
                        let style = if leads { Some("Hyperlink") } else { face.style };
                        papers.runs(xml, content, Face { style, ..face });
                    });
                }
                Inline::Note(note) => {
                    let shown = format!("({})", note.letter);
                    self.linked(xml, &format!("#{}", note.id), |_, xml, _| {
                        run(xml, &shown, Face::styled("NoteReference"));
                    });
                }
                Inline::Rating(tag) => self.tag(xml, tag),
                Inline::Break => xml.element("w:r", &[], |xml| xml.leaf("w:br", &[])),
                Inline::Spark(spark) => match self.places.spark(&spark.id) {
                    Some(number) => figure::small(xml, spark, number),
                    None => run(xml, &spark.alt, face),
                },
            }
        }
    }

    /// What stands in a link; a link whose place is not in the document is text alone.
    fn linked(&mut self, xml: &mut Xml, to: &str, inner: impl FnOnce(&mut Self, &mut Xml, bool)) {
        let target = match to.strip_prefix('#') {
            Some(id) => self.places.bookmark(id).map(|(_, name)| ("w:anchor", name)),
            None => Some(("r:id", self.address(to))),
        };
        match target {
            Some((key, value)) => xml.element("w:hyperlink", &[(key, &value), ("w:history", "1")], |xml| {
                inner(self, xml, true);
            }),
            None => inner(self, xml, false),
        }
    }

    /// A rating: its mark and word on its colour, with an outline where the fill is too light to be seen on paper.
    pub fn tag(&mut self, xml: &mut Xml, tag: &Tag) {
        let fill = self.look.fill(tag.colour);
        let ink = self.look.text_on(tag.colour).to_string();
        let light = report::look::contrast_thousandths(&fill, "#ffffff") < 3_000;
        let outline = match tag.colour {
            Colour::None => Some("dashed"),
            _ if light => Some("single"),
            _ => None,
        };
        let edge = hex(self.look.token("ink"));
        let mut piece = |text: &str, font: Option<&str>| {
            xml.element("w:r", &[], |xml| {
                xml.element("w:rPr", &[], |xml| {
                    xml.leaf("w:rStyle", &[("w:val", "RatingTag")]);
                    if let Some(font) = font {
                        let faces = [("w:ascii", font), ("w:hAnsi", font), ("w:eastAsia", font), ("w:cs", font)];
                        xml.leaf("w:rFonts", &faces);
                    }
                    xml.leaf("w:color", &[("w:val", &hex(&ink))]);
                    if let Some(line) = outline {
                        let edge = [("w:val", line), ("w:sz", "4"), ("w:space", "0"), ("w:color", edge.as_str())];
                        xml.leaf("w:bdr", &edge);
                    }
                    xml.leaf("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", &hex(&fill))]);
                });
                xml.text("w:t", &[("xml:space", "preserve")], text);
            });
        };
        piece("\u{a0}", None);
        piece(sign(tag.mark), Some("Segoe UI Symbol"));
        piece(&format!("\u{a0}{}\u{a0}", tag.word.replace(' ', "\u{a0}")), None);
    }
}

/// A colour as OOXML writes it: `9B1C1C`.
pub fn hex(colour: &str) -> String {
    colour.trim_start_matches('#').to_ascii_uppercase()
}

/// A mark as a character.
pub fn sign(mark: Mark) -> &'static str {
    match mark {
        Mark::Star => "\u{2605}",
        Mark::Tick => "\u{2714}",
        Mark::Dot => "\u{25cf}",
        Mark::Flag => "\u{2691}",
        Mark::Triangle => "\u{25b2}",
        Mark::Diamond => "\u{25c6}",
        Mark::Square => "\u{25a0}",
        Mark::Ring => "\u{25cb}",
    }
}
