//! Parts of a report for rooms that make pages of their own: the same cells, charts and words as in a report.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use domain::snapshot::{CommitmentState, MeasureState, RiskState};
use domain::words::About;
use domain::{Decimal, Period, Scheme, Snapshot};

use super::chart_data::without_notes;
use super::notes::NoteBook;
use super::{Composer, cell, identify, links, numbering, phrase};
use crate::document::{Block, Cell, Figure, Report, Tag};
use crate::look::Look;
use crate::outline::{Outline, Show};
use crate::words::Words;

/// Makes parts of one page from one snapshot. Ids are unique within the page.
pub struct Parts<'s> {
    composer: Composer<'s>,
}

impl<'s> Parts<'s> {
    /// Parts for a new page.
    pub fn new(snapshot: &'s Snapshot, look: &'s Look) -> Parts<'s> {
        static NONE: OnceLock<Outline> = OnceLock::new();
        let outline = NONE.get_or_init(|| Outline { name: String::new(), sections: Vec::new() });
        let words = Words::of(&snapshot.language);
        let (ids, used, printed, problems) = (BTreeSet::new(), BTreeSet::new(), BTreeMap::new(), Vec::new());
        let (sections, numbers) = (BTreeSet::new(), BTreeMap::new());
        let composer = Composer { snapshot, outline, look, words, ids, used, printed, problems, sections, numbers };
        Parts { composer }
    }

    /// Charts have the numbers that this report of the snapshot gave them, by which its words cite them.
    pub fn numbered_as(mut self, report: &Report) -> Parts<'s> {
        self.composer.numbers = numbering::numbers_in(self.composer.snapshot, report);
        self
    }

    /// An id that nothing else of the page has.
    pub fn id(&mut self, wanted: &str) -> String {
        self.composer.id(wanted)
    }

    /// The chart of a measure. `None`: no value, nothing to stand beside it, or it stands on this page already.
    pub fn chart(&mut self, state: &'s MeasureState) -> Option<Figure> {
        let mut figure = self.composer.chart(state, &mut NoteBook::new("chart"))?;
        without_notes(&mut figure.data);
        Some(figure)
    }

    /// The latest value, target, rating and one comparison in words. `None`: no value.
    pub fn finding(&self, state: &MeasureState) -> Option<String> {
        state.observation()?.reading.value()?;
        let finding = self.composer.finding(state, &state.title);
        Some(finding.strip_prefix(&format!("{}: ", state.title)).map_or(finding.clone(), str::to_string))
    }

    /// A value with its markers and notes, or why there is none.
    pub fn value(&self, state: &MeasureState, period: Period, notes: &mut NoteBook) -> Cell {
        self.composer.value_cell(state, period, notes)
    }

    /// A target with its notes, or why there is none.
    pub fn target(&self, state: &MeasureState, period: Period, notes: &mut NoteBook) -> Cell {
        self.composer.target_cell(state, period, notes)
    }

    /// The rating shown, with the computed one where it differs, or why there is none.
    pub fn rating(&self, state: &MeasureState) -> Cell {
        self.composer.rating_cell(state)
    }

    /// How a recorded rating differs from the computed one. `None`: it does not.
    pub fn difference(&self, state: &MeasureState) -> Option<String> {
        self.composer.difference(state)
    }

    /// The benchmark shown beside the value, or that there is none.
    pub fn benchmark(&self, state: &MeasureState) -> Cell {
        self.composer.benchmark_cell(state, Show::Benchmark)
    }

    /// How the measure is aggregated, and which way is better.
    pub fn aim(&self, state: &MeasureState) -> String {
        phrase::aim_of_measure(self.composer.words, &state.measure)
    }

    /// When the measure is reported.
    pub fn frequency(&self, state: &MeasureState) -> String {
        phrase::frequency_words(self.composer.words, &state.measure)
    }

    /// The grade of a commitment, or that an update is awaited.
    pub fn progress(&self, state: &CommitmentState) -> Cell {
        self.composer.progress_cell(state)
    }

    /// A risk's score now and before, as printed.
    pub fn scores(&self, state: &RiskState) -> [Cell; 2] {
        let printed = |score: Option<Decimal>| self.composer.score_text(score);
        [printed(state.score.as_ref().map(|s| s.score)), printed(state.previous.as_ref().map(|s| s.score))]
    }

    /// All words about a heading, commitment, measure or risk with the slot of each, in the order of the folder;
    /// headings in them become sections one deeper than `level`. A chart that they cite is linked where it serves what
    /// they are about. What is wrong in the words is told where the whole report is composed.
    pub fn words_about(&mut self, reference: &str, level: u8) -> Vec<(&'s str, Vec<Block>)> {
        let about = About::Item(reference.to_string());
        let snapshot = self.composer.snapshot;
        let slots = snapshot.passages.iter().filter(|p| p.about == about).map(|p| p.slot.as_str());
        let serves = |state: &&MeasureState| state.links.iter().any(|link| link.under.as_deref() == Some(reference));
        let served = snapshot.measures.iter().filter(serves).map(|state| identify::chart(&state.measure.key));
        let charts: BTreeSet<String> = served.collect();
        let mut said = Vec::new();
        for slot in slots {
            let pieces = self.composer.passage(slot, &about).unwrap_or_default();
            let mut blocks = self.composer.under(pieces, level);
            links::settle_to(&mut blocks, &charts);
            said.push((slot, blocks));
        }
        said
    }
}

/// The tag of a grade by its name, as it stands in this scheme; the name alone with no colour where it does not.
pub fn tag_named(scheme: Option<&Scheme>, name: &str) -> Tag {
    let found = scheme.and_then(|scheme| Some(cell::tag_of(scheme, Some(scheme.grade_named(name)?))));
    found.unwrap_or_else(|| Tag { word: name.to_string(), mark: domain::Mark::Ring, colour: domain::Colour::None })
}

/// Small letters, digits and single hyphens: the name of a reference in addresses, and of its place in a report.
pub fn slug(reference: &str) -> String {
    identify::slug(reference)
}
