//! Cells of measures: values, targets, ratings, directions and benchmarks, each with the exact thing that it states.

use domain::calendar::{print_date, print_month};
use domain::measure::{AGGREGATIONS, word_of};
use domain::rating::Published;
use domain::scheme::Direction;
use domain::snapshot::{Agreement, MeasureState};
use domain::{Aim, Decimal, Observation, Period, Rating, Reading, Ungraded};

use super::cell::{link_to, tag_of, text};
use super::notes::NoteBook;
use super::passages::about;
use super::phrase::{
    absence_words, aim_in_words, aim_words, capital, frequency_words, no_travel_words, ungraded_words,
};
use super::table::Plan;
use super::{Composer, identify};
use crate::document::{Cell, Fact, FactKind, Inline};
use crate::outline::{ColumnSpec, Show};

impl<'s> Composer<'s> {
    /// One cell of a measure's row.
    pub(super) fn measure_cell(
        &mut self,
        column: &ColumnSpec,
        state: &'s MeasureState,
        plan: &Plan<'s>,
        notes: &mut NoteBook,
    ) -> Cell {
        let links = plan.scope.links(&self.snapshot.plan, state);
        match column.show {
            Show::Reference => Cell { content: vec![Inline::Strong(vec![text_of(&state.measure.key)])], fact: None },
            Show::Serves => self.serves_cell(links.iter().filter_map(|link| link.under.as_deref()).collect()),
            Show::Title => self.title_cell(state, notes),
            Show::Value => self.value_cell(state, column.at.of(state), notes),
            Show::Target => self.target_cell(state, column.at.of(state), notes),
            Show::Rating if column.at.of(state) != state.now => self.rating_then(state, column.at.of(state)),
            Show::Rating => self.rating_cell(state),
            Show::AsAt => self.as_at_cell(state, column.at.of(state)),
            Show::Covers => {
                text(self.words.say(&format!("covers.{}", word_of(&AGGREGATIONS, state.measure.aggregation))))
            }
            Show::Aim => match aim_in_words(self.words, state) {
                Some(aim) => text(&capital(&aim)),
                None => self.absent("target.none"),
            },
            Show::History => self.history_cell(state),
            Show::Travel => self.travel_cell(state, column.of.as_deref()),
            Show::Benchmark | Show::BenchmarkValue | Show::BenchmarkGroup => self.benchmark_cell(state, column.show),
            Show::Frequency => text(&frequency_words(self.words, &state.measure)),
            Show::Dimension => self.dimension_cell(column, |key| links.iter().find_map(|link| link.tags.get(key))),
            Show::Comments => {
                let running = self.running(plan.comments, &about(&state.measure.key));
                running.map_or_else(|| self.absent("words.no_comment"), |content| Cell { content, fact: None })
            }
            Show::Lead => match &state.measure.owner {
                Some(owner) => text(owner),
                None => self.absent("reason.nothing_stated"),
            },
            _ => self.absent("reason.not_applicable"),
        }
    }

    /// The references that a measure serves, each a link to its place.
    fn serves_cell(&self, references: Vec<&str>) -> Cell {
        if references.is_empty() {
            return self.absent("measure.whole_council");
        }
        let mut content = Vec::new();
        for reference in references {
            if !content.is_empty() {
                content.push(text_of(", "));
            }
            let shown = self.of_whole_heading(reference).unwrap_or(reference);
            content.push(link_to(reference, vec![Inline::Strong(vec![text_of(shown)])]));
        }
        Cell { content, fact: None }
    }

    /// What stands for a heading that a measure serves as a whole: its level's name, for the references of headings are
    /// printed nowhere. `None`: the reference is no heading's.
    fn of_whole_heading(&self, reference: &str) -> Option<&str> {
        let plan = &self.snapshot.plan;
        let heading = plan.headings.iter().find(|heading| heading.reference == reference)?;
        plan.levels.get(heading.level).map(|level| level.name.as_str())
    }

    /// The measure's name, which leads to its chart.
    fn title_cell(&self, state: &MeasureState, notes: &mut NoteBook) -> Cell {
        let to = format!("#{}", identify::chart(&state.measure.key));
        let mut content = vec![Inline::Link { to, content: vec![text_of(&state.title)] }];
        content.extend(notes.refer(&state.measure.notes, &self.snapshot.notes));
        Cell { content, fact: None }
    }

