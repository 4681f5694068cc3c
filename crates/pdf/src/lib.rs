//! Typesets the semantic document as one PDF file that is both PDF/UA-1 and PDF/A-2a.
//!
//! The only room that knows Typst. It composes, counts and rates nothing: what it prints stands in the document. Text
//! reaches the templates as data and is never read as template code.

mod balance;
mod columns;
mod data;
mod faces;
mod figures;
mod heights;
mod inline;
mod keeps;
mod pages;
mod streams;
mod tables;
mod text;
mod words;
mod world;

use std::fmt;

use report::document::Report;
use report::look::Look;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::world::Papers;

/// Why there is no PDF. None of these is a fault of a figure or of a text: those are printed as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PdfError {
    /// The report's language is no BCP 47 tag that a PDF can carry.
    Language(String),
    /// The report's position is no ISO date, which the file must carry.
    Date(String),
    /// More graphics than one file is given room for.
    TooManyFigures(usize),
    /// The document could not be handed to the templates.
    Data(String),
    /// The typesetter refused or warned; one message each.
    Typesetting(Vec<String>),
}

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PdfError::Language(tag) => {
                write!(f, "the language {tag:?} is not one that a PDF can carry: write it as en-GB or cy")
            }
            PdfError::Date(date) => {
                write!(f, "the position {date:?} is not a date: write the year, month and day as 2025-09-30")
            }
            PdfError::TooManyFigures(count) => {
                write!(f, "{count} graphics are more than one PDF is given room for: report fewer measures at a time")
            }
            PdfError::Data(why) => write!(f, "the document could not be handed to the typesetter: {why}"),
            PdfError::Typesetting(messages) => {
                write!(f, "the report could not be typeset as PDF: {}", messages.join("; "))
            }
        }
    }
}

impl std::error::Error for PdfError {}

/// Typesets a report: the bytes of a file that is PDF/UA-1 and PDF/A-2a. The same report and look give the same bytes.
///
/// # Errors
/// When the language or the date cannot stand in a PDF, or when the typesetter refuses or as much as warns: a warning
/// is a font that is missing or a layout that did not settle, and a report must not be published with either.
pub fn pdf(report: &Report, look: &Look) -> Result<Vec<u8>, PdfError> {
    let papers = Papers::new(report, look)?;
    let bytes = typeset(&papers, report);
    // What Typst remembers would otherwise grow by some 34 MB with every report.
    typst::comemo::evict(0);
    bytes
}

fn typeset(papers: &Papers, report: &Report) -> Result<Vec<u8>, PdfError> {
    let typst::diag::Warned { output, warnings } = typst::compile::<PagedDocument>(papers);
    let document = output.map_err(|errors| refusal(papers, &errors))?;
    if !warnings.is_empty() {
        return Err(refusal(papers, &warnings));
    }
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
        .map_err(|error| PdfError::Typesetting(vec![error.message().to_string()]))?;
    let options = PdfOptions {
        ident: Smart::Custom(format!("{}/{}", report.meta.council, report.meta.edition)),
        creator: Smart::Custom(Some("Baseplan".into())),
        standards,
        ..PdfOptions::default()
    };
    let file = typst_pdf::pdf(&document, &options).map_err(|errors| refusal(papers, &errors))?;
    Ok(streams::unmistakable(file))
}

fn refusal(papers: &Papers, diagnostics: &[SourceDiagnostic]) -> PdfError {
    let message = |said: &SourceDiagnostic| {
        let place = papers.place(said).map(|place| format!("{place}: ")).unwrap_or_default();
        let hints: String = said.hints.iter().map(|hint| format!(" ({})", hint.v)).collect();
        format!("{place}{}{hints}", said.message)
    };
    PdfError::Typesetting(diagnostics.iter().map(message).collect())
}
