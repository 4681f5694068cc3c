//! A table of the document as a sheet.

use report::document::{Group, Inline, Row, Set, Table, Tile};

use super::cell::Taken;
use super::{Binder, Head, Held, names};

/// The least and the most characters that a column is wide.
const NARROWEST: u16 = 9;
const WIDEST: u16 = 70;

/// A sheet's rows before it is known which columns they need.
struct Draft {
    part: Option<String>,
    cells: Vec<Taken>,
}

impl<'r> Binder<'r> {
    /// A table as a sheet of its own.
    pub fn table(&mut self, table: &'r Table) {
        let drafts = self.drafts(table);
        let grouped = drafts.iter().any(|draft| draft.part.is_some());
        let beside: Vec<bool> = (0..table.columns.len()).map(|at| stands_beside(&drafts, at)).collect();
        let noted = drafts.iter().any(|draft| !self.remarks(table, draft, &beside).is_empty());
        let mut heads: Vec<(String, u16)> = Vec::new();
        if grouped {
            heads.push((self.words.say("office.group").to_string(), 24));
        }
        for (column, beside) in table.columns.iter().zip(&beside) {
            heads.push((column.title.clone(), width(column.width, column.set)));
            if *beside {
                heads.push((self.words.fill("office.details", &[("column", column.title.as_str())]), 24));
            }
        }
        if noted {
            heads.push((self.words.say("office.notes").to_string(), 40));
        }
        let rows = drafts.iter().map(|draft| {
            let mut row: Vec<Held> = Vec::new();
            if grouped {
                row.push(Held::Text(draft.part.clone().unwrap_or_else(|| self.words.say("office.no_notes").into())));
            }
            for (taken, beside) in draft.cells.iter().zip(&beside) {
                row.push(taken.held.clone());
                if *beside {
                    row.push(Held::Text(said(self.words.say("office.no_notes"), taken.details.join("; "))));
                }
            }
            if noted {
                let remarks = self.remarks(table, draft, &beside).join("; ");
                row.push(Held::Text(said(self.words.say("office.no_notes"), remarks)));
            }
            row
        });
        let rows: Vec<Vec<Held>> = rows.collect();
        let sparks = sparks(table);
        let drawn = (!sparks.is_empty()).then(|| self.words.say("office.sparks_say").to_string());
        self.sheet(&table.caption, table.summary.iter().chain(&drawn).cloned(), heads, rows);
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.sparks = sparks;
        }
    }

    fn drafts(&mut self, table: &'r Table) -> Vec<Draft> {
        let rows: Vec<(&'r Group, &'r Row)> =
            table.groups.iter().flat_map(|group| group.rows.iter().map(move |row| (group, row))).collect();
        let draft = |(group, row): (&'r Group, &'r Row)| {
            let none = report::document::Cell::default();
            let cells = table.columns.iter().enumerate();
            let taken = cells.map(|(at, column)| self.take(row.cells.get(at).unwrap_or(&none), column.set));
            Draft { part: group.title.clone(), cells: taken.collect() }
        };
        rows.into_iter().map(draft).collect()
    }

    /// What the Notes column says of a row: shorthand, notes, and details that have no column.
    fn remarks(&self, table: &Table, draft: &Draft, beside: &[bool]) -> Vec<String> {
        let mut remarks = Vec::new();
        for ((column, taken), beside) in table.columns.iter().zip(&draft.cells).zip(beside) {
            let mut says: Vec<String> = Vec::new();
            if !taken.marks.is_empty() {
                says.push(taken.marks.join(" "));
            }
            if !*beside {
                says.extend(taken.details.iter().filter(|detail| !detail.is_empty()).cloned());
            }
            if !says.is_empty() {
                remarks.push(format!("{}: {}", column.title, says.join(", ")));
            }
        }
        remarks
    }

    /// Adds a sheet with its lines above the table.
    pub fn sheet(
        &mut self,
        caption: &str,
        says: impl IntoIterator<Item = String>,
        heads: Vec<(String, u16)>,
        rows: Vec<Vec<Held>>,
    ) {
        let number = self.sheets.len() + 1;
        let meta = &self.report.meta;
        let say = |key: &str| self.words.say(key).to_string();
        let mut lines = vec![(say("office.one_table"), None)];
        lines.extend(says.into_iter().map(|line| (line, None)));
        lines.extend(meta.banner.clone().map(|banner| (banner, None)));
        lines.push((format!("{}: {}", say("page.position"), meta.position_at), None));
        let source = [("council", meta.council.as_str()), ("title", meta.title.as_str())];
        lines.push((self.words.fill("office.source", &source), None));
        lines.push((say("office.see_notes"), Some(2)));
        lines.push((say("office.see_contents"), Some(1)));
        let (titles, widths): (Vec<String>, Vec<u16>) = heads.into_iter().unzip();
        let columns = names::unique(titles).into_iter().zip(widths).map(|(title, width)| Head { title, width });
        self.sheets.push(super::Sheet {
            name: names::sheet(number, caption),
            table: names::table(number, caption),
            title: format!("{} {number}: {caption}", self.words.say("office.table")),
            lines,
            columns: columns.collect(),
            rows,
            sparks: Vec::new(),
        });
    }

    /// The big numbers of the report as one table.
    pub fn counts(&mut self, tiles: &[(&'r str, &'r Tile)]) {
        if tiles.is_empty() {
            return;
        }
        let say = |key: &str| self.words.say(key).to_string();
        let heads = vec![(say("office.section"), 50), (say("office.counted"), 30), (say("office.number"), 12)];
        let rows = tiles.iter().map(|(heading, tile)| {
            let counted = match &tile.tag {
                Some(tag) => Held::Rating(tag.word.clone(), tag.colour),
                None => Held::Text(tile.words.clone()),
            };
            let number =
                super::Number::read(&tile.number).map_or_else(|| Held::Text(tile.number.clone()), Held::Number);
            vec![Held::Text((*heading).to_string()), counted, number]
        });
        let rows = rows.collect();
        self.sheet(&say("office.counts"), None, heads, rows);
    }
}

/// The rows whose cells hold a small history; their figures are given a place when all tables are known.
fn sparks(table: &Table) -> Vec<super::Sparked> {
    let rows = table.groups.iter().flat_map(|group| &group.rows).enumerate();
    let held = rows.flat_map(|(row, cells)| {
        let sparks = cells.cells.iter().flat_map(|cell| &cell.content);
        sparks.filter(|inline| matches!(inline, Inline::Spark(_))).map(move |_| row)
    });
    held.map(|row| super::Sparked { row, points: (0, 0) }).collect()
}

fn said(none: &str, says: String) -> String {
    if says.is_empty() { none.to_string() } else { says }
}

/// Whether what qualifies a column's numbers gets a column of its own: where most of them are qualified.
fn stands_beside(drafts: &[Draft], at: usize) -> bool {
    let numbers =
        drafts.iter().filter_map(|draft| draft.cells.get(at)).filter(|taken| matches!(taken.held, Held::Number(_)));
    let qualified = numbers.clone().filter(|taken| !taken.details.is_empty()).count();
    qualified > 0 && qualified * 2 >= numbers.count()
}

fn width(weight: u8, set: Set) -> u16 {
    match set {
        Set::Words => (u16::from(weight) * 7).clamp(NARROWEST, WIDEST),
        Set::Numbers | Set::Rating => 16,
    }
}
