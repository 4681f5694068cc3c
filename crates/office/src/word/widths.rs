//! How wide each column of a table stands: never narrower than its longest word, then as the document weighs it.
//!
//! Lengths are twentieths of a point; text is measured in thousandths of its size, on the safe side for Arial.

use report::document::{Cell, Inline, Table};

/// How a table is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Widths {
    /// Size of its text in half points.
    pub size: u32,
    /// Width of each column.
    pub columns: Vec<u32>,
    /// The most lines that any row takes.
    pub tallest: u32,
}

/// Left and right margin of a cell, and some room for what measuring misses.
const PADDING: u32 = 200;
/// A word of more characters may break after a hyphen.
const LONG: usize = 12;
/// Brackets about a marker, and the space before them.
const BRACKETS: u32 = 1_020;
/// What a rating tag adds to its word.
const TAG: u32 = 2_400;
/// Thousandths of a table's smallest size to a CSS pixel of a picture.
const PIXEL: u32 = 90;
/// Words that wrap ask for at least this much.
const MEASURE: u32 = 13_000;
/// Words that would take more than this on one line are given twice their weight and lines that read well.
const LONG_WORDS: u32 = 120_000;
const LINE: u32 = 22_000;
/// Sizes that a table may be set in, the first that fits.
pub const SIZES: [u32; 4] = [20, 19, 18, 17];

/// What a column asks for.
#[derive(Debug, Clone, Copy, Default)]
struct Asked {
    /// Its longest word.
    least: u32,
    /// Its longest line, unwrapped.
    most: u32,
    weight: u32,
}

/// A table in a width. `None`: some word fits in no size.
pub fn fit(table: &Table, room: u32) -> Option<Widths> {
    let asked = asked(table);
    SIZES.into_iter().find_map(|size| set(table, &asked, size, room))
}

/// Whether a table stands well in a width: in no size but the first two.
pub fn stands_well(table: &Table, room: u32) -> bool {
    let asked = asked(table);
    SIZES.into_iter().take(2).any(|size| set(table, &asked, size, room).is_some())
}

/// A table in a width where it may not fit: its columns as the document weighs them, in the smallest size.
pub fn squeeze(table: &Table, room: u32) -> Widths {
    let whole: u32 = table.columns.iter().map(|column| u32::from(column.width.max(1))).sum();
    let share = |weight: u8| room * u32::from(weight.max(1)) / whole.max(1);
    let columns: Vec<u32> = table.columns.iter().map(|column| share(column.width)).collect();
    let size = SIZES.last().copied().unwrap_or(17);
    let tallest = tallest(table, &columns, size);
    Widths { size, columns, tallest }
}

fn asked(table: &Table) -> Vec<Asked> {
    let ask = |(at, column): (usize, &report::document::Column)| {
        let weight = u32::from(column.width.max(1));
        let mut asked = Asked { least: longest_word(&column.title, 1_080), most: 0, weight };
        asked.most = width(&column.title, 1_080);
        for cell in rows(table).filter_map(|cells| cells.get(at)) {
            let (least, most) = extent(&cell.content, if at == table.row_header { 1_080 } else { 1_000 });
            asked.least = asked.least.max(least);
            asked.most = asked.most.max(most);
        }
        asked.least = asked.least.max(asked.most.min(MEASURE * weight.min(6) / 6));
        if asked.most > LONG_WORDS {
            asked.weight *= 2;
            asked.least = asked.least.max(LINE);
        }
        asked
    };
    table.columns.iter().enumerate().map(ask).collect()
}

fn set(table: &Table, asked: &[Asked], size: u32, room: u32) -> Option<Widths> {
    let length = |thousandths: u32| thousandths * size / 100 + PADDING;
    if asked.iter().map(|one| length(one.least)).sum::<u32>() > room {
        return None;
    }
    let mut columns: Vec<Option<u32>> = vec![None; asked.len()];
    loop {
        let taken: u32 = columns.iter().flatten().sum();
        let free = asked.iter().zip(&columns).filter(|(_, set)| set.is_none());
        let weights: u32 = free.map(|(one, _)| one.weight).sum::<u32>().max(1);
        let share = |one: &Asked| (room - taken) * one.weight / weights;
        // First those that need more than their share, then those that can use no more than theirs.
        let open = || asked.iter().zip(&columns).enumerate().filter(|(_, (_, set))| set.is_none());
        let short =
            open().find(|(_, (one, _))| length(one.least) > share(one)).map(|(at, (one, _))| (at, length(one.least)));
        let ample =
            || open().find(|(_, (one, _))| length(one.most) < share(one)).map(|(at, (one, _))| (at, length(one.most)));
        match short.or_else(ample) {
            Some((at, width)) => columns.get_mut(at).map(|column| *column = Some(width))?,
            None => {
                let set: Vec<u32> =
                    asked.iter().zip(&columns).map(|(one, set)| set.unwrap_or_else(|| share(one))).collect();
                let tallest = tallest(table, &set, size);
                return Some(Widths { size, columns: set, tallest });
            }
        }
    }
}

fn tallest(table: &Table, columns: &[u32], size: u32) -> u32 {
    let lines = |cell: &Cell, width: u32| {
        let breaks = cell.content.iter().filter(|inline| **inline == Inline::Break).count();
        let room = (width.saturating_sub(PADDING) * 100 / size.max(1)).max(500);
        extent(&cell.content, 1_000).1 / room + 1 + u32::try_from(breaks).unwrap_or(u32::MAX / 4)
    };
    let of = |cells: &Vec<Cell>| cells.iter().zip(columns).map(|(cell, width)| lines(cell, *width)).max();
    rows(table).filter_map(of).max().unwrap_or(0)
}

