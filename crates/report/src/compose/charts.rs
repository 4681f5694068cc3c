//! Measure charts: earlier years in one shade, this year in another, with the target and the benchmark.

use domain::snapshot::MeasureState;
use domain::{Decimal, Period, Unit};

use super::cell::{tag_of, text};
use super::measure_cell::fact;
use super::notes::NoteBook;
use super::passages::{about, plain};
use super::phrase::{aim_of_measure, aim_words, covers_and_aim, short_part};
use super::{Composer, Scope, identify};
use crate::chart::{self, Bar, Era, MeasureChart};
use crate::document::{Block, Column, FactKind, Figure, FigureData, Group, Inline, Row, Section, Set, Stands, Table};
use crate::outline::{By, ChartsSpec};

impl<'s> Composer<'s> {
    /// A chart for each measure of the scope that has a value and at least one other to stand beside it.
    pub(super) fn charts(&mut self, spec: &ChartsSpec, place: (u32, u32), scope: Scope<'s>) -> Vec<Block> {
        self.known_grades(spec.only.iter().flatten(), "measures", place);
        let measures = self.graded(scope.measures(self.snapshot, spec.which), spec.only.as_deref());
        match spec.by {
            By::Nothing => measures.into_iter().flat_map(|m| self.chart_with_words(m, spec, scope)).collect(),
            By::Commitment => self.charts_by_commitment(measures, spec, scope),
        }
    }

