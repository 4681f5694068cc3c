//! What a measure's chart says in words: latest value, target, rating and one comparison, all from the data.

use domain::snapshot::MeasureState;
use domain::{Aim, Decimal, Observation, Period};

use super::Composer;
use super::cell::tag_of;
use super::charts::numbered_target;
use super::passages::plain;
use super::phrase::{aim_words, capital};
use crate::document::Figure;

impl Figure {
    /// The finding as a caption: the text alternative without the title, which stands in the picture above.
    pub fn caption(&self) -> &str {
        let untitled = self.alt.strip_prefix(self.title.as_str());
        untitled.and_then(|rest| rest.strip_prefix(": ").or(rest.strip_prefix(". "))).unwrap_or(&self.alt)
    }
}

impl Composer<'_> {
    /// The text alternative of a measure's chart.
    pub(super) fn finding(&self, state: &MeasureState, title: &str) -> String {
        let Some(value) = state.observation().and_then(|seen| seen.reading.value()) else {
            return self.finding_without_value(state, title);
        };
        let printed = state.measure.write(value);
        let period = self.snapshot.calendar.print(state.now);
        let (target, rating) = (self.target_finding(state), self.rating_finding(state));
        let comparison = self.comparison(state, value);
        let with = [
            ("title", title),
            ("value", printed.as_str()),
            ("period", period.as_str()),
            ("target", target.as_str()),
            ("rating", rating.as_str()),
            ("comparison", comparison.as_str()),
        ];
        self.words.fill("alt.measure", &with)
    }

    /// The reason there is no value, and the latest one that there is.
    fn finding_without_value(&self, state: &MeasureState, title: &str) -> String {
        let period = self.snapshot.calendar.print(state.now);
        let why = plain(&self.reading(state, state.observation()).0);
        let valued = |(then, seen): (&Period, &Observation)| Some((*then, seen.reading.value()?));
        let latest = state.history.iter().rev().find_map(valued).map_or(String::new(), |(then, value)| {
            let then = self.snapshot.calendar.print(then);
            self.words.fill("alt.latest", &[("value", &state.measure.write(value)), ("period", &then)])
        });
        let (target, rating) = (self.target_finding(state), self.rating_finding(state));
        let with = [
            ("title", title),
            ("period", period.as_str()),
            ("why", why.as_str()),
            ("latest", latest.as_str()),
            ("target", target.as_str()),
            ("rating", rating.as_str()),
        ];
        self.words.fill("alt.without_value", &with)
    }

    /// This period's target, and in brackets the latest with a number where it is told in words alone.
    fn target_finding(&self, state: &MeasureState) -> String {
        let now = self.target_now(state);
        let Some((period, value)) = numbered_target(state).filter(|(period, _)| *period != state.now) else {
            return now;
        };
        let (value, period) = (state.measure.write(value), self.snapshot.calendar.print(period));
        self.words.fill("alt.target_then", &[("target", &now), ("then", &value), ("period", &period)])
    }

    fn target_now(&self, state: &MeasureState) -> String {
        match state.target().map(|target| &target.aim) {
            Some(aim @ (Aim::Value(_) | Aim::Range(..) | Aim::AtMost(_) | Aim::AtLeast(_) | Aim::Direction(_))) => {
                self.words.fill("alt.target", &[("target", &aim_words(self.words, &state.measure, aim))])
            }
            Some(Aim::NotApplicable) => self.words.say("target.not_applicable").to_string(),
            Some(aim) => aim_words(self.words, &state.measure, aim),
            None => self.words.say("target.none").to_string(),
        }
    }

    fn rating_finding(&self, state: &MeasureState) -> String {
        let scheme = self.snapshot.scheme(&state.scheme);
        match scheme.and_then(|s| Some(tag_of(s, Some(state.shown_grade(s)?)))) {
            Some(tag) => self.words.fill("alt.rated", &[("grade", &tag.word)]),
            None => self.words.say("alt.not_rated").to_string(),
        }
    }

    /// Against the same part of last year, else the period before, else the latest comparable one, else the benchmark.
    pub(super) fn comparison(&self, state: &MeasureState, value: Decimal) -> String {
        let before = [state.now.year_before(), state.now.previous()];
        let earlier = state.history.keys().rev().copied().filter(|then| *then < state.now);
        let comparable = before.into_iter().chain(earlier);
        let mut comparable = comparable.filter(|then| state.measure.comparable(state.now, *then));
        let found: Option<(Period, Decimal)> =
            comparable.find_map(|then| Some((then, state.history.get(&then)?.reading.value()?)));
        if let Some((then, earlier)) = found {
            let key = match value.cmp(&earlier) {
                std::cmp::Ordering::Greater => "alt.up",
                std::cmp::Ordering::Equal => "alt.unchanged",
                std::cmp::Ordering::Less => "alt.down",
            };
            let period = self.snapshot.calendar.print(then);
            return self.words.fill(key, &[("value", &state.measure.write(earlier)), ("period", &period)]);
        }
        let benchmark = state.benchmark.as_ref().and_then(|b| Some((b, b.value?)));
        match benchmark {
            Some((benchmark, other)) => capital(&format!("{}: {}.", benchmark.group, state.measure.write(other))),
            None => self.words.say("alt.nothing_to_compare").to_string(),
        }
    }
}
