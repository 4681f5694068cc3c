//! Every dependency has a line that says why it is there.

use super::{Finding, Source};

/// Crates that one comment may stand for, where they come together.
const TOGETHER: usize = 3;

/// Checks every manifest.
pub fn check(sources: &[Source]) -> Vec<Finding> {
    let manifests: Vec<&Source> = sources.iter().filter(|s| s.path.ends_with("/Cargo.toml")).collect();
    let rooms: Vec<&str> = manifests.iter().filter_map(|m| m.path.split('/').rev().nth(1)).collect();
    manifests.iter().flat_map(|manifest| in_manifest(manifest, &rooms)).collect()
}

fn in_manifest(manifest: &Source, rooms: &[&str]) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut dependencies = false;
    let mut covered = 0;
    for (at, line) in manifest.text.lines().enumerate() {
        let line = line.trim();
        if line.starts_with('[') {
            dependencies = line.trim_matches(['[', ']']).ends_with("dependencies");
            covered = 0;
        } else if line.starts_with('#') {
            covered = TOGETHER;
        } else if let Some(name) = line.split(['.', '=', ' ']).next().filter(|name| dependencies && !name.is_empty()) {
            if rooms.contains(&name) {
                continue;
            }
            if covered == 0 {
                let place = format!("{}:{}", manifest.path, at + 1);
                found.push(Finding::failure(place, format!("say in a line above why {name} is there")));
            }
            covered = covered.saturating_sub(1);
        }
    }
    found
}

#[cfg(test)]
mod cases {
    use super::super::source;
    use super::*;

    #[test]
    fn a_dependency_without_its_reason_fails() {
        let manifest =
            |text: &str| check(&[source("crates/a/Cargo.toml", text), source("crates/b/Cargo.toml", "")]).len();
        assert_eq!(manifest("[dependencies]\nb.workspace = true\nserde.workspace = true\n"), 1);
        assert_eq!(manifest("[dependencies]\n# Answers for programs.\nserde.workspace = true\n"), 0);
        assert_eq!(manifest("[dependencies]\n# A.\na1 = \"1\"\na2 = \"1\"\na3 = \"1\"\na4 = \"1\"\n"), 1);
        assert_eq!(manifest("[lints]\nworkspace = true\n"), 0);
    }
}
