//! Excel: the workbook with real tables, number formats and, for those who want them, native charts.

mod charts;
mod double;
mod sparks;

use domain::Colour;
use report::document::Report;
use report::look::Look;
use report::words::Words;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Table, TableColumn, TableStyle, Url,
    Workbook, Worksheet, XlsxError,
};

use crate::OfficeError;
use crate::book::{Book, Held, Sheet};

/// A workbook's own face, which every office program has.
const FACE: &str = "Arial";
/// Height of the title's row in points.
const TITLE: u32 = 24;
/// Characters that a filter's button hides of a header.
const FILTER: u16 = 3;
/// Text that runs across the sheet above a table is given at least this many characters.
const ACROSS: u16 = 90;

/// The whole file.
pub fn write(book: &Book, report: &Report, look: &Look) -> Result<Vec<u8>, OfficeError> {
    let position = crate::position(report)?;
    put_together(book, report, look, position).map_err(OfficeError::Workbook)
}

fn put_together(book: &Book, report: &Report, look: &Look, position: domain::Date) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(report, position)?);
    let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let data = book.chart_data.and_then(|at| book.sheets.get(at));
    for sheet in &book.sheets {
        let mut drawn = Drawing { names: &names, look, to: workbook.add_worksheet() };
        drawn.sheet(sheet)?;
        if let Some(data) = data {
            sparks::beside(drawn.to, sheet, data, look)?;
        }
    }
    if let Some(data) = data {
        let words = Words::of(&report.meta.language);
        if !book.charts.is_empty() {
            charts::sheet(workbook.add_worksheet(), &book.charts, data, words, look)?;
        }
    }
    workbook.save_to_buffer()
}

fn properties(report: &Report, position: domain::Date) -> Result<DocProperties, XlsxError> {
    let meta = &report.meta;
    let day = |number: i8| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(position.year()).unwrap_or(1900);
    let made = ExcelDateTime::from_ymd(year, day(position.month()), day(position.day()))?;
    Ok(DocProperties::new()
        .set_title(format!("{}: {}", meta.council, meta.title))
        .set_subject(&meta.plan)
        .set_author(&meta.council)
        .set_company(&meta.council)
        .set_comment(&meta.description)
        .set_status(&meta.status)
        .set_creation_datetime(&made))
}

/// A sheet being written.
struct Drawing<'b> {
    names: &'b [&'b str],
    look: &'b Look,
    to: &'b mut Worksheet,
}

