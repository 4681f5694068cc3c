//! Measures and what is stated of them; notes.

use std::collections::BTreeMap;

use domain::measure::{AGGREGATIONS, FREQUENCIES, POLARITIES, word_of};
use domain::rating::{Published, PublishedTravel};
use domain::scheme::DIRECTIONS;
use domain::{Absence, Aim, Benchmark, Council, Measure, Observation, Reading, Target};

use super::form::{cell, cells, figure, number, sheet};
use crate::Files;
use crate::read::targets::WORDS;
use crate::scheme::NOT_RATED;

pub(super) fn write(council: &Council, files: &mut Files) {
    let measures: BTreeMap<&str, &Measure> = council.measures.iter().map(|m| (m.key.as_str(), m)).collect();
    let of = |key: &str| measures.get(key).copied();
    files.insert("measures.csv".into(), sheet(&MEASURES, &council.measures.iter().map(measure).collect::<Vec<_>>()));
    let mut put = |name: &str, columns: &[&str], rows: Vec<Vec<String>>| {
        if !rows.is_empty() {
            files.insert(name.to_string(), sheet(columns, &rows));
        }
    };
    put("measure-names.csv", &["measure", "from", "title"], names(council));
    put("breaks.csv", &["measure", "from", "why", "stated?"], breaks(council));
    let row = |b| benchmark(b, of(&b.measure));
    put(
        "benchmarks.csv",
        &["measure", "period", "value?", "group", "dated?", "stated"],
        council.benchmarks.iter().map(row).collect(),
    );
    let columns = ["measure", "period", "rating", "who?", "when?", "why?", "stated"];
    put("ratings.csv", &columns, council.published.iter().map(rating).collect());
    put(
        "travel.csv",
        &["measure", "period", "direction", "stated"],
        council.published_travel.iter().map(travel).collect(),
    );
    put("notes.csv", &["key", "text"], council.notes.iter().map(|n| vec![n.key.clone(), n.text.clone()]).collect());
    let mut years: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    for value in &council.observations {
        years
            .entry(format!("values/{}.csv", value.period.year))
            .or_default()
            .push(observation(value, of(&value.measure)));
    }
    for (file, rows) in years {
        put(&file, &VALUES, rows);
    }
    let mut years: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    for target in &council.targets {
        years
            .entry(format!("targets/{}.csv", target.period.year))
            .or_default()
            .push(self::target(target, of(&target.measure)));
    }
    for (file, rows) in years {
        put(&file, &TARGETS, rows);
    }
}

const MEASURES: [&str; 20] = [
    "key",
    "title",
    "definition?",
    "unit",
    "places",
    "scale?",
    "polarity",
    "aggregation",
    "frequency",
    "reported?",
    "arrives_late?",
    "scheme?",
    "level?",
    "levels?",
    "owner?",
    "source?",
    "notes?",
    "predecessor?",
    "plausible_from?",
    "plausible_to?",
];

fn measure(m: &Measure) -> Vec<String> {
    let plausible = |end: Option<domain::Decimal>| cell(end.map(number));
    vec![
        m.key.clone(),
        cell(m.names.first().map(|naming| &naming.title)),
        cell(m.definition.as_ref()),
        m.unit.word().to_string(),
        m.places.to_string(),
        m.scale.letter().to_string(),
        word_of(&POLARITIES, m.polarity).to_string(),
        word_of(&AGGREGATIONS, m.aggregation).to_string(),
        word_of(&FREQUENCIES, m.frequency).to_string(),
        cell(m.reported.as_ref()),
        cell((m.arrives_late > 0).then_some(m.arrives_late)),
        cell(m.scheme.as_ref()),
        cell(m.level.as_ref()),
        cells(m.levels.iter().map(String::as_str)),
        cell(m.owner.as_ref()),
        cell(m.source.as_ref()),
        cells(m.notes.iter().map(String::as_str)),
        cell(m.predecessor.as_ref()),
        plausible(m.plausible.map(|p| p.0)),
        plausible(m.plausible.map(|p| p.1)),
    ]
}

