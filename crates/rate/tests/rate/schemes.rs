//! The schemes under `tests/schemes`, read as a council's are.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use domain::Scheme;

/// Every scheme with the name of its file, in the order of names.
pub fn all() -> &'static [(String, Scheme)] {
    static ALL: OnceLock<Vec<(String, Scheme)>> = OnceLock::new();
    ALL.get_or_init(|| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schemes");
        let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths.iter().map(|path| (path.file_stem().unwrap().to_str().unwrap().to_string(), read(path))).collect()
    })
}

fn read(path: &Path) -> Scheme {
    let text = std::fs::read_to_string(path).unwrap();
    folder::scheme(&text).unwrap_or_else(|problems| panic!("{}: {problems:#?}", path.display()))
}

/// One scheme by the name of its file.
pub fn named(name: &str) -> &'static Scheme {
    let found = all().iter().find(|(known, _)| known == name);
    &found.unwrap_or_else(|| panic!("there is no tests/schemes/{name}.toml")).1
}
