//! What an owner's workbook is made of, and what it is read back against.

use domain::cycle::{FigureEntry, Item, ProgressEntry, RoundKey};
use domain::{Date, Measure, Period, Reading};

/// Everything that one person's workbook of one round says. Reading back takes the same value, made anew: what changed
/// in between is then seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Whose it is; a workbook of another is refused.
    pub identity: Identity,
    /// The council's name as printed.
    pub council: String,
    /// The person's name as printed.
    pub person: String,
    /// The round's period as printed: `Quarter 3 2025-26`.
    pub round: String,
    /// A language tag: `en-GB`.
    pub language: String,
    /// The last day on which figures and words are due.
    pub due: Date,
    /// The day that the workbook is made on.
    pub made_on: Date,
    /// How to send it back, a sentence of the caller's: an address to upload it at, or a link that works once.
    pub send_back: String,
    /// Whether a forecast for the year end is asked for.
    pub forecasts: Forecasts,
    /// Figures owed, in the order in which they are shown.
    pub figures: Vec<FigureRow>,
    /// Commitments led, in the order in which they are shown.
    pub progress: Vec<ProgressRow>,
}

/// Whose workbook it is. Its text stands in the workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The council's identifier, not its name.
    pub tenant: String,
    /// The round.
    pub round: RoundKey,
    /// The person's identifier.
    pub person: String,
}

/// Whether a workbook asks for forecasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forecasts {
    /// There is a column for them.
    Asked,
    /// There is none, unless one was already entered.
    NotAsked,
}

/// One figure owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureRow {
    /// The measure.
    pub measure: Measure,
    /// Its title in this round.
    pub title: String,
    /// The period of the value.
    pub period: Period,
    /// The period as printed.
    pub period_printed: String,
    /// What was reported for the same period a year before. `None`: nothing.
    pub year_ago: Option<Reading>,
    /// What was reported last. `None`: nothing.
    pub last: Option<Reading>,
    /// The target as printed; empty where there is none.
    pub target: String,
    /// What stands entered now. `None`: nothing.
    pub current: Option<FigureEntry>,
    /// The version that stands entered; 0: none.
    pub version: u32,
}

/// One commitment that is led.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgressRow {
    /// Its reference.
    pub commitment: String,
    /// Its title.
    pub title: String,
    /// The grades of its scheme, best first.
    pub grades: Vec<String>,
    /// The rating last published. `None`: there was none.
    pub last_rating: Option<String>,
    /// The commentary last published. `None`: there was none.
    pub last_commentary: Option<String>,
    /// What stands entered now. `None`: nothing.
    pub current: Option<ProgressEntry>,
    /// The version that stands entered; 0: none.
    pub version: u32,
}

impl FigureRow {
    /// The item that it enters.
    pub fn item(&self) -> Item {
        Item::Figure { measure: self.measure.key.clone(), period: self.period }
    }
}

impl ProgressRow {
    /// The item that it enters.
    pub fn item(&self) -> Item {
        Item::Progress { commitment: self.commitment.clone() }
    }
}

impl Sheet {
    /// Whether its figures have a column for forecasts: where they are asked for, or one is entered already.
    pub(crate) fn has_forecasts(&self) -> bool {
        let entered = |row: &FigureRow| row.current.as_ref().is_some_and(|entry| entry.forecast.is_some());
        self.forecasts == Forecasts::Asked || self.figures.iter().any(entered)
    }
}
