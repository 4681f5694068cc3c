//! What one edition says: everything it may read, rated.

use std::collections::BTreeMap;

use domain::plan::{Link, Plan};
use domain::snapshot::{CommitmentState, MeasureState, RiskState};
use domain::{Council, Edition, Progress, Scheme, Snapshot, Unit};

use crate::headings;
use crate::key::key;
use crate::measures::Measures;
use crate::statements::{Latest, Reader, at};

/// One council at one edition. Nothing stated in a later edition is read, so an old edition never changes; of several
/// statements of the same thing the latest wins.
///
/// A plan that the council does not have yields an empty one; whoever reads folders has told that problem.
pub fn snapshot(council: &Council, edition: &Edition) -> Snapshot {
    let before = |e: &&Edition| e.position_at < edition.position_at;
    let earlier = council.editions.iter().filter(before).map(|edition| alone(council, edition)).collect();
    Snapshot { earlier, ..alone(council, edition) }
}

/// One edition without those before it.
fn alone(council: &Council, edition: &Edition) -> Snapshot {
    let reader = Reader { council, edition };
    let plan = plan(council, edition);
    let schemes: Vec<Scheme> =
        council.schemes.iter().filter(|scheme| scheme.in_force(edition.position_at)).cloned().collect();
    let measures = measures(&reader, &plan, &schemes);
    let commitments = commitments(&reader, &plan);
    let risks = risks(&reader, &plan);
    let rollups = headings::rollups(&plan, &schemes, &measures, &commitments);
    let upto = |e: &&Edition| e.position_at <= edition.position_at;
    Snapshot {
        council: council.name.clone(),
        short_name: council.short_name.clone(),
        gss: council.gss.clone(),
        language: council.language.clone(),
        website: council.website.clone(),
        contact: council.contact.clone(),
        licence: council.licence.clone(),
        calendar: council.calendar.clone(),
        dimensions: council.dimensions.clone(),
        look: council.look.clone(),
        edition: edition.clone(),
        editions: council.editions.iter().filter(upto).cloned().collect(),
        passages: council.passages.iter().filter(|p| p.edition == edition.period).cloned().collect(),
        notes: council.notes.clone(),
        keys: schemes.iter().map(|scheme| key(scheme, &units(scheme, &measures))).collect(),
        plan,
        schemes,
        measures,
        commitments,
        risks,
        rollups,
        earlier: Vec::new(),
    }
}

/// The plan as the edition prints it: with the titles of its day, and without measures that a later edition first
/// reports.
fn plan(council: &Council, edition: &Edition) -> Plan {
    let mut plan = council.plan(&edition.plan).cloned().unwrap_or_else(|| empty_plan(edition));
    plan.links.retain(|link| link.from.is_none_or(|from| council.may_read(edition, from)));
    for commitment in &mut plan.commitments {
        commitment.title = commitment.title_in(edition.period).to_string();
        commitment.renamed.clear();
    }
    plan
}

/// The units of the measures that a scheme rates.
fn units(scheme: &Scheme, measures: &[MeasureState]) -> Vec<Unit> {
    measures.iter().filter(|state| state.scheme == scheme.family).map(|state| state.measure.unit).collect()
}

fn empty_plan(edition: &Edition) -> Plan {
    Plan {
        key: edition.plan.clone(),
        title: String::new(),
        runs: (edition.position_at, edition.position_at),
        levels: vec![],
        kinds: vec![],
        headings: vec![],
        commitments: vec![],
        links: vec![],
        risks: vec![],
    }
}

/// Measures in the order of the plan's links, each once.
fn measures(reader: &Reader, plan: &Plan, schemes: &[Scheme]) -> Vec<MeasureState> {
    let lists = Measures::new(reader, schemes);
    let mut order: Vec<&str> = Vec::new();
    let mut links: BTreeMap<&str, Vec<Link>> = BTreeMap::new();
    for link in &plan.links {
        let held = links.entry(&link.measure).or_default();
        if held.is_empty() {
            order.push(&link.measure);
        }
        held.push(link.clone());
    }
    let states = order.into_iter().filter_map(|name| {
        let measure = reader.council.measure(name)?;
        Some(lists.state(measure, links.remove(name).unwrap_or_default()))
    });
    states.collect()
}

fn commitments(reader: &Reader, plan: &Plan) -> Vec<CommitmentState> {
    let ours = |progress: &Progress| progress.plan == plan.key;
    let all: Vec<Progress> = reader.council.progress.iter().filter(|p| ours(p)).cloned().collect();
    let latest: Latest<Progress> = reader.latest(&all, |p| (p.commitment.as_str(), p.period, p.stated));
    let state = |commitment: &domain::Commitment| {
        let now = reader.edition.period;
        let mut by_period = crate::statements::of(&latest, &commitment.reference);
        let progress = by_period.remove(&now);
        let mut earlier: Vec<Progress> = by_period.into_values().filter(|p| reader.ends_by(p.period, now)).collect();
        earlier.sort_by_key(|p| reader.last_day(p.period));
        CommitmentState {
            scheme: plan.kind(&commitment.kind).map(|kind| kind.scheme.clone()).unwrap_or_default(),
            commitment: commitment.clone(),
            progress,
            earlier,
        }
    };
    plan.commitments.iter().map(state).collect()
}

fn risks(reader: &Reader, plan: &Plan) -> Vec<RiskState> {
    let all: Vec<_> = reader.council.risk_scores.iter().filter(|s| s.plan == plan.key).cloned().collect();
    let latest = reader.latest(&all, |s| (s.risk.as_str(), s.period, s.stated));
    let state = |risk: &domain::Risk| {
        let now = reader.edition.period;
        let earlier = crate::statements::of(&latest, &risk.reference).into_values();
        let earlier = earlier.filter(|s| s.period != now && reader.ends_by(s.period, now));
        RiskState {
            score: at(&latest, &risk.reference, now),
            previous: earlier.max_by_key(|s| reader.last_day(s.period)),
            risk: risk.clone(),
        }
    };
    plan.risks.iter().map(state).collect()
}
