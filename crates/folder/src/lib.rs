//! A council as a folder of files: read strictly, with every problem placed, and written back.
//!
//! Bytes in, nouns and problems out; this room never touches the disk, and never guesses. The form itself is described
//! in `docs/folder.md`. One mistake gives one problem: what is faulty is left out, but its key stays known.

mod problems;

mod text;

mod forms;

mod quotes;

mod table;

mod settings;

mod shape;

mod known;

mod scheme;

mod markdown;

mod read;

mod write;

mod starter;

use std::collections::BTreeMap;

use domain::{Council, Problem};

pub use scheme::read_alone as scheme;

/// A folder: relative path, with forward slashes, to bytes. The door does the disk.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What a folder yields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// Everything that has no fault. Reported on only where `problems` is empty.
    pub council: Council,
    /// Everything that is wrong, in the order of files, lines and columns.
    pub problems: Vec<Problem>,
}

/// Reads a folder; all of its problems are told in one pass.
pub fn read(files: &Files) -> Read {
    read::read(files)
}

/// Writes a council as a folder, deterministically: reading it gives the same council without a problem, provided that
/// the council has none (texts trimmed, references known, lists in the order in which [`read()`] puts them).
pub fn write(council: &Council) -> Files {
    write::write(council)
}

/// Path and bytes of one passage in a folder that holds `files`: where words about the same thing stand already, else
/// where they belong.
pub fn passage(passage: &domain::Passage, files: &Files) -> (String, Vec<u8>) {
    write::passage(passage, files)
}

/// A starting council for a new folder: invented, small and whole; every TOML key has its comment.
pub fn starter() -> Files {
    starter::files()
}
