//! Running text as data, and how wide it would stand on one line.

use std::collections::{BTreeMap, BTreeSet};

use domain::Mark;
use report::document::{Inline, Spark, Tag};
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
    /// A small history: the number of its picture, its width and height in thousandths of a point, and its words.
    Spark { chart: usize, size: (u32, u32), alt: String },
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
    /// Numbers of the pictures of small histories, by id.
    sparks: BTreeMap<&'r str, usize>,
}

impl<'r> Inliner<'r> {
    /// For a report with these places and pictures of small histories.
    pub fn new(look: &'r Look, places: BTreeSet<&'r str>, sparks: BTreeMap<&'r str, usize>) -> Inliner<'r> {
        Inliner { look, places, sparks }
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
            Inline::Spark(spark) => self.spark(spark),
        })
    }

    /// A small history in a cell as large as it was drawn; anywhere else, its words.
    fn spark(&self, spark: &Spark) -> Thing {
        let alt = printed(&spark.alt);
        match self.sparks.get(spark.id.as_str()) {
            Some(chart) => Thing::Spark { chart: *chart, size: (spark.size.0 * PIXEL, spark.size.1 * PIXEL), alt },
            None => Thing::Muted { text: alt },
        }
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

/// What a lozenge adds to the width of its word: mark, gap and padding, which are as wide in small tables as in large.
const LOZENGE: u32 = 2_350;

/// Thousandths of a point to a CSS pixel.
const PIXEL: u32 = 750;

/// How much room running text wants.
pub fn extent(text: &[Piece], weight: Weight) -> Extent {
    let mut ruler = Ruler::default();
    ruler.lay(text, weight);
    ruler.end_line();
    ruler.all
}

/// The widths of the words of running text, line by line where lines are broken on purpose.
pub fn words(text: &[Piece], weight: Weight) -> Vec<Vec<u32>> {
    let mut ruler = Ruler::default();
    ruler.lay(text, weight);
    ruler.end_line();
    ruler.lines
}

/// Lays text on one line and remembers the word that has not ended yet: what follows it without a space belongs to it.
#[derive(Default)]
struct Ruler {
    all: Extent,
    line: u32,
    word: u32,
    /// Every word, line by line.
    lines: Vec<Vec<u32>>,
    words: Vec<u32>,
}

impl Ruler {
    fn lay(&mut self, text: &[Piece], weight: Weight) {
        for piece in text {
            match piece {
                Piece::Text(text) | Piece::Thing(Thing::Muted { text }) => self.words(text, weight),
                Piece::Thing(Thing::Strong { body }) => self.lay(body, Weight::Bold),
                Piece::Thing(Thing::Emph { body } | Thing::Out { body, .. } | Thing::In { body, .. }) => {
                    self.lay(body, weight);
                }
                Piece::Thing(Thing::Rating(tag)) => self.add(width(&tag.word, Weight::Bold) * 107 / 100 + LOZENGE),
                // A letter and its brackets, set at three quarters.
                Piece::Thing(Thing::Note { letter, .. }) => self.add(width(&format!("({letter})"), weight) * 3 / 4),
                // As wide as it is at the size of a table's text; thrice as high as a line.
                Piece::Thing(Thing::Spark { size, .. }) => self.add(size.0 / 9),
                Piece::Thing(Thing::Break) => self.end_line(),
            }
        }
    }

    fn words(&mut self, text: &str, weight: Weight) {
        let breaks = |c: char| c == '\u{200b}' || (c.is_whitespace() && c != '\u{a0}');
        for part in text.split_inclusive(breaks) {
            let word = part.trim_end_matches(breaks);
            self.add(width(word, weight));
            if word.len() < part.len() {
                self.end_word();
                self.line += width(part.get(word.len()..).unwrap_or_default(), weight);
            }
        }
    }

    fn add(&mut self, wide: u32) {
        self.word += wide;
        self.line += wide;
    }

    fn end_word(&mut self) {
        self.all.word = self.all.word.max(self.word);
        if self.word > 0 {
            self.words.push(self.word);
        }
        self.word = 0;
    }

    fn end_line(&mut self) {
        self.end_word();
        self.all.line = self.all.line.max(self.line);
        self.line = 0;
        self.lines.push(std::mem::take(&mut self.words));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_and_a_note_belong_to_the_number_before_them() {
        let note = Piece::Thing(Thing::Note { letter: "a".into(), to: None });
        let alone = extent(&[Piece::Text("45.5%".into())], Weight::Regular);
        let noted = extent(&[Piece::Text("45.5%".into()), note], Weight::Regular);
        assert!(noted.word > alone.word && noted.word == noted.line, "{noted:?}");
    }

    #[test]
    fn words_may_stand_on_lines_of_their_own_and_a_break_begins_a_line() {
        let words = extent(&[Piece::Text("not collected".into())], Weight::Regular);
        assert_eq!(words.word, width("collected", Weight::Regular));
        assert_eq!(words.line, width("not collected", Weight::Regular));
        let broken =
            extent(&[Piece::Text("not".into()), Piece::Thing(Thing::Break), Piece::Text("due".into())], Weight::Bold);
        assert_eq!(broken.line, width("due", Weight::Bold).max(width("not", Weight::Bold)));
    }
}
