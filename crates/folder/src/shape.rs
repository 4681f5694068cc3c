//! Which files a folder has: what each is for, what is missing, and what does not belong.

use std::collections::{BTreeMap, BTreeSet};

use crate::Files;
use crate::problems::{Fault, Place, Problems, nearest, quoted};
use crate::table::{Columns, Table};
use crate::text;

/// Files of the folder itself, and whether each must be there.
const ROOT: [(&str, bool); 9] = [
    ("council.toml", true),
    ("editions.toml", true),
    ("measures.csv", true),
    ("measure-names.csv", false),
    ("breaks.csv", false),
    ("benchmarks.csv", false),
    ("ratings.csv", false),
    ("travel.csv", false),
    ("notes.csv", false),
];

/// Files of a plan's folder, and whether each must be there.
const PLAN: [(&str, bool); 9] = [
    ("plan.toml", true),
    ("headings.csv", true),
    ("commitments.csv", true),
    ("measures.csv", true),
    ("titles.csv", false),
    ("milestones.csv", false),
    ("progress.csv", false),
    ("risks.csv", false),
    ("risk-scores.csv", false),
];

/// Folders whose files any name may have, with the ending those have.
const OPEN: [(&str, &str); 4] = [("values", ".csv"), ("targets", ".csv"), ("schemes", ".toml"), ("outlines", ".toml")];

/// The readable text of every file that belongs.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    texts: BTreeMap<String, String>,
    /// Files that belong and could not be read, or must be there and are not.
    lost: BTreeSet<String>,
}

impl Texts {
    /// Decodes what belongs; tells what does not belong, cannot be read or is missing.
    pub fn sort(files: &Files, problems: &mut Problems) -> Texts {
        let mut texts = Texts::default();
        for (path, bytes) in files {
            if is_ignored(path) {
                continue;
            }
            if !belongs(path) {
                problems.tell(Place::file(path), unknown_file(path));
            } else if let Some(text) = text::decode(path, bytes, problems) {
                texts.texts.insert(path.clone(), text);
            } else {
                texts.lost.insert(path.clone());
            }
        }
        let root = ROOT.iter().map(|(name, must)| (name.to_string(), *must));
        let plans = texts.plans();
        let of_plans = plans.iter().flat_map(|plan| PLAN.map(|(name, must)| (format!("plans/{plan}/{name}"), must)));
        for (path, _) in root.chain(of_plans).filter(|(_, must)| *must) {
            if !texts.has(&path) {
                let says = format!("The file “{path}” is missing.");
                let hint = "Add it, if only with its header; “baseplan new” writes one to begin with.";
                problems.tell(Place::file(&path), Fault::new("missing-file", says, hint));
                texts.lost.insert(path);
            }
        }
        texts
    }

    fn has(&self, path: &str) -> bool {
        self.texts.contains_key(path) || self.lost.contains(path)
    }

    /// Keys of plans: the names of the folders under `plans/`.
    pub fn plans(&self) -> Vec<String> {
        let paths = self.texts.keys().chain(&self.lost);
        let keys =
            paths.filter_map(|path| path.strip_prefix("plans/")?.split_once('/')).map(|(key, _)| key.to_string());
        let keys: BTreeSet<String> = keys.collect();
        keys.into_iter().collect()
    }

