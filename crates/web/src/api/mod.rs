//! The programming interface, `/api/v1`: what is public for everybody, and by token what a person may enter and read.
//! Every answer is described in the code that gives it, and the description is served beside it.

mod bearer;

pub mod describe;

pub mod editions;

pub mod export;

pub mod figures;

mod problem;

pub mod published;

mod reader;

pub mod rounds;

mod said;

pub use bearer::{Bearer, Rates, Scope, admit};
pub use problem::Problem;
