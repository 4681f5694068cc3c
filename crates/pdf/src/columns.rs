//! How wide each column of a table stands: never narrower than its widest word, then as the document weighs it.
//!
//! All lengths are whole thousandths of a point.

use report::document::{Set, Table};

use crate::faces::Weight;
use crate::inline::{Extent, Piece, extent};

/// Width between the margins of an upright page: 170 mm.
pub const UPRIGHT: u32 = 481_889;
/// Width between the margins of a page on its side: 257 mm.
pub const SIDEWAYS: u32 = 728_504;
/// Width of a graphic that shares its row with another: 81 mm.
pub const HALF: u32 = 229_606;

/// Left and right padding of a cell, as the templates set it.
const PADDING: u32 = 6_000;
/// Room for a raised letter and for rounding.
const SLACK: u32 = 1_500;
/// What the words of a cell cannot use of its column's width.
pub const TAKEN: u32 = PADDING + SLACK;

/// What counts as brief, with the least that the main column must be left: a name of two or three words where the main
/// column stays a line of comfortable length, else a date or "not applicable" where it keeps room for a few words.
const BRIEF: [(u32, u32); 2] = [(85_000, COMFORTABLE), (74_000, 135_000)];
/// A line of comfortable length; where the main column has it, a longer reason beside it gets room too.
const COMFORTABLE: u32 = 225_000;

/// How a table is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// Size of its text.
    pub size: u32,
    /// Width of each column.
    pub widths: Vec<u32>,
}

/// What each column asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Asked {
    least: Extent,
    weight: u32,
    set: Set,
}

/// What a table's columns ask for, from its headers and all its cells.
#[derive(Debug)]
pub struct Ask {
    columns: Vec<Asked>,
}

impl Ask {
    /// From the headers alone.
    pub fn new(table: &Table, header: impl Fn(&str) -> String) -> Ask {
        let columns = table.columns.iter().map(|column| {
            let own = extent(&[Piece::Text(header(&column.title))], Weight::Bold);
            // A header may always wrap, so only its longest word is asked for.
            let least = Extent { line: own.word, word: own.word };
            Asked { least, weight: u32::from(column.width.max(1)), set: column.set }
        });
        Ask { columns: columns.collect() }
    }

    /// Takes a cell of a column into account.
    pub fn take(&mut self, column: usize, text: &[Piece], weight: Weight) {
        if let Some(asked) = self.columns.get_mut(column) {
            let own = extent(text, weight);
            asked.least = Extent { line: asked.least.line.max(own.line), word: asked.least.word.max(own.word) };
        }
    }

    /// The table in a width, in the largest size that leaves its main column room, else in the smallest in which every
    /// word fits. `None`: it fits in none.
    pub fn fit(&self, room: u32) -> Option<Columns> {
        let sizes = [(9_000, 3), (8_500, 3), (8_500, 2)];
        let roomy = sizes
            .into_iter()
            .find_map(|(size, tenths)| self.at(size, room).filter(|set| self.is_roomy(set, room / 10 * tenths)));
        roomy.or_else(|| self.at(8_000, room))
    }

    /// Whether the main column is this wide, or has all that it wants.
    fn is_roomy(&self, set: &Columns, wanted: u32) -> bool {
        self.main(set).is_some_and(|(asked, wide)| wide >= wanted.min(most(asked, set.size)))
    }

    /// The column that weighs most, and how wide it stands.
    fn main(&self, set: &Columns) -> Option<(&Asked, u32)> {
        let main = self.columns.iter().zip(&set.widths).max_by_key(|(asked, _)| asked.weight);
        main.map(|(asked, wide)| (asked, *wide))
    }

    /// The table in a width in the smallest size even if a word does not fit: it is squeezed rather than lost.
    pub fn squeeze(&self, room: u32) -> Columns {
        let size = 7_500;
        let least: Vec<u32> = self.columns.iter().map(|asked| least(asked, size)).collect();
        let all = least.iter().map(|wide| u64::from(*wide)).sum::<u64>().max(1);
        let share = |wide: &u32| u32::try_from(u64::from(*wide) * u64::from(room) / all).unwrap_or(0);
        Columns { size, widths: least.iter().map(share).collect() }
    }

    /// The narrowest that each column may be in a size: no word is cut.
    pub fn least(&self, size: u32) -> Vec<u32> {
        self.columns.iter().map(|asked| least(asked, size)).collect()
    }

    /// Whether a width is too little: a word does not fit in the largest size, or the words that matter most would
    /// stand in a column of a few words a line.
    pub fn is_cramped(&self, room: u32) -> bool {
        const FEW_WORDS: u32 = 80_000;
        let Some(set) = self.at(9_000, room) else { return self.fit(room).is_none() };
        self.main(&set).is_some_and(|(asked, wide)| wide < FEW_WORDS.min(most(asked, set.size)))
    }

    /// In a size: what is brief stands on one line if that leaves the main column enough.
    fn at(&self, size: u32, room: u32) -> Option<Columns> {
        let generous = BRIEF.into_iter().find_map(|(brief, enough)| {
            let asks = |asked: &Asked| match least(asked, size) {
                least if enough == COMFORTABLE || most(asked, size) <= brief => least.max(most(asked, size).min(brief)),
                least => least,
            };
            let set = self.shared(self.columns.iter().map(asks).collect(), size, room)?;
            self.main(&set).is_some_and(|(_, wide)| wide >= enough).then_some(set)
        });
        generous.or_else(|| self.shared(self.columns.iter().map(|asked| least(asked, size)).collect(), size, room))
    }