    /// The text of a file. `None` if it is not there or was told to be unreadable.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.texts.get(path).map(String::as_str)
    }

    /// Whether a file that should be read is not there or unreadable, which was told.
    pub fn is_lost(&self, path: &str) -> bool {
        self.lost.contains(path)
    }

    /// Whether a file under a folder could not be read.
    pub fn lost_under(&self, folder: &str) -> bool {
        self.lost.iter().any(|path| path.starts_with(folder))
    }

    /// Files under a folder, by path.
    pub fn under(&self, folder: &str) -> Vec<(&str, &str)> {
        let found = self.texts.iter().filter(|(path, _)| path.starts_with(folder));
        found.map(|(path, text)| (path.as_str(), text.as_str())).collect()
    }

    /// Names of the files of an open folder, without folder and ending, readable or not.
    pub fn names(&self, folder: &str, ending: &str) -> Vec<String> {
        let paths = self.texts.keys().chain(&self.lost);
        let names = paths.filter_map(|path| path.strip_prefix(folder)?.strip_prefix('/')?.strip_suffix(ending));
        names.map(str::to_string).collect()
    }

    /// A table of the folder; an absent one has no rows.
    pub fn table(&self, path: &str, columns: Columns, problems: &mut Problems) -> Table {
        match self.text(path) {
            Some(text) => Table::read(path, text, columns, problems),
            None => Table::absent(!self.is_lost(path)),
        }
    }
}

/// Files that other programs leave, and the council's own: not read, not told.
fn is_ignored(path: &str) -> bool {
    let hidden = |part: &str| part.starts_with('.') || part.starts_with("~$");
    let name = path.rsplit('/').next().unwrap_or(path);
    name == "README.md" || path.starts_with("look/") || path.split('/').any(hidden)
}

fn belongs(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    if parts.iter().any(|part| part.is_empty()) {
        return false;
    }
    match parts.as_slice() {
        [name] => ROOT.iter().any(|(known, _)| known == name),
        ["plans", _, name] => PLAN.iter().any(|(known, _)| known == name),
        ["words", _, name] | ["words", _, _, name] => stem(name, ".md").is_some(),
        [folder, name] => OPEN.iter().any(|(known, ending)| known == folder && stem(name, ending).is_some()),
        _ => false,
    }
}

fn stem<'a>(name: &'a str, ending: &str) -> Option<&'a str> {
    name.strip_suffix(ending).filter(|stem| !stem.is_empty())
}

fn unknown_file(path: &str) -> Fault {
    let says = format!("The file “{path}” has no place in a council's folder.");
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let known: Vec<&str> = match folder.split('/').next() {
        Some("plans") => PLAN.iter().map(|(known, _)| *known).collect(),
        Some("") | None => ROOT.iter().map(|(known, _)| *known).collect(),
        _ => Vec::new(),
    };
    let near = nearest(name, known.iter().copied());
    let ending = OPEN.iter().find(|(known, _)| *known == folder).map(|(_, ending)| *ending);
    let hint = match (near.is_empty(), ending) {
        (false, _) => format!("Did you mean {}?", quoted(&near, "or")),
        (true, Some(ending)) => format!("Files in {folder}/ end in {ending}."),
        (true, None) => {
            "Move it out, or see the manual, “A council's folder”, for the files that are read.".to_string()
        }
    };
    Fault::new("unknown-file", says, hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_path_is_read_ignored_or_told() {
        for (path, expected) in [
            ("council.toml", "read"),
            ("values/2025-26.csv", "read"),
            ("plans/2025-29/risks.csv", "read"),
            ("words/2025-26-Q2/introduction.md", "read"),
            ("words/2025-26-Q2/commentary/SO-01.md", "read"),
            ("README.md", "ignored"),
            ("plans/README.md", "ignored"),
            (".git/config", "ignored"),
            ("values/~$2025-26.csv", "ignored"),
            ("look/logo.svg", "ignored"),
            ("councils.toml", "told"),
            ("values/2025-26.xlsx", "told"),
            ("values/.csv", "ignored"),
            ("plans/2025-29/risk.csv", "told"),
            ("words/introduction.md", "told"),
            ("words/2025-26-Q2/a/b/c.md", "told"),
            ("values//x.csv", "told"),
            ("", "told"),
        ] {
            let found = if is_ignored(path) {
                "ignored"
            } else if belongs(path) {
                "read"
            } else {
                "told"
            };
            assert_eq!(found, expected, "{path}");
        }
    }
}
