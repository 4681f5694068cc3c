//! What a figure would be rated, told while it is entered.

use domain::cycle::{FigureEntry, RoundKey};
use domain::snapshot::MeasureState;
use domain::{Council, Edition, Observation, Period};

/// The measure as the edition would see it with this entry: rated, with the sentence that explains it.
/// `None`: the council has no such measure.
pub fn with_entry(
    council: &Council,
    edition: &Edition,
    measure: &str,
    period: Period,
    entry: &FigureEntry,
) -> Option<MeasureState> {
    let mut small = alone(council, edition, measure)?;
    small.observations.retain(|one| !(one.period == period && one.stated == edition.period));
    small.observations.push(observation(measure, RoundKey::first(edition.period), period, entry, Vec::new()));
    rate::snapshot(&small, edition).measures.into_iter().find(|state| state.measure.key == measure)
}

/// The measure as the edition sees it by what is in the papers. `None`: the council has no such measure.
pub fn as_it_is(council: &Council, edition: &Edition, measure: &str) -> Option<MeasureState> {
    let small = alone(council, edition, measure)?;
    rate::snapshot(&small, edition).measures.into_iter().find(|state| state.measure.key == measure)
}

/// An entry as a statement of its round's edition.
pub(crate) fn observation(
    measure: &str,
    round: RoundKey,
    period: Period,
    entry: &FigureEntry,
    notes: Vec<String>,
) -> Observation {
    Observation {
        measure: measure.to_string(),
        period,
        reading: entry.reading,
        forecast: entry.forecast,
        markers: entry.markers.clone(),
        as_at: entry.as_at,
        own_time: None,
        notes,
        stated: round.period,
    }
}

/// The council with one measure and what is stated of it, so that rating it does not rate all the others; and with the
/// editions that it needs to know what may be read, but not their snapshots.
fn alone(council: &Council, edition: &Edition, measure: &str) -> Option<Council> {
    let of = |key: &String| key == measure;
    let mut plan = council.plan(&edition.plan)?.clone();
    plan.links.retain(|link| of(&link.measure));
    plan.commitments.clear();
    plan.risks.clear();
    Some(Council {
        calendar: council.calendar.clone(),
        schemes: council.schemes.clone(),
        plans: vec![plan],
        measures: vec![council.measure(measure)?.clone()],
        observations: council.observations.iter().filter(|one| of(&one.measure)).cloned().collect(),
        targets: council.targets.iter().filter(|one| of(&one.measure)).cloned().collect(),
        benchmarks: council.benchmarks.iter().filter(|one| of(&one.measure)).cloned().collect(),
        published: council.published.iter().filter(|one| of(&one.measure)).cloned().collect(),
        published_travel: council.published_travel.iter().filter(|one| of(&one.measure)).cloned().collect(),
        editions: council.editions.clone(),
        ..Council::default()
    })
}
