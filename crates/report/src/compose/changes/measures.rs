//! What changed of measures.

use domain::snapshot::MeasureState;
use domain::{Reading, Snapshot, Target};

use super::super::Composer;
use super::super::cell::tag_of;
use super::super::phrase::{absence_words, aim_words};
use super::{Change, definition};
use crate::document::{Inline, Tag};

impl<'s> Composer<'s> {
    /// Measures of both editions.
    fn in_both(&self, before: &'s Snapshot) -> impl Iterator<Item = (&'s MeasureState, &'s MeasureState)> {
        self.snapshot.measures.iter().filter_map(|now| Some((before.measure(&now.measure.key)?, now)))
    }

    /// Ratings that are not what they were.
    pub(super) fn regraded_measures(&self, before: &'s Snapshot) -> Vec<Change> {
        let tag = |snapshot: &Snapshot, state: &MeasureState| -> Option<Tag> {
            let scheme = snapshot.scheme(&state.scheme)?;
            Some(tag_of(scheme, Some(state.shown_grade(scheme)?)))
        };
        let changed = self.in_both(before).filter_map(|(then, now)| {
            let (was, is) = (tag(before, then)?, tag(self.snapshot, now)?);
            (was.word != is.word).then(|| Change {
                what: vec![Inline::Text(now.title.clone())],
                was: vec![Inline::Rating(was)],
                is: vec![Inline::Rating(is)],
            })
        });
        changed.collect()
    }

    /// Values of the same period that are no longer what the earlier edition said.
    pub(super) fn restated_values(&self, before: &'s Snapshot) -> Vec<Change> {
        let said = |state: &MeasureState, reading: Reading| match reading {
            Reading::Figure(figure) => state.measure.write(figure.value),
            Reading::Absent(absence) => absence_words(self.snapshot, self.words, absence),
        };
        let restated = self.in_both(before).flat_map(|(then, now)| {
            let periods = then.history.iter().filter_map(move |(period, was)| {
                let is = now.history.get(period)?;
                // A value that was awaited and has come is no restatement.
                let had = was.reading.value()?;
                (is.reading.value() != Some(had)).then_some((now, *period, was, is))
            });
            periods.collect::<Vec<_>>()
        });
        let change =
            |(state, period, was, is): (&MeasureState, domain::Period, &domain::Observation, &domain::Observation)| {
                let period = self.snapshot.calendar.print_apart(period);
                let what = self.words.fill("changes.of_period", &[("title", &state.title), ("period", &period)]);
                let mut change = Change::of(&what, &said(state, was.reading), &said(state, is.reading));
                for note in is.notes.iter().filter_map(|key| self.snapshot.notes.iter().find(|note| note.key == *key)) {
                    change.is.extend([Inline::Break, Inline::Muted(note.text.clone())]);
                }
                change
            };
        restated.map(change).collect()
    }

    /// Targets, tolerances and further values of the same period that are no longer the same.
    pub(super) fn changed_targets(&self, before: &'s Snapshot) -> Vec<Change> {
        let said = |state: &MeasureState, target: &Target| {
            let mut words = aim_words(self.words, &state.measure, &target.aim);
            let limits = [
                ("changes.floor", target.limits.floor),
                ("changes.high", target.limits.high),
                ("changes.tolerance", target.limits.tolerance),
            ];
            for (key, value) in limits.into_iter().filter_map(|(key, value)| Some((key, value?))) {
                words.push_str(&self.words.fill(key, &[("value", &state.measure.write(value))]));
            }
            words
        };
        let changed = self.in_both(before).flat_map(|(then, now)| {
            let pairs = then.targets.iter().filter_map(|(period, was)| Some((*period, was, now.targets.get(period)?)));
            let differ = pairs.filter(|(_, was, is)| was.aim != is.aim || was.limits != is.limits);
            differ.map(|(period, was, is)| (now, period, was, is)).collect::<Vec<_>>()
        });
        let change = |(state, period, was, is): (&MeasureState, domain::Period, &Target, &Target)| {
            let period = self.snapshot.calendar.print_apart(period);
            let what = self.words.fill("changes.of_period", &[("title", &state.title), ("period", &period)]);
            Change::of(&what, &said(state, was), &said(state, is))
        };
        changed.map(change).collect()
    }

    /// Definitions, what a value covers, polarity and frequency; and breaks in comparability that are new.
    pub(super) fn redefined(&self, before: &'s Snapshot) -> Vec<Change> {
        let mut changes = Vec::new();
        for (then, now) in self.in_both(before) {
            for ((key, was), (_, is)) in definition(&then.measure).into_iter().zip(definition(&now.measure)) {
                if was != is {
                    let what = format!("{}: {}", now.title, self.words.say(key));
                    changes.push(Change::of(&what, &was, &is));
                }
            }
            for new in now.measure.breaks.iter().filter(|b| !then.measure.breaks.contains(b)) {
                let period = self.snapshot.calendar.print_apart(new.from);
                let from = self.words.fill("changes.break", &[("period", &period)]);
                changes.push(Change::of(
                    &now.title,
                    self.words.say("changes.no_break"),
                    &format!("{from}: {}", new.why),
                ));
            }
        }
        changes
    }

    /// Names of measures that are no longer the same.
    pub(super) fn renamed_measures(&self, before: &'s Snapshot) -> Vec<Change> {
        let renamed = self.in_both(before).filter(|(then, now)| then.title != now.title);
        renamed.map(|(then, now)| Change::of(&now.measure.key, &then.title, &now.title)).collect()
    }

    /// Measures that are new, or reported no more.
    pub(super) fn measures_come_and_gone(&self, before: &Snapshot) -> Vec<Change> {
        let (yes, no) = (self.words.say("changes.reported"), self.words.say("changes.not_reported"));
        let gone = before.measures.iter().filter(|then| self.snapshot.measure(&then.measure.key).is_none());
        let come = self.snapshot.measures.iter().filter(|now| before.measure(&now.measure.key).is_none());
        let gone = gone.map(|state| Change::of(&state.title, yes, no));
        gone.chain(come.map(|state| Change::of(&state.title, no, yes))).collect()
    }
}
