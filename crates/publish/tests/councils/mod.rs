//! Councils from disk, every edition composed: the examples, and an invented one.
#![allow(dead_code, reason = "each test uses some of it")]

use std::path::{Path, PathBuf};

use domain::Snapshot;
use report::document::Report;
use report::look::Look;
use report::{compose, outline};

#[path = "../../../folder/tests/reading/mod.rs"]
mod reading;

use reading::from_disk;

/// One edition, composed.
pub struct Made {
    /// Council and period, for messages.
    pub name: String,
    pub snapshot: Snapshot,
    pub report: Report,
}

/// Every council of the repository, each with all its editions.
pub fn all() -> Vec<Vec<Made>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(root.join("examples")).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.join("council.toml").exists());
    folders.sort();
    folders.push(root.join("crates/report/tests/compose/northmere"));
    folders.iter().map(|folder| editions(folder)).collect()
}

fn editions(root: &Path) -> Vec<Made> {
    let council = folder::read(&from_disk(root)).council;
    let made = council.editions.iter().map(|edition| {
        let snapshot = rate::snapshot(&council, edition);
        let (name, text) = council.outlines.iter().find(|(name, _)| *name == edition.outline).unwrap();
        let outline = outline::parse(name, text).unwrap();
        let report = compose(&snapshot, &outline, &Look::new(&council.look)).report;
        let folder = root.file_name().unwrap().to_str().unwrap();
        Made { name: format!("{folder} {}", edition.period), snapshot, report }
    });
    made.collect()
}
