//! All measures in one table that a small script can filter and sort.

use domain::Snapshot;
use domain::snapshot::MeasureState;
use maud::html;

use super::served::{self, Serves};
use super::sketch::Sketch;
use crate::library::Library;
use crate::page::{Page, Tables};
use crate::places::MEASURES;

/// The page of all measures: those of the current edition, then those that only earlier ones report.
pub fn page(library: &Library<'_>) -> Page {
    let mut sketch = Sketch::new(library, MEASURES);
    let known = library.order.iter().filter_map(|key| library.latest(key));
    let (current, earlier): (Vec<_>, Vec<_>) = known.partition(|(at, _)| *at == library.now_at());
    let rows = |found: Vec<(usize, _)>| -> Vec<(&Snapshot, &MeasureState)> {
        found.into_iter().map(|(at, state)| (library.shelf(at).edition.snapshot, state)).collect()
    };
    let now = library.now().snapshot;
    let caption = library.words.fill("measures.caption", &[("period", &now.calendar.print(now.edition.period))]);
    let current = served::measures(&sketch, ("measures", &caption), &rows(current), Serves::Said);
    let earlier = rows(earlier);
    let main = html! {
        h1 { (sketch.say("frame.measures")) }
        p.lead { (sketch.say("measures.lead")) }
        div.filterable
            data-find=(sketch.say("filter.find"))
            data-rating=(sketch.say("filter.rating"))
            data-all=(sketch.say("filter.all"))
            data-shown=(sketch.say("filter.shown"))
            data-sort=(sketch.say("filter.sort")) { (sketch.blocks(&[current])) }
        (sketch.source(now))
        @if !earlier.is_empty() {
            section {
                h2 { (sketch.say("measures.earlier")) }
                @let table = served::measures(&sketch, ("earlier", sketch.say("measures.earlier_caption")), &earlier, Serves::Said);
                (sketch.blocks(&[table]))
            }
        }
    };
    let title = sketch.say("frame.measures").to_string();
    let description = library.words.fill("measures.describe", &[("council", &now.council)]);
    let mut page = sketch.page(title, description, Vec::new(), main);
    page.tables = Tables::Filtered;
    page.banner = library.now().report.meta.banner.clone();
    page
}
