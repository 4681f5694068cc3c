//! Where a value stands, in words: "53.0% is 33.75% below the target of 80.0%".

use std::cmp::Ordering;

use domain::rating::Travelled;
use domain::scheme::{Bound, DeadBand, Limit, Test, TravelRule};
use domain::{Aim, Calendar, Decimal, Measure, Scheme, Unit};

use crate::clauses::against;
use crate::distance::distance_percent;
use crate::explain::{distance_said, limit_value, size_of};
use crate::gap::better_by;
use crate::judge::{Case, expected_range, limit_of};

/// The value against its target, its own further values, its expected range or its comparator: whichever the scheme
/// looks at.
pub(crate) fn position(measure: &Measure, case: &Case, value: Decimal, scheme: &Scheme, calendar: &Calendar) -> String {
    let written = measure.write(value);
    let mut says = Vec::new();
    let in_range = asks(scheme, |test| matches!(test, Test::InRange(_)));
    if in_range && let Some((low, high)) = expected_range(case) {
        says.push(within(measure, value, "expected range", low, high));
    } else if asks(scheme, |test| matches!(test, Test::Meets(..))) {
        says.push(among_limits(measure, case, value, scheme));
    } else if let Some(words) = against_aim(measure, case, value, scheme) {
        says.push(words);
    }
    says.extend(travelled(measure, case, scheme, calendar));
    if says.is_empty() { format!("The value is {written}") } else { format!("{written} is {}", says.join(" and ")) }
}

fn asks(scheme: &Scheme, wanted: impl Fn(&Test) -> bool) -> bool {
    scheme.grades.iter().flat_map(|g| &g.when).flat_map(|c| &c.tests).any(wanted)
}

/// "33.75% below the target of 80.0%". `None`: there is no target that is a number.
fn against_aim(measure: &Measure, case: &Case, value: Decimal, scheme: &Scheme) -> Option<String> {
    let (from, named) = match case.aim {
        Aim::Value(target) => (*target, format!("the target of {}", measure.write(*target))),
        Aim::AtMost(most) => (*most, format!("the maximum of {}", measure.write(*most))),
        Aim::AtLeast(least) => (*least, format!("the minimum of {}", measure.write(*least))),
        Aim::Range(low, high) if *low <= value && value <= *high => {
            return Some(within(measure, value, "target range", *low, *high));
        }
        Aim::Range(low, high) => {
            let edge = if value < *low { low } else { high };
            (*edge, format!("the target range of {} to {}", measure.write(*low), measure.write(*high)))
        }
        _ => return None,
    };
    Some(match value.cmp(&from) {
        Ordering::Equal => format!("exactly on {named}"),
        _ if measure.unit == Unit::YesNo => format!("not {named}"),
        order => format!("{} {} {named}", how_far(measure, case, value, from, scheme), side(order)),
    })
}

/// In percent; in the unit where the scheme counts so, or the target is zero.
fn how_far(measure: &Measure, case: &Case, value: Decimal, target: Decimal, scheme: &Scheme) -> String {
    let by_points = asks(scheme, |test| matches!(test, Test::Points(_, bound) if !limit_of(*bound).is_zero()));
    let by_percent = asks(scheme, |test| matches!(test, Test::Percent(..) | Test::WithinTolerancePercent(_)));
    let by_tolerance = asks(scheme, |test| matches!(test, Test::WithinTolerancePoints(_)));
    let percent = distance_said(value, &Aim::Value(target), case, scheme).map(|(_, words)| format!("{words}%"));
    let points = value.checked_sub(target).map(|size| size_of(measure, size));
    match (percent, points) {
        (_, Some(points)) if measure.unit == Unit::Level => points,
        (Some(percent), Some(points)) if by_points && by_percent => format!("{percent} ({points})"),
        (_, Some(points)) if (by_points || by_tolerance) && !by_percent => points,
        (Some(percent), _) => percent,
        (None, points) => points.unwrap_or_default(),
    }
}

