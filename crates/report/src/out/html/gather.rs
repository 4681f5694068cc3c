//! What must be known of the whole report before its first line is written.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Colour, Mark};

use crate::document::{Block, Figure, FigureData, Inline, Report, Section, Table, Tag};

/// What a report holds.
#[derive(Debug, Default)]
pub struct Gathered<'a> {
    /// How often each note is mentioned, by its id: a note leads back to every mention.
    pub mentions: BTreeMap<&'a str, usize>,
    /// Captions of tables by their ids.
    pub captions: BTreeMap<&'a str, &'a str>,
    /// Widths of columns, of every shape of table.
    pub widths: BTreeSet<Vec<u8>>,
    /// Colours that are no tokens of the look.
    pub own: BTreeSet<(u8, u8, u8)>,
    /// Marks that stand in tags.
    pub marks: Vec<Mark>,
}

/// Reads the whole report once.
pub fn gather(report: &Report) -> Gathered<'_> {
    let mut gathered = Gathered::default();
    for section in &report.sections {
        gathered.section(section);
    }
    gathered
}

/// Reads blocks once.
pub fn gather_blocks(blocks: &[Block]) -> Gathered<'_> {
    let mut gathered = Gathered::default();
    gathered.blocks(blocks);
    gathered
}

impl<'a> Gathered<'a> {
    fn section(&mut self, section: &'a Section) {
        self.blocks(&section.blocks);
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            match block {
                Block::Section(section) => self.section(section),
                Block::Paragraph(text) | Block::Lead(text) => self.inlines(text),
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
                Block::Table(table) => self.table(table),
                Block::Figure(figure) => self.figure(figure),
                Block::Tiles(tiles) => tiles.iter().filter_map(|tile| tile.tag.as_ref()).for_each(|tag| self.tag(tag)),
                Block::Notes(notes) => notes.iter().for_each(|note| self.inlines(&note.text)),
            }
        }
    }

    fn figure(&mut self, figure: &'a Figure) {
        if let Some(tag) = &figure.tag {
            self.tag(tag);
        }
        if let FigureData::Own(table) = &figure.data {
            self.table(table);
        }
    }

    fn table(&mut self, table: &'a Table) {
        self.captions.insert(&table.id, &table.caption);
        self.widths.insert(table.columns.iter().map(|column| column.width).collect());
        for cell in table.groups.iter().flat_map(|group| &group.rows).flat_map(|row| &row.cells) {
            self.inlines(&cell.content);
        }
    }

    fn inlines(&mut self, inlines: &'a [Inline]) {
        for inline in inlines {
            match inline {
                Inline::Strong(content) | Inline::Emphasis(content) | Inline::Link { content, .. } => {
                    self.inlines(content);
                }
                Inline::Rating(tag) => self.tag(tag),
                Inline::Note(note) => *self.mentions.entry(&note.id).or_default() += 1,
                Inline::Text(_) | Inline::Muted(_) | Inline::Absent(_) | Inline::Marker(..) | Inline::Break => {}
                Inline::Spark(_) => {}
            }
        }
    }

    fn tag(&mut self, tag: &Tag) {
        if let Colour::Own(r, g, b) = tag.colour {
            self.own.insert((r, g, b));
        }
        if !self.marks.contains(&tag.mark) {
            self.marks.push(tag.mark);
        }
    }
}
