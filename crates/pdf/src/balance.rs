//! Room moved from column to column of a table for as long as that makes its rows lower: a name of nine lines beside a
//! comment of four is as hard to read as it is long.
//!
//! All lengths are whole thousandths of a point.

use std::collections::BTreeMap;

use crate::columns::Columns;

/// Moves that are tried, the largest first: a column may need several words' room before it loses a line.
const MOVES: [u32; 4] = [32_000, 16_000, 8_000, 4_000];
/// More moves than any table was seen to take.
const MOST: usize = 80;
/// What a space takes, in thousandths of the size.
const SPACE: u32 = 260;

/// The words of a cell, line by line where lines are broken on purpose: widths in thousandths of the size.
pub type Words = Vec<Vec<u32>>;

/// Rows of cells that are to stand in columns.
#[derive(Debug)]
pub struct Balance<'a> {
    rows: &'a [Vec<Words>],
    size: u32,
    /// The narrowest that each column may be.
    least: &'a [u32],
    /// Lines of every row's cell in a column of a width, once worked out.
    known: BTreeMap<(usize, u32), Vec<u32>>,
}

impl<'a> Balance<'a> {
    /// For rows whose cells are as many as there are columns.
    pub fn new(rows: &'a [Vec<Words>], size: u32, least: &'a [u32]) -> Balance<'a> {
        Balance { rows, size, least, known: BTreeMap::new() }
    }

    /// The columns with their room moved; their widths add up to what they did.
    pub fn even(mut self, mut columns: Columns) -> Columns {
        let mut now = self.lines(&columns.widths);
        for _ in 0..MOST {
            let Some((lines, widths)) = self.best(&columns.widths).filter(|(lines, _)| *lines < now) else { break };
            (now, columns.widths) = (lines, widths);
        }
        columns
    }

    /// The single move that leaves the fewest lines.
    fn best(&mut self, widths: &[u32]) -> Option<(u32, Vec<u32>)> {
        let mut best: Option<(u32, Vec<u32>)> = None;
        for by in MOVES {
            for from in 0..widths.len() {
                let Some(less) = self.narrower(widths, from, by) else { continue };
                for to in (0..widths.len()).filter(|to| *to != from) {
                    let mut moved = less.clone();
                    moved.iter_mut().skip(to).take(1).for_each(|wide| *wide += by);
                    let lines = self.lines(&moved);
                    if best.as_ref().is_none_or(|(fewest, _)| lines < *fewest) {
                        best = Some((lines, moved));
                    }
                }
            }
        }
        best
    }

    /// The widths with one column narrower. `None`: it would be narrower than it may.
    fn narrower(&self, widths: &[u32], from: usize, by: u32) -> Option<Vec<u32>> {
        let left = widths.get(from)?.checked_sub(by)?;
        (left >= *self.least.get(from)?).then(|| {
            let mut less = widths.to_vec();
            less.iter_mut().skip(from).take(1).for_each(|wide| *wide = left);
            less
        })
    }

    /// Lines of all rows, each as tall as its tallest cell.
    fn lines(&mut self, widths: &[u32]) -> u32 {
        let mut tallest = vec![1_u32; self.rows.len()];
        for (column, wide) in widths.iter().enumerate() {
            let (rows, size) = (self.rows, self.size);
            let work_out = || {
                let room = wide.saturating_sub(crate::columns::TAKEN).saturating_mul(100) / (size / 10).max(1);
                rows.iter().map(|row| row.get(column).map_or(0, |words| lines(words, room))).collect()
            };
            let lines: &Vec<u32> = self.known.entry((column, *wide)).or_insert_with(work_out);
            tallest.iter_mut().zip(lines).for_each(|(most, lines)| *most = (*most).max(*lines));
        }
        tallest.into_iter().fold(0, u32::saturating_add)
    }
}

/// Lines that words take in a room, both in thousandths of the size.
fn lines(words: &Words, room: u32) -> u32 {
    let one = |line: &Vec<u32>| {
        let (mut lines, mut filled) = (1_u32, 0_u32);
        for word in line {
            let longer = if filled == 0 { *word } else { filled + SPACE + word };
            if longer > room && filled > 0 {
                lines += 1;
                filled = *word;
            } else {
                filled = longer;
            }
        }
        lines
    };
    words.iter().map(one).fold(0, u32::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many words of a length.
    fn words(count: usize) -> Words {
        vec![vec![2_500; count]]
    }

    fn table() -> (Vec<Vec<Words>>, Columns) {
        let rows = vec![vec![words(24), words(1), words(20)], vec![words(24), words(1), words(16)]];
        (rows, Columns { size: 9_000, widths: vec![80_000, 60_000, 260_000] })
    }

    #[test]
    fn a_long_name_beside_a_shorter_comment_is_given_its_room() {
        let (rows, columns) = table();
        let least = [40_000, 40_000, 60_000];
        let before = Balance::new(&rows, 9_000, &least).lines(&columns.widths);
        let even = Balance::new(&rows, 9_000, &least).even(columns.clone());
        let after = Balance::new(&rows, 9_000, &least).lines(&even.widths);
        assert!(after * 2 <= before, "{before} lines became {after}: {even:?}");
        assert_eq!(even.widths.iter().sum::<u32>(), columns.widths.iter().sum::<u32>());
    }

    #[test]
    fn no_column_becomes_narrower_than_it_may() {
        let (rows, columns) = table();
        let least = [40_000, 56_000, 250_000];
        let even = Balance::new(&rows, 9_000, &least).even(columns);
        assert!(even.widths.iter().zip(least).all(|(wide, least)| *wide >= least), "{even:?}");
    }

    #[test]
    fn words_fill_lines_and_a_line_broken_on_purpose_stays_so() {
        let reason = vec![vec![1_300, 4_200]];
        assert_eq!([lines(&reason, 6_000), lines(&reason, 5_000)], [1, 2]);
        assert_eq!(lines(&vec![vec![1_300], vec![4_200]], 60_000), 2);
    }
}
