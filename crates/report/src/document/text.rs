//! Running text, and what may stand in it.

use domain::{Colour, Mark};

use super::Cell;

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Bold, for what is looked up.
    Strong(Vec<Inline>),
    /// Italic.
    Emphasis(Vec<Inline>),
    /// Secondary text: dates, units, how a value is aggregated.
    Muted(String),
    /// A link: `#id` within the report, or an absolute address that was checked to be http(s), mailto or tel.
    Link {
        /// Where to.
        to: String,
        /// What is shown.
        content: Vec<Inline>,
    },
    /// A rating tag.
    Rating(Tag),
    /// A reference to a note.
    Note(NoteRef),
    /// No value: the reason in words.
    Absent(String),
    /// A marker of a value: word and shorthand ("provisional", "[p]").
    Marker(String, String),
    /// A line break.
    Break,
    /// How a measure has moved, as a picture no higher than a line or two of text.
    Spark(Box<Spark>),
}

/// A rating, by word, mark and colour; the word is never cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The grade's name, or the scheme's word for none.
    pub word: String,
    /// The shape that stands with it.
    pub mark: Mark,
    /// Its colour.
    pub colour: Colour,
}

/// A letter in the text that leads to a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteRef {
    /// `a`, `b` … in order of appearance.
    pub letter: String,
    /// Id of the note: the target of the link.
    pub id: String,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteEntry {
    /// Unique in the report.
    pub id: String,
    /// `a`, `b` …
    pub letter: String,
    /// What it says.
    pub text: Vec<Inline>,
}

/// A small picture of a measure's history, for the cell of a table. It has no axis and no numbers: its words say them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spark {
    /// Unique in the report.
    pub id: String,
    /// What it shows: the measure's name.
    pub title: String,
    /// Every value with its period, and one comparison: what the picture shows, in words.
    pub alt: String,
    /// The picture: SVG with its own title and description, ids prefixed by [`Spark::id`].
    pub svg: String,
    /// Width and height of the picture in CSS pixels.
    pub size: (u32, u32),
    /// What it shows, in order of time.
    pub points: Vec<SparkPoint>,
}

/// A value of a small history, or the reason there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SparkPoint {
    /// The period as the council prints it.
    pub period: String,
    /// The value as a table prints it, with the exact fact.
    pub cell: Cell,
}
