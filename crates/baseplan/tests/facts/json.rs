//! report.json: its sections, whose cells carry their facts.

use serde_json::Value;

use crate::fact::{KINDS, Key, Row, Says, Table, spaced};

/// Every table of the sections, those of graphics too, in order.
pub fn read(bytes: &[u8]) -> Vec<Table> {
    let report: Value = serde_json::from_slice(bytes).unwrap();
    let mut found = Vec::new();
    list(&report["sections"]).iter().for_each(|section| block(section, &mut found));
    found
}

/// The members of an array; what is no array is a fault of the file.
pub fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("{value} is no list"))
}

/// A text; what is no text is a fault of the file.
pub fn said(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

fn block(block: &Value, found: &mut Vec<Table>) {
    match said(&block["type"]) {
        "section" => list(&block["blocks"]).iter().for_each(|inner| self::block(inner, found)),
        "list" => list(&block["items"]).iter().flat_map(list).for_each(|inner| self::block(inner, found)),
        "table" => found.push(table(block)),
        "figure" if block["data"]["groups"].is_array() => found.push(table(&block["data"])),
        _ => {}
    }
}

fn table(table: &Value) -> Table {
    let rows = list(&table["groups"]).iter().flat_map(|group| {
        let part = spaced(group["title"].as_str().unwrap_or_default());
        list(&group["rows"])
            .iter()
            .map(move |row| Row { part: part.clone(), cells: list(&row["cells"]).iter().map(cell).collect() })
    });
    Table {
        caption: said(&table["caption"]).to_string(),
        columns: list(&table["columns"]).iter().map(|column| said(&column["title"]).to_string()).collect(),
        rows: rows.collect(),
    }
}

fn cell(cell: &Value) -> Says {
    let mut says = Says::default();
    list(&cell["text"]).iter().for_each(|piece| gather(piece, &mut says));
    let fact = &cell["fact"];
    if !fact.is_null() {
        let kind = KINDS.into_iter().find(|kind| said(&fact["kind"]) == *kind).unwrap();
        let (subject, period) = (said(&fact["subject"]).to_string(), said(&fact["period"]).to_string());
        says.key = Some(Key { subject, period, kind });
        says.exact = Some(said(&fact["exact"]).to_string());
    }
    says.tidy()
}

fn gather(piece: &Value, into: &mut Says) {
    let get = |key: &str| piece.get(key);
    if let Some(text) = piece.as_str() {
        into.text.push_str(text);
    } else if let Some(inner) = get("strong").or(get("emphasis")).or(get("link").and(get("text"))) {
        list(inner).iter().for_each(|inner| gather(inner, into));
    } else if let Some(text) = get("muted") {
        into.beside.push_str(said(text));
    } else if let Some(why) = get("absent") {
        into.reason.push_str(said(why));
    } else if let Some(tag) = get("rating") {
        into.text.push_str(said(&tag["word"]));
    } else if let Some(word) = get("marker") {
        into.markers.push(format!("{} {}", said(word), said(&piece["shorthand"])));
    } else {
        // A small history is a picture of values; no fact of its own.
        assert!(get("note").or(get("history")).is_some(), "{piece} is no piece of text that is known");
    }
}
