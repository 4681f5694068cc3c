//! One measure with everything that is known of it.

use domain::snapshot::MeasureState;

use super::cell::text;
use super::notes::NoteBook;
use super::passages::about;
use super::phrase::{aim_of_measure, aim_words, frequency_words};
use super::{Composer, Scope};
use crate::document::{Block, Column, Group, Inline, Row, Section, Set, Table};
use crate::outline::{Each, InFullSpec};

impl<'s> Composer<'s> {
    /// A section for each measure.
    pub(super) fn in_full(&mut self, spec: &InFullSpec, place: (u32, u32), scope: Scope<'s>) -> Vec<Block> {
        let measures = self.named_measures(scope.measures(self.snapshot, spec.which), spec.measures.as_deref(), place);
        measures.into_iter().map(|state| self.full(spec, state, scope)).collect()
    }

    /// Only the measures of these keys; a key that no measure has is a fault.
    pub(super) fn named_measures(
        &mut self,
        all: Vec<&'s MeasureState>,
        keys: Option<&[String]>,
        place: (u32, u32),
    ) -> Vec<&'s MeasureState> {
        let Some(keys) = keys else { return all };
        for key in keys.iter().filter(|key| self.snapshot.measure(key).is_none()) {
            let says = self.words.fill("problem.unknown.says", &[("name", key)]);
            let hint = self.words.say("problem.measure_key.hint").to_string();
            self.outline_fault(place, "unknown-measure", says, hint);
        }
        keys.iter().filter_map(|key| all.iter().find(|state| state.measure.key == *key).copied()).collect()
    }

    fn full(&mut self, spec: &InFullSpec, state: &'s MeasureState, scope: Scope<'s>) -> Block {
        let id = self.id(&format!("in full {}", state.measure.key));
        let (level, title) = (scope.level + 1, state.title.clone());
        let mut blocks = vec![self.rated_because(state)];
        if let Some(pieces) = self.passage(&spec.comments, &about(&state.measure.key)) {
            blocks.extend(self.under(pieces, level));
        }
        let mut notes = NoteBook::new(&id);
        blocks.extend(self.chart(state, &mut notes).map(Block::Figure));
        blocks.extend(notes.block());
        blocks.push(Block::Table(self.facts_of(state)));
        let breaks = self.breaks(state);
        if !breaks.is_empty() {
            blocks.push(Block::Paragraph(vec![Inline::Text(self.words.say("about.breaks").to_string())]));
            blocks.push(Block::List { ordered: false, items: breaks });
        }
        let starts_page = spec.each == Each::OnAPage;
        Block::Section(Section { id, level, title, running: None, starts_page, together: true, blocks })
    }

    /// The rating, or that there is none, with the sentence that explains it.
    pub(super) fn rated_because(&self, state: &MeasureState) -> Block {
        let rating = self.rating_cell(state).content.into_iter().next();
        let rating = rating.filter(|inline| matches!(inline, Inline::Rating(_)));
        let space = if rating.is_some() { " " } else { "" };
        let because = Inline::Text(format!("{space}{}", state.explanation));
        Block::Paragraph(rating.into_iter().chain([because]).collect())
    }

    /// What the measure is: a row for each thing that is known.
    fn facts_of(&mut self, state: &MeasureState) -> Table {
        let measure = &state.measure;
        let or_none =
            |said: &Option<String>| said.clone().unwrap_or_else(|| self.words.say("reason.nothing_stated").into());
        let target = state.target().map(|target| aim_words(self.words, measure, &target.aim));
        let target = target.unwrap_or_else(|| self.words.say("target.none").to_string());
        let benchmark = state.benchmark.as_ref().map(|b| {
            let value = b.value.map(|value| measure.write(value)).unwrap_or_default();
            format!("{value} {} {}", b.group, b.dated).trim().to_string()
        });
        let rows = [
            ("full.reference", measure.key.clone()),
            ("full.definition", or_none(&measure.definition)),
            ("full.covers", aim_of_measure(self.words, measure)),
            ("column.target", target),
            ("column.benchmark", benchmark.unwrap_or_else(|| self.words.say("benchmark.none").to_string())),
            ("column.frequency", frequency_words(self.words, measure)),
            ("full.owner", or_none(&measure.owner)),
            ("full.source", or_none(&measure.source)),
        ];
        let rows = rows.map(|(key, said)| Row { id: None, cells: vec![text(self.words.say(key)), text(&said)] });
        let column = |key: &str, width| Column { title: self.words.say(key).to_string(), set: Set::Words, width };
        let columns = vec![column("full.what", 3), column("full.said", 9)];
        let groups = vec![Group { title: None, rows: rows.into() }];
        let caption = self.words.fill("full.caption", &[("title", &state.title)]);
        let id = self.id(&format!("facts {}", measure.key));
        Table { id, caption, summary: None, columns, row_header: 0, groups }
    }
}
