//! The cycle over an invented council.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../../../folder/tests/reading/mod.rs"]
mod reading;

mod demonstration;
mod folding;
mod hall;
mod journey;
mod owing;
mod permits;
mod planning;
mod proposing;

use std::path::Path;

use domain::{Council, Edition, Period};
use folder::Files;
use report::outline::Outline;

/// The invented council's folder.
pub fn files() -> Files {
    reading::from_disk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../baseplan/tests/councils/marlhaven"))
}

/// The invented council.
pub fn council(files: &Files) -> Council {
    let read = folder::read(files);
    assert_eq!(read.problems, []);
    read.council
}

/// An edition with its outline.
pub fn edition(council: &Council, period: &str) -> (Edition, Outline) {
    let edition = council.edition(Period::parse(period).unwrap()).unwrap().clone();
    let (name, text) = council.outlines.iter().find(|(name, _)| *name == edition.outline).unwrap();
    let outline = report::outline::parse(name, text).unwrap();
    (edition, outline)
}
