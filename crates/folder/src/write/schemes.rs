//! `schemes/*.toml`.

use std::collections::BTreeMap;

use domain::measure::{POLARITIES, word_of};
use domain::scheme::{
    Bound, COLOURS, COMPARATORS, Condition, DIRECTIONS, DeadBand, Limit, MARKS, Made, Rollup, RollupBy, Scheme, Test,
    TravelRule, Whose, ZeroTarget,
};
use domain::{Colour, Grade};

use super::form::{free_name, line, list, may_line, number, quoted, slug};
use crate::Files;

pub(super) fn write(schemes: &[Scheme], files: &mut Files) {
    for scheme in schemes {
        let alone = schemes.iter().filter(|other| other.family == scheme.family).count() == 1;
        let family = slug(&scheme.family);
        let wanted = if alone { family } else { format!("{family}-{}", scheme.from) };
        let name = free_name(&wanted, |name| files.contains_key(&format!("schemes/{name}.toml")));
        files.insert(format!("schemes/{name}.toml"), text(scheme).into_bytes());
    }
}

fn text(scheme: &Scheme) -> String {
    let mut out = line("family", &scheme.family);
    out += &line("title", &scheme.title);
    out += &format!("from = {}\n", scheme.from);
    if let Some(until) = scheme.until {
        out += &format!("until = {until}\n");
    }
    out += &line("made", if scheme.made == Made::Judged { "judged" } else { "computed" });
    out += &may_line("source", scheme.source.as_deref());
    let unrated = &scheme.unrated;
    out += &format!("unrated = {{ name = {}, meaning = {} }}\n", quoted(&unrated.name), quoted(&unrated.meaning));
    if scheme.made == Made::Computed {
        out += &match &scheme.zero_target {
            ZeroTarget::MetOnly(met) => format!("zero_target = {{ met = {} }}\n", quoted(met)),
            ZeroTarget::MetOrMissed(met, missed) => {
                format!("zero_target = {{ met = {}, missed = {} }}\n", quoted(met), quoted(missed))
            }
        };
    }
    out += &format!("words = {{ floor = {}, high = {} }}\n", quoted(&scheme.words.floor), quoted(&scheme.words.high));
    out.extend(scheme.grades.iter().map(grade));
    out.extend(scheme.rollup.iter().map(rollup));
    out.extend(scheme.travel.iter().map(travel));
    out
}

fn grade(grade: &Grade) -> String {
    let mut out = "\n[[grade]]\n".to_string();
    out += &line("name", &grade.name);
    out += &line("mark", word_of(&MARKS, grade.mark));
    out += &line("colour", &colour(grade.colour));
    out += &may_line("meaning", grade.meaning.as_deref());
    out += &may_line("response", grade.response.as_deref());
    out += &may_line("score", grade.score.map(number).as_deref());
    out.extend(grade.when.iter().map(condition));
    out
}

fn colour(colour: Colour) -> String {
    match colour {
        Colour::Own(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        named => word_of(&COLOURS, named).to_string(),
    }
}

fn condition(condition: &Condition) -> String {
    let mut bounds: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut lines = String::new();
    for test in &condition.tests {
        match test {
            Test::Percent(Whose::Value, bound) => bounds.entry("percent").or_default().push(side(*bound)),
            Test::Percent(Whose::Forecast, bound) => bounds.entry("forecast_percent").or_default().push(side(*bound)),
            Test::Points(Whose::Value, bound) => bounds.entry("points").or_default().push(side(*bound)),
            Test::Points(Whose::Forecast, bound) => bounds.entry("forecast_points").or_default().push(side(*bound)),
            Test::Target(bound) => bounds.entry("target").or_default().push(side(*bound)),
            Test::Value(bound) => bounds.entry("value").or_default().push(side(*bound)),
            other => lines += &format!("{}\n", unbounded(other)),
        }
    }
    let bounded: String = bounds.iter().map(|(key, sides)| format!("{key} = {{ {} }}\n", sides.join(", "))).collect();
    format!("[[grade.when]]\n{bounded}{lines}")
}

fn side(bound: Bound) -> String {
    let (word, at) = match bound {
        Bound::Above(at) => ("above", at),
        Bound::From(at) => ("from", at),
        Bound::UpTo(at) => ("upto", at),
        Bound::Below(at) => ("below", at),
    };
    format!("{word} = {}", quoted(&number(at)))
}

/// A test that is no bound, as a line.
fn unbounded(test: &Test) -> String {
    let of =
        |whose: &Whose, key: &str| if *whose == Whose::Forecast { format!("forecast_{key}") } else { key.to_string() };
    match test {
        Test::Unit(units) => format!("unit = {}", list(units.iter().map(|unit| unit.word()))),
        Test::Polarity(polarities) => {
            format!("polarity = {}", list(polarities.iter().map(|p| word_of(&POLARITIES, *p))))
        }
        Test::Level(level) => format!("level = {}", quoted(level)),
        Test::Meets(whose, limit) => {
            format!("{} = \"{}\"", of(whose, "meets"), if *limit == Limit::Floor { "floor" } else { "high" })
        }
        Test::WithinTolerancePercent(whose) => format!("{} = \"percent\"", of(whose, "within_tolerance")),
        Test::WithinTolerancePoints(whose) => format!("{} = \"points\"", of(whose, "within_tolerance")),
        Test::ShortByLesser { percent, amount } => {
            format!("short_by_lesser = {{ percent = \"{}\", amount = \"{}\" }}", number(*percent), number(*amount))
        }
        Test::InRange(inside) => format!("in_range = {inside}"),
        Test::Travel(rule, is) => {
            let rule = rule.as_ref().map(|rule| format!("rule = {}, ", quoted(rule))).unwrap_or_default();
            format!("travel = {{ {rule}is = {} }}", list(is.iter().map(|d| word_of(&DIRECTIONS, *d))))
        }
        // Bounds are written together, a figure a line.
        Test::Percent(..) | Test::Points(..) | Test::Target(_) | Test::Value(_) => String::new(),
    }
}

fn rollup(rollup: &Rollup) -> String {
    let mut out = "\n[rollup]\n".to_string();
    match &rollup.by {
        RollupBy::Worst => out += "by = \"worst\"\n",
        RollupBy::Mean(cuts) => {
            let cuts: Vec<String> = cuts
                .iter()
                .map(|(from, grade)| format!("{{ from = \"{}\", grade = {} }}", number(*from), quoted(grade)))
                .collect();
            out += &format!("by = \"mean\"\ncuts = [{}]\n", cuts.join(", "));
        }
    }
    if !rollup.caps.is_empty() {
        let cap = |(any, most): &(String, String)| format!("{{ any = {}, at_most = {} }}", quoted(any), quoted(most));
        let caps: Vec<String> = rollup.caps.iter().map(cap).collect();
        out += &format!("caps = [{}]\n", caps.join(", "));
    }
    out
}

fn travel(rule: &TravelRule) -> String {
    let mut out = "\n[[travel]]\n".to_string();
    out += &line("name", &rule.name);
    out += &line("against", word_of(&COMPARATORS, rule.against));
    out += &match rule.dead_band {
        DeadBand::Percent(band) => line("percent", &number(band)),
        DeadBand::Points(band) => line("points", &number(band)),
    };
    if rule.band_is_change {
        out += "band_is_change = true\n";
    }
    out += &format!("words = {}\n", list(rule.words.iter().map(String::as_str)));
    out
}
