//! The sheet that drop-downs take their words from.

use rust_xlsxwriter::{Formula, Table, TableColumn, TableStyle, Worksheet, XlsxError};

use super::style;

/// Its name.
const NAME: &str = "Lists";
/// The row of the headings, from 0.
const HEAD: u32 = 3;

/// Lists of words, each a column.
#[derive(Debug, Default)]
pub(super) struct Lists(Vec<(String, Vec<String>)>);

impl Lists {
    /// Where a list of words stands, for a drop-down. A list of the same words is kept once.
    pub fn at(&mut self, title: &str, words: &[String]) -> Result<Formula, XlsxError> {
        let column = self.0.iter().position(|(_, known)| known == words).unwrap_or_else(|| {
            let same = self.0.iter().filter(|(known, _)| known == title || known.starts_with(&format!("{title} (")));
            let title = match same.count() {
                0 => title.to_string(),
                several => format!("{title} ({})", several + 1),
            };
            self.0.push((title, words.to_vec()));
            self.0.len() - 1
        });
        let column = u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)?;
        let letters = rust_xlsxwriter::utility::column_number_to_name(column);
        let last = usize::try_from(HEAD).unwrap_or(0) + 1 + words.len().max(1);
        Ok(Formula::new(format!("={NAME}!${letters}${}:${letters}${last}", HEAD + 2)))
    }

    /// Writes the sheet: one table a list, side by side, for each list has its own length.
    pub fn write(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        to.set_name(NAME)?;
        to.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        to.write_string_with_format(0, 0, "Lists to choose from", &style::title())?;
        to.set_row_height(0, 24)?;
        let says = "The drop-downs of the other sheets take their words from here. There is nothing to fill in.";
        to.write_string_with_format(1, 0, says, &style::plain())?;
        for (at, (title, words)) in self.0.iter().enumerate() {
            let column = u16::try_from(at).map_err(|_| XlsxError::RowColumnLimitError)?;
            let last = HEAD + u32::try_from(words.len().max(1)).map_err(|_| XlsxError::RowColumnLimitError)?;
            let head = TableColumn::new().set_header(title).set_header_format(style::shown_head());
            let table = Table::new()
                .set_name(format!("list_{}", at + 1))
                .set_style(TableStyle::None)
                .set_autofilter(false)
                .set_alt_text_title(title)
                .set_columns(&[head]);
            to.add_table(HEAD, column, last, column, &table)?;
            for (row, word) in (HEAD + 1..).zip(words) {
                to.write_string_with_format(row, column, word, &style::shown())?;
            }
            to.set_column_width(column, 30)?;
        }
        to.set_freeze_panes(HEAD + 1, 0)?;
        to.protect();
        Ok(())
    }
}
