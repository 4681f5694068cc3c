//! A workbook as its cells alone, altered as a table says and saved again, as a person's office program would.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

/// What a cell holds.
#[derive(Debug, Clone)]
enum Cell {
    Text(String),
    Number(f64),
    Percent(f64),
    Day(f64),
    Truth(bool),
    Error(String),
    Formula(String, String),
}

/// Cells by row and column, from 0.
type Cells = BTreeMap<(u32, u16), Cell>;

/// The sheets by name.
pub struct Resaved(Vec<(String, Cells)>);

impl Resaved {
    /// The cells of a workbook.
    pub fn of(bytes: &[u8]) -> Resaved {
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let sheets = workbook.sheet_names().into_iter().map(|name| {
            let range = workbook.worksheet_range(&name).unwrap();
            let (top, left) = range.start().unwrap();
            let cells = range.used_cells().filter_map(|(row, column, data)| {
                let cell = match data {
                    Data::String(text) => Cell::Text(text.clone()),
                    Data::Float(number) => Cell::Number(*number),
                    Data::DateTime(moment) => Cell::Day(moment.as_f64()),
                    _ => return None,
                };
                Some(((top + row as u32, left as u16 + column as u16), cell))
            });
            let cells = cells.collect();
            (name, cells)
        });
        Resaved(sheets.collect())
    }

    /// Makes one change: `Figures!I5 = 53`, `delete row Figures!6`, `rename sheet Lists to X` …
    pub fn change(&mut self, change: &str) {
        if let Some((place, what)) = change.split_once(" = ") {
            let (sheet, cell) = self.cell(place);
            match held(what) {
                Some(held) => sheet.insert(cell, held),
                None => sheet.remove(&cell),
            };
            return;
        }
        let words: Vec<&str> = change.splitn(3, ' ').collect();
        match (words[0], words[1], words[2]) {
            ("delete", "row", place) => self.row(place, |_| None),
            ("copy", "row", rest) => {
                let (from, to) = rest.split_once(" to ").unwrap();
                let to: u32 = to.parse().unwrap();
                let (sheet, (row, _)) = self.cell(from);
                let cells: Vec<(u16, Cell)> =
                    sheet.iter().filter(|((at, _), _)| *at == row).map(|((_, c), cell)| (*c, cell.clone())).collect();
                sheet.extend(cells.into_iter().map(|(column, cell)| ((to - 1, column), cell)));
            }
            ("swap", "rows", rest) => {
                let (one, other) = rest.split_once(" and ").unwrap();
                let other: u32 = other.parse::<u32>().unwrap() - 1;
                let (_, (row, _)) = self.cell(one);
                self.rows(one, |at| {
                    Some(if at == row {
                        other
                    } else if at == other {
                        row
                    } else {
                        at
                    })
                });
            }
            ("lower", "all", sheet) => self.rows(&format!("{sheet}!A1"), |at| Some(at + 3)),
            ("swap", "columns", rest) => {
                let (one, other) = rest.split_once(" and ").unwrap();
                let other = letters(other);
                let (sheet, (_, one)) = self.cell(&format!("{one}1"));
                let moved = |at: u16| {
                    if at == one {
                        other
                    } else if at == other {
                        one
                    } else {
                        at
                    }
                };
                *sheet = std::mem::take(sheet).into_iter().map(|((row, at), cell)| ((row, moved(at)), cell)).collect();
            }
            ("delete", "sheet", name) => self.0.retain(|(known, _)| known != name),
            ("rename", "sheet", rest) => {
                let (from, to) = rest.split_once(" to ").unwrap();
                self.0.iter_mut().find(|(name, _)| name == from).unwrap().0 = to.to_string();
            }
            other => panic!("what is {other:?}?"),
        }
    }

    fn row(&mut self, place: &str, to: impl Fn(u32) -> Option<u32>) {
        let (_, (row, _)) = self.cell(place);
        self.rows(place, |at| match at {
            at if at == row => to(at),
            at if at > row => Some(at - 1),
            at => Some(at),
        });
    }

    fn rows(&mut self, place: &str, to: impl Fn(u32) -> Option<u32>) {
        let (sheet, _) = self.cell(place);
        let moved =
            std::mem::take(sheet).into_iter().filter_map(|((at, column), cell)| Some(((to(at)?, column), cell)));
        *sheet = moved.collect();
    }

    fn cell(&mut self, place: &str) -> (&mut Cells, (u32, u16)) {
        let (name, cell) = place.split_once('!').unwrap_or_else(|| panic!("{place} is no place"));
        let split = cell.find(|c: char| c.is_ascii_digit()).unwrap();
        let column = if split == 0 { 0 } else { letters(&cell[..split]) };
        let row: u32 = cell[split..].parse().unwrap();
        let sheet = self.0.iter_mut().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no sheet {name}"));
        (&mut sheet.1, (row - 1, column))
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut workbook = Workbook::new();
        let percent = Format::new().set_num_format("0%");
        let day = Format::new().set_num_format("dd/mm/yyyy");
        for (name, cells) in &self.0 {
            let sheet = workbook.add_worksheet();
            sheet.set_name(name).unwrap();
            for ((row, column), cell) in cells {
                let (row, column) = (*row, *column);
                match cell {
                    Cell::Text(text) => sheet.write_string(row, column, text),
                    Cell::Number(number) => sheet.write_number(row, column, *number),
                    Cell::Percent(number) => sheet.write_number_with_format(row, column, *number, &percent),
                    Cell::Day(serial) => {
                        let moment = ExcelDateTime::from_serial_datetime(*serial).unwrap();
                        sheet.write_datetime_with_format(row, column, moment, &day)
                    }
                    Cell::Truth(truth) => sheet.write_boolean(row, column, *truth),
                    Cell::Error(shown) => sheet.write_formula(row, column, Formula::new("=1/0").set_result(shown)),
                    Cell::Formula(formula, shown) => {
                        sheet.write_formula(row, column, Formula::new(formula).set_result(shown))
                    }
                }
                .unwrap();
            }
        }
        workbook.save_to_buffer().unwrap()
    }
}

/// `53`, `percent 0.53`, `day 45930`, `text 53%`, `error #REF!`, `formula A1+A2 shows 53`, `TRUE`, `nothing`.
fn held(text: &str) -> Option<Cell> {
    let (kind, rest) = text.split_once(' ').unwrap_or((text, ""));
    Some(match kind {
        "nothing" => return None,
        "TRUE" => Cell::Truth(true),
        "percent" => Cell::Percent(rest.parse().unwrap()),
        "day" => Cell::Day(rest.parse().unwrap()),
        "error" => Cell::Error(rest.into()),
        "formula" => {
            let (formula, shown) = rest.split_once(" shows ").unwrap();
            Cell::Formula(format!("={formula}"), shown.into())
        }
        "text" => Cell::Text(rest.into()),
        _ => text.parse().map_or_else(|_| Cell::Text(text.into()), Cell::Number),
    })
}

fn letters(text: &str) -> u16 {
    text.bytes().fold(0, |column, letter| column * 26 + u16::from(letter - b'A') + 1) - 1
}
