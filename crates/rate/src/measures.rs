//! One measure as an edition sees it: what is stated of it, rated and explained.

use std::collections::BTreeMap;

use domain::plan::Link;
use domain::rating::{NoTravel, Published, PublishedTravel, Travelled};
use domain::snapshot::MeasureState;
use domain::target::Limits;
use domain::{
    Aim, Benchmark, Calendar, Decimal, Measure, Observation, Period, Rating, Reading, Scheme, Target, Ungraded,
};

use crate::explain::{explain, explain_published};
use crate::judge::{Case, rate};
use crate::statements::{Latest, Reader, at, of};
use crate::travel::travel;

/// The family that rates measures which name none.
pub const MEASURES: &str = "measures";

/// What an edition may read of all measures.
pub(crate) struct Measures<'a> {
    reader: &'a Reader<'a>,
    schemes: &'a [Scheme],
    observations: Latest<'a, Observation>,
    targets: Latest<'a, Target>,
    benchmarks: Latest<'a, Benchmark>,
    published: Latest<'a, Published>,
    published_travel: Latest<'a, PublishedTravel>,
}

impl<'a> Measures<'a> {
    pub(crate) fn new(reader: &'a Reader<'a>, schemes: &'a [Scheme]) -> Measures<'a> {
        let council = reader.council;
        Measures {
            reader,
            schemes,
            observations: reader.latest(&council.observations, |o| (&o.measure, o.period, o.stated)),
            targets: reader.latest(&council.targets, |t| (&t.measure, t.period, t.stated)),
            benchmarks: reader.latest(&council.benchmarks, |b| (&b.measure, b.period, b.stated)),
            published: reader.latest(&council.published, |p| (&p.measure, p.period, p.stated)),
            published_travel: reader.latest(&council.published_travel, |p| (&p.measure, p.period, p.stated)),
        }
    }

    pub(crate) fn state(&self, measure: &Measure, links: Vec<Link>) -> MeasureState {
        let measure = self.as_named(measure);
        let now = self.now(&measure);
        let stated = of(&self.observations, &measure.key).into_iter();
        let history: BTreeMap<Period, Observation> =
            stated.filter(|(p, _)| p.year.kind == now.year.kind && self.reader.ends_by(*p, now)).collect();
        let targets = of(&self.targets, &measure.key);
        let published = at(&self.published, &measure.key, now);
        let family = measure.scheme.clone().unwrap_or_else(|| MEASURES.to_string());
        let scheme = self.schemes.iter().find(|scheme| scheme.family == family);
        let judged = match scheme {
            Some(scheme) => {
                judge(&measure, now, &history, &targets, published.as_ref(), scheme, &self.reader.council.calendar)
            }
            None => self.unjudged(&measure, &family),
        };
        let grades = scheme.map(|scheme| self.grades(&measure, &history, &targets, scheme)).unwrap_or_default();
        MeasureState {
            grades,
            title: measure.title_in(self.reader.edition.period).to_string(),
            links,
            now,
            benchmark: at(&self.benchmarks, &measure.key, now),
            scheme: family,
            computed: judged.rating,
            explanation: judged.explanation,
            published,
            travel: judged.travel,
            published_travel: at(&self.published_travel, &measure.key, now),
            history,
            targets,
            measure,
        }
    }

    /// The grade shown for each period: the recorded one where one is recorded, else the computed one.
    fn grades(
        &self,
        measure: &Measure,
        history: &BTreeMap<Period, Observation>,
        targets: &BTreeMap<Period, Target>,
        scheme: &Scheme,
    ) -> BTreeMap<Period, usize> {
        let shown = |period: &Period| match at(&self.published, &measure.key, *period) {
            Some(published) => scheme.grade_named(published.grade.as_deref()?),
            None => computed(measure, *period, history, targets, scheme),
        };
        history.keys().filter_map(|period| Some((*period, shown(period)?))).collect()
    }

    /// The measure with the names it had until this edition, and the breaks known by then.
    fn as_named(&self, measure: &Measure) -> Measure {
        let mut measure = measure.clone();
        let (council, reader) = (self.reader.council, self.reader.edition);
        measure.breaks.retain(|b| b.stated.is_none_or(|stated| council.may_read(reader, stated)));
        let edition = self.reader.edition.period;
        if let Some(first) = measure.names.first().cloned() {
            measure.names.retain(|name| name.from.is_none_or(|from| from.closes_by(edition)));
            if measure.names.is_empty() {
                measure.names.push(first);
            }
        }
        measure
    }

    /// The measure's own period that the edition reports. A value that arrives late speaks for an earlier one. A yearly
    /// measure's year has often not ended: then it is the latest year of which anything, a reason included, is stated.
    fn now(&self, measure: &Measure) -> Period {
        let due = measure.period_in(self.reader.edition.period).shifted(-i32::from(measure.arrives_late));
        if !measure.is_yearly() {
            return due;
        }
        let stated = self.observations.get(measure.key.as_str()).into_iter().flat_map(BTreeMap::keys);
        stated.copied().filter(|p| p.year.kind == due.year.kind && p.span == due.span && *p <= due).max().unwrap_or(due)
    }

    fn unjudged(&self, measure: &Measure, family: &str) -> Judged {
        let day = domain::calendar::print_date(self.reader.edition.position_at);
        let title = measure.title_in(self.reader.edition.period);
        Judged {
            rating: Rating::Ungraded(Ungraded::NoGradeFits),
            explanation: format!("Not rated: no scheme “{family}” is in force on {day}, so nothing rates {title}."),
            travel: vec![],
        }
    }
}

struct Judged {
    rating: Rating,
    explanation: String,
    travel: Vec<Result<Travelled, NoTravel>>,
}

fn judge(
    measure: &Measure,
    now: Period,
    history: &BTreeMap<Period, Observation>,
    targets: &BTreeMap<Period, Target>,
    published: Option<&Published>,
    scheme: &Scheme,
    calendar: &Calendar,
) -> Judged {
    let travel = travels(measure, now, history, scheme);
    let case = case(measure, now, history, targets, &travel);
    let rating = rate(&case, scheme);
    let mut explanation = explain(measure, &case, &rating, scheme, calendar);
    if let Some(recorded) = published.and_then(|p| explain_published(p, &rating, scheme)) {
        explanation.push(' ');
        explanation.push_str(&recorded);
    }
    Judged { rating, explanation, travel }
}

fn travels(
    measure: &Measure,
    now: Period,
    history: &BTreeMap<Period, Observation>,
    scheme: &Scheme,
) -> Vec<Result<Travelled, NoTravel>> {
    let value_at = |period: Period| -> Option<Decimal> { history.get(&period)?.reading.value() };
    scheme.travel.iter().map(|rule| travel(measure, now, value_at, rule)).collect()
}

/// A measure's figures for one period, as a scheme looks at them.
fn case<'a>(
    measure: &'a Measure,
    now: Period,
    history: &BTreeMap<Period, Observation>,
    targets: &'a BTreeMap<Period, Target>,
    travel: &'a [Result<Travelled, NoTravel>],
) -> Case<'a> {
    let target = targets.get(&now);
    // The year end's target stands at its last part, or at the whole year.
    let year_end = targets.get(&now.last_of_year()).or_else(|| targets.get(&now.whole_year()));
    let value = match history.get(&now).map(|o| o.reading) {
        Some(Reading::Figure(figure)) => Ok(figure.value),
        Some(Reading::Absent(absence)) => Err(Ungraded::NoValue(absence)),
        None => Err(Ungraded::NothingStated),
    };
    Case {
        unit: measure.unit,
        polarity: measure.polarity,
        level: measure.level.as_deref(),
        value,
        aim: target.map_or(&Aim::NoTarget, |t| &t.aim),
        limits: target.map_or_else(Limits::default, |t| t.limits),
        forecast: history.get(&now).and_then(|o| o.forecast),
        forecast_aim: year_end.map(|t| &t.aim),
        travel,
    }
}

fn computed(
    measure: &Measure,
    period: Period,
    history: &BTreeMap<Period, Observation>,
    targets: &BTreeMap<Period, Target>,
    scheme: &Scheme,
) -> Option<usize> {
    let travel = travels(measure, period, history, scheme);
    match rate(&case(measure, period, history, targets, &travel), scheme) {
        Rating::Graded { grade, .. } => Some(usize::from(grade)),
        Rating::Ungraded(_) => None,
    }
}
