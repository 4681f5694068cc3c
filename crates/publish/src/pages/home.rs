//! The first page: the current report with what it finds, the plan, and every report before it.

use domain::calendar::print_date;
use maud::{Markup, html};
use report::document::Block;

use super::downloads::buttons;
use super::finding;
use super::heading::list;
use super::sketch::Sketch;
use crate::library::{Library, Shelf};
use crate::page::Page;
use crate::places::{DATA, HOME, MEASURES};

/// The first page.
pub fn page(library: &Library<'_>) -> Page {
    let mut sketch = Sketch::new(library, HOME);
    let now = library.now();
    let snapshot = now.snapshot;
    let council = snapshot.council.as_str();
    let title = library.words.fill("home.title", &[("council", council)]);
    let plan = &snapshot.plan;
    let outermost: Vec<_> = plan.headings.iter().filter(|heading| heading.level == 0).collect();
    let headings = list(&sketch, plan, &outermost);
    let main = html! {
        h1 { (title) }
        (current(&mut sketch))
        section {
            h2 { (plan.title) }
            @if let Some(path) = library.places.plan(&plan.key) {
                p { a href=(sketch.to(path)) { (sketch.say("home.whole_plan")) } }
            }
            (headings)
        }
        section #reports {
            h2 { (sketch.say("frame.reports")) }
            (editions(&sketch))
        }
        section {
            h2 { (sketch.say("home.more")) }
            ul {
                li { a href=(sketch.to(MEASURES)) { (sketch.say("home.measures")) } }
                li { a href=(sketch.to(DATA)) { (sketch.say("home.data")) } }
            }
        }
    };
    let description = now.report.meta.description.clone();
    let mut page = sketch.page(title, description, Vec::new(), main);
    page.banner = now.report.meta.banner.clone();
    page
}

/// The current edition with its finding.
fn current(sketch: &mut Sketch<'_, '_>) -> Markup {
    let library = sketch.library;
    let shelf = *library.shelf(library.now_at());
    let (snapshot, report) = (shelf.edition.snapshot, shelf.edition.report);
    let edition = &snapshot.edition;
    let path = library.places.edition(edition.period);
    let position = library.words.fill("page.position", &[("date", &print_date(edition.position_at))]);
    let counts = finding::counts(report, snapshot);
    let several = counts.len() > 1;
    let glance = finding::glance(sketch, report, snapshot).map(Block::Figure);
    html! {
        section.current aria-labelledby="current" {
            p.kind { (sketch.say("home.latest")) ", " (position) }
            h2 #current { a href=(sketch.to(&path)) { (edition.title) } }
            @if counts.is_empty() { p.lead { (report.meta.description) } }
            div.standing {
                div.counts {
                    @for (title, blocks) in counts {
                        div { @if several { h3 { (title) } } (sketch.blocks(blocks)) }
                    }
                }
                @if let Some(glance) = glance { (sketch.blocks(&[glance])) }
            }
            (buttons(sketch, &shelf))
        }
    }
}

/// Every edition, the newest first.
fn editions(sketch: &Sketch<'_, '_>) -> Markup {
    let line = |shelf: &Shelf<'_>| {
        let snapshot = shelf.edition.snapshot;
        let edition = &snapshot.edition;
        let path = sketch.library.places.edition(edition.period);
        let position = print_date(edition.position_at);
        html! {
            li {
                a href=(sketch.to(&path)) { (edition.title) }
                p {
                    (snapshot.plan.title) ". "
                    (sketch.library.words.fill("home.position", &[("date", &position)])) " "
                    (shelf.edition.report.meta.status) "."
                    @if let Some(reason) = &edition.reason { " " (reason) }
                }
            }
        }
    };
    html! { ul.editions { @for shelf in sketch.library.editions.iter().rev() { (line(shelf)) } } }
}
