//! The key that a report prints, made from the scheme so that it cannot drift from it.

use std::cmp::Ordering;

use domain::rating::KeyRow;
use domain::scheme::{Grade, Made};
use domain::{Scheme, Unit};

use crate::asked::asked;
use crate::band::Affixes;
use crate::clauses::Voice;
use crate::explain::size_affixes;

/// One row a grade, best first, and one for what has none: generated from the conditions of a computed scheme, taken
/// from the meanings of a judged one.
///
/// `units` are those of the measures that it rates: where it is one, amounts are written in it, else as plain numbers.
pub fn key(scheme: &Scheme, units: &[Unit]) -> Vec<KeyRow> {
    let affixes = match units {
        [first, rest @ ..] if rest.iter().all(|unit| unit == first) => size_affixes(*first),
        _ => ("", ""),
    };
    let grades = scheme.grades.iter().enumerate();
    let words = |place, grade| grade_words(scheme, place, grade, affixes);
    let mut rows: Vec<KeyRow> =
        grades.map(|(place, grade)| KeyRow { grade: Some(place), words: words(place, grade) }).collect();
    rows.push(KeyRow { grade: None, words: scheme.unrated.meaning.clone() });
    rows
}

fn grade_words(scheme: &Scheme, place: usize, grade: &Grade, affixes: Affixes) -> String {
    if scheme.made == Made::Judged {
        return grade.meaning.clone().unwrap_or_else(|| grade.name.clone());
    }
    let voice = Voice { scheme, affixes, than: " than target", tolerance: None, lesser: None, side: Ordering::Equal };
    if grade.when.is_empty() {
        return capitalised(&asked(&voice, place, None));
    }
    let mut words = Vec::new();
    for (nth, condition) in grade.when.iter().enumerate() {
        // The first condition has named the target.
        let than = if nth == 0 { voice.than } else { "" };
        words.push(asked(&Voice { than, tolerance: None, lesser: None, ..voice }, place, Some(condition)));
    }
    capitalised(&words.join(", or "))
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
