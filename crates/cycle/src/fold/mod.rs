//! Entries become a council's papers: ordinary files of its folder, which every other room reads.
//!
//! Used in memory for drafts (with the latest entries) and, when an edition is published, to make the papers that are
//! kept (with the approved ones).

mod edition;
mod figures;
mod judged;

use std::collections::BTreeMap;

use domain::cycle::{Body, Entry, Item, Round, RoundState};
use domain::{About, Council, Passage, Problem};
use folder::Files;

use crate::sheet::Sheet;

pub use edition::{NewEdition, add_edition};
pub(crate) use edition::{day, remove_edition};

/// Names of people by their identifiers, as papers print them.
pub type Names = BTreeMap<String, String>;

/// An entry with who approved it.
#[derive(Debug, Clone, Copy)]
pub struct Folded<'e> {
    /// The entry.
    pub entry: &'e Entry,
    /// Identifier of who approved it. `None`: nobody yet.
    pub approved_by: Option<&'e str>,
}

/// Writes the entries of a round into papers. `council` is what the papers hold; `commentary` is the slot in which the
/// outline prints what is said of commitments. What a paper holds already about the same thing of the same edition is
/// replaced; everything else stays as it is.
///
/// # Errors
/// If a paper that is to be changed cannot be read; the papers are then as they were.
pub fn fold(
    files: &Files,
    council: &Council,
    round: &Round,
    entries: &[Folded<'_>],
    commentary: &str,
    names: &Names,
) -> Result<Files, Vec<Problem>> {
    let mut papers = Papers { files: files.clone(), sheets: BTreeMap::new(), problems: Vec::new() };
    for folded in entries {
        let entry = folded.entry;
        match (&entry.item, &entry.body) {
            (Item::Figure { measure, period }, Body::Figure(figure)) => {
                figures::figure(&mut papers, council, round, (measure, *period), figure);
            }
            (Item::Progress { commitment }, Body::Progress(progress)) => {
                judged::progress(&mut papers, council, round, commitment, progress);
                papers.words(passage(round, commentary, Some(commitment), &progress.text, *folded, names));
            }
            (Item::Words { slot, about }, Body::Words(text)) => {
                papers.words(passage(round, slot, about.as_ref(), text, *folded, names));
            }
            (Item::Rating { measure, period }, Body::Rating(grade)) => {
                judged::rating(&mut papers, round, (measure, *period), grade.as_deref(), entry, names);
            }
            (item, _) => papers.problems.push(mismatched(item)),
        }
    }
    edition::status(&mut papers, round);
    papers.finish()
}

fn mismatched(item: &Item) -> Problem {
    Problem {
        file: item.to_string(),
        line: 0,
        column: 0,
        rule: "entry-of-another-kind",
        says: format!("What was entered for {item} is of another kind"),
        hint: "Enter it again.".to_string(),
    }
}

fn passage(
    round: &Round,
    slot: &str,
    about: Option<&String>,
    text: &str,
    folded: Folded<'_>,
    names: &Names,
) -> Passage {
    let name = |id: &str| names.get(id).cloned().unwrap_or_else(|| id.to_string());
    Passage {
        edition: round.key.period,
        slot: slot.to_string(),
        about: about.map_or(About::Edition, |about| About::Item(about.clone())),
        text: text.trim().to_string(),
        author: Some(name(&folded.entry.by)),
        approved_by: folded.approved_by.map(name),
    }
}

/// Papers while they are changed: tables are read once and written once.
struct Papers {
    files: Files,
    sheets: BTreeMap<String, Sheet>,
    problems: Vec<Problem>,
}

impl Papers {
    /// The table at a path; an empty one with these columns if there is none.
    fn sheet(&mut self, path: &str, columns: &str) -> Option<&mut Sheet> {
        if !self.sheets.contains_key(path) {
            let header = format!("{columns}\n").into_bytes();
            let bytes = self.files.get(path).unwrap_or(&header);
            match Sheet::read(path, Some(bytes)) {
                Ok(sheet) => drop(self.sheets.insert(path.to_string(), sheet)),
                Err(problem) => {
                    self.problems.push(problem);
                    return None;
                }
            }
        }
        self.sheets.get_mut(path)
    }

    /// Puts words in their place; empty words have none.
    fn words(&mut self, passage: Passage) {
        let (path, bytes) = folder::passage(&passage, &self.files);
        if passage.text.is_empty() {
            self.files.remove(&path);
        } else {
            self.files.insert(path, bytes);
        }
    }

    fn finish(mut self) -> Result<Files, Vec<Problem>> {
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        for (path, sheet) in &self.sheets {
            self.files.insert(path.clone(), sheet.write());
        }
        Ok(self.files)
    }
}

/// The word of an edition's status while its round stands so.
fn status_word(state: RoundState) -> &'static str {
    match state {
        RoundState::Open => "draft",
        RoundState::Published | RoundState::Superseded => "published",
        RoundState::Withdrawn => "withdrawn",
    }
}
