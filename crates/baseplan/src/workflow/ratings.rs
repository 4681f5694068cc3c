//! Every measure of an edition with its rating, as programs read it: `baseplan rate --json`.

use domain::measure::{POLARITIES, word_of};
use domain::snapshot::MeasureState;
use domain::{Absence, Aim, Decimal, Measure, Polarity, Rating, Reading, Snapshot, Ungraded};
use serde::Serialize;

/// One measure. A field is null where there is nothing to say, and its `_reason` then says why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The measure's key.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Its name in the edition.
    pub measure: String,
    /// The value's own period, in the settled form.
    pub period: String,
    /// The exact value in the unit, with the measure's places.
    pub value: Option<String>,
    /// Why there is none: the word of the folder form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_reason: Option<String>,
    /// The exact target in the unit, with the measure's places.
    pub target: Option<String>,
    /// Why there is none, or what it says in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_reason: Option<String>,
    /// The unit's word.
    pub unit: &'static str,
    /// The polarity's word.
    pub polarity: &'static str,
    /// Distance from the target in percent of its size, positive is better: a decimal if it ends, else `n/d`.
    pub distance_percent: Option<String>,
    /// Why there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distance_percent_reason: Option<String>,
    /// The computed grade.
    pub rating: Option<String>,
    /// Why there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating_reason: Option<String>,
    /// The grade as published, or as a person decided.
    pub published_rating: Option<String>,
    /// Why there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_rating_reason: Option<String>,
    /// The sentence that explains the computed rating.
    pub explanation: String,
}

/// A text, or the reason there is none.
type Said = Result<String, String>;

/// Every measure of the edition, in the order of its plan.
pub fn rows(snapshot: &Snapshot) -> Vec<Row> {
    snapshot.measures.iter().map(|state| row(snapshot, state)).collect()
}

/// One measure.
pub fn row(snapshot: &Snapshot, state: &MeasureState) -> Row {
    let measure = &state.measure;
    let (value, value_reason) = apart(value(state));
    let (target, target_reason) = apart(target(state));
    let (distance_percent, distance_percent_reason) = apart(distance(state));
    let (rating, rating_reason) = apart(rating(snapshot, state));
    let (published_rating, published_rating_reason) = apart(published(state));
    Row {
        reference: measure.key.clone(),
        measure: state.title.clone(),
        period: state.now.to_string(),
        value,
        value_reason,
        target,
        target_reason,
        unit: measure.unit.word(),
        polarity: word_of(&POLARITIES, measure.polarity),
        distance_percent,
        distance_percent_reason,
        rating,
        rating_reason,
        published_rating,
        published_rating_reason,
        explanation: state.explanation.clone(),
    }
}

fn apart(said: Said) -> (Option<String>, Option<String>) {
    match said {
        Ok(text) => (Some(text), None),
        Err(reason) => (None, Some(reason)),
    }
}

/// A value as an exact decimal, with at least the measure's places; none it has is dropped.
fn exact(measure: &Measure, value: Decimal) -> String {
    let places = measure.places.saturating_sub(measure.scale.divisor_places());
    let mut value = value.normalize();
    if value.scale() < places {
        value.rescale(places);
    }
    value.to_string()
}

fn value(state: &MeasureState) -> Said {
    match state.observation().map(|o| o.reading) {
        Some(Reading::Figure(figure)) => Ok(exact(&state.measure, figure.value)),
        Some(Reading::Absent(absence)) => Err(absence_in_full(absence)),
        None => Err("nothing stated".into()),
    }
}

fn absence_in_full(absence: Absence) -> String {
    match absence {
        Absence::NotDue(Some(when)) => format!("{} {when}", absence.word()),
        _ => absence.word().into(),
    }
}

fn target(state: &MeasureState) -> Said {
    let write = |value: Decimal| exact(&state.measure, value);
    Err(match state.target().map(|t| &t.aim) {
        Some(Aim::Value(value) | Aim::AtMost(value) | Aim::AtLeast(value)) => return Ok(write(*value)),
        Some(Aim::Range(low, high)) => format!("range: {} to {}", write(*low), write(*high)),
        Some(Aim::Direction(words)) => format!("words: {words}"),
        Some(Aim::Baseline) => "baseline".into(),
        Some(Aim::NotSet) => "not set".into(),
        Some(Aim::NoTarget) => "no target".into(),
        Some(Aim::NotApplicable) => "n/a".into(),
        None => "nothing stated".into(),
    })
}

fn distance(state: &MeasureState) -> Said {
    let Some(value) = state.observation().and_then(|o| o.reading.value()) else { return Err("no value".into()) };
    let Some(aim) = state.target().and_then(|t| t.aim.value()) else { return Err("no number as target".into()) };
    if state.measure.polarity == Polarity::Neutral {
        return Err("neither more nor less is better".into());
    }
    let distance = rate::distance_percent(value, aim, state.measure.polarity);
    distance.map(|d| d.to_string()).ok_or_else(|| {
        let zero = aim.is_zero();
        if zero { "the target is zero" } else { "the measure has no single target" }.into()
    })
}

fn rating(snapshot: &Snapshot, state: &MeasureState) -> Said {
    let named = |grade: u8| snapshot.scheme(&state.scheme)?.grades.get(usize::from(grade)).map(|g| g.name.clone());
    match &state.computed {
        Rating::Graded { grade, .. } => named(*grade).ok_or_else(|| "no scheme is in force".into()),
        Rating::Ungraded(why) => Err(ungraded(*why).into()),
    }
}

/// A fixed word for why a measure is not rated.
fn ungraded(why: Ungraded) -> &'static str {
    match why {
        Ungraded::NoValue(_) => "no value",
        Ungraded::NothingStated => "nothing stated",
        Ungraded::NoTarget => "no target",
        Ungraded::Baseline => "baseline",
        Ungraded::TargetNotSet => "target not set",
        Ungraded::TargetNotApplicable => "target not applicable",
        Ungraded::TargetIsWords => "target is words",
        Ungraded::NoDirection => "neither more nor less is better",
        Ungraded::ZeroTargetMissed => "target of zero missed",
        Ungraded::NoLimit => "no floor, tolerance or high value",
        Ungraded::NoForecast => "no forecast",
        Ungraded::NoComparator => "nothing to compare with",
        Ungraded::NoGradeFits => "no grade fits",
        Ungraded::TooLarge => "numbers too large",
    }
}

fn published(state: &MeasureState) -> Said {
    let Some(published) = &state.published else { return Err("not recorded".into()) };
    published.grade.clone().ok_or_else(|| match &published.why {
        Some(why) => format!("not rated: {why}"),
        None => "not rated".into(),
    })
}