fn names(council: &Council) -> Vec<Vec<String>> {
    let later = |m: &Measure| -> Vec<Vec<String>> {
        m.names.iter().filter_map(|n| Some(vec![m.key.clone(), n.from?.to_string(), n.title.clone()])).collect()
    };
    council.measures.iter().flat_map(later).collect()
}

fn breaks(council: &Council) -> Vec<Vec<String>> {
    let of = |m: &Measure| -> Vec<Vec<String>> {
        m.breaks.iter().map(|b| vec![m.key.clone(), b.from.to_string(), b.why.clone(), cell(b.stated)]).collect()
    };
    council.measures.iter().flat_map(of).collect()
}

const VALUES: [&str; 12] = [
    "measure",
    "period",
    "value?",
    "reason?",
    "numerator?",
    "denominator?",
    "forecast?",
    "markers?",
    "as_at?",
    "own_time?",
    "notes?",
    "stated",
];

fn observation(o: &Observation, measure: Option<&Measure>) -> Vec<String> {
    let (value, reason, parts) = match &o.reading {
        Reading::Figure(read) => (figure(read.value, measure), String::new(), read.parts),
        Reading::Absent(Absence::NotDue(Some(when))) => (String::new(), format!("not due {when}"), None),
        Reading::Absent(absence) => (String::new(), absence.word().to_string(), None),
    };
    vec![
        o.measure.clone(),
        o.period.to_string(),
        value,
        reason,
        cell(parts.map(|p| number(p.0))),
        cell(parts.map(|p| number(p.1))),
        cell(o.forecast.map(|forecast| figure(forecast, measure))),
        cells(o.markers.iter().map(|marker| marker.word())),
        cell(o.as_at),
        cell(o.own_time.as_ref()),
        cells(o.notes.iter().map(String::as_str)),
        o.stated.to_string(),
    ]
}

const TARGETS: [&str; 9] =
    ["measure", "period", "target", "floor?", "high?", "tolerance?", "rationale?", "notes?", "stated"];

fn target(t: &Target, measure: Option<&Measure>) -> Vec<String> {
    let limit = |limit: Option<domain::Decimal>| cell(limit.map(|limit| figure(limit, measure)));
    vec![
        t.measure.clone(),
        t.period.to_string(),
        aim(&t.aim, measure),
        limit(t.limits.floor),
        limit(t.limits.high),
        cell(t.limits.tolerance.map(number)),
        cell(t.rationale.as_ref()),
        cells(t.notes.iter().map(String::as_str)),
        t.stated.to_string(),
    ]
}

fn aim(aim: &Aim, measure: Option<&Measure>) -> String {
    match aim {
        Aim::Value(value) => figure(*value, measure),
        Aim::Range(low, high) => format!("{} to {}", figure(*low, measure), figure(*high, measure)),
        Aim::AtMost(most) => format!("at most {}", figure(*most, measure)),
        Aim::AtLeast(least) => format!("at least {}", figure(*least, measure)),
        Aim::Direction(words) => format!("words: {words}"),
        other => WORDS.iter().find(|(_, known)| known == other).map_or_else(String::new, |(word, _)| word.to_string()),
    }
}

fn benchmark(b: &Benchmark, measure: Option<&Measure>) -> Vec<String> {
    let value = cell(b.value.map(|value| figure(value, measure)));
    vec![b.measure.clone(), b.period.to_string(), value, b.group.clone(), b.dated.clone(), b.stated.to_string()]
}

fn rating(p: &Published) -> Vec<String> {
    vec![
        p.measure.clone(),
        p.period.to_string(),
        p.grade.clone().unwrap_or_else(|| NOT_RATED.to_string()),
        cell(p.over.as_ref().map(|over| &over.who)),
        cell(p.over.as_ref().map(|over| over.when)),
        cell(p.why.as_ref()),
        p.stated.to_string(),
    ]
}

fn travel(t: &PublishedTravel) -> Vec<String> {
    let direction = t.direction.map_or("none", |direction| word_of(&DIRECTIONS, direction));
    vec![t.measure.clone(), t.period.to_string(), direction.to_string(), t.stated.to_string()]
}
