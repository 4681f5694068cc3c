//! The nouns: what a cell says, a table as it was read, and the fact that a cell of the document states.

use std::fmt;

/// What a fact is about: of what, for when, of which kind. Every form must say it the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Key of the measure, or reference of the commitment or risk.
    pub subject: String,
    /// The period it is for, as files write it: `2025-26-Q2`. An earlier year's value differs by this alone.
    pub period: String,
    /// `value`, `target`, `benchmark`, `rating`, `travel`, `progress`, `score`, `completes`.
    pub kind: &'static str,
}

/// Every kind of figure, as `report.json` names it.
pub const KINDS: [&str; 8] = ["value", "target", "benchmark", "rating", "travel", "progress", "score", "completes"];

/// What one cell says, apart from how a form shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Says {
    /// The figure with its places and its unit, the rating's word or other words: `53.0%`, `Action`.
    pub text: String,
    /// Why there is nothing of the kind: `not collected`. Empty where there is.
    pub reason: String,
    /// Markers, as the form writes them: `provisional` or `[p]`.
    pub markers: Vec<String>,
    /// What qualifies it in smaller words: the value's own time, the benchmark's group.
    pub beside: String,
    /// The decimal for programs, where the form carries one beside what it shows.
    pub exact: Option<String>,
    /// What the fact is about, where the form carries it in the cell itself.
    pub key: Option<Key>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// The title of the group it stands in; empty where rows are not grouped.
    pub part: String,
    /// Its cells, as many as there are columns.
    pub cells: Vec<Says>,
}

/// A table as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Its caption.
    pub caption: String,
    /// The headers of its columns.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} for {}", self.kind, self.subject, self.period)
    }
}

impl fmt::Display for Says {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}”", self.text)?;
        if !self.reason.is_empty() {
            write!(f, " because “{}”", self.reason)?;
        }
        for marker in &self.markers {
            write!(f, " marked {marker}")?;
        }
        if !self.beside.is_empty() {
            write!(f, " beside it “{}”", self.beside)?;
        }
        if let Some(exact) = &self.exact {
            write!(f, " exactly {exact}")?;
        }
        if let Some(key) = &self.key {
            write!(f, " keyed {key}")?;
        }
        Ok(())
    }
}

/// Text with every run of white space as one space, and without the places where a long word may break.
pub fn spaced(text: &str) -> String {
    text.replace(['\u{200b}', '\u{2060}'], "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Qualifying words without the brackets that some forms set around them.
pub fn unbracketed(text: &str) -> String {
    let text = spaced(text);
    text.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).map_or(text.clone(), str::to_string)
}

impl Says {
    /// As it is compared: spaces alike, marks in order.
    pub fn tidy(mut self) -> Says {
        self.text = spaced(&self.text);
        self.reason = spaced(&self.reason);
        self.beside = unbracketed(&self.beside);
        self.markers.sort();
        self
    }

    /// All that is shown, for the cell that heads a row.
    pub fn shown(&self) -> String {
        let parts = [self.text.as_str(), self.reason.as_str(), self.beside.as_str()];
        spaced(&parts.join(" "))
    }
}
