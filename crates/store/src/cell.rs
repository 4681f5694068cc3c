//! What stands in one column of one row: text, a small number or bytes. Moments, dates and decimals are text.

use std::str::FromStr;

use domain::{Date, Decimal};
use jiff::Timestamp;

use crate::error::{Result, StoreError};

/// One value of one column.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cell {
    /// Nothing stands there.
    Null,
    /// Text.
    Text(String),
    /// A number that fits 32 bits, which is what PostgreSQL's `integer` holds.
    Number(i64),
    /// Contents of a file.
    Bytes(Vec<u8>),
}

/// One row, read from left to right.
#[derive(Debug)]
pub(crate) struct Row(std::vec::IntoIter<Cell>);

impl Row {
    pub(crate) fn new(cells: Vec<Cell>) -> Row {
        Row(cells.into_iter())
    }

    pub(crate) fn cells(self) -> Vec<Cell> {
        self.0.collect()
    }

    pub(crate) fn maybe(&mut self) -> Result<Option<String>> {
        match self.0.next() {
            Some(Cell::Text(text)) => Ok(Some(text)),
            Some(Cell::Null) => Ok(None),
            _ => Err(unexpected("text")),
        }
    }

    pub(crate) fn text(&mut self) -> Result<String> {
        self.maybe()?.ok_or_else(|| unexpected("text"))
    }

    pub(crate) fn number(&mut self) -> Result<u32> {
        match self.0.next() {
            Some(Cell::Number(number)) => u32::try_from(number).map_err(|_| unexpected("a number")),
            _ => Err(unexpected("a number")),
        }
    }

    pub(crate) fn bytes(&mut self) -> Result<Vec<u8>> {
        match self.0.next() {
            Some(Cell::Bytes(bytes)) => Ok(bytes),
            _ => Err(unexpected("bytes")),
        }
    }

    /// Text that a type can read, such as a moment, a date or a decimal.
    pub(crate) fn read<T: FromStr>(&mut self) -> Result<T> {
        let text = self.text()?;
        text.parse().map_err(|_| unexpected(std::any::type_name::<T>()))
    }

    /// As [`Row::read`], or nothing.
    pub(crate) fn maybe_read<T: FromStr>(&mut self) -> Result<Option<T>> {
        match self.maybe()? {
            None => Ok(None),
            Some(text) => text.parse().map(Some).map_err(|_| unexpected(std::any::type_name::<T>())),
        }
    }

    /// A word of a list of words.
    pub(crate) fn word<T: Copy, const N: usize>(&mut self, words: &[(T, &str); N]) -> Result<T> {
        let text = self.text()?;
        words.iter().find(|(_, word)| *word == text).map(|(one, _)| *one).ok_or_else(|| unexpected("a known word"))
    }
}

/// The word of a list of words; every list in `domain` is whole.
pub(crate) fn word<T: PartialEq, const N: usize>(words: &[(T, &'static str); N], one: &T) -> Cell {
    words.iter().find(|(known, _)| known == one).map_or(Cell::Null, |(_, word)| Cell::from(*word))
}

pub(crate) fn unexpected(wanted: &str) -> StoreError {
    StoreError::Broken(format!("a column does not hold {wanted}"))
}

/// Moments with nine places, always in UTC, so that their text sorts as they do.
pub(crate) fn moment(at: Timestamp) -> String {
    format!("{at:.9}")
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_string())
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Cell {
        Cell::Text(text.clone())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::Text(text)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Cell {
        Cell::Number(i64::from(number))
    }
}

impl From<Timestamp> for Cell {
    fn from(at: Timestamp) -> Cell {
        Cell::Text(moment(at))
    }
}

impl From<Date> for Cell {
    fn from(date: Date) -> Cell {
        Cell::Text(date.to_string())
    }
}

impl From<Decimal> for Cell {
    /// With the places it has: 1.10 stays 1.10.
    fn from(figure: Decimal) -> Cell {
        Cell::Text(figure.to_string())
    }
}

impl<T> From<Option<T>> for Cell
where
    Cell: From<T>,
{
    fn from(maybe: Option<T>) -> Cell {
        maybe.map_or(Cell::Null, Cell::from)
    }
}

/// A list of cells made of anything that has a column form.
macro_rules! cells {
    ($($one:expr),* $(,)?) => { vec![$($crate::cell::Cell::from($one)),*] };
}
pub(crate) use cells;
