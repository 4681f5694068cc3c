//! Pages: how they lie, what runs at their head and foot, and where one run of them ends.

use report::document::Meta;
use report::words::Words;

use super::blocks::paragraph;
use super::body::SPACES;
use super::inline::{Face, run};
use super::millimetres;
use crate::xml::Xml;

/// How pages lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turned {
    /// Portrait.
    Upright,
    /// Landscape, for tables that do not fit otherwise.
    Sideways,
}

/// Where a run of pages begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begins {
    /// On a page of its own.
    Page,
    /// Where the one before ends.
    Here,
}

/// Short and long side of A4, and the margin.
const A4: (u32, u32) = (11_906, 16_838);
const MARGIN: u32 = millimetres(20);
/// Between two graphics that share a row.
const GAP: u32 = millimetres(6);

impl Turned {
    /// Width between the margins.
    pub fn room(self) -> u32 {
        self.size().0 - 2 * MARGIN
    }

    fn size(self) -> (u32, u32) {
        match self {
            Turned::Upright => A4,
            Turned::Sideways => (A4.1, A4.0),
        }
    }

    /// Height between the margins.
    pub fn height(self) -> u32 {
        self.size().1 - 2 * MARGIN
    }
}

/// Width of a graphic that shares its row.
pub fn half(turned: Turned) -> u32 {
    (turned.room() - GAP) / 2
}

/// The properties of a run of pages, in the order of the schema.
pub fn section(xml: &mut Xml, (turned, begins, head): (Turned, Begins, usize)) {
    let (wide, high) = turned.size();
    let (wide, high, margin) = (wide.to_string(), high.to_string(), MARGIN.to_string());
    xml.element("w:sectPr", &[], |xml| {
        xml.leaf("w:headerReference", &[("w:type", "default"), ("r:id", &format!("rIdHead{head}"))]);
        // The first head is the cover's, whose foot is empty too.
        let foot = match turned {
            _ if head == 1 => "rIdFoot0",
            Turned::Upright => "rIdFoot1",
            Turned::Sideways => "rIdFoot2",
        };
        xml.leaf("w:footerReference", &[("w:type", "default"), ("r:id", foot)]);
        xml.leaf("w:type", &[("w:val", if begins == Begins::Page { "nextPage" } else { "continuous" })]);
        match turned {
            Turned::Upright => xml.leaf("w:pgSz", &[("w:w", &wide), ("w:h", &high)]),
            Turned::Sideways => xml.leaf("w:pgSz", &[("w:w", &wide), ("w:h", &high), ("w:orient", "landscape")]),
        }
        let sides = ["w:top", "w:right", "w:bottom", "w:left"].map(|side| (side, margin.as_str()));
        let edge = millimetres(10).to_string();
        let mut margins = sides.to_vec();
        margins.extend([("w:header", edge.as_str()), ("w:footer", edge.as_str()), ("w:gutter", "0")]);
        xml.leaf("w:pgMar", &margins);
    });
}

/// The end of a run of pages that others follow: a paragraph that takes no room to speak of.
pub fn section_end(xml: &mut Xml, lies: (Turned, Begins, usize)) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.leaf("w:pStyle", &[("w:val", "SectionEnd")]);
            section(xml, lies);
        });
    });
}

/// A running head: what the chapter is about, and what every page must say.
pub fn head(says: &str, meta: &Meta) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("w:hdr", &SPACES, |xml| {
        if says.is_empty() {
            return xml.leaf("w:p", &[]);
        }
        paragraph(xml, "Header", |xml| run(xml, says, Face::default()));
        if let Some(banner) = &meta.banner {
            paragraph(xml, "Header", |xml| run(xml, banner, Face::bold()));
        }
    });
    xml.finish()
}

/// The cover's foot: nothing.
pub fn no_foot() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("w:ftr", &SPACES, |xml| xml.leaf("w:p", &[]));
    xml.finish()
}

/// The foot of pages that lie like this: whose report it is, and which page.
pub fn foot(meta: &Meta, words: &Words, turned: Turned) -> Vec<u8> {
    let mut xml = Xml::new();
    let mut number = words.say("office.page");
    xml.element("w:ftr", &SPACES, |xml| {
        let style = if turned == Turned::Upright { "Footer" } else { "FooterSideways" };
        paragraph(xml, style, |xml| {
            run(xml, &format!("{} \u{b7} {}", meta.council, meta.title), Face::default());
            tab(xml);
            while let Some((before, after)) = number.split_once('{') {
                run(xml, before, Face::default());
                let (name, rest) = after.split_once('}').unwrap_or((after, ""));
                field(xml, if name == "pages" { " NUMPAGES " } else { " PAGE " }, "1");
                number = rest;
            }
            run(xml, number, Face::default());
        });
    });
    xml.finish()
}

/// A field with what it shows until it is brought up to date.
pub fn field(xml: &mut Xml, instruction: &str, shows: &str) {
    xml.element("w:fldSimple", &[("w:instr", instruction)], |xml| run(xml, shows, Face::default()));
}

/// A tab.
pub fn tab(xml: &mut Xml) {
    xml.element("w:r", &[], |xml| xml.leaf("w:tab", &[]));
}
