//! The schemes under `tests/schemes`, read as a council's are.

use domain::Scheme;

/// Every scheme with the name of its file.
pub fn all() -> Vec<(String, Scheme)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schemes");
    let mut all: Vec<(String, Scheme)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_string();
            let text = std::fs::read_to_string(&path).unwrap();
            let scheme = folder::scheme(&text).unwrap_or_else(|problems| panic!("{name}: {problems:#?}"));
            (name, scheme)
        })
        .collect();
    all.sort_by(|one, two| one.0.cmp(&two.0));
    all
}

/// One scheme by the name of its file.
pub fn named(name: &str) -> Scheme {
    let found = all().into_iter().find(|(known, _)| known == name);
    found.unwrap_or_else(|| panic!("there is no tests/schemes/{name}.toml")).1
}
