//! Editions → what the public gets: the open data of one edition, and a static site of all of them.
//!
//! Everything is made of report's parts. Never here: the disk, the clock, rating, counting, or a script that a page
//! needs to be read.

mod digest;
mod open_data;
mod words;

pub use open_data::{Column, ITEMS, Kind, MEASURES, Presence, REPORT_SCHEMA, Table, open_data};
