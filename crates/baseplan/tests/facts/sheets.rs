//! What both spreadsheet forms have in common: a table a sheet, columns of details and of notes, and one sheet of
//! the figures behind all charts.

use crate::expected::Expected;
use crate::fact::{Row, Says, Table, spaced};

/// A sheet with the text that its cells show.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The name on its tab.
    pub name: String,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

/// Sheets without a table of the report, by what they are called.
const OTHERS: [&str; 5] = ["Cover", "Contents", "Notes", "Counts by rating", "Charts"];
const OF_CHARTS: &str = "Figures of the charts";
const GROUP: &str = "Group";
const DETAILS: &str = ": details";
const NOTES: &str = "Notes";
/// What a cell says that has nothing to say.
const NONE: &str = "None";

/// Every table, those of the charts last.
pub fn tables(sheets: &[Sheet]) -> Vec<Table> {
    let (mut tables, mut charts) = (Vec::new(), Vec::new());
    for sheet in sheets {
        let title = sheet.rows[0][0].as_str();
        let caption = title.split_once(": ").filter(|(begin, _)| begin.starts_with("Table ")).map(|(_, says)| says);
        match caption.unwrap_or(&sheet.name) {
            name if OTHERS.contains(&name) => {}
            OF_CHARTS => charts = self::charts(&sheet.rows),
            caption => tables.push(table(caption, &sheet.rows)),
        }
    }
    tables.extend(charts);
    tables
}

/// The header row, and the rows beneath it.
fn below(rows: &[Vec<String>]) -> (&[String], &[Vec<String>]) {
    let filled = |row: &Vec<String>| row.iter().filter(|cell| !cell.is_empty()).count() > 1;
    let head = rows.iter().position(filled).unwrap();
    (&rows[head], &rows[head + 1..])
}

fn table(caption: &str, rows: &[Vec<String>]) -> Table {
    let (heads, rows) = below(rows);
    let grouped = heads[0] == GROUP;
    let noted = heads.len() > 1 && heads.last().unwrap().starts_with(NOTES);
    let own = usize::from(grouped)..heads.len() - usize::from(noted);
    let columns: Vec<(usize, String)> =
        own.filter(|at| !heads[*at].contains(DETAILS)).map(|at| (at, titled(heads, at))).collect();
    let row = |row: &Vec<String>| {
        let remarks = if noted { remarks(row.last().unwrap(), heads) } else { Vec::new() };
        let cells = columns.iter().map(|(at, _)| {
            let beside = heads.get(at + 1).filter(|head| **head == format!("{}{DETAILS}", heads[*at]));
            let beside = beside.and_then(|_| row.get(at + 1)).filter(|says| *says != NONE);
            let remark = remarks.iter().find(|(title, _)| *title == titled(heads, *at)).map(|(_, says)| says.as_str());
            cell(&row[*at], beside.map_or("", String::as_str), remark.unwrap_or_default())
        });
        Row { part: if grouped { spaced(&row[0]) } else { String::new() }, cells: cells.collect() }
    };
    let rows = rows.iter().map(row).collect();
    Table { caption: caption.to_string(), columns: columns.into_iter().map(|(_, title)| title).collect(), rows }
}

/// A column's title without the number that one gets whose title was had before.
fn titled(heads: &[String], at: usize) -> String {
    let title = &heads[at];
    let numbered =
        title.rsplit_once(" (").filter(|(_, end)| end.strip_suffix(')').is_some_and(|n| n.parse::<u8>().is_ok()));
    let had = |base: &str| heads[..at].iter().any(|head| head.to_lowercase() == base.to_lowercase());
    numbered.filter(|(base, _)| had(base)).map_or(title.clone(), |(base, _)| base.to_string())
}

