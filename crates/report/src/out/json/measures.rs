//! Measures with everything the edition may read of them.

use domain::measure::{AGGREGATIONS, FREQUENCIES, POLARITIES, word_of};
use domain::plan::Link;
use domain::rating::{NoTravel, PublishedTravel, Travelled};
use domain::scheme::{DIRECTIONS, Scheme, TravelRule};
use domain::snapshot::{Agreement, MeasureState};
use domain::{Aim, Benchmark, Measure, Observation, Reading, Scale, Snapshot, Target};
use serde_json::{Map, Value, json};

use super::super::exact::{UNSTATED, absence, aim, exact};
use super::super::judged::{direction, directions, shown_rating};
use super::council::against;
use super::grade_name;

/// One measure: what it is, how it stands, and its whole history.
pub fn measure(snapshot: &Snapshot, state: &MeasureState) -> Value {
    let mut whole = definition(state);
    whole.extend(standing(snapshot, state));
    whole.insert("benchmark".into(), json!(state.benchmark.as_ref().map(|one| benchmark(&state.measure, one))));
    let history = state.history.values().map(|one| observation(snapshot, state, one));
    whole.insert("history".into(), history.collect());
    whole.insert("targets".into(), state.targets.values().map(|one| target(&state.measure, one)).collect());
    Value::Object(whole)
}

fn object(value: Value) -> Map<String, Value> {
    if let Value::Object(map) = value { map } else { Map::new() }
}

fn definition(state: &MeasureState) -> Map<String, Value> {
    let measure = &state.measure;
    let scale = match measure.scale {
        Scale::One => Value::Null,
        scale => json!(scale.letter()),
    };
    let breaks = measure.breaks.iter().map(|one| json!({ "from": one.from.to_string(), "why": one.why }));
    let serves = |link: &Link| json!({ "under": link.under, "counts": link.counts, "tags": link.tags });
    object(json!({
        "ref": measure.key,
        "measure": state.title,
        "definition": measure.definition,
        "unit": measure.unit.word(),
        "places": measure.places,
        "scale": scale,
        "polarity": word_of(&POLARITIES, measure.polarity),
        "aggregation": word_of(&AGGREGATIONS, measure.aggregation),
        "frequency": word_of(&FREQUENCIES, measure.frequency),
        "reported": measure.reported,
        "level": measure.level,
        "levels": measure.levels,
        "owner": measure.owner,
        "source": measure.source,
        "predecessor": measure.predecessor,
        "serves": state.links.iter().map(serves).collect::<Vec<_>>(),
        "breaks": breaks.collect::<Vec<_>>(),
        "notes": measure.notes,
    }))
}

/// How it stands in the edition: value, target, ratings and directions of travel.
fn standing(snapshot: &Snapshot, state: &MeasureState) -> Map<String, Value> {
    let measure = &state.measure;
    let scheme = snapshot.scheme(&state.scheme);
    let value = state.observation().and_then(|one| one.reading.value());
    let reason = match state.observation() {
        Some(one) => one.reading.absence().map(absence),
        None => Some(UNSTATED.to_string()),
    };
    let published = state.published.as_ref();
    let over = published.and_then(|one| one.over.as_ref());
    object(json!({
        "period": state.now.to_string(),
        "period_printed": snapshot.calendar.print(state.now),
        "value": value.map(|value| exact(measure, value)),
        "value_printed": value.map(|value| measure.write(value)),
        "value_reason": reason,
        "target": state.target().map(|one| target(measure, one)),
        "scheme": state.scheme,
        "scheme_from": scheme.map(|scheme| scheme.from.to_string()),
        "rating": grade_name(snapshot, &state.scheme, state.computed_grade()),
        "published": published.map(|one| json!({
            "rating": one.grade,
            "who": over.map(|over| &over.who),
            "when": over.map(|over| over.when.to_string()),
            "why": one.why,
            "stated": one.stated.to_string(),
        })),
        "agreement": scheme.map(|scheme| agreement(state, scheme)),
        "shown_rating": grade_name(snapshot, &state.scheme, scheme.and_then(|scheme| state.shown_grade(scheme))),
        "explanation": state.explanation,
        "travel": travels(snapshot, state),
        "published_travel": state.published_travel.as_ref().map(published_travel),
    }))
}

fn agreement(state: &MeasureState, scheme: &Scheme) -> &'static str {
    match state.agreement(scheme) {
        Agreement::ComputedOnly => "computed only",
        Agreement::Agrees => "agrees",
        Agreement::DiffersWithReason => "differs, with reason",
        Agreement::DiffersUnknown => "published rating differs, reason unknown",
    }
}

fn travels(snapshot: &Snapshot, state: &MeasureState) -> Vec<Value> {
    let travel = |(rule, one): (&TravelRule, &Result<Travelled, NoTravel>)| {
        let found = one.as_ref().ok();
        json!({
            "rule": rule.name,
            "against": against(rule.against),
            "direction": direction(one).ok(),
            "direction_reason": direction(one).err(),
            "then": found.map(|travelled| exact(&state.measure, travelled.then)),
            "then_period": found.map(|travelled| travelled.then_period.to_string()),
        })
    };
    directions(snapshot, state).map(travel).collect()
}

fn published_travel(one: &PublishedTravel) -> Value {
    json!({
        "direction": one.direction.map(|direction| word_of(&DIRECTIONS, direction)),
        "stated": one.stated.to_string(),
    })
}

fn benchmark(measure: &Measure, one: &Benchmark) -> Value {
    json!({
        "period": one.period.to_string(),
        "value": one.value.map(|value| exact(measure, value)),
        "value_printed": one.value.map(|value| measure.write(value)),
        "group": one.group,
        "dated": one.dated,
        "stated": one.stated.to_string(),
    })
}

fn observation(snapshot: &Snapshot, state: &MeasureState, one: &Observation) -> Value {
    let measure = &state.measure;
    let value = one.reading.value();
    let parts = match one.reading {
        Reading::Figure(figure) => figure.parts,
        Reading::Absent(_) => None,
    };
    let part = |part: domain::Decimal| super::super::exact::plain(part);
    json!({
        "period": one.period.to_string(),
        "value": value.map(|value| exact(measure, value)),
        "value_printed": value.map(|value| measure.write(value)),
        "value_reason": one.reading.absence().map(absence),
        "numerator": parts.map(|(numerator, _)| part(numerator)),
        "denominator": parts.map(|(_, denominator)| part(denominator)),
        "forecast": one.forecast.map(|forecast| exact(measure, forecast)),
        "shown_rating": shown_rating(snapshot, state, one.period),
        "markers": one.markers.iter().map(|marker| marker.word()).collect::<Vec<_>>(),
        "as_at": one.as_at.map(|day| day.to_string()),
        "own_time": one.own_time,
        "notes": one.notes,
        "stated": one.stated.to_string(),
    })
}

fn target(measure: &Measure, one: &Target) -> Value {
    let (says, value, range) = aim(&one.aim);
    let write = |value: domain::Decimal| exact(measure, value);
    let words = if let Aim::Direction(words) = &one.aim { Some(words) } else { None };
    json!({
        "period": one.period.to_string(),
        "says": says,
        "value": value.map(write),
        "low": range.map(|(low, _)| write(low)),
        "high": range.map(|(_, high)| write(high)),
        "words": words,
        "limits": {
            "floor": one.limits.floor.map(write),
            "high": one.limits.high.map(write),
            "tolerance": one.limits.tolerance.map(super::super::exact::plain),
        },
        "rationale": one.rationale,
        "notes": one.notes,
        "stated": one.stated.to_string(),
    })
}
