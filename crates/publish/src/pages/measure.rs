//! One measure: how it stands, its history over all editions, and everything that tells what the figures mean.

use domain::snapshot::MeasureState;
use domain::{Period, Snapshot};
use maud::{Markup, html};
use report::document::{Block, Cell, Inline, Set};
use report::{NoteBook, Parts};

use super::served::{commitment_name, reference_link};
use super::sketch::{Col, Sketch, cell, text};
use crate::library::Library;
use crate::page::{Crumb, Page};
use crate::places::MEASURES;

const HISTORY: [Col; 5] = [
    ("column.period", Set::Words, 3),
    ("column.value", Set::Numbers, 2),
    ("column.target", Set::Numbers, 2),
    ("column.rating", Set::Rating, 3),
    ("column.stated", Set::Words, 5),
];

/// A longer title is set smaller.
const LONG: usize = 44;

/// The page of a measure, with its neighbours in the order of the plan. `None`: no edition reports it.
pub fn page(library: &Library<'_>, key: &str, before: Option<&str>, after: Option<&str>) -> Option<Page> {
    let (at, state) = library.latest(key)?;
    let snapshot = library.shelf(at).edition.snapshot;
    let mut sketch = Sketch::new(library, library.places.measure(key)?);
    let mut parts = Parts::new(snapshot, library.look);
    let finding = parts.finding(state);
    let sections = [
        rating(&sketch, &parts, state),
        commentary(&mut sketch, &mut parts, state),
        history(&mut sketch, &mut parts, state, snapshot),
        about(&mut sketch, &parts, state, snapshot),
    ];
    let chart = parts.chart(state).map(Block::Figure);
    let main = html! {
        p.kind { (sketch.say("measure.kind")) }
        h1.long-title[state.title.chars().count() > LONG] { (state.title) }
        div.standing {
            (headline(&mut sketch, &parts, state, snapshot))
            @match chart {
                Some(chart) => (sketch.blocks(&[chart])),
                None => @if let Some(finding) = &finding { p.lead { (finding) } },
            }
        }
        @for section in sections { (section) }
        (sketch.source(snapshot))
        (sketch.pager(neighbour(library, before), neighbour(library, after)))
    };
    let description = finding.map_or_else(|| state.title.clone(), |finding| format!("{}: {finding}", state.title));
    let mut page = sketch.page(state.title.clone(), description, crumbs(library, state, snapshot), main);
    page.banner = library.shelf(at).edition.report.meta.banner.clone();
    Some(page)
}

fn neighbour<'l>(library: &'l Library<'_>, key: Option<&str>) -> Option<(&'l str, &'l str)> {
    let (_, state) = library.latest(key?)?;
    Some((&state.title, library.places.measure(key?)?))
}

/// By way of the first thing that it serves, where it serves one.
fn crumbs(library: &Library<'_>, state: &MeasureState, snapshot: &Snapshot) -> Vec<Crumb> {
    let plan = &snapshot.plan;
    let place = |reference: &str| library.places.item(&plan.key, reference).map(str::to_string);
    let under = state.links.iter().find_map(|link| link.under.as_deref());
    let mut crumbs = Vec::new();
    match under.and_then(|under| plan.heading_of(under).map(|heading| (under, heading))) {
        Some((under, heading)) => {
            crumbs.push((plan.title.clone(), library.places.plan(&plan.key).map(str::to_string)));
            crumbs.push((heading.short.clone(), place(&heading.reference)));
            if plan.commitment(under).is_some() {
                crumbs.push((under.to_string(), place(under)));
            }
        }
        None => crumbs.push((library.words.say("frame.measures").to_string(), Some(MEASURES.to_string()))),
    }
    crumbs
}

/// The value, large, with what it is set beside.
fn headline(sketch: &mut Sketch<'_, '_>, parts: &Parts<'_>, state: &MeasureState, snapshot: &Snapshot) -> Markup {
    let mut notes = NoteBook::new("headline");
    let value = state.observation().and_then(|one| one.reading.value());
    let shown = value.map(|value| state.measure.write(value));
    let without_notes = |cell: Cell| -> Vec<Inline> {
        cell.content.into_iter().filter(|inline| !matches!(inline, Inline::Note(_))).collect()
    };
    let stated = without_notes(parts.value(state, state.now, &mut notes));
    let target = without_notes(parts.target(state, state.now, &mut notes));
    let qualified: Vec<Inline> =
        if shown.is_some() { stated.get(1..).unwrap_or_default().to_vec() } else { Vec::new() };
    let rating = without_notes(parts.rating(state));
    let facts = vec![
        ("measure.target", target),
        ("measure.benchmark", parts.benchmark(state).content),
        ("measure.covers", text(&parts.aim(state))),
    ];
    html! {
        div.headline {
            p.value {
                @match &shown {
                    Some(shown) => span.number { (shown) },
                    None => span.none { (sketch.inline(&stated)) },
                }
                " " span.when { (snapshot.calendar.print(state.now)) " " (sketch.inline(&qualified)) }
            }
            p.rated { (sketch.inline(rating.get(..1).unwrap_or_default())) }
            (sketch.facts(facts))
        }
    }
}

