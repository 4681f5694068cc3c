//! Exceptions one by one: what is wrong, why, what is being done, and by when.

use domain::calendar::{print_date, print_month};
use domain::snapshot::{CommitmentState, MeasureState};

use super::notes::NoteBook;
use super::passages::about;
use super::table::Item;
use super::{Composer, Scope};
use crate::document::{Block, Inline, Section};
use crate::outline::{Each, ExceptionsSpec};

impl<'s> Composer<'s> {
    /// A section for each; a sentence where there is none.
    pub(super) fn exceptions(&mut self, spec: &ExceptionsSpec, place: (u32, u32), scope: Scope<'s>) -> Vec<Block> {
        self.known_items(&spec.of, place);
        let mut blocks = Vec::new();
        for word in &spec.of {
            let items = self.items(word, scope);
            let wanted = items.into_iter().filter(|item| spec.only.contains(&self.tag_shown(item).word));
            blocks.extend(wanted.collect::<Vec<_>>().into_iter().map(|item| self.exception(spec, item, scope)));
        }
        if blocks.is_empty() {
            let none = self.words.fill("exceptions.none", &[("grades", &self.words.list(&spec.only))]);
            blocks.push(Block::Paragraph(vec![Inline::Text(none)]));
        }
        blocks
    }

    fn exception(&mut self, spec: &ExceptionsSpec, item: Item<'s>, scope: Scope<'s>) -> Block {
        let (reference, title) = match item {
            Item::Measure(state) => (state.measure.key.as_str(), state.title.clone()),
            Item::Commitment(state) => {
                let commitment = &state.commitment;
                (commitment.reference.as_str(), format!("{}: {}", commitment.reference, commitment.title))
            }
            Item::Risk(state) => (state.risk.reference.as_str(), state.risk.title.clone()),
        };
        let id = self.id(&format!("exception {reference}"));
        let level = scope.level + 1;
        let mut blocks = match item {
            Item::Measure(state) => self.wrong_measure(state),
            Item::Commitment(state) => vec![self.standing(state)],
            Item::Risk(_) => Vec::new(),
        };
        for words in &spec.words {
            let Some(pieces) = self.passage(&words.slot, &about(reference)) else { continue };
            if let Some(title) = &words.title {
                blocks.push(Block::Paragraph(vec![Inline::Strong(vec![Inline::Text(title.clone())])]));
            }
            blocks.extend(self.under(pieces, level));
        }
        match item {
            Item::Measure(state) => {
                let mut notes = NoteBook::new(&id);
                blocks.extend(self.graphic(state, spec.graphics, level, &mut notes));
                blocks.extend(notes.block());
            }
            Item::Commitment(state) => blocks.extend(self.steps(state)),
            Item::Risk(_) => {}
        }
        let starts_page = spec.each == Each::OnAPage;
        Block::Section(Section { id, level, title, running: None, starts_page, together: true, blocks })
    }

    /// The rating with its explanation, and what the measure serves with its date.
    fn wrong_measure(&self, state: &'s MeasureState) -> Vec<Block> {
        let mut blocks = vec![self.rated_because(state)];
        let serves = state.links.iter().filter_map(|link| link.under.as_deref());
        for reference in serves {
            let found = self.snapshot.commitments.iter().find(|c| c.commitment.reference == reference);
            let Some(commitment) = found else { continue };
            let completes = commitment.progress.as_ref().and_then(|p| p.completes).map(print_month);
            let with = [("reference", reference), ("title", commitment.commitment.title.as_str())];
            let mut said = self.words.fill("exceptions.serves", &with);
            if let Some(date) = completes {
                said.push_str(&self.words.fill("commitment.completes", &[("date", &date)]));
            }
            blocks.push(Block::Paragraph(vec![Inline::Muted(said)]));
        }
        blocks
    }

    /// The steps that are still to be taken, and by when.
    fn steps(&self, state: &CommitmentState) -> Vec<Block> {
        let edition = self.snapshot.edition.period;
        let open = state.commitment.milestones.iter().filter(|m| m.done.is_none());
        let item = |milestone: &domain::Milestone| {
            let date = print_date(milestone.due_in(edition));
            let said = self.words.fill("exceptions.step", &[("title", &milestone.title), ("date", &date)]);
            vec![Block::Paragraph(vec![Inline::Text(said)])]
        };
        let items: Vec<Vec<Block>> = open.map(item).collect();
        if items.is_empty() {
            return Vec::new();
        }
        let title = Inline::Strong(vec![Inline::Text(self.words.say("exceptions.steps").to_string())]);
        vec![Block::Paragraph(vec![title]), Block::List { ordered: false, items }]
    }
}
