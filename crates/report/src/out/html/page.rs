//! The page around the report: head, cover, contents, foot.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::Writer;
use super::inline::mark_id;
use crate::chart;
use crate::document::{Block, Meta, Report, Section};

/// The longest title that browsers and search pages show whole.
const TITLE_MOST: usize = 70;

/// The files written beside the page, and the words that name them.
const BESIDE: [(&str, &str); 3] =
    [("report.pdf", "page.pdf"), ("measures.csv", "page.csv"), ("report.json", "page.json")];

/// The whole page.
pub fn page(report: &Report, style: &str, writer: &mut Writer<'_>) -> Markup {
    let meta = &report.meta;
    html! {
        (DOCTYPE)
        html lang=(meta.language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title(meta)) }
                meta name="description" content=(meta.description);
                style { (PreEscaped(style)) }
            }
            body {
                a.skip href="#page-report" { (writer.words.say("page.skip")) }
                (marks(writer))
                (cover(meta, writer))
                (contents(&report.sections, writer))
                main #page-report tabindex="-1" { @for section in &report.sections { (writer.section(section)) } }
                (foot(meta, writer))
            }
        }
    }
}

/// The report's title and whose it is, as far as a title may be long.
fn title(meta: &Meta) -> String {
    let whole = format!("{} – {}", meta.title, meta.council);
    if meta.title.contains(&meta.council) || whole.chars().count() > TITLE_MOST { meta.title.clone() } else { whole }
}

/// The one drawing of each mark that the page's tags use.
fn marks(writer: &Writer<'_>) -> Markup {
    html! {
        svg.marks width="0" height="0" aria-hidden="true" focusable="false" {
            @for mark in &writer.gathered.marks {
                symbol id=(mark_id(*mark)) viewBox="0 0 24 24" {
                    path d=(chart::mark(*mark)) fill="currentColor" fill-rule="evenodd" {}
                }
            }
        }
    }
}

pub fn cover(meta: &Meta, writer: &Writer<'_>) -> Markup {
    let words = writer.words;
    html! {
        header.cover {
            @if let Some(banner) = &meta.banner { p.banner { strong { (banner) } } }
            p.council { (meta.council) }
            h1 { (meta.title) }
            p.plan { (meta.plan) }
            dl.facts {
                div { dt { (words.say("page.period")) } dd { (meta.period) } }
                div { dt { (words.say("page.position")) } dd { time datetime=(meta.position_iso) { (meta.position_at) } } }
                @if let Some(day) = &meta.published_on { div { dt { (words.say("page.published")) } dd { (day) } } }
                div { dt { (words.say("page.status")) } dd { (meta.status) } }
            }
        }
    }
}

/// Chapters, and what stands directly under them.
pub fn contents(sections: &[Section], writer: &Writer<'_>) -> Markup {
    html! {
        nav.contents aria-labelledby="page-contents" {
            h2 #page-contents { (writer.words.say("page.contents")) }
            ol {
                @for section in sections {
                    li {
                        a href={ "#" (section.id) } { (section.title) }
                        @let under: Vec<&Section> = children(section).collect();
                        @if !under.is_empty() {
                            ol { @for child in under { li { a href={ "#" (child.id) } { (child.title) } } } }
                        }
                    }
                }
            }
        }
    }
}

fn children(section: &Section) -> impl Iterator<Item = &Section> {
    section.blocks.iter().filter_map(|block| match block {
        Block::Section(child) => Some(child),
        _ => None,
    })
}

fn foot(meta: &Meta, writer: &Writer<'_>) -> Markup {
    let words = writer.words;
    html! {
        footer.foot {
            dl.facts {
                div { dt { (words.say("page.edition")) } dd { (meta.council) ", " (meta.edition) " (" (meta.status) ")" } }
                @if let Some(contact) = &meta.contact {
                    div { dt { (words.say("page.contact")) } dd { (contact) } }
                }
                div { dt { (words.say("page.licence")) } dd { (meta.licence) } }
                div {
                    dt { (words.say("page.forms")) }
                    dd { ul { @for (file, name) in BESIDE { li { a href=(file) { (words.say(name)) } } } } }
                }
            }
            p { a href="#page-contents" { (words.say("page.top")) } }
        }
    }
}
