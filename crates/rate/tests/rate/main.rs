//! The rating room against tables that a performance officer can read and extend (`tests/cases`), its laws, its keys, and
//! a small made council.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test says what is wrong by failing")]

mod cases;
mod keys;
mod laws;
mod made_council;
mod published;
mod rollups;
mod schemes;
mod snapshots;
mod table;
mod travels;
