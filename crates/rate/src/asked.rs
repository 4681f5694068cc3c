//! What a grade asks, in words: its own conditions, and what the better grades left to it.

use std::cmp::Ordering;

use domain::scheme::{Bound, Condition, DIRECTIONS, Direction, Limit, Test, TravelRule, Whose};
use domain::unit::digits;
use domain::{Polarity, Scheme, Unit};

use crate::band::{Affixes, Band, Kind, opposite, written};

/// Clauses of one condition, ready to be joined.
#[derive(Default)]
struct Asked {
    bands: Vec<Band>,
    travels: Vec<Travels>,
    /// What else must hold: "at or better than the floor standard".
    own: Vec<String>,
    left_bands: Vec<Band>,
    left_travels: Vec<Travels>,
    /// What the better grades took: "worse than the floor standard".
    left: Vec<String>,
    /// On which measures, with the order in which they are said: "the measure is a percentage".
    wheres: Vec<(u8, String)>,
}

/// Directions that remain of a rule; no name means the scheme's first.
struct Travels {
    rule: Option<String>,
    directions: Vec<Direction>,
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
    let mut asked = Asked::default();
    let tests: &[Test] = condition.map_or(&[], |c| &c.tests);
    tests.iter().for_each(|test| asked.add(voice, test));
    let mut takes_short = tests.iter().any(|test| matches!(test, Test::ShortByLesser { .. }));
    let others = voice.scheme.grades.iter().enumerate().filter(|(place, _)| *place < grade);
    for test in others.clone().flat_map(|(_, other)| &other.when).filter_map(plain) {
        takes_short |= says_short(test);
        asked.exclude(voice, test);
    }
    if takes_short {
        // That the target was missed goes without saying.
        asked.left_bands.retain(|band| !band.is_about_zero());
        asked.left.retain(|clause| *clause != failed(voice, &Test::Meets(Whose::Value, Limit::High)));
    }
    let mut words = asked.said(voice);
    if condition.is_none() {
        let open = others.filter(|(_, other)| other.when.iter().any(|c| plain(c).is_none() && !asked.rules_out(c)));
        let names: Vec<&str> = open.map(|(_, other)| other.name.as_str()).collect();
        if !names.is_empty() {
            words = format!("{words}, and not {}", names.join(" or "));
        }
    }
    words
}

/// The only test of a condition that stands alone, so that its failing can be said.
fn plain(condition: &Condition) -> Option<&Test> {
    match condition.tests.as_slice() {
        [Test::Target(_) | Test::Unit(_) | Test::Polarity(_) | Test::Level(_)] => None,
        [test] => Some(test),
        _ => None,
    }
}

/// Whether the failing of a test says that the target was missed.
fn says_short(test: &Test) -> bool {
    matches!(
        test,
        Test::Meets(Whose::Value, Limit::Floor)
            | Test::WithinTolerancePercent(Whose::Value)
            | Test::WithinTolerancePoints(Whose::Value)
    )
}

/// The distance or value that a test bounds.
fn bounded(test: &Test) -> Option<(Kind, Whose, Bound)> {
    match test {
        Test::Percent(whose, bound) => Some((Kind::Percent, *whose, *bound)),
        Test::Points(whose, bound) => Some((Kind::Points, *whose, *bound)),
        Test::Value(bound) => Some((Kind::Value, Whose::Value, *bound)),
        _ => None,
    }
}

impl Asked {
    fn add(&mut self, voice: &Voice, test: &Test) {
        if let Some((kind, whose, bound)) = bounded(test) {
            return narrow(&mut self.bands, kind, whose, bound);
        }
        match test {
            Test::Level(level) => self.wheres.push((0, format!("the level is {level}"))),
            Test::Unit(units) => self.wheres.push((1, units_said(units))),
            Test::Polarity(polarities) => {
                let words: Vec<&str> = polarities.iter().map(|p| polarity_said(*p)).collect();
                self.wheres.push((2, words.join(" or ")));
            }
            Test::Target(bound) => self.wheres.push((3, format!("its target is {}", number(*bound)))),
            Test::Travel(rule, directions) => {
                self.travels.push(Travels { rule: rule.clone(), directions: directions.clone() });
            }
            other => self.own.push(held(voice, other)),
        }
    }

