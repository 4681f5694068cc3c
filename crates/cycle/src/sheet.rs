//! A paper that is a table: rows changed or added, everything else left as it stands.

use std::collections::BTreeMap;

use domain::Problem;

use crate::plan::Column;

/// A table of texts.
pub(crate) struct Sheet {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// Columns with what stands in them.
pub(crate) type Cells<'a> = [(&'a str, String)];

impl Sheet {
    /// Reads a paper. An absent one is an empty table.
    pub(crate) fn read(path: &str, bytes: Option<&[u8]>) -> Result<Sheet, Problem> {
        let mut reader = csv::ReaderBuilder::new().from_reader(bytes.unwrap_or_default());
        let fault = |why: &csv::Error| Problem {
            file: path.to_string(),
            line: why.position().and_then(|at| u32::try_from(at.line()).ok()).unwrap_or(0),
            column: 0,
            rule: "not-a-table",
            says: "The paper cannot be read as a table".to_string(),
            hint: "Mend it in the council's folder and import it again.".to_string(),
        };
        let header = reader.headers().map_err(|why| fault(&why))?.iter().map(str::to_string).collect();
        let rows = reader.records().map(|row| row.map(|row| row.iter().map(str::to_string).collect()));
        let rows = rows.collect::<Result<_, _>>().map_err(|why: csv::Error| fault(&why))?;
        Ok(Sheet { header, rows })
    }

    fn column(&mut self, name: &str) -> usize {
        if let Some(at) = self.header.iter().position(|known| known == name) {
            return at;
        }
        self.header.push(name.to_string());
        self.rows.iter_mut().for_each(|row| row.push(String::new()));
        self.header.len() - 1
    }

    /// Its rows by column.
    pub(crate) fn rows(&self) -> impl Iterator<Item = BTreeMap<&str, &str>> {
        let names = || self.header.iter().map(String::as_str);
        self.rows.iter().map(move |row| names().zip(row.iter().map(String::as_str)).collect())
    }

    /// Keeps the rows that pass.
    pub(crate) fn keep(&mut self, pass: impl Fn(&BTreeMap<&str, &str>) -> bool) {
        let Sheet { header, rows } = self;
        rows.retain(|row| pass(&header.iter().map(String::as_str).zip(row.iter().map(String::as_str)).collect()));
    }

    /// Changes every cell of a column; nothing if there is no such column.
    pub(crate) fn each(&mut self, column: &str, change: impl Fn(&str) -> String) {
        let Some(at) = self.header.iter().position(|known| known == column) else { return };
        for cell in self.rows.iter_mut().filter_map(|row| row.get_mut(at)) {
            *cell = change(cell);
        }
    }

    /// Adds the columns that the table must have and does not.
    pub(crate) fn widen<'c>(&mut self, columns: impl Iterator<Item = &'c Column>) {
        for column in columns {
            self.column(column.name);
        }
    }

    /// The name of the column at a place that a problem names, if the place is in the row of a key: lines from 1,
    /// columns from 1. `None`: it is elsewhere.
    pub(crate) fn name_at(&self, key: &Cells, line: u32, column: u32) -> Option<&str> {
        let row = self.place(key)?;
        // A cell may hold several lines: the row begins after those of all rows before it.
        let lines = |cells: &[String]| 1 + cells.iter().map(|cell| cell.matches('\n').count()).sum::<usize>();
        let begins = 1 + lines(&self.header) + self.rows.iter().take(row).map(|row| lines(row)).sum::<usize>();
        let ends = begins + self.rows.get(row).map_or(1, |row| lines(row));
        let within = usize::try_from(line).is_ok_and(|line| (begins..ends).contains(&line));
        let column = usize::try_from(column).ok()?.checked_sub(1)?;
        self.header.get(column).filter(|_| within).map(String::as_str)
    }

    /// Says of every row that it follows on from the one of its reference in another plan.
    pub(crate) fn follow_on(&mut self, plan: &str) {
        let Some(from) = self.header.iter().position(|known| known == "reference") else { return };
        let to = self.column("predecessor");
        for row in &mut self.rows {
            let before = row.get(from).map(|reference| format!("{plan} {reference}")).unwrap_or_default();
            if let Some(cell) = row.get_mut(to) {
                *cell = before;
            }
        }
    }

    /// Takes out the row of a key; whether there was one.
    pub(crate) fn remove(&mut self, key: &Cells) -> bool {
        let place = self.place(key);
        place.map(|place| self.rows.remove(place)).is_some()
    }

    /// The row in which these columns hold these texts.
    pub(crate) fn find(&self, key: &Cells) -> Option<BTreeMap<&str, &str>> {
        let row = self.rows.get(self.place(key)?)?;
        Some(self.header.iter().zip(row).map(|(name, cell)| (name.as_str(), cell.as_str())).collect())
    }

    fn place(&self, key: &Cells) -> Option<usize> {
        let at = |name: &str| self.header.iter().position(|known| known == name);
        let columns: Option<Vec<(usize, &String)>> = key.iter().map(|(name, text)| Some((at(name)?, text))).collect();
        let columns = columns?;
        self.rows.iter().position(|row| columns.iter().all(|(column, text)| row.get(*column) == Some(*text)))
    }

    /// Changes the row of a key, or adds one. Columns that are not named keep what they hold; one that the table lacks
    /// is added only where something is to stand in it.
    pub(crate) fn set(&mut self, key: &Cells, cells: &Cells) {
        let width = self.header.len();
        let place = self.place(key).unwrap_or_else(|| {
            self.rows.push(vec![String::new(); width]);
            self.rows.len() - 1
        });
        for (name, text) in key.iter().chain(cells) {
            let known = self.header.iter().any(|known| known == name);
            if !known && text.is_empty() {
                continue;
            }
            let column = self.column(name);
            if let Some(cell) = self.rows.get_mut(place).and_then(|row| row.get_mut(column)) {
                cell.clone_from(text);
            }
        }
    }

    /// The table as bytes.
    pub(crate) fn write(&self) -> Vec<u8> {
        let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
        let mut written = writer.write_record(&self.header);
        for row in &self.rows {
            written = written.and_then(|()| writer.write_record(row));
        }
        // Writing to memory fails only for rows of unequal length, and `column` keeps them equal.
        debug_assert!(written.is_ok(), "a row of {:?} was not written", self.header);
        writer.into_inner().unwrap_or_default()
    }
}

#[cfg(test)]
mod cases {
    use super::*;

    fn cells<'a>(cells: &[(&'a str, &str)]) -> Vec<(&'a str, String)> {
        cells.iter().map(|(name, text)| (*name, text.to_string())).collect()
    }

    #[test]
    fn a_row_is_changed_where_its_key_stands_and_added_where_it_does_not() {
        let text = b"measure,period,value\na,2025-26-Q1,1.10\nb,2025-26-Q1,\"1,5\"\n";
        let mut sheet = Sheet::read("values/x.csv", Some(text)).ok().unwrap();
        sheet.set(&cells(&[("measure", "a"), ("period", "2025-26-Q1")]), &cells(&[("value", "2.20"), ("reason", "")]));
        sheet.set(&cells(&[("measure", "c"), ("period", "2025-26-Q1")]), &cells(&[("reason", "awaited")]));
        assert_eq!(
            String::from_utf8(sheet.write()).unwrap(),
            "measure,period,value,reason\na,2025-26-Q1,2.20,\nb,2025-26-Q1,\"1,5\",\nc,2025-26-Q1,,awaited\n"
        );
    }
}
