//! What was seen: an exact value, or the reason there is none.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::period::Period;

/// An exact value as reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// In the measure's unit (percent in percent, money in pounds).
    pub value: Decimal,
    /// Numerator and denominator of a percentage, rate or ratio, where reported: 412 of 806.
    pub parts: Option<(Decimal, Decimal)>,
}

/// Why there is no value. A blank is never a zero, a zero never a blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Absence {
    /// Nobody collected it.
    NotCollected,
    /// Not due yet; the period in which it is, where known.
    NotDue(Option<Period>),
    /// Due, and awaited from its owner or a publisher.
    Awaited,
    /// Withheld: small numbers.
    Suppressed,
    /// What it would have measured did not take place (the assessments of 2020).
    Cancelled,
    /// Collection is suspended (inspections).
    Suspended,
    /// There is a number, but it does not compare with this series.
    NotComparable,
    /// The first year of a new measure: a baseline is being set.
    BaselineYear,
    /// The question does not arise here.
    NotApplicable,
}

/// Every absence with the word that files and JSON use; [`Absence::NotDue`] may be followed by its period.
pub const ABSENCES: [(Absence, &str); 9] = [
    (Absence::NotCollected, "not collected"),
    (Absence::NotDue(None), "not due"),
    (Absence::Awaited, "awaited"),
    (Absence::Suppressed, "suppressed"),
    (Absence::Cancelled, "cancelled"),
    (Absence::Suspended, "suspended"),
    (Absence::NotComparable, "not comparable"),
    (Absence::BaselineYear, "baseline year"),
    (Absence::NotApplicable, "not applicable"),
];

/// A value or the reason there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// A value.
    Figure(Figure),
    /// No value, and why.
    Absent(Absence),
}

/// What qualifies a value; printed in spreadsheets and data as the harmonised shorthand (STANDARDS C).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Marker {
    /// `[p]`: a final value is owed.
    Provisional,
    /// `[e]`
    Estimated,
    /// `[r]`: differs from what an earlier edition said.
    Revised,
    /// An approximation only: a final value is owed. Printed `[e]`, for the list has no mark of its own.
    Approximate,
    /// Projected to the year end. Printed `[f]`.
    Projected,
    /// `[f]`
    Forecast,
    /// `[b]`: break in the series.
    Break,
    /// `[u]`: low reliability.
    LowReliability,
}

/// Every marker with its word in files and its shorthand in spreadsheets and data.
pub const MARKERS: [(Marker, &str, &str); 8] = [
    (Marker::Provisional, "provisional", "[p]"),
    (Marker::Estimated, "estimated", "[e]"),
    (Marker::Revised, "revised", "[r]"),
    (Marker::Approximate, "approximate", "[e]"),
    (Marker::Projected, "projected", "[f]"),
    (Marker::Forecast, "forecast", "[f]"),
    (Marker::Break, "break", "[b]"),
    (Marker::LowReliability, "low reliability", "[u]"),
];

/// One measure's value for one period as stated in one edition. Never edited: a correction is a later statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// Key of the measure.
    pub measure: String,
    /// What the value speaks for.
    pub period: Period,
    /// The value or why there is none.
    pub reading: Reading,
    /// The forecast for the year end that was stated with it, where the council makes one.
    pub forecast: Option<Decimal>,
    /// What qualifies it.
    pub markers: Vec<Marker>,
    /// The date the data stand at, where it is not the period's end.
    pub as_at: Option<Date>,
    /// The value's own time where the cell carries one, as printed: `2022`, `Q3 data`.
    pub own_time: Option<String>,
    /// Keys of the notes that hang on it.
    pub notes: Vec<String>,
    /// Key of the edition that first stated it. An edition reads nothing stated later.
    pub stated: Period,
}

impl Reading {
    /// The value, if there is one.
    pub fn value(&self) -> Option<Decimal> {
        match self {
            Reading::Figure(figure) => Some(figure.value),
            Reading::Absent(_) => None,
        }
    }

    /// The reason, if there is no value.
    pub fn absence(&self) -> Option<Absence> {
        match self {
            Reading::Figure(_) => None,
            Reading::Absent(absence) => Some(*absence),
        }
    }
}

impl Absence {
    /// The word of files and JSON, without the period of [`Absence::NotDue`].
    pub fn word(self) -> &'static str {
        let plain = if let Absence::NotDue(_) = self { Absence::NotDue(None) } else { self };
        ABSENCES.iter().find(|(known, _)| *known == plain).map_or("", |(_, word)| word)
    }

    /// Reads the word of files: `awaited`, `not due`, `not due 2025-26-Q3`.
    pub fn parse(text: &str) -> Option<Absence> {
        if let Some(when) = text.strip_prefix("not due ") {
            return Period::parse(when.trim()).map(|period| Absence::NotDue(Some(period)));
        }
        ABSENCES.iter().find(|(_, word)| *word == text).map(|(absence, _)| *absence)
    }

    /// The harmonised shorthand: `[z]` where no value can be, `[c]` where one is withheld, else `[x]`.
    pub fn shorthand(self) -> &'static str {
        match self {
            Absence::Suppressed => "[c]",
            Absence::NotApplicable | Absence::Cancelled => "[z]",
            _ => "[x]",
        }
    }
}

impl Marker {
    /// The word of files.
    pub fn word(self) -> &'static str {
        MARKERS.iter().find(|(known, ..)| *known == self).map_or("", |(_, word, _)| word)
    }

    /// The shorthand of spreadsheets and data.
    pub fn shorthand(self) -> &'static str {
        MARKERS.iter().find(|(known, ..)| *known == self).map_or("", |(.., short)| short)
    }

    /// Reads the word of files.
    pub fn parse(text: &str) -> Option<Marker> {
        MARKERS.iter().find(|(_, word, _)| *word == text).map(|(marker, ..)| *marker)
    }

    /// Whether a final value is still owed (the standing list of DOMAIN section 4).
    pub fn owes_a_final(self) -> bool {
        matches!(self, Marker::Provisional | Marker::Approximate | Marker::Estimated)
    }
}
