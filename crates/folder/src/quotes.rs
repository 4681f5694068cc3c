//! Quotes that CSV readers forgive and people do not mean: left open, or ended in the middle of a cell.

use crate::problems::Fault;

/// The first fault of quoting; what follows it cannot be told apart.
#[derive(Debug)]
pub(crate) struct QuoteFault {
    /// Byte at which the faulty record begins.
    pub record_starts_at: usize,
    pub line: u32,
    pub cell: u32,
    pub fault: Fault,
}

enum Within {
    /// At the start of a cell, perhaps after blanks.
    Start,
    Plain,
    Quoted,
    /// After the quote that ended the cell.
    Ended,
}

/// Looks through a text with line ends `\n`.
pub(crate) fn first_quote_fault(text: &str) -> Option<QuoteFault> {
    let (mut line, mut cell, mut record_starts_at) = (1, 1, 0);
    let (mut opened, mut blank) = ((1, 1), false);
    let mut within = Within::Start;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let fault = |line, cell, fault| Some(QuoteFault { record_starts_at, line, cell, fault });
        match (&within, c) {
            (Within::Quoted, '"') if characters.next_if(|(_, next)| *next == '"').is_some() => {}
            (Within::Quoted, '"') => within = Within::Ended,
            (Within::Quoted, '\n') => line += 1,
            (Within::Quoted, _) => {}
            (_, '\n') => {
                (line, cell, record_starts_at) = (line + 1, 1, at + 1);
                (within, blank) = (Within::Start, false);
            }
            (_, ',') => {
                cell += 1;
                (within, blank) = (Within::Start, false);
            }
            (Within::Start, '"') if blank => return fault(line, cell, stray("A blank stands before the quote.")),
            (Within::Start, '"') => {
                opened = (line, cell);
                within = Within::Quoted;
            }
            (Within::Start | Within::Ended, ' ' | '\t') => blank = true,
            (Within::Ended, _) => return fault(line, cell, stray("A cell goes on after its closing quote.")),
            (Within::Start | Within::Plain, _) => within = Within::Plain,
        }
    }
    let hint = "Close the cell with a double quote. Everything after it was left unread.";
    let fault = Fault::new("unclosed-quote", "This cell begins with a double quote that is never closed.", hint);
    let (line, cell) = opened;
    matches!(within, Within::Quoted).then_some(QuoteFault { record_starts_at, line, cell, fault })
}

fn stray(says: &str) -> Fault {
    let hint = "A quote inside a quoted cell is doubled: \"the \"\"big\"\" one\". Everything after it was left unread.";
    Fault::new("stray-quote", says, hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_faults_only_where_cells_run_together() {
        for (text, expected) in [
            ("a,b\n\"1,2\",3\n", None),
            ("a\n\"two\nlines\"\n", None),
            ("a\n\"a \"\"b\"\" c\"\n", None),
            ("a\n5\" pipe\n", None),
            ("a\n\"x\" ,y\n", None),
            ("a,b\n1,\"open\n2,3\n", Some(("unclosed-quote", 2, 2, 4))),
            ("a,b\n1,\"x\"y\n", Some(("stray-quote", 2, 2, 4))),
            ("a,b\n1, \"x\"\n", Some(("stray-quote", 2, 2, 4))),
            ("a,b\n1,\"open\n2,\"b\",3\n", Some(("stray-quote", 3, 2, 4))),
        ] {
            let found = first_quote_fault(text).map(|f| (f.fault.rule, f.line, f.cell, f.record_starts_at));
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
