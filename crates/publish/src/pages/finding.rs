//! What the report of an edition finds, taken from the report itself: its counts, and its plan at a glance.

use std::collections::BTreeMap;

use domain::Snapshot;
use report::document::{Block, Cell, Figure, FigureData, Group, Inline, Report, Row, Section, Table};

use super::sketch::Sketch;

/// Counts of the whole plan with the sections they stand in: each a finding and its big numbers. Chapters about one
/// heading have counts of their own, which stand on that heading's page in the report.
pub fn counts<'r>(report: &'r Report, snapshot: &Snapshot) -> Vec<(&'r str, &'r [Block])> {
    let of_heading: Vec<String> =
        snapshot.plan.headings.iter().map(|heading| report::slug(&heading.reference)).collect();
    let mut found = Vec::new();
    report.sections.iter().filter(|one| !of_heading.contains(&one.id)).for_each(|one| within(one, &mut found));
    found
}

fn within<'r>(section: &'r Section, found: &mut Vec<(&'r str, &'r [Block])>) {
    let pairs = section.blocks.windows(2).filter(|pair| matches!(pair, [Block::Lead(_), Block::Tiles(_)]));
    found.extend(pairs.map(|pair| (section.title.as_str(), pair)));
    for block in &section.blocks {
        if let Block::Section(inner) = block {
            within(inner, found);
        }
    }
}

/// The plan at a glance: the first graphic whose parts lead to commitments, with links to their pages, and its data.
pub fn glance(sketch: &Sketch<'_, '_>, report: &Report, snapshot: &Snapshot) -> Option<Figure> {
    let mut figures = Vec::new();
    let mut tables = BTreeMap::new();
    report.sections.iter().for_each(|section| gather(section, &mut figures, &mut tables));
    let mut figure = figures.into_iter().find(|figure| figure.svg.contains("href=\"#"))?.clone();
    let pages = pages(sketch, snapshot);
    for (place, page) in &pages {
        figure.svg = figure.svg.replace(&format!("href=\"#{place}\""), &format!("href=\"{page}\""));
    }
    let data = match &figure.data {
        FigureData::Own(table) => table,
        FigureData::In(id) => tables.get(id.as_str()).copied()?,
    };
    figure.data = FigureData::Own(elsewhere(data, &pages));
    Some(figure)
}

fn gather<'r>(section: &'r Section, figures: &mut Vec<&'r Figure>, tables: &mut BTreeMap<&'r str, &'r Table>) {
    for block in &section.blocks {
        match block {
            Block::Section(inner) => gather(inner, figures, tables),
            Block::Figure(figure) => figures.push(figure),
            Block::Table(table) => {
                tables.insert(&table.id, table);
            }
            _ => {}
        }
    }
}

/// The page of every commitment by its place in the report.
fn pages(sketch: &Sketch<'_, '_>, snapshot: &Snapshot) -> BTreeMap<String, String> {
    let place = |reference: &str| {
        let page = sketch.library.places.item(&snapshot.plan.key, reference)?;
        Some((report::slug(reference), sketch.to(page)))
    };
    snapshot.commitments.iter().filter_map(|one| place(&one.commitment.reference)).collect()
}

/// A table as it stands on another page: its links lead to the pages, or are words alone.
fn elsewhere(table: &Table, pages: &BTreeMap<String, String>) -> Table {
    let row = |row: &Row| Row {
        id: None,
        cells: row.cells.iter().map(|cell| Cell { content: inlines(&cell.content, pages), fact: None }).collect(),
    };
    let group = |group: &Group| Group { title: group.title.clone(), rows: group.rows.iter().map(row).collect() };
    Table { groups: table.groups.iter().map(group).collect(), ..table.clone() }
}

fn inlines(content: &[Inline], pages: &BTreeMap<String, String>) -> Vec<Inline> {
    let mut out = Vec::new();
    for inline in content {
        match inline {
            Inline::Link { to, content } => match to.strip_prefix('#').map(|place| pages.get(place)) {
                Some(Some(page)) => out.push(Inline::Link { to: page.clone(), content: inlines(content, pages) }),
                Some(None) => out.extend(inlines(content, pages)),
                None => out.push(inline.clone()),
            },
            Inline::Strong(content) => out.push(Inline::Strong(inlines(content, pages))),
            Inline::Emphasis(content) => out.push(Inline::Emphasis(inlines(content, pages))),
            Inline::Note(_) => {}
            other => out.push(other.clone()),
        }
    }
    out
}
