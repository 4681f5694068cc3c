//! Whether periods and figures fit the measure that they are of.

use domain::measure::Frequency;
use domain::{Decimal, Measure, Misfit, Period, Span, Unit, YearKind};

use crate::forms;
use crate::problems::Fault;

/// Whether a whole year is a period besides the measure's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whole {
    /// Only the measure's own periods.
    OwnOnly,
    /// The year too: targets for the year, breaks from a year on.
    YearToo,
}

/// Reads a period of a measure. Without the measure (its record has a fault), of any.
pub(crate) fn period(text: &str, measure: Option<&Measure>, whole: Whole) -> Result<Period, Fault> {
    let period = forms::period(text)?;
    let Some(measure) = measure else { return Ok(period) };
    let year = period.span == Span::Year && whole == Whole::YearToo;
    let part = match (measure.frequency, period.span) {
        (Frequency::Yearly, Span::Year) | (Frequency::HalfYearly, Span::Half(_)) => true,
        (Frequency::Monthly | Frequency::Quarterly, Span::Quarter(_)) | (Frequency::Monthly, Span::Month(_)) => true,
        _ => year,
    };
    let month = matches!(period.span, Span::Month(_));
    if part && (month || period.year.kind == measure.year_kind()) {
        return Ok(period);
    }
    let says = format!("“{text}” is not a period of “{}”.", measure.key);
    Err(Fault::new("wrong-kind-of-period", says, format!("Its periods are {}.", own_periods(measure))))
}

fn own_periods(measure: &Measure) -> String {
    let year = match measure.year_kind() {
        YearKind::Council => "2025-26",
        YearKind::Academic => "AY2025-26",
        YearKind::Calendar => "CY2025",
    };
    match measure.frequency {
        Frequency::Yearly => format!("years, such as {year}"),
        Frequency::HalfYearly => format!("half-years, such as {year}-H1"),
        Frequency::Quarterly => format!("quarters, such as {year}-Q2"),
        Frequency::Monthly => format!("months, such as 2025-09, or quarters, such as {year}-Q2"),
    }
}

/// Reads a figure in a measure's unit, with the places that the measure prints where it has fewer.
pub(crate) fn figure(text: &str, measure: Option<&Measure>) -> Result<Decimal, Fault> {
    let Some(measure) = measure else {
        return if matches!(text, "yes" | "no") { Ok(Decimal::ZERO) } else { forms::number(text) };
    };
    let value = match (measure.unit, text) {
        (Unit::YesNo, "yes") => Decimal::ONE,
        (Unit::YesNo, "no") => Decimal::ZERO,
        _ => forms::number(text)?,
    };
    measure.fits_unit(value).map_err(|misfit| told(text, misfit, measure))?;
    Ok(measure.padded(value))
}

/// Reads a value: a figure with no more places than its measure prints.
pub(crate) fn value(text: &str, measure: Option<&Measure>) -> Result<Decimal, Fault> {
    let value = figure(text, measure)?;
    if let Some(measure) = measure {
        measure.fits_places(value).map_err(|misfit| told(text, misfit, measure))?;
    }
    Ok(value)
}

/// What a folder's reader is told of a figure that does not fit.
fn told(text: &str, misfit: Misfit, measure: &Measure) -> Fault {
    let (says, hint) = match misfit {
        Misfit::NotYesOrNo => ("is neither yes nor no.".to_string(), "Write yes or no.".to_string()),
        Misfit::NoSuchLevel => {
            let worst = measure.levels.first().map_or("", String::as_str);
            ("is the number of no level.".to_string(), format!("Write its number: 1 for “{worst}”, the worst."))
        }
        Misfit::BelowZero => (
            "is below zero, which the unit cannot be.".to_string(),
            "Check the sign, or the measure's unit.".to_string(),
        ),
        Misfit::Over100Percent => (
            "is more than 100%.".to_string(),
            "Check it. Where more than 100% is meant, as for a change, say so in measures.csv: fill in plausible_from \
             and plausible_to with a range that holds it."
                .to_string(),
        ),
        _ => (
            format!("has more places than “{}” prints ({}).", measure.key, measure.places),
            "Write the value as it is reported, or raise the measure's places: nothing is rounded here.".to_string(),
        ),
    };
    Fault::new(misfit.rule(), format!("“{text}” {says}"), hint)
}

/// Checks that numerator and denominator make a value to the places that its measure prints, halves either way.
pub(crate) fn parts(value: Decimal, parts: (Decimal, Decimal), measure: &Measure) -> Result<(), Fault> {
    let (numerator, denominator) = parts;
    measure.fits_parts(value, parts).map_err(|misfit| {
        let (says, hint) = match misfit {
            Misfit::PartsWithoutShare => (
                format!("“{}” is no share of anything, so it has no numerator and denominator.", measure.key),
                "Leave both cells empty, or check the measure's unit.",
            ),
            Misfit::ZeroDenominator => (
                format!("The denominator is {denominator}: a share of nothing has no value."),
                "If nothing could be counted, give a reason instead of a value.",
            ),
            Misfit::PartsTooLong => (
                format!("{numerator} of {denominator} are too large to be checked exactly against {value}."),
                "Write fewer digits, or leave both cells empty.",
            ),
            _ => (
                format!("{numerator} of {denominator} does not make {value}."),
                "Check the value, the numerator and the denominator.",
            ),
        };
        Fault::new(misfit.rule(), says, hint)
    })
}
