//! The walls between rooms: which may know which. A new arrow is a line here, and a reason in ARCHITECTURE.md.

use super::{Finding, Source};

/// Every room with those it may depend on. Tests may depend on any.
const ARROWS: [(&str, &[&str]); 12] = [
    ("domain", &[]),
    ("folder", &["domain"]),
    ("rate", &["domain"]),
    ("report", &["domain"]),
    ("pdf", &["domain", "report"]),
    ("publish", &["domain", "report"]),
    ("office", &["domain", "report"]),
    ("store", &["domain"]),
    ("collect", &["domain"]),
    ("cycle", &["domain", "folder", "rate", "report", "collect", "store"]),
    ("web", &["domain", "folder", "rate", "report", "publish", "collect", "cycle", "store"]),
    (
        "baseplan",
        &["domain", "folder", "rate", "report", "pdf", "publish", "office", "collect", "store", "cycle", "web"],
    ),
];

/// Heavy libraries with the one room that may depend on them.
const KEPT: [(&str, &str); 3] = [("typst", "pdf"), ("sqlx", "store"), ("axum", "web")];

/// Checks the manifest of every crate.
pub fn check(sources: &[Source]) -> Vec<Finding> {
    sources.iter().filter_map(|s| Some((room(&s.path)?, s))).flat_map(|(room, s)| in_manifest(room, s)).collect()
}

fn room(path: &str) -> Option<&str> {
    path.strip_prefix("crates/")?.strip_suffix("/Cargo.toml").filter(|room| !room.contains('/'))
}

fn in_manifest(room: &str, manifest: &Source) -> Vec<Finding> {
    let Some((_, allowed)) = ARROWS.iter().find(|(known, _)| *known == room) else {
        return vec![Finding::failure(&manifest.path, "a new room: give it its line in xtask/src/tidy/arrows.rs")];
    };
    let Ok(table) = manifest.text.parse::<toml::Table>() else {
        return vec![Finding::failure(&manifest.path, "no TOML")];
    };
    let named = table.get("dependencies").and_then(|d| d.as_table()).into_iter().flat_map(|d| d.keys());
    named.filter_map(|name| breach(room, allowed, name).map(|says| Finding::failure(&manifest.path, says))).collect()
}

fn breach(room: &str, allowed: &[&str], name: &str) -> Option<String> {
    let is_room = ARROWS.iter().any(|(known, _)| *known == name);
    if is_room && !allowed.contains(&name) {
        return Some(format!("{room} may not know {name}"));
    }
    let (_, keeper) = KEPT.iter().find(|(heavy, _)| name == *heavy || name.starts_with(&format!("{heavy}-")))?;
    (*keeper != room).then(|| format!("{name} belongs in {keeper} alone"))
}

#[cfg(test)]
mod cases {
    use super::super::source;
    use super::*;

    #[test]
    fn an_arrow_that_is_not_drawn_fails() {
        let says = |path: &str, text: &str| check(&[source(path, text)]).len();
        assert_eq!(says("crates/rate/Cargo.toml", "[dependencies]\nfolder.workspace = true\n"), 1);
        assert_eq!(says("crates/report/Cargo.toml", "[dependencies]\ntypst-pdf = \"1\"\n"), 1);
        assert_eq!(
            says(
                "crates/report/Cargo.toml",
                "[dependencies]\ndomain.workspace = true\n[dev-dependencies]\nrate.workspace = true\n"
            ),
            0
        );
        assert_eq!(says("crates/extra/Cargo.toml", ""), 1);
    }
}
