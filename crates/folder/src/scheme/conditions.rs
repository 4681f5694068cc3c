//! One condition of a grade: `[[grade.when]]`, all of whose keys must hold.

use domain::measure::POLARITIES;
use domain::scheme::{Bound, Condition, DIRECTIONS, Limit, Test, TravelRule, Whose};
use domain::unit::UNITS;

use crate::forms;
use crate::problems::{Fault, Problems, name_hint};
use crate::settings::{Item, Section};

type MakeBound = fn(Bound) -> Test;
type MakeSide = fn(domain::Decimal) -> Bound;
type MakeTolerance = fn(Whose) -> Test;

/// Keys whose value is a table of bounds.
const BOUNDED: [(&str, MakeBound); 6] = [
    ("percent", |bound| Test::Percent(Whose::Value, bound)),
    ("points", |bound| Test::Points(Whose::Value, bound)),
    ("forecast_percent", |bound| Test::Percent(Whose::Forecast, bound)),
    ("forecast_points", |bound| Test::Points(Whose::Forecast, bound)),
    ("target", Test::Target),
    ("value", Test::Value),
];

/// Reads one condition; tests stand in the order of the lists here and below, whatever the order of the file.
pub(super) fn condition(section: Section, travel: &[TravelRule], problems: &mut Problems) -> Option<Condition> {
    let before = problems.count();
    let mut tests = Vec::new();
    for (key, test) in BOUNDED {
        if let Some(item) = section.may(key) {
            tests.extend(bounds(item, problems).into_iter().map(test));
        }
    }
    tests.extend(lists(&section, problems));
    tests.extend(limits(&section, problems));
    tests.extend(section.may("short_by_lesser").and_then(|item| lesser(item, problems)));
    tests.extend(section.may("in_range").and_then(|item| item.truth(problems)).map(Test::InRange));
    tests.extend(section.may("travel").and_then(|item| direction(item, travel, problems)));
    let place = section.place();
    section.finish(problems);
    if tests.is_empty() && problems.count() == before {
        let hint = "Say when the grade is reached, or take the empty condition out: the last grade takes the rest.";
        problems.tell(place, Fault::new("empty-condition", "This condition asks nothing.", hint));
    }
    (problems.count() == before).then_some(Condition { tests })
}

fn bounds(item: Item, problems: &mut Problems) -> Vec<Bound> {
    let Some(section) = item.section(problems) else { return Vec::new() };
    let makers: [(&str, MakeSide); 4] =
        [("above", Bound::Above), ("from", Bound::From), ("upto", Bound::UpTo), ("below", Bound::Below)];
    let before = problems.count();
    let mut bounds = Vec::new();
    for (key, make) in makers {
        bounds.extend(section.may(key).and_then(|number| number.number(problems)).map(make));
    }
    section.finish(problems);
    if problems.count() == before && !is_interval(&bounds) {
        let says = "A bound is one of above and from, or one of upto and below, or one of each.";
        let hint = "Write { above = \"5\" }, or { from = \"-2\", upto = \"5\" } for both sides.";
        problems.tell(item.place(), Fault::new("wrong-bounds", says, hint));
    }
    bounds
}

/// At least one side, and no side twice.
fn is_interval(bounds: &[Bound]) -> bool {
    let lower = bounds.iter().filter(|bound| matches!(bound, Bound::Above(_) | Bound::From(_))).count();
    let upper = bounds.len() - lower;
    !bounds.is_empty() && lower <= 1 && upper <= 1
}

fn lists(section: &Section, problems: &mut Problems) -> Vec<Test> {
    let mut tests = Vec::new();
    if let Some(item) = section.may("unit") {
        tests.extend(words(item, |text| forms::word(&UNITS, text, "a unit"), problems).map(Test::Unit));
    }
    if let Some(item) = section.may("polarity") {
        tests.extend(words(item, |text| forms::word(&POLARITIES, text, "a polarity"), problems).map(Test::Polarity));
    }
    tests.extend(section.may("level").and_then(|item| item.text(problems)).map(Test::Level));
    tests
}

fn words<T>(item: Item, read: impl Fn(&str) -> Result<T, Fault>, problems: &mut Problems) -> Option<Vec<T>> {
    let items = item.list(problems)?;
    if items.is_empty() {
        problems.tell(item.place(), Fault::new("empty-value", "Here stands an empty list.", "Name at least one."));
        return None;
    }
    items.iter().map(|word| word.read(&read, problems)).collect()
}

fn limits(section: &Section, problems: &mut Problems) -> Vec<Test> {
    let mut tests = Vec::new();
    for (key, whose) in [("meets", Whose::Value), ("forecast_meets", Whose::Forecast)] {
        let limit = |text: &str| forms::word(&[(Limit::Floor, "floor"), (Limit::High, "high")], text, "a second value");
        tests.extend(
            section.may(key).and_then(|item| item.read(limit, problems)).map(|limit| Test::Meets(whose, limit)),
        );
    }
    for (key, whose) in [("within_tolerance", Whose::Value), ("forecast_within_tolerance", Whose::Forecast)] {
        let makers: [(MakeTolerance, &str); 2] =
            [(Test::WithinTolerancePercent, "percent"), (Test::WithinTolerancePoints, "points")];
        let kind = |text: &str| forms::word(&makers, text, "a kind of tolerance");
        tests.extend(section.may(key).and_then(|item| item.read(kind, problems)).map(|make| make(whose)));
    }
    tests
}

fn lesser(item: Item, problems: &mut Problems) -> Option<Test> {
    let section = item.section(problems)?;
    let percent = section.must("percent", problems).and_then(|number| number.number(problems));
    let amount = section.must("amount", problems).and_then(|number| number.number(problems));
    section.finish(problems);
    Some(Test::ShortByLesser { percent: percent?, amount: amount? })
}

fn direction(item: Item, travel: &[TravelRule], problems: &mut Problems) -> Option<Test> {
    let section = item.section(problems)?;
    let rule = section.may("rule").map(|item| known_rule(item, travel, problems));
    let is = section
        .must("is", problems)
        .and_then(|item| words(item, |text| forms::word(&DIRECTIONS, text, "a direction of travel"), problems));
    section.finish(problems);
    if travel.is_empty() && rule.is_none() {
        let says = "This condition asks for a direction of travel, but the scheme has no travel rule.";
        problems.tell(item.place(), Fault::new("missing-travel-rule", says, "Add a [[travel]] rule to this file."));
    }
    match rule {
        None => Some(Test::Travel(None, is?)),
        Some(rule) => Some(Test::Travel(Some(rule?), is?)),
    }
}

fn known_rule(item: Item, travel: &[TravelRule], problems: &mut Problems) -> Option<String> {
    let name = item.text(problems)?;
    if !travel.iter().any(|rule| rule.name == name) {
        let says = format!("There is no travel rule “{name}” in this scheme.");
        let hint = name_hint(&name, travel.iter().map(|rule| rule.name.as_str()), "this file as [[travel]]");
        problems.tell(item.place(), Fault::new("unknown-travel-rule", says, hint));
    }
    Some(name)
}
