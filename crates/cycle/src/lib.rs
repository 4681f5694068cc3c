//! What people do in a quarter: load, may, decide, save. Every door calls this room and no other way leads in.
//!
//! The pure parts come first: who may do what ([`may`]), who owes what ([`owed`]), what a figure would be rated
//! ([`live`]), and how entries become a council's papers ([`fold()`]).

pub mod may;

pub mod reach;

pub mod owed;

pub mod unanswered;

pub mod asked;

pub mod live;

pub mod plan;

pub mod proposed;

pub mod demo;

pub mod library;

pub mod workbook;

mod workflow;

mod sheet;

mod fold;

pub use fold::{Folded, Names, NewEdition, add_edition, fold};
pub use may::{Act, may};
pub use owed::{Owed, owed};
pub use unanswered::{Unanswered, unanswered};
pub use workflow::*;
