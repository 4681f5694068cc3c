//! One page before its frame.

use std::collections::BTreeSet;

use maud::Markup;

/// A page above another: its name, and its path. `None`: it has none.
pub type Crumb = (String, Option<String>);

/// A page before its frame.
pub struct Page {
    /// Where it stands.
    pub path: String,
    /// Its title, the `h1` of most.
    pub title: String,
    /// What it says, in a sentence for search engines.
    pub description: String,
    /// The pages between the first page and this one with their names, outermost first.
    pub crumbs: Vec<Crumb>,
    /// What stands above the main part: the cover of a report.
    pub cover: Option<Markup>,
    /// What stands beside the main part: the contents of a report.
    pub beside: Option<Markup>,
    /// The main part.
    pub main: Markup,
    /// What every page of its edition must say. `None`: nothing.
    pub banner: Option<String>,
    /// Whether its tables can be filtered and sorted by the script.
    pub tables: Tables,
    /// A description for programs, JSON-LD. `None`: none.
    pub described: Option<serde_json::Value>,
    /// Widths of the columns of its tables.
    pub shapes: BTreeSet<Vec<u8>>,
}

/// Whether tables can be filtered and sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tables {
    /// Plain.
    Plain,
    /// The script offers it.
    Filtered,
}
