//! Editions: what was published.

use jiff::civil::Date;

use crate::period::Period;

/// One report of a council, named by its period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Its period, which is its key.
    pub period: Period,
    /// Key of the plan it reports on.
    pub plan: String,
    /// Name of the outline that composes it.
    pub outline: String,
    /// The title as printed.
    pub title: String,
    /// The day the position is stated for.
    pub position_at: Date,
    /// The day of publication. `None`: not published.
    pub published_on: Option<Date>,
    /// Where it stands.
    pub status: EditionStatus,
    /// Why it corrects an earlier one. `None`: it does not.
    pub reason: Option<String>,
    /// Whether its figures are invented for a demonstration, which every page then says.
    pub demonstration: bool,
}

/// Where an edition stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EditionStatus {
    /// Being prepared.
    Draft,
    /// Published, and never overwritten.
    Published,
    /// A later one took its place.
    Superseded,
    /// Taken back; a notice remains.
    Withdrawn,
}

/// Every status with its word in files.
pub const STATUSES: [(EditionStatus, &str); 4] = [
    (EditionStatus::Draft, "draft"),
    (EditionStatus::Published, "published"),
    (EditionStatus::Superseded, "superseded"),
    (EditionStatus::Withdrawn, "withdrawn"),
];
