//! The file as others read it: validators, the structure tree, the text on its pages.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod made;
mod structure;
mod tree;
mod valid;
mod words;
