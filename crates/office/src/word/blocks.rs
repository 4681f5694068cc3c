//! Blocks that are no section: paragraphs, lists, big numbers, notes.

use report::document::{Block, Inline, NoteEntry, Stands, Tile};

use super::body::Papers;
use super::inline::{Face, run};
use super::page::{self, Turned};
use crate::xml::Xml;

impl<'r> Papers<'r> {
    /// A block that is no section. `depth` is how deep it stands in lists.
    pub fn block(&mut self, block: &'r Block, turned: Turned, depth: usize) {
        match block {
            Block::Section(_) => {}
            Block::Paragraph(text) => self.paragraphs("BodyText", text),
            Block::Lead(text) => self.paragraphs("Lead", text),
            Block::List { ordered, items } => self.list(*ordered, items, turned, depth),
            Block::Table(table) => self.table(table, turned.room()),
            Block::Figure(figure) if figure.stands == Stands::Half => self.figures(&[figure], page::half(turned)),
            Block::Figure(figure) => self.figures(&[figure], turned.room()),
            Block::Tiles(tiles) => self.tiles(tiles),
            Block::Notes(notes) => notes.iter().for_each(|note| self.note(note)),
        }
    }

    /// Running text as one paragraph.
    pub fn paragraphs(&mut self, style: &str, text: &'r [Inline]) {
        let mut xml = self.xml();
        paragraph(&mut xml, style, |xml| self.runs(xml, text, Face::default()));
        self.push(xml);
    }

    /// Running text that stays on the page of what follows.
    pub fn opening(&mut self, text: &'r [Inline]) {
        let mut xml = self.xml();
        paragraph_that(&mut xml, "BodyText", Stays::WithNext, |xml| self.runs(xml, text, Face::default()));
        self.push(xml);
    }

    fn list(&mut self, ordered: bool, items: &'r [Vec<Block>], turned: Turned, depth: usize) {
        if ordered {
            self.ordered_lists += 1;
        }
        let number = if ordered { self.ordered_lists + 1 } else { 1 }.to_string();
        let level = depth.min(8).to_string();
        for item in items {
            let mut rest = item.as_slice();
            let mut xml = self.xml();
            let first = match item.split_first() {
                Some((Block::Paragraph(text) | Block::Lead(text), others)) => {
                    rest = others;
                    text.as_slice()
                }
                _ => &[],
            };
            xml.element("w:p", &[], |xml| {
                xml.element("w:pPr", &[], |xml| {
                    xml.leaf("w:pStyle", &[("w:val", "ListParagraph")]);
                    xml.element("w:numPr", &[], |xml| {
                        xml.leaf("w:ilvl", &[("w:val", &level)]);
                        xml.leaf("w:numId", &[("w:val", &number)]);
                    });
                });
                self.runs(xml, first, Face::default());
            });
            self.push(xml);
            for block in rest {
                match block {
                    Block::Paragraph(text) => self.paragraphs("ListContinue", text),
                    _ => self.block(block, turned, depth + 1),
                }
            }
        }
    }

    /// Big numbers: in one line where each is a number and a rating, else a line each.
    fn tiles(&mut self, tiles: &[Tile]) {
        let rated = |tile: &&Tile| tile.tag.is_some();
        let lines: Vec<&[Tile]> =
            if tiles.iter().all(|tile| rated(&tile)) { vec![tiles] } else { tiles.chunks(1).collect() };
        for line in lines {
            let mut xml = self.xml();
            paragraph(&mut xml, "BigNumber", |xml| {
                for (at, tile) in line.iter().enumerate() {
                    run(xml, if at == 0 { "" } else { "\u{2003} " }, Face::default());
                    run(xml, &tile.number, Face::styled("BigNumberFigure"));
                    run(xml, "\u{a0}", Face::default());
                    match &tile.tag {
                        Some(tag) => self.tag(xml, tag),
                        None => run(xml, &tile.words, Face::default()),
                    }
                }
            });
            self.push(xml);
        }
    }

    fn note(&mut self, note: &'r NoteEntry) {
        let mut xml = self.xml();
        let place = self.places.bookmark(&note.id);
        paragraph(&mut xml, "NoteText", |xml| {
            marked(xml, place, |xml| run(xml, &format!("({}) ", note.letter), Face::bold()));
            self.runs(xml, &note.text, Face::default());
        });
        self.push(xml);
    }
}

/// What a paragraph stays on one page with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stays {
    /// What its style says.
    Styled,
    /// The paragraph after it.
    WithNext,
}

/// A paragraph in a style.
pub fn paragraph(xml: &mut Xml, style: &str, inner: impl FnOnce(&mut Xml)) {
    paragraph_that(xml, style, Stays::Styled, inner);
}

/// A paragraph in a style that stays where it should.
pub fn paragraph_that(xml: &mut Xml, style: &str, stays: Stays, inner: impl FnOnce(&mut Xml)) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.leaf("w:pStyle", &[("w:val", style)]);
            if stays == Stays::WithNext {
                xml.leaf("w:keepNext", &[]);
            }
        });
        inner(xml);
    });
}

/// What stands at a place that links may lead to.
pub fn marked(xml: &mut Xml, place: Option<(String, String)>, inner: impl FnOnce(&mut Xml)) {
    match place {
        Some((id, name)) => {
            xml.leaf("w:bookmarkStart", &[("w:id", &id), ("w:name", &name)]);
            inner(xml);
            xml.leaf("w:bookmarkEnd", &[("w:id", &id)]);
        }
        None => inner(xml),
    }
}
