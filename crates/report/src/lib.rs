//! Snapshot → document → outputs.
//!
//! [`document`] says what a report says; `outline` says in which order; `compose` makes the one from the other and a
//! snapshot; `out` writes it. Never here: Typst, the database, today's date, floats outside `chart` geometry.

pub mod document;

pub mod look;

pub mod chart;

pub mod out;

pub mod words;

pub mod outline;

pub mod markdown;

pub mod live;

pub mod compose;

pub use compose::{Composed, NoteBook, Parts, aim_words, compose, slug, tag_named};
