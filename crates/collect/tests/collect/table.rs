//! Tables of cases in Markdown: settings as `key: value · key: value` lines, then tables, under headings.

use std::collections::BTreeMap;

/// One row of a table with the settings above it.
#[derive(Debug, Clone)]
pub struct Row {
    /// Where it stands: `figures.md:12`.
    pub place: String,
    cells: BTreeMap<String, String>,
}

impl Row {
    /// A cell by its column, else the setting of that name. An empty cell is none; `\s` in one is a space at its edge.
    pub fn get(&self, column: &str) -> Option<&str> {
        self.cells.get(column).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// A cell that must be there.
    pub fn must(&self, column: &str) -> &str {
        self.get(column).unwrap_or_else(|| panic!("{}: there is no “{column}”", self.place))
    }
}

/// The rows of every table of a file.
pub fn rows(file: &str, text: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut settings: BTreeMap<String, String> = BTreeMap::new();
    let mut header: Option<Vec<String>> = None;
    for (at, line) in text.lines().enumerate() {
        let place = format!("{file}:{}", at + 1);
        let Some(cells) = cells(line) else {
            header = None;
            if line.starts_with("unit: ") {
                let said = line.split(" · ").filter_map(|part| part.split_once(": "));
                settings = said.map(|(key, value)| (key.trim().to_string(), value.trim().to_string())).collect();
            }
            continue;
        };
        let Some(columns) = &header else {
            header = Some(cells);
            continue;
        };
        if cells.iter().all(|cell| cell.chars().all(|c| c == '-' || c == ':')) && cells.iter().any(|c| c.len() > 2) {
            continue;
        }
        assert_eq!(cells.len(), columns.len(), "{place}: as many cells as columns");
        let own = columns.iter().cloned().zip(cells.into_iter().map(|cell| cell.replace("\\s", " ")));
        rows.push(Row { place, cells: settings.clone().into_iter().chain(own).collect() });
    }
    assert!(!rows.is_empty(), "{file} has no cases");
    rows
}

fn cells(line: &str) -> Option<Vec<String>> {
    let inner = line.trim().strip_prefix('|')?.strip_suffix('|')?;
    Some(inner.split('|').map(|cell| cell.trim().to_string()).collect())
}
