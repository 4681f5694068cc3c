//! The invented council of `tests/compose/northmere`, with other words or another outline.

use std::path::PathBuf;

use domain::Snapshot;
use domain::words::{About, Passage};
use report::look::Look;
use report::{Composed, compose, outline};

use crate::folders::editions;
use crate::text::to_text;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/compose/northmere")
}

/// Its one edition, and the report that its own outline makes.
pub fn northmere() -> (Snapshot, Composed) {
    let (_, snapshot, composed) = editions(&folder()).remove(0);
    (snapshot, composed)
}

/// Its edition by another outline.
pub fn by_outline(text: &str) -> Composed {
    let (mut snapshot, _) = northmere();
    snapshot.passages.clear();
    compose(&snapshot, &outline::parse("other", text).unwrap(), &Look::new(&[]))
}

/// An introduction of these words alone: its text, and every problem in full.
pub fn introduced(words: &str) -> (String, Vec<String>) {
    let (mut snapshot, _) = northmere();
    let (slot, text) = ("introduction".to_string(), words.to_string());
    let edition = snapshot.edition.period;
    let passage = Passage { edition, slot, about: About::Edition, text, author: None, approved_by: None };
    snapshot.passages = vec![passage];
    let text = "[[section]]\ntitle = \"Introduction\"\nkind = \"words\"\nslot = \"introduction\"\n";
    let composed = compose(&snapshot, &outline::parse("words", text).unwrap(), &Look::new(&[]));
    let said = to_text(&composed.report);
    let (_, body) = said.split_once("# Introduction [introduction]\n").unwrap();
    (body.trim().to_string(), composed.problems.iter().map(ToString::to_string).collect())
}
