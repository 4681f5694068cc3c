//! The words in place of those that papers use: units, directions, what a value covers.

use crate::words::say;

const WORDS: [(&str, &str); 43] = [
    ("count", "choice.count"),
    ("percent", "choice.percent"),
    ("percent_unmarked", "choice.percent_unmarked"),
    ("pp", "choice.pp"),
    ("gbp", "choice.gbp"),
    ("days", "choice.days"),
    ("weeks", "choice.weeks"),
    ("minutes", "choice.minutes"),
    ("per_1k", "choice.per_1k"),
    ("per_10k", "choice.per_10k"),
    ("per_100k", "choice.per_100k"),
    ("score", "choice.score"),
    ("level", "choice.level"),
    ("yes_no", "choice.yes_no"),
    ("km", "choice.km"),
    ("m2", "choice.m2"),
    ("kg", "choice.kg"),
    ("tonnes", "choice.tonnes"),
    ("ratio", "choice.ratio"),
    ("k", "choice.k"),
    ("m", "choice.m"),
    ("higher", "choice.higher"),
    ("lower", "choice.lower"),
    ("on_target", "choice.on_target"),
    ("in_range", "choice.in_range"),
    ("neutral", "choice.neutral"),
    ("cumulative", "choice.cumulative"),
    ("cumulative_ratio", "choice.cumulative_ratio"),
    ("rolling12", "choice.rolling12"),
    ("rolling6", "choice.rolling6"),
    ("rolling3", "choice.rolling3"),
    ("snapshot", "choice.snapshot"),
    ("latest_month", "choice.latest_month"),
    ("quarter_only", "choice.quarter_only"),
    ("annual", "choice.annual"),
    ("annual_snapshot", "choice.annual_snapshot"),
    ("academic_year", "choice.academic_year"),
    ("calendar_year", "choice.calendar_year"),
    ("monthly", "choice.monthly"),
    ("quarterly", "choice.quarterly"),
    ("half-yearly", "choice.half_yearly"),
    ("yearly", "choice.yearly"),
    ("yes", "choice.yes"),
];

/// A paper's word as people read it; the word itself where it has no other.
pub(super) fn in_words(word: &str) -> &str {
    WORDS.iter().find(|(known, _)| *known == word).map_or(word, |(_, key)| say(key))
}

#[cfg(test)]
mod cases {
    use cycle::plan::{Asks, TABLES};

    use super::*;

    #[test]
    fn every_word_that_a_form_offers_has_words_for_people() {
        for table in &TABLES {
            for column in table.columns {
                let Asks::Word(words) = column.asks else { continue };
                for word in words {
                    let found = WORDS.iter().find(|(known, _)| known == word);
                    let key = found.unwrap_or_else(|| panic!("{}: {word}", column.name)).1;
                    assert_ne!(say(key), key, "{word}");
                }
            }
        }
    }
}
