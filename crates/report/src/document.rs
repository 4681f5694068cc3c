//! The semantic document: what a report says, in order, with nothing about how any output looks.
//!
//! Every writer (HTML, PDF, later Word and Excel) reads this and nothing else; none of them rates, counts or formats.

mod table;
mod text;

pub use table::{Cell, Column, Fact, FactKind, Group, Row, Set, Table};
pub use text::{Inline, NoteEntry, NoteRef, Spark, SparkPoint, Tag};

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

impl Section {
    /// Its first block, where that is a table whose caption says again what the heading does, if with the period or the
    /// chapter besides: "Latest measures" above "People: Latest measures, Quarter 2 2025-26". Who sees both needs one.
    pub fn table_said(&self) -> Option<&Table> {
        let Some(Block::Table(table)) = self.blocks.first() else { return None };
        let says = |caption: &str| caption.starts_with(&self.title);
        let said = says(&table.caption) || table.caption.split_once(": ").is_some_and(|(_, rest)| says(rest));
        said.then_some(table)
    }
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
