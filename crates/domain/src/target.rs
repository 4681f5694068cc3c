//! What was aimed at, and what others reached.

use rust_decimal::Decimal;

use crate::period::Period;

/// What a target says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aim {
    /// A number.
    Value(Decimal),
    /// Anywhere from the first to the second.
    Range(Decimal, Decimal),
    /// No more than: "a maximum of 30 weeks".
    AtMost(Decimal),
    /// No less than.
    AtLeast(Decimal),
    /// A direction in words: "increase", "above the national average", "top quartile".
    Direction(String),
    /// A baseline is being set this year.
    Baseline,
    /// A target is meant but not agreed.
    NotSet,
    /// Monitored only.
    NoTarget,
    /// A target does not arise ("n/a").
    NotApplicable,
}

/// Further values of the measure's own that a scheme may ask for (kinds 2 and 5 of DOMAIN section 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Limits {
    /// The value on the adverse side of the target: floor standard, minimum expectation, amber value, low target.
    pub floor: Option<Decimal>,
    /// The aspirational value beyond the target: high target, stretch.
    pub high: Option<Decimal>,
    /// How far short of the target is tolerated: in percent of the target or in the unit, as the scheme says.
    pub tolerance: Option<Decimal>,
}

/// One measure's target for one period, as stated in one edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Key of the measure.
    pub measure: String,
    /// What it is for; a profile over the year is one row a quarter.
    pub period: Period,
    /// What it says.
    pub aim: Aim,
    /// The measure's own further values.
    pub limits: Limits,
    /// Why it is what it is, for readers. `None` if nobody said.
    pub rationale: Option<String>,
    /// Keys of notes.
    pub notes: Vec<String>,
    /// Key of the edition that first stated it.
    pub stated: Period,
}

/// What others reached, for one edition of the council's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Benchmark {
    /// Key of the measure.
    pub measure: String,
    /// The measure's own period beside which it is shown.
    pub period: Period,
    /// The value; `None` where the group's words say why there is none.
    pub value: Option<Decimal>,
    /// The group: "England average", "CIPFA nearest neighbours"; or the reason there is no value: "Local measure".
    pub group: String,
    /// The benchmark's own date, often an earlier year. Empty if the group says it or there is none.
    pub dated: String,
    /// Key of the edition that first stated it.
    pub stated: Period,
}

impl Aim {
    /// The number that a distance is measured from; of a range there is none.
    pub fn value(&self) -> Option<Decimal> {
        match self {
            Aim::Value(value) | Aim::AtMost(value) | Aim::AtLeast(value) => Some(*value),
            _ => None,
        }
    }
}
