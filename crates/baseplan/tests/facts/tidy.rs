//! The facts of the tables in the open data: each in its row, with the same places, marker and reason.

use std::collections::{BTreeMap, BTreeSet};

use domain::Decimal;
use serde_json::Value;

use crate::fact::{Key, Says, unbracketed};
use crate::json::{list, said};
use crate::open::Cells;

/// What a fact was found to be in the open data.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// As the tables say it.
    Same,
    /// Something else.
    Differs(String),
}

/// The rows of an edition's open data.
pub struct Rows {
    of: BTreeMap<(String, String), Cells>,
    schemes: Schemes,
}

/// The council's own words in its schemes, by which tables print what rows say in the words of the folder form.
pub struct Schemes {
    /// What a scheme says of things that it does not rate.
    unrated: BTreeSet<String>,
    /// For improving, same and deteriorating, by family and rule.
    ways: BTreeMap<(String, String), Vec<String>>,
}

/// Directions as rows say them, in the order in which a rule has its words.
const WAYS: [&str; 3] = ["improving", "same", "deteriorating"];

/// Why there is no direction, and what the tables say for it.
const NO_WAYS: [(&str, &str); 4] = [
    ("no value now or then", "nothing to compare"),
    ("not comparable", "not comparable"),
    ("neither more nor less is better", "not applicable"),
    ("none", "none published"),
];

impl Schemes {
    /// The words of the schemes that report.json describes.
    pub fn of(report: &Value) -> Schemes {
        let schemes = list(&report["schemes"]);
        let texts = |words: &Value| list(words).iter().map(|word| said(word).to_string()).collect::<Vec<_>>();
        let rules = schemes.iter().flat_map(|scheme| {
            let family = said(&scheme["family"]);
            let named = move |rule: &Value| (family.to_string(), said(&rule["name"]).to_string());
            list(&scheme["travel"]).iter().map(move |rule| (named(rule), texts(&rule["words"])))
        });
        Schemes {
            unrated: schemes.iter().map(|scheme| said(&scheme["unrated"]["name"]).to_string()).collect(),
            ways: rules.collect(),
        }
    }
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
    pub fn new(measures: Vec<Cells>, items: Vec<Cells>, schemes: Schemes) -> Rows {
        let keyed = |name: &'static str| move |row: Cells| ((row[name].clone(), row["period"].clone()), row);
        Rows {
            of: measures.into_iter().map(keyed("measure")).chain(items.into_iter().map(keyed("reference"))).collect(),
            schemes,
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
            "travel" => self.travelled(fact, row),
            "rating" => self.graded(fact, get("shown_rating")),
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

    /// Whether the row has the direction by one of its rules, in that rule's words. A scheme without rules has none.
    fn travelled(&self, fact: &Says, row: &Cells) -> bool {
        let directions = directions(row);
        if directions.is_empty() {
            return fact.text.is_empty() && fact.reason == "not applicable" && !row.contains_key("published_direction");
        }
        directions.into_iter().any(|(rule, way)| match WAYS.iter().position(|known| *known == way) {
            Some(at) => self.schemes.ways[&(row["scheme"].clone(), rule)][at] == fact.text && fact.reason.is_empty(),
            None => fact.text.is_empty() && NO_WAYS.contains(&(way.as_str(), fact.reason.as_str())),
        })
    }

    fn graded(&self, fact: &Says, grade: &str) -> bool {
        let unrated = !fact.reason.is_empty() || self.schemes.unrated.contains(&fact.text);
        if unrated { matches!(grade, "" | "not rated") } else { fact.text == grade }
    }
}

/// Every direction that a row says, or why there is none, with its rule: the published one goes before any computed.
fn directions(row: &Cells) -> Vec<(String, String)> {
    let get = |name: &str| row.get(name).map_or("", String::as_str);
    let first = [get("direction"), get("direction_reason")].concat();
    let first = Some((get("direction_rule"), first.as_str())).filter(|(rule, _)| !rule.is_empty());
    let further = get("further_directions").split("; ").filter_map(|one| one.split_once(": "));
    let published = Some(get("published_direction")).filter(|way| !way.is_empty());
    let all = first.into_iter().chain(further);
    all.map(|(rule, way)| (rule.to_string(), published.unwrap_or(way).to_string())).collect()
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
