//! One table of commitments, measures and risks in groups: how councils with many kinds of things print a portfolio.

use super::table::{Item, Plan, Rows};
use super::{Composer, Scope};
use crate::document::Block;
use crate::outline::{CombinedSpec, Section, Which};

impl<'s> Composer<'s> {
    /// The table of a scope.
    pub(super) fn combined(&mut self, spec: &'s Section, combined: &'s CombinedSpec, scope: Scope<'s>) -> Vec<Block> {
        let mut groups = Vec::new();
        for group in &combined.group {
            self.known_items(&group.rows, spec.place);
            let items = group.rows.iter().flat_map(|row| self.items(row, scope)).collect();
            groups.push(Rows { title: Some(group.title.clone()), items });
        }
        let ((id, caption), columns) = (self.named(spec, scope), combined.columns.as_slice());
        let plan = Plan { id, place: spec.place, caption, columns, comments: "commentary", which: Which::All, scope };
        self.table(&plan, groups)
    }

    /// What a word of an outline stands for in a scope: `measures`, `risks`, or the commitments of a kind.
    pub(super) fn items(&self, word: &str, scope: Scope<'s>) -> Vec<Item<'s>> {
        match word {
            "measures" => scope.measures(self.snapshot, Which::All).into_iter().map(Item::Measure).collect(),
            "risks" => scope.risks(self.snapshot).into_iter().map(Item::Risk).collect(),
            kind => scope.commitments(self.snapshot, kind).into_iter().map(Item::Commitment).collect(),
        }
    }

    /// What a word of an outline is called: the council's own plural of a kind, or the words file's.
    pub(super) fn name_of(&self, word: &str) -> String {
        match word {
            "measures" => self.words.say("counts.measures").to_string(),
            "risks" => self.words.say("counts.risks").to_string(),
            kind => self.snapshot.plan.kind(kind).map_or_else(|| kind.to_string(), |kind| kind.plural.clone()),
        }
    }
}