/// "above the floor standard of 50% and below the target of 55%".
fn among_limits(measure: &Measure, case: &Case, value: Decimal, scheme: &Scheme) -> String {
    let mut marks = Vec::new();
    for (limit, word) in [(Limit::Floor, &scheme.words.floor), (Limit::High, &scheme.words.high)] {
        let asked = asks(scheme, |test| matches!(test, Test::Meets(_, l) if *l == limit));
        if let Some(at) = limit_value(case, limit).filter(|_| asked) {
            marks.push((at, format!("the {word} of {}", measure.write(at))));
        }
    }
    if let Some(target) = case.aim.value() {
        marks.push((target, format!("the target of {}", measure.write(target))));
    }
    if let [(at, _)] = marks.as_slice()
        && case.aim.value() == Some(*at)
    {
        return against_aim(measure, case, value, scheme).unwrap_or_default();
    }
    let under = marks.iter().filter(|(at, _)| *at < value).max_by_key(|(at, _)| *at);
    let over = marks.iter().filter(|(at, _)| *at > value).min_by_key(|(at, _)| *at);
    let on = marks.iter().find(|(at, _)| *at == value).map(|(_, name)| format!("exactly on {name}"));
    let names = |missed: bool| {
        let names = marks.iter().filter(|(at, _)| (*at > value) == missed).map(|(_, name)| name.as_str());
        names.collect::<Vec<_>>().join(" and ")
    };
    match (under, on, over) {
        (Some((_, lower)), None, Some((_, higher))) => format!("above {lower} and below {higher}"),
        (_, Some(on), Some((_, higher))) => format!("{on} and below {higher}"),
        (Some((_, lower)), Some(on), None) => format!("above {lower} and {on}"),
        (None, Some(on), None) => on,
        (Some(_), None, None) => format!("above {}", names(false)),
        (None, None, Some(_)) => format!("below {}", names(true)),
        (None, None, None) => "without a target".to_string(),
    }
}

fn within(measure: &Measure, value: Decimal, what: &str, low: Decimal, high: Decimal) -> String {
    let range = format!("the {what} of {} to {}", measure.write(low), measure.write(high));
    if value < low {
        format!("below {range}")
    } else if value > high {
        format!("above {range}")
    } else {
        format!("within {range}")
    }
}

fn side(order: Ordering) -> &'static str {
    if order == Ordering::Less { "below" } else { "above" }
}

/// "0.11% worse than 89.1% for Quarter 2 2024-25 (the same period last year)", for each rule that the scheme's grades ask for.
fn travelled(measure: &Measure, case: &Case, scheme: &Scheme, calendar: &Calendar) -> Vec<String> {
    let mut says = Vec::new();
    for (place, rule) in scheme.travel.iter().enumerate() {
        let asked = asks(scheme, |test| match test {
            Test::Travel(Some(name), _) => *name == rule.name,
            Test::Travel(None, _) => place == 0,
            _ => false,
        });
        let Some(Ok(travelled)) = case.travel.get(place).filter(|_| asked) else { continue };
        let change = change(measure, case, travelled, rule);
        let then = measure.write(travelled.then);
        let period = calendar.print_apart(travelled.then_period);
        says.push(format!("{change} {then} for {period} (the {})", against(rule)));
    }
    says
}

/// "0.11% worse than", "the same as".
fn change(measure: &Measure, case: &Case, travelled: &Travelled, rule: &TravelRule) -> String {
    let Ok(better) = better_by(travelled.now.into(), travelled.then.into(), case.polarity) else {
        return String::new();
    };
    let way = match better.sign() {
        Ordering::Equal => return "the same as".to_string(),
        Ordering::Less => "worse",
        Ordering::Greater => "better",
    };
    if measure.unit == Unit::YesNo {
        return format!("{way} than");
    }
    let bounds = match rule.dead_band {
        DeadBand::Percent(band) => vec![Bound::From(band), Bound::From(-band)],
        DeadBand::Points(_) => vec![],
    };
    let percent = distance_percent(travelled.now, travelled.then, case.polarity);
    let points = matches!(rule.dead_band, DeadBand::Points(band) if !band.is_zero());
    let size = match percent.filter(|_| !points) {
        Some(percent) => format!("{}%", percent.for_words(&bounds)),
        None => better.size().decimal().map(|size| size_of(measure, size)).unwrap_or_default(),
    };
    format!("{size} {way} than")
}
