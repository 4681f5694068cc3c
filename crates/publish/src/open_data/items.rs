//! items.csv: commitments and risks, one row for each period that the edition may read.

use domain::snapshot::{CommitmentState, RiskState};
use domain::{Decimal, Period, Progress, RiskScore, Snapshot};

use super::column::ITEMS;

/// Writes commitments and then risks in the order of the plan, each in order of time: RFC 4180, UTF-8, CRLF.
pub fn items(snapshot: &Snapshot) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory cannot fail, and every row has as many cells as the header.
    let _ = writer.write_record(ITEMS.columns.iter().map(|column| column.name));
    for state in &snapshot.commitments {
        let earlier = state.earlier.iter().map(Some);
        for progress in earlier.chain([state.progress.as_ref()]) {
            let _ = writer.write_record(commitment(snapshot, state, progress));
        }
    }
    for state in &snapshot.risks {
        for score in state.previous.iter().map(Some).chain([state.score.as_ref()]) {
            let _ = writer.write_record(risk(snapshot, state, score));
        }
    }
    writer.into_inner().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

/// What every row begins with.
fn beginning(snapshot: &Snapshot, kind: [&str; 2], named: [&str; 3], lead: Option<&str>) -> Vec<String> {
    let [reference, title, under] = named;
    let heading = snapshot.plan.heading(under).map_or("", |heading| heading.title.as_str());
    let edition = snapshot.edition.period.to_string();
    let row = [&snapshot.gss, &snapshot.council, edition.as_str(), &snapshot.plan.key];
    let rest = kind.into_iter().chain([reference, title, under, heading, lead.unwrap_or_default()]);
    row.into_iter().chain(rest).map(str::to_string).collect()
}

fn time(snapshot: &Snapshot, period: Period) -> [String; 3] {
    let (first, last) =
        snapshot.calendar.dates(period).map(|(a, b)| (a.to_string(), b.to_string())).unwrap_or_default();
    [period.to_string(), first, last]
}

fn scheme(snapshot: &Snapshot, family: &str) -> [String; 2] {
    let found = snapshot.scheme(family);
    found.map(|scheme| [scheme.family.clone(), scheme.from.to_string()]).unwrap_or_default()
}

fn commitment(snapshot: &Snapshot, state: &CommitmentState, progress: Option<&Progress>) -> Vec<String> {
    let one = &state.commitment;
    let kind = ["commitment", one.kind.as_str()];
    let mut row = beginning(snapshot, kind, [&one.reference, &one.title, &one.under], one.lead.as_deref());
    row.extend(time(snapshot, progress.map_or(snapshot.edition.period, |progress| progress.period)));
    let grade = progress.and_then(|progress| progress.grade.clone());
    let awaiting = if grade.is_none() { "awaiting update" } else { "" };
    row.extend([grade.unwrap_or_default(), awaiting.to_string()]);
    row.push(progress.and_then(|progress| progress.status.clone()).unwrap_or_default());
    row.push(progress.and_then(|progress| progress.completes).map(|day| day.to_string()).unwrap_or_default());
    row.extend(std::iter::repeat_n(String::new(), 4));
    row.extend(scheme(snapshot, &state.scheme));
    row.push(progress.map(|progress| progress.stated.to_string()).unwrap_or_default());
    row
}

fn risk(snapshot: &Snapshot, state: &RiskState, score: Option<&RiskScore>) -> Vec<String> {
    let one = &state.risk;
    let mut row = beginning(snapshot, ["risk", ""], [&one.reference, &one.title, &one.under], one.owner.as_deref());
    row.extend(time(snapshot, score.map_or(snapshot.edition.period, |score| score.period)));
    let none = if score.is_none() { "not scored" } else { "" };
    row.extend([String::new(), none.to_string(), String::new(), String::new()]);
    let plain = |value: Decimal| value.normalize().to_string();
    let placed = score.and_then(|score| score.placed);
    row.push(score.map(|score| plain(score.score)).unwrap_or_default());
    row.push(placed.map(|(likelihood, _)| likelihood.to_string()).unwrap_or_default());
    row.push(placed.map(|(_, impact)| impact.to_string()).unwrap_or_default());
    row.push(score.and_then(|score| score.target).map(plain).unwrap_or_default());
    row.extend([String::new(), String::new()]);
    row.push(score.map(|score| score.stated.to_string()).unwrap_or_default());
    row
}
