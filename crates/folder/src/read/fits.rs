//! Whether periods and figures fit the measure that they are of.

use domain::measure::Frequency;
use domain::{Decimal, Measure, Period, Scale, Span, Unit, YearKind};

use crate::forms;
use crate::problems::Fault;

/// Places of an amount of money in full.
const PENCE: u32 = 2;

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
    fits_unit(text, value, measure)?;
    Ok(padded(value, measure))
}

/// Reads a value: a figure with no more places than its measure prints. An amount that its scale cannot show exactly is
/// written in full, so there only pence are the limit.
pub(crate) fn value(text: &str, measure: Option<&Measure>) -> Result<Decimal, Fault> {
    let value = figure(text, measure)?;
    let Some(measure) = measure else { return Ok(value) };
    let places = if measure.scale == Scale::One { measure.places } else { PENCE };
    if value.normalize().scale() > places {
        let says = format!("“{text}” has more places than “{}” prints ({}).", measure.key, measure.places);
        let hint = "Write the value as it is reported, or raise the measure's places: nothing is rounded here.";
        return Err(Fault::new("too-many-places", says, hint));
    }
    Ok(value)
}

fn fits_unit(text: &str, value: Decimal, measure: &Measure) -> Result<(), Fault> {
    let fault = |rule, says: &str, hint: &str| Err(Fault::new(rule, format!("“{text}” {says}"), hint));
    let plausible = measure.plausible.is_some_and(|(low, high)| low <= value && value <= high);
    match measure.unit {
        Unit::YesNo if value != Decimal::ZERO && value != Decimal::ONE => {
            fault("not-yes-or-no", "is neither yes nor no.", "Write yes or no.")
        }
        Unit::Level
            if value.fract() != Decimal::ZERO
                || value < Decimal::ONE
                || value > Decimal::from(measure.levels.len()) =>
        {
            let hint =
                format!("Write its number: 1 for “{}”, the worst.", measure.levels.first().map_or("", String::as_str));
            fault("no-such-level", "is the number of no level.", &hint)
        }
        unit if !unit.may_be_negative() && value < Decimal::ZERO => {
            fault("below-zero", "is below zero, which the unit cannot be.", "Check the sign, or the measure's unit.")
        }
        unit if unit.is_percentage() && value > Decimal::ONE_HUNDRED && !plausible => {
            let hint = "Check it. Where more than 100% is meant, as for a change, say so in measures.csv: fill in \
                        plausible_from and plausible_to with a range that holds it.";
            fault("over-100-percent", "is more than 100%.", hint)
        }
        _ => Ok(()),
    }
}

/// The same value with at least the places that its measure prints: 63.00 for 63.
pub(crate) fn padded(value: Decimal, measure: &Measure) -> Decimal {
    let mut value = value.normalize();
    let printed = measure.scale == Scale::One && !matches!(measure.unit, Unit::YesNo | Unit::Level);
    if printed && value.scale() < measure.places {
        value.rescale(measure.places);
    }
    value
}

/// Checks that numerator and denominator make a value to the places that its measure prints, halves either way.
pub(crate) fn parts(value: Decimal, parts: (Decimal, Decimal), measure: &Measure) -> Result<(), Fault> {
    let (numerator, denominator) = parts;
    let factor = match measure.unit {
        Unit::Percent | Unit::PercentUnmarked => 100,
        Unit::Per1k => 1_000,
        Unit::Per10k => 10_000,
        Unit::Per100k => 100_000,
        Unit::Count | Unit::Level | Unit::YesNo | Unit::Points => {
            let says = format!("“{}” is no share of anything, so it has no numerator and denominator.", measure.key);
            return Err(Fault::new(
                "parts-without-share",
                says,
                "Leave both cells empty, or check the measure's unit.",
            ));
        }
        _ => 1,
    };
    if denominator <= Decimal::ZERO {
        let says = format!("The denominator is {denominator}: a share of nothing has no value.");
        return Err(Fault::new(
            "zero-denominator",
            says,
            "If nothing could be counted, give a reason instead of a value.",
        ));
    }
    let unit_of_print =
        Decimal::new(1, measure.places).checked_mul(Decimal::from(10_u64.pow(measure.scale.divisor_places())));
    // |numerator × factor − value × denominator| × 2 ≤ denominator × one unit of the last place, without dividing.
    let fits = || {
        let made = numerator.checked_mul(Decimal::from(factor))?;
        let gap = made.checked_sub(value.checked_mul(denominator)?)?.abs();
        Some(gap.checked_mul(Decimal::TWO)? <= denominator.checked_mul(unit_of_print?)?)
    };
    match fits() {
        Some(true) => Ok(()),
        Some(false) => {
            let says = format!("{numerator} of {denominator} does not make {value}.");
            Err(Fault::new("parts-do-not-make-value", says, "Check the value, the numerator and the denominator."))
        }
        None => {
            let says = format!("{numerator} of {denominator} are too large to be checked exactly against {value}.");
            Err(Fault::new("too-many-digits", says, "Write fewer digits, or leave both cells empty."))
        }
    }
}
