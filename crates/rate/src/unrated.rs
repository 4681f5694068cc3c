//! Why a measure is not rated, in a sentence that says what to do where something can be done.

use domain::scheme::{Limit, Test};
use domain::{Absence, Aim, Calendar, Measure, Scheme, Ungraded};

use crate::explain::limit_value;
use crate::judge::{Case, expected_range};

/// "Not rated: no target is set for …".
pub(crate) fn unrated(
    measure: &Measure,
    case: &Case,
    reason: Ungraded,
    scheme: &Scheme,
    calendar: &Calendar,
) -> String {
    let name = measure.names.last().map_or(measure.key.as_str(), |n| n.title.as_str());
    let title = format!("“{}”", scheme.title);
    let why = match reason {
        Ungraded::NoValue(absence) => no_value(name, absence, calendar),
        Ungraded::NothingStated => format!("nothing is stated for {name} in this period"),
        Ungraded::NoTarget if case.aim.value().is_some() => format!("no target for the year end is set for {name}"),
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
            let value = case.value.map_or_else(|_| String::new(), |value| format!(" with {}", measure.write(value)));
            format!(
                "{name} missed its target of zero{value}; zero has no percentages, and {title} does not say what then"
            )
        }
        Ungraded::NoLimit => format!("{title} needs {}, and none is stated for {name}", lacking(case, scheme)),
        Ungraded::NoForecast => format!("{title} needs a forecast, and none is stated for {name}"),
        Ungraded::NoComparator => {
            format!("{title} needs a direction of travel, and {name} has nothing to compare with")
        }
        Ungraded::NoGradeFits => format!("no grade of {title} fits the figures of {name}"),
        Ungraded::TooLarge => format!("the figures of {name} are too large to compare exactly"),
    };
    format!("Not rated: {why}.")
}

/// The first of the measure's own values that the scheme asks for and that is not stated.
fn lacking(case: &Case, scheme: &Scheme) -> String {
    let tests = scheme.grades.iter().flat_map(|grade| &grade.when).flat_map(|condition| &condition.tests);
    let missing = tests.filter_map(|test| match test {
        Test::Meets(_, limit) if limit_value(case, *limit).is_none() => match limit {
            Limit::Floor => Some(format!("a {}", scheme.words.floor)),
            Limit::High => Some(format!("a {}", scheme.words.high)),
        },
        Test::WithinTolerancePercent(_) | Test::WithinTolerancePoints(_) if case.limits.tolerance.is_none() => {
            Some("a tolerance".to_string())
        }
        Test::InRange(_) if expected_range(case).is_none() => Some("an expected range".to_string()),
        _ => None,
    });
    let mut missing = missing;
    missing.next().unwrap_or_else(|| "a further value".to_string())
}

fn no_value(name: &str, absence: Absence, calendar: &Calendar) -> String {
    match absence {
        Absence::NotCollected => format!("{name} was not collected"),
        Absence::NotDue(None) => format!("{name} is not due yet"),
        Absence::NotDue(Some(when)) => format!("{name} is not due until {}", calendar.print_apart(when)),
        Absence::Awaited => format!("the value of {name} is awaited"),
        Absence::Suppressed => format!("the value of {name} is withheld because the numbers are small"),
        Absence::Cancelled => format!("what {name} measures did not take place"),
        Absence::Suspended => format!("the collection of {name} is suspended"),
        Absence::NotComparable => format!("the value of {name} does not compare with its series"),
        Absence::BaselineYear => format!("this is the first year of {name}, and a baseline is being set"),
        Absence::NotApplicable => format!("{name} does not apply here"),
    }
}
