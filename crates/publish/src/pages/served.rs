//! What pages of headings, commitments and measures have in common: tables of measures, links, officers' words.

use domain::snapshot::MeasureState;
use domain::{Plan, Snapshot};
use report::document::{Block, Cell, Inline, Section, Set};
use report::{NoteBook, Parts};

use super::sketch::{Col, Sketch, cell, text};

const MEASURES: [Col; 6] = [
    ("column.measure", Set::Words, 6),
    ("column.serves", Set::Words, 3),
    ("column.period", Set::Words, 2),
    ("column.value", Set::Numbers, 2),
    ("column.target", Set::Numbers, 2),
    ("column.rating", Set::Rating, 2),
];

/// Whether a table of measures says what each serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Serves {
    /// All serve the thing that the page is about.
    Known,
    /// Said in a column of its own.
    Said,
}

/// One row a measure, its name leading to its page; notes stand on the measure's own page.
pub fn measures(
    sketch: &Sketch<'_, '_>,
    (id, caption): (&str, &str),
    measures: &[(&Snapshot, &MeasureState)],
    serves: Serves,
) -> Block {
    let row = |(snapshot, state): &(&Snapshot, &MeasureState)| row(sketch, snapshot, state, serves);
    sketch.table(id, caption, &MEASURES, measures.iter().map(row).collect())
}

fn row(sketch: &Sketch<'_, '_>, snapshot: &Snapshot, state: &MeasureState, serves: Serves) -> Vec<Cell> {
    let parts = Parts::new(snapshot, sketch.library.look);
    let mut notes = NoteBook::new("row");
    let plain = |mut cell: Cell| {
        cell.content.retain(|inline| !matches!(inline, Inline::Note(_)));
        cell
    };
    let mut under = Vec::new();
    for reference in state.links.iter().filter_map(|link| link.under.as_deref()) {
        if !under.is_empty() {
            under.push(Inline::Text(", ".to_string()));
        }
        let shown = snapshot.plan.heading(reference).map_or(reference, |heading| &heading.short);
        under.push(reference_link(sketch, &snapshot.plan.key, reference, shown));
    }
    if under.is_empty() {
        under.push(Inline::Absent(sketch.say("page.whole_council").to_string()));
    }
    if serves == Serves::Known {
        under = vec![Inline::Absent(String::new())];
    }
    let mut rating = plain(parts.rating(state));
    rating.content.truncate(1);
    vec![
        cell(vec![sketch.link(sketch.library.places.measure(&state.measure.key), &state.title)]),
        cell(under),
        cell(text(&snapshot.calendar.print(state.now))),
        plain(parts.value(state, state.now, &mut notes)),
        plain(parts.target(state, state.now, &mut notes)),
        rating,
    ]
}

/// A link to a heading's or commitment's page.
pub fn reference_link(sketch: &Sketch<'_, '_>, plan: &str, reference: &str, shown: &str) -> Inline {
    sketch.link(sketch.library.places.item(plan, reference), shown)
}

/// A commitment as `SO-12: title`, a heading by its short name.
pub fn commitment_name(plan: &Plan, reference: &str) -> String {
    match (plan.commitment(reference), plan.heading(reference)) {
        (Some(one), _) => format!("{}: {}", one.reference, one.title),
        (None, Some(heading)) => heading.short.clone(),
        (None, None) => reference.to_string(),
    }
}

/// Officers' words about something, each slot under its name.
pub fn words(parts: &mut Parts<'_>, reference: &str) -> Vec<Block> {
    let said = parts.words_about(reference, 1);
    let section = |(slot, blocks): (&str, Vec<Block>)| {
        let title = named(slot);
        let (level, id) = (1, parts.id(slot));
        Block::Section(Section { id, level, title, running: None, starts_page: false, together: false, blocks })
    };
    said.into_iter().map(section).collect()
}

/// A slot as a heading: `next-steps` is "Next steps".
fn named(slot: &str) -> String {
    let spaced = slot.replace(['-', '_'], " ");
    let mut chars = spaced.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}
