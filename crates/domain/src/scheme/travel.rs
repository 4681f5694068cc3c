//! Directions of travel: which way a measure has moved, against what, and how far counts.

use rust_decimal::Decimal;

/// A direction of travel against a named comparator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TravelRule {
    /// Its name, which conditions and outlines use.
    pub name: String,
    /// What it compares with.
    pub against: Comparator,
    /// Changes smaller than this are "the same". Zero: any change is a change.
    pub dead_band: DeadBand,
    /// Whether a change of just the dead band's size is already a change. A zero band needs `false`.
    pub band_is_change: bool,
    /// Words for improving, same and deteriorating.
    pub words: [String; 3],
}

/// What a direction of travel compares with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparator {
    /// The same period last year.
    SamePeriodLastYear,
    /// The period before.
    PreviousPeriod,
    /// The end of the year before.
    PreviousYearEnd,
}

/// Every comparator with its word in files.
pub const COMPARATORS: [(Comparator, &str); 3] = [
    (Comparator::SamePeriodLastYear, "same period last year"),
    (Comparator::PreviousPeriod, "previous period"),
    (Comparator::PreviousYearEnd, "previous year end"),
];

/// How large a change must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeadBand {
    /// In percent of the comparator's size.
    Percent(Decimal),
    /// In the unit itself.
    Points(Decimal),
}

/// Which way a measure goes, signed by its polarity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Better than the comparator.
    Improving,
    /// Within the dead band.
    Same,
    /// Worse.
    Deteriorating,
}

/// Every direction with its word in files.
pub const DIRECTIONS: [(Direction, &str); 3] =
    [(Direction::Improving, "improving"), (Direction::Same, "same"), (Direction::Deteriorating, "deteriorating")];
