//! `editions.toml`: an edition is added when its round opens, and changes its status with it.

use domain::{Date, Period, Problem};
use folder::Files;
use jiff::tz::TimeZone;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use domain::cycle::Round;

use super::{Papers, status_word};

const PATH: &str = "editions.toml";

/// What an edition begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEdition {
    /// Its period.
    pub period: Period,
    /// Key of its plan.
    pub plan: String,
    /// Name of its outline.
    pub outline: String,
    /// Its title as printed.
    pub title: String,
    /// The day that the position is stated for.
    pub position_at: Date,
    /// Whether its figures are invented for a demonstration.
    pub demonstration: bool,
}

/// Adds an edition in draft, in its place by the date of its position.
///
/// # Errors
/// If the list of editions cannot be read, or holds the period already.
pub fn add_edition(files: &Files, new: &NewEdition) -> Result<Files, Problem> {
    let mut list = List::read(files)?;
    let period = new.period.to_string();
    if list.place(&period).is_some() {
        return Err(fault(format!("There is an edition {period} already"), "Correct that one instead."));
    }
    let mut table = Table::new();
    table.insert("period", value(period));
    table.insert("plan", value(&new.plan));
    table.insert("outline", value(&new.outline));
    table.insert("title", value(&new.title));
    table.insert("position_at", value(day(new.position_at)));
    table.insert("status", value("draft"));
    if new.demonstration {
        table.insert("demonstration", value(true));
    }
    list.insert(table, new.position_at);
    let mut files = files.clone();
    files.insert(PATH.to_string(), list.write());
    Ok(files)
}

/// Takes an edition out of the list.
///
/// # Errors
/// If the list cannot be read.
pub(crate) fn remove_edition(files: &mut Files, period: &str) -> Result<(), Problem> {
    let mut list = List::read(files)?;
    if let Some(place) = list.place(period)
        && let Some(tables) = list.tables_mut()
    {
        tables.remove(place);
    }
    files.insert(PATH.to_string(), list.write());
    Ok(())
}

/// Writes the status of a round's edition, its day of publication and the reason of a correction.
pub(super) fn status(papers: &mut Papers, round: &Round) {
    let mut list = match List::read(&papers.files) {
        Ok(list) => list,
        Err(problem) => return papers.problems.push(problem),
    };
    let period = round.key.period.to_string();
    let Some(table) = list.place(&period).and_then(|at| list.tables_mut()?.get_mut(at)) else {
        let says = format!("The list of editions has no {period}");
        return papers.problems.push(fault(says, "Open the round again."));
    };
    table.insert("status", value(status_word(round.state)));
    if let Some(at) = round.published_at {
        table.insert("published_on", value(day(at.to_zoned(TimeZone::UTC).date())));
    }
    if let Some(reason) = &round.reason {
        table.insert("reason", value(reason));
    }
    papers.files.insert(PATH.to_string(), list.write());
}

pub(crate) fn day(date: Date) -> toml_edit::Datetime {
    let part = |part: i8| u8::try_from(part).unwrap_or(1);
    let date = toml_edit::Date {
        year: u16::try_from(date.year()).unwrap_or(0),
        month: part(date.month()),
        day: part(date.day()),
    };
    toml_edit::Datetime { date: Some(date), time: None, offset: None }
}

fn fault(says: String, hint: &str) -> Problem {
    Problem { file: PATH.into(), line: 0, column: 0, rule: "edition", says, hint: hint.into() }
}

/// The list of editions with its comments.
struct List(DocumentMut);

impl List {
    fn read(files: &Files) -> Result<List, Problem> {
        let bytes = files.get(PATH).map(Vec::as_slice).unwrap_or_default();
        let text = std::str::from_utf8(bytes).ok().and_then(|text| text.parse().ok());
        let unread = || fault("The list of editions cannot be read".into(), "Mend it in the council's folder.");
        text.map(List).ok_or_else(unread)
    }

    fn tables(&self) -> Option<&ArrayOfTables> {
        self.0.get("edition").and_then(Item::as_array_of_tables)
    }

    fn tables_mut(&mut self) -> Option<&mut ArrayOfTables> {
        let list = self.0.entry("edition").or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
        list.as_array_of_tables_mut()
    }

    fn place(&self, period: &str) -> Option<usize> {
        let named = |table: &Table| table.get("period").and_then(Item::as_str) == Some(period);
        self.tables()?.iter().position(named)
    }

    /// Puts a table before the first edition with a later position: the list is in order of time.
    fn insert(&mut self, table: Table, position_at: Date) {
        let Some(tables) = self.tables_mut() else { return };
        let later = |table: &Table| {
            let date = table.get("position_at").and_then(Item::as_datetime).and_then(|at| at.date);
            let date = date.and_then(|d| format!("{:04}-{:02}-{:02}", d.year, d.month, d.day).parse::<Date>().ok());
            date.is_some_and(|date| date > position_at)
        };
        let at = tables.iter().position(later).unwrap_or(tables.len());
        let mut all: Vec<Table> = tables.iter().cloned().collect();
        all.insert(at, table);
        tables.clear();
        for mut table in all {
            table.set_position(None);
            tables.push(table);
        }
    }

    fn write(&self) -> Vec<u8> {
        self.0.to_string().into_bytes()
    }
}
