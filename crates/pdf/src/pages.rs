//! The document as runs of upright pages and pages on their side, each a plain list of blocks.

use std::collections::BTreeSet;

use report::document::{Block, Report, Section, Spark, Table, Tile};
use report::look::Look;
use serde::Serialize;

use crate::columns::{SIDEWAYS, UPRIGHT};
use crate::figures::{Graphic, Row as FigureRow};
use crate::heights::short;
use crate::inline::{Inliner, Lozenge, Piece};
use crate::keeps::keep;
use crate::tables::{Grid, ask};
use crate::text::{printed, with_glyphs};

/// Pages of one orientation.
#[derive(Debug, Serialize)]
pub struct Run {
    turned: Turned,
    blocks: Vec<Part>,
}

/// How pages lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Turned {
    /// Portrait.
    Upright,
    /// Landscape, for tables that do not fit otherwise.
    Sideways,
}

impl Turned {
    /// Width between the margins, in thousandths of a point.
    pub fn room(self) -> u32 {
        match self {
            Turned::Upright => UPRIGHT,
            Turned::Sideways => SIDEWAYS,
        }
    }
}

/// A block as a template reads it.
#[derive(Debug, Serialize)]
#[serde(tag = "k", rename_all = "lowercase")]
pub enum Part {
    /// A heading, with what the running head says from here on.
    Heading { id: String, level: u8, title: String, running: String, page: bool },
    /// A paragraph, which may have to stay with what follows.
    Para { body: Vec<Piece>, sticks: bool },
    /// A paragraph set larger.
    Lead { body: Vec<Piece> },
    /// A list.
    List { ordered: bool, items: Vec<Vec<Part>> },
    /// A table.
    Table(Grid),
    /// Graphics side by side, or one across the text.
    Figures(FigureRow),
    /// Big numbers in rows.
    Tiles { tiles: Vec<BigNumber> },
    /// Notes.
    Notes { notes: Vec<Note> },
    /// Blocks that are short enough to be kept on one page.
    Together { blocks: Vec<Part> },
}

/// A big number.
#[derive(Debug, Serialize)]
pub struct BigNumber {
    number: String,
    words: String,
    tag: Option<Lozenge>,
}

/// A note.
#[derive(Debug, Serialize)]
pub struct Note {
    id: String,
    letter: String,
    pub(crate) text: Vec<Piece>,
}

/// Turns a document into runs of parts.
#[derive(Debug)]
pub struct Writer<'r> {
    pub(crate) inliner: Inliner<'r>,
    pub(crate) captions: std::collections::BTreeMap<&'r str, &'r str>,
    /// The period, which every caption of the report ends with.
    pub(crate) period: &'r str,
    /// The headers of tables that are cramped on an upright page: all tables of these headers lie the same way.
    cramped: BTreeSet<Vec<&'r str>>,
    /// Graphics met so far, by number.
    pub charts: Vec<String>,
}

