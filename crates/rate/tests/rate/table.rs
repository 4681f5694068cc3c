//! Tables of cases in Markdown: settings as `key: value · key: value` lines, then tables, under headings.

use std::collections::BTreeMap;

/// One row of a table with everything said above it.
#[derive(Debug, Clone)]
pub struct Row {
    /// Where it stands: `derby.md:12`.
    pub place: String,
    cells: BTreeMap<String, String>,
}

impl Row {
    /// A cell by its column, else the setting of that name; `–` and an empty cell are none.
    pub fn get(&self, column: &str) -> Option<&str> {
        self.cells.get(column).map(String::as_str).filter(|text| !text.is_empty() && *text != "–")
    }

    /// A cell that must be there.
    pub fn must(&self, column: &str) -> &str {
        self.get(column).unwrap_or_else(|| panic!("{}: there is no “{column}”", self.place))
    }

    /// The columns and settings that it has.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.cells.keys().map(String::as_str)
    }
}

/// Every file under `tests/cases` with its rows. A table of measures (a `measure` and no `value`) is no case: what it
/// says of a measure holds for every row of that name below it.
pub fn all() -> Vec<(String, Vec<Row>)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |path: std::path::PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap().to_string();
        let rows = rows(&name, &std::fs::read_to_string(&path).unwrap());
        assert!(!rows.is_empty(), "{name} has no cases");
        (name, rows)
    };
    files.into_iter().map(read).collect()
}

/// The rows of one file.
pub fn named(file: &str) -> Vec<Row> {
    all().into_iter().find(|(name, _)| name == file).unwrap_or_else(|| panic!("there is no tests/cases/{file}")).1
}

fn rows(file: &str, text: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut whole: BTreeMap<String, String> = BTreeMap::new();
    let mut section: BTreeMap<String, String> = BTreeMap::new();
    let mut measures: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    let mut header: Option<Vec<String>> = None;
    let mut level = 1;
    for (at, line) in text.lines().enumerate() {
        let place = format!("{file}:{}", at + 1);
        if let Some(cells) = cells(line) {
            let Some(columns) = &header else {
                header = Some(cells);
                continue;
            };
            if cells.iter().all(|cell| cell.chars().all(|c| c == '-' || c == ':')) {
                continue;
            }
            assert_eq!(cells.len(), columns.len(), "{place}: as many cells as columns");
            let mut row: BTreeMap<String, String> = columns.iter().cloned().zip(cells).collect();
            if !row.contains_key("value") {
                measures.insert(row["measure"].clone(), row);
                continue;
            }
            let of_measure = row.get("measure").and_then(|name| measures.get(name)).into_iter().flatten();
            let above = of_measure.chain(&section).chain(&whole).map(|(k, v)| (k.clone(), v.clone()));
            for (key, value) in above.collect::<Vec<_>>() {
                row.entry(key).or_insert(value);
            }
            rows.push(Row { place, cells: row });
            continue;
        }
        header = None;
        if let Some(heading) = line.strip_prefix('#') {
            level = if heading.starts_with('#') { 2 } else { 1 };
            section.clear();
        } else if line.starts_with("scheme: ") || line.starts_with("unit: ") || line.starts_with("better: ") {
            let said = line.split(" · ").filter_map(|part| part.split_once(": "));
            let place = if level == 1 { &mut whole } else { &mut section };
            place.extend(said.map(|(key, value)| (key.trim().to_string(), value.trim().to_string())));
        }
    }
    rows
}

fn cells(line: &str) -> Option<Vec<String>> {
    let inner = line.trim().strip_prefix('|')?.strip_suffix('|')?;
    Some(inner.split('|').map(|cell| cell.trim().to_string()).collect())
}
