//! Commitments one by one: rating, completion, words, and graphics of the measures that serve them.

use domain::calendar::print_month;
use domain::snapshot::{CommitmentState, MeasureState};

use super::notes::NoteBook;
use super::passages::{about, plain};
use super::phrase::capital;
use super::{Composer, Scope, identify, numbering};
use crate::document::{Block, Inline, Section};
use crate::outline::{CommitmentsSpec, Graphics};
use crate::words::fill;

impl<'s> Composer<'s> {
    /// A section for each commitment of the scope.
    pub(super) fn commitments(&mut self, spec: &CommitmentsSpec, place: (u32, u32), scope: Scope<'s>) -> Vec<Block> {
        self.known_kinds(&spec.of, place);
        for kind in spec.of.iter().filter(|_| spec.only.is_some()) {
            self.known_grades(spec.only.iter().flatten(), kind, place);
        }
        let snapshot = self.snapshot;
        let all = spec.of.iter().flat_map(|kind| scope.commitments(snapshot, kind));
        let wanted = |state: &&CommitmentState| {
            let grade = state.progress.as_ref().and_then(|p| p.grade.as_ref());
            spec.only.as_ref().is_none_or(|only| grade.is_some_and(|g| only.contains(g)))
        };
        all.filter(wanted).map(|state| self.commitment(spec, state, scope)).collect()
    }

    fn commitment(&mut self, spec: &CommitmentsSpec, state: &'s CommitmentState, scope: Scope<'s>) -> Block {
        let commitment = &state.commitment;
        let title = fill(&spec.heading, &[("reference", &commitment.reference), ("title", &commitment.title)]);
        let id = self.id(&identify::reference(&commitment.reference));
        let level = scope.level + 1;
        let mut blocks = vec![self.standing(state)];
        if let Some(pieces) = self.passage(&spec.comments, &about(&commitment.reference)) {
            blocks.extend(self.under(pieces, level));
        }
        let mut served = self.serving(&commitment.reference);
        if spec.graphics == Graphics::NumberedCharts {
            served.sort_by_key(|measure| self.numbers.get(&measure.measure.key).map(|number| numbering::order(number)));
        }
        let mut notes = NoteBook::new(&id);
        for measure in served {
            blocks.extend(self.graphic(measure, spec.graphics, level, &mut notes));
        }
        blocks.extend(notes.block());
        Block::Section(Section { id, level, title, running: None, starts_page: false, together: true, blocks })
    }

    /// Rating, expected completion and lead in one line.
    pub(super) fn standing(&self, state: &CommitmentState) -> Block {
        let mut content = match self.progress_tag(state) {
            Some(tag) => vec![Inline::Rating(tag)],
            None => {
                let why = plain(&self.progress_cell(state).content);
                vec![Inline::Absent(format!("{}.", capital(&why)))]
            }
        };
        if let Some(date) = state.progress.as_ref().and_then(|p| p.completes) {
            let completes = self.words.fill("commitment.completes", &[("date", &print_month(date))]);
            content.push(Inline::Text(completes));
        }
        if let Some(lead) = &state.commitment.lead {
            content.push(Inline::Text(self.words.fill("commitment.lead", &[("lead", lead)])));
        }
        Block::Paragraph(content)
    }

    /// The measures that serve a commitment, in the order of the plan.
    pub(super) fn serving(&self, reference: &str) -> Vec<&'s MeasureState> {
        let snapshot = self.snapshot;
        let links = snapshot.plan.links.iter().filter(|link| link.under.as_deref() == Some(reference));
        links.filter_map(|link| snapshot.measure(&link.measure)).collect()
    }

    /// The graphic of a measure and the words about it.
    pub(super) fn graphic(
        &mut self,
        state: &'s MeasureState,
        graphics: Graphics,
        level: u8,
        notes: &mut NoteBook,
    ) -> Vec<Block> {
        let figure = match graphics {
            Graphics::None => None,
            Graphics::Cards => self.card(state),
            Graphics::Charts | Graphics::NumberedCharts => self.chart(state, notes),
        };
        let Some(figure) = figure else { return Vec::new() };
        let mut blocks = vec![Block::Figure(figure)];
        if let Some(pieces) = self.passage("commentary", &about(&state.measure.key)) {
            blocks.extend(self.under(pieces, level));
        }
        blocks
    }
}
