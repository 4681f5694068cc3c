//! measures.csv: one row per measure and period, tidy and long; `docs/data.md` describes its columns.

use std::collections::BTreeSet;

use domain::measure::{AGGREGATIONS, POLARITIES, word_of};
use domain::scheme::{COMPARATORS, DIRECTIONS};
use domain::snapshot::MeasureState;
use domain::{Aim, Marker, Measure, Observation, Period, Reading, Snapshot, Span, Target, YearKind};

use super::exact::{UNSTATED, absence, aim, exact, plain};
use super::judged::{direction, directions, shown_rating};

/// The header row.
pub const COLUMNS: [&str; 45] = [
    "area_code",
    "council",
    "edition",
    "measure",
    "title",
    "period",
    "period_start",
    "period_end",
    "period_type",
    "aggregation",
    "value",
    "value_reason",
    "numerator",
    "denominator",
    "forecast",
    "unit",
    "polarity",
    "target_says",
    "target",
    "target_low",
    "target_high",
    "floor",
    "high",
    "tolerance",
    "rating",
    "published_rating",
    "shown_rating",
    "scheme",
    "scheme_from",
    "direction",
    "direction_reason",
    "direction_rule",
    "direction_against",
    "published_direction",
    "further_directions",
    "status",
    "shorthand",
    "note",
    "as_at",
    "own_time",
    "benchmark",
    "benchmark_group",
    "benchmark_dated",
    "stated",
    "target_stated",
];

/// Writes every value and target that the edition may read, and for the period that it reports a row even where nothing
/// is stated for it: RFC 4180, UTF-8 without a byte order mark, CRLF.
pub fn csv(snapshot: &Snapshot) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory cannot fail, and every row has as many cells as the header.
    let _ = writer.write_record(COLUMNS);
    for state in &snapshot.measures {
        let stated = state.history.keys().chain(state.targets.keys());
        let periods: BTreeSet<Period> = stated.chain([&state.now]).copied().collect();
        for period in periods {
            let _ = writer.write_record(row(snapshot, state, period));
        }
    }
    writer.into_inner().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

fn row(snapshot: &Snapshot, state: &MeasureState, period: Period) -> Vec<String> {
    let measure = &state.measure;
    let observation = state.history.get(&period);
    let mut row = vec![snapshot.gss.clone(), snapshot.council.clone(), snapshot.edition.period.to_string()];
    row.extend([measure.key.clone(), state.title.clone()]);
    row.extend(time(snapshot, measure, period));
    row.extend(seen(state, period));
    row.extend([measure.unit.word().to_string(), word_of(&POLARITIES, measure.polarity).to_string()]);
    row.extend(aimed(measure, state.targets.get(&period)));
    row.extend(judged(snapshot, state, period));
    row.extend(travelled(snapshot, state, period));
    row.extend(qualified(snapshot, observation));
    row.extend(compared(state, period));
    row.push(observation.map(|one| one.stated.to_string()).unwrap_or_default());
    row.push(state.targets.get(&period).map(|one| one.stated.to_string()).unwrap_or_default());
    row
}

fn time(snapshot: &Snapshot, measure: &Measure, period: Period) -> [String; 5] {
    let (first, last) = match snapshot.calendar.dates(period) {
        Some((first, last)) => (first.to_string(), last.to_string()),
        None => Default::default(),
    };
    let kind = match (period.span, period.year.kind) {
        (Span::Year, YearKind::Academic) => "academic year",
        (Span::Year, YearKind::Calendar) => "calendar year",
        (Span::Year, YearKind::Council) => "year",
        (Span::Half(_), _) => "half",
        (Span::Quarter(_), _) => "quarter",
        (Span::Month(_), _) => "month",
    };
    [period.to_string(), first, last, kind.into(), word_of(&AGGREGATIONS, measure.aggregation).into()]
}

/// Value or reason, its parts, the forecast.
fn seen(state: &MeasureState, period: Period) -> [String; 5] {
    let measure = &state.measure;
    let Some(one) = state.history.get(&period) else {
        let reason = if period == state.now { UNSTATED } else { "" };
        return [String::new(), reason.to_string(), String::new(), String::new(), String::new()];
    };
    let forecast = one.forecast.map(|value| exact(measure, value)).unwrap_or_default();
    match one.reading {
        Reading::Figure(figure) => {
            let (numerator, denominator) = figure.parts.map(|(n, d)| (plain(n), plain(d))).unwrap_or_default();
            [exact(measure, figure.value), String::new(), numerator, denominator, forecast]
        }
        Reading::Absent(why) => [String::new(), absence(why), String::new(), String::new(), forecast],
    }
}

