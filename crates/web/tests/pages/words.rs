//! The words file of the working side: every key that the code asks for is there, and none stands unused.

use std::collections::BTreeSet;
use std::path::Path;

use web::routes::table;

const FILE: &str = include_str!("../../words/en.toml");

fn keys(prefix: &str, table: &toml::Table, found: &mut BTreeSet<String>) {
    for (key, value) in table {
        let name = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        match value {
            toml::Value::Table(inner) => keys(&name, inner, found),
            _ => assert!(found.insert(name), "{key}"),
        }
    }
}

fn known() -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    keys("", &FILE.parse().unwrap(), &mut known);
    known
}

fn source(folder: &Path) -> String {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { source(&path) } else { std::fs::read_to_string(path).unwrap() }).collect()
}

/// Texts in the code that are written as keys are: a table that the words file has, then a name.
fn asked() -> BTreeSet<String> {
    let tables: BTreeSet<String> =
        known().iter().filter_map(|key| key.split_once('.')).map(|(table, _)| table.to_string()).collect();
    let code = source(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let is_key = |text: &&str| {
        let letters = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'_'));
        let named = |(table, name): (&str, &str)| tables.contains(table) && !name.is_empty() && !name.contains('.');
        letters && text.split_once('.').is_some_and(named)
    };
    code.split('"').filter(is_key).map(str::to_string).collect()
}

#[test]
fn every_key_that_the_code_asks_for_has_words() {
    let (known, asked) = (known(), asked());
    let missing: Vec<&String> = asked.difference(&known).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(table().iter().filter_map(|route| route.way).all(|key| known.contains(key)));
}

#[test]
fn no_words_stand_unused() {
    let (known, asked) = (known(), asked());
    // Choices of columns and their words are put together from what a table of the plan offers.
    let made = |key: &&String| key.starts_with("choice.");
    let unused: Vec<&String> = known.difference(&asked).filter(|key| !made(key)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}
