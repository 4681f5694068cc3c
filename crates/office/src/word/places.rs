//! Where links lead, and the numbers that captions carry, worked out before anything is written.

use std::collections::BTreeMap;

use report::document::{Block, Figure, FigureData, Report, Section, Spark, Table};

use crate::picture::Drawing;

/// Every place of a document by its id.
#[derive(Debug, Default)]
pub struct Places<'r> {
    bookmarks: BTreeMap<&'r str, usize>,
    /// Number of a table's (first) caption, and of a graphic's.
    tables: BTreeMap<&'r str, usize>,
    figures: BTreeMap<&'r str, usize>,
    /// Every graphic in the order of its number.
    pub graphics: Vec<&'r Figure>,
    /// Every small history in a table.
    sparks: Vec<&'r Spark>,
    next: usize,
}

impl<'r> Places<'r> {
    /// The places of a report.
    pub fn of(report: &'r Report) -> Places<'r> {
        let mut places = Places { next: 1, ..Places::default() };
        report.sections.iter().for_each(|section| places.section(section));
        places
    }

    /// The bookmark of an id: its number and its name. `None`: there is no such place.
    pub fn bookmark(&self, id: &str) -> Option<(String, String)> {
        let number = self.bookmarks.get(id)?;
        Some((number.to_string(), format!("place_{number}")))
    }

    /// The number of a table.
    pub fn table(&self, id: &str) -> Option<usize> {
        self.tables.get(id).copied()
    }

    /// The number of a graphic.
    pub fn figure(&self, id: &str) -> Option<usize> {
        self.figures.get(id).copied()
    }

    /// The number of a small history's picture, after those of the graphics. `None`: it stands in no table.
    pub fn spark(&self, id: &str) -> Option<usize> {
        let at = self.sparks.iter().position(|spark| spark.id == id)?;
        Some(self.graphics.len() + at + 1)
    }

    /// What is to be drawn, in the order of the numbers of pictures.
    pub fn drawings(&self) -> Vec<Drawing<'r>> {
        let graphics = self.graphics.iter().map(|figure| Drawing { id: &figure.id, svg: &figure.svg });
        graphics.chain(self.sparks.iter().map(|spark| Drawing { id: &spark.id, svg: &spark.svg })).collect()
    }

    fn section(&mut self, section: &'r Section) {
        self.place(&section.id);
        section.blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &'r Block) {
        match block {
            Block::Section(section) => self.section(section),
            Block::List { items, .. } => items.iter().flatten().for_each(|block| self.block(block)),
            Block::Table(table) => self.numbered(table),
            Block::Figure(figure) => self.graphic(figure),
            Block::Notes(notes) => notes.iter().for_each(|note| self.place(&note.id)),
            Block::Paragraph(_) | Block::Lead(_) | Block::Tiles(_) => {}
        }
    }

    fn graphic(&mut self, figure: &'r Figure) {
        self.place(&figure.id);
        self.graphics.push(figure);
        self.figures.insert(&figure.id, self.graphics.len());
        if let FigureData::Own(table) = &figure.data {
            self.numbered(table);
        }
    }

    /// A table has one caption for each of its groups.
    fn numbered(&mut self, table: &'r Table) {
        self.place(&table.id);
        self.tables.insert(&table.id, self.next);
        self.next += table.groups.len().max(1);
        self.sparks.extend(table.sparks());
        for id in table.groups.iter().flat_map(|group| &group.rows).filter_map(|row| row.id.as_deref()) {
            self.place(id);
        }
    }

    fn place(&mut self, id: &'r str) {
        let number = self.bookmarks.len() + 1;
        self.bookmarks.entry(id).or_insert(number);
    }
}
