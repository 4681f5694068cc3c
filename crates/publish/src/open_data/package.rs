//! datapackage.json: everything of an edition as one Frictionless data package (specification version 1).

use domain::edition::STATUSES;
use domain::measure::word_of;
use domain::{Scheme, Snapshot};
use report::words::Words;
use serde_json::{Value, json};

use super::column::{Column, Kind, Presence, Table};
use super::csvw::pretty;
use super::licence;
use crate::digest::sha256;

/// A file of the package with its bytes.
pub type File = (String, Vec<u8>);

/// The package of these files, which stand beside it; tables are described by their columns.
pub fn package(snapshot: &Snapshot, tables: &[&Table], files: &[File], words: &Words) -> String {
    let edition = &snapshot.edition;
    let resource = |(path, bytes): &File| {
        let table = tables.iter().find(|table| *path == format!("{}.csv", table.name));
        resource(path, bytes, table.copied(), words)
    };
    let whole = json!({
        "profile": "data-package",
        "name": name(&format!("{}-{}", snapshot.short_name, edition.period)),
        "id": format!("{}/{}", snapshot.gss, edition.period),
        "title": format!("{}: {}", snapshot.council, edition.title),
        "description": words.fill("package.says", &[("council", &snapshot.council), ("edition", &edition.title)]),
        "version": edition.period.to_string(),
        "created": format!("{}T00:00:00Z", edition.published_on.unwrap_or(edition.position_at)),
        "licenses": [licence_of(&snapshot.licence)],
        "contributors": [{ "title": snapshot.council, "role": "publisher" }],
        "gss": snapshot.gss,
        "position_at": edition.position_at.to_string(),
        "status": word_of(&STATUSES, edition.status),
        "schemes": snapshot.schemes.iter().map(scheme).collect::<Vec<_>>(),
        "resources": files.iter().map(resource).collect::<Vec<_>>(),
    });
    pretty(whole)
}

fn licence_of(sentence: &str) -> Value {
    match (licence::name(sentence), licence::address(sentence)) {
        (Some(name), Some(address)) => json!({ "name": name, "path": address, "title": sentence }),
        _ => json!({ "name": "other", "title": sentence }),
    }
}

/// Family and first day name the rule by which the rows that carry both were rated.
fn scheme(scheme: &Scheme) -> Value {
    json!({
        "family": scheme.family,
        "title": scheme.title,
        "from": scheme.from.to_string(),
        "until": scheme.until.map(|day| day.to_string()),
        "grades": scheme.grades.iter().map(|grade| grade.name.as_str()).collect::<Vec<_>>(),
    })
}

fn resource(path: &str, bytes: &[u8], table: Option<&Table>, words: &Words) -> Value {
    let (format, media) = media(path);
    let mut whole = json!({
        "name": name(path),
        "path": path,
        "format": format,
        "mediatype": media,
        "encoding": "utf-8",
        "bytes": bytes.len(),
        "hash": format!("sha256:{}", sha256(bytes)),
    });
    if let (Some(table), Some(map)) = (table, whole.as_object_mut()) {
        map.insert("profile".into(), json!("tabular-data-resource"));
        map.insert("type".into(), json!("table"));
        map.insert("title".into(), json!(words.say(&format!("table.{}.title", table.name))));
        map.insert("description".into(), json!(words.say(&format!("table.{}.says", table.name))));
        map.insert("dialect".into(), json!({ "delimiter": ",", "lineTerminator": "\r\n", "header": true }));
        map.insert("schema".into(), schema(table, words));
    } else if let Some(map) = whole.as_object_mut() {
        map.insert("type".into(), json!("file"));
        if format == "parquet" {
            map.remove("encoding");
        }
    }
    whole
}

fn schema(table: &Table, words: &Words) -> Value {
    let field = |column: &Column| {
        let kind = match column.kind {
            Kind::Text | Kind::OneOf(_) => "string",
            Kind::Decimal => "number",
            Kind::Date => "date",
        };
        let mut constraints = json!({ "required": column.presence == Presence::Always });
        if let (Kind::OneOf(words), Some(map)) = (column.kind, constraints.as_object_mut()) {
            map.insert("enum".into(), json!(words));
        }
        json!({
            "name": column.name,
            "title": words.say(&format!("column.{}.{}.title", table.name, column.name)),
            "description": words.say(&format!("column.{}.{}.says", table.name, column.name)),
            "type": kind,
            "constraints": constraints,
        })
    };
    json!({
        "fields": table.columns.iter().map(field).collect::<Vec<_>>(),
        "primaryKey": table.key,
        "missingValues": [""],
    })
}

/// The format and media type of a file by the end of its name.
pub fn media(path: &str) -> (&'static str, &'static str) {
    match path.rsplit_once('.').map(|(_, end)| end) {
        Some("csv") => ("csv", "text/csv"),
        Some("json") => ("json", "application/json"),
        Some("parquet") => ("parquet", "application/vnd.apache.parquet"),
        Some("pdf") => ("pdf", "application/pdf"),
        Some("html") => ("html", "text/html"),
        Some("docx") => ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        Some("xlsx") => ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        Some("ods") => ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
        _ => ("other", "application/octet-stream"),
    }
}

/// A name as packages allow it: small letters, digits, `.`, `_` and `-`.
fn name(text: &str) -> String {
    let allowed =
        |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-') { c.to_ascii_lowercase() } else { '-' };
    text.chars().map(allowed).collect()
}
