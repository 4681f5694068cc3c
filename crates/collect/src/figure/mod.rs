//! One figure as a person types it into a form or a workbook's row, read against its measure.
//!
//! A form and a workbook follow the same rules as a folder (`domain::fits`); a person may type `53%` or `1,511,867`, for
//! here the measure is known and the meaning is plain. What could mean two things is asked back.

mod questions;
mod told;

use domain::cycle::FigureEntry;
use domain::fits::Misfit;
use domain::value::{ABSENCES, MARKERS};
use domain::{Absence, Date, Decimal, Figure, Marker, Measure, Period, Reading, Unit};

use crate::date;
use crate::fault::{Fault, either};
use crate::number;

pub use questions::{Question, questions};

/// The cells or fields of one figure, as typed. An empty text means that nothing was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// The value: `53`, `53%`, `1,234.5`, `£3.2m` where the measure counts pounds, `yes`, the name of a level.
    pub value: String,
    /// What is divided, where the measure is a share.
    pub numerator: String,
    /// What it is divided by.
    pub denominator: String,
    /// Why there is no value, in the words of [`ABSENCES`].
    pub reason: String,
    /// What qualifies the value, in the words of [`MARKERS`]; several in one text are separated by `;`.
    pub markers: Vec<String>,
    /// The date the data stand at, where it is not the period's end.
    pub as_at: String,
    /// The forecast for the year end.
    pub forecast: String,
    /// A note for readers.
    pub note: String,
}

/// One field of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// [`Typed::value`]
    Value,
    /// [`Typed::reason`]
    Reason,
    /// [`Typed::numerator`]
    Numerator,
    /// [`Typed::denominator`]
    Denominator,
    /// [`Typed::markers`]
    Markers,
    /// [`Typed::as_at`]
    AsAt,
    /// [`Typed::forecast`]
    Forecast,
    /// [`Typed::note`]
    Note,
}

/// Every field with its word in forms and addresses.
pub const FIELDS: [(Field, &str); 8] = [
    (Field::Value, "value"),
    (Field::Reason, "reason"),
    (Field::Numerator, "numerator"),
    (Field::Denominator, "denominator"),
    (Field::Markers, "markers"),
    (Field::AsAt, "as_at"),
    (Field::Forecast, "forecast"),
    (Field::Note, "note"),
];

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    /// Which field.
    pub field: Field,
    /// The name of the rule, a fixed word: `too-many-places`. Where a folder has the same rule, it has the same name.
    pub rule: &'static str,
    /// What is wrong, quoting what stands there.
    pub says: String,
    /// What to do next.
    pub hint: String,
}

impl Field {
    /// Its word in forms and addresses.
    pub fn word(self) -> &'static str {
        FIELDS.iter().find(|(field, _)| *field == self).map_or("", |(_, word)| word)
    }
}

/// Whether nothing at all was typed.
pub fn is_empty(typed: &Typed) -> bool {
    let texts = [&typed.value, &typed.numerator, &typed.denominator, &typed.reason, &typed.as_at, &typed.forecast];
    texts.into_iter().chain([&typed.note]).chain(&typed.markers).all(|text| text.trim().is_empty())
}

/// Reads what was typed for a measure. The value has at least the places that the measure prints.
///
/// # Errors
/// Every problem of every field, in the order of the fields; a field that has a problem has one.
pub fn read(measure: &Measure, typed: &Typed) -> Result<FigureEntry, Vec<FieldProblem>> {
    let mut found = Found::default();
    let reading = reading(measure, typed, &mut found);
    let forecast = found.keep(Field::Forecast, filled(&typed.forecast).map(|text| figure(measure, text)));
    let markers = markers(&typed.markers, &mut found);
    let as_at: Option<Date> = found.keep(Field::AsAt, filled(&typed.as_at).map(date::read));
    let note = filled(&typed.note).map(str::to_string);
    match (reading, found.0.is_empty()) {
        (Some(reading), true) => Ok(FigureEntry { reading, forecast, markers, as_at, note }),
        _ => {
            found.0.sort_by_key(|problem| problem.field);
            Err(found.0)
        }
    }
}

/// Reads one figure of a measure, a value or a forecast, without regard to its places.
fn figure(measure: &Measure, text: &str) -> Result<Decimal, Fault> {
    let lower = number::tidy(text).to_lowercase();
    let value = match measure.unit {
        Unit::YesNo => match lower.as_str() {
            "yes" | "y" => Decimal::ONE,
            "no" | "n" => Decimal::ZERO,
            _ => number::read(text, measure.unit).map_err(|_| told::misfit(text, Misfit::NotYesOrNo, measure))?,
        },
        Unit::Level => match measure.levels.iter().position(|level| level.to_lowercase() == lower) {
            Some(at) => Decimal::from(at + 1),
            None => number::read(text, measure.unit).map_err(|_| told::misfit(text, Misfit::NoSuchLevel, measure))?,
        },
        _ => number::read(text, measure.unit)?,
    };
    measure.fits_unit(value).map_err(|misfit| told::misfit(text, misfit, measure))?;
    Ok(measure.padded(value))
}

