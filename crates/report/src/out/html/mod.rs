//! One accessible page (WCAG 2.2 AA): no script, nothing fetched, one style element, no style attributes.

mod block;
mod figure;
mod gather;
mod inline;
mod page;
mod style;
mod table;

use std::collections::BTreeMap;

use crate::document::Report;
use crate::look::Look;
use crate::words::Words;
use gather::Gathered;

/// Writes a report as one page.
pub fn html(report: &Report, look: &Look) -> String {
    let gathered = gather::gather(report);
    let style = style::style(report, look, &gathered);
    let words = Words::of(&report.meta.language);
    let mut writer = Writer { words, gathered, mentions: BTreeMap::new(), in_cell: false };
    page::page(report, &style, &mut writer).into_string()
}

/// What the parts of a page need while they are written in reading order.
struct Writer<'a> {
    words: &'static Words,
    gathered: Gathered<'a>,
    /// How often each note has been mentioned so far, by its id.
    mentions: BTreeMap<String, usize>,
    /// Whether a table is being written: in its narrow columns years and references must not break.
    in_cell: bool,
}
