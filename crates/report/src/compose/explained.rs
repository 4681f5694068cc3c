//! Every rated measure with the sentence that explains its rating, so that anybody can check it.

use domain::snapshot::MeasureState;

use super::cell::text;
use super::{Composer, Scope, identify};
use crate::document::{Block, Cell, Column, Group, Inline, Row, Set, Table};
use crate::outline::RatingsSpec;

impl<'s> Composer<'s> {
    /// The table of explanations: of what is rated, and of what was recorded as rated or not.
    pub(super) fn ratings(&mut self, spec: &RatingsSpec, scope: Scope<'s>) -> Vec<Block> {
        let measures = scope.measures(self.snapshot, spec.which).into_iter();
        let rated: Vec<&MeasureState> =
            measures.filter(|state| state.computed_grade().is_some() || state.published.is_some()).collect();
        if rated.is_empty() {
            return vec![Block::Paragraph(vec![Inline::Absent(self.words.say("explained.none").to_string())])];
        }
        let id = self.id("table ratings explained");
        let column = |key: &str, set, width| Column { title: self.words.say(key).to_string(), set, width };
        let columns = vec![
            column("column.measure", Set::Words, 5),
            column("column.rating", Set::Rating, 2),
            column("explained.how", Set::Words, 8),
        ];
        let rows = rated.into_iter().map(|state| self.explained_row(state)).collect();
        let caption = self.words.say("explained.caption").to_string();
        let groups = vec![Group { title: None, rows }];
        vec![Block::Table(Table { id, caption, summary: None, columns, row_header: 0, groups })]
    }

    fn explained_row(&self, state: &MeasureState) -> Row {
        let to = format!("#{}", identify::measure(&state.measure.key));
        let name = Inline::Link { to, content: vec![Inline::Text(state.title.clone())] };
        let mut rating = self.rating_cell(state);
        rating.content.truncate(1);
        Row { id: None, cells: vec![Cell { content: vec![name], fact: None }, rating, text(&state.explanation)] }
    }
}
