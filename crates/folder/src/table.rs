//! CSV with places: rows whose cells are asked for by column.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::problems::{Fault, Place, Problems, nearest, quoted};
use crate::quotes::first_quote_fault;

/// The columns of a table: those it must have and those it may have.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Columns<'a> {
    pub must: &'a [&'a str],
    pub may: &'a [&'a str],
    /// The council's own dimensions, where the table may have a column for each.
    pub dimensions: &'a Dimensions,
}

/// What crosses the headings, by key.
#[derive(Debug, Default)]
pub(crate) struct Dimensions {
    pub keys: Vec<String>,
    /// Whether some may be missing because `council.toml` has a fault, which was told.
    pub torn: bool,
}

/// For tables that have no column for a dimension.
pub(crate) const NO_DIMENSIONS: &Dimensions = &Dimensions { keys: Vec::new(), torn: false };

/// A table as far as it could be read.
#[derive(Debug)]
pub(crate) struct Table {
    pub rows: Vec<Row>,
    /// Whether every row is there. If not, that was told, and an unknown reference to it is no further fault.
    pub whole: bool,
}

/// One row.
#[derive(Debug)]
pub(crate) struct Row {
    head: Rc<Head>,
    pub line: u32,
    cells: Vec<String>,
    /// Whether it has as many cells as there are columns. If not, that was told; only its key is worth knowing.
    pub sound: bool,
}

#[derive(Debug)]
struct Head {
    file: String,
    /// Index of each column.
    columns: BTreeMap<String, usize>,
    /// How many columns it names, known or not.
    width: usize,
}

/// A cell that is not empty.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cell<'r> {
    pub text: &'r str,
    row: &'r Row,
    index: usize,
}

impl Table {
    /// A table of a file that is not there.
    pub fn absent(whole: bool) -> Table {
        Table { rows: Vec::new(), whole }
    }

    /// Reads a table; what is wrong with its shape is told.
    pub fn read(file: &str, text: &str, columns: Columns, problems: &mut Problems) -> Table {
        let fault = first_quote_fault(text);
        let sound = fault.as_ref().map_or(text, |fault| text.get(..fault.record_starts_at).unwrap_or(""));
        let mut records = records(sound).into_iter();
        let header = records.next();
        let whole = fault.is_none();
        if let Some(found) = fault {
            problems.tell(Place::new(file, found.line, found.cell), found.fault);
        }
        let Some((line, header)) = header else {
            if whole {
                let hint = format!("Begin it with a row of column names: {}.", columns.must.join(","));
                problems.tell(Place::file(file), Fault::new("missing-header", "The file is empty.", hint));
            }
            return Table::absent(false);
        };
        let Some(head) = head(file, line, &header, columns, problems) else { return Table::absent(false) };
        let head = Rc::new(head);
        let rows = records.map(|(line, cells)| row(&head, line, cells, problems)).collect();
        Table { rows, whole }
    }
}

/// Records that are not empty, with the line on which each begins; cells trimmed.
fn records(text: &str) -> Vec<(u32, Vec<String>)> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut records = Vec::new();
    let (mut line, mut counted_to) = (1_u32, 0_usize);
    while let Ok(true) = reader.read_record(&mut record) {
        let at = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        // The reader counts a record from the end of the one before: empty lines between are not its own.
        let starts = at + text.get(at..).unwrap_or("").bytes().take_while(|b| *b == b'\n').count();
        let passed = text.get(counted_to..starts).unwrap_or("").bytes().filter(|b| *b == b'\n').count();
        line = line.saturating_add(u32::try_from(passed).unwrap_or(u32::MAX));
        counted_to = starts;
        let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_string()).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            records.push((line, cells));
        }
    }
    records
}

fn head(file: &str, line: u32, header: &[String], columns: Columns, problems: &mut Problems) -> Option<Head> {
    if header.len() == 1 && columns.must.len() > 1 && header.iter().any(|cell| cell.contains([';', '\t'])) {
        let says = "The columns are not separated by commas.";
        let hint = "In Excel choose “CSV UTF-8 (Comma delimited)” under Save As; elsewhere, choose the comma.";
        problems.tell(Place::new(file, line, 0), Fault::new("wrong-separator", says, hint));
        return None;
    }
    let dimensions: Vec<&str> = columns.dimensions.keys.iter().map(String::as_str).collect();
    let known = [columns.must, columns.may, &dimensions].concat();
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    let missing: Vec<&str> = columns.must.iter().filter(|c| !header.iter().any(|h| h == *c)).copied().collect();
    let mut explained: Vec<&str> = Vec::new();
    let width = header.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1);
    for (index, name) in header.iter().enumerate().take(width) {
        let place = Place::new(file, line, cell_number(index));
        if name.is_empty() {
            let hint = "Name it, or take the whole column out.";
            problems.tell(place, Fault::new("unnamed-column", "This column has no name.", hint));
        } else if !known.contains(&name.as_str()) {
            let meant = nearest(name, missing.iter().copied());
            // A name like none that is missing may be a dimension that could not be read.
            if !columns.dimensions.torn || !meant.is_empty() {
                problems.tell(place, unknown_column(name, header, &known));
            }
            explained.extend(meant.first());
        } else if found.insert(name.clone(), index).is_some() {
            let says = format!("The column “{name}” stands here twice.");
            problems.tell(place, Fault::new("repeated-column", says, "Take one of them out."));
        }
    }
    let lost: Vec<&str> = missing.iter().filter(|c| !explained.contains(c)).copied().collect();
    if !lost.is_empty() {
        let says = format!("The header lacks {}.", quoted(&lost, "and"));
        let hint = "Add it to the first row, spelt as in the manual, with a cell in every row.";
        problems.tell(Place::new(file, line, 0), Fault::new("missing-column", says, hint));
    }
    missing.is_empty().then(|| Head { file: file.to_string(), columns: found, width })
}

