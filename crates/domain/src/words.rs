//! Words that hang on an edition, a heading, a commitment or a measure; and notes.

use crate::period::Period;

/// What a piece of words is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// The edition itself.
    Edition,
    /// A heading, commitment, measure or risk, by its reference or key.
    Item(String),
}

/// A piece of Markdown written for one edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Key of the edition.
    pub edition: Period,
    /// Where in the report it stands, a name that the outline uses: `introduction`, `achievements`, `commentary`.
    pub slot: String,
    /// What it is about.
    pub about: About,
    /// Markdown.
    pub text: String,
    /// Who wrote it. `None` if not said.
    pub author: Option<String>,
    /// Who approved it. `None`: not approved.
    pub approved_by: Option<String>,
}

/// A footnote, lettered in order of appearance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Key, unique in the council.
    pub key: String,
    /// What it says.
    pub text: String,
}
