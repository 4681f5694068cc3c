//! Writers of the semantic document and of the snapshot's figures. None of them rates or composes.

mod csv;
mod exact;
mod html;
mod json;
mod judged;

pub use csv::{COLUMNS, csv};
pub use html::{Sheet, html, parts};
pub use json::json;
