//! One edition: its report in full, and its downloads. Of a withdrawn one a notice.

use domain::EditionStatus;
use maud::html;
use report::out::parts;

use super::downloads;
use super::sketch::Sketch;
use crate::library::Library;
use crate::page::Page;

/// The page of the edition at this place.
pub fn page(library: &Library<'_>, at: usize) -> Page {
    let shelf = *library.shelf(at);
    let (snapshot, report) = (shelf.edition.snapshot, shelf.edition.report);
    let edition = &snapshot.edition;
    let sketch = Sketch::new(library, &library.places.edition(edition.period));
    let withdrawn = edition.status == EditionStatus::Withdrawn;
    let main = html! {
        @if withdrawn {
            p.lead { (library.words.say("edition.withdrawn")) }
            @if let Some(reason) = &edition.reason { p { (reason) } }
        } @else {
            @if at != library.now_at() { p.source { (sketch.say("edition.earlier")) " " a href=(sketch.to(&library.places.edition(library.now().snapshot.edition.period))) { (library.now().snapshot.edition.title) } } }
            section.forms {
                h2 { (sketch.say("edition.forms")) }
                (downloads::all(&sketch, &shelf))
            }
            (parts::chapters(report))
        }
    };
    let around = |other: Option<usize>| other.and_then(|other| library.editions.get(other));
    let named = |at: Option<usize>| {
        let edition = &around(at)?.edition.snapshot.edition;
        Some((edition.title.as_str(), library.places.edition(edition.period)))
    };
    let (before, after) = (named(at.checked_sub(1)), named(at.checked_add(1)));
    let pager = sketch.pager(
        before.as_ref().map(|(name, path)| (*name, path.as_str())),
        after.as_ref().map(|(name, path)| (*name, path.as_str())),
    );
    let description = report.meta.description.clone();
    let mut page = sketch.page(edition.title.clone(), description, Vec::new(), html! { (main) (pager) });
    page.cover = Some(parts::cover(report));
    page.beside = (!withdrawn).then(|| parts::contents(report));
    page
}
