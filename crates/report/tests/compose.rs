//! Snapshot and outline → document.

#[path = "compose/examples.rs"]
mod examples;
#[path = "compose/folders.rs"]
mod folders;
#[path = "compose/text.rs"]
mod text;
