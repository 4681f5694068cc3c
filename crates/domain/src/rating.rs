//! Ratings with their working, and why there is none.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::period::Period;
use crate::scheme::Direction;
use crate::value::Absence;

/// What a scheme makes of a measure's figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rating {
    /// A grade.
    Graded {
        /// Its place in the scheme's grades, 0 the best.
        grade: u8,
        /// Which of the grade's conditions held; `None` for the last grade, which takes the rest.
        condition: Option<u8>,
        /// Enough to explain it.
        working: Working,
    },
    /// No grade, and why.
    Ungraded(Ungraded),
}

/// The figures behind a grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Working {
    /// The value that was rated.
    pub value: Decimal,
    /// The target. `None` where the scheme needs none (an expected range).
    pub target: Option<Decimal>,
    /// Distance from the target in the unit, positive is better. `None` where there is no target.
    pub gap: Option<Decimal>,
}

/// Why a measure is not rated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ungraded {
    /// It has no value.
    NoValue(Absence),
    /// Nothing was stated for the period.
    NothingStated,
    /// No target is stated for the period.
    NoTarget,
    /// A baseline is being set.
    Baseline,
    /// The target is not set yet.
    TargetNotSet,
    /// A target does not arise.
    TargetNotApplicable,
    /// The target is a direction in words.
    TargetIsWords,
    /// The measure is neutral.
    NoDirection,
    /// Target zero was missed: no percentage exists and the scheme does not say what then.
    ZeroTargetMissed,
    /// The scheme asks for a floor, tolerance or high value that the measure lacks for the period.
    NoLimit,
    /// The scheme asks for a forecast that was not stated.
    NoForecast,
    /// The scheme asks for a direction of travel and there is nothing to compare with.
    NoComparator,
    /// No grade's conditions hold and none takes the rest.
    NoGradeFits,
    /// The numbers are too large to multiply exactly.
    TooLarge,
}

/// A rating as the council published it, or a person's override, kept apart from the computed one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Key of the measure.
    pub measure: String,
    /// The measure's own period.
    pub period: Period,
    /// Name of the grade. `None`: published, or decided, as not rated.
    pub grade: Option<String>,
    /// Who overrode the computed rating, when and why; `None` for what an old report printed.
    pub over: Option<Override>,
    /// Why it differs from the computed one or is not rated. `None`: unknown.
    pub why: Option<String>,
    /// Key of the edition that first stated it.
    pub stated: Period,
}

/// A person's decision to show another rating than the computed one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// Who.
    pub who: String,
    /// When.
    pub when: Date,
}

/// A direction of travel with what it compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Travelled {
    /// Which way.
    pub direction: Direction,
    /// The value now.
    pub now: Decimal,
    /// The comparator's value.
    pub then: Decimal,
    /// The comparator's period.
    pub then_period: Period,
}

/// Why there is no direction of travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoTravel {
    /// No value now, or none then.
    NoValue,
    /// A break in comparability, or an aggregation that forbids it.
    NotComparable,
    /// The measure is neutral.
    NoDirection,
}

/// A direction of travel as a council published it, kept apart from the computed one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedTravel {
    /// Key of the measure.
    pub measure: String,
    /// The measure's own period.
    pub period: Period,
    /// The word printed; `None`: published as none.
    pub direction: Option<Direction>,
    /// Key of the edition that first stated it.
    pub stated: Period,
}

/// One row of a scheme's printed key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRow {
    /// Place of the grade in the scheme. `None`: the row of things without a grade.
    pub grade: Option<usize>,
    /// What it means, generated from the scheme's conditions or taken from its meanings.
    pub words: String,
}