/// What the target says, its numbers, and the measure's own limits.
fn aimed(measure: &Measure, target: Option<&Target>) -> [String; 7] {
    let Some(one) = target else { return Default::default() };
    let write = |value: Option<domain::Decimal>| value.map(|value| exact(measure, value)).unwrap_or_default();
    let (says, value, range) = aim(&one.aim);
    let says = match &one.aim {
        Aim::Direction(words) => format!("{says}: {words}"),
        _ => says.to_string(),
    };
    let tolerance = one.limits.tolerance.map(plain).unwrap_or_default();
    [
        says,
        write(value),
        write(range.map(|(low, _)| low)),
        write(range.map(|(_, high)| high)),
        write(one.limits.floor),
        write(one.limits.high),
        tolerance,
    ]
}

/// Ratings, and the scheme that made them where the row has one or is of the period that the edition reports.
fn judged(snapshot: &Snapshot, state: &MeasureState, period: Period) -> [String; 5] {
    let now = period == state.now;
    let shown = shown_rating(snapshot, state, period);
    if !now && shown.is_none() {
        return Default::default();
    }
    let scheme = snapshot.scheme(&state.scheme);
    let computed = scheme.and_then(|scheme| scheme.grades.get(state.computed_grade()?)).filter(|_| now);
    let published = state.published.as_ref().filter(|_| now);
    let published = published.map(|one| one.grade.clone().unwrap_or_else(|| "not rated".into()));
    [
        computed.map(|grade| grade.name.clone()).unwrap_or_default(),
        published.unwrap_or_default(),
        shown.unwrap_or_default().to_string(),
        scheme.map(|scheme| scheme.family.clone()).unwrap_or_default(),
        scheme.map(|scheme| scheme.from.to_string()).unwrap_or_default(),
    ]
}

/// The direction by the scheme's first rule, the published one, and those by further rules: `last: improving; …`.
fn travelled(snapshot: &Snapshot, state: &MeasureState, period: Period) -> [String; 6] {
    if period != state.now {
        return Default::default();
    }
    let mut computed = directions(snapshot, state);
    let first = computed.next();
    let (found, reason) = match first.map(|(_, one)| direction(one)) {
        Some(Ok(word)) => (word, ""),
        Some(Err(why)) => ("", why),
        None => ("", ""),
    };
    let published = state.published_travel.as_ref();
    let published = published.map(|one| one.direction.map_or("none", |direction| word_of(&DIRECTIONS, direction)));
    let further = computed.map(|(rule, one)| match direction(one) {
        Ok(words) | Err(words) => format!("{}: {words}", rule.name),
    });
    [
        found.to_string(),
        reason.to_string(),
        first.map(|(rule, _)| rule.name.clone()).unwrap_or_default(),
        first.map(|(rule, _)| word_of(&COMPARATORS, rule.against).to_string()).unwrap_or_default(),
        published.unwrap_or_default().to_string(),
        further.collect::<Vec<_>>().join("; "),
    ]
}

/// Status, shorthand, notes in full, the date the data stand at where it is not the period's end, the value's own time.
fn qualified(snapshot: &Snapshot, observation: Option<&Observation>) -> [String; 5] {
    let Some(one) = observation else { return Default::default() };
    let has_value = one.reading.value().is_some();
    let status = if !has_value {
        ""
    } else if one.markers.iter().any(|marker| marker.owes_a_final()) {
        "provisional"
    } else if one.markers.contains(&Marker::Revised) {
        "revised"
    } else {
        "final"
    };
    let absent = one.reading.absence().map(|why| why.shorthand());
    let shorthand: String = absent.into_iter().chain(one.markers.iter().map(|marker| marker.shorthand())).collect();
    let text = |key: &String| snapshot.notes.iter().find(|note| note.key == *key).map(|note| note.text.clone());
    let notes: Vec<String> = one.notes.iter().filter_map(text).collect();
    let as_at = one.as_at.map(|day| day.to_string()).unwrap_or_default();
    [status.into(), shorthand, notes.join(" "), as_at, one.own_time.clone().unwrap_or_default()]
}

/// The benchmark shown beside the edition's own period.
fn compared(state: &MeasureState, period: Period) -> [String; 3] {
    match state.benchmark.as_ref().filter(|_| period == state.now) {
        Some(one) => {
            let value = one.value.map(|value| exact(&state.measure, value)).unwrap_or_default();
            [value, one.group.clone(), one.dated.clone()]
        }
        None => Default::default(),
    }
}
