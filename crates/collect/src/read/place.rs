//! Where in a workbook something stands.

use std::fmt;

use crate::fault::Fault;

/// What is wrong in a workbook, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The name under which the file was sent.
    pub file: String,
    /// The sheet and the cell as office programs write it: `Figures!I7`. `None`: the whole file.
    pub cell: Option<String>,
    /// The name of the rule, a fixed word that tests and programs may rely on: `number-with-unit`.
    pub rule: &'static str,
    /// What is wrong, quoting what stands there.
    pub says: String,
    /// What to do next.
    pub hint: String,
}

impl Problem {
    pub(super) fn of_file(file: &str, Fault { rule, says, hint }: Fault) -> Problem {
        Problem { file: file.to_string(), cell: None, rule, says, hint }
    }

    /// At a row and column, both from 0.
    pub(super) fn at(file: &str, sheet: &str, (row, column): (u32, u32), fault: Fault) -> Problem {
        let cell = format!("{sheet}!{}{}", letters(column), row.saturating_add(1));
        Problem { cell: Some(cell), ..Problem::of_file(file, fault) }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(cell) = &self.cell {
            write!(f, ": {cell}")?;
        }
        write!(f, ": {} [{}]\n    {}", self.says, self.rule, self.hint)
    }
}

/// A column's letters: 0 is A, 26 is AA.
pub(super) fn letters(column: u32) -> String {
    let mut left = Some(column);
    let mut letters = Vec::new();
    while let Some(at) = left {
        letters.push(char::from_u32(u32::from(b'A') + at % 26).unwrap_or('A'));
        left = (at / 26).checked_sub(1);
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod cases {
    use super::letters;

    #[test]
    fn columns_are_lettered_as_in_office_programs() {
        for (column, expected) in [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), expected);
        }
    }
}
