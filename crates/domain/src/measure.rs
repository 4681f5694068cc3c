//! Measures: numbers that are tracked.

use rust_decimal::Decimal;

use crate::period::{Period, Span, Year, YearKind};
use crate::unit::{Scale, Unit, digits};

/// Which way is better. Stated once for a measure, never per row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Polarity {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// The target itself is best; either side is worse.
    OnTarget,
    /// Anywhere in a range is best.
    InRange,
    /// Neither: never rated, has no direction of travel.
    Neutral,
}

/// Every polarity with the word that files and JSON use.
pub const POLARITIES: [(Polarity, &str); 5] = [
    (Polarity::Higher, "higher"),
    (Polarity::Lower, "lower"),
    (Polarity::OnTarget, "on_target"),
    (Polarity::InRange, "in_range"),
    (Polarity::Neutral, "neutral"),
];

/// What one value covers; decides what it may be compared, summed or charted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Aggregation {
    /// Year to date, a sum: Q2 includes Q1.
    Cumulative,
    /// Year to date, a ratio: Q2 covers Q1 too, and quarters cannot be added.
    CumulativeRatio,
    /// The last so many months: 12, 6 or 3.
    Rolling(u8),
    /// The position at the end of the period.
    Snapshot,
    /// The latest month alone.
    LatestMonth,
    /// The period alone.
    PeriodOnly,
    /// Once a year.
    Annual,
    /// Once a year, at the year's end.
    AnnualSnapshot,
    /// Once an academic year.
    AcademicYear,
    /// Once a calendar year.
    CalendarYear,
}

/// Every aggregation with the word that files and JSON use.
pub const AGGREGATIONS: [(Aggregation, &str); 12] = [
    (Aggregation::Cumulative, "cumulative"),
    (Aggregation::CumulativeRatio, "cumulative_ratio"),
    (Aggregation::Rolling(12), "rolling12"),
    (Aggregation::Rolling(6), "rolling6"),
    (Aggregation::Rolling(3), "rolling3"),
    (Aggregation::Snapshot, "snapshot"),
    (Aggregation::LatestMonth, "latest_month"),
    (Aggregation::PeriodOnly, "quarter_only"),
    (Aggregation::Annual, "annual"),
    (Aggregation::AnnualSnapshot, "annual_snapshot"),
    (Aggregation::AcademicYear, "academic_year"),
    (Aggregation::CalendarYear, "calendar_year"),
];

/// How often a measure is reported, of its own calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Frequency {
    /// Every month.
    Monthly,
    /// Every quarter.
    Quarterly,
    /// Twice a year.
    HalfYearly,
    /// Once a year.
    Yearly,
}

/// Every frequency with the word of files.
pub const FREQUENCIES: [(Frequency, &str); 4] = [
    (Frequency::Monthly, "monthly"),
    (Frequency::Quarterly, "quarterly"),
    (Frequency::HalfYearly, "half-yearly"),
    (Frequency::Yearly, "yearly"),
];

/// A break in comparability: values before it and from it on are not compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// The first period of the new series.
    pub from: Period,
    /// What changed, in a sentence for readers.
    pub why: String,
    /// Key of the edition that first said so; an earlier one does not know of it. `None`: every edition does.
    pub stated: Option<Period>,
}

/// A name or definition that held until a later one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming {
    /// Key of the first edition that uses it; `None` from the beginning.
    pub from: Option<Period>,
    /// The name.
    pub title: String,
}

/// A number that is tracked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// The folder's stable key, unique in the council and never reused; the published reference where there is one.
    pub key: String,
    /// Names in order of time, at least one.
    pub names: Vec<Naming>,
    /// What it counts, what of, and what is left out. `None` if the council has not written one.
    pub definition: Option<String>,
    /// What it counts in.
    pub unit: Unit,
    /// Decimal places in print: one place for all its values. Counted after [`Measure::scale`] is applied.
    pub places: u32,
    /// Whether amounts are printed in thousands or millions.
    pub scale: Scale,
    /// Which way is better.
    pub polarity: Polarity,
    /// What one value covers.
    pub aggregation: Aggregation,
    /// How often it is reported.
    pub frequency: Frequency,
    /// When it is reported, in the council's words, where frequency does not say it: `Academic Year`, `End of Q3`.
    pub reported: Option<String>,
    /// How many of its own periods after its own the value arrives: 1 where Q4 is first shown in Q1. Usually 0.
    pub arrives_late: u8,
    /// Identifier of the rating scheme's family; `None`: the council's only one for measures.
    pub scheme: Option<String>,
    /// The level a scheme may ask for: `service`, `directorate`.
    pub level: Option<String>,
    /// Names of the levels of [`Unit::Level`], worst first.
    pub levels: Vec<String>,
    /// Who enters it. `None` if nobody is named.
    pub owner: Option<String>,
    /// Where the data come from.
    pub source: Option<String>,
    /// Breaks in comparability, in order of time.
    pub breaks: Vec<Break>,
    /// Keys of the notes that hang on its name.
    pub notes: Vec<String>,
    /// The measure it replaces, where its definition changed beyond comparison.
    pub predecessor: Option<String>,
    /// The lowest and highest value that is plausible; outside it a value is questioned, not refused.
    pub plausible: Option<(Decimal, Decimal)>,
}

