//! A workbook that was sent back: what its rows say, and everything that is wrong with them, in one pass.

mod figures;
mod place;
mod progress;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use domain::cycle::{Body, Item};

use crate::columns::{self, What};
use crate::fault::Fault;
use crate::mark::{Mark, fingerprint};
use crate::open::{Content, HeldSheet, open};
use crate::sheet::{FigureRow, Identity, ProgressRow, Sheet};
use table::{Line, Table};

pub use place::Problem;

/// What a workbook says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    /// Rows that were filled in or changed and are sound, in the order of the workbook. They are here even where others
    /// have problems: whether to take them is the caller's decision.
    pub rows: Vec<Row>,
    /// What was not taken and why, in the order of the workbook.
    pub problems: Vec<Problem>,
    /// What its sender should know though it was taken, or was never meant to be.
    pub notes: Vec<Problem>,
    /// Rows in which nothing is filled in, and nothing was.
    pub untouched: usize,
    /// Rows that say what was said already.
    pub unchanged: usize,
}

/// One sound row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is of.
    pub item: Item,
    /// What it says: a figure or progress.
    pub body: Body,
    /// The version that stood entered when the workbook was made; 0: none. Where it is not the current one, a note says so.
    pub seen: u32,
    /// Where it stands: sheet and row, `Figures!7`.
    pub place: String,
}

/// Reads a workbook that was sent back as `file`, against the same sheet made anew.
pub fn read(file: &str, bytes: &[u8], expected: &Sheet) -> Read {
    let mut reading = Reading::new(file, expected);
    match open(bytes).and_then(|sheets| identified(&sheets, &expected.identity).map(|()| sheets)) {
        Ok(sheets) => reading.sheets(&sheets),
        Err(fault) => reading.found.problems.push(Problem::of_file(file, fault)),
    }
    reading.found
}

/// Whether the workbook is the one that was made for this person and this round.
fn identified(sheets: &[HeldSheet], expected: &Identity) -> Result<(), Fault> {
    let texts = sheets.iter().flat_map(|sheet| sheet.cells.values()).filter_map(|content| match content {
        Content::Text(text) => Identity::parts(text),
        _ => None,
    });
    let round = expected.round.to_string();
    let mut known = false;
    for [tenant, of_round, person] in texts {
        known = true;
        let whose = if tenant != expected.tenant {
            ("another-council", "This is a workbook of another council.".to_string())
        } else if of_round != round {
            ("another-round", format!("This is a workbook of another round: {of_round}, not {round}."))
        } else if person != expected.person {
            ("another-person", "This workbook was made for another person.".to_string())
        } else {
            continue;
        };
        return Err(Fault::new(whose.0, whose.1, "Download your own workbook of this round and fill that in."));
    }
    if known {
        return Ok(());
    }
    let says = "This workbook does not say whose it is: its sheet “Start here” is missing or changed.";
    Err(Fault::new("no-identity", says, "Download your workbook again, copy what you typed into it, and send that."))
}

/// What a workbook says, as far as it is read.
struct Reading<'e> {
    file: &'e str,
    expected: &'e Sheet,
    figures: BTreeMap<Item, &'e FigureRow>,
    progress: BTreeMap<Item, &'e ProgressRow>,
    found: Read,
    /// Items with the places of their rows.
    places: BTreeMap<Item, Vec<(String, u32, u32)>>,
}

