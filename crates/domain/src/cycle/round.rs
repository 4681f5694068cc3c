//! A round: one run of the cycle, which ends in one edition.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::period::Period;

/// Names a round, and the edition it ends in: the period, and 1 for the first edition of that period, 2 for its first
/// correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoundKey {
    /// The period reported.
    pub period: Period,
    /// From 1.
    pub number: u32,
}

/// Where a round stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RoundState {
    /// Figures and words are entered.
    Open,
    /// Its edition is published.
    Published,
    /// A correction took its edition's place; it stays readable.
    Superseded,
    /// Its edition was taken back; a notice remains.
    Withdrawn,
}

/// Every state of a round with its word.
pub const ROUND_STATES: [(RoundState, &str); 4] = [
    (RoundState::Open, "open"),
    (RoundState::Published, "published"),
    (RoundState::Superseded, "superseded"),
    (RoundState::Withdrawn, "withdrawn"),
];

/// One run of the cycle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Its period and number.
    pub key: RoundKey,
    /// Where it stands.
    pub state: RoundState,
    /// The last day on which figures and words are due.
    pub enter_by: Date,
    /// The last day on which approvals are due.
    pub approve_by: Date,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When its edition was published. `None`: not yet.
    pub published_at: Option<Timestamp>,
    /// Why it corrects an earlier edition, or why it was withdrawn. `None`: neither.
    pub reason: Option<String>,
    /// Whether its figures are invented for a demonstration, which every page then says.
    pub demonstration: bool,
    /// How often it was changed; who saves says which version they saw.
    pub version: u32,
}

impl RoundKey {
    /// The first edition of a period.
    pub fn first(period: Period) -> RoundKey {
        RoundKey { period, number: 1 }
    }

    /// Reads `2025-26-Q3`, which is the first edition, or `2025-26-Q3.2`, its first correction. `None`: neither.
    pub fn parse(text: &str) -> Option<RoundKey> {
        match text.split_once('.') {
            None => Period::parse(text).map(RoundKey::first),
            Some((period, number)) => {
                let number = number.parse().ok().filter(|number| *number > 1)?;
                Some(RoundKey { period: Period::parse(period)?, number })
            }
        }
    }
}

impl fmt::Display for RoundKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.number {
            0 | 1 => write!(f, "{}", self.period),
            number => write!(f, "{}.{number}", self.period),
        }
    }
}
