//! The facts of the tables in the open data: each in its row, with the same places, marker and reason.

use std::collections::{BTreeMap, BTreeSet};

use domain::Decimal;

use crate::fact::{Key, Says, unbracketed};
use crate::open::Cells;

/// What a fact was found to be in the open data.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// As the tables say it.
    Same,
    /// Nowhere: a direction of travel or an earlier period's rating, which report.json alone has.
    NotCarried,
    /// Something else.
    Differs(String),
}

/// The rows of an edition's open data.
pub struct Rows {
    of: BTreeMap<(String, String), Cells>,
    /// What a scheme says of things that it does not rate.
    unrated: BTreeSet<String>,
}

/// What a target that is no number says, and what the tables say for it.
const AIMS: [(&str, &str); 4] = [
    ("baseline", "baseline being set"),
    ("not set", "target not set yet"),
    ("no target", "no target"),
    ("n/a", "not applicable"),
];

/// What stands around a number of a unit.
const AROUND: [(&str, &str); 12] = [
    ("percent", "%"),
    ("pp", "percentage point"),
    ("gbp", "£"),
    ("days", " day"),
    ("weeks", " week"),
    ("minutes", " minute"),
    ("per_1k", " per 1,000"),
    ("per_10k", " per 10,000"),
    ("per_100k", " per 100,000"),
    ("km", " km"),
    ("kg", " kg"),
    ("tonnes", " tonne"),
];

impl Rows {
    /// Rows of measures and of items by what they are about.
    pub fn new(measures: Vec<Cells>, items: Vec<Cells>, unrated: BTreeSet<String>) -> Rows {
        let keyed = |name: &'static str| move |row: Cells| ((row[name].clone(), row["period"].clone()), row);
        Rows {
            of: measures.into_iter().map(keyed("measure")).chain(items.into_iter().map(keyed("reference"))).collect(),
            unrated,
        }
    }

    /// Whether a fact of the tables stands here too.
    pub fn find(&self, fact: &Says) -> Found {
        let key = fact.key.as_ref().unwrap();
        let Some(row) = self.of.get(&(key.subject.clone(), key.period.clone())) else {
            // Where nothing is stated there is no row, and the tables say that nothing is.
            return differs(!fact.reason.is_empty() && fact.exact.as_ref() == Some(&fact.reason), fact, &Cells::new());
        };
        let get = |name: &str| row.get(name).map_or("", String::as_str);
        let same = match key.kind {
            "value" => value(fact, row),
            "target" => target(fact, row),
            "benchmark" => {
                let told = [fact.text.as_str(), &fact.reason, &fact.beside].concat();
                number(fact, row, "benchmark") && told.contains(get("benchmark_group"))
            }
            "travel" => return Found::NotCarried,
            "rating" if get("scheme").is_empty() => return Found::NotCarried,
            "rating" => {
                let published = Some(get("published_rating")).filter(|rating| !rating.is_empty());
                self.graded(fact, published.unwrap_or(get("rating")))
            }
            "progress" => {
                let why = if get("progress").is_empty() { get("rating_reason") } else { get("progress") };
                self.graded(fact, get("rating")) && (fact.reason.is_empty() || fact.reason == why)
            }
            "completes" => {
                fact.exact.as_deref() == Some(get("completes")) && fact.text.ends_with(&get("completes")[..4])
            }
            _ => fact.exact.as_deref() == Some(get("score")) && fact.text.contains(get("score")),
        };
        differs(same, fact, row)
    }

    fn graded(&self, fact: &Says, grade: &str) -> bool {
        let unrated = !fact.reason.is_empty() || self.unrated.contains(&fact.text);
        if unrated { matches!(grade, "" | "not rated") } else { fact.text == grade }
    }
}

fn differs(same: bool, fact: &Says, row: &Cells) -> Found {
    if same { Found::Same } else { Found::Differs(format!("must be {fact}, and the row holds {row:?}")) }
}

fn value(fact: &Says, row: &Cells) -> bool {
    let get = |name: &str| row.get(name).map_or("", String::as_str);
    if !fact.reason.is_empty() {
        let why = fact.exact.as_deref().unwrap_or_default();
        // A row may have a target alone, and nothing be stated of the value.
        let unstated = get("value_reason").is_empty() && fact.reason == why;
        return get("value").is_empty() && (unstated || get("value_reason").starts_with(why));
    }
    let mut short: Vec<&str> = get("shorthand").split_inclusive(']').collect();
    short.sort_unstable();
    let mut markers: Vec<&str> = fact.markers.iter().filter_map(|marker| marker.rsplit(' ').next()).collect();
    markers.sort_unstable();
    let timed = get("own_time").is_empty() || fact.beside.contains(&unbracketed(get("own_time")));
    number(fact, row, "value") && short == markers && timed
}

fn target(fact: &Says, row: &Cells) -> bool {
    let get = |name: &str| row.get(name).map_or("", String::as_str);
    let says = get("target_says");
    match says {
        "range" => ["target_low", "target_high"].iter().all(|end| fact.text.replace(',', "").contains(get(end))),
        "value" | "at most" | "at least" => {
            number(fact, row, "target") && (says == "value" || fact.text.to_lowercase().starts_with(says))
        }
        "" => !fact.reason.is_empty() && get("target").is_empty(),
        _ => match says.strip_prefix("words: ") {
            Some(words) => fact.text == words,
            None => AIMS.contains(&(says, fact.reason.as_str())),
        },
    }
}

/// Whether the cell holds the number that the fact is, with the places and the unit in which the tables print it.
fn number(fact: &Says, row: &Cells, name: &str) -> bool {
    let get = |name: &str| row.get(name).map_or("", String::as_str);
    let (held, unit) = (get(name), get("unit"));
    let Ok(value) = held.parse::<Decimal>() else {
        return !fact.reason.is_empty() || fact.exact.as_ref().is_some_and(|exact| exact.parse::<Decimal>().is_err());
    };
    let exact = fact.exact.as_ref().and_then(|exact| exact.parse::<Decimal>().ok());
    let printed = match unit {
        "level" | "yes_no" => true,
        _ => {
            let around = AROUND.iter().find(|(known, _)| *known == unit).map_or("", |(_, around)| around);
            digits(&fact.text).is_some_and(|(digits, scale)| match scale {
                1 => digits == held,
                scale => digits.parse::<Decimal>().is_ok_and(|digits| digits * Decimal::from(scale) == value),
            }) && fact.text.contains(around)
        }
    };
    printed && exact == Some(value)
}

/// The first number of a text without its commas, and what a letter after it multiplies it by.
fn digits(text: &str) -> Option<(String, u32)> {
    let from = text.find(|c: char| c.is_ascii_digit())?;
    let rest = &text[from..];
    let to = rest.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(rest.len());
    let minus = if text[..from].contains('\u{2212}') { "-" } else { "" };
    let scale = match rest[to..].chars().next() {
        Some('k') if !rest[to..].starts_with("kg") => 1_000,
        Some('m') => 1_000_000,
        _ => 1,
    };
    Some((format!("{minus}{}", rest[..to].trim_end_matches('.').replace(',', "")), scale))
}

/// A fact's place in words.
pub fn place(edition: &str, form: &str, key: &Key) -> String {
    format!("{edition}, {form}, {key}")
}
