//! Dated steps of commitments, the original date beside each revised one.

use domain::Milestone;
use domain::calendar::print_date;

use super::cell::{strong, text};
use super::{Composer, Scope};
use crate::document::{Block, Cell, Column, Group, Inline, Row, Set, Table};
use crate::outline::{MilestonesSpec, Section};

impl<'s> Composer<'s> {
    /// The table; nothing where no commitment has a milestone.
    pub(super) fn milestones(&mut self, spec: &Section, milestones: &MilestonesSpec, scope: Scope<'s>) -> Vec<Block> {
        self.known_kinds(&milestones.of, spec.place);
        let snapshot = self.snapshot;
        let all = milestones.of.iter().flat_map(|kind| scope.commitments(snapshot, kind));
        let groups: Vec<Group> = all
            .map(|state| &state.commitment)
            .filter(|commitment| !commitment.milestones.is_empty())
            .map(|commitment| Group {
                title: Some(format!("{}: {}", commitment.reference, commitment.title)),
                rows: commitment.milestones.iter().map(|milestone| self.milestone(milestone)).collect(),
            })
            .collect();
        if groups.is_empty() {
            return Vec::new();
        }
        let column = |key: &str, width| Column { title: self.words.say(key).to_string(), set: Set::Words, width };
        let columns = vec![
            column("column.reference", 1),
            column("milestone.title", 6),
            column("milestone.due", 3),
            column("milestone.revised", 4),
            column("milestone.done", 3),
        ];
        let (id, caption) = self.named(spec, scope);
        let id = self.id(&id);
        vec![Block::Table(Table { id, caption, summary: None, columns, row_header: 1, groups })]
    }

    fn milestone(&self, milestone: &Milestone) -> Row {
        let edition = &self.snapshot.edition;
        let known = milestone.revised.iter().filter(|(stated, _)| stated.closes_by(edition.period));
        let mut revised: Vec<Inline> = Vec::new();
        for (stated, date) in known {
            if !revised.is_empty() {
                revised.push(Inline::Break);
            }
            let period = self.snapshot.calendar.print(*stated);
            revised.push(Inline::Text(print_date(*date)));
            revised.push(Inline::Muted(format!(" {}", self.words.fill("milestone.stated", &[("period", &period)]))));
        }
        if revised.is_empty() {
            revised.push(Inline::Absent(self.words.say("milestone.not_revised").to_string()));
        }
        let done = match milestone.done.filter(|done| *done <= edition.position_at) {
            Some(done) => text(&print_date(done)),
            None if milestone.due_in(edition.period) < edition.position_at => self.absent("milestone.overdue"),
            None => self.absent("milestone.open"),
        };
        let revised = Cell { content: revised, fact: None };
        let cells =
            vec![strong(&milestone.reference), text(&milestone.title), text(&print_date(milestone.due)), revised, done];
        Row { id: None, cells }
    }
}
