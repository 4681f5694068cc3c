//! What every page is sketched with: links to other pages, tables without empty columns, blocks as HTML.

use std::collections::BTreeSet;

use domain::Snapshot;
use maud::{Markup, html};
use report::document::{Block, Cell, Column, Figure, FigureData, Group, Inline, Row, Set, Table};
use report::out::parts;

use crate::library::Library;
use crate::page::{Crumb, Page, Tables};
use crate::places::relative;

/// A column of a site's table: key of its title in the words file, how it is set, its relative width.
pub type Col = (&'static str, Set, u8);

/// A page in the making.
pub struct Sketch<'l, 'e> {
    /// What it draws on.
    pub library: &'l Library<'e>,
    /// Where it will stand.
    pub path: String,
    shapes: BTreeSet<Vec<u8>>,
}

impl<'l, 'e> Sketch<'l, 'e> {
    /// A page at a path.
    pub fn new(library: &'l Library<'e>, path: &str) -> Sketch<'l, 'e> {
        Sketch { library, path: path.to_string(), shapes: BTreeSet::new() }
    }

    /// The way from this page to another.
    pub fn to(&self, path: &str) -> String {
        relative(&self.path, path)
    }

    /// A link, or the words alone where there is no such page.
    pub fn link(&self, path: Option<&str>, shown: &str) -> Inline {
        let text = Inline::Text(shown.to_string());
        match path {
            Some(path) => Inline::Link { to: self.to(path), content: vec![text] },
            None => text,
        }
    }

    /// What is said under a key.
    pub fn say(&self, key: &'static str) -> &'static str {
        self.library.words.say(key)
    }

    /// Blocks as HTML.
    pub fn blocks(&mut self, blocks: &[Block]) -> Markup {
        self.remember(blocks);
        parts::blocks(&self.library.now().snapshot.language, blocks)
    }

    fn remember(&mut self, blocks: &[Block]) {
        for block in blocks {
            let table = match block {
                Block::Table(table) | Block::Figure(Figure { data: FigureData::Own(table), .. }) => table,
                Block::Section(section) => {
                    self.remember(&section.blocks);
                    continue;
                }
                _ => continue,
            };
            self.shapes.insert(table.columns.iter().map(|column| column.width).collect());
        }
    }

    /// A table without the columns in which nothing stands; a reason why there is no value is something.
    pub fn table(&self, id: &str, caption: &str, columns: &[Col], rows: Vec<Vec<Cell>>) -> Block {
        let empty = |inline: &Inline| matches!(inline, Inline::Absent(why) if why.is_empty());
        let says = |cell: &Cell| cell.content.iter().any(|inline| !empty(inline));
        let kept: Vec<usize> =
            (0..columns.len()).filter(|at| *at == 0 || rows.iter().filter_map(|row| row.get(*at)).any(says)).collect();
        let column = |at: &usize| {
            let (key, set, width) = *columns.get(*at)?;
            Some(Column { title: self.say(key).to_string(), set, width })
        };
        let cells = |row: Vec<Cell>| {
            let cells = row.into_iter().enumerate().filter(|(at, _)| kept.contains(at)).map(|(_, cell)| cell);
            Row { id: None, cells: cells.collect() }
        };
        Block::Table(Table {
            id: id.to_string(),
            caption: caption.to_string(),
            summary: None,
            columns: kept.iter().filter_map(column).collect(),
            row_header: 0,
            groups: vec![Group { title: None, rows: rows.into_iter().map(cells).collect() }],
        })
    }

    /// Facts as a list of names and what stands to each; those that say nothing are left out.
    pub fn facts(&mut self, facts: Vec<(&'static str, Vec<Inline>)>) -> Markup {
        html! {
            dl.facts {
                @for (key, said) in facts.iter().filter(|(_, said)| !said.is_empty()) {
                    div { dt { (self.say(key)) } dd { (self.inline(said)) } }
                }
            }
        }
    }

    /// Running text within an element of the page.
    pub fn inline(&mut self, text: &[Inline]) -> Markup {
        parts::inlines(&self.library.now().snapshot.language, text)
    }

    /// From which edition the page's figures are.
    pub fn source(&self, snapshot: &Snapshot) -> Markup {
        let date = domain::calendar::print_date(snapshot.edition.position_at);
        let path = self.library.places.edition(snapshot.edition.period);
        html! {
            p.source {
                (self.say("page.source")) " "
                a href=(self.to(&path)) { (snapshot.edition.title) }
                ", " (self.library.words.fill("page.position", &[("date", &date)]))
            }
        }
    }

    /// The pages before and after this one.
    pub fn pager(&self, before: Option<(&str, &str)>, after: Option<(&str, &str)>) -> Markup {
        if before.is_none() && after.is_none() {
            return html! {};
        }
        html! {
            nav.pager aria-label=(self.say("page.pager")) {
                @for (key, rel, side) in [("page.before", "prev", before), ("page.after", "next", after)] {
                    @if let Some((name, path)) = side {
                        a href=(self.to(path)) rel=(rel) { span.muted { (self.say(key)) } " " span { (name) } }
                    }
                }
            }
        }
    }

    /// The finished page.
    pub fn page(self, title: String, description: String, crumbs: Vec<Crumb>, main: Markup) -> Page {
        Page {
            path: self.path,
            title,
            description,
            crumbs,
            cover: None,
            beside: None,
            main,
            banner: None,
            tables: Tables::Plain,
            described: None,
            shapes: self.shapes,
        }
    }
}

/// A cell of these words.
pub fn cell(content: Vec<Inline>) -> Cell {
    Cell { content, fact: None }
}

/// Plain text.
pub fn text(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_string())]
}
