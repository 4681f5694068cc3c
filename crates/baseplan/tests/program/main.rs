//! The whole program, run as its users run it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

mod documents;

mod faults;

mod place;

mod ratings;

mod same;

mod transcripts;

mod run;

mod tree;
