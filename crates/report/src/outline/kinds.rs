//! Keys of the kinds of section that some layouts need: graphics of the whole plan, commitments one by one,
//! exceptions, and what has changed.

use serde::Deserialize;

use super::{Which, commentary, outermost};

/// Keys of `kind = "wheel"`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WheelSpec {
    /// What the outer ring shows: the key of a kind of commitment, or `measures`.
    pub of: String,
    /// The level of headings that makes the inner ring, from 1.
    #[serde(default = "outermost")]
    pub level: usize,
}

/// Keys of `kind = "trend"`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrendSpec {
    /// What is counted in each edition: the key of a kind of commitment, or `measures`.
    pub of: String,
    /// How many editions, this one included.
    #[serde(default = "trend_editions")]
    pub editions: usize,
}

/// Keys of `kind = "rollups"`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RollupsSpec {
    /// What is rolled up, in order: keys of kinds of commitment, `measures`.
    pub of: Vec<String>,
}

/// Keys of `kind = "cards"`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardsSpec {
    /// Which measures.
    #[serde(default)]
    pub which: Which,
    /// Only those whose rating shown is one of these grades. `None`: all.
    pub only: Option<Vec<String>>,
}

/// Keys of `kind = "commitments"`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitmentsSpec {
    /// Keys of kinds of commitment.
    pub of: Vec<String>,
    /// Only those with one of these grades. `None`: all.
    pub only: Option<Vec<String>>,
    /// The title of each, with `{reference}` and `{title}`.
    #[serde(default = "reference_and_title")]
    pub heading: String,
    /// The slot of the words about each.
    #[serde(default = "commentary")]
    pub comments: String,
    /// What is drawn of the measures that serve it.
    #[serde(default)]
    pub graphics: Graphics,
}

/// What is drawn of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Graphics {
    /// Nothing.
    #[default]
    None,
    /// A card.
    Cards,
    /// A chart.
    Charts,
    /// A chart with a number after its commitment's reference: 12.1 is the first of SO-12.
    NumberedCharts,
}

/// Keys of `kind = "exceptions"`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExceptionsSpec {
    /// What is looked at, in order: keys of kinds of commitment, `measures`.
    pub of: Vec<String>,
    /// The grades that are an exception.
    pub only: Vec<String>,
    /// The slots of words about each, in order.
    pub words: Vec<SlotSpec>,
    /// Where in print each begins.
    #[serde(default)]
    pub each: Each,
    /// What is drawn of a measure.
    #[serde(default)]
    pub graphics: Graphics,
}

/// Words of a slot under a title.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlotSpec {
    /// The slot.
    pub slot: String,
    /// The title over them: "What is being done". `None`: none.
    pub title: Option<String>,
}

/// Where in print each of several things begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Each {
    /// After the one before.
    #[default]
    #[serde(rename = "after the other")]
    AfterTheOther,
    /// On a page of its own.
    #[serde(rename = "on a page")]
    OnAPage,
}

/// Keys of `kind = "in full"`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InFullSpec {
    /// Keys of measures. `None`: those that [`InFullSpec::which`] says.
    pub measures: Option<Vec<String>>,
    /// Which measures.
    #[serde(default)]
    pub which: Which,
    /// The slot of the words about each.
    #[serde(default = "commentary")]
    pub comments: String,
    /// Where in print each begins.
    #[serde(default)]
    pub each: Each,
}

/// Keys of `kind = "milestones"`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MilestonesSpec {
    /// Keys of kinds of commitment.
    pub of: Vec<String>,
}

/// Keys of `kind = "savings"`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavingsSpec {
    /// The measure whose target is that of all savings.
    pub target: String,
    /// The parts of the bar in order, each the value of a measure in pounds.
    #[serde(rename = "bar")]
    pub bars: Vec<SavingsPart>,
}

/// A part of the savings bar.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavingsPart {
    /// Key of its measure.
    pub measure: String,
    /// Its name: "Delivered", "Green", "Amber", "Red".
    pub title: String,
    /// Its colour: a colour of grades (`best`, `good`, `watch`, `act`, `none`).
    pub colour: String,
}

/// Keys of kinds that have none of their own.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoKeys {}

fn trend_editions() -> usize {
    8
}

fn reference_and_title() -> String {
    "{reference}: {title}".to_string()
}
