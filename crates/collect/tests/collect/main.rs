//! The room against tables that a performance officer can read and extend (`tests/cases`), against bytes that nobody
//! thought of, and against an office program where there is one.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test says what is wrong by failing")]

mod bounds;
mod figures;
mod laws;
mod made_measure;
mod made_sheet;
mod manual;
mod office;
mod resaved;
mod table;
mod workbooks;
