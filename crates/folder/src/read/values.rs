//! `values/*.csv`: values, or why there is none.

use domain::{Absence, Decimal, Figure, Marker, Measure, Observation, Period, Reading};

use super::fits::{self, Whole};
use crate::forms;
use crate::known::{Known, Once};
use crate::problems::{Fault, Place, Problems};
use crate::shape::Texts;
use crate::table::{Columns, NO_DIMENSIONS, Row};

const COLUMNS: Columns = Columns {
    must: &["measure", "period", "stated"],
    may: &["value", "reason", "numerator", "denominator", "forecast", "markers", "as_at", "own_time", "notes"],
    dimensions: NO_DIMENSIONS,
};

/// What a row of a list of statements begins with.
pub(super) struct Statement<'k> {
    pub measure: String,
    /// `None`: its own record has a fault.
    pub sound: Option<&'k Measure>,
    pub period: Period,
    pub stated: Period,
}

/// Reads measure, period and edition of a row; each fault is told, and a second statement of the same thing.
pub(super) fn statement<'k>(
    row: &Row,
    whole: Whole,
    what: &str,
    once: &mut Once<(String, Period, Period)>,
    known: &'k Known,
    problems: &mut Problems,
) -> Option<Statement<'k>> {
    let measure = row.must("measure", problems).and_then(|cell| known.measure(&cell, problems));
    let sound = measure.as_ref().and_then(|key| known.sound_measure(key));
    let period = row.must_read("period", |text| fits::period(text, sound, whole), problems);
    let stated = known.stated(row, problems);
    let (measure, period, stated) = (measure?, period?, stated?);
    let says = format!("The {what} of “{measure}” for {period} as stated in {stated}");
    once.check((measure.clone(), period, stated), row.place(), &says, problems);
    Some(Statement { measure, sound, period, stated })
}

/// Reads every value.
pub(super) fn read(texts: &Texts, known: &Known, problems: &mut Problems) -> Vec<Observation> {
    let mut once = Once::default();
    let mut observations = Vec::new();
    for (file, _) in texts.under("values/") {
        let table = texts.table(file, COLUMNS, problems);
        if let Some(first) = table.rows.first()
            && !first.has("value")
            && !first.has("reason")
        {
            let hint = "Add a column “value”, and “reason” for those without one.";
            problems.tell(Place::new(file, 1, 0), Fault::new("missing-column", "The header lacks “value”.", hint));
            continue;
        }
        for row in table.rows.iter().filter(|row| row.sound) {
            let before = problems.count();
            let observation = observation(row, &mut once, known, problems);
            observations.extend(observation.filter(|_| problems.count() == before));
        }
    }
    observations
}

fn observation(
    row: &Row,
    once: &mut Once<(String, Period, Period)>,
    known: &Known,
    problems: &mut Problems,
) -> Option<Observation> {
    let statement = statement(row, Whole::OwnOnly, "value", once, known, problems);
    let measure = match &statement {
        Some(statement) => statement.sound,
        None => row.may("measure").and_then(|cell| known.sound_measure(cell.text)),
    };
    let reading = reading(row, measure, problems);
    let forecast = row.read("forecast", |text| fits::figure(text, measure), problems);
    let markers = markers(row, problems);
    let as_at = row.read("as_at", forms::date, problems);
    let notes = known.notes(row, problems);
    let statement = statement?;
    if let Some(Reading::Figure(_)) = reading {
        not_yet_begun(row, &statement, known, problems);
    }
    Some(Observation {
        measure: statement.measure,
        period: statement.period,
        reading: reading?,
        forecast,
        markers,
        as_at,
        own_time: row.text("own_time"),
        notes,
        stated: statement.stated,
    })
}

fn reading(row: &Row, measure: Option<&Measure>, problems: &mut Problems) -> Option<Reading> {
    let (value, reason) = (row.may("value"), row.may("reason"));
    let part = row.may("numerator").or(row.may("denominator"));
    match (value, reason, part) {
        (Some(_), Some(reason), _) => {
            let says = format!("Here stand a value and a reason for having none (“{}”).", reason.text);
            let hint = "Keep the one that is true; what qualifies a value goes under “markers”.";
            reason.tell(Fault::new("value-and-reason", says, hint), problems);
            None
        }
        (None, Some(_), Some(part)) => {
            let says = "Here stands part of a share, but the row gives a reason for having no value.";
            part.tell(Fault::new("value-and-reason", says, "Empty the cell, or give the value."), problems);
            None
        }
        (None, None, _) => {
            let hint = "Fill in “value”, or say under “reason” why there is none: a blank is never a zero.";
            problems
                .tell(row.place(), Fault::new("neither-value-nor-reason", "The row has no value and no reason.", hint));
            None
        }
        (None, Some(reason), None) => reason.read(absence, problems).map(Reading::Absent),
        (Some(value), None, _) => {
            let value = value.read(|text| fits::value(text, measure), problems);
            let parts = parts(row, value, measure, problems)?;
            Some(Reading::Figure(Figure { value: value?, parts }))
        }
    }
}

/// The parts of a share: `Some(None)` where there are none, `None` where they have a fault.
fn parts(
    row: &Row,
    value: Option<Decimal>,
    measure: Option<&Measure>,
    problems: &mut Problems,
) -> Option<Option<(Decimal, Decimal)>> {
    let (over, under) = match (row.may("numerator"), row.may("denominator")) {
        (None, None) => return Some(None),
        (Some(over), Some(under)) => (over, under),
        (Some(one), None) | (None, Some(one)) => {
            let says = "Numerator and denominator belong together.";
            one.tell(Fault::new("incomplete-parts", says, "Fill in both, or neither."), problems);
            return None;
        }
    };
    let parts = over.read(forms::number, problems).zip(under.read(forms::number, problems))?;
    if let (Some(value), Some(measure)) = (value, measure) {
        let at = if parts.1 <= Decimal::ZERO { under } else { over };
        problems.keep(fits::parts(value, parts, measure), || at.place())?;
    }
    Some(Some(parts))
}

fn absence(text: &str) -> Result<Absence, Fault> {
    Absence::parse(text).ok_or_else(|| {
        if let Some(period) = text.strip_prefix("not due ") {
            return forms::period(period.trim()).err().unwrap_or_else(|| Fault::new("not-a-period", "", ""));
        }
        forms::unknown_word(text, "a reason for having no value", &domain::value::ABSENCES.map(|(_, word)| word))
    })
}

fn markers(row: &Row, problems: &mut Problems) -> Vec<Marker> {
    let Some(cell) = row.may("markers") else { return Vec::new() };
    let mut markers = Vec::new();
    for word in cell.list() {
        let read = Marker::parse(word)
            .ok_or_else(|| forms::unknown_word(word, "a marker", &domain::value::MARKERS.map(|(_, word, _)| word)));
        markers.extend(problems.keep(read, || cell.place()));
    }
    markers
}

fn not_yet_begun(row: &Row, statement: &Statement, known: &Known, problems: &mut Problems) {
    let Some((first, _)) = known.calendar.dates(statement.period) else { return };
    let position = known.editions.get(&statement.stated).and_then(Option::as_ref).map(|edition| edition.position_at);
    if let (Some(position), Some(cell)) = (position.filter(|position| first > *position), row.may("period")) {
        let says =
            format!("{} had not begun on {position}, the day of edition {}.", statement.period, statement.stated);
        let hint = "Check the period and the edition; what is expected goes under “forecast”.";
        cell.tell(Fault::new("not-yet-begun", says, hint), problems);
    }
}
