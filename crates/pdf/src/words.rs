//! The few words of a page's furniture, which stand in no document: one value a language.

use serde::Serialize;

/// Words for people on the cover, the contents and the foot of a page.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Words {
    /// Heading of the contents.
    pub contents: &'static str,
    /// Stands before a page's number.
    pub page: &'static str,
    /// Stands between a page's number and the number of pages.
    pub of: &'static str,
    /// Label of the plan.
    pub plan: &'static str,
    /// Label of the period.
    pub period: &'static str,
    /// Label of the date of the position.
    pub position: &'static str,
    /// Label of the date of publication.
    pub published: &'static str,
    /// Label of the standing of the edition.
    pub status: &'static str,
    /// Label of the edition's key.
    pub edition: &'static str,
    /// Stands before the table that holds a graphic's figures.
    pub figures: &'static str,
}

const ENGLISH: Words = Words {
    contents: "Contents",
    page: "Page",
    of: "of",
    plan: "Plan",
    period: "Period",
    position: "Position at",
    published: "Published",
    status: "Status",
    edition: "Edition",
    figures: "Figures:",
};

/// The words of a language; English for a language that has none yet.
pub fn of(_language: &str) -> &'static Words {
    &ENGLISH
}
