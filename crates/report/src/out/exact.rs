//! Figures for programs: exact decimals with the measure's places, and words where there is none.

use domain::{Absence, Aim, Decimal, Measure};

/// The reason of the period that an edition reports where nothing at all is stated for it.
pub const UNSTATED: &str = "nothing stated";

/// A value as an exact decimal with at least the measure's places, so that `63` saved for `63.00` is the same bytes.
/// No place that it has is dropped, but zeros at the end.
pub fn exact(measure: &Measure, value: Decimal) -> String {
    let places = measure.places.saturating_sub(measure.scale.divisor_places());
    let mut value = value.normalize();
    if value.scale() < places {
        value.rescale(places);
    }
    value.to_string()
}

/// A decimal of no measure: a score, a worth.
pub fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}

/// The word for why there is no value, with the period of one that is not due yet.
pub fn absence(absence: Absence) -> String {
    match absence {
        Absence::NotDue(Some(when)) => format!("{} {when}", absence.word()),
        _ => absence.word().to_string(),
    }
}

/// The word for what a target says, and its numbers: the one aimed at, or the ends of a range.
pub fn aim(aim: &Aim) -> (&'static str, Option<Decimal>, Option<(Decimal, Decimal)>) {
    match aim {
        Aim::Value(value) => ("value", Some(*value), None),
        Aim::Range(low, high) => ("range", None, Some((*low, *high))),
        Aim::AtMost(value) => ("at most", Some(*value), None),
        Aim::AtLeast(value) => ("at least", Some(*value), None),
        Aim::Direction(_) => ("words", None, None),
        Aim::Baseline => ("baseline", None, None),
        Aim::NotSet => ("not set", None, None),
        Aim::NoTarget => ("no target", None, None),
        Aim::NotApplicable => ("n/a", None, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_the_word_that_the_folder_form_reads() {
        for (reason, word) in domain::value::ABSENCES {
            assert_eq!(absence(reason), word);
            assert_eq!(Absence::parse(word), Some(reason));
        }
    }

    #[test]
    fn zeros_at_the_end_say_nothing() {
        assert_eq!(plain("12.50".parse().unwrap()), "12.5");
        assert_eq!(plain("-0".parse().unwrap()), "0");
    }
}
