//! One heading of a plan (an outcome, priority or portfolio), and the plan itself.

use domain::snapshot::MeasureState;
use domain::{Heading, Plan, Snapshot};
use maud::{Markup, html};
use report::document::{Block, Cell, Inline, Set};
use report::{Parts, tag_named};

use super::served::{self, Serves};
use super::sketch::{Col, Sketch, cell, text};
use crate::library::Library;
use crate::page::{Crumb, Page};

const COMMITMENTS: [Col; 4] = [
    ("column.reference", Set::Words, 2),
    ("column.title", Set::Words, 8),
    ("column.completes", Set::Words, 3),
    ("column.rating", Set::Rating, 3),
];

const RISKS: [Col; 4] = [
    ("column.reference", Set::Words, 2),
    ("column.title", Set::Words, 8),
    ("column.score", Set::Numbers, 2),
    ("column.previous", Set::Numbers, 2),
];

/// The page of a heading, with its neighbours of the same level. `None`: it has no place.
pub fn page(library: &Library<'_>, at: usize, heading: &Heading, around: [Option<&Heading>; 2]) -> Option<Page> {
    let edition = library.shelf(at).edition;
    let (snapshot, plan) = (edition.snapshot, &edition.snapshot.plan);
    let mut sketch = Sketch::new(library, library.places.item(&plan.key, &heading.reference)?);
    let mut parts = Parts::new(snapshot, library.look);
    let said = served::words(&mut parts, &heading.reference);
    let level = plan.levels.get(heading.level).map_or("", |level| level.name.as_str());
    let main = html! {
        p.kind { (level) @if heading.short != heading.title { " " strong { (heading.short) } } }
        h1.long-title { (heading.title) }
        (rolled_up(&mut sketch, snapshot, heading))
        (sketch.blocks(&said))
        (below(&sketch, plan, heading))
        (commitments(&mut sketch, &parts, snapshot, heading, "h2"))
        (measures(&mut sketch, snapshot, heading))
        (risks(&mut sketch, &parts, snapshot, heading))
        (sketch.source(snapshot))
        @let place = |heading: Option<&Heading>| heading.and_then(|h| library.places.item(&plan.key, &h.reference));
        @let [before, after] = around;
        (sketch.pager(before.map(|h| h.short.as_str()).zip(place(before)), after.map(|h| h.short.as_str()).zip(place(after))))
    };
    let crumbs = crumbs(library, plan, heading);
    let description =
        library.words.fill("heading.describe", &[("title", &heading.title), ("council", &snapshot.council)]);
    let mut page = sketch.page(heading.title.clone(), description, crumbs, main);
    page.banner = edition.report.meta.banner.clone();
    Some(page)
}

fn crumbs(library: &Library<'_>, plan: &Plan, heading: &Heading) -> Vec<Crumb> {
    let mut above = Vec::new();
    let mut at = heading.parent.as_deref().and_then(|parent| plan.heading(parent));
    while let Some(one) = at.filter(|_| above.len() <= plan.levels.len()) {
        above.push((one.short.clone(), library.places.item(&plan.key, &one.reference).map(str::to_string)));
        at = one.parent.as_deref().and_then(|parent| plan.heading(parent));
    }
    above.push((plan.title.clone(), library.places.plan(&plan.key).map(str::to_string)));
    above.reverse();
    above
}

/// The one rating that what stands under it rolls up to, where the council's scheme does that.
fn rolled_up(sketch: &mut Sketch<'_, '_>, snapshot: &Snapshot, heading: &Heading) -> Markup {
    let rollups = snapshot.rollups.iter().filter(|one| one.heading == heading.reference);
    let mut said = Vec::new();
    for one in rollups {
        let scheme = snapshot.scheme(&one.scheme);
        let Some(grade) = scheme.and_then(|scheme| scheme.grades.get(one.grade?)) else { continue };
        let counts = [("rated", one.rated.to_string()), ("of", one.of.to_string())];
        let from = sketch.library.words.fill("heading.rolled_up", &counts.each_ref().map(|(k, v)| (*k, v.as_str())));
        said.push((scheme.map_or("", |s| s.title.as_str()), tag_named(scheme, &grade.name), from));
    }
    html! {
        @if !said.is_empty() {
            ul.rolled { @for (title, tag, from) in said { li { (title) ": " (sketch.inline(&[Inline::Rating(tag)])) " " span.muted { (from) } } } }
        }
    }
}

