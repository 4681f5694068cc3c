//! What a grade asks, in words: its own conditions, and what the better grades left to it.

use std::cmp::Ordering;

use domain::scheme::{Bound, Condition, DIRECTIONS, Direction, Limit, Test, TravelRule, Whose};
use domain::unit::digits;
use domain::{Polarity, Scheme, Unit};

use crate::band::{Affixes, Band, Kind, opposite};

/// Clauses of one condition, ready to be joined.
pub(crate) struct Asked {
    bands: Vec<Band>,
    /// What else must hold: "at or better than the floor standard".
    own: Vec<String>,
    /// What the better grades took: "worse than the floor standard".
    left: Vec<String>,
    left_bands: Vec<Band>,
    /// On which measures: "the measure is a percentage".
    wheres: Vec<String>,
}

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

/// What a grade asks by one of its conditions; by none, what all others leave to it.
pub(crate) fn asked(voice: &Voice, grade: usize, condition: Option<&Condition>) -> String {
    let mut asked = Asked { bands: vec![], own: vec![], left: vec![], left_bands: vec![], wheres: vec![] };
    for test in condition.iter().flat_map(|c| &c.tests) {
        asked.add(voice, test);
    }
    let implies_missed = condition.iter().flat_map(|c| &c.tests).any(|t| matches!(t, Test::ShortByLesser { .. }));
    let mut fell_short = implies_missed;
    for (place, other) in voice.scheme.grades.iter().enumerate() {
        if place == grade || (condition.is_some() && place > grade) {
            continue;
        }
        for plain in other.when.iter().filter_map(plain) {
            fell_short |= asked.exclude(voice, plain);
        }
    }
    if fell_short {
        asked.left_bands.retain(|band| !band.is_about_zero());
    }
    asked.said(voice)
}

/// The only test of a condition that stands alone, so that its failing can be said.
fn plain(condition: &Condition) -> Option<&Test> {
    match condition.tests.as_slice() {
        [Test::Target(_) | Test::Value(_) | Test::Unit(_) | Test::Polarity(_) | Test::Level(_)] => None,
        [test] => Some(test),
        _ => None,
    }
}

impl Asked {
    fn add(&mut self, voice: &Voice, test: &Test) {
        match test {
            Test::Percent(whose, bound) => narrow(&mut self.bands, Kind::Percent, *whose, *bound),
            Test::Points(whose, bound) => narrow(&mut self.bands, Kind::Points, *whose, *bound),
            Test::Target(bound) => self.wheres.push(format!("its target is {}", number(*bound))),
            Test::Value(bound) => self.wheres.push(format!("its value is {}", number(*bound))),
            Test::Unit(units) => self.wheres.push(units_said(units)),
            Test::Polarity(polarities) => {
                let words: Vec<&str> = polarities.iter().map(|p| polarity_said(*p)).collect();
                self.wheres.push(words.join(" or "));
            }
            Test::Level(level) => self.wheres.push(format!("the level is {level}")),
            other => self.own.push(held(voice, other)),
        }
    }

    /// Adds what the failing of a better grade's test leaves. Whether that alone says that the target was missed.
    fn exclude(&mut self, voice: &Voice, test: &Test) -> bool {
        let (kind, whose, bound) = match test {
            Test::Percent(whose, bound) => (Kind::Percent, *whose, opposite(*bound)),
            Test::Points(whose, bound) => (Kind::Points, *whose, opposite(*bound)),
            other => {
                self.left.push(failed(voice, other));
                return matches!(
                    other,
                    Test::Meets(_, Limit::Floor) | Test::WithinTolerancePercent(_) | Test::WithinTolerancePoints(_)
                );
            }
        };
        let about_zero = Band::new(kind, whose, bound).is_about_zero();
        let mut merged = false;
        for band in self.bands.iter_mut().filter(|b| b.whose == whose && (b.kind == kind || about_zero)) {
            let narrowed = band.narrowed(bound);
            if !narrowed.is_empty() {
                *band = narrowed;
            }
            merged = true;
        }
        if !merged {
            narrow(&mut self.left_bands, kind, whose, bound);
        }
        false
    }

