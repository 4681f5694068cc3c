//! Running text as data, and how wide it would stand on one line.

use std::collections::BTreeSet;

use domain::Mark;
use report::document::{Inline, Tag};
use report::look::Look;
use serde::Serialize;

use crate::faces::{Weight, width};
use crate::text::printed;

/// A piece of running text as a template reads it: text alone, or a thing with its kind under `k`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Piece {
    /// Plain text.
    Text(String),
    /// Anything else.
    Thing(Thing),
}

/// What is not plain text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "k", rename_all = "lowercase")]
pub enum Thing {
    /// Bold.
    Strong { body: Vec<Piece> },
    /// Italic.
    Emph { body: Vec<Piece> },
    /// Secondary text: dates, units, markers, the reason for having no value.
    Muted { text: String },
    /// A link out of the report.
    Out { to: String, body: Vec<Piece> },
    /// A link to a place in the report.
    In { to: String, body: Vec<Piece> },
    /// A rating tag.
    Rating(Lozenge),
    /// A raised letter that leads to a note. Without `to` the note is not in the report and the letter stands alone.
    Note { letter: String, to: Option<String> },
    /// A line break.
    Break,
}

/// A rating tag with its colours worked out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lozenge {
    word: String,
    mark: &'static str,
    fill: String,
    ink: String,
    /// Amber and white need an outline to be seen on paper.
    outline: &'static str,
}

/// A rating tag as data.
pub fn lozenge(tag: &Tag, look: &Look) -> Lozenge {
    let outline = match tag.colour {
        domain::Colour::Watch => "solid",
        domain::Colour::None => "dashed",
        _ if report::look::contrast_thousandths(&look.fill(tag.colour), "#ffffff") < 3_000 => "solid",
        _ => "none",
    };
    Lozenge {
        word: printed(&tag.word),
        mark: drawn(tag.mark),
        fill: look.fill(tag.colour),
        ink: look.text_on(tag.colour).into(),
        outline,
    }
}

/// The name that the templates draw a mark by.
fn drawn(mark: Mark) -> &'static str {
    match mark {
        Mark::Star => "star",
        Mark::Tick => "tick",
        Mark::Dot => "dot",
        Mark::Flag => "flag",
        Mark::Triangle => "triangle",
        Mark::Diamond => "diamond",
        Mark::Square => "square",
        Mark::Ring => "ring",
    }
}

/// Turns running text into data; knows which places exist, so that no link leads nowhere.
#[derive(Debug)]
pub struct Inliner<'r> {
    look: &'r Look,
    places: BTreeSet<&'r str>,
}

impl<'r> Inliner<'r> {
    /// For a report with these places.
    pub fn new(look: &'r Look, places: BTreeSet<&'r str>) -> Inliner<'r> {
        Inliner { look, places }
    }

    /// The rating tag as data.
    pub fn tag(&self, tag: &Tag) -> Lozenge {
        lozenge(tag, self.look)
    }

    /// Whether a link may lead there.
    pub fn is_place(&self, id: &str) -> bool {
        self.places.contains(id)
    }

    /// Running text as data.
    pub fn pieces(&self, text: &[Inline]) -> Vec<Piece> {
        text.iter().map(|inline| self.piece(inline)).collect()
    }

    /// Paragraphs of running text, which two breaks separate.
    pub fn paragraphs(&self, text: &[Inline]) -> Vec<Vec<Piece>> {
        let mut out: Vec<Vec<Piece>> = vec![Vec::new()];
        let mut breaks = 0;
        for inline in text {
            if *inline == Inline::Break {
                breaks += 1;
                continue;
            }
            if breaks >= 2 {
                out.push(Vec::new());
            }
            if let Some(last) = out.last_mut() {
                if breaks == 1 {
                    last.push(Piece::Thing(Thing::Break));
                }
                last.push(self.piece(inline));
            }
            breaks = 0;
        }
        out
    }

    fn piece(&self, inline: &Inline) -> Piece {
        Piece::Thing(match inline {
            Inline::Text(text) => return Piece::Text(printed(text)),
            Inline::Strong(body) => Thing::Strong { body: self.pieces(body) },
            Inline::Emphasis(body) => Thing::Emph { body: self.pieces(body) },
            Inline::Muted(text) | Inline::Absent(text) => Thing::Muted { text: printed(text) },
            Inline::Link { to, content } => self.link(to, self.pieces(content)),
            Inline::Rating(tag) => Thing::Rating(self.tag(tag)),
            Inline::Note(note) => {
                Thing::Note { letter: printed(&note.letter), to: self.is_place(&note.id).then(|| note.id.clone()) }
            }
            Inline::Marker(_, shorthand) => Thing::Muted { text: printed(shorthand) },
            Inline::Break => Thing::Break,
        })
    }

    fn link(&self, to: &str, body: Vec<Piece>) -> Thing {
        match to.strip_prefix('#') {
            Some(id) if self.is_place(id) => Thing::In { to: id.into(), body },
            Some(_) => Thing::In { to: String::new(), body },
            None => Thing::Out { to: to.into(), body },
        }
    }
}

/// Width of the whole text on one line and of its widest part that cannot break, in thousandths of the size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extent {
    /// Everything on one line.
    pub line: u32,
    /// The widest word, or the widest rating tag.
    pub word: u32,
}

/// What a lozenge adds to the width of its word: mark, gap and padding.
const LOZENGE: u32 = 2_000;

/// How much room running text wants.
pub fn extent(text: &[Piece], weight: Weight) -> Extent {
    let mut all = Extent::default();
    let mut line = 0;
    for piece in text {
        let own = match piece {
            Piece::Text(text) => words(text, weight),
            Piece::Thing(Thing::Strong { body }) => extent(body, Weight::Bold),
            Piece::Thing(Thing::Emph { body } | Thing::Out { body, .. } | Thing::In { body, .. }) => {
                extent(body, weight)
            }
            Piece::Thing(Thing::Muted { text }) => words(text, weight),
            Piece::Thing(Thing::Rating(tag)) => {
                let wide = width(&tag.word, Weight::Bold) + LOZENGE;
                Extent { line: wide, word: wide }
            }
            Piece::Thing(Thing::Note { letter, .. }) => Extent { line: width(&format!("({letter})"), weight), word: 0 },
            Piece::Thing(Thing::Break) => {
                all.line = all.line.max(line);
                line = 0;
                continue;
            }
        };
        line += own.line;
        all.word = all.word.max(own.word);
    }
    all.line = all.line.max(line);
    all
}

fn words(text: &str, weight: Weight) -> Extent {
    let parts = text.split(|c: char| c == '\u{200b}' || (c.is_whitespace() && c != '\u{a0}'));
    Extent { line: width(text, weight), word: parts.map(|part| width(part, weight)).max().unwrap_or(0) }
}