    /// A value with its own time, markers and notes; or the reason there is none.
    pub(super) fn value_cell(&self, state: &MeasureState, period: Period, notes: &mut NoteBook) -> Cell {
        let observation = state.history.get(&period);
        let (mut content, exact) = self.reading(state, observation);
        if let Some(observation) = observation {
            if let Some(time) = &observation.own_time {
                content.push(Inline::Muted(format!(" ({time})")));
            }
            for marker in &observation.markers {
                let key = format!("marker.{}", marker.word().replace(' ', "_"));
                content.push(Inline::Marker(self.words.say(&key).to_string(), marker.shorthand().to_string()));
            }
            content.extend(notes.refer(&observation.notes, &self.snapshot.notes));
        }
        Cell { content, fact: Some(fact(state, period, FactKind::Value, exact)) }
    }

    /// What was read, as printed and exactly.
    pub(super) fn reading(&self, state: &MeasureState, observation: Option<&Observation>) -> (Vec<Inline>, String) {
        match observation.map(|o| o.reading) {
            Some(Reading::Figure(figure)) => {
                (vec![Inline::Text(state.measure.write(figure.value))], figure.value.to_string())
            }
            Some(Reading::Absent(absence)) => {
                let why = absence_words(self.snapshot, self.words, absence);
                (vec![Inline::Absent(why)], absence.word().to_string())
            }
            None => {
                let why = self.words.say("reason.nothing_stated").to_string();
                (vec![Inline::Absent(why.clone())], why)
            }
        }
    }

    pub(super) fn target_cell(&self, state: &MeasureState, period: Period, notes: &mut NoteBook) -> Cell {
        let target = state.targets.get(&period);
        let aim = target.map_or(&Aim::NoTarget, |target| &target.aim);
        let printed = aim_words(self.words, &state.measure, aim);
        let is_aim =
            matches!(aim, Aim::Value(_) | Aim::Range(..) | Aim::AtMost(_) | Aim::AtLeast(_) | Aim::Direction(_));
        let exact = aim.value().map_or_else(|| printed.clone(), |value| value.to_string());
        let mut content = vec![if is_aim { Inline::Text(printed) } else { Inline::Absent(printed) }];
        content.extend(notes.refer(target.map_or(&[], |t| &t.notes), &self.snapshot.notes));
        Cell { content, fact: Some(fact(state, period, FactKind::Target, exact)) }
    }

    /// The rating shown, with the computed one beside it where it differs; or why there is none.
    pub(super) fn rating_cell(&self, state: &MeasureState) -> Cell {
        let Some(scheme) = self.snapshot.scheme(&state.scheme) else { return self.absent("reason.not_applicable") };
        let (mut content, exact) = match state.shown_grade(scheme) {
            Some(grade) => {
                let tag = tag_of(scheme, Some(grade));
                (vec![Inline::Rating(tag.clone())], tag.word)
            }
            None if without_target(state) => {
                let tag = tag_of(scheme, None);
                (vec![Inline::Rating(tag.clone())], tag.word)
            }
            None => {
                let why = self.why_unrated(state);
                (vec![Inline::Absent(why.clone())], why)
            }
        };
        if let Some(differs) = self.difference(state) {
            content.extend([Inline::Break, Inline::Muted(differs)]);
        }
        Cell { content, fact: Some(fact(state, state.now, FactKind::Rating, exact)) }
    }

    /// The rating of an earlier period.
    fn rating_then(&self, state: &MeasureState, period: Period) -> Cell {
        let scheme = self.snapshot.scheme(&state.scheme);
        let tag = scheme.and_then(|s| Some(tag_of(s, Some(*state.grades.get(&period)?))));
        let Some(tag) = tag else { return self.absent("rating.none_then") };
        let exact = tag.word.clone();
        Cell { content: vec![Inline::Rating(tag)], fact: Some(fact(state, period, FactKind::Rating, exact)) }
    }

    /// The day a value stands for: the one stated, else the last of its period. The end of a month is told by the month.
    fn as_at_cell(&self, state: &MeasureState, period: Period) -> Cell {
        let seen = state.history.get(&period).filter(|seen| seen.reading.value().is_some());
        let Some(seen) = seen else { return self.absent("reason.not_applicable") };
        let day = seen.as_at.or_else(|| self.snapshot.calendar.dates(period).map(|(_, last)| last));
        let Some(day) = day else { return self.absent("reason.nothing_stated") };
        text(&if day == day.last_of_month() { print_month(day) } else { print_date(day) })
    }

    /// Why no rating is shown: the reason recorded, else the reason computed.
    pub(super) fn why_unrated(&self, state: &MeasureState) -> String {
        let recorded = state.published.as_ref().filter(|p| p.grade.is_none());
        match (&state.computed, recorded) {
            (Rating::Ungraded(why), _) => ungraded_words(self.snapshot, self.words, *why),
            (_, Some(Published { why: Some(why), .. })) => why.clone(),
            _ => self.words.say("unrated.published_so").to_string(),
        }
    }