fn rows(table: &Table) -> impl Iterator<Item = &Vec<Cell>> {
    table.groups.iter().flat_map(|group| &group.rows).map(|row| &row.cells)
}

/// The widest word and the whole width of running text. What follows a word without a space belongs to it.
fn extent(text: &[Inline], weight: u32) -> (u32, u32) {
    let (mut word, mut line, mut open) = (0, 0, 0);
    for inline in text {
        let (own_word, own_line) = match inline {
            Inline::Text(text) | Inline::Muted(text) | Inline::Absent(text) => {
                (longest_word(text, weight), width(text, weight))
            }
            Inline::Marker(text, _) => (longest_word(text, weight) + BRACKETS, width(text, weight) + BRACKETS),
            Inline::Strong(inner) => extent(inner, 1_080),
            Inline::Emphasis(inner) | Inline::Link { content: inner, .. } => extent(inner, weight),
            Inline::Rating(tag) => (width(&tag.word, 1_080) + TAG, width(&tag.word, 1_080) + TAG),
            Inline::Note(note) => (open + width(&note.letter, weight) + 700, width(&note.letter, weight) + 700),
            Inline::Break => (0, 0),
            // At the size of a table's text, half points of which measure it.
            Inline::Spark(spark) => (spark.size.0 * PIXEL, spark.size.0 * PIXEL),
        };
        word = word.max(own_word);
        line += own_line;
        open = match inline {
            Inline::Text(text) => last_word(text, weight),
            Inline::Marker(text, _) => last_word(text, weight) + BRACKETS,
            Inline::Note(_) => own_word,
            _ => 0,
        };
    }
    (word, line)
}

fn last_word(text: &str, weight: u32) -> u32 {
    text.rsplit(|c: char| c.is_whitespace() && c != '\u{a0}').next().map_or(0, |word| width(word, weight))
}

fn longest_word(text: &str, weight: u32) -> u32 {
    let words = text.split(|c: char| c.is_whitespace() && c != '\u{a0}').flat_map(parts);
    words.map(|word| width(word, weight)).max().unwrap_or(0)
}

/// A reference stays whole; a longer word may break after a hyphen.
fn parts(word: &str) -> std::str::SplitInclusive<'_, fn(char) -> bool> {
    let breaks: fn(char) -> bool = if word.chars().count() > LONG { |c| c == '-' } else { |_| false };
    word.split_inclusive(breaks)
}

fn width(text: &str, weight: u32) -> u32 {
    let own = |c: char| match c {
        'i' | 'j' | 'l' | '\'' | '|' | '!' | ',' | '.' | ':' | ';' | 'I' => 280,
        'f' | 't' | 'r' | '-' | '(' | ')' | '/' | ' ' => 340,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 900,
        'A'..='Z' | '&' => 720,
        'a'..='z' | '0'..='9' => 560,
        _ => 700,
    };
    text.chars().map(own).sum::<u32>() * weight / 1_000
}

#[cfg(test)]
mod tests {
    use report::document::{Column, Group, Row, Set};

    use super::*;

    fn table(columns: &[(&str, u8)], cells: &[&str]) -> Table {
        let columns =
            columns.iter().map(|(title, width)| Column { title: (*title).into(), set: Set::Words, width: *width });
        let cell = |text: &&str| Cell { content: vec![Inline::Text((*text).into())], fact: None };
        let rows = vec![Row { id: None, cells: cells.iter().map(cell).collect() }];
        Table {
            id: "t".into(),
            caption: String::new(),
            summary: None,
            columns: columns.collect(),
            row_header: 0,
            groups: vec![Group { title: None, rows }],
        }
    }

    #[test]
    fn columns_fill_no_more_than_their_room_and_no_word_is_wider_than_its_column() {
        let table =
            table(&[("Ref.", 1), ("Measure", 6), ("2025-26", 2)], &["SO-01", "Independence regained at home", "1,341"]);
        let set = fit(&table, 9_000).unwrap();
        assert!(set.columns.iter().sum::<u32>() <= 9_000, "{set:?}");
        for (column, asked) in set.columns.iter().zip(asked(&table)) {
            assert!(*column >= asked.least * set.size / 100, "{set:?}");
        }
    }

    #[test]
    fn a_note_belongs_to_the_number_before_it_and_a_marker_may_stand_on_a_line_of_its_own() {
        let number = || Inline::Text("£5,000,000".into());
        let note = Inline::Note(report::document::NoteRef { letter: "a".into(), id: "a".into() });
        let marked = extent(&[number(), Inline::Marker("e".into(), "[e]".into())], 1_000);
        let noted = extent(&[number(), note], 1_000);
        assert_eq!(marked.0, extent(&[number()], 1_000).0, "{marked:?}");
        assert!(noted.0 > marked.0 && noted.0 == noted.1, "{noted:?}");
    }

    #[test]
    fn a_table_whose_words_fit_in_no_size_says_so() {
        assert_eq!(fit(&table(&[("Responsibilities", 1), ("Accountabilities", 1)], &["a", "b"]), 1_500), None);
    }
}
