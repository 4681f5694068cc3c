//! Values still owed a final one, as a list that stands until they come.

use domain::snapshot::MeasureState;
use domain::{Observation, Period};

use super::Composer;
use super::cell::text;
use super::measure_cell::fact;
use crate::document::{Block, Column, FactKind, Group, Inline, Row, Set, Table};

impl<'s> Composer<'s> {
    /// Every value of any period whose latest statement is not final.
    pub(super) fn provisional(&mut self) -> Vec<Block> {
        let owing = |seen: &&(&'s MeasureState, &'s Period, &'s Observation)| {
            seen.2.reading.value().is_some() && seen.2.markers.iter().any(|marker| marker.owes_a_final())
        };
        let all = self.snapshot.measures.iter();
        let all = all.flat_map(|state| state.history.iter().map(move |(period, seen)| (state, period, seen)));
        let rows: Vec<Row> = all
            .filter(|seen| owing(&seen))
            .filter_map(|(state, period, seen)| {
                let value = seen.reading.value()?;
                let marker = seen.markers.iter().find(|marker| marker.owes_a_final())?;
                let mut shown = text(&state.measure.write(value));
                shown.content.push(Inline::Marker(self.marker(*marker).to_string(), marker.shorthand().to_string()));
                shown.fact = Some(fact(state, *period, FactKind::Value, value.to_string()));
                let period = text(&self.snapshot.calendar.print_apart(*period));
                let stated = text(&self.snapshot.calendar.print(seen.stated));
                let owner = state.measure.owner.as_deref();
                let owner = owner.map_or_else(|| self.absent("reason.nothing_stated"), text);
                Some(Row { id: None, cells: vec![text(&state.title), period, shown, stated, owner] })
            })
            .collect();
        if rows.is_empty() {
            return vec![Block::Paragraph(vec![Inline::Text(self.words.say("about.all_final").to_string())])];
        }
        let column = |key: &str, set, width| Column { title: self.words.say(key).to_string(), set, width };
        let columns = vec![
            column("column.measure", Set::Words, 6),
            column("column.period", Set::Words, 2),
            column("column.figure", Set::Numbers, 3),
            column("provisional.stated", Set::Words, 2),
            column("column.lead", Set::Words, 3),
        ];
        let id = self.id("table provisional");
        let caption = self.words.say("provisional.caption").to_string();
        let groups = vec![Group { title: None, rows }];
        vec![Block::Table(Table { id, caption, summary: None, columns, row_header: 0, groups })]
    }
}
