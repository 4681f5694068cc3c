//! Snapshot and outline → document. What is shown, counted and compared is decided here once, and no writer decides it
//! again.

mod about;
mod base_plan;
mod cards;
mod cell;
mod changes;
mod chart_data;
mod charts;
mod combined;
mod commitments;
mod counts;
mod exceptions;
mod explained;
mod finding;
mod header;
mod history;
pub(crate) mod identify;
mod in_full;
mod key;
mod known;
mod links;
mod measure_cell;
mod meta;
mod milestones;
mod notes;
mod numbering;
mod parts;
mod passages;
mod phrase;
mod quality;
mod risk_matrix;
mod rollups;
mod savings;
mod scope;
mod section;
mod summary;
mod table;
mod trend;
mod wheel;

use std::collections::{BTreeMap, BTreeSet};

use domain::{Period, Problem, Snapshot};

use crate::document::Report;
use crate::look::Look;
use crate::outline::Outline;
use crate::words::Words;

pub use notes::NoteBook;
pub use parts::{Parts, slug, tag_named};
pub(crate) use phrase::absence_words;
pub use phrase::aim_words;
use scope::Scope;
pub(crate) use summary::percent_half_up;

/// A report with what is wrong in the words and the outline that it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Composed {
    /// The report. Where there are problems it is not fit to be published: placeholders stand as they were written.
    pub report: Report,
    /// Live figures that cannot be printed, Markdown that is not allowed, words that no section shows, names in the
    /// outline that the council does not know.
    pub problems: Vec<Problem>,
}

/// Composes the report of a snapshot by an outline. The look colours the graphics.
pub fn compose(snapshot: &Snapshot, outline: &Outline, look: &Look) -> Composed {
    let words = Words::of(&snapshot.language);
    let mut composer = Composer {
        snapshot,
        outline,
        look,
        words,
        ids: BTreeSet::new(),
        used: BTreeSet::new(),
        printed: BTreeMap::new(),
        sections: numbering::with_sections(snapshot, outline),
        numbers: numbering::numbers(snapshot, outline),
        problems: Vec::new(),
    };
    let sections = outline.sections.iter().flat_map(|spec| composer.chapter(spec)).collect();
    let mut report = Report { meta: composer.meta(), sections };
    links::settle(&mut report);
    composer.unused_words();
    let mut problems = composer.problems;
    problems.sort();
    problems.dedup();
    Composed { report, problems }
}

/// What composing knows as it goes.
struct Composer<'s> {
    snapshot: &'s Snapshot,
    outline: &'s Outline,
    look: &'s Look,
    words: &'static Words,
    /// Ids given so far.
    ids: BTreeSet<String>,
    /// Places in [`Snapshot::passages`] of the words that were shown.
    used: BTreeSet<usize>,
    /// Where the values of a measure were printed last: the table's id, and the periods that it shows.
    printed: BTreeMap<String, (String, Vec<Period>)>,
    /// Ids that are kept for the sections of commitments.
    sections: BTreeSet<String>,
    /// Numbers of charts, by the key of their measure.
    numbers: BTreeMap<String, String>,
    problems: Vec<Problem>,
}

impl<'s> Composer<'s> {
    /// An id that nothing else has, as near as can be to what is wanted.
    fn id(&mut self, wanted: &str) -> String {
        let wanted = identify::slug(wanted);
        let mut id = wanted.clone();
        let mut number = 1;
        while !self.ids.insert(id.clone()) {
            number += 1;
            id = format!("{wanted}-{number}");
        }
        id
    }

    /// An id if nothing has it yet: for rows, which are links' targets where they stand first.
    fn claim(&mut self, wanted: String) -> Option<String> {
        (!self.sections.contains(&wanted) && self.ids.insert(wanted.clone())).then_some(wanted)
    }

    /// A fault in the outline, at the section that it stands in.
    fn outline_fault(&mut self, place: (u32, u32), rule: &'static str, says: String, hint: String) {
        let file = format!("outlines/{}.toml", self.outline.name);
        self.problems.push(Problem { file, line: place.0, column: place.1, rule, says, hint });
    }
}
