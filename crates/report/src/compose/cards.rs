//! Measure cards.

use domain::snapshot::MeasureState;
use domain::{Aim, Period, Unit};

use super::cell::tag_of;
use super::chart_data::{charted, without_notes};
use super::notes::NoteBook;
use super::passages::plain;
use super::phrase::{aim_words, capital, short_part};
use super::{Composer, Scope, identify};
use crate::chart::{self, Card, CardPoint, Era};
use crate::document::{Block, Figure, Stands};
use crate::outline::CardsSpec;

impl<'s> Composer<'s> {
    /// A card for each measure of the scope.
    pub(super) fn cards(&mut self, spec: &CardsSpec, place: (u32, u32), scope: Scope<'s>) -> Vec<Block> {
        self.known_grades(spec.only.iter().flatten(), "measures", place);
        let measures = self.graded(scope.measures(self.snapshot, spec.which), spec.only.as_deref());
        measures.into_iter().filter_map(|state| self.card(state)).map(Block::Figure).collect()
    }

    /// The card of one measure. `None`: its card or chart was drawn before.
    pub(super) fn card(&mut self, state: &'s MeasureState) -> Option<Figure> {
        let id = self.claim(identify::chart(&state.measure.key))?;
        let periods = carded(state);
        let scheme = self.snapshot.scheme(&state.scheme);
        let tag = scheme.and_then(|s| Some(tag_of(s, Some(state.shown_grade(s)?))));
        let (title, alt) = (state.title.clone(), self.finding(state, &state.title));
        let point = |period: &Period| {
            let part = short_part(self.snapshot, self.words, *period);
            let year = self.snapshot.calendar.print_year(*period);
            let seen = state.history.get(period).and_then(|seen| seen.reading.value());
            let era = if period.year == state.now.year { Era::Now } else { Era::Before };
            CardPoint { label: format!("{part} {year}").trim().to_string(), value: seen, era }
        };
        let comparable = |period: &&Period| state.measure.comparable(state.now, **period);
        let history = match state.measure.unit {
            Unit::Level | Unit::YesNo => Vec::new(),
            _ => periods.iter().filter(comparable).map(point).collect(),
        };
        let card = Card {
            id: id.clone(),
            title: title.clone(),
            alt: alt.clone(),
            value: capital(&plain(&self.reading(state, state.observation()).0)),
            period: capital(&self.snapshot.calendar.print_apart(state.now)),
            tag,
            history,
            quiet: self.quiet_lines(state),
        };
        let (svg, size) = chart::card(&card, self.look);
        let mut data = self.chart_data(state, &periods, &id, &mut NoteBook::new(&id));
        without_notes(&mut data);
        Some(Figure { id, title, subtitle: String::new(), alt, svg, size, stands: Stands::Half, tag: None, data })
    }

    /// Target and benchmark.
    fn quiet_lines(&self, state: &MeasureState) -> Vec<String> {
        let target = match state.target().map(|target| &target.aim) {
            Some(aim @ (Aim::Baseline | Aim::NotSet | Aim::NoTarget | Aim::NotApplicable)) => {
                capital(&aim_words(self.words, &state.measure, aim))
            }
            Some(aim) => self.words.fill("card.target", &[("target", &aim_words(self.words, &state.measure, aim))]),
            None => capital(self.words.say("target.none")),
        };
        let benchmark = state.benchmark.as_ref().and_then(|benchmark| {
            let value = state.measure.write(benchmark.value?);
            let group = format!("{} {}", benchmark.group, benchmark.dated);
            Some(self.words.fill("card.benchmark", &[("value", &value), ("group", group.trim())]))
        });
        [Some(target), benchmark].into_iter().flatten().collect()
    }
}

/// The periods of a card: those of a chart, with the ends of earlier years where the same part of them is not known.
fn carded(state: &MeasureState) -> Vec<Period> {
    let mut periods = charted(state);
    if !periods.iter().any(|period| period.year < state.now.year) {
        let year_end = |period: &&Period| {
            period.year.kind == state.now.year.kind
                && period.year < state.now.year
                && period.span == state.now.last_of_year().span
        };
        periods.extend(state.history.keys().filter(year_end));
        periods.sort();
    }
    periods
}