impl<'e> Reading<'e> {
    fn new(file: &'e str, expected: &'e Sheet) -> Reading<'e> {
        let figures = expected.figures.iter().map(|row| (row.item(), row)).collect();
        let progress = expected.progress.iter().map(|row| (row.item(), row)).collect();
        Reading { file, expected, figures, progress, found: Read::default(), places: BTreeMap::new() }
    }

    fn sheets(&mut self, sheets: &[HeldSheet]) {
        let figures = columns::of_figures(true);
        let progress = columns::of_progress();
        let mut tables = Vec::new();
        for (name, columns, owed) in [
            (columns::FIGURES, &figures, self.expected.figures.len()),
            (columns::PROGRESS, &progress, self.expected.progress.len()),
        ] {
            let found: Vec<Table> = sheets.iter().filter_map(|sheet| Table::find(sheet, columns)).collect();
            if found.is_empty() && owed > 0 {
                let says = format!("There is no sheet “{name}” with its table.");
                let hint =
                    "Its headings may have been changed. Download your workbook again and copy what you typed into it.";
                self.found.problems.push(Problem::of_file(self.file, Fault::new("missing-sheet", says, hint)));
            }
            tables.extend(found);
        }
        for table in &tables {
            self.headings(table);
        }
        tables.retain(Table::is_whole);
        let kinds: Vec<What> = tables.iter().filter_map(Table::kind).collect();
        for table in &tables {
            let marked = table.lines().filter_map(|line| Some((line.mark()?, line)));
            for (Mark { item, .. }, line) in marked {
                self.places.entry(item).or_default().push((line.sheet().to_string(), line.row, line.mark_column()));
            }
        }
        for table in &tables {
            for line in table.lines() {
                self.line(&line);
            }
        }
        self.missing_rows(&kinds);
    }

    fn headings(&mut self, table: &Table) {
        for (at, fault) in table.faults() {
            self.found.problems.push(Problem::at(self.file, &table.sheet.name, at, fault));
        }
        for (at, fault) in table.extras() {
            self.found.notes.push(Problem::at(self.file, &table.sheet.name, at, fault));
        }
    }

    fn line(&mut self, line: &Line) {
        let Some(mark) = line.mark() else {
            self.unmarked(line);
            return;
        };
        let several = self.places.get(&mark.item).filter(|places| places.len() > 1);
        if let Some(places) = several {
            let here = (line.sheet().to_string(), line.row, line.mark_column());
            let other = places.iter().find(|place| **place != here).unwrap_or(&here);
            let says = format!("This row stands twice: also in {}!{}.", other.0, other.1 + 1);
            let fault = Fault::new("duplicate-row", says, "Delete the one that is not meant; neither was taken.");
            self.tell(line, line.mark_column(), fault);
            return;
        }
        if let Some(row) = self.figures.get(&mark.item).copied() {
            let current = row.current.clone().map(Body::Figure);
            let read = figures::read(row, line);
            self.keep(line, &mark, read, current, row.version);
        } else if let Some(row) = self.progress.get(&mark.item).copied() {
            let current = row.current.clone().map(Body::Progress);
            let read = progress::read(row, line);
            self.keep(line, &mark, read, current, row.version);
        } else {
            let says = format!("“{}” is not something that you are asked for in this round.", mark.item);
            let hint = "It may have been given to somebody else, or be entered already. Ask the performance team.";
            self.tell(line, line.mark_column(), Fault::new("unknown-row", says, hint));
        }
    }

    fn keep(&mut self, line: &Line, mark: &Mark, read: Says, current: Option<Body>, version: u32) {
        match read {
            Says::Nothing if mark.made == fingerprint(None) => self.found.untouched += 1,
            Says::Nothing => {
                let says = "This row was filled in when the workbook was made, and is empty now.";
                let hint = "To take a value back, choose the reason why there is none; else type it again.";
                self.tell(line, line.first_asked(), Fault::new("row-emptied", says, hint));
            }
            Says::Wrong(faults) => {
                for (column, fault) in faults {
                    self.tell(line, column, fault);
                }
            }
            Says::Body(body) => {
                if mark.made == fingerprint(Some(&body)) || current.as_ref() == Some(&body) {
                    self.found.unchanged += 1;
                    return;
                }
                if mark.version != version {
                    let fault = older(mark.version, version);
                    let at = (line.row, line.first_asked());
                    self.found.notes.push(Problem::at(self.file, line.sheet(), at, fault));
                }
                let place = format!("{}!{}", line.sheet(), line.row + 1);
                self.found.rows.push(Row { item: mark.item.clone(), body, seen: mark.version, place });
            }
        }
    }

    fn unmarked(&mut self, line: &Line) {
        let hint = "Rows cannot be added here: copy what you typed into the row that was made for it. If there is none, \
                    ask the performance team.";
        if let Some(column) = line.first_filled_in() {
            let says = "This row has something filled in, but no key that says what it is of.";
            self.tell(line, column, Fault::new("row-without-key", says, hint));
        } else if let Some(column) = line.first_of_any() {
            let says = "This row has no key that says what it is of; nothing of it was read.";
            let fault = Fault::new("row-without-key", says, hint);
            self.found.notes.push(Problem::at(self.file, line.sheet(), (line.row, column), fault));
        }
    }

    /// What is asked for and has no row, of those kinds of table that could be read.
    fn missing_rows(&mut self, kinds: &[What]) {
        let of = |kind: What| kinds.contains(&kind);
        let figures = self.expected.figures.iter().filter(|_| of(What::Value));
        let owed = figures.map(|row| (row.item(), format!("{}, {}", row.title, row.period_printed)));
        let progress = self.expected.progress.iter().filter(|_| of(What::Rating));
        let led = progress.map(|row| (row.item(), format!("{} {}", row.commitment, row.title)));
        let here: BTreeSet<&Item> = self.places.keys().collect();
        let missing = owed.chain(led).filter(|(item, _)| !here.contains(item));
        for (_, title) in missing.collect::<Vec<_>>() {
            let says = format!("“{title}” is asked of you and has no row in this workbook.");
            let hint = "Its row was deleted, or it was added since. Nothing changes for it; enter it on its page.";
            self.found.notes.push(Problem::of_file(self.file, Fault::new("missing-row", says, hint)));
        }
    }

    fn tell(&mut self, line: &Line, column: u32, fault: Fault) {
        self.found.problems.push(Problem::at(self.file, line.sheet(), (line.row, column), fault));
    }
}

/// What a row says.
enum Says {
    /// Nothing is filled in.
    Nothing,
    /// Faults by column.
    Wrong(Vec<(u32, Fault)>),
    /// It is sound.
    Body(Body),
}

fn older(seen: u32, now: u32) -> Fault {
    let before = if seen == 0 { "nothing was entered".to_string() } else { format!("version {seen} was entered") };
    let says = format!("When this workbook was made, {before}; now version {now} is. Yours was read as newer.");
    Fault::new("older-version", says, "Compare the two before you send it on: somebody may have corrected it.")
}
