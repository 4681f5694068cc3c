//! A plan: its headings with what stands under each, and the plans before it.

use domain::Heading;
use domain::calendar::print_date;
use maud::html;
use report::Parts;

use super::heading::commitments;
use super::sketch::Sketch;
use crate::library::Library;
use crate::page::Page;

/// The page of the plan at this place in the list of plans. `None`: there is none.
pub fn page(library: &Library<'_>, place: usize) -> Option<Page> {
    let (at, plan) = library.plans.get(place).copied()?;
    let edition = library.shelf(at).edition;
    let snapshot = edition.snapshot;
    let mut sketch = Sketch::new(library, library.places.plan(&plan.key)?);
    let parts = Parts::new(snapshot, library.look);
    let runs = [("from", print_date(plan.runs.0)), ("until", print_date(plan.runs.1))];
    let runs = library.words.fill("plan.runs", &runs.each_ref().map(|(key, value)| (*key, value.as_str())));
    let level = |heading: &Heading| plan.levels.get(heading.level).map_or("", |level| level.name.as_str());
    let others: Vec<_> = library.plans.iter().filter(|(_, other)| other.key != plan.key).collect();
    let main = html! {
        p.kind { (runs) }
        h1 { (plan.title) }
        @for heading in &plan.headings {
            section.plan-heading {
                p.kind { (level(heading)) }
                h2 {
                    a href=(sketch.to(library.places.item(&plan.key, &heading.reference).unwrap_or_default())) { (heading.short) }
                }
                @if heading.short != heading.title { p { (heading.title) } }
                (commitments(&mut sketch, &parts, snapshot, heading, ""))
            }
        }
        @if !others.is_empty() {
            section {
                h2 { (sketch.say("plan.others")) }
                ul {
                    @for (_, other) in others {
                        li { a href=(sketch.to(library.places.plan(&other.key).unwrap_or_default())) { (other.title) } }
                    }
                }
            }
        }
        (sketch.source(snapshot))
    };
    let description = library.words.fill("plan.describe", &[("title", &plan.title), ("council", &snapshot.council)]);
    let mut page = sketch.page(plan.title.clone(), description, Vec::new(), main);
    page.banner = edition.report.meta.banner.clone();
    Some(page)
}
