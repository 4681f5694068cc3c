//! The rating room against tables that a performance officer can read and extend (`tests/cases`), its laws, its keys, and
//! a small made council.

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
