//! A council as a folder of files: read strictly, with every problem placed, and written back.
//!
//! Bytes in, nouns and problems out; this room never touches the disk, and never guesses. The form itself is described
//! in `docs/folder.md`. One mistake gives one problem: what is faulty is left out, but its key stays known.

mod problems;

mod text;

mod forms;

mod settings;

mod scheme;

pub use scheme::read_alone as scheme;