fn unknown_column(name: &str, header: &[String], known: &[&str]) -> Fault {
    let free = known.iter().copied().filter(|column| !header.iter().any(|taken| taken == column));
    let near = nearest(name, free);
    let hint = if near.is_empty() {
        format!("Take it out. Columns here: {}.", known.join(", "))
    } else {
        format!("Did you mean {}?", quoted(&near, "or"))
    };
    Fault::new("unknown-column", format!("There is no column “{name}” in this file."), hint)
}

fn row(head: &Rc<Head>, line: u32, cells: Vec<String>, problems: &mut Problems) -> Row {
    let filled = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    let named = head.width;
    let fault = if filled > named {
        let says = format!("The row has {filled} cells, but the header names {named} columns.");
        let hint = "A cell that holds a comma stands in double quotes; or take the extra cells out.";
        Some((cell_number(named), Fault::new("too-many-cells", says, hint)))
    } else if cells.len() < named {
        let says = format!("The row has {} cells, but the header names {named} columns.", cells.len());
        let hint = "Write a comma for each empty cell, so that no cell stands under another's column.";
        Some((0, Fault::new("too-few-cells", says, hint)))
    } else {
        None
    };
    let sound = fault.is_none();
    if let Some((column, fault)) = fault {
        problems.tell(Place::new(&head.file, line, column), fault);
    }
    Row { head: Rc::clone(head), line, cells, sound }
}

fn cell_number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX - 1) + 1
}

impl Row {
    /// The row itself.
    pub fn place(&self) -> Place {
        Place::new(&self.head.file, self.line, 0)
    }

    /// Whether the table has a column of this name.
    pub fn has(&self, column: &str) -> bool {
        self.head.columns.contains_key(column)
    }

    /// A cell that may be empty.
    pub fn may(&self, column: &str) -> Option<Cell<'_>> {
        let index = *self.head.columns.get(column)?;
        let text = self.cells.get(index).filter(|text| !text.is_empty())?;
        Some(Cell { text, row: self, index })
    }

    /// A cell that must not be empty.
    pub fn must(&self, column: &str, problems: &mut Problems) -> Option<Cell<'_>> {
        let cell = self.may(column);
        if cell.is_none() && self.sound {
            let index = self.head.columns.get(column).map_or(0, |index| cell_number(*index));
            let says = format!("The cell under “{column}” is empty.");
            problems.tell(Place::new(&self.head.file, self.line, index), Fault::new("empty-cell", says, "Fill it in."));
        }
        cell
    }

    /// The text of a cell that may be empty.
    pub fn text(&self, column: &str) -> Option<String> {
        self.may(column).map(|cell| cell.text.to_string())
    }

    /// What a cell that may be empty says, in one of the settled forms.
    pub fn read<T>(
        &self,
        column: &str,
        read: impl FnOnce(&str) -> Result<T, Fault>,
        problems: &mut Problems,
    ) -> Option<T> {
        self.may(column).and_then(|cell| cell.read(read, problems))
    }

    /// What a cell that must not be empty says.
    pub fn must_read<T>(
        &self,
        column: &str,
        read: impl FnOnce(&str) -> Result<T, Fault>,
        problems: &mut Problems,
    ) -> Option<T> {
        self.must(column, problems).and_then(|cell| cell.read(read, problems))
    }

    /// What crosses the headings: dimension and value.
    pub fn tags(&self, dimensions: &Dimensions) -> BTreeMap<String, String> {
        dimensions.keys.iter().filter_map(|key| Some((key.clone(), self.text(key)?))).collect()
    }
}

impl Cell<'_> {
    /// Where it stands.
    pub fn place(&self) -> Place {
        Place::new(&self.row.head.file, self.row.line, cell_number(self.index))
    }

    /// What it says in one of the settled forms; the fault is told.
    pub fn read<T>(&self, read: impl FnOnce(&str) -> Result<T, Fault>, problems: &mut Problems) -> Option<T> {
        problems.keep(read(self.text), || self.place())
    }

    /// Tells a fault of this cell.
    pub fn tell(&self, fault: Fault, problems: &mut Problems) {
        problems.tell(self.place(), fault);
    }

    /// The entries of a list, which `;` separates.
    pub fn list(&self) -> Vec<&str> {
        self.text.split(';').map(str::trim).filter(|entry| !entry.is_empty()).collect()
    }
}
