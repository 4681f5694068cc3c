//! The semantic document: what a report says, in order, with nothing about how any output looks.
//!
//! Every writer (HTML, PDF, later Word and Excel) reads this and nothing else; none of them rates, counts or formats.

use domain::{Colour, Mark, Period};

/// One report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What stands on the cover and in every output's metadata.
    pub meta: Meta,
    /// Top-level sections in order. Every block at this level is a [`Block::Section`] of level 1.
    pub sections: Vec<Section>,
}

/// What a cover, a running foot and a file's metadata say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    /// The council's name.
    pub council: String,
    /// The report's title: "Performance Report Quarter 2 2025 to 2026".
    pub title: String,
    /// The plan's title.
    pub plan: String,
    /// The period as the council prints it: "Quarter 2 2025-26".
    pub period: String,
    /// The edition's key: `2025-26-Q2`.
    pub edition: String,
    /// BCP 47 language.
    pub language: String,
    /// Date of the position, printed: "30 September 2025".
    pub position_at: String,
    /// The same, ISO: the date given to files that must carry one, so that the same input gives the same bytes.
    pub position_iso: String,
    /// Date of publication, printed. `None`: not published.
    pub published_on: Option<String>,
    /// "Draft", "Published", "Superseded", "Withdrawn".
    pub status: String,
    /// A sentence every page must show ("Figures invented for a demonstration"). `None`: nothing to show.
    pub banner: Option<String>,
    /// Licence of the data, a sentence.
    pub licence: String,
    /// Whom to ask for another format. `None` if not said.
    pub contact: Option<String>,
    /// A one-sentence description for metadata.
    pub description: String,
}

/// A heading and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Unique in the report, of `a-z 0-9 -`, the target of links.
    pub id: String,
    /// 1 for a chapter; a child is exactly one deeper.
    pub level: u8,
    /// The heading.
    pub title: String,
    /// What the running head of a page in it says. `None`: the parent's.
    pub running: Option<String>,
    /// Whether it starts a page in print.
    pub starts_page: bool,
    /// Whether print should keep it on one page when it fits.
    pub together: bool,
    /// What stands under the heading.
    pub blocks: Vec<Block>,
}

/// One thing under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A section one level deeper.
    Section(Section),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A paragraph that carries the finding of what follows, set larger.
    Lead(Vec<Inline>),
    /// A list; each item is blocks (paragraphs, lists).
    List {
        /// Numbered or not.
        ordered: bool,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A table.
    Table(Table),
    /// A graphic.
    Figure(Figure),
    /// Big numbers in a row: counts per rating and the like.
    Tiles(Vec<Tile>),
    /// Notes that were referred to above, in order of their letters.
    Notes(Vec<NoteEntry>),
}

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

/// A big number with its word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    /// The number as printed: "20", "69%".
    pub number: String,
    /// What it counts: "good", or the words under a percentage ("31 of 45 priority measures improved").
    pub words: String,
    /// The rating it counts. `None`: it counts something else.
    pub tag: Option<Tag>,
}

/// A table: one header row, one row header per row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Unique in the report.
    pub id: String,
    /// The caption, always shown.
    pub caption: String,
    /// How the table is built, for those who cannot see it; `None` if the caption and headers say it all.
    pub summary: Option<String>,
    /// The columns.
    pub columns: Vec<Column>,
    /// Which column heads its rows.
    pub row_header: usize,
    /// Groups of rows in order; one group without a title where rows are not grouped.
    pub groups: Vec<Group>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The header.
    pub title: String,
    /// How its cells are set.
    pub set: Set,
    /// Relative width in print and on wide screens: 1 for a reference, 2 for a number, 6 for a name, 12 for words.
    pub width: u8,
}

/// How the cells of a column are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Set {
    /// As words, left.
    Words,
    /// As numbers, right, on the decimal mark.
    Numbers,
    /// As a rating tag.
    Rating,
}

/// Rows under one title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// `None`: no title row.
    pub title: Option<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The target of links to it. `None`: nothing links to it.
    pub id: Option<String>,
    /// As many as there are columns.
    pub cells: Vec<Cell>,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// What it shows; empty only where the table says so. Paragraphs of words are separated by two breaks.
    pub content: Vec<Inline>,
    /// What it states, for the outputs that keep exact facts and for the tests that compare outputs.
    pub fact: Option<Fact>,
}

/// The one thing that a cell states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Key of the measure, or reference of the commitment or risk.
    pub subject: String,
    /// The period it is for.
    pub period: Period,
    /// What kind of figure it is.
    pub kind: FactKind,
    /// The exact decimal, the rating's word, or the reason there is none.
    pub exact: String,
}

/// What kind of figure a cell states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FactKind {
    /// A value.
    Value,
    /// A target.
    Target,
    /// A benchmark.
    Benchmark,
    /// The rating shown.
    Rating,
    /// A direction of travel.
    Travel,
    /// A commitment's progress.
    Progress,
    /// A risk's score.
    Score,
    /// An expected completion.
    Completes,
}

/// A graphic. It is never the only place of what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Unique in the report.
    pub id: String,
    /// What it shows: the measure's name.
    pub title: String,
    /// How it is aggregated, and the aim. Empty if there is nothing to say.
    pub subtitle: String,
    /// The finding in words: latest value, target, rating word and one comparison.
    pub alt: String,
    /// The picture: SVG with its own title and description, ids prefixed by [`Figure::id`].
    pub svg: String,
    /// Width and height of the picture in CSS pixels.
    pub size: (u32, u32),
    /// How wide it stands.
    pub stands: Stands,
    /// The rating that stands beside the title. `None`: not rated, or the picture shows it itself.
    pub tag: Option<Tag>,
    /// Its data: a table of its own, or the id of the table near by that holds them.
    pub data: FigureData,
}

/// How wide a graphic stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Across the text.
    Full,
    /// Two in a row where there is room.
    Half,
}

/// Where the data of a graphic stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FigureData {
    /// In its own table, shown beneath (in HTML behind a disclosure that print opens).
    Own(Table),
    /// In the table of this id.
    In(String),
}
