//! Parts of a page for rooms that make pages of their own: the same HTML as a report's, to be set in another frame.

use std::collections::BTreeMap;

use domain::scheme::MARKS;
use maud::{Markup, html};

use super::Writer;
use super::gather::{self, Gathered};
use super::inline::mark_id;
use super::page;
use crate::chart;
use crate::document::{Block, Inline, Report};
use crate::words::Words;

/// Blocks as they stand in a report. Sections of level 1 have `h2`. The page must hold [`marks`] once.
pub fn blocks(language: &str, blocks: &[Block]) -> Markup {
    writer(language, gather::gather_blocks(blocks)).blocks(blocks)
}

/// Running text alone.
pub fn inlines(language: &str, text: &[Inline]) -> Markup {
    writer(language, Gathered::default()).inlines(text)
}

/// The chapters of a report.
pub fn chapters(report: &Report) -> Markup {
    let mut writer = writer(&report.meta.language, gather::gather(report));
    html! { @for section in &report.sections { (writer.section(section)) } }
}

/// The contents of a report, as links to its chapters.
pub fn contents(report: &Report) -> Markup {
    page::contents(&report.sections, &writer(&report.meta.language, Gathered::default()))
}

/// The cover of a report with its title as `h1`.
pub fn cover(report: &Report) -> Markup {
    page::cover(&report.meta, &writer(&report.meta.language, Gathered::default()))
}

/// The one drawing of every mark that tags of the page may use.
pub fn marks() -> Markup {
    html! {
        svg.marks width="0" height="0" aria-hidden="true" focusable="false" {
            @for (mark, _) in MARKS {
                symbol id=(mark_id(mark)) viewBox="0 0 24 24" {
                    path d=(chart::mark(mark)) fill="currentColor" fill-rule="evenodd" {}
                }
            }
        }
    }
}

fn writer<'a>(language: &str, gathered: Gathered<'a>) -> Writer<'a> {
    Writer { words: Words::of(language), gathered, mentions: BTreeMap::new(), in_cell: false }
}
