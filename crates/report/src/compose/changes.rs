//! What changed since the edition before: each thing as it was beside what it is.

mod commitments;
mod measures;

use domain::{Measure, Snapshot};

use super::{Composer, Scope};
use crate::document::{Block, Cell, Column, Group, Inline, Row, Section, Set, Table};

/// A row of what changed.
pub(super) struct Change {
    /// What it is about.
    pub(super) what: Vec<Inline>,
    /// As it was.
    pub(super) was: Vec<Inline>,
    /// As it is.
    pub(super) is: Vec<Inline>,
}

impl Change {
    /// Of plain words.
    pub(super) fn of(what: &str, was: &str, is: &str) -> Change {
        let said = |text: &str| vec![Inline::Text(text.to_string())];
        Change { what: said(what), was: said(was), is: said(is) }
    }
}

impl<'s> Composer<'s> {
    /// A table for each kind of change; what has not changed has none.
    pub(super) fn changes(&mut self, scope: Scope<'s>) -> Vec<Block> {
        let snapshot = self.snapshot;
        let Some(before) = snapshot.earlier.last() else {
            return vec![Block::Paragraph(vec![Inline::Text(self.words.say("changes.first").to_string())])];
        };
        let period = snapshot.calendar.print(before.edition.period);
        let with = [("title", before.edition.title.as_str()), ("period", period.as_str())];
        let since = self.words.fill("changes.since", &with);
        let mut blocks = vec![Block::Paragraph(vec![Inline::Text(since)])];
        let found = [
            ("changes.progress", self.regraded_commitments(before)),
            ("changes.ratings", self.regraded_measures(before)),
            ("changes.values", self.restated_values(before)),
            ("changes.targets", self.changed_targets(before)),
            ("changes.definitions", self.redefined(before)),
            ("changes.schemes", self.changed_schemes(before)),
            ("changes.wording", self.reworded(before)),
            ("changes.dates", self.moved_dates(before)),
            ("changes.gone", self.come_and_gone(before)),
        ];
        let any = found.iter().any(|(_, changes)| !changes.is_empty());
        for (key, changes) in found {
            blocks.extend(self.changed(key, changes, scope));
        }
        if !any {
            blocks.push(Block::Paragraph(vec![Inline::Text(self.words.say("changes.none").to_string())]));
        }
        blocks
    }

    fn changed(&mut self, key: &str, changes: Vec<Change>, scope: Scope<'s>) -> Option<Block> {
        if changes.is_empty() {
            return None;
        }
        let title = self.words.say(key).to_string();
        let id = self.id(&format!("changed {title}"));
        let table = self.id(&format!("{id} table"));
        let column = |key: &str, width| Column { title: self.words.say(key).to_string(), set: Set::Words, width };
        let columns = vec![column("changes.what", 6), column("changes.was", 4), column("changes.is", 4)];
        let cell = |content| Cell { content, fact: None };
        let rows = changes.into_iter().map(|c| Row { id: None, cells: vec![cell(c.what), cell(c.was), cell(c.is)] });
        let groups = vec![Group { title: None, rows: rows.collect() }];
        let table = Table { id: table, caption: title.clone(), summary: None, columns, row_header: 0, groups };
        let (level, blocks) = (scope.level + 1, vec![Block::Table(table)]);
        Some(Block::Section(Section { id, level, title, running: None, starts_page: false, together: false, blocks }))
    }

    /// Schemes that took the place of another of their family.
    fn changed_schemes(&self, before: &Snapshot) -> Vec<Change> {
        let changed = self.snapshot.schemes.iter().filter_map(|scheme| {
            let then = before.scheme(&scheme.family)?;
            (then.from != scheme.from).then(|| {
                let since = |scheme: &domain::Scheme| {
                    let from = domain::calendar::print_date(scheme.from);
                    self.words.fill("changes.in_force", &[("title", &scheme.title), ("date", &from)])
                };
                Change::of(&scheme.title, &since(then), &since(scheme))
            })
        });
        changed.collect()
    }
}

/// What a measure is: everything that a change of would make its figures mean something else.
fn definition(measure: &Measure) -> [(&'static str, String); 4] {
    use domain::measure::{AGGREGATIONS, FREQUENCIES, POLARITIES, word_of};
    [
        ("changes.definition", measure.definition.clone().unwrap_or_default()),
        ("changes.covers", word_of(&AGGREGATIONS, measure.aggregation).replace('_', " ")),
        ("changes.polarity", word_of(&POLARITIES, measure.polarity).replace('_', " ")),
        ("changes.frequency", word_of(&FREQUENCIES, measure.frequency).to_string()),
    ]
}
