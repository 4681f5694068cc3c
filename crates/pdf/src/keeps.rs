//! What stays on one page with what: words with the table that they introduce, a table's head with its first
//! rows, notes with the last graphic that they are about.

use crate::heights::height;
use crate::pages::{Note, Part};

/// Words that introduce something are kept with it up to this height, in thousandths of a point: about eight lines.
const INTRODUCTION: u32 = 150_000;
/// Notes of more lines than this may stand on the next page.
const FEW: usize = 8;

/// Marks what stays together in the parts of one section, the first of which is its heading.
pub fn keep(parts: Vec<Part>, room: u32) -> Vec<Part> {
    let mut parts = with_notes(parts);
    let words = parts.iter().skip(1).take_while(|part| matches!(part, Part::Para { .. })).count();
    let shown = matches!(parts.get(words + 1), Some(Part::Table(_) | Part::Tiles { .. }));
    let tall: u32 = parts.iter().skip(1).take(words).map(|part| height(part, room)).fold(0, u32::saturating_add);
    // Else a heading still takes its second paragraph with it, for a rating alone says little; not a row of graphics,
    // which are tall, so that pages would be left half empty.
    let kept = match shown && tall <= INTRODUCTION {
        true => words,
        false => words.saturating_sub(1).min(1),
    };
    for part in parts.iter_mut().skip(1).take(kept) {
        if let Part::Para { sticks, .. } = part {
            *sticks = true;
        }
    }
    parts
}

/// The notes after a row of graphics as part of it.
fn with_notes(parts: Vec<Part>) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        match (out.last_mut(), part) {
            (Some(Part::Figures(row)), Part::Notes { notes }) if notes.len() <= FEW && row.is_of_one_piece() => {
                row.note(notes);
            }
            (_, part) => out.push(part),
        }
    }
    out
}

/// The least of a table that is worth beginning on a page, in thousandths of a point: its caption, its header, three
/// rows; all of it where it is short.
pub fn start(rows: &[u32], size: u32) -> u32 {
    const SHORT: u32 = 170_000;
    const HEAD: u32 = 50_000;
    let row = |lines: &u32| lines.saturating_mul(size * 7 / 5).saturating_add(5_000);
    let whole = rows.iter().map(row).fold(HEAD, u32::saturating_add);
    if whole <= SHORT {
        return whole;
    }
    let first = |count: usize| rows.iter().take(count).map(row).fold(HEAD, u32::saturating_add);
    [3, 2].into_iter().map(first).find(|tall| *tall <= SHORT).unwrap_or(HEAD)
}

/// Lines that notes have, for the height of what holds them.
pub fn notes_height(notes: &[Note], room: u32) -> u32 {
    notes.iter().map(|note| crate::heights::paragraph(&note.text, 8_500, room)).fold(0, u32::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inline::Piece;

    fn para(words: &str) -> Part {
        Part::Para { body: vec![Piece::Text(words.into())], sticks: false }
    }

    fn heading() -> Part {
        let (id, title, running) = ("so-01".into(), "SO-01".into(), "People".into());
        Part::Heading { id, level: 3, title, running, page: false }
    }

    fn sticking(parts: Vec<Part>) -> Vec<bool> {
        let sticks = |part: &Part| matches!(part, Part::Para { sticks: true, .. });
        keep(parts, 480_000).iter().map(sticks).collect()
    }

    #[test]
    fn a_rating_under_a_heading_stays_with_the_words_after_it() {
        let words = "Placements are still short. ".repeat(8);
        assert_eq!(
            sticking(vec![heading(), para("Good. Expected completion: May."), para(&words)]),
            [false, true, false]
        );
        assert_eq!(sticking(vec![heading(), para(&words)]), [false, false]);
    }

    #[test]
    fn words_stay_with_what_they_introduce_unless_they_are_long() {
        let numbers = || Part::Tiles { tiles: Vec::new() };
        assert_eq!(sticking(vec![heading(), para("Of 25, 20 are good."), numbers()]), [false, true, false]);
        let long = "Placements are still short. ".repeat(60);
        assert_eq!(sticking(vec![heading(), para(&long), numbers()]), [false, false, false]);
    }

    #[test]
    fn a_short_table_begins_where_all_of_it_fits_and_a_long_one_where_three_rows_do() {
        assert_eq!(start(&[1, 1, 1, 1], 9_000), 50_000 + 4 * 17_600);
        assert_eq!(start(&[1; 40], 9_000), 50_000 + 3 * 17_600);
        assert_eq!(start(&[9; 40], 9_000), 50_000, "rows too tall to be kept together");
    }
}