fn value(measure: &Measure, text: &str) -> Result<Decimal, Fault> {
    let value = figure(measure, text)?;
    measure.fits_places(value).map_err(|misfit| told::misfit(text, misfit, measure))?;
    Ok(value)
}

fn reading(measure: &Measure, typed: &Typed, found: &mut Found) -> Option<Reading> {
    let (given, reason) = (filled(&typed.value), filled(&typed.reason));
    let parts = [(Field::Numerator, filled(&typed.numerator)), (Field::Denominator, filled(&typed.denominator))];
    match (given, reason) {
        (Some(_), Some(reason)) => {
            let says = format!("There is a value, and also a reason for having none (“{reason}”).");
            let hint = "Keep the one that is true; what qualifies a value is a marker.";
            found.tell(Field::Reason, Fault::new("value-and-reason", says, hint));
            None
        }
        (None, Some(reason)) => {
            for (field, _) in parts.iter().filter(|(_, part)| part.is_some()) {
                let says = "There is part of a share beside a reason for having no value.";
                found.tell(*field, Fault::new("value-and-reason", says, "Empty it, or give the value."));
            }
            found.keep(Field::Reason, Some(absence(reason))).map(Reading::Absent)
        }
        (None, None) => {
            found.tell(Field::Value, told::no_value(measure, parts.map(|(_, part)| part)));
            None
        }
        (Some(given), None) => {
            let value = found.keep(Field::Value, Some(value(measure, given)));
            let parts = share(measure, value, parts, found)?;
            Some(Reading::Figure(Figure { value: value?, parts }))
        }
    }
}

/// The parts of a share: `Some(None)` where there are none, `None` where they have a fault.
fn share(
    measure: &Measure,
    value: Option<Decimal>,
    typed: [(Field, Option<&str>); 2],
    found: &mut Found,
) -> Option<Option<(Decimal, Decimal)>> {
    let [(_, over), (_, under)] = typed;
    let (over, under) = match (over, under) {
        (None, None) => return Some(None),
        (Some(over), Some(under)) => (over, under),
        (over, _) => {
            let empty = if over.is_none() { Field::Numerator } else { Field::Denominator };
            let says = format!("The {} is not filled in: numerator and denominator belong together.", empty.word());
            found.tell(empty, Fault::new("incomplete-parts", says, "Fill in both, or neither."));
            return None;
        }
    };
    // Amounts of money may be averaged over days or people, so either part may carry the unit's sign or none.
    let unit = if measure.unit == Unit::Pounds { Unit::Pounds } else { Unit::Count };
    let over = found.keep(Field::Numerator, Some(number::read(over, unit)));
    let under = found.keep(Field::Denominator, Some(number::read(under, unit)));
    let parts = over.zip(under)?;
    if let Some(value) = value
        && let Err(misfit) = measure.fits_parts(value, parts)
    {
        let field = if misfit == Misfit::ZeroDenominator { Field::Denominator } else { Field::Numerator };
        found.tell(field, told::parts(value, parts, misfit, measure));
        return None;
    }
    Some(Some(parts))
}

fn absence(text: &str) -> Result<Absence, Fault> {
    let lower = number::tidy(text).to_lowercase();
    let due = lower.strip_prefix("not due ").and_then(|when| Period::parse(&when.trim().to_uppercase()));
    due.map(|period| Absence::NotDue(Some(period))).or_else(|| Absence::parse(&lower)).ok_or_else(|| {
        let says = format!("“{}” is not a reason for having no value.", text.trim());
        let hint = format!("Choose {}.", either(ABSENCES.iter().map(|(_, word)| *word)));
        Fault::new("unknown-word", says, hint)
    })
}

/// Markers by their words, or by a shorthand that only one of them has.
fn markers(typed: &[String], found: &mut Found) -> Vec<Marker> {
    let mut markers = Vec::new();
    for word in typed.iter().flat_map(|text| text.split(';')).filter_map(filled) {
        let lower = word.to_lowercase();
        let mut short = MARKERS.iter().filter(|(.., short)| *short == lower).map(|(marker, ..)| *marker);
        let marker = Marker::parse(&lower).or(short.next().filter(|_| short.next().is_none()));
        let read = marker.ok_or_else(|| {
            let hint = format!("Choose {}.", either(MARKERS.iter().map(|(_, word, _)| *word)));
            Fault::new("unknown-word", format!("“{word}” is not a marker."), hint)
        });
        markers.extend(found.keep(Field::Markers, Some(read)).filter(|marker| !markers.contains(marker)));
    }
    markers
}

fn filled(text: &str) -> Option<&str> {
    let text = text.trim();
    (!text.is_empty()).then_some(text)
}

/// The problems found so far, at most one for each field.
#[derive(Debug, Default)]
struct Found(Vec<FieldProblem>);

impl Found {
    fn tell(&mut self, field: Field, Fault { rule, says, hint }: Fault) {
        if self.0.iter().all(|problem| problem.field != field) {
            self.0.push(FieldProblem { field, rule, says, hint });
        }
    }

    fn keep<T>(&mut self, field: Field, read: Option<Result<T, Fault>>) -> Option<T> {
        match read? {
            Ok(value) => Some(value),
            Err(fault) => {
                self.tell(field, fault);
                None
            }
        }
    }
}
