//! A rating in a sentence: value, target, distance, polarity, the condition it met, and the scheme's date.

use std::cmp::Ordering;

use domain::calendar::print_date;
use domain::rating::Published;
use domain::scheme::{Limit, Test, Whose};
use domain::unit::digits;
use domain::{Aim, Calendar, Decimal, Measure, Rating, Scheme, Unit};

use crate::asked::asked;
use crate::band::written;
use crate::clauses::{Voice, polarity_said};
use crate::distance::{Distance, distance};
use crate::exact::Exact;
use crate::gap::gap;
use crate::judge::{Case, How, verdict};
use crate::position::position;
use crate::unrated::unrated;

/// Why a measure has its rating, or none.
///
/// "53.0% is 33.75% below the target of 80.0%; higher is better; Action: more than 10% worse. Performance against target,
/// in force from 1 April 2021." Figures are rounded so that they stay on their side of every threshold; periods are printed
/// by the council's calendar.
pub fn explain(measure: &Measure, case: &Case, rating: &Rating, scheme: &Scheme, calendar: &Calendar) -> String {
    let (grade, value) = match rating {
        Rating::Ungraded(reason) => return unrated(measure, case, *reason, scheme, calendar),
        Rating::Graded { grade, working, .. } => (usize::from(*grade), working.value),
    };
    let name = scheme.grades.get(grade).map_or("", |g| g.name.as_str());
    let mut clauses = vec![position(measure, case, value, scheme, calendar)];
    clauses.extend(forecast(measure, case, scheme, calendar));
    clauses.push(polarity_said(case.polarity).to_string());
    clauses.push(format!("{name}: {}", condition(measure, case, grade, scheme)));
    format!("{}. {}, in force from {}.", clauses.join("; "), scheme.title, print_date(scheme.from))
}

/// How a recorded rating stands to the computed one, as a sentence. `None`: they agree and nobody overrode it.
pub fn explain_published(published: &Published, rating: &Rating, scheme: &Scheme) -> Option<String> {
    let computed = match rating {
        Rating::Graded { grade, .. } => scheme.grades.get(usize::from(*grade)).map(|g| g.name.as_str()),
        Rating::Ungraded(_) => None,
    };
    let recorded = published.grade.as_deref();
    let shown = recorded.unwrap_or("not rated");
    let because = published.why.as_deref().map(|why| format!(": {}", why.trim_end_matches('.'))).unwrap_or_default();
    match &published.over {
        Some(over) => Some(format!("Overridden as {shown} by {} on {}{because}.", over.who, print_date(over.when))),
        None if recorded == computed => None,
        None if because.is_empty() => Some(format!("Published as {shown}: published rating differs, reason unknown.")),
        None => Some(format!("Published as {shown}{because}.")),
    }
}

/// The condition that gave the grade, said of this measure.
fn condition(measure: &Measure, case: &Case, grade: usize, scheme: &Scheme) -> String {
    let Ok((_, how)) = verdict(case, scheme) else { return "by the scheme".to_string() };
    let gap = case.value.ok().and_then(|value| gap(value, case.aim, case.polarity).ok());
    let voice = Voice {
        scheme,
        affixes: size_affixes(measure.unit),
        than: "",
        tolerance: case.limits.tolerance.map(|size| tolerance(measure, size, scheme)),
        lesser: None,
        side: gap.map_or(Ordering::Equal, |gap| gap.size.sign()),
    };
    let Some(held) = scheme.grades.get(grade) else { return String::new() };
    match how {
        How::ZeroTarget if voice.side == Ordering::Less => "a target of zero, missed".to_string(),
        How::ZeroTarget => "a target of zero, met".to_string(),
        How::Rest => asked(&voice, grade, None),
        How::Condition(place) => {
            let condition = held.when.get(place);
            let lesser = condition.and_then(|c| c.tests.iter().find_map(|test| lesser(measure, case, test)));
            asked(&Voice { lesser, ..voice }, grade, condition)
        }
    }
}

/// Which of the two limits applied: the percentage or the amount, whichever was lower.
fn lesser(measure: &Measure, case: &Case, test: &Test) -> Option<String> {
    let Test::ShortByLesser { percent, amount } = test else { return None };
    let from = gap(case.value.ok()?, case.aim, case.polarity).ok()?.from.size();
    let share_is_lower = Exact::from(*percent).times(from)?.compare(Exact::from(*amount).hundredfold()?)?.is_lt();
    let (percent, amount) = (format!("{}%", digits(*percent, 0)), size_of(measure, *amount));
    let applied = if share_is_lower { &percent } else { &amount };
    Some(format!("at least {applied} worse, the lower of {percent} and {amount}"))
}

/// The forecast and its distance, where the scheme asks for it.
fn forecast(measure: &Measure, case: &Case, scheme: &Scheme, calendar: &Calendar) -> Option<String> {
    let asks = scheme.grades.iter().flat_map(|g| &g.when).flat_map(|c| &c.tests).any(asks_forecast);
    let value = case.forecast.filter(|_| asks)?;
    let written = measure.write(value);
    let Some(aim) = case.forecast_aim else { return Some(format!("the year-end forecast is {written}")) };
    let ahead = Case { value: Ok(value), aim, travel: &[], ..case.clone() };
    Some(format!("the year-end forecast of {}", position(measure, &ahead, value, scheme, calendar)))
}

fn asks_forecast(test: &Test) -> bool {
    match test {
        Test::Percent(whose, _)
        | Test::Points(whose, _)
        | Test::Meets(whose, _)
        | Test::WithinTolerancePercent(whose)
        | Test::WithinTolerancePoints(whose) => *whose == Whose::Forecast,
        _ => false,
    }
}

fn tolerance(measure: &Measure, size: Decimal, scheme: &Scheme) -> String {
    let mut tests = scheme.grades.iter().flat_map(|g| &g.when).flat_map(|c| &c.tests);
    if tests.any(|test| matches!(test, Test::WithinTolerancePercent(_))) {
        format!("{}%", digits(size, 0))
    } else {
        size_of(measure, size)
    }
}

/// A difference of two values, without its sign: "2.5 percentage points", "£66,000".
pub(crate) fn size_of(measure: &Measure, size: Decimal) -> String {
    written(size.abs(), size_affixes(measure.unit))
}

/// What stands around a difference of two values.
pub(crate) fn size_affixes(unit: Unit) -> (&'static str, &'static str) {
    match unit {
        Unit::Percent | Unit::PercentUnmarked => Unit::Points.affixes(),
        Unit::Level => ("", " levels"),
        other => other.affixes(),
    }
}

/// The distance as a sentence may say it: on the right side of every bound of the scheme.
pub(crate) fn distance_said(value: Decimal, aim: &Aim, case: &Case, scheme: &Scheme) -> Option<(Distance, String)> {
    let tests = scheme.grades.iter().flat_map(|g| &g.when).flat_map(|c| &c.tests);
    let bounds: Vec<_> =
        tests.filter_map(|t| if let Test::Percent(_, bound) = t { Some(*bound) } else { None }).collect();
    let distance = distance(value, aim, case.polarity)?;
    Some((distance, distance.for_words(&bounds)))
}

/// The measure's own value that a limit means.
pub(crate) fn limit_value(case: &Case, limit: Limit) -> Option<Decimal> {
    match limit {
        Limit::Floor => case.limits.floor,
        Limit::High => case.limits.high,
    }
}
