//! Councils from disk, composed.

use std::path::{Path, PathBuf};

use domain::Snapshot;
use report::look::Look;
use report::{Composed, compose, outline};

#[path = "../../../folder/tests/reading/mod.rs"]
mod reading;

pub use reading::from_disk;

/// The councils under `examples/` of this repository.
pub fn examples() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.join("council.toml").exists());
    folders.sort();
    folders
}

/// An invented council of another shape, which the tests of the whole program share.
pub fn marlhaven() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../baseplan/tests/councils/marlhaven")
}

/// Every edition of a council's folder: its name for files, its snapshot, and its report.
pub fn editions(root: &Path) -> Vec<(String, Snapshot, Composed)> {
    let read = folder::read(&from_disk(root));
    let problems: String = read.problems.iter().map(|p| format!("{p}\n")).collect();
    assert_eq!(problems, "", "{} reads without a problem", root.display());
    let council = read.council;
    let composed = council.editions.iter().map(|edition| {
        let snapshot = rate::snapshot(&council, edition);
        let (name, text) = council.outlines.iter().find(|(name, _)| *name == edition.outline).unwrap();
        let outline = outline::parse(name, text).unwrap();
        let composed = compose(&snapshot, &outline, &Look::new(&council.look));
        let folder = root.file_name().unwrap().to_str().unwrap();
        (format!("{folder}-{}", edition.period), snapshot, composed)
    });
    composed.collect()
}
