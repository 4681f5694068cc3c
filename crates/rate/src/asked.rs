//! What a grade asks, in words: its own conditions, and what the better grades left to it.

use std::cmp::Ordering;

use domain::scheme::{Bound, Condition, DIRECTIONS, Direction, Limit, Test, Whose};

use crate::band::{Band, Kind, opposite};
use crate::clauses::{Voice, failed, held, number, polarity_said, prefix, travel_said, units_said};

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
