//! Links within the report: one whose target is not in the report becomes plain text, so that no link leads nowhere.

use std::collections::BTreeSet;

use crate::document::{Block, FigureData, Inline, Report, Section, Table};

/// Unwraps every link to an id that the report does not have.
pub fn settle(report: &mut Report) {
    let mut ids = BTreeSet::new();
    report.sections.iter().for_each(|section| gather(section, &mut ids));
    report.sections.iter_mut().for_each(|section| settle_section(section, &ids));
}

fn gather(section: &Section, ids: &mut BTreeSet<String>) {
    ids.insert(section.id.clone());
    for block in &section.blocks {
        match block {
            Block::Section(inner) => gather(inner, ids),
            Block::Table(table) => gather_table(table, ids),
            Block::Figure(figure) => {
                ids.insert(figure.id.clone());
                if let FigureData::Own(table) = &figure.data {
                    gather_table(table, ids);
                }
            }
            _ => {}
        }
    }
}

fn gather_table(table: &Table, ids: &mut BTreeSet<String>) {
    ids.insert(table.id.clone());
    ids.extend(table.groups.iter().flat_map(|group| &group.rows).filter_map(|row| row.id.clone()));
}

/// Unwraps every link of these blocks to an id that is not among these.
pub fn settle_to(blocks: &mut [Block], ids: &BTreeSet<String>) {
    blocks.iter_mut().for_each(|block| settle_block(block, ids));
}

fn settle_section(section: &mut Section, ids: &BTreeSet<String>) {
    section.blocks.iter_mut().for_each(|block| settle_block(block, ids));
}

fn settle_block(block: &mut Block, ids: &BTreeSet<String>) {
    match block {
        Block::Section(inner) => settle_section(inner, ids),
        Block::Table(table) => settle_table(table, ids),
        Block::Figure(figure) => {
            settle_picture(&mut figure.svg, ids);
            if let FigureData::Own(table) = &mut figure.data {
                settle_table(table, ids);
            }
        }
        Block::Paragraph(inlines) | Block::Lead(inlines) => settle_inlines(inlines, ids),
        Block::List { items, .. } => items.iter_mut().flatten().for_each(|block| settle_block(block, ids)),
        Block::Tiles(_) | Block::Notes(_) => {}
    }
}

/// Takes the address from each link of a picture that leads nowhere; what it encloses stays.
fn settle_picture(svg: &mut String, ids: &BTreeSet<String>) {
    const ADDRESS: &str = " href=\"#";
    let mut pieces = svg.split(ADDRESS);
    let mut settled = pieces.next().unwrap_or_default().to_string();
    for piece in pieces {
        match piece.split_once('"') {
            Some((id, rest)) if !ids.contains(id) => settled.push_str(rest),
            _ => settled.extend([ADDRESS, piece]),
        }
    }
    *svg = settled;
}

fn settle_table(table: &mut Table, ids: &BTreeSet<String>) {
    let cells = table.groups.iter_mut().flat_map(|group| &mut group.rows).flat_map(|row| &mut row.cells);
    cells.for_each(|cell| settle_inlines(&mut cell.content, ids));
}

fn settle_inlines(inlines: &mut Vec<Inline>, ids: &BTreeSet<String>) {
    let mut settled = Vec::with_capacity(inlines.len());
    for inline in inlines.drain(..) {
        match inline {
            Inline::Link { to, content } if to.strip_prefix('#').is_some_and(|id| !ids.contains(id)) => {
                settled.extend(content);
            }
            other => settled.push(other),
        }
    }
    *inlines = settled;
}