impl Drawing<'_> {
    fn sheet(&mut self, sheet: &Sheet) -> Result<(), XlsxError> {
        self.to.set_name(&sheet.name)?;
        self.to.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        self.to.set_footer("&L&F  &A&RPage &P of &N");
        let plain = self.plain();
        self.to.write_string_with_format(0, 0, &sheet.title, &plain.clone().set_bold().set_font_size(16))?;
        self.to.set_row_height(0, TITLE)?;
        for (at, (line, leads)) in sheet.lines.iter().enumerate() {
            let row = row_number(1 + at)?;
            match leads.and_then(|to| self.names.get(to)) {
                Some(name) => self.link(row, 0, line, name)?,
                // Lines above a table run on across its columns; the cover's wrap in the one column that it has.
                None if sheet.columns.is_empty() => {
                    self.to.write_string_with_format(row, 0, line, &plain.clone().set_text_wrap())?;
                    self.to.set_row_height(row, high(lines(line, ACROSS)))?;
                }
                None => {
                    self.to.write_string_with_format(row, 0, line, &plain)?;
                }
            }
        }
        if sheet.columns.is_empty() {
            self.to.set_column_width(0, ACROSS)?;
            return Ok(());
        }
        self.table(sheet)
    }

    fn table(&mut self, sheet: &Sheet) -> Result<(), XlsxError> {
        let top = row_number(sheet.above())?;
        let bottom = row_number(sheet.above() + sheet.rows.len().max(1))?;
        let last = column_number(sheet.columns.len().saturating_sub(1))?;
        let header = self.plain().set_bold().set_text_wrap().set_background_color(self.colour("wash"));
        let header = header.set_border_bottom(FormatBorder::Medium).set_border_bottom_color(self.colour("ink"));
        let columns: Vec<TableColumn> = sheet
            .columns
            .iter()
            .map(|head| TableColumn::new().set_header(&head.title).set_header_format(&header))
            .collect();
        let table = Table::new()
            .set_name(&sheet.table)
            .set_style(TableStyle::None)
            .set_banded_rows(false)
            .set_first_column(true)
            .set_alt_text_title(&sheet.title)
            .set_alt_text(sheet.lines.first().map(|(line, _)| line.as_str()).unwrap_or_default())
            .set_columns(&columns);
        self.to.add_table(top, 0, bottom, last, &table)?;
        for (at, head) in sheet.columns.iter().enumerate() {
            self.to.set_column_width(column_number(at)?, head.width)?;
        }
        let heads = sheet.columns.iter().map(|head| lines(&head.title, head.width.saturating_sub(FILTER)));
        self.to.set_row_height(top, high(heads.max().unwrap_or(1)))?;
        for (down, row) in sheet.rows.iter().enumerate() {
            let tall = row.iter().zip(&sheet.columns).map(|(held, head)| match held {
                Held::Text(text) | Held::Rating(text, _) | Held::Leads(text, _) => lines(text, head.width),
                Held::Number(_) => 1,
            });
            self.to.set_row_height(row_number(sheet.above() + 1 + down)?, high(tall.max().unwrap_or(1)))?;
            for (across, held) in row.iter().enumerate() {
                self.held(row_number(sheet.above() + 1 + down)?, column_number(across)?, held)?;
            }
        }
        self.to.set_freeze_panes(top + 1, 1)?;
        self.to.set_repeat_rows(top, top)?;
        Ok(())
    }

    fn held(&mut self, row: u32, column: u16, held: &Held) -> Result<(), XlsxError> {
        let rule = self.colour("rule");
        let cell = self.plain().set_border_bottom(FormatBorder::Thin).set_border_bottom_color(rule);
        match held {
            Held::Text(text) => {
                self.to.write_string_with_format(row, column, text, &cell.set_text_wrap())?;
            }
            Held::Number(number) => {
                let format = cell.set_num_format(number.written.excel()).set_align(FormatAlign::Right).set_indent(1);
                self.to.write_number_with_format(row, column, double::of(number), &format)?;
            }
            Held::Rating(word, colour) => {
                let format = cell.set_bold().set_background_color(hex(&self.look.fill(*colour)));
                let format = format.set_font_color(hex(self.look.text_on(*colour))).set_indent(1);
                let format = if *colour == Colour::None { format.set_border(FormatBorder::Dashed) } else { format };
                self.to.write_string_with_format(row, column, word, &format)?;
            }
            Held::Leads(text, to) => match self.names.get(*to) {
                Some(name) => self.link(row, column, text, name)?,
                None => {
                    self.to.write_string_with_format(row, column, text, &cell)?;
                }
            },
        }
        Ok(())
    }

    fn link(&mut self, row: u32, column: u16, text: &str, sheet: &str) -> Result<(), XlsxError> {
        let format =
            self.plain().set_font_color(self.colour("link")).set_underline(rust_xlsxwriter::FormatUnderline::Single);
        let url = Url::new(format!("internal:'{}'!A1", sheet.replace('\'', "''"))).set_text(text);
        self.to.write_url_with_format(row, column, url, &format)?;
        Ok(())
    }

    fn plain(&self) -> Format {
        let format = Format::new().set_font_name(FACE).set_font_size(11).set_font_color(self.colour("ink"));
        format.set_align(FormatAlign::Top)
    }

    fn colour(&self, token: &str) -> Color {
        hex(self.look.token(token))
    }
}

/// Lines that a text takes in a column, on the safe side.
fn lines(text: &str, width: u16) -> u32 {
    let room = u32::from(width.max(4));
    let of = |line: &str| {
        let (mut lines, mut taken) = (1, 0);
        for word in line.split(' ') {
            let long = u32::try_from(word.chars().count()).unwrap_or(u32::MAX / 2);
            if taken > 0 && taken + 1 + long > room {
                lines += 1;
                taken = 0;
            }
            lines += long.saturating_sub(1) / room;
            taken += long + 1;
        }
        lines
    };
    text.split('\n').map(of).sum()
}

/// The height of so many lines in points; Excel knows no row higher than 409.
fn high(lines: u32) -> u32 {
    (lines * 15 + 1).min(409)
}

/// A colour of the look.
fn hex(colour: &str) -> Color {
    u32::from_str_radix(colour.trim_start_matches('#'), 16).map_or(Color::Default, Color::RGB)
}

fn row_number(row: usize) -> Result<u32, XlsxError> {
    u32::try_from(row).map_err(|_| XlsxError::RowColumnLimitError)
}

fn column_number(column: usize) -> Result<u16, XlsxError> {
    u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)
}
