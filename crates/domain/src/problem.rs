//! What is wrong with something a person wrote, where, and what to do about it.

use std::fmt;

/// One fault in a council's files. Faults are collected, never thrown: all of them are told in one pass.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Path in the folder, with forward slashes.
    pub file: String,
    /// Line from 1; 0 where the fault is the file itself.
    pub line: u32,
    /// Column from 1: the cell's number in a CSV file, the character's in other text; 0 where the fault is the line.
    pub column: u32,
    /// The name of the rule, a fixed word that tests and programs may rely on: `unknown-reference`.
    pub rule: &'static str,
    /// What is wrong, quoting what stands there.
    pub says: String,
    /// What to do next.
    pub hint: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
            if self.column > 0 {
                write!(f, ":{}", self.column)?;
            }
        }
        write!(f, ": {} [{}]", self.says, self.rule)?;
        if self.hint.is_empty() { Ok(()) } else { write!(f, "\n    {}", self.hint) }
    }
}
