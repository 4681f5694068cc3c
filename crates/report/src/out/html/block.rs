//! What stands under a heading.

use maud::{Markup, html};

use super::Writer;
use super::inline::rating_tag;
use super::table::Caption;
use crate::document::{Block, Section, Stands, Tile};

impl Writer<'_> {
    /// A section with its heading: `h2` for a chapter, for the page's `h1` is the title of the report.
    pub fn section(&mut self, section: &Section) -> Markup {
        let (page, together) = (section.starts_page, section.together);
        html! {
            section.starts-page[page].together[together] id=(section.id) {
                (heading(section))
                @match section.table_said() {
                    Some(table) => {
                        (self.table(table, Caption::Heard))
                        (self.blocks(section.blocks.get(1..).unwrap_or_default()))
                    }
                    None => (self.blocks(&section.blocks)),
                }
            }
        }
    }

    /// Blocks in order; graphics of half the width are gathered into rows.
    pub fn blocks(&mut self, blocks: &[Block]) -> Markup {
        html! {
            @for run in blocks.chunk_by(|one, other| is_half(one) && is_half(other)) {
                @if run.first().is_some_and(is_half) { (self.pairs(run)) }
                @else { @for block in run { (self.block(block)) } }
            }
        }
    }

    /// One block.
    pub fn block(&mut self, block: &Block) -> Markup {
        match block {
            Block::Section(section) => self.section(section),
            Block::Paragraph(text) => html! { p { (self.inlines(text)) } },
            Block::Lead(text) => html! { p.lead { (self.inlines(text)) } },
            Block::List { ordered, items } => self.list(*ordered, items),
            Block::Table(table) => self.table(table, Caption::Shown),
            Block::Figure(figure) => self.figure(figure),
            Block::Tiles(tiles) => tiles_in_a_row(tiles),
            Block::Notes(notes) => self.notes(notes),
        }
    }

    fn list(&mut self, ordered: bool, items: &[Vec<Block>]) -> Markup {
        let items = html! { @for item in items { li { (self.item(item)) } } };
        if ordered {
            html! { ol { (items) } }
        } else {
            html! { ul { (items) } }
        }
    }

    /// An item of a list: its only paragraph stands without a paragraph's space.
    fn item(&mut self, blocks: &[Block]) -> Markup {
        match blocks {
            [Block::Paragraph(text), rest @ ..] => html! { (self.inlines(text)) (self.blocks(rest)) },
            _ => self.blocks(blocks),
        }
    }
}

fn is_half(block: &Block) -> bool {
    matches!(block, Block::Figure(figure) if figure.stands == Stands::Half)
}

fn heading(section: &Section) -> Markup {
    match section.level {
        0 | 1 => html! { h2 { (section.title) } },
        2 => html! { h3 { (section.title) } },
        3 => html! { h4 { (section.title) } },
        4 => html! { h5 { (section.title) } },
        _ => html! { h6 { (section.title) } },
    }
}

fn tiles_in_a_row(tiles: &[Tile]) -> Markup {
    html! {
        ul.tiles {
            @for tile in tiles {
                li {
                    span.number { (tile.number) } " "
                    @match &tile.tag {
                        Some(tag) => {
                            (rating_tag(tag))
                            @if !tile.words.eq_ignore_ascii_case(&tag.word) { " " span.words { (tile.words) } }
                        }
                        None => span.words { (tile.words) },
                    }
                }
            }
        }
    }
}
