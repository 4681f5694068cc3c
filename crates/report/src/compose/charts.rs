//! Measure charts: earlier years in one shade, this year in another, with the target and the benchmark.

use domain::snapshot::MeasureState;
use domain::{Aim, Decimal, Period, Unit};

use super::cell::tag_of;
use super::chart_data::charted;
use super::notes::NoteBook;
use super::passages::{about, plain};
use super::phrase::{aim_of_measure, aim_words, covers_and_aim, short_part};
use super::{Composer, Scope, identify};
use crate::chart::{self, Bar, Era, MeasureChart};
use crate::document::{Block, Figure, Inline, Section, Stands};
use crate::outline::{By, ChartsSpec};

impl<'s> Composer<'s> {
    /// A chart for each measure of the scope that has a value and at least one other to stand beside it.
    pub(super) fn charts(&mut self, spec: &ChartsSpec, place: (u32, u32), scope: Scope<'s>) -> Vec<Block> {
        self.known_grades(spec.only.iter().flatten(), "measures", place);
        let measures = self.graded(scope.measures(self.snapshot, spec.which), spec.only.as_deref());
        match spec.by {
            By::Nothing => self.charts_with_words(measures, spec, scope, "charts"),
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
            let wanted = format!("charts {}", under.unwrap_or(&title));
            let charts = self.charts_with_words(together, spec, scope.deeper(), &wanted);
            if charts.is_empty() {
                continue;
            }
            let id = self.id(&wanted);
            let level = scope.level + 1;
            let section =
                Section { id, level, title, running: None, starts_page: false, together: true, blocks: charts };
            blocks.push(Block::Section(section));
        }
        blocks
    }

    /// The charts of measures with the words about them, and then the notes of their tables.
    fn charts_with_words(
        &mut self,
        measures: Vec<&'s MeasureState>,
        spec: &ChartsSpec,
        scope: Scope<'s>,
        name: &str,
    ) -> Vec<Block> {
        let mut notes = NoteBook::new(&identify::slug(name));
        let with_words = |state| self.chart_with_words(state, spec, scope, &mut notes);
        let mut blocks: Vec<Block> = measures.into_iter().flat_map(with_words).collect();
        blocks.extend(notes.block());
        blocks
    }

    /// The chart of one measure and the words about it; the words under its name where it has no chart.
    fn chart_with_words(
        &mut self,
        state: &'s MeasureState,
        spec: &ChartsSpec,
        scope: Scope<'s>,
        notes: &mut NoteBook,
    ) -> Vec<Block> {
        let chart = self.chart(state, notes).map(Block::Figure);
        let Some(pieces) = self.passage(&spec.comments, &about(&state.measure.key)) else {
            return chart.into_iter().collect();
        };
        let named = || Block::Paragraph(vec![Inline::Strong(vec![Inline::Text(state.title.clone())])]);
        let first = chart.unwrap_or_else(named);
        std::iter::once(first).chain(self.under(pieces, scope.level)).collect()
    }

    /// The chart of one measure. `None`: no value, nothing to stand beside it, or it was drawn before.
    ///
    /// One with a number is drawn as soon as it has any value, since words may cite it. The notes of its own table go into
    /// a book that the charts around it share.
    pub(super) fn chart(&mut self, state: &'s MeasureState, notes: &mut NoteBook) -> Option<Figure> {
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
        let (target, target_of) = self.target_line(state, &periods);
        let drawn = MeasureChart {
            id: id.clone(),
            title: title.clone(),
            subtitle: subtitle.clone(),
            alt: alt.clone(),
            bars: periods.iter().enumerate().map(|(at, _)| self.bar(state, &periods, at)).collect(),
            target,
            target_of,
            benchmark: self.benchmark_mark(state),
            from_zero: state.measure.unit != Unit::Score,
        };
        let (svg, size) = chart::measure_chart(&drawn, self.look);
        let scheme = self.snapshot.scheme(&state.scheme);
        let tag = scheme.and_then(|s| Some(tag_of(s, Some(state.shown_grade(s)?))));
        let data = self.chart_data(state, &periods, &id, notes);
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

    /// The target with its label, across all bars; where this period's has no number, the latest of this year that has
    /// one, at its own bar.
    fn target_line(&self, state: &MeasureState, periods: &[Period]) -> (Option<(Decimal, String)>, Option<usize>) {
        let Some((period, value)) = numbered_target(state) else { return (None, None) };
        let printed = state.measure.write(value);
        let part = short_part(self.snapshot, self.words, period);
        let at = periods.iter().position(|charted| *charted == period).filter(|_| period != state.now);
        let label = match at {
            Some(_) => self.words.fill("chart.target_of", &[("part", &part), ("target", &printed)]),
            None => self.words.fill("chart.target", &[("target", &self.aim_now(state, printed))]),
        };
        (Some((value, label)), at)
    }

    /// This period's target as tables print it: "at most 30 weeks" is more than its number.
    fn aim_now(&self, state: &MeasureState, printed: String) -> String {
        state.target().map_or(printed, |target| aim_words(self.words, &state.measure, &target.aim))
    }

    fn benchmark_mark(&self, state: &MeasureState) -> Option<(Decimal, String)> {
        let benchmark = state.benchmark.as_ref()?;
        let value = benchmark.value?;
        let dated = if benchmark.dated.is_empty() { String::new() } else { format!(" {}", benchmark.dated) };
        Some((value, format!("{}{dated} {}", benchmark.group, state.measure.write(value))))
    }
}

/// The target of this period, or the latest of this year that has a number where this period's is told in words alone.
/// `None`: there is none, or nothing is aimed at any more.
pub fn numbered_target(state: &MeasureState) -> Option<(Period, Decimal)> {
    let now = &state.target()?.aim;
    if !matches!(now, Aim::Direction(_)) {
        return Some((state.now, now.value()?));
    }
    let this_year = state.targets.iter().rev().filter(|(then, _)| then.year == state.now.year && **then < state.now);
    this_year.into_iter().find_map(|(then, target)| Some((*then, target.aim.value()?)))
}
