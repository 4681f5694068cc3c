//! The words file: every key that the code asks for is there, and none stands unused.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::path::Path;

const FILE: &str = include_str!("../words/en.toml");

fn keys(prefix: &str, table: &toml::Table, found: &mut BTreeSet<String>) {
    for (key, value) in table {
        let name = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        match value {
            toml::Value::Table(inner) => keys(&name, inner, found),
            _ => {
                found.insert(name);
            }
        }
    }
}

fn source(folder: &Path) -> String {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { source(&path) } else { std::fs::read_to_string(path).unwrap() }).collect()
}

#[test]
fn every_word_is_said_somewhere_and_every_column_and_table_has_its_words() {
    let mut known = BTreeSet::new();
    keys("", &FILE.parse().unwrap(), &mut known);
    let code = source(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let mut made = BTreeSet::new();
    for table in [&publish::MEASURES, &publish::ITEMS] {
        made.extend(["title", "says"].map(|what| format!("table.{}.{what}", table.name)));
        for column in table.columns {
            made.extend(["title", "says"].map(|what| format!("column.{}.{}.{what}", table.name, column.name)));
        }
    }
    let unused: Vec<&String> =
        known.iter().filter(|key| !made.contains(*key) && !code.contains(&format!("\"{key}\""))).collect();
    assert!(unused.is_empty(), "{unused:?}");
    let missing: Vec<&String> = made.iter().filter(|key| !known.contains(*key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_key_that_the_code_names_has_words() {
    let mut known = BTreeSet::new();
    keys("", &FILE.parse().unwrap(), &mut known);
    let tables: BTreeSet<&str> = known.iter().filter_map(|key| key.split_once('.')).map(|(table, _)| table).collect();
    let code = source(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let looks_like_a_key = |text: &&str| {
        let words = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'_'));
        let file = ["csv", "json", "html", "pdf", "docx", "xlsx", "ods", "parquet"]
            .iter()
            .any(|end| text.ends_with(&format!(".{end}")) && !text.starts_with("form."));
        words && !file && text.split_once('.').is_some_and(|(table, rest)| tables.contains(table) && !rest.is_empty())
    };
    let missing: BTreeSet<&str> =
        code.split('"').filter(looks_like_a_key).filter(|key| !known.contains(*key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
