//! The open data as rows of cells: from CSV, from Parquet, and from what report.json says of measures and items.

use std::collections::BTreeMap;

use bytes::Bytes;
use domain::{Date, Decimal};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use serde_json::Value;

use crate::json::{list, said};

/// A row by the names of its columns; empty cells are left out.
pub type Cells = BTreeMap<String, String>;

/// The rows of a CSV file.
pub fn of_csv(bytes: &[u8]) -> Vec<Cells> {
    let mut reader = csv::Reader::from_reader(bytes);
    let header = reader.headers().unwrap().clone();
    let row = |row: csv::StringRecord| {
        let cells = header.iter().zip(row.iter()).filter(|(_, cell)| !cell.is_empty());
        cells.map(|(name, cell)| (name.to_string(), cell.to_string())).collect()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// The rows of a Parquet file: decimals at the places that stand beside them.
pub fn of_parquet(bytes: &[u8]) -> Vec<Cells> {
    let reader = SerializedFileReader::new(Bytes::copy_from_slice(bytes)).unwrap();
    let rows = reader.get_row_iter(None).unwrap().map(|row| {
        let row: BTreeMap<String, Field> =
            row.unwrap().get_column_iter().map(|(name, field)| (name.clone(), field.clone())).collect();
        row.iter().filter_map(|(name, field)| Some((name.clone(), cell(name, field, &row)?))).collect()
    });
    rows.collect()
}

fn cell(name: &str, field: &Field, row: &BTreeMap<String, Field>) -> Option<String> {
    match field {
        Field::Null => None,
        Field::Int(_) if name.ends_with("_places") => None,
        Field::Str(text) => Some(text.clone()),
        Field::Date(days) => Some(day(*days)),
        Field::Decimal(value) => {
            let unscaled = i128::from_be_bytes(value.data().try_into().unwrap());
            let Some(Field::Int(places)) = row.get(&format!("{name}_places")) else { panic!("{name} has no places") };
            let mut exact = Decimal::from_i128_with_scale(unscaled, u32::try_from(value.scale()).unwrap());
            exact.rescale(u32::try_from(*places).unwrap());
            Some(exact.to_string())
        }
        other => panic!("{name} is {other:?}"),
    }
}

/// The day that is so many days after the first of 1970.
fn day(days: i32) -> String {
    let mut day = Date::constant(1970, 1, 1);
    // By years and months first: days are then few.
    let mut left = days;
    while left >= i32::from(day.days_in_year()) {
        left -= i32::from(day.days_in_year());
        day = Date::constant(day.year() + 1, 1, 1);
    }
    while left > 0 {
        day = day.tomorrow().unwrap();
        left -= 1;
    }
    day.to_string()
}

/// What report.json says of measures, as the rows of measures.csv say it.
pub fn measures_of_json(report: &Value) -> Vec<Cells> {
    list(&report["measures"]).iter().flat_map(measure).collect()
}

fn measure(measure: &Value) -> Vec<Cells> {
    let mut rows: BTreeMap<String, Cells> = BTreeMap::new();
    let mut set = |period: &Value, name: &str, value: &Value| {
        let text = value.as_str().unwrap_or_default();
        if !text.is_empty() {
            rows.entry(said(period).to_string()).or_default().insert(name.to_string(), text.to_string());
        }
    };
    for one in list(&measure["history"]) {
        for name in ["value", "value_reason", "numerator", "denominator", "forecast", "as_at", "own_time", "stated"] {
            set(&one["period"], name, &one[name]);
        }
        set(&one["period"], "shorthand", &shorthand(one).into());
        set(&one["period"], "shown_rating", &one["shown_rating"]);
    }
    for one in list(&measure["targets"]) {
        let says = one["words"].as_str().map_or(one["says"].clone(), |words| format!("words: {words}").into());
        set(&one["period"], "target_says", &says);
        for (name, value) in [("target", "value"), ("target_low", "low"), ("target_high", "high")] {
            set(&one["period"], name, &one[value]);
        }
        for name in ["floor", "high", "tolerance"] {
            set(&one["period"], name, &one["limits"][name]);
        }
        set(&one["period"], "target_stated", &one["stated"]);
    }
    let now = said(&measure["period"]).to_string();
    rows.entry(now.clone()).or_default();
    let mut whole: Vec<Cells> = Vec::new();
    for (period, mut row) in rows {
        if period == now {
            row.extend(standing(measure));
        }
        row.extend(named(measure, [("ref", "measure"), ("measure", "title"), ("unit", "unit")]));
        row.extend(named(measure, [("polarity", "polarity"), ("aggregation", "aggregation"), ("", "")]));
        row.insert("period".into(), period);
        whole.push(row);
    }
    whole
}

fn named(from: &Value, names: [(&str, &str); 3]) -> Vec<(String, String)> {
    let cell = |(key, name): (&str, &str)| Some((name.to_string(), from.get(key)?.as_str()?.to_string()));
    names.into_iter().filter_map(cell).filter(|(_, text)| !text.is_empty()).collect()
}

/// Ratings, directions and the benchmark, which stand in the row of the edition's own period.
fn standing(measure: &Value) -> Vec<(String, String)> {
    let mut cells = named(measure, [("rating", "rating"), ("scheme", "scheme"), ("scheme_from", "scheme_from")]);
    if measure["published"].is_object() {
        let published = measure["published"]["rating"].as_str().unwrap_or("not rated");
        cells.push(("published_rating".into(), published.into()));
    }
    cells.extend(named(measure, [("value_reason", "value_reason"), ("shown_rating", "shown_rating"), ("", "")]));
    cells.extend(travelled(measure));
    let names = [("value", "benchmark"), ("group", "benchmark_group"), ("dated", "benchmark_dated")];
    cells.extend(named(&measure["benchmark"], names));
    cells
}

/// Directions of travel: the first rule's in columns of their own, the published one, and those of further rules.
fn travelled(measure: &Value) -> Vec<(String, String)> {
    let mut cells = Vec::new();
    if let [first, further @ ..] = list(&measure["travel"]) {
        let reason = [("direction", "direction"), ("direction_reason", "direction_reason"), ("", "")];
        cells.extend(named(first, reason));
        cells.extend(named(first, [("rule", "direction_rule"), ("against", "direction_against"), ("", "")]));
        let words = |one: &Value| {
            let way = one["direction"].as_str().unwrap_or_else(|| said(&one["direction_reason"]));
            format!("{}: {way}", said(&one["rule"]))
        };
        if !further.is_empty() {
            let words = further.iter().map(words).collect::<Vec<_>>().join("; ");
            cells.push(("further_directions".into(), words));
        }
    }
    if measure["published_travel"].is_object() {
        let published = measure["published_travel"]["direction"].as_str().unwrap_or("none");
        cells.push(("published_direction".into(), published.into()));
    }
    cells
}

/// Every marker with its shorthand.
const SHORTHAND: [(&str, &str); 8] = [
    ("provisional", "[p]"),
    ("estimated", "[e]"),
    ("revised", "[r]"),
    ("approximate", "[e]"),
    ("projected", "[f]"),
    ("forecast", "[f]"),
    ("break", "[b]"),
    ("low reliability", "[u]"),
];

fn shorthand(observation: &Value) -> String {
    let absent = observation["value_reason"].as_str().map(|why| match why {
        "suppressed" => "[c]",
        "not applicable" | "cancelled" => "[z]",
        _ => "[x]",
    });
    let short = |marker: &Value| SHORTHAND.iter().find(|(word, _)| *word == said(marker)).unwrap().1;
    absent.into_iter().chain(list(&observation["markers"]).iter().map(short)).collect()
}

/// What report.json says of commitments and risks, as the rows of items.csv say it.
pub fn items_of_json(report: &Value) -> Vec<Cells> {
    let edition = &report["edition"]["period"];
    let mut rows = Vec::new();
    for item in list(&report["items"]) {
        let (earlier, now): (Vec<&Value>, &Value) = match said(&item["type"]) {
            "commitment" => (list(&item["earlier"]).iter().collect(), &item["progress"]),
            "risk" => (Some(&item["previous"]).filter(|one| !one.is_null()).into_iter().collect(), &item["score"]),
            _ => continue,
        };
        for one in earlier.into_iter().chain([now]) {
            let period = one.get("period").unwrap_or(edition);
            let mut row: Cells = BTreeMap::from([("period".into(), said(period).into())]);
            row.extend(named(item, [("ref", "reference"), ("type", "type"), ("title", "title")]));
            row.extend(named(one, [("rating", "rating"), ("status", "progress"), ("completes", "completes")]));
            row.extend(named(one, [("score", "score"), ("target", "target_score"), ("stated", "stated")]));
            let unjudged = match said(&item["type"]) {
                "commitment" if one["rating"].is_null() => Some("awaiting update"),
                "risk" if one.is_null() => Some("not scored"),
                _ => None,
            };
            row.extend(unjudged.map(|why| ("rating_reason".to_string(), why.to_string())));
            rows.push(row);
        }
    }
    rows
}