    /// How a recorded rating differs from the computed one. `None`: it does not.
    pub(super) fn difference(&self, state: &MeasureState) -> Option<String> {
        let scheme = self.snapshot.scheme(&state.scheme)?;
        let published = state.published.as_ref()?;
        let computed = tag_of(scheme, state.computed_grade()).word;
        let why = published.why.as_deref().unwrap_or("");
        let who = published.over.as_ref().map_or("", |over| over.who.as_str());
        let with = [("computed", computed.as_str()), ("why", why), ("who", who)];
        match (state.agreement(scheme), &published.over) {
            (Agreement::DiffersUnknown, _) => Some(self.words.fill("rating.differs_unknown", &with)),
            (Agreement::DiffersWithReason, Some(_)) => Some(self.words.fill("rating.overridden", &with)),
            (Agreement::DiffersWithReason, None) => Some(self.words.fill("rating.differs", &with)),
            _ => None,
        }
    }

    /// The direction of travel: the recorded one where one is recorded, else the computed one of the rule named.
    fn travel_cell(&self, state: &MeasureState, rule: Option<&str>) -> Cell {
        let scheme = self.snapshot.scheme(&state.scheme);
        let rules = scheme.map_or(&[][..], |s| s.travel.as_slice());
        let place = rule.map_or(Some(0), |name| rules.iter().position(|r| r.name == name));
        let names = place.and_then(|at| rules.get(at)).map(|rule| &rule.words);
        let computed = place.and_then(|at| state.travel.get(at));
        let (shown, why) = match (&state.published_travel, computed) {
            (Some(published), _) => (published.direction, self.words.say("travel.published_none").to_string()),
            (None, Some(Ok(travelled))) => (Some(travelled.direction), String::new()),
            (None, Some(Err(why))) => (None, no_travel_words(self.words, *why)),
            (None, None) => (None, self.words.say("reason.not_applicable").to_string()),
        };
        let word = shown.map(|direction| match (names, direction) {
            (Some([improving, _, _]), Direction::Improving) => improving.clone(),
            (Some([_, same, _]), Direction::Same) => same.clone(),
            (Some([_, _, deteriorating]), Direction::Deteriorating) => deteriorating.clone(),
            (None, Direction::Improving) => self.words.say("travel.improving").to_string(),
            (None, Direction::Same) => self.words.say("travel.same").to_string(),
            (None, Direction::Deteriorating) => self.words.say("travel.deteriorating").to_string(),
        });
        let exact = word.clone().unwrap_or_else(|| why.clone());
        let content = vec![word.map_or(Inline::Absent(why), Inline::Text)];
        Cell { content, fact: Some(fact(state, state.now, FactKind::Travel, exact)) }
    }

    pub(super) fn benchmark_cell(&self, state: &MeasureState, show: Show) -> Cell {
        let Some(benchmark) = &state.benchmark else { return self.absent("benchmark.none") };
        let dated = if benchmark.dated.is_empty() { String::new() } else { format!(" {}", benchmark.dated) };
        let group = format!("{}{dated}", benchmark.group);
        let value = benchmark.value.map(|value| Inline::Text(state.measure.write(value)));
        let exact = benchmark.value.map_or_else(|| benchmark.group.clone(), |value: Decimal| value.to_string());
        let content = match (show, value) {
            (Show::BenchmarkGroup, _) => vec![Inline::Text(group)],
            (Show::BenchmarkValue, Some(value)) => vec![value],
            (_, Some(value)) => vec![value, Inline::Break, Inline::Muted(group)],
            (_, None) => vec![Inline::Absent(group)],
        };
        Cell { content, fact: Some(fact(state, state.now, FactKind::Benchmark, exact)) }
    }
}

/// Whether a measure has no rating because nothing is aimed at: the scheme has its own word for that.
pub fn without_target(state: &MeasureState) -> bool {
    match state.computed {
        Rating::Ungraded(Ungraded::NoTarget | Ungraded::TargetNotApplicable) => true,
        Rating::Ungraded(Ungraded::NoDirection) => {
            state.target().is_none_or(|target| matches!(target.aim, Aim::NoTarget | Aim::NotApplicable))
        }
        _ => false,
    }
}

/// A fact about a measure.
pub fn fact(state: &MeasureState, period: Period, kind: FactKind, exact: String) -> Fact {
    Fact { subject: state.measure.key.clone(), period, kind, exact }
}

fn text_of(text: &str) -> Inline {
    Inline::Text(text.to_string())
}
