//! One commitment: its progress over the editions, what its officers say, its steps, its measures with their charts.

use domain::calendar::{print_date, print_month};
use domain::snapshot::CommitmentState;
use domain::{Plan, Progress, Snapshot};
use maud::{Markup, html};
use report::document::{Block, Cell, Inline, Set};
use report::{Parts, tag_named};

use super::served::{self, Serves, reference_link};
use super::sketch::{Col, Sketch, cell, text};
use crate::library::Library;
use crate::page::{Crumb, Page};

const PROGRESS: [Col; 4] = [
    ("column.period", Set::Words, 3),
    ("column.rating", Set::Rating, 3),
    ("column.progress", Set::Words, 4),
    ("column.completes", Set::Words, 3),
];

const MILESTONES: [Col; 4] = [
    ("column.milestone", Set::Words, 7),
    ("column.due", Set::Words, 3),
    ("column.revised", Set::Words, 3),
    ("column.done", Set::Words, 3),
];

/// The page of a commitment, with the references before and after it in the plan. `None`: no edition reports it.
pub fn page(library: &Library<'_>, plan: &str, reference: &str, around: [Option<&str>; 2]) -> Option<Page> {
    let (at, state) = library.commitment(plan, reference).last().copied()?;
    let edition = library.shelf(at).edition;
    let snapshot = edition.snapshot;
    let mut sketch = Sketch::new(library, library.places.item(plan, reference)?);
    let mut parts = Parts::new(snapshot, library.look).numbered_as(edition.report);
    let one = &state.commitment;
    let said = served::words(&mut parts, reference);
    let main = html! {
        p.kind { (snapshot.plan.kind(&one.kind).map_or("", |kind| kind.name.as_str())) " " strong { (one.reference) } }
        h1.long-title { (one.title) }
        (headline(&mut sketch, &parts, state, snapshot))
        (sketch.blocks(&said))
        (progress(&mut sketch, state, snapshot))
        (milestones(&mut sketch, state))
        (measures(&mut sketch, &mut parts, plan, reference, snapshot))
        (sketch.source(snapshot))
        @let [before, after] = around.map(|reference| neighbour(library, &snapshot.plan, reference));
        (sketch.pager(before.as_ref().map(|(n, p)| (n.as_str(), *p)), after.as_ref().map(|(n, p)| (n.as_str(), *p))))
    };
    let title = format!("{}: {}", one.reference, one.title);
    let description = library.words.fill("commitment.describe", &[("title", &title), ("council", &snapshot.council)]);
    let mut page = sketch.page(title, description, crumbs(library, snapshot, state), main);
    page.banner = edition.report.meta.banner.clone();
    Some(page)
}

fn neighbour<'l>(library: &'l Library<'_>, plan: &Plan, reference: Option<&str>) -> Option<(String, &'l str)> {
    let path = library.places.item(&plan.key, reference?)?;
    Some((served::commitment_name(plan, reference?), path))
}

fn crumbs(library: &Library<'_>, snapshot: &Snapshot, state: &CommitmentState) -> Vec<Crumb> {
    let plan = &snapshot.plan;
    let mut crumbs = vec![(plan.title.clone(), library.places.plan(&plan.key).map(str::to_string))];
    if let Some(heading) = plan.heading(&state.commitment.under) {
        let path = library.places.item(&plan.key, &heading.reference).map(str::to_string);
        crumbs.push((heading.short.clone(), path));
    }
    crumbs
}

fn headline(sketch: &mut Sketch<'_, '_>, parts: &Parts<'_>, state: &CommitmentState, snapshot: &Snapshot) -> Markup {
    let one = &state.commitment;
    let under = snapshot.plan.heading(&one.under);
    let dates = state.progress.as_ref().and_then(|progress| progress.completes).map(print_month);
    let optional = |said: Option<&str>| said.map(text).unwrap_or_default();
    let before = one.predecessor.as_ref().map(|(plan, reference)| {
        let plans = sketch.library.plans.iter();
        let name = plans.map(|(_, plan)| *plan).find(|known| known.key == *plan);
        let name = name.map_or_else(|| reference.clone(), |plan| served::commitment_name(plan, reference));
        vec![reference_link(sketch, plan, reference, &name)]
    });
    let mut facts = vec![
        (
            "commitment.under",
            under.map(|h| vec![reference_link(sketch, &snapshot.plan.key, &h.reference, &h.short)]).unwrap_or_default(),
        ),
        ("commitment.lead", optional(one.lead.as_deref())),
        ("commitment.starts", one.starts.map(|day| text(&print_date(day))).unwrap_or_default()),
        ("commitment.completes", optional(dates.as_deref())),
        ("commitment.before", before.unwrap_or_default()),
    ];
    let tags = snapshot.dimensions.iter().filter_map(|(key, name)| Some((name, one.tags.get(key)?)));
    let tags: Vec<Inline> = tags.map(|(name, value)| Inline::Text(format!("{name}: {value}"))).collect();
    facts.push(("commitment.tags", tags));
    let when = snapshot.calendar.print(snapshot.edition.period);
    let rating = parts.progress(state).content;
    html! {
        div.headline {
            p.rated { (sketch.inline(&rating)) " " span.when { (when) } }
            (sketch.facts(facts))
        }
    }
}

