//! CSV on the Web: the metadata that stands beside a table (W3C "Metadata Vocabulary for Tabular Data", 2015).

use domain::Snapshot;
use report::words::Words;
use serde_json::{Value, json};

use super::column::{Column, Kind, Presence, Table};
use super::licence;

/// The metadata of a table, indented.
pub fn csvw(table: &Table, snapshot: &Snapshot, title: &str, words: &Words) -> String {
    let column = |column: &Column| {
        json!({
            "name": column.name,
            "titles": { "en": column.name },
            "dc:title": words.say(&format!("column.{}.{}.title", table.name, column.name)),
            "dc:description": words.say(&format!("column.{}.{}.says", table.name, column.name)),
            "datatype": datatype(column.kind),
            "null": [""],
            "required": column.presence == Presence::Always,
        })
    };
    let whole = json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "en" }],
        "url": format!("{}.csv", table.name),
        "dc:title": format!("{title}: {}", words.say(&format!("table.{}.title", table.name))),
        "dc:description": words.say(&format!("table.{}.says", table.name)),
        "dc:publisher": { "schema:name": snapshot.council, "schema:identifier": snapshot.gss },
        "dc:spatial": snapshot.gss,
        "dc:license": licence::address(&snapshot.licence).unwrap_or(&snapshot.licence),
        "dc:language": snapshot.language,
        "dc:temporal": snapshot.edition.period.to_string(),
        "dc:issued": snapshot.edition.published_on.map(|day| day.to_string()),
        "dialect": {
            "encoding": "utf-8",
            "delimiter": ",",
            "quoteChar": "\"",
            "doubleQuote": true,
            "header": true,
            "lineTerminators": ["\r\n"],
        },
        "tableSchema": {
            "columns": table.columns.iter().map(column).collect::<Vec<_>>(),
            "primaryKey": table.key,
        },
        "notes": notes(snapshot, words),
    });
    pretty(without_nulls(whole))
}

/// The schemes whose versions the rows name, and how the rows are to be read.
fn notes(snapshot: &Snapshot, words: &Words) -> Vec<Value> {
    let scheme = |scheme: &domain::Scheme| {
        words.fill(
            "note.scheme",
            &[("family", &scheme.family), ("title", &scheme.title), ("from", &scheme.from.to_string())],
        )
    };
    let keys = ["note.empty", "note.decimals", "note.shorthand"];
    let said = keys.into_iter().map(|key| words.say(key).to_string());
    let note = |text: String| json!({ "dc:description": text });
    said.chain(snapshot.schemes.iter().map(scheme)).map(note).collect()
}

fn datatype(kind: Kind) -> Value {
    match kind {
        Kind::Text => json!("string"),
        Kind::Decimal => json!("decimal"),
        Kind::Date => json!({ "base": "date", "format": "yyyy-MM-dd" }),
        Kind::OneOf(words) => json!({ "base": "string", "format": words.join("|") }),
    }
}

/// A property that says nothing is left out: metadata may not hold null.
fn without_nulls(mut value: Value) -> Value {
    if let Some(map) = value.as_object_mut() {
        map.retain(|_, inner| !inner.is_null());
    }
    value
}

/// Indented, with a line's end at the end.
pub fn pretty(value: Value) -> String {
    // Values with keys that are texts always serialise.
    serde_json::to_string_pretty(&value).unwrap_or_default() + "\n"
}
