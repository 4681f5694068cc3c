//! Word: the document as OOXML, written part by part in the order that the schema asks for.

mod blocks;
mod body;
mod contents;
mod figure;
mod inline;
mod page;
mod parts;
mod places;
mod styles;
mod table;
mod widths;

use report::document::Report;
use report::look::Look;

use crate::OfficeError;
use crate::package::{Kept, Package};
use body::Papers;

/// Length of a millimetre in the units of pages and tables, twentieths of a point.
const MILLIMETRE: (u32, u32) = (14_400, 254);

/// Millimetres in twentieths of a point.
const fn millimetres(count: u32) -> u32 {
    count * MILLIMETRE.0 / MILLIMETRE.1
}

/// The whole file.
pub fn write(report: &Report, look: &Look) -> Result<Vec<u8>, OfficeError> {
    let position = crate::position(report)?;
    let mut papers = Papers::new(report, look);
    let document = papers.document()?;
    let mut package = Package::new();
    let mut add = |path: &str, bytes: Vec<u8>| package.add(path, Kept::Deflated, &bytes);
    add("[Content_Types].xml", parts::types(papers.heads.len()))?;
    add("_rels/.rels", parts::roots())?;
    add("docProps/core.xml", parts::core(report, &position.to_string()))?;
    add("docProps/app.xml", parts::app(report))?;
    add("word/document.xml", document)?;
    add("word/styles.xml", styles::styles(look, &report.meta.language))?;
    add("word/settings.xml", parts::settings(&report.meta.language))?;
    add("word/fontTable.xml", parts::fonts())?;
    add("word/numbering.xml", parts::numbering(papers.ordered_lists))?;
    add("word/_rels/document.xml.rels", parts::relations(&papers))?;
    for (at, head) in papers.heads.iter().enumerate() {
        add(&format!("word/header{}.xml", at + 1), page::head(head, &report.meta))?;
    }
    add("word/footer0.xml", page::no_foot())?;
    add("word/footer1.xml", page::foot(&report.meta, papers.words, page::Turned::Upright))?;
    add("word/footer2.xml", page::foot(&report.meta, papers.words, page::Turned::Sideways))?;
    for (at, picture) in papers.pictures.iter().enumerate() {
        package.add(&format!("word/media/image{}.png", at + 1), Kept::Stored, picture)?;
    }
    package.finish()
}
