//! Figure, target and scheme become a rating with its working; also directions of travel, roll-ups and printed keys.
//!
//! Exact throughout: products of decimals are compared, nothing is divided or rounded first. No files, no clock, no
//! floats, and no council: schemes are data. `docs/schemes.md` is this room's manual.

mod exact;

mod gap;

mod judge;

mod distance;

mod travel;

mod rollup;

mod band;

mod clauses;

mod asked;

mod key;

mod position;

mod unrated;

mod explain;

mod statements;

mod measures;

mod headings;

mod snapshot;

pub use distance::{Distance, distance, distance_percent};
pub use explain::{explain, explain_published};
pub use judge::{Case, rate};
pub use key::key;
pub use measures::MEASURES;
pub use rollup::rollup;
pub use snapshot::snapshot;
pub use travel::{comparator, travel};
