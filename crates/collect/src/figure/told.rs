//! What a person is told of a figure that does not fit its measure.

use domain::fits::Misfit;
use domain::{Decimal, Measure, Unit};
use rust_decimal::RoundingStrategy;

use crate::fault::{Fault, either};
use crate::number;

/// A value or forecast that does not fit.
pub(crate) fn misfit(text: &str, misfit: Misfit, measure: &Measure) -> Fault {
    let text = text.trim();
    let (says, hint) = match misfit {
        Misfit::NotYesOrNo => (format!("“{text}” is neither yes nor no."), "Type yes or no.".to_string()),
        Misfit::NoSuchLevel => (
            format!("“{text}” is none of this measure's levels."),
            format!("Type {}.", either(measure.levels.iter().map(String::as_str))),
        ),
        Misfit::BelowZero => (
            format!("“{text}” is below zero, which what this measure counts cannot be."),
            "Check the sign.".to_string(),
        ),
        Misfit::Over100Percent => (
            format!("“{text}” is more than 100%."),
            "Check it. If it is right, as it can be of a change, ask the performance team to widen what is plausible \
             for this measure."
                .to_string(),
        ),
        Misfit::TooManyPlaces(most) => (too_many_places(text, most), printed(text, most, measure)),
        other => (format!("“{text}” does not fit this measure."), format!("Check it ({}).", other.rule())),
    };
    Fault::new(misfit.rule(), says, hint)
}

fn too_many_places(text: &str, most: u32) -> String {
    match most {
        0 => format!("“{text}” has decimals, and this measure is printed without."),
        1 => format!("“{text}” has more decimal places than this measure prints (1)."),
        _ => format!("“{text}” has more decimal places than this measure prints ({most})."),
    }
}

fn printed(text: &str, most: u32, measure: &Measure) -> String {
    let nothing = "nothing is rounded here.";
    match number::read(text, measure.unit) {
        Ok(value) => {
            let rounded = value.round_dp_with_strategy(most, RoundingStrategy::MidpointAwayFromZero);
            format!("Type it as it is to be printed, such as {rounded}: {nothing}")
        }
        Err(_) => format!("Type it as it is to be printed: {nothing}"),
    }
}

/// Parts that do not fit the value.
pub(crate) fn parts(value: Decimal, (over, under): (Decimal, Decimal), misfit: Misfit, measure: &Measure) -> Fault {
    let (says, hint) = match misfit {
        Misfit::PartsWithoutShare => (
            "This measure is no share of anything, so it has no numerator and denominator.".to_string(),
            "Leave both empty.".to_string(),
        ),
        Misfit::ZeroDenominator => (
            format!("The denominator is {under}: a share of nothing has no value."),
            "If nothing could be counted, empty the value and choose a reason.".to_string(),
        ),
        Misfit::PartsTooLong => (
            format!("{over} of {under} are too large to be checked exactly against {}.", measure.write(value)),
            "Type fewer digits, or leave both empty.".to_string(),
        ),
        _ => {
            let made =
                made(measure, (over, under)).map_or(String::new(), |made| format!(" but {}", measure.write(made)));
            (
                format!("{over} of {under} does not make {}{made}.", measure.write(value)),
                "Check the value, the numerator and the denominator.".to_string(),
            )
        }
    };
    Fault::new(misfit.rule(), says, hint)
}

/// Nothing under value, nothing under reason.
pub(crate) fn no_value(measure: &Measure, parts: [Option<&str>; 2]) -> Fault {
    let unit = if measure.unit == Unit::Pounds { Unit::Pounds } else { Unit::Count };
    let [over, under] = parts.map(|part| part.and_then(|text| number::read(text, unit).ok()));
    let says = "There is no value, and no reason for having none.";
    let hint = match over.zip(under).and_then(|parts| made(measure, parts)) {
        Some(made) => format!("Numerator and denominator make {}: type that as the value.", measure.write(made)),
        None => "Type the value, or choose why there is none: a blank is never a zero.".to_string(),
    };
    Fault::new("neither-value-nor-reason", says, hint)
}

/// What numerator and denominator make, to the places that the measure prints.
fn made(measure: &Measure, (over, under): (Decimal, Decimal)) -> Option<Decimal> {
    let made = over.checked_mul(measure.share_of()?.into())?.checked_div(under)?;
    Some(made.round_dp_with_strategy(measure.most_places(), RoundingStrategy::MidpointAwayFromZero))
}
