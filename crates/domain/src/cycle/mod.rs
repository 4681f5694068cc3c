//! The quarter's cycle: who does what, what is owed, what was entered, and what came of it.

mod entry;
mod history;
mod item;
mod person;
mod round;

pub use entry::{Body, Entry, FigureEntry, Move, ProgressEntry, Standing, Step, VIAS, Via};
pub use history::Line;
pub use item::Item;
pub use person::{Grant, PERSON_STATES, Person, PersonState, ROLES, Role, Scope};
pub use round::{ROUND_STATES, Round, RoundKey, RoundState};
