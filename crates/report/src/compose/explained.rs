//! Every rated measure with the sentence that explains its rating, so that anybody can check it.

use domain::calendar::print_date;
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
        let scheme = self.only_scheme(&rated);
        let id = self.id("table ratings explained");
        let column = |key: &str, set, width| Column { title: self.words.say(key).to_string(), set, width };
        let columns = vec![
            column("column.measure", Set::Words, 5),
            column("column.rating", Set::Rating, 2),
            column("explained.how", Set::Words, 8),
        ];
        let rows = rated.into_iter().map(|state| self.explained_row(state, scheme.as_deref())).collect();
        let caption = self.words.say("explained.caption").to_string();
        let groups = vec![Group { title: None, rows }];
        let table = Block::Table(Table { id, caption, summary: None, columns, row_header: 0, groups });
        let once = scheme.map(|scheme| self.words.fill("explained.scheme", &[("scheme", &scheme)]));
        once.map(|said| Block::Paragraph(vec![Inline::Text(said)])).into_iter().chain([table]).collect()
    }

    /// The scheme that every explanation ends with, with its date. `None`: there are several, or one does not say.
    fn only_scheme(&self, rated: &[&MeasureState]) -> Option<String> {
        let said = self.snapshot.schemes.iter().map(|scheme| {
            let date = print_date(scheme.from);
            self.words.fill("changes.in_force", &[("title", &scheme.title), ("date", &date)])
        });
        let graded = || rated.iter().filter(|state| state.computed_grade().is_some());
        let mut said = said.filter(|said| graded().all(|state| state.explanation.contains(&sentence(said))));
        said.next().filter(|_| graded().count() > 1)
    }

    /// `said` is the scheme that is told once for all.
    fn explained_row(&self, state: &MeasureState, said: Option<&str>) -> Row {
        let to = format!("#{}", identify::measure(&state.measure.key));
        let name = Inline::Link { to, content: vec![Inline::Text(state.title.clone())] };
        let mut rating = self.rating_cell(state);
        rating.content.truncate(1);
        let how = match said {
            Some(said) => state.explanation.replacen(&sentence(said), "", 1),
            None => state.explanation.clone(),
        };
        Row { id: None, cells: vec![Cell { content: vec![name], fact: None }, rating, text(&how)] }
    }
}

/// What is said, as a sentence after another.
fn sentence(said: &str) -> String {
    format!(" {said}.")
}