/// How its rating came about.
fn rating(sketch: &Sketch<'_, '_>, parts: &Parts<'_>, state: &MeasureState) -> Markup {
    html! {
        section {
            h2 { (sketch.say("measure.rating")) }
            p { (state.explanation) (if state.explanation.ends_with('.') { "" } else { "." }) }
            @if let Some(difference) = parts.difference(state) { p { (difference) "." } }
        }
    }
}

fn commentary<'e>(sketch: &mut Sketch<'_, 'e>, parts: &mut Parts<'e>, state: &'e MeasureState) -> Markup {
    let said = super::served::words(parts, &state.measure.key);
    sketch.blocks(&said)
}

/// Every period, the newest first, with the rating that the edition reporting it showed.
fn history<'e>(
    sketch: &mut Sketch<'_, 'e>,
    parts: &mut Parts<'e>,
    state: &'e MeasureState,
    snapshot: &'e Snapshot,
) -> Markup {
    let id = parts.id("history");
    let mut notes = NoteBook::new(&id);
    let mut periods: Vec<Period> = state.history.keys().chain(state.targets.keys()).copied().collect();
    periods.sort_unstable_by(|one, other| other.cmp(one));
    periods.dedup();
    let row = |period: &Period| {
        vec![
            cell(text(&snapshot.calendar.print(*period))),
            parts.value(state, *period, &mut notes),
            parts.target(state, *period, &mut notes),
            rated(sketch, state, *period),
            stated(sketch, state, *period),
        ]
    };
    let rows = periods.iter().map(row).collect();
    let mut blocks = vec![sketch.table(&id, &state.title, &HISTORY, rows)];
    blocks.extend(notes.block());
    let breaks = &state.measure.breaks;
    html! {
        section {
            h2 { (sketch.say("measure.history")) }
            (sketch.blocks(&blocks))
            @if !breaks.is_empty() {
                p { (sketch.say("measure.breaks")) }
                ul { @for one in breaks { li { (snapshot.calendar.print(one.from)) ": " (one.why) } } }
            }
        }
    }
}

/// The rating in the edition that reports this period; for others that none was made.
fn rated(sketch: &Sketch<'_, '_>, state: &MeasureState, period: Period) -> Cell {
    let editions = sketch.library.measures.get(state.measure.key.as_str()).map_or(&[][..], Vec::as_slice);
    let found = editions.iter().rev().find(|(_, one)| one.now == period);
    match found {
        Some((at, one)) => Parts::new(sketch.library.shelf(*at).edition.snapshot, sketch.library.look).rating(one),
        None => cell(vec![Inline::Absent(sketch.say("measure.not_rated_then").to_string())]),
    }
}

/// The edition that first stated the value.
fn stated(sketch: &Sketch<'_, '_>, state: &MeasureState, period: Period) -> Cell {
    let Some(stated) = state.history.get(&period).map(|one| one.stated) else { return cell(Vec::new()) };
    let mut editions = sketch.library.readable();
    match editions.find(|(_, edition)| edition.snapshot.edition.period == stated) {
        Some((_, edition)) => {
            let path = sketch.library.places.edition(stated);
            cell(vec![sketch.link(Some(&path), &edition.snapshot.edition.title)])
        }
        None => cell(text(&sketch.library.now().snapshot.calendar.print(stated))),
    }
}

/// What it is.
fn about(sketch: &mut Sketch<'_, '_>, parts: &Parts<'_>, state: &MeasureState, snapshot: &Snapshot) -> Markup {
    let measure = &state.measure;
    let said = |text: Option<&String>| text.map(|text| vec![Inline::Text(text.clone())]).unwrap_or_default();
    let mut serves: Vec<Inline> = Vec::new();
    for under in state.links.iter().filter_map(|link| link.under.as_deref()) {
        if !serves.is_empty() {
            serves.push(Inline::Break);
        }
        let name = commitment_name(&snapshot.plan, under);
        serves.push(reference_link(sketch, &snapshot.plan.key, under, &name));
    }
    let notes: Vec<&str> = measure.notes.iter().filter_map(|key| note(snapshot, key)).collect();
    let earlier: Vec<&str> =
        measure.names.iter().map(|name| name.title.as_str()).filter(|name| *name != state.title).collect();
    let predecessor = measure.predecessor.as_deref();
    let before = predecessor.map(|key| {
        let title = sketch.library.latest(key).map_or(key, |(_, state)| state.title.as_str());
        vec![sketch.link(sketch.library.places.measure(key), title)]
    });
    let facts = vec![
        ("measure.definition", said(measure.definition.as_ref())),
        ("measure.serves", serves),
        ("measure.frequency", text(&parts.frequency(state))),
        ("measure.owner", said(measure.owner.as_ref())),
        ("measure.source", said(measure.source.as_ref())),
        ("measure.earlier_names", if earlier.is_empty() { Vec::new() } else { text(&earlier.join("; ")) }),
        ("measure.predecessor", before.unwrap_or_default()),
        ("measure.notes", if notes.is_empty() { Vec::new() } else { text(&notes.join(" ")) }),
        ("measure.key", text(&measure.key)),
    ];
    html! { section.about { h2 { (sketch.say("measure.about")) } (sketch.facts(facts)) } }
}

fn note<'s>(snapshot: &'s Snapshot, key: &str) -> Option<&'s str> {
    snapshot.notes.iter().find(|note| note.key == key).map(|note| note.text.as_str())
}