    /// The room that is left after these widths is shared out. `None`: they do not fit.
    fn shared(&self, mut widths: Vec<u32>, size: u32, room: u32) -> Option<Columns> {
        let mut left = room.checked_sub(widths.iter().sum())?;
        // Room goes by weight to words that still want it, then to the rest, and what none wants to the words.
        for takers in [Takers::HungryWords, Takers::Hungry, Takers::Words] {
            while left > 1_000 {
                let given = self.give(&mut widths, takers, left, size);
                if given == 0 {
                    break;
                }
                left -= given;
            }
        }
        Some(Columns { size, widths })
    }

    /// Gives room by weight; says how much was given.
    fn give(&self, widths: &mut [u32], takers: Takers, left: u32, size: u32) -> u32 {
        let words = self.columns.iter().any(|asked| asked.set == Set::Words);
        let room = |asked: &Asked, now: u32| match takers {
            Takers::HungryWords if asked.set != Set::Words => 0,
            Takers::HungryWords | Takers::Hungry => most(asked, size).saturating_sub(now),
            Takers::Words if words && asked.set != Set::Words => 0,
            Takers::Words => left,
        };
        let takes = |(asked, now): &(&Asked, &mut u32)| room(asked, **now) > 0;
        // Words that are long need room in both directions: they take by the square of what they weigh.
        let pull = |asked: &Asked| asked.weight * if takers == Takers::Hungry { 1 } else { asked.weight };
        let weights: u32 = self.columns.iter().zip(widths.iter_mut()).filter(takes).map(|(asked, _)| pull(asked)).sum();
        let mut given = 0;
        for (asked, now) in self.columns.iter().zip(widths.iter_mut()).filter(takes) {
            let share = u64::from(left) * u64::from(pull(asked)) / u64::from(weights.max(1));
            let share = u32::try_from(share).unwrap_or(0).min(room(asked, *now));
            *now += share;
            given += share;
        }
        given
    }
}

/// To whom room goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Takers {
    /// Columns of words that do not yet stand on one line.
    HungryWords,
    /// Any column that does not.
    Hungry,
    /// Columns of words, wanted or not; all columns where there are none.
    Words,
}

fn set_in(extent: u32, size: u32) -> u32 {
    u32::try_from(u64::from(extent) * u64::from(size) / 1000).unwrap_or(u32::MAX / 64) + PADDING + SLACK
}

fn least(asked: &Asked, size: u32) -> u32 {
    let wide = match asked.set {
        Set::Numbers | Set::Rating => asked.least.word,
        // Words deserve room for a few of them, unless there are not that many.
        Set::Words => asked.least.word.max(asked.least.line.min(1_000 * asked.weight.min(6))),
    };
    set_in(wide.min(16_000), size)
}

fn most(asked: &Asked, size: u32) -> u32 {
    set_in(asked.least.line, size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faces::width;

    fn asked(set: Set, weight: u32, said: &str) -> Asked {
        Asked { least: extent(&[Piece::Text(said.into())], Weight::Regular), weight, set }
    }

    fn table() -> Ask {
        let name = "Percentage of people who have been supported to retain their independence";
        let numbers = ["2,211", "not collected", "95.5%"].map(|said| asked(Set::Numbers, 2, said));
        Ask { columns: [vec![asked(Set::Words, 6, name)], numbers.to_vec()].concat() }
    }

    #[test]
    fn every_column_holds_its_widest_word_and_the_room_is_used_up() {
        let ask = table();
        let set = ask.fit(UPRIGHT).unwrap();
        assert_eq!(set.size, 9_000);
        for (asked, wide) in ask.columns.iter().zip(&set.widths) {
            assert!(*wide >= set_in(asked.least.word, set.size), "{asked:?} in {wide}");
        }
        let all: u32 = set.widths.iter().sum();
        assert!(all <= UPRIGHT && all + 2_000 > UPRIGHT, "{all}");
    }

    #[test]
    fn names_get_the_room_before_numbers_do() {
        let set = table().fit(200_000).unwrap();
        let reason = set_in(width("not collected", Weight::Regular), set.size);
        assert!(set.widths.first() > set.widths.get(2) && set.widths.get(2) < Some(&reason), "{set:?}");
    }

    #[test]
    fn comments_stand_in_nearly_half_of_a_table_of_progress() {
        let long = |words: &str| words.repeat(12);
        let columns = vec![
            asked(Set::Words, 1, "SO-01"),
            asked(Set::Words, 6, &long("Achieve sufficiency of accommodation ")),
            asked(Set::Words, 2, "December 2029"),
            asked(Set::Rating, 2, "Awaiting"),
            asked(Set::Words, 12, &long("A sufficiency strategy has been published. ")),
        ];
        let set = Ask { columns }.fit(UPRIGHT).unwrap();
        assert!(set.widths.last().is_some_and(|wide| wide * 100 >= UPRIGHT * 45), "{set:?}");
    }

    #[test]
    fn brief_columns_stand_on_one_line_where_the_main_one_stays_comfortable() {
        let columns = vec![
            asked(Set::Words, 10, &"Number of recorded crimes in the city centre ".repeat(4)),
            asked(Set::Numbers, 2, "not applicable"),
        ];
        let set = Ask { columns }.fit(UPRIGHT).unwrap();
        let whole = set_in(width("not applicable", Weight::Regular), set.size);
        assert!(set.widths.last().is_some_and(|wide| *wide >= whole), "{set:?}");
    }

    #[test]
    fn a_table_that_fits_in_no_size_is_squeezed_into_the_room_rather_than_cut() {
        let ask = Ask { columns: vec![asked(Set::Words, 1, "Responsibilities"); 12] };
        assert_eq!(ask.fit(HALF), None);
        let all: u32 = ask.squeeze(HALF).widths.iter().sum();
        assert!(all <= HALF, "{all}");
    }
}