impl<'r> Writer<'r> {
    /// A writer that knows the places of the report.
    pub fn new(report: &'r Report, look: &'r Look) -> Writer<'r> {
        let mut places = BTreeSet::new();
        let mut captions = std::collections::BTreeMap::new();
        let period = report.meta.period.as_str();
        let mut sparks = Vec::new();
        report.sections.iter().for_each(|section| gather(section, &mut places, &mut captions, &mut sparks));
        let charts = sparks.iter().map(|spark| with_glyphs(&spark.svg)).collect();
        let sparks = sparks.iter().enumerate().map(|(at, spark)| (spark.id.as_str(), at)).collect();
        let inliner = Inliner::new(look, places, sparks);
        let mut writer = Writer { inliner, captions, period, cramped: BTreeSet::new(), charts };
        report.sections.iter().for_each(|section| writer.find_cramped(section));
        writer
    }

    /// The whole report.
    pub fn runs(&mut self, report: &'r Report) -> Vec<Run> {
        let mut runs = Vec::new();
        for section in &report.sections {
            let turned = self.turned(section);
            self.section(section, &section.title, turned, &mut runs);
        }
        runs
    }

    fn section(&mut self, section: &'r Section, parents: &'r str, turned: Turned, runs: &mut Vec<Run>) {
        let running = section.running.as_deref().unwrap_or(parents);
        let mut parts = vec![Part::Heading {
            id: section.id.clone(),
            level: section.level,
            title: printed(&section.title),
            running: printed(running),
            page: section.starts_page,
        }];
        let split = section.blocks.iter().position(|block| matches!(block, Block::Section(_)));
        let (own, below) = section.blocks.split_at(split.unwrap_or(section.blocks.len()));
        parts.extend(self.parts(own, turned));
        if let (Some(Part::Table(grid)), Some(_)) = (parts.get_mut(1), section.table_said()) {
            grid.caption_is_said();
        }
        let parts = keep(parts, turned.room());
        if section.together {
            let mut inner = vec![Run { turned, blocks: parts }];
            self.below(below, running, turned, &mut inner);
            let blocks: Vec<Part> = inner.into_iter().flat_map(|run| run.blocks).collect();
            let kept = if short(&blocks, turned.room()) { vec![Part::Together { blocks }] } else { blocks };
            push(runs, turned, kept);
        } else {
            // A chapter that starts a page is a run of its own: Typst sets runs side by side on all cores.
            match (section.level, section.starts_page) {
                (1, true) => runs.push(Run { turned, blocks: parts }),
                _ => push(runs, turned, parts),
            }
            self.below(below, running, turned, runs);
        }
    }

    fn below(&mut self, blocks: &'r [Block], running: &'r str, turned: Turned, runs: &mut Vec<Run>) {
        for (at, block) in blocks.iter().enumerate() {
            match block {
                Block::Section(section) => self.section(section, running, turned, runs),
                _ if at > 0 && !matches!(blocks.get(at - 1), Some(Block::Section(_))) => {}
                _ => {
                    let tail = blocks.get(at..).unwrap_or_default();
                    let end = tail.iter().position(|block| matches!(block, Block::Section(_))).unwrap_or(tail.len());
                    let parts = self.parts(tail.get(..end).unwrap_or_default(), turned);
                    push(runs, turned, parts);
                }
            }
        }
    }

    fn find_cramped(&mut self, section: &'r Section) {
        for block in &section.blocks {
            match block {
                Block::Section(inner) => self.find_cramped(inner),
                Block::Table(table) if ask(table, &self.inliner).is_cramped(UPRIGHT) => {
                    self.cramped.insert(headers(table));
                }
                _ => {}
            }
        }
    }

    /// A chapter lies on its side if any of its tables needs that: turning pages within it would leave them half empty.
    fn turned(&self, chapter: &Section) -> Turned {
        let wide = chapter.blocks.iter().any(|block| match block {
            Block::Table(table) => self.cramped.contains(&headers(table)),
            Block::Section(section) => self.turned(section) == Turned::Sideways,
            _ => false,
        });
        if wide { Turned::Sideways } else { Turned::Upright }
    }

    /// Blocks without sections as parts; graphics that stand half wide share a row.
    pub(crate) fn parts(&mut self, blocks: &'r [Block], turned: Turned) -> Vec<Part> {
        let mut out: Vec<Part> = Vec::new();
        for block in blocks {
            let part = match block {
                Block::Section(_) => continue,
                Block::Paragraph(text) => Part::Para { body: self.inliner.pieces(text), sticks: false },
                Block::Lead(text) => Part::Lead { body: self.inliner.pieces(text) },
                Block::List { ordered, items } => {
                    Part::List { ordered: *ordered, items: items.iter().map(|item| self.parts(item, turned)).collect() }
                }
                Block::Table(table) => Part::Table(self.grid(table, turned.room())),
                Block::Figure(figure) => {
                    let graphic = self.graphic(figure, turned);
                    let Some(graphic) = beside(&mut out, graphic) else { continue };
                    Part::Figures(graphic)
                }
                Block::Tiles(tiles) => Part::Tiles { tiles: tiles.iter().map(|tile| self.tile(tile)).collect() },
                Block::Notes(notes) => Part::Notes {
                    notes: notes
                        .iter()
                        .map(|note| Note {
                            id: note.id.clone(),
                            letter: printed(&note.letter),
                            text: self.inliner.pieces(&note.text),
                        })
                        .collect(),
                },
            };
            out.push(part);
        }
        out
    }

    fn tile(&self, tile: &Tile) -> BigNumber {
        BigNumber {
            number: printed(&tile.number),
            words: printed(&tile.words),
            tag: tile.tag.as_ref().map(|tag| self.inliner.tag(tag)),
        }
    }

    pub(crate) fn grid(&self, table: &Table, room: u32) -> Grid {
        Grid::new(table, &self.inliner, room)
    }
}

fn headers(table: &Table) -> Vec<&str> {
    table.columns.iter().map(|column| column.title.as_str()).collect()
}

/// Puts a half-wide graphic beside the one before it; gives it back as a row of its own if there is none.
fn beside(parts: &mut [Part], graphic: Graphic) -> Option<FigureRow> {
    match parts.last_mut() {
        Some(Part::Figures(row)) if row.takes(&graphic) => {
            row.push(graphic);
            None
        }
        _ => Some(FigureRow::new(graphic)),
    }
}

fn push(runs: &mut Vec<Run>, turned: Turned, parts: Vec<Part>) {
    match runs.last_mut() {
        Some(run) if run.turned == turned => run.blocks.extend(parts),
        _ => runs.push(Run { turned, blocks: parts }),
    }
}

fn gather<'r>(
    section: &'r Section,
    places: &mut BTreeSet<&'r str>,
    captions: &mut std::collections::BTreeMap<&'r str, &'r str>,
    sparks: &mut Vec<&'r Spark>,
) {
    places.insert(&section.id);
    for block in &section.blocks {
        match block {
            Block::Section(inner) => gather(inner, places, captions, sparks),
            Block::Table(table) => {
                gather_table(table, places, captions);
                sparks.extend(table.sparks());
            }
            Block::Figure(figure) => {
                places.insert(&figure.id);
                if let report::document::FigureData::Own(table) = &figure.data {
                    gather_table(table, places, captions);
                }
            }
            Block::Notes(notes) => places.extend(notes.iter().map(|note| note.id.as_str())),
            Block::Paragraph(_) | Block::Lead(_) | Block::List { .. } | Block::Tiles(_) => {}
        }
    }
}

fn gather_table<'r>(
    table: &'r Table,
    places: &mut BTreeSet<&'r str>,
    captions: &mut std::collections::BTreeMap<&'r str, &'r str>,
) {
    places.insert(&table.id);
    captions.insert(&table.id, &table.caption);
    places.extend(table.groups.iter().flat_map(|group| &group.rows).filter_map(|row| row.id.as_deref()));
}
