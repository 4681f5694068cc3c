//! The document as runs of pages, each of one orientation and one running head.

use report::document::{Block, Report, Section, Stands};
use report::look::Look;
use report::words::Words;

use super::blocks::{marked, paragraph};
use super::inline::{Face, run};
use super::page::{self, Begins, Turned};
use super::places::Places;
use super::{contents, table};
use crate::OfficeError;
use crate::picture::pictures;
use crate::xml::Xml;

/// The namespaces of a document's parts.
pub const SPACES: [(&str, &str); 6] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
    ("xmlns:mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
];

/// Pages that lie and are headed alike.
struct Run {
    turned: Turned,
    begins: Begins,
    /// Number of its head.
    head: usize,
    xml: Xml,
}

/// A document being written, and what its parts refer to.
pub struct Papers<'r> {
    pub report: &'r Report,
    pub look: &'r Look,
    pub words: &'static Words,
    pub places: Places<'r>,
    /// What the running heads say; the first is the cover's and says nothing.
    pub heads: Vec<String>,
    /// Addresses outside the document, by number.
    pub addresses: Vec<String>,
    /// Graphics as PNG, by number.
    pub pictures: Vec<Vec<u8>>,
    /// How many numbered lists there are: each counts from one.
    pub ordered_lists: usize,
    runs: Vec<Run>,
}

impl<'r> Papers<'r> {
    /// An empty document for a report.
    pub fn new(report: &'r Report, look: &'r Look) -> Papers<'r> {
        Papers {
            report,
            look,
            words: Words::of(&report.meta.language),
            places: Places::of(report),
            heads: Vec::new(),
            addresses: Vec::new(),
            pictures: Vec::new(),
            ordered_lists: 0,
            runs: Vec::new(),
        }
    }

    /// The main part.
    pub fn document(&mut self) -> Result<Vec<u8>, OfficeError> {
        self.pictures = pictures(&self.places.drawings())?;
        let cover = self.head("");
        self.turn(Turned::Upright, Begins::Page, cover);
        contents::cover(self);
        let head = self.head(self.words.say("page.contents"));
        self.turn(Turned::Upright, Begins::Page, head);
        contents::contents(self);
        for (at, section) in self.report.sections.iter().enumerate() {
            let begins = if at == 0 || section.starts_page { Begins::Page } else { Begins::Here };
            self.section(section, &section.title, begins);
        }
        let mut xml = Xml::new();
        let runs = std::mem::take(&mut self.runs);
        xml.element("w:document", &SPACES, |xml| {
            xml.element("w:body", &[], |xml| {
                let last = runs.len();
                for (at, run) in runs.into_iter().enumerate() {
                    let lies = (run.turned, run.begins, run.head);
                    xml.append(run.xml);
                    if at + 1 == last {
                        page::section(xml, lies);
                    } else {
                        page::section_end(xml, lies);
                    }
                }
            });
        });
        Ok(xml.finish())
    }

    /// Number of the running head that says this.
    fn head(&mut self, says: &str) -> usize {
        if let Some(at) = self.heads.iter().position(|head| head == says) {
            return at + 1;
        }
        self.heads.push(says.to_string());
        self.heads.len()
    }

    /// Number of an address outside the document.
    pub fn address(&mut self, to: &str) -> String {
        let at = self.addresses.iter().position(|known| known == to).unwrap_or_else(|| {
            self.addresses.push(to.to_string());
            self.addresses.len() - 1
        });
        format!("rIdOut{}", at + 1)
    }

    /// Goes on in pages that lie like this: in the run before, where that is the same and no page is asked for.
    fn turn(&mut self, turned: Turned, begins: Begins, head: usize) {
        let before = self.runs.last();
        let begins = match before {
            Some(before) if before.turned == turned => begins,
            _ => Begins::Page,
        };
        let same = before.is_some_and(|run| (run.turned, run.head) == (turned, head));
        if !same || begins == Begins::Page {
            self.runs.push(Run { turned, begins, head, xml: Xml::fragment() });
        }
    }

    /// Where the next thing is written.
    pub fn xml(&mut self) -> Xml {
        Xml::fragment()
    }

    /// Writes a piece at the end of what is written so far.
    pub fn push(&mut self, piece: Xml) {
        if let Some(run) = self.runs.last_mut() {
            run.xml.append(piece);
        }
    }

    /// A section's own blocks lie as its widest table needs; its subsections decide for themselves.
    fn section(&mut self, section: &'r Section, parents: &'r str, begins: Begins) {
        let running = section.running.as_deref().unwrap_or(parents);
        let turned = lies(section);
        let head = self.head(running);
        self.turn(turned, begins, head);
        self.heading(section);
        let mut blocks = section.blocks.iter().peekable();
        if let [Block::Paragraph(text), _, ..] = section.blocks.as_slice() {
            self.opening(text);
            blocks.next();
        }
        while let Some(block) = blocks.next() {
            match block {
                Block::Section(inner) => {
                    let begins = if inner.starts_page { Begins::Page } else { Begins::Here };
                    self.section(inner, running, begins);
                }
                Block::Figure(figure) if figure.stands == Stands::Half => {
                    let mut row = vec![figure];
                    if let Some(Block::Figure(next)) = blocks.next_if(|block| half(block)) {
                        row.push(next);
                    }
                    self.turn(turned, Begins::Here, head);
                    self.figures(&row, page::half(turned));
                }
                _ => {
                    self.turn(turned, Begins::Here, head);
                    self.block(block, turned, 0);
                }
            }
        }
    }

    fn heading(&mut self, section: &Section) {
        let style = format!("Heading{}", section.level.clamp(1, 6));
        let mut xml = self.xml();
        let place = self.places.bookmark(&section.id);
        paragraph(&mut xml, &style, |xml| marked(xml, place, |xml| run(xml, &section.title, Face::default())));
        self.push(xml);
    }
}

/// A section's own blocks lie as its widest table needs. Where it opens with mere text, they lie as what follows does,
/// so that no page holds an opening alone.
fn lies(section: &Section) -> Turned {
    let (mut own, mut below) = (section.blocks.iter(), None);
    let text = own.all(|block| match block {
        Block::Section(inner) => {
            below = below.or(Some(inner));
            true
        }
        Block::Table(_) | Block::Figure(_) => false,
        _ => true,
    });
    match below {
        _ if section.blocks.iter().any(table::is_wide) => Turned::Sideways,
        Some(first) if text => lies(first),
        _ => Turned::Upright,
    }
}

fn half(block: &Block) -> bool {
    matches!(block, Block::Figure(figure) if figure.stands == Stands::Half)
}