/// Progress in every period that was judged, the newest first.
fn progress(sketch: &mut Sketch<'_, '_>, state: &CommitmentState, snapshot: &Snapshot) -> Markup {
    let mut judged: Vec<&Progress> = state.earlier.iter().chain(state.progress.as_ref()).collect();
    judged.reverse();
    if judged.len() < 2 && judged.iter().all(|one| one.status.is_none()) {
        return html! {};
    }
    let rows = judged.into_iter().map(|one| progress_row(sketch, snapshot, state, one)).collect();
    let caption = sketch.library.words.fill("commitment.progress_of", &[("reference", &state.commitment.reference)]);
    let table = sketch.table("progress-over-time", &caption, &PROGRESS, rows);
    html! { section { h2 { (sketch.say("commitment.progress")) } (sketch.blocks(&[table])) } }
}

fn progress_row(sketch: &Sketch<'_, '_>, snapshot: &Snapshot, state: &CommitmentState, one: &Progress) -> Vec<Cell> {
    let awaiting = || Inline::Absent(sketch.say("commitment.awaiting").to_string());
    // An earlier rating has the mark and colour of the scheme that was in force when its edition was published.
    let mut editions = sketch.library.readable().filter(|(_, edition)| edition.snapshot.plan.key == snapshot.plan.key);
    let then = editions.find(|(_, edition)| edition.snapshot.edition.period == one.period);
    let scheme = then.map_or(snapshot, |(_, edition)| edition.snapshot).scheme(&state.scheme);
    let rating = one.grade.as_deref().map_or_else(awaiting, |grade| Inline::Rating(tag_named(scheme, grade)));
    let said = |text: Option<String>| cell(text.map(Inline::Text).into_iter().collect());
    vec![
        cell(text(&snapshot.calendar.print(one.period))),
        cell(vec![rating]),
        said(one.status.clone()),
        said(one.completes.map(print_month)),
    ]
}

fn milestones(sketch: &mut Sketch<'_, '_>, state: &CommitmentState) -> Markup {
    let steps = &state.commitment.milestones;
    if steps.is_empty() {
        return html! {};
    }
    let said = |text: Option<String>| cell(text.map(Inline::Text).into_iter().collect());
    let row = |step: &domain::Milestone| {
        vec![
            cell(text(&step.title)),
            cell(text(&print_date(step.due))),
            said(step.revised.last().map(|(_, day)| print_date(*day))),
            said(step.done.map(print_date)),
        ]
    };
    let table =
        sketch.table("milestones", sketch.say("commitment.milestones"), &MILESTONES, steps.iter().map(row).collect());
    html! { section { h2 { (sketch.say("commitment.milestones")) } (sketch.blocks(&[table])) } }
}

fn measures<'e>(
    sketch: &mut Sketch<'_, 'e>,
    parts: &mut Parts<'e>,
    plan: &str,
    reference: &str,
    snapshot: &'e Snapshot,
) -> Markup {
    let served = sketch.library.served(plan, reference);
    if served.is_empty() {
        return html! { section { h2 { (sketch.say("page.measures")) } p { (sketch.say("commitment.no_measures")) } } };
    }
    let rows: Vec<_> = served.iter().map(|state| (snapshot, *state)).collect();
    let caption = sketch.library.words.fill("page.measures_of", &[("name", reference)]);
    let table = served::measures(sketch, ("measures", &caption), &rows, Serves::Known);
    let charts: Vec<Block> = served.iter().filter_map(|state| parts.chart(state)).map(Block::Figure).collect();
    html! {
        section {
            h2 { (sketch.say("page.measures")) }
            (sketch.blocks(&[table]))
            (sketch.blocks(&charts))
        }
    }
}