impl Measure {
    /// The name in use in the edition of `edition`.
    pub fn title_in(&self, edition: Period) -> &str {
        let named = self.names.iter().rev().find(|n| n.from.is_none_or(|from| from.closes_by(edition)));
        named.or(self.names.first()).map_or("", |n| n.title.as_str())
    }

    /// The kind of year its periods belong to.
    pub fn year_kind(&self) -> YearKind {
        match self.aggregation {
            Aggregation::AcademicYear => YearKind::Academic,
            Aggregation::CalendarYear => YearKind::Calendar,
            _ => YearKind::Council,
        }
    }

    /// Whether one value speaks for a whole year.
    pub fn is_yearly(&self) -> bool {
        self.frequency == Frequency::Yearly
    }

    /// The measure's own period that an edition of `edition` reports: its year for a yearly one, its half for a
    /// half-yearly one, else the edition's own period; Q4 for the year-end edition and the half's last quarter for a
    /// half-year's, where the values to date are stored once.
    pub fn period_in(&self, edition: Period) -> Period {
        if self.is_yearly() {
            return Period { year: Year { opens: edition.year.opens, kind: self.year_kind() }, span: Span::Year };
        }
        match (edition.span, self.frequency) {
            (Span::Year, Frequency::HalfYearly) => Period { span: Span::Half(2), ..edition },
            (Span::Year, _) => Period { span: Span::Quarter(4), ..edition },
            (Span::Quarter(n), Frequency::HalfYearly) => Period { span: Span::Half(n.div_ceil(2)), ..edition },
            (Span::Half(n), Frequency::Monthly | Frequency::Quarterly) => {
                Period { span: Span::Quarter(n.saturating_mul(2)), ..edition }
            }
            _ => edition,
        }
    }

    /// Whether two of its periods may be compared: values to date only with the same part of another year, nothing
    /// across a break in comparability, nothing of different lengths.
    pub fn comparable(&self, now: Period, then: Period) -> bool {
        let same_part = now.span == then.span;
        let same_length = now.span.per_year() == then.span.per_year();
        let allowed = match self.aggregation {
            Aggregation::Cumulative | Aggregation::CumulativeRatio => same_part,
            _ => same_length,
        };
        let (early, late) = if then <= now { (then, now) } else { (now, then) };
        let broken = self.breaks.iter().any(|b| early < b.from && b.from <= late);
        allowed && now.year.kind == then.year.kind && !broken
    }

    /// Whether values of two periods may be added: only sums of periods that do not overlap.
    pub fn may_add(&self) -> bool {
        self.aggregation == Aggregation::PeriodOnly
            && matches!(self.unit, Unit::Count | Unit::Pounds | Unit::Km | Unit::SquareMetres | Unit::Kg | Unit::Tonnes)
    }

    /// A value as this measure writes it, with its unit: `63.00%`, `£39m`, `1,511,867`, `535 kg`.
    pub fn write(&self, value: Decimal) -> String {
        let (before, after) = self.unit.affixes_of(value);
        let number = self.write_number(value);
        match number.strip_prefix('\u{2212}') {
            Some(size) if !before.is_empty() => format!("\u{2212}{before}{size}{after}"),
            _ => format!("{before}{number}{after}"),
        }
    }

    /// A value without its unit's sign: `63.00`, `39m`; the name of a level; yes or no.
    pub fn write_number(&self, value: Decimal) -> String {
        match self.unit {
            Unit::YesNo => (if value.is_zero() { "No" } else { "Yes" }).to_string(),
            Unit::Level => self.level_name(value),
            _ => match self.scaled(value) {
                Some(amount) => format!("{}{}", digits(amount, self.places), self.scale.letter()),
                None => digits(value, if value.fract().is_zero() { 0 } else { 2 }),
            },
        }
    }

    /// The value in thousands or millions. `None` where the measure's places cannot show it exactly: it is then
    /// written in full, £72,928,616 beside £39m, for nothing is rounded.
    fn scaled(&self, value: Decimal) -> Option<Decimal> {
        if self.scale == Scale::One {
            return Some(value);
        }
        let mut amount = value.normalize();
        amount.set_scale(amount.scale().saturating_add(self.scale.divisor_places())).ok()?;
        let amount = amount.normalize();
        (amount.scale() <= self.places).then_some(amount)
    }

    fn level_name(&self, value: Decimal) -> String {
        let index = usize::try_from(value.mantissa()).ok().filter(|_| value.scale() == 0);
        let name = index.and_then(|i| self.levels.get(i.checked_sub(1)?));
        name.cloned().unwrap_or_else(|| digits(value, 0))
    }
}

/// Finds the word of a table of words.
pub fn word_of<T: PartialEq + Copy>(table: &[(T, &'static str)], value: T) -> &'static str {
    table.iter().find(|(known, _)| *known == value).map_or("", |(_, word)| word)
}

/// Finds the value of a word in a table of words.
pub fn parse_word<T: Copy>(table: &[(T, &'static str)], word: &str) -> Option<T> {
    table.iter().find(|(_, known)| *known == word).map(|(value, _)| *value)
}
