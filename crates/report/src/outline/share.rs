//! Shares of a summary: what counts as a yes, and among what. Both are a council's data, for councils differ in
//! whether "improved" counts "the same" and whether a measure that should have a value and has none is counted.

use serde::Deserialize;

/// A percentage with its count.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// The header of its column.
    pub title: String,
    /// Of what: the key of a kind of commitment, or `measures`.
    pub of: String,
    /// Only measures that the council counts in its summary (`counts` of the plan's measures).
    #[serde(default)]
    pub measures: Counted,
    /// Counted as a yes where any of these holds.
    pub yes: Vec<Ways>,
    /// Counted at all where any of these holds. Empty: everything is.
    #[serde(default)]
    pub among: Vec<Ways>,
}

/// Which measures a share looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    /// All.
    #[default]
    All,
    /// Those that the plan marks as counted: priority measures.
    Priority,
}

/// Holds when all that it says holds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ways {
    /// The rating shown is one of these grades.
    pub grade: Option<Vec<String>>,
    /// The direction of travel shown is one of these: `improving`, `same`, `deteriorating`.
    pub travel: Option<Vec<Way>>,
    /// Whether there is a target to meet. One recorded as not rated has none.
    pub target: Option<Target>,
    /// Whether there is a value.
    pub value: Option<Yield>,
}

/// A direction of travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// Better than the comparator.
    Improving,
    /// Within the dead band.
    Same,
    /// Worse.
    Deteriorating,
}

/// Whether there is a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Target {
    /// There is one.
    Set,
    /// There is none.
    None,
}

/// Whether there is a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Yield {
    /// There is one.
    Given,
    /// There is none.
    None,
}