    fn said(&self, voice: &Voice) -> String {
        let band = |band: &Band| {
            let side = if band.whose == Whose::Value { voice.side } else { Ordering::Equal };
            let words = band.on_side(side).said(voice.than, voice.affixes);
            if band.whose == Whose::Forecast { format!("forecast {words}") } else { words }
        };
        let mut own: Vec<String> = self.bands.iter().map(band).collect();
        own.extend(self.own.iter().cloned());
        let mut left: Vec<String> = self.left_bands.iter().map(band).collect();
        left.extend(self.left.iter().cloned());
        let wheres =
            if self.wheres.is_empty() { String::new() } else { format!(" where {}", self.wheres.join(" and ")) };
        match (own.is_empty(), left.is_empty()) {
            (true, true) if wheres.is_empty() => "anything else".to_string(),
            (true, true) => format!("anything{wheres}"),
            (true, false) => format!("{}{wheres}", left.join(" and ")),
            (false, true) => format!("{}{wheres}", own.join(" and ")),
            (false, false) => format!("{}{wheres}, but {}", own.join(" and "), left.join(" and ")),
        }
    }
}

fn narrow(bands: &mut Vec<Band>, kind: Kind, whose: Whose, bound: Bound) {
    match bands.iter_mut().find(|band| band.kind == kind && band.whose == whose) {
        Some(band) => *band = band.narrowed(bound),
        None => bands.push(Band::new(kind, whose, bound)),
    }
}

/// A test that holds, other than a distance or a "where".
fn held(voice: &Voice, test: &Test) -> String {
    match test {
        Test::Meets(whose, limit) => format!("{}at or better than the {}", prefix(*whose), limit_word(voice, *limit)),
        Test::WithinTolerancePercent(whose) | Test::WithinTolerancePoints(whose) => {
            format!("{}within {}", prefix(*whose), tolerance(voice))
        }
        Test::ShortByLesser { percent, amount } => voice.lesser.clone().unwrap_or_else(|| {
            let (before, after) = voice.affixes;
            let amount = format!("{before}{}{after}", digits(*amount, 0));
            format!("worse{} by at least {}% or {amount}, whichever is lower", voice.than, digits(*percent, 0))
        }),
        Test::InRange(true) => "in the expected range".to_string(),
        Test::InRange(false) => "outside the expected range".to_string(),
        Test::Travel(rule, directions) => travel_said(voice.scheme, rule.as_deref(), directions),
        _ => String::new(),
    }
}

/// A test that does not hold.
fn failed(voice: &Voice, test: &Test) -> String {
    match test {
        Test::Meets(whose, limit) => format!("{}worse than the {}", prefix(*whose), limit_word(voice, *limit)),
        Test::WithinTolerancePercent(whose) | Test::WithinTolerancePoints(whose) => {
            format!("{}short of the target by more than {}", prefix(*whose), tolerance(voice))
        }
        Test::InRange(inside) => held(voice, &Test::InRange(!inside)),
        Test::Travel(rule, directions) => {
            let others = DIRECTIONS.iter().map(|(direction, _)| *direction);
            let others: Vec<Direction> = others.filter(|d| !directions.contains(d)).collect();
            travel_said(voice.scheme, rule.as_deref(), &others)
        }
        other => format!("not {}", held(voice, other)),
    }
}

fn prefix(whose: Whose) -> &'static str {
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

fn travel_said(scheme: &Scheme, rule: Option<&str>, directions: &[Direction]) -> String {
    let found = match rule {
        Some(name) => scheme.travel.iter().find(|r| r.name == name),
        None => scheme.travel.first(),
    };
    let Some(rule) = found else { return "by direction of travel".to_string() };
    let words: Vec<String> = directions.iter().map(|d| direction_word(rule, *d).to_lowercase()).collect();
    format!("{} against the {}", words.join(" or "), against(rule))
}

/// The rule's word for a direction.
pub(crate) fn direction_word(rule: &TravelRule, direction: Direction) -> &str {
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

fn number(bound: Bound) -> String {
    match bound {
        Bound::Above(limit) => format!("above {}", digits(limit, 0)),
        Bound::From(limit) => format!("{} or more", digits(limit, 0)),
        Bound::UpTo(limit) => format!("{} or less", digits(limit, 0)),
        Bound::Below(limit) => format!("below {}", digits(limit, 0)),
    }
}

fn units_said(units: &[Unit]) -> String {
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
