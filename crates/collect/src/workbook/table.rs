//! One table on a sheet of its own: title, what it is, headings, rows.

use rust_xlsxwriter::{ProtectionOptions, Table, TableColumn, TableStyle, Worksheet, XlsxError};

use crate::columns::{Column, Filled, What};

use super::style;

/// The row of the headings, from 0.
pub(super) const HEAD: u32 = 3;

/// What a table is called, on its sheet and within the file.
pub(super) struct Named<'a> {
    /// The sheet's name.
    pub sheet: &'a str,
    /// The table's name, unique in the file.
    pub table: &'a str,
    /// The title in A1.
    pub title: &'a str,
    /// What it is and how to fill it in, each a line.
    pub lines: [&'a str; 2],
}

/// Writes everything but the rows.
pub(super) fn begin(to: &mut Worksheet, named: &Named, columns: &[Column], rows: usize) -> Result<(), XlsxError> {
    to.set_name(named.sheet)?;
    to.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    to.set_footer("&L&F  &A&RPage &P of &N");
    to.write_string_with_format(0, 0, named.title, &style::title())?;
    to.set_row_height(0, 24)?;
    for (row, line) in (1..).zip(named.lines) {
        to.write_string_with_format(row, 0, line, &style::plain())?;
    }
    let heads: Vec<TableColumn> = columns
        .iter()
        .map(|column| {
            let format = match column.filled {
                Filled::Beforehand => style::shown_head(),
                Filled::ByOwner => style::asked_head(),
            };
            TableColumn::new().set_header(column.title).set_header_format(format)
        })
        .collect();
    let table = Table::new()
        .set_name(named.table)
        .set_style(TableStyle::None)
        .set_banded_rows(false)
        .set_autofilter(false)
        .set_alt_text_title(named.title)
        .set_alt_text(named.lines[0])
        .set_columns(&heads);
    let last = HEAD + u32::try_from(rows.max(1)).map_err(|_| XlsxError::RowColumnLimitError)?;
    let width = u16::try_from(columns.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    to.add_table(HEAD, 0, last, width.saturating_sub(1), &table)?;
    for (at, column) in (0..).zip(columns) {
        to.set_column_width(at, column.width)?;
    }
    let tall = columns.iter().map(|column| style::lines(column.title, column.width)).max().unwrap_or(1);
    to.set_row_height(HEAD, style::high(tall))?;
    to.set_freeze_panes(HEAD + 1, 2)?;
    to.set_repeat_rows(HEAD, HEAD)?;
    to.protect_with_options(&ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        use_autofilter: true,
        ..ProtectionOptions::new()
    });
    Ok(())
}

/// The column that holds something, from 0.
pub(super) fn column(columns: &[Column], what: What) -> Option<u16> {
    columns.iter().position(|column| column.what == what).and_then(|at| u16::try_from(at).ok())
}
