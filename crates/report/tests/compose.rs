//! Snapshot and outline → document.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

#[path = "compose/examples.rs"]
mod examples;
#[path = "compose/folders.rs"]
mod folders;
#[path = "compose/live.rs"]
mod live;
#[path = "compose/made.rs"]
mod made;
#[path = "compose/markdown.rs"]
mod markdown;
#[path = "compose/outlines.rs"]
mod outlines;
#[path = "compose/sixth.rs"]
mod sixth;
#[path = "compose/small.rs"]
mod small;
#[path = "compose/text.rs"]
mod text;
#[path = "compose/words.rs"]
mod words;