    /// Adds what the failing of a better grade's test leaves.
    fn exclude(&mut self, voice: &Voice, test: &Test) {
        if let Test::Travel(rule, taken) = test {
            return self.exclude_travel(rule.as_ref(), taken);
        }
        let Some((kind, whose, bound)) = bounded(test) else {
            let clause = failed(voice, test);
            if !self.own.contains(&clause) {
                self.left.push(clause);
            }
            return;
        };
        let bound = opposite(bound);
        // A target that is missed is missed in percent and in the unit.
        let about_zero = kind != Kind::Value && Band::new(kind, whose, bound).is_about_zero();
        let same = |b: &&mut Band| b.whose == whose && (b.kind == kind || (about_zero && b.kind != Kind::Value));
        let mut merged = false;
        for band in self.bands.iter_mut().filter(same) {
            let narrowed = band.narrowed(bound);
            if !narrowed.is_empty() {
                *band = narrowed;
            }
            merged = true;
        }
        if !merged {
            narrow(&mut self.left_bands, kind, whose, bound);
        }
    }

    fn exclude_travel(&mut self, rule: Option<&String>, taken: &[Direction]) {
        let both = self.travels.iter_mut().chain(&mut self.left_travels);
        let mut same = both.filter(|t| t.rule.as_ref() == rule).peekable();
        if same.peek().is_some() {
            return same.for_each(|held| held.directions.retain(|direction| !taken.contains(direction)));
        }
        let all = DIRECTIONS.iter().map(|(direction, _)| *direction);
        let directions = all.filter(|direction| !taken.contains(direction)).collect();
        self.left_travels.push(Travels { rule: rule.cloned(), directions });
    }

    /// Whether what is left cannot meet a condition anyway.
    fn rules_out(&self, condition: &Condition) -> bool {
        let bounds = condition.tests.iter().filter_map(bounded);
        bounds.into_iter().any(|(kind, whose, bound)| self.left_bands.iter().any(|b| b.excludes(kind, whose, bound)))
    }

    fn said(&self, voice: &Voice) -> String {
        let band = |band: &Band| {
            let side = if band.whose == Whose::Value { voice.side } else { Ordering::Equal };
            format!("{}{}", prefix(band.whose), band.on_side(side).said(voice.than, voice.affixes))
        };
        let travel = |t: &Travels| travel_said(voice.scheme, t.rule.as_deref(), &t.directions);
        let own = self.bands.iter().map(band).chain(self.own.iter().cloned()).chain(self.travels.iter().map(travel));
        let left = self.left_bands.iter().map(band).chain(self.left.iter().cloned());
        let left = left.chain(self.left_travels.iter().map(travel)).collect::<Vec<_>>().join(" and ");
        let mut wheres = self.wheres.clone();
        wheres.sort();
        let wheres = wheres.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(" and ");
        let wheres = if wheres.is_empty() { wheres } else { format!(" where {wheres}") };
        let own = own.collect::<Vec<_>>().join(" and ");
        match (own.is_empty(), left.is_empty()) {
            (true, true) if wheres.is_empty() => "anything else".to_string(),
            (true, true) => format!("anything{wheres}"),
            (true, false) => format!("{left}{wheres}"),
            (false, true) => format!("{own}{wheres}"),
            (false, false) => format!("{own}{wheres}, but {left}"),
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
            let amount = written(*amount, voice.affixes);
            format!("worse{} by at least the lower of {}% and {amount}", voice.than, digits(*percent, 0))
        }),
        Test::InRange(true) => "in the expected range".to_string(),
        Test::InRange(false) => "outside the expected range".to_string(),
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
