//! What people entered, and what became of it. Entries are never edited: a correction is a later version.

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::value::{Marker, Reading};

use super::item::Item;
use super::round::RoundKey;

/// How an entry came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Via {
    /// A form in the browser, signed in.
    Form,
    /// A workbook sent back.
    Spreadsheet,
    /// A one-use link from an e-mail.
    Link,
    /// The programming interface.
    Api,
    /// The command line, or what a new council began with.
    Program,
}

/// Every way in with its word.
pub const VIAS: [(Via, &str); 5] = [
    (Via::Form, "form"),
    (Via::Spreadsheet, "spreadsheet"),
    (Via::Link, "link"),
    (Via::Api, "api"),
    (Via::Program, "program"),
];

/// A measure's value as entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureEntry {
    /// The value, or why there is none.
    pub reading: Reading,
    /// The forecast for the year end, where the council makes one.
    pub forecast: Option<Decimal>,
    /// What qualifies the value.
    pub markers: Vec<Marker>,
    /// The date the data stand at, where it is not the period's end.
    pub as_at: Option<Date>,
    /// A note for readers. `None`: there is none.
    pub note: Option<String>,
}

/// A commitment's progress as proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgressEntry {
    /// Name of the grade proposed. `None`: none yet.
    pub grade: Option<String>,
    /// Expected completion. `None`: not stated.
    pub completes: Option<Date>,
    /// Commentary, Markdown.
    pub text: String,
}

/// What an entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Of [`Item::Figure`].
    Figure(FigureEntry),
    /// Of [`Item::Progress`].
    Progress(ProgressEntry),
    /// Of [`Item::Words`]: Markdown.
    Words(String),
    /// Of [`Item::Rating`]: the name of the grade; `None`: "not rated". Its reason is the entry's `why`.
    Rating(Option<String>),
}

/// One version of one item of a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The round it belongs to.
    pub round: RoundKey,
    /// What it is of.
    pub item: Item,
    /// 1 for the first; each later one is one more.
    pub version: u32,
    /// What it says.
    pub body: Body,
    /// Why it changes what was there, or goes against a question asked. `None`: nobody asked.
    pub why: Option<String>,
    /// Identifier of the person.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// How it came in.
    pub via: Via,
}

/// What happened to one version of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Move {
    /// Its author says that it is done.
    Submitted,
    /// It may be published.
    Approved,
    /// It goes back, with a reason.
    Returned(String),
    /// Somebody else is asked to approve it: the identifier of that person.
    Delegated(String),
}

/// A move of one version of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The round.
    pub round: RoundKey,
    /// The item.
    pub item: Item,
    /// The version that was moved.
    pub version: u32,
    /// What happened.
    pub to: Move,
    /// Identifier of the person.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// Where an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Nobody has entered it.
    Owed,
    /// Sent back with a reason and not yet mended.
    Returned,
    /// Entered, not yet submitted.
    Entered,
    /// Waits for approval.
    Submitted,
    /// May be published.
    Approved,
}

impl Standing {
    /// Where an item stands by its latest version (`None`: none) and the steps of that version, in order of time.
    /// Steps of earlier versions do not count: a new version begins as entered.
    pub fn of(version: Option<u32>, steps: &[Step]) -> Standing {
        let Some(version) = version else { return Standing::Owed };
        let last = steps.iter().rev().find(|step| step.version == version && !matches!(step.to, Move::Delegated(_)));
        match last.map(|step| &step.to) {
            None | Some(Move::Delegated(_)) => Standing::Entered,
            Some(Move::Submitted) => Standing::Submitted,
            Some(Move::Approved) => Standing::Approved,
            Some(Move::Returned(_)) => Standing::Returned,
        }
    }
}
