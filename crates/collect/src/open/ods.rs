//! OpenDocument's form, from its one stream of cells. The library reads it too, but repeats a cell as often as a file
//! asks, and does not tell a percentage from a number.

use domain::Date;
use quick_xml::events::{BytesStart, Event};

use super::{Content, HeldSheet, MOST_SHEETS, Room, broken, part, too_large};
use crate::double;
use crate::fault::Fault;

/// Every sheet.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<HeldSheet>, Fault> {
    let text = part(bytes, "content.xml").ok_or_else(broken)?;
    let mut reader = quick_xml::Reader::from_str(&text);
    let mut reading = Reading::default();
    loop {
        match reader.read_event().map_err(|_| broken())? {
            Event::Start(start) => reading.opens(&start, Ends::Later)?,
            Event::Empty(start) => reading.opens(&start, Ends::AtOnce)?,
            Event::End(end) => reading.closes(end.name().as_ref())?,
            Event::Text(words) => reading.says(&words.xml10_content()),
            Event::GeneralRef(name) => {
                let entity = format!("&{};", name.xml10_content());
                let character = quick_xml::escape::unescape(&entity).map_err(|_| broken())?;
                reading.says(&character);
            }
            Event::Eof => return Ok(reading.sheets),
            _ => {}
        }
    }
}

/// Whether an element holds anything.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    AtOnce,
    Later,
}

#[derive(Default)]
struct Reading {
    sheets: Vec<HeldSheet>,
    room: Room,
    row: u32,
    column: u32,
    /// How often the row stands, and its cells so far.
    row_repeats: u32,
    cells: Vec<(u32, Content)>,
    /// The cell that is open.
    cell: Option<OpenCell>,
    /// Comments that are open: their words are no cell's.
    comments: u32,
}

#[derive(Default)]
struct OpenCell {
    kind: String,
    value: String,
    says: String,
    paragraphs: u32,
    error: bool,
    repeats: u32,
}

impl Reading {
    fn opens(&mut self, start: &BytesStart, ends: Ends) -> Result<(), Fault> {
        let name = start.name();
        match name.as_ref() {
            "table:table" => {
                if self.sheets.len() >= MOST_SHEETS {
                    return Err(too_large("The workbook has more than 50 sheets."));
                }
                let name = attribute(start, "table:name").unwrap_or_default();
                self.sheets.push(HeldSheet { name, ..HeldSheet::default() });
                self.row = 0;
            }
            "table:table-row" => {
                self.row_repeats = repeats(start, "table:number-rows-repeated");
                self.column = 0;
                self.cells.clear();
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.cell = Some(open_cell(start));
            }
            "office:annotation" if ends == Ends::Later => self.comments += 1,
            "text:p" => self.paragraph(),
            "text:line-break" => self.says("\n"),
            "text:tab" => self.says(" "),
            "text:s" => {
                let spaces = repeats(start, "text:c").min(1_000);
                self.says(&" ".repeat(usize::try_from(spaces).unwrap_or(1)));
            }
            _ => {}
        }
        if ends == Ends::AtOnce { self.closes_empty(name.as_ref()) } else { Ok(()) }
    }

    fn closes_empty(&mut self, name: &str) -> Result<(), Fault> {
        if name.starts_with("table:") { self.closes(name) } else { Ok(()) }
    }

    fn closes(&mut self, name: &str) -> Result<(), Fault> {
        match name {
            "office:annotation" => self.comments = self.comments.saturating_sub(1),
            "table:table-cell" | "table:covered-table-cell" => {
                let Some(cell) = self.cell.take() else { return Ok(()) };
                if let Some(content) = content(&cell) {
                    for at in 0..cell.repeats {
                        self.room.take(&content)?;
                        self.cells.push((self.column.saturating_add(at), content.clone()));
                    }
                }
                self.column = self.column.saturating_add(cell.repeats);
            }
            "table:table-row" => {
                let cells = std::mem::take(&mut self.cells);
                for at in 0..if cells.is_empty() { 0 } else { self.row_repeats } {
                    for (column, content) in &cells {
                        self.room.take(content)?;
                        if let Some(sheet) = self.sheets.last_mut() {
                            sheet.cells.insert((self.row.saturating_add(at), *column), content.clone());
                        }
                    }
                }
                self.row = self.row.saturating_add(self.row_repeats);
            }
            _ => {}
        }
        Ok(())
    }

    fn paragraph(&mut self) {
        if let Some(cell) = self.cell.as_mut().filter(|_| self.comments == 0) {
            if cell.paragraphs > 0 {
                cell.says.push('\n');
            }
            cell.paragraphs += 1;
        }
    }

    fn says(&mut self, words: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|cell| self.comments == 0 && cell.paragraphs > 0) {
            cell.says.push_str(words);
        }
    }
}

fn open_cell(start: &BytesStart) -> OpenCell {
    let value =
        ["office:value", "office:date-value", "office:time-value", "office:boolean-value", "office:string-value"];
    OpenCell {
        kind: attribute(start, "office:value-type").unwrap_or_default(),
        value: value.into_iter().find_map(|name| attribute(start, name)).unwrap_or_default(),
        error: attribute(start, "calcext:value-type").as_deref() == Some("error"),
        repeats: repeats(start, "table:number-columns-repeated"),
        ..OpenCell::default()
    }
}

fn content(cell: &OpenCell) -> Option<Content> {
    if cell.error {
        return Some(Content::Error(cell.says.clone()));
    }
    Some(match cell.kind.as_str() {
        "" => return None,
        "float" | "currency" => Content::Number(double::shown(&cell.value)),
        "percentage" => Content::Share(double::shown(&cell.value)),
        "date" => day(&cell.value),
        "boolean" => Content::Truth(cell.value == "true"),
        "string" => {
            let text = if cell.value.is_empty() { &cell.says } else { &cell.value };
            return (!text.trim().is_empty()).then(|| Content::Text(text.clone()));
        }
        _ => Content::Odd(cell.says.clone()),
    })
}

/// `2025-09-30` or `2025-09-30T12:00:00`.
pub(super) fn day(text: &str) -> Content {
    let date = text.split('T').next().and_then(|date| date.parse::<Date>().ok());
    date.map_or_else(|| Content::Odd(text.to_string()), Content::Day)
}

fn repeats(start: &BytesStart, name: &str) -> u32 {
    attribute(start, name).and_then(|text| text.parse().ok()).unwrap_or(1)
}

fn attribute(start: &BytesStart, name: &str) -> Option<String> {
    let attribute = start.try_get_attribute(name).ok()??;
    quick_xml::escape::unescape(&attribute.value).ok().map(std::borrow::Cow::into_owned)
}
