//! The work tree as texts.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::Source;

/// Where our sources stand.
const PLACES: [&str; 3] = ["crates", "xtask", "tests"];
/// Folders of others' or generated files.
const SKIPPED: [&str; 3] = ["target", "node_modules", "out"];
/// What is read: by the ending of its name.
const ENDINGS: [&str; 8] = ["rs", "toml", "typ", "css", "mjs", "js", "py", "html"];

/// Every text of ours, in the order of paths.
pub fn sources(root: &Path) -> Vec<Source> {
    let mut found = Vec::new();
    for place in PLACES {
        walk(&root.join(place), place, &mut found);
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn walk(folder: &Path, shown: &str, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let (path, shown) = (entry.path(), format!("{shown}/{name}"));
        if path.is_dir() {
            if !SKIPPED.contains(&name.as_str()) && !name.starts_with('.') {
                walk(&path, &shown, found);
            }
        } else if ENDINGS.iter().any(|ending| name.ends_with(&format!(".{ending}")))
            && let Ok(text) = fs::read_to_string(&path)
        {
            found.push(Source { path: shown, text });
        }
    }
}

/// Full and short names of the councils under `examples/`, which no crate may know.
pub fn council_names(root: &Path) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(root.join("examples")).into_iter().flatten().flatten() {
        let Ok(text) = fs::read_to_string(entry.path().join("council.toml")) else { continue };
        let Ok(table) = text.parse::<toml::Table>() else { continue };
        let known = ["name", "short_name", "gss"].iter().filter_map(|key| table.get(*key)?.as_str());
        names.extend(known.map(str::to_string));
    }
    names
}