/// Headings one level below.
fn below(sketch: &Sketch<'_, '_>, plan: &Plan, heading: &Heading) -> Markup {
    let below: Vec<&Heading> =
        plan.headings.iter().filter(|one| one.parent.as_deref() == Some(heading.reference.as_str())).collect();
    html! { @if !below.is_empty() { (list(sketch, plan, &below)) } }
}

/// Headings as a list of links with their titles.
pub fn list(sketch: &Sketch<'_, '_>, plan: &Plan, headings: &[&Heading]) -> Markup {
    html! {
        ul.headings {
            @for one in headings {
                li {
                    @let path = sketch.library.places.item(&plan.key, &one.reference).unwrap_or_default();
                    a href=(sketch.to(path)) { (one.short) }
                    @if one.short != one.title { p { (one.title) } }
                }
            }
        }
    }
}

/// A table of each kind of commitment that stands under a heading.
pub fn commitments(
    sketch: &mut Sketch<'_, '_>,
    parts: &Parts<'_>,
    snapshot: &Snapshot,
    heading: &Heading,
    title: &str,
) -> Markup {
    let mut tables = Vec::new();
    for kind in &snapshot.plan.kinds {
        let of_kind = snapshot.commitments.iter().filter(|one| one.commitment.kind == kind.key);
        let rows: Vec<Vec<Cell>> = of_kind
            .filter(|one| one.commitment.under == heading.reference)
            .map(|state| {
                let one = &state.commitment;
                let path = sketch.library.places.item(&snapshot.plan.key, &one.reference);
                let completes = state.progress.as_ref().and_then(|progress| progress.completes);
                let completes = completes.map(|day| Inline::Text(domain::calendar::print_month(day)));
                vec![
                    cell(vec![Inline::Strong(vec![sketch.link(path, &one.reference)])]),
                    cell(text(&one.title)),
                    cell(completes.into_iter().collect()),
                    parts.progress(state),
                ]
            })
            .collect();
        if !rows.is_empty() {
            let id = format!("{}-{}", report::slug(&heading.reference), report::slug(&kind.key));
            let caption =
                sketch.library.words.fill("heading.of", &[("name", &kind.plural), ("heading", &heading.short)]);
            tables.push((kind.plural.as_str(), sketch.table(&id, &caption, &COMMITMENTS, rows)));
        }
    }
    html! {
        @for (plural, table) in tables {
            section { @if title == "h2" { h2 { (plural) } } (sketch.blocks(&[table])) }
        }
    }
}

/// Measures of the heading itself and of all that stands under it.
fn measures(sketch: &mut Sketch<'_, '_>, snapshot: &Snapshot, heading: &Heading) -> Markup {
    let library = sketch.library;
    let plan = &snapshot.plan;
    let own = library.served(&plan.key, &heading.reference).iter();
    let under = snapshot.commitments.iter().filter(|one| one.commitment.under == heading.reference);
    let of_commitments = under.flat_map(|one| library.served(&plan.key, &one.commitment.reference));
    let mut known = std::collections::BTreeSet::new();
    let rows: Vec<(&Snapshot, &MeasureState)> = own
        .chain(of_commitments)
        .filter(|state| known.insert(state.measure.key.as_str()))
        .map(|state| (snapshot, *state))
        .collect();
    if rows.is_empty() {
        return html! {};
    }
    let caption = library.words.fill("page.measures_of", &[("name", &heading.short)]);
    let table = served::measures(sketch, ("measures", &caption), &rows, Serves::Said);
    html! { section { h2 { (sketch.say("page.measures")) } (sketch.blocks(&[table])) } }
}

fn risks(sketch: &mut Sketch<'_, '_>, parts: &Parts<'_>, snapshot: &Snapshot, heading: &Heading) -> Markup {
    let under = snapshot.risks.iter().filter(|one| one.risk.under == heading.reference);
    let rows: Vec<Vec<Cell>> = under
        .map(|state| {
            let [now, before] = parts.scores(state);
            let reference = Inline::Strong(text(&state.risk.reference));
            vec![cell(vec![reference]), cell(text(&state.risk.title)), now, before]
        })
        .collect();
    if rows.is_empty() {
        return html! {};
    }
    let caption =
        sketch.library.words.fill("heading.of", &[("name", sketch.say("heading.risks")), ("heading", &heading.short)]);
    let table: Block = sketch.table("risks", &caption, &RISKS, rows);
    html! { section { h2 { (sketch.say("heading.risks")) } (sketch.blocks(&[table])) } }
}
