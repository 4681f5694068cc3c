//! The outline of a report: which sections, in which order, with which columns. It is a council's data, in
//! `outlines/NAME.toml`, and the manual's `outlines.md` says every key.

mod column;
mod kinds;
mod read;
mod share;
mod tables;

use std::collections::BTreeMap;

use serde::Deserialize;

pub use column::{At, ColumnSpec, Show};
pub use kinds::{
    CardsSpec, CommitmentsSpec, Each, ExceptionsSpec, Graphics, InFullSpec, MilestonesSpec, NoKeys, RollupsSpec,
    SavingsPart, SavingsSpec, SlotSpec, TrendSpec, WheelSpec,
};
pub(crate) use read::line_and_column;
pub use read::parse;
pub use share::{Counted, Share, Target, Way, Ways, Yield};
use tables::some_columns;
pub use tables::{By, ChartsSpec, MeasuresSpec, ProgressSpec, Which};

/// The sections of a report in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// Its name: that of its file, without `.toml`.
    pub name: String,
    /// Its sections, the chapters of the report.
    pub sections: Vec<Section>,
}

/// A section of the outline, or a part of a chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading, with `{title}`, `{short}`, `{reference}` of the heading in a chapter that repeats, and `{period}`,
    /// `{year}`. `None` only in parts: what they show stands under the heading above.
    pub title: Option<String>,
    /// Where in print it begins.
    pub page: Page,
    /// What it shows.
    pub kind: Kind,
    /// Line and column of its table in the file.
    pub place: (u32, u32),
}

/// Where in print a section begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Page {
    /// On a page of its own.
    New,
    /// After what stands before it.
    Same,
}

/// What a section shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// The words of a slot about the edition; in a chapter that repeats, about its heading.
    Words(WordsSpec),
    /// The words of a slot about every heading of a level, under the headings' titles.
    WordsByHeading(WordsByHeading),
    /// The keys of rating schemes, generated from their conditions.
    Key(KeySpec),
    /// How many have which rating: a sentence and big numbers.
    Counts(CountsSpec),
    /// The Base Plan: a triangle for each commitment, with its data as a table.
    BasePlan(BasePlanSpec),
    /// One chapter of parts.
    Chapter(Vec<Section>),
    /// A chapter of the same parts for each heading of a level (1 is the outermost).
    Chapters {
        /// The level, from 1.
        level: usize,
        /// The parts of each chapter.
        parts: Vec<Section>,
    },
    /// A table of commitments with their progress.
    Progress(ProgressSpec),
    /// A table of measures.
    Measures(MeasuresSpec),
    /// A chart for each measure that has a value and something to stand beside it.
    Charts(ChartsSpec),
    /// One table of commitments, measures and risks, in groups.
    Combined(CombinedSpec),
    /// A table of counts and shares for each value of a dimension.
    Themes(ThemesSpec),
    /// A table of risks with their scores.
    Risks(RisksSpec),
    /// Every rated measure with the sentence that explains its rating.
    Ratings(RatingsSpec),
    /// Licence, other formats, figures still owed a final one, and what is not included.
    About(NoKeys),
    /// The performance wheel: headings inside, what stands under them outside.
    Wheel(WheelSpec),
    /// How many had which rating in each edition.
    Trend(TrendSpec),
    /// The roll-ups of a heading.
    Rollups(RollupsSpec),
    /// A card for each measure.
    Cards(CardsSpec),
    /// Commitments one by one, with rating, completion, words and graphics.
    Commitments(CommitmentsSpec),
    /// What is rated so that something must be done, one by one.
    Exceptions(ExceptionsSpec),
    /// Measures with everything that is known of them.
    InFull(InFullSpec),
    /// Dated steps of commitments, original beside revised dates.
    Milestones(MilestonesSpec),
    /// Savings delivered and planned against their target.
    Savings(SavingsSpec),
    /// Risks by likelihood and impact.
    RiskMatrix(NoKeys),
    /// What is different from the edition before.
    Changes(NoKeys),
    /// Values still owed a final one.
    Provisional(NoKeys),
    /// Values owed a final one, breaks in comparability, and what has no value.
    Quality(NoKeys),
}

/// Keys of `kind = "words"`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordsSpec {
    /// The slot: the folder or file under `words/EDITION/`.
    pub slot: String,
}

/// Keys of `kind = "words by heading"`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordsByHeading {
    /// The slot.
    pub slot: String,
    /// The level of headings, from 1.
    #[serde(default = "outermost")]
    pub level: usize,
    /// The title over the words of each heading.
    #[serde(default = "own_title")]
    pub heading: String,
}

/// Keys of `kind = "key"`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeySpec {
    /// Families of schemes, in the order of their tables.
    pub schemes: Vec<String>,
    /// A table for each, or one for all.
    #[serde(default)]
    pub tables: Tables,
}

/// How many tables several schemes make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tables {
    /// One for each.
    #[default]
    Each,
    /// One: a row for each rating, a column for each scheme.
    One,
}

/// Keys of `kind = "counts"`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountsSpec {
    /// The key of a kind of commitment, or `measures`.
    pub of: String,
    /// For each grade what is said of one and of several: `Good = ["shows good progress", "show good progress"]`;
    /// `unrated` for those without a grade.
    #[serde(default)]
    pub says: BTreeMap<String, (String, String)>,
}

/// Keys of `kind = "base plan"`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BasePlanSpec {
    /// Keys of kinds of commitment.
    pub of: Vec<String>,
    /// The level of headings that makes its bands, from 1.
    #[serde(default = "outermost")]
    pub level: usize,
}

/// Keys of `kind = "combined"`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CombinedSpec {
    /// The columns.
    #[serde(deserialize_with = "some_columns")]
    pub columns: Vec<ColumnSpec>,
    /// The groups of rows, in order. A group without rows is left out.
    pub group: Vec<GroupSpec>,
}

/// A group of rows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupSpec {
    /// Its title.
    pub title: String,
    /// What stands in it, in order: keys of kinds of commitment, `measures`, `risks`.
    pub rows: Vec<String>,
}

/// Keys of `kind = "themes"`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemesSpec {
    /// The key of the dimension.
    pub dimension: String,
    /// What is counted: keys of kinds of commitment, `measures`, `risks`.
    pub counts: Vec<String>,
    /// The shares of each theme.
    #[serde(default)]
    pub share: Vec<Share>,
}

/// Keys of `kind = "risks"`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RisksSpec {
    /// The columns.
    #[serde(deserialize_with = "some_columns")]
    pub columns: Vec<ColumnSpec>,
}

/// Keys of `kind = "ratings"`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RatingsSpec {
    /// Which measures.
    #[serde(default)]
    pub which: Which,
}

fn outermost() -> usize {
    1
}

fn own_title() -> String {
    "{title}".to_string()
}

fn commentary() -> String {
    "commentary".to_string()
}
