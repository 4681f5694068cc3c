//! Values: `values/…csv`, and the notes that hang on them.

use domain::cycle::{FigureEntry, Round};
use domain::measure::Measure;
use domain::{Absence, Council, Decimal, Period, Reading, Unit};

use super::Papers;

/// States a measure's value for a period in the round's edition.
pub(super) fn figure(
    papers: &mut Papers,
    council: &Council,
    round: &Round,
    (key, period): (&str, Period),
    entry: &FigureEntry,
) {
    let stated = round.key.period;
    let row = [("measure", key.to_string()), ("period", period.to_string()), ("stated", stated.to_string())];
    let path = path(papers, &row, stated);
    let note = note(papers, entry, key, period, stated);
    let measure = council.measure(key);
    let (value, reason, parts) = match &entry.reading {
        Reading::Figure(figure) => (number(figure.value, measure), String::new(), figure.parts),
        Reading::Absent(absence) => (String::new(), reason(*absence), None),
    };
    let part = |part: Option<Decimal>| part.map(|part| part.to_string()).unwrap_or_default();
    let markers: Vec<&str> = entry.markers.iter().map(|marker| marker.word()).collect();
    let cells = [
        ("value", value),
        ("reason", reason),
        ("numerator", part(parts.map(|(numerator, _)| numerator))),
        ("denominator", part(parts.map(|(_, denominator)| denominator))),
        ("forecast", part(entry.forecast)),
        ("markers", markers.join("; ")),
        ("as_at", entry.as_at.map(|date| date.to_string()).unwrap_or_default()),
        ("notes", note),
    ];
    if let Some(sheet) = papers.sheet(&path, "measure,period,value,stated") {
        sheet.set(&row, &cells);
    }
}

/// The paper in which the statement stands already, else the edition's own.
fn path(papers: &mut Papers, row: &[(&str, String)], stated: Period) -> String {
    let own = format!("values/{stated}.csv");
    let all: Vec<String> = papers.files.keys().filter(|path| path.starts_with("values/")).cloned().collect();
    let holds = |path: &String| papers.sheet(path, "").is_some_and(|sheet| sheet.find(row).is_some());
    all.into_iter().find(holds).unwrap_or(own)
}

/// Puts the note of a value in its place, and gives the keys of the value's notes.
fn note(papers: &mut Papers, entry: &FigureEntry, measure: &str, period: Period, stated: Period) -> String {
    let Some(text) = entry.note.as_deref().map(str::trim).filter(|text| !text.is_empty()) else { return String::new() };
    let key = format!("{stated} {measure} {period}").replace(';', ",");
    if let Some(sheet) = papers.sheet("notes.csv", "key,text") {
        sheet.set(&[("key", key.clone())], &[("text", text.to_string())]);
    }
    key
}

fn number(value: Decimal, measure: Option<&Measure>) -> String {
    match measure {
        Some(measure) if measure.unit == Unit::YesNo => (if value.is_zero() { "no" } else { "yes" }).to_string(),
        _ => value.to_string(),
    }
}

fn reason(absence: Absence) -> String {
    match absence {
        Absence::NotDue(Some(period)) => format!("{} {period}", absence.word()),
        _ => absence.word().to_string(),
    }
}
