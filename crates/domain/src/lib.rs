//! The nouns of council performance, in the words of `docs/glossary.md`.
//!
//! No files, no database, no clock, no floats, no serialisation, and no text for people except how a period and a
//! value are written. Modules are in reading order.

pub mod period;

pub mod calendar;

pub mod value;

pub mod unit;

pub mod measure;

pub mod fits;

pub mod target;

pub mod scheme;

pub mod rating;

pub mod plan;

pub mod words;

pub mod edition;

pub mod council;

pub mod snapshot;

pub mod cycle;

pub mod problem;

pub use calendar::{Calendar, Month, YearStyle};
pub use council::Council;
pub use edition::{Edition, EditionStatus};
pub use fits::Misfit;
pub use jiff::civil::Date;
pub use measure::{Aggregation, Break, Frequency, Measure, Polarity};
pub use period::{Period, Span, Year, YearKind};
pub use plan::{Commitment, Heading, Milestone, Plan, Progress, Risk, RiskScore};
pub use problem::Problem;
pub use rating::{Rating, Ungraded, Working};
pub use rust_decimal::Decimal;
pub use scheme::{Colour, Grade, Mark, Scheme};
pub use snapshot::Snapshot;
pub use target::{Aim, Benchmark, Limits, Target};
pub use unit::{Scale, Unit};
pub use value::{Absence, Figure, Marker, Observation, Reading};
pub use words::{About, Note, Passage};