    /// Measures whose rating shown is one of these grades; all where no grades are named.
    pub(super) fn graded(&self, measures: Vec<&'s MeasureState>, only: Option<&[String]>) -> Vec<&'s MeasureState> {
        let Some(only) = only else { return measures };
        let wanted = |state: &&MeasureState| {
            let scheme = self.snapshot.scheme(&state.scheme);
            let grade = scheme.and_then(|s| s.grades.get(state.shown_grade(s)?));
            grade.is_some_and(|grade| only.contains(&grade.name))
        };
        measures.into_iter().filter(wanted).collect()
    }

    fn charts_by_commitment(
        &mut self,
        measures: Vec<&'s MeasureState>,
        spec: &ChartsSpec,
        scope: Scope<'s>,
    ) -> Vec<Block> {
        let plan = &self.snapshot.plan;
        let mut served: Vec<(Option<&str>, Vec<&'s MeasureState>)> = Vec::new();
        for state in measures {
            let under = scope.links(plan, state).into_iter().find_map(|link| link.under.as_deref());
            match served.iter_mut().find(|(known, _)| *known == under) {
                Some((_, together)) => together.push(state),
                None => served.push((under, vec![state])),
            }
        }
        let mut blocks = Vec::new();
        for (under, together) in served {
            let commitment = under.and_then(|reference| plan.commitment(reference));
            let title = commitment.map(|c| format!("{}: {}", c.reference, c.title));
            let heading = under.and_then(|reference| plan.heading(reference)).map(|h| h.title.clone());
            let title = title.or(heading).unwrap_or_else(|| self.words.say("measure.whole_council").to_string());
            let charts: Vec<Block> =
                together.into_iter().flat_map(|m| self.chart_with_words(m, spec, scope.deeper())).collect();
            if charts.is_empty() {
                continue;
            }
            let id = self.id(&format!("charts {}", under.unwrap_or(&title)));
            let level = scope.level + 1;
            let section =
                Section { id, level, title, running: None, starts_page: false, together: true, blocks: charts };
            blocks.push(Block::Section(section));
        }
        blocks
    }

    /// The chart of one measure and the words about it; the words under its name where it has no chart.
    fn chart_with_words(&mut self, state: &'s MeasureState, spec: &ChartsSpec, scope: Scope<'s>) -> Vec<Block> {
        let chart = self.chart(state).map(Block::Figure);
        let Some(pieces) = self.passage(&spec.comments, &about(&state.measure.key)) else {
            return chart.into_iter().collect();
        };
        let named = || Block::Paragraph(vec![Inline::Strong(vec![Inline::Text(state.title.clone())])]);
        let first = chart.unwrap_or_else(named);
        std::iter::once(first).chain(self.under(pieces, scope.level)).collect()
    }

    /// The chart of one measure. `None`: no value, nothing to stand beside it, or it was drawn before.
    ///
    /// One with a number is drawn as soon as it has any value, since words may cite it.
    pub(super) fn chart(&mut self, state: &'s MeasureState) -> Option<Figure> {
        let number = self.numbers.get(&state.measure.key).cloned();
        let periods = charted(state);
        let valued = |period: &&Period| state.history.get(period).is_some_and(|seen| seen.reading.value().is_some());
        let least = if number.is_some() { 1 } else { 2 };
        let has_value = state.observation().is_some_and(|seen| seen.reading.value().is_some());
        if periods.iter().filter(valued).count() < least || !(has_value || number.is_some()) {
            return None;
        }
        let id = self.claim(identify::chart(&state.measure.key))?;
        let title = match &number {
            Some(number) => self.words.fill("chart.numbered", &[("number", number), ("title", &state.title)]),
            None => state.title.clone(),
        };
        let subtitle = match &number {
            Some(_) => covers_and_aim(self.words, state),
            None => aim_of_measure(self.words, &state.measure),
        };
        let alt = self.finding(state, &title);
        let drawn = MeasureChart {
            id: id.clone(),
            title: title.clone(),
            subtitle: subtitle.clone(),
            alt: alt.clone(),
            bars: periods.iter().enumerate().map(|(at, _)| self.bar(state, &periods, at)).collect(),
            target: self.target_line(state),
            benchmark: self.benchmark_mark(state),
            from_zero: state.measure.unit != Unit::Score,
        };
        let (svg, size) = chart::measure_chart(&drawn, self.look);
        let scheme = self.snapshot.scheme(&state.scheme);
        let tag = scheme.and_then(|s| Some(tag_of(s, Some(state.shown_grade(s)?))));
        let data = self.chart_data(state, &periods, &id);
        Some(Figure { id, title, subtitle, alt, svg, size, stands: Stands::Half, tag, data })
    }

    fn bar(&self, state: &MeasureState, periods: &[Period], at: usize) -> Bar {
        let period = periods.get(at).copied().unwrap_or(state.now);
        let before = at.checked_sub(1).and_then(|before| periods.get(before)).copied();
        let observation = state.history.get(&period);
        let breaks = &state.measure.breaks;
        Bar {
            year: self.snapshot.calendar.print_year(period),
            part: short_part(self.snapshot, self.words, period),
            value: observation.and_then(|o| o.reading.value()),
            printed: plain(&self.reading(state, observation).0),
            era: if period.year == state.now.year { Era::Now } else { Era::Before },
            after_break: before.is_some_and(|before| breaks.iter().any(|b| before < b.from && b.from <= period)),
        }
    }

    fn target_line(&self, state: &MeasureState) -> Option<(Decimal, String)> {
        let aim = &state.target()?.aim;
        let printed = aim_words(self.words, &state.measure, aim);
        Some((aim.value()?, self.words.fill("chart.target", &[("target", &printed)])))
    }

    fn benchmark_mark(&self, state: &MeasureState) -> Option<(Decimal, String)> {
        let benchmark = state.benchmark.as_ref()?;
        let value = benchmark.value?;
        let dated = if benchmark.dated.is_empty() { String::new() } else { format!(" {}", benchmark.dated) };
        Some((value, format!("{}{dated} {}", benchmark.group, state.measure.write(value))))
    }

    /// The table near by where it shows every period of the chart, else a table of its own.
    pub(super) fn chart_data(&mut self, state: &'s MeasureState, periods: &[Period], figure: &str) -> FigureData {
        if let Some((table, shown)) = self.printed.get(&state.measure.key)
            && periods.iter().all(|period| shown.contains(period))
        {
            return FigureData::In(table.clone());
        }
        let id = self.id(&format!("{figure} data"));
        let column = |key: &str, set| Column { title: self.words.say(key).to_string(), set, width: 2 };
        let columns = vec![
            column("column.period", Set::Words),
            column("column.figure", Set::Numbers),
            column("column.target", Set::Numbers),
        ];
        let mut notes = NoteBook::new(&id);
        let rows = periods.iter().map(|period| {
            let target = state.targets.get(period).map(|target| &target.aim);
            let printed = target.map(|aim| aim_words(self.words, &state.measure, aim));
            let mut aim = printed.as_deref().map_or_else(|| self.absent("target.none"), text);
            let exact = target.and_then(|aim| aim.value());
            aim.fact = exact.map(|exact| fact(state, *period, FactKind::Target, exact.to_string()));
            let name = text(&self.snapshot.calendar.print(*period));
            Row { id: None, cells: vec![name, self.value_cell(state, *period, &mut notes), aim] }
        });
        let groups = vec![Group { title: None, rows: rows.collect() }];
        let mut table = Table { id, caption: state.title.clone(), summary: None, columns, row_header: 0, groups };
        without_notes(&mut table);
        FigureData::Own(table)
    }
}

/// Notes stand under the tables of measures; a chart's own table has no place for them.
fn without_notes(table: &mut Table) {
    let cells = table.groups.iter_mut().flat_map(|group| &mut group.rows).flat_map(|row| &mut row.cells);
    cells.for_each(|cell| cell.content.retain(|inline| !matches!(inline, crate::document::Inline::Note(_))));
}

/// The periods of a chart: the same part of earlier years, and all of this year up to now.
pub fn charted(state: &MeasureState) -> Vec<Period> {
    let now = state.now;
    let same_length = |p: &Period| p.year.kind == now.year.kind && p.span.per_year() == now.span.per_year();
    let wanted = |p: &&Period| {
        let earlier = p.year.opens < now.year.opens && p.span == now.span;
        let this_year = p.year == now.year && **p <= now;
        same_length(p) && (earlier || this_year)
    };
    state.history.keys().filter(wanted).copied().collect()
}
