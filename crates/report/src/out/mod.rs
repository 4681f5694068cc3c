//! Writers of the semantic document and of the snapshot's figures. None of them rates or composes.

mod csv;
mod html;
mod json;

pub use csv::csv;
pub use html::html;
pub use json::json;