/// What a cell of notes says of each column: `Value: [p] [note 1], Q3 data; Target: [note 2]`.
fn remarks(says: &str, heads: &[String]) -> Vec<(String, String)> {
    let titles: Vec<String> = (0..heads.len()).map(|at| titled(heads, at)).collect();
    let mut found: Vec<(String, String)> = Vec::new();
    for piece in says.split("; ") {
        let begins =
            titles.iter().filter_map(|title| Some((title, piece.strip_prefix(title.as_str())?.strip_prefix(": ")?)));
        match (begins.max_by_key(|(title, _)| title.len()), found.last_mut()) {
            (Some((title, rest)), _) => found.push((title.clone(), rest.to_string())),
            (None, Some((_, last))) => last.push_str(&format!("; {piece}")),
            (None, None) => assert_eq!(piece, NONE, "what begins a cell of notes is a column's title"),
        }
    }
    found
}

/// A cell with its details, its shorthand and its notes.
fn cell(shown: &str, beside: &str, remark: &str) -> Says {
    let mut says = Says { beside: beside.to_string(), ..Says::default() };
    let why = ["[x] ", "[z] ", "[c] "].into_iter().find_map(|short| shown.strip_prefix(short));
    match why {
        Some(why) => says.reason = why.to_string(),
        None => says.text = shown.to_string(),
    }
    let mut rest = remark;
    while let Some((mark, after)) = rest.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
        if !mark.starts_with("note ") {
            says.markers.push(format!("[{mark}]"));
        }
        rest = after.trim_start_matches([' ', ',']);
    }
    says.beside.push_str(rest);
    says.tidy()
}

/// The sheet of the charts' figures as a table a chart, whose caption is the chart's title.
fn charts(rows: &[Vec<String>]) -> Vec<Table> {
    let (heads, rows) = below(rows);
    assert_eq!(heads, ["Chart", "Period", "Value", "Target", NOTES]);
    let mut found: Vec<Table> = Vec::new();
    for row in rows {
        let had = |table: &&mut Table| table.rows.iter().any(|had| had.cells[0].text == spaced(&row[1]));
        if found.last_mut().filter(|last| last.caption == row[0] && !had(last)).is_none() {
            let columns = heads[1..4].to_vec();
            found.push(Table { caption: row[0].clone(), columns, rows: Vec::new() });
        }
        let remark = if row[4] == NONE { "" } else { row[4].as_str() };
        let cells = vec![cell(&row[1], "", ""), cell(&row[2], "", remark), cell(&row[3], "", "")];
        found.last_mut().unwrap().rows.push(Row { part: String::new(), cells });
    }
    found
}

/// The tables that a workbook must have: a graphic's own with values stand in the sheet of the charts.
pub fn layout(tables: &[Expected]) -> Vec<Expected> {
    let (charts, own): (Vec<Expected>, Vec<Expected>) = tables.iter().cloned().partition(Expected::draws_values);
    let of_chart = |mut one: Expected| {
        one.table.caption = one.figure.clone().unwrap_or_default();
        one.table.columns = ["Period", "Value", "Target"].map(String::from).to_vec();
        one
    };
    own.into_iter().chain(charts.into_iter().map(of_chart)).collect()
}

/// Leaves out the charts drawn from tables that stand in sheets of their own: they say the same again.
pub fn without_repeated(read: Vec<Table>, must: &[Expected]) -> Vec<Table> {
    let charts = must.iter().filter(|one| one.draws_values()).count();
    let tables = must.len() - charts;
    let mut wanted = must[tables..].iter().peekable();
    let repeats = |table: &Table, wanted: &Expected| {
        let periods = |rows: &[Row]| rows.iter().map(|row| row.cells[0].text.clone()).collect::<Vec<_>>();
        table.caption != wanted.table.caption || periods(&table.rows) != periods(&wanted.table.rows)
    };
    let mut kept = Vec::new();
    for (at, table) in read.into_iter().enumerate() {
        if at < tables {
            kept.push(table);
        } else if wanted.peek().is_some_and(|wanted| !repeats(&table, wanted)) {
            wanted.next();
            kept.push(table);
        }
    }
    kept
}
