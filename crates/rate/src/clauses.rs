//! The clauses that a scheme's tests are said in: "at or better than the floor standard", "the measure is a percentage".

use std::cmp::Ordering;

use domain::scheme::{Bound, Direction, Limit, Test, TravelRule, Whose};
use domain::unit::digits;
use domain::{Polarity, Scheme, Unit};

use crate::band::{Affixes, written};

/// How numbers and limits are named: in general for a key, or of one measure for its explanation.
pub(crate) struct Voice<'a> {
    pub(crate) scheme: &'a Scheme,
    /// What stands around a size in the unit.
    pub(crate) affixes: Affixes,
    /// After "worse" and "better".
    pub(crate) than: &'static str,
    /// The measure's own tolerance, written. `None` in a key.
    pub(crate) tolerance: Option<String>,
    /// Words for a shortfall by the lesser, naming the limit that applied. `None` in a key.
    pub(crate) lesser: Option<String>,
    /// Only the half of a band on this side of the target. `Equal` for all of it.
    pub(crate) side: Ordering,
}

/// A test that holds, other than a distance or a "where".
pub(crate) fn held(voice: &Voice, test: &Test) -> String {
    match test {
        Test::Meets(whose, limit) => format!("{}at or better than the {}", prefix(*whose), limit_word(voice, *limit)),
        Test::WithinTolerancePercent(whose) | Test::WithinTolerancePoints(whose) => {
            format!("{}within {}", prefix(*whose), tolerance(voice))
        }
        Test::ShortByLesser { percent, amount } => voice.lesser.clone().unwrap_or_else(|| {
            let amount = written(*amount, voice.affixes);
            format!("worse{} by at least the lower of {}% and {amount}", voice.than, digits(*percent, 0))
        }),
        Test::InRange(true) => "in the expected range".to_string(),
        Test::InRange(false) => "outside the expected range".to_string(),
        _ => String::new(),
    }
}

/// A test that does not hold.
pub(crate) fn failed(voice: &Voice, test: &Test) -> String {
    match test {
        Test::Meets(whose, limit) => format!("{}worse than the {}", prefix(*whose), limit_word(voice, *limit)),
        Test::WithinTolerancePercent(whose) | Test::WithinTolerancePoints(whose) => {
            format!("{}short of the target by more than {}", prefix(*whose), tolerance(voice))
        }
        Test::InRange(inside) => held(voice, &Test::InRange(!inside)),
        other => format!("not {}", held(voice, other)),
    }
}

pub(crate) fn prefix(whose: Whose) -> &'static str {
    match whose {
        Whose::Value => "",
        Whose::Forecast => "forecast ",
    }
}

fn limit_word<'a>(voice: &Voice<'a>, limit: Limit) -> &'a str {
    match limit {
        Limit::Floor => &voice.scheme.words.floor,
        Limit::High => &voice.scheme.words.high,
    }
}

fn tolerance(voice: &Voice) -> String {
    match &voice.tolerance {
        Some(size) => format!("its tolerance of {size}"),
        None => "the measure's own tolerance".to_string(),
    }
}

pub(crate) fn travel_said(scheme: &Scheme, rule: Option<&str>, directions: &[Direction]) -> String {
    let found = match rule {
        Some(name) => scheme.travel.iter().find(|r| r.name == name),
        None => scheme.travel.first(),
    };
    let Some(rule) = found else { return "by direction of travel".to_string() };
    let words: Vec<String> = directions.iter().map(|d| direction_word(rule, *d).to_lowercase()).collect();
    format!("{} against the {}", words.join(" or "), against(rule))
}

/// The rule's word for a direction.
fn direction_word(rule: &TravelRule, direction: Direction) -> &str {
    let [improving, same, deteriorating] = &rule.words;
    match direction {
        Direction::Improving => improving,
        Direction::Same => same,
        Direction::Deteriorating => deteriorating,
    }
}

/// What the rule compares with: "same period last year".
pub(crate) fn against(rule: &TravelRule) -> &'static str {
    domain::measure::word_of(&domain::scheme::COMPARATORS, rule.against)
}

pub(crate) fn number(bound: Bound) -> String {
    match bound {
        Bound::Above(limit) => format!("above {}", digits(limit, 0)),
        Bound::From(limit) => format!("{} or more", digits(limit, 0)),
        Bound::UpTo(limit) => format!("{} or less", digits(limit, 0)),
        Bound::Below(limit) => format!("below {}", digits(limit, 0)),
    }
}

pub(crate) fn units_said(units: &[Unit]) -> String {
    if units.iter().all(|unit| unit.is_percentage()) {
        return "the measure is a percentage".to_string();
    }
    let words: Vec<&str> = units.iter().map(|unit| unit_said(*unit)).collect();
    format!("the measure is in {}", words.join(" or "))
}

fn unit_said(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "numbers",
        Unit::Percent | Unit::PercentUnmarked => "percent",
        Unit::Pounds => "pounds",
        Unit::Score => "scores",
        Unit::Level => "levels",
        Unit::YesNo => "yes or no",
        Unit::Ratio => "ratios",
        other => other.affixes().1.trim(),
    }
}

/// "higher is better".
pub(crate) fn polarity_said(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Higher => "higher is better",
        Polarity::Lower => "lower is better",
        Polarity::OnTarget => "on target is best",
        Polarity::InRange => "anywhere in the range is best",
        Polarity::Neutral => "neither way is better",
    }
}
