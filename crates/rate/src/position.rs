//! Where a value stands, in words: "53.0% is 33.75% below the target of 80.0%".

use std::cmp::Ordering;

use domain::scheme::{Limit, Test};
use domain::{Aim, Decimal, Measure, Scheme};

use crate::asked::{against, direction_word};
use crate::distance::distance_percent;
use crate::explain::{distance_said, limit_value, size_of};
use crate::judge::{Case, expected_range};

/// The value against its target, its own further values, its expected range or its comparator: whichever the scheme
/// looks at.
pub(crate) fn position(measure: &Measure, case: &Case, value: Decimal, scheme: &Scheme) -> String {
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
    says.extend(travelled(measure, case, scheme));
    if says.is_empty() { written } else { format!("{written} is {}", says.join(" and ")) }
}

fn asks(scheme: &Scheme, wanted: impl Fn(&Test) -> bool) -> bool {
    scheme.grades.iter().flat_map(|g| &g.when).flat_map(|c| &c.tests).any(wanted)
}

/// "33.75% below the target of 80.0%". `None`: there is no target that is a number.
fn against_aim(measure: &Measure, case: &Case, value: Decimal, scheme: &Scheme) -> Option<String> {
    let (target, word) = match case.aim {
        Aim::Value(target) => (*target, "target"),
        Aim::AtMost(most) => (*most, "maximum"),
        Aim::AtLeast(least) => (*least, "minimum"),
        Aim::Range(low, high) if *low <= value && value <= *high => {
            return Some(within(measure, value, "target range", *low, *high));
        }
        Aim::Range(low, high) if value < *low => (*low, "lower end of the target range"),
        Aim::Range(_, high) => (*high, "upper end of the target range"),
        _ => return None,
    };
    let named = format!("the {word} of {}", measure.write(target));
    Some(match value.cmp(&target) {
        Ordering::Equal => format!("exactly on {named}"),
        order => format!("{} {} {named}", how_far(measure, case, value, target, scheme), side(order)),
    })
}

/// In percent; in the unit where the scheme counts so, or the target is zero.
fn how_far(measure: &Measure, case: &Case, value: Decimal, target: Decimal, scheme: &Scheme) -> String {
    let by_points =
        asks(scheme, |test| matches!(test, Test::Points(_, bound) if !crate::judge::limit_of(*bound).is_zero()));
    let by_percent = asks(scheme, |test| matches!(test, Test::Percent(..) | Test::WithinTolerancePercent(_)));
    let by_tolerance = asks(scheme, |test| matches!(test, Test::WithinTolerancePoints(_)));
    let percent = distance_said(value, &Aim::Value(target), case, scheme).map(|(_, words)| format!("{words}%"));
    let points = value.checked_sub(target).map(|size| size_of(measure, size));
    match (percent, points) {
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
    if let Some((_, name)) = marks.iter().find(|(at, _)| *at == value) {
        return format!("exactly on {name}");
    }
    let under = marks.iter().filter(|(at, _)| *at < value).max_by_key(|(at, _)| *at);
    let over = marks.iter().filter(|(at, _)| *at > value).min_by_key(|(at, _)| *at);
    match (under, over) {
        (Some((low, lower)), Some((high, higher))) if low < high => format!("above {lower} and below {higher}"),
        (Some((_, lower)), _) => format!("above {lower}"),
        (None, Some((_, higher))) => format!("below {higher}"),
        (None, None) => "without a target".to_string(),
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

/// "improving against 48.0% for 2024-25-Q2 (the same period last year)", for each rule that the scheme's grades ask for.
fn travelled(measure: &Measure, case: &Case, scheme: &Scheme) -> Vec<String> {
    let mut says = Vec::new();
    for (place, rule) in scheme.travel.iter().enumerate() {
        let asked = asks(scheme, |test| match test {
            Test::Travel(Some(name), _) => *name == rule.name,
            Test::Travel(None, _) => place == 0,
            _ => false,
        });
        let Some(Ok(travelled)) = case.travel.get(place).filter(|_| asked) else { continue };
        let distance = distance_percent(travelled.now, travelled.then, case.polarity);
        let by = match distance.filter(|d| d.sign() != Ordering::Equal) {
            Some(distance) => {
                let way = if distance.sign() == Ordering::Less { "worse" } else { "better" };
                let band = match rule.dead_band {
                    domain::scheme::DeadBand::Percent(band) => vec![band, -band],
                    domain::scheme::DeadBand::Points(_) => vec![],
                };
                let bounds: Vec<_> = band.into_iter().map(domain::scheme::Bound::From).collect();
                format!(", {}% {way},", distance.for_words(&bounds))
            }
            None => String::new(),
        };
        says.push(format!(
            "{}{by} against {} for {} (the {})",
            direction_word(rule, travelled.direction).to_lowercase(),
            measure.write(travelled.then),
            travelled.then_period,
            against(rule)
        ));
    }
    says
}
