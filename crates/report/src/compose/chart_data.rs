//! The figures of a chart as a table, and which periods a chart shows.

use domain::snapshot::MeasureState;
use domain::{Aim, Period};

use super::Composer;
use super::cell::text;
use super::measure_cell::fact;
use super::notes::NoteBook;
use super::phrase::aim_words;
use crate::document::{Cell, Column, FactKind, FigureData, Group, Inline, Row, Set, Table};

impl<'s> Composer<'s> {
    /// The table near by where it shows every period of the chart, else a table of its own.
    pub(super) fn chart_data(
        &mut self,
        state: &'s MeasureState,
        periods: &[Period],
        figure: &str,
        notes: &mut NoteBook,
    ) -> FigureData {
        if let Some((table, shown)) = self.printed.get(&state.measure.key)
            && periods.iter().all(|period| shown.contains(period))
        {
            return FigureData::In(table.clone());
        }
        let id = self.id(&format!("{figure} data"));
        let column = |key: &str, set, width| Column { title: self.words.say(key).to_string(), set, width };
        let columns = vec![
            column("column.period", Set::Words, 3),
            column("column.figure", Set::Numbers, 2),
            column("column.target", Set::Numbers, 2),
        ];
        // Beside other targets, one that was never stated is not the lack of one.
        let aims = periods.iter().any(|period| aim_then(state, *period).is_some());
        let unsaid = if aims { "reason.nothing_stated" } else { "target.none" };
        let rows = periods.iter().map(|period| {
            let name = text(&self.snapshot.calendar.print(*period));
            let target = self.target_then(state, *period, notes).unwrap_or_else(|| self.absent(unsaid));
            Row { id: None, cells: vec![name, self.value_cell(state, *period, notes), target] }
        });
        let groups = vec![Group { title: None, rows: rows.collect() }];
        let numbered = self.numbers.get(&state.measure.key);
        let caption = numbered.map(|number| self.words.fill("chart.data_of", &[("number", number)]));
        let caption = caption.unwrap_or_else(|| state.title.clone());
        FigureData::Own(Table { id, caption, summary: None, columns, row_header: 0, groups })
    }

    /// The target of a period of the chart. `None`: nothing is stated.
    fn target_then(&self, state: &MeasureState, period: Period, notes: &mut NoteBook) -> Option<Cell> {
        let target = state.targets.get(&period)?;
        let mut cell = text(&aim_words(self.words, &state.measure, &target.aim));
        cell.fact = target.aim.value().map(|exact| fact(state, period, FactKind::Target, exact.to_string()));
        cell.content.extend(notes.refer(&target.notes, &self.snapshot.notes));
        Some(cell)
    }
}

/// What was aimed at in a period. `None`: nothing is stated, or that nothing is aimed at.
fn aim_then(state: &MeasureState, period: Period) -> Option<&Aim> {
    let aim = &state.targets.get(&period)?.aim;
    (!matches!(aim, Aim::NoTarget | Aim::NotApplicable)).then_some(aim)
}

/// Takes the notes out of a table that has no place for them.
pub fn without_notes(data: &mut FigureData) {
    let FigureData::Own(table) = data else { return };
    let cells = table.groups.iter_mut().flat_map(|group| &mut group.rows).flat_map(|row| &mut row.cells);
    cells.for_each(|cell| cell.content.retain(|inline| !matches!(inline, Inline::Note(_))));
}

/// The periods of a chart: the same part of earlier years, and all of this year up to now. A period of this year for
/// which nothing is stated, between two for which something is, keeps its place.
pub fn charted(state: &MeasureState) -> Vec<Period> {
    let now = state.now;
    let same_length = |p: &Period| p.year.kind == now.year.kind && p.span.per_year() == now.span.per_year();
    let known = |p: &Period| same_length(p) && state.history.contains_key(p);
    let earlier = |p: &&Period| same_length(p) && p.year.opens < now.year.opens && p.span == now.span;
    let mut periods: Vec<Period> = state.history.keys().filter(earlier).copied().collect();
    let this_year = std::iter::successors(Some(now), |p| Some(p.previous())).take_while(|p| p.year == now.year);
    let mut this_year: Vec<Period> = this_year.collect();
    this_year.reverse();
    periods.extend(this_year.into_iter().skip_while(|p| !known(p)));
    while periods.last().is_some_and(|p| !known(p)) {
        periods.pop();
    }
    periods
}
