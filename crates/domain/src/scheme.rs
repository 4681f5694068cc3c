//! Rating schemes: how figures and judgements become grades. A scheme is data, dated, and kept for as long as a rating
//! made by it is shown. The seven kinds of DOMAIN section 5 are all conditions of this one shape.

mod travel;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::measure::Polarity;
use crate::unit::Unit;

pub use travel::{COMPARATORS, Comparator, DIRECTIONS, DeadBand, Direction, TravelRule};

/// How a council judges measures, commitments, projects or risks from a date on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheme {
    /// The family: schemes of one family follow one another in time, never two at once.
    pub family: String,
    /// The name a report prints.
    pub title: String,
    /// First day in force.
    pub from: Date,
    /// Last day in force. `None`: still in force.
    pub until: Option<Date>,
    /// Computed from figures, or judged by a person.
    pub made: Made,
    /// Grades, best first; a computed scheme gives the first whose conditions hold.
    pub grades: Vec<Grade>,
    /// What the key says of things without a grade, in the council's words: `Blank`, `No target`.
    pub unrated: Unrated,
    /// What a target of zero that was missed is worth: no percentage exists.
    pub zero_target: ZeroTarget,
    /// The council's own words for the second values of a measure.
    pub words: LimitWords,
    /// How ratings roll up. `None`: they do not.
    pub rollup: Option<Rollup>,
    /// Directions of travel, the first being the one that conditions mean unless they name another.
    pub travel: Vec<TravelRule>,
    /// The report or standard that the scheme follows.
    pub source: Option<String>,
}

/// Whether a scheme's grades are computed or judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// From figures, by conditions.
    Computed,
    /// By a person; conditions are empty.
    Judged,
}

/// One grade of a scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grade {
    /// Its name: Good, Blue, Green/Amber.
    pub name: String,
    /// The shape that stands with the name.
    pub mark: Mark,
    /// The colour that goes with both.
    pub colour: Colour,
    /// What it means, for a judged scheme. A computed scheme's key is generated from the conditions.
    pub meaning: Option<String>,
    /// What the council does then. `None`: nothing is printed.
    pub response: Option<String>,
    /// It is reached by any of these. Empty in a computed scheme: by everything that no better grade took.
    pub when: Vec<Condition>,
    /// Its worth in a roll-up.
    pub score: Option<Decimal>,
}

/// What stands with a grade so that colour never carries it alone; drawn by the program, not by a font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// ★
    Star,
    /// ✔
    Tick,
    /// ●
    Dot,
    /// ⚑
    Flag,
    /// ▲
    Triangle,
    /// ◆
    Diamond,
    /// ■
    Square,
    /// ○
    Ring,
}

/// Every mark with its word in files.
pub const MARKS: [(Mark, &str); 8] = [
    (Mark::Star, "star"),
    (Mark::Tick, "tick"),
    (Mark::Dot, "dot"),
    (Mark::Flag, "flag"),
    (Mark::Triangle, "triangle"),
    (Mark::Diamond, "diamond"),
    (Mark::Square, "square"),
    (Mark::Ring, "ring"),
];

/// A colour of the look: a token that the council's look may set, or the council's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Colour {
    /// Dark blue: Strong, Blue, Complete.
    Best,
    /// Green.
    Good,
    /// Amber, always with ink text and outline.
    Watch,
    /// Red.
    Act,
    /// White with a dashed outline.
    None,
    /// Red, green and blue of the council's own choice.
    Own(u8, u8, u8),
}

/// Every named colour with its word in files; an own colour is written `#rrggbb`.
pub const COLOURS: [(Colour, &str); 5] = [
    (Colour::Best, "best"),
    (Colour::Good, "good"),
    (Colour::Watch, "watch"),
    (Colour::Act, "act"),
    (Colour::None, "none"),
];

/// Holds when all of its tests hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Never empty.
    pub tests: Vec<Test>,
}

/// One thing that a condition asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// Distance from the target in percent of the target's size; positive is better.
    Percent(Whose, Bound),
    /// Distance from the target in the unit itself; positive is better.
    Points(Whose, Bound),
    /// The target.
    Target(Bound),
    /// The value.
    Value(Bound),
    /// The unit is one of these.
    Unit(Vec<Unit>),
    /// The polarity is one of these.
    Polarity(Vec<Polarity>),
    /// The measure's level is this: `service`.
    Level(String),
    /// At or on the better side of a second value of the measure's own.
    Meets(Whose, Limit),
    /// Short of the target by no more than the measure's own tolerance, in percent of the target.
    WithinTolerancePercent(Whose),
    /// Short of the target by no more than the measure's own tolerance, in the unit.
    WithinTolerancePoints(Whose),
    /// Worse than the target by at least the lower of a percentage of it and an amount (budgets).
    ShortByLesser {
        /// Percent of the target's size.
        percent: Decimal,
        /// In the unit.
        amount: Decimal,
    },
    /// In (true) or out of (false) the expected range: the target's, else from floor to high.
    InRange(bool),
    /// The direction of travel is one of these, by the rule of that name (`None`: the scheme's first).
    Travel(Option<String>, Vec<Direction>),
}

/// Whether a test looks at the value or at the forecast for the year end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Whose {
    /// The value of the period.
    Value,
    /// The forecast stated with it, against the year's target.
    Forecast,
}

/// A second value of the measure's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Limit {
    /// The adverse one.
    Floor,
    /// The aspirational one.
    High,
}

/// A side of a number. Files write `above` (>), `from` (≥), `upto` (≤), `below` (<).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// More than.
    Above(Decimal),
    /// This or more.
    From(Decimal),
    /// This or less.
    UpTo(Decimal),
    /// Less than.
    Below(Decimal),
}

/// What the key says of things that have no grade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unrated {
    /// The name: Blank, No target.
    pub name: String,
    /// What it means.
    pub meaning: String,
}

/// What becomes of a target of zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ZeroTarget {
    /// Met (zero, or better): this grade. Missed: not rated, and it says why.
    MetOnly(String),
    /// Met: the first. Missed: the second.
    MetOrMissed(String, String),
}

/// What a council calls the second values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitWords {
    /// "floor standard", "minimum expectation", "amber value".
    pub floor: String,
    /// "high target", "stretch".
    pub high: String,
}

/// How the ratings of many become one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rollup {
    /// Mean of scores, or the worst.
    pub by: RollupBy,
    /// Each: if any of the first grade is among them, the result is no better than the second.
    pub caps: Vec<(String, String)>,
}

/// The arithmetic of a roll-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RollupBy {
    /// The worst grade among them.
    Worst,
    /// The mean score: the first grade whose cut the mean reaches (`from`, best first). Compared exactly, never rounded:
    /// a rounded mean with ties up is a cut at the half below.
    Mean(Vec<(Decimal, String)>),
}

impl Scheme {
    /// The place of a grade by name, best first.
    pub fn grade_named(&self, name: &str) -> Option<usize> {
        self.grades.iter().position(|g| g.name == name)
    }

    /// Whether it is in force on a day.
    pub fn in_force(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}
