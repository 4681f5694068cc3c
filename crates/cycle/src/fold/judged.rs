//! What people judged: progress of commitments, and ratings set beside the computed ones.

use domain::cycle::{Entry, ProgressEntry, Round};
use domain::{Council, Period};

use super::{Names, Papers};

/// States a commitment's progress in the round's edition.
pub(super) fn progress(papers: &mut Papers, council: &Council, round: &Round, commitment: &str, entry: &ProgressEntry) {
    let stated = round.key.period;
    let Some(edition) = council.edition(stated) else { return };
    let path = format!("plans/{}/progress.csv", edition.plan);
    let row = [("commitment", commitment.to_string()), ("period", stated.to_string()), ("stated", stated.to_string())];
    let completes = entry.completes.map(|date| date.to_string()).unwrap_or_default();
    let cells =
        [("rating", entry.grade.clone().unwrap_or_default()), ("completes", completes), ("status", String::new())];
    if let Some(sheet) = papers.sheet(&path, "commitment,period,rating,stated") {
        sheet.set(&row, &cells);
    }
}

/// Records a rating that a person set, with who, when and why.
pub(super) fn rating(
    papers: &mut Papers,
    round: &Round,
    (measure, period): (&str, Period),
    grade: Option<&str>,
    entry: &Entry,
    names: &Names,
) {
    let row =
        [("measure", measure.to_string()), ("period", period.to_string()), ("stated", round.key.period.to_string())];
    let who = names.get(&entry.by).cloned().unwrap_or_else(|| entry.by.clone());
    let when = entry.at.to_zoned(jiff::tz::TimeZone::UTC).date().to_string();
    let cells = [
        ("rating", grade.unwrap_or("not rated").to_string()),
        ("who", who),
        ("when", when),
        ("why", entry.why.clone().unwrap_or_default()),
    ];
    if let Some(sheet) = papers.sheet("ratings.csv", "measure,period,rating,stated") {
        sheet.set(&row, &cells);
    }
}
