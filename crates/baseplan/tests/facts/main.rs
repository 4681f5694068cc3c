//! What every form of every report says, read back out of its bytes: the same facts in each, and the test can tell.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

mod altered;

mod compare;

mod counts;

mod data;

mod editions;

mod excel;

mod expected;

mod fact;

mod forms;

mod html;

mod ink;

mod json;

mod number;

mod ods;

mod open;

mod package;

mod pdf;

#[path = "../program/run.rs"]
#[allow(dead_code, reason = "the program's own tests use the rest")]
mod run;

mod sheets;

mod tidy;

mod word;
