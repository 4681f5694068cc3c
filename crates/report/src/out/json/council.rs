//! Whose report it is, which edition, and by which schemes it rates.

use domain::calendar::YearStyle;
use domain::edition::STATUSES;
use domain::measure::word_of;
use domain::rating::KeyRow;
use domain::scheme::{COLOURS, Comparator, DeadBand, MARKS, Made, TravelRule};
use domain::scheme::{COMPARATORS, Grade, Scheme};
use domain::{Colour, Snapshot};
use serde_json::{Value, json};

use super::super::exact::plain;
use crate::document::Report;

/// The council.
pub fn council(snapshot: &Snapshot) -> Value {
    let calendar = &snapshot.calendar;
    let style = match calendar.style {
        YearStyle::Dash => "2025-26",
        YearStyle::Slash => "2025/26",
        YearStyle::Opening => "2025",
        YearStyle::Closing => "2026",
    };
    let dimension = |(key, words): &(String, String)| json!({ "key": key, "name": words });
    json!({
        "name": snapshot.council,
        "short_name": snapshot.short_name,
        "gss": snapshot.gss,
        "language": snapshot.language,
        "website": snapshot.website,
        "contact": snapshot.contact,
        "licence": snapshot.licence,
        "calendar": {
            "opens": calendar.opens.number(),
            "academic_opens": calendar.academic_opens.number(),
            "style": style,
        },
        "dimensions": snapshot.dimensions.iter().map(dimension).collect::<Vec<_>>(),
    })
}

/// The edition and the plan that it reports on.
pub fn edition(snapshot: &Snapshot, report: &Report) -> Value {
    let (edition, plan) = (&snapshot.edition, &snapshot.plan);
    let level = |level: &domain::plan::Level| json!({ "name": level.name, "plural": level.plural });
    json!({
        "period": edition.period.to_string(),
        "period_printed": report.meta.period,
        "title": edition.title,
        "description": report.meta.description,
        "position_at": edition.position_at.to_string(),
        "published_on": edition.published_on.map(|day| day.to_string()),
        "status": word_of(&STATUSES, edition.status),
        "reason": edition.reason,
        "demonstration": edition.demonstration,
        "banner": report.meta.banner,
        "plan": {
            "key": plan.key,
            "title": plan.title,
            "from": plan.runs.0.to_string(),
            "until": plan.runs.1.to_string(),
            "levels": plan.levels.iter().map(level).collect::<Vec<_>>(),
        },
    })
}

/// Every scheme in force on the day of the position, with its key as printed.
pub fn schemes(snapshot: &Snapshot) -> Vec<Value> {
    let keys = snapshot.keys.iter().map(Vec::as_slice).chain(std::iter::repeat(&[][..]));
    snapshot.schemes.iter().zip(keys).map(|(one, key)| scheme(one, key)).collect()
}

fn scheme(scheme: &Scheme, key: &[KeyRow]) -> Value {
    let meaning = |place: Option<usize>| key.iter().find(|row| row.grade == place).map(|row| row.words.as_str());
    let grades = scheme.grades.iter().enumerate().map(|(place, one)| grade(one, meaning(Some(place))));
    json!({
        "family": scheme.family,
        "title": scheme.title,
        "from": scheme.from.to_string(),
        "until": scheme.until.map(|day| day.to_string()),
        "made": match scheme.made { Made::Computed => "computed", Made::Judged => "judged" },
        "source": scheme.source,
        "grades": grades.collect::<Vec<_>>(),
        "unrated": { "name": scheme.unrated.name, "meaning": scheme.unrated.meaning },
        "travel": scheme.travel.iter().map(travel).collect::<Vec<_>>(),
    })
}

fn grade(grade: &Grade, meaning: Option<&str>) -> Value {
    json!({
        "name": grade.name,
        "mark": word_of(&MARKS, grade.mark),
        "colour": colour(grade.colour),
        "meaning": meaning.or(grade.meaning.as_deref()),
        "response": grade.response,
        "score": grade.score.map(plain),
    })
}

/// The word of a colour, or its `#rrggbb`.
pub fn colour(colour: Colour) -> String {
    match colour {
        Colour::Own(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        named => word_of(&COLOURS, named).to_string(),
    }
}

fn travel(rule: &TravelRule) -> Value {
    let (band, of) = match rule.dead_band {
        DeadBand::Percent(size) => (size, "percent"),
        DeadBand::Points(size) => (size, "points"),
    };
    json!({
        "name": rule.name,
        "against": against(rule.against),
        "band": plain(band),
        "band_of": of,
        "words": rule.words,
    })
}

/// The word of a comparator.
pub fn against(comparator: Comparator) -> &'static str {
    word_of(&COMPARATORS, comparator)
}
