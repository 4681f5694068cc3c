//! Why a measure is not rated, in a sentence that says what to do where something can be done.

use domain::{Absence, Aim, Measure, Scheme, Ungraded};

use crate::judge::Case;

/// "Not rated: no target is set for …".
pub(crate) fn unrated(measure: &Measure, case: &Case, reason: Ungraded, scheme: &Scheme) -> String {
    let name = measure.names.last().map_or(measure.key.as_str(), |n| n.title.as_str());
    let why = match reason {
        Ungraded::NoValue(absence) => no_value(name, absence),
        Ungraded::NothingStated => format!("nothing is stated for {name} in this period"),
        Ungraded::NoTarget => format!("no target is set for {name}"),
        Ungraded::Baseline => format!("this year sets the baseline for {name}"),
        Ungraded::TargetNotSet => format!("the target for {name} is not set yet"),
        Ungraded::TargetNotApplicable => format!("a target does not apply to {name}"),
        Ungraded::TargetIsWords => match case.aim {
            Aim::Direction(words) => format!("the target for {name} is in words (“{words}”), not a number"),
            _ => format!("the target for {name} is in words, not a number"),
        },
        Ungraded::NoDirection => format!("neither more nor less is better for {name}"),
        Ungraded::ZeroTargetMissed => {
            let value = case.value.map_or_else(|_| String::new(), |value| format!(" by {}", measure.write(value)));
            format!(
                "{name} missed its target of zero{value}; no percentage of zero exists, and {} says nothing of it",
                scheme.title
            )
        }
        Ungraded::NoLimit => {
            format!("{} needs a {} or tolerance that is not stated for {name}", scheme.title, scheme.words.floor)
        }
        Ungraded::NoForecast => format!("{} needs a forecast, and none is stated for {name}", scheme.title),
        Ungraded::NoComparator => {
            format!("{} needs a direction of travel, and {name} has nothing to compare with", scheme.title)
        }
        Ungraded::NoGradeFits => format!("no grade of {} fits the figures of {name}", scheme.title),
        Ungraded::TooLarge => format!("the figures of {name} are too large to compare exactly"),
    };
    format!("Not rated: {why}.")
}

fn no_value(name: &str, absence: Absence) -> String {
    match absence {
        Absence::NotCollected => format!("{name} was not collected"),
        Absence::NotDue(None) => format!("{name} is not due yet"),
        Absence::NotDue(Some(when)) => format!("{name} is not due until {when}"),
        Absence::Awaited => format!("the value of {name} is awaited"),
        Absence::Suppressed => format!("the value of {name} is withheld because the numbers are small"),
        Absence::Cancelled => format!("what {name} measures did not take place"),
        Absence::Suspended => format!("the collection of {name} is suspended"),
        Absence::NotComparable => format!("the value of {name} does not compare with its series"),
        Absence::BaselineYear => format!("this is the first year of {name}, and a baseline is being set"),
        Absence::NotApplicable => format!("{name} does not apply here"),
    }
}
