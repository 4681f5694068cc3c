//! Editions → what the public gets: the open data of one edition, and a static site of all of them.
//!
//! Everything is made of report's parts. Never here: the disk, the clock, rating, counting, or a script that a page
//! needs to be read.

mod assets;
mod digest;
mod frame;
mod library;
mod manifest;
mod open_data;
mod page;
mod pages;
mod places;
mod site;
mod words;

pub use open_data::{Column, ITEMS, Kind, MEASURES, Presence, REPORT_SCHEMA, Table, open_data};
pub use site::{By, Edition, Site, Stand, site};
