//! How values, targets, periods and reasons are put into words, in one place for every table and sentence.

use domain::measure::{AGGREGATIONS, FREQUENCIES, POLARITIES, word_of};
use domain::rating::NoTravel;
use domain::snapshot::MeasureState;
use domain::unit::digits;
use domain::{Absence, Aim, Decimal, Measure, Period, Snapshot, Span, Ungraded};

use crate::words::Words;

/// Why there is no value: `awaited`, `due in Quarter 3 2025-26`. What was due in a period that has passed, and was never
/// stated since, is no longer due.
pub fn absence_words(snapshot: &Snapshot, words: &Words, absence: Absence) -> String {
    let passed = |period| snapshot.calendar.dates(period).is_some_and(|(_, last)| last < snapshot.edition.position_at);
    match absence {
        Absence::NotDue(Some(period)) if passed(period) => words.say("reason.nothing_stated").to_string(),
        Absence::NotDue(Some(period)) => words.fill("reason.due_in", &[("period", &snapshot.calendar.print(period))]),
        Absence::NotDue(None) => words.say("reason.not_due").to_string(),
        Absence::NotCollected => words.say("reason.not_collected").to_string(),
        Absence::Awaited => words.say("reason.awaited").to_string(),
        Absence::Suppressed => words.say("reason.suppressed").to_string(),
        Absence::Cancelled => words.say("reason.cancelled").to_string(),
        Absence::Suspended => words.say("reason.suspended").to_string(),
        Absence::NotComparable => words.say("reason.not_comparable").to_string(),
        Absence::BaselineYear => words.say("reason.baseline_year").to_string(),
        Absence::NotApplicable => words.say("reason.not_applicable").to_string(),
    }
}

/// A target as tables print it: `55.0%`, `at most 30 weeks`, `baseline being set`.
pub fn aim_words(words: &Words, measure: &Measure, aim: &Aim) -> String {
    let write = |value: &Decimal| measure.write(*value);
    match aim {
        Aim::Value(value) => write(value),
        Aim::Range(low, high) => words.fill("target.range", &[("low", &write(low)), ("high", &write(high))]),
        Aim::AtMost(value) => words.fill("target.at_most", &[("value", &write(value))]),
        Aim::AtLeast(value) => words.fill("target.at_least", &[("value", &write(value))]),
        Aim::Direction(direction) => direction.clone(),
        Aim::Baseline => words.say("target.baseline").to_string(),
        Aim::NotSet => words.say("target.not_set").to_string(),
        Aim::NoTarget => words.say("target.none").to_string(),
        Aim::NotApplicable => words.say("reason.not_applicable").to_string(),
    }
}

/// Why a measure is not rated.
pub fn ungraded_words(snapshot: &Snapshot, words: &Words, why: Ungraded) -> String {
    let key = match why {
        Ungraded::NoValue(absence) => return absence_words(snapshot, words, absence),
        Ungraded::NothingStated => "reason.nothing_stated",
        Ungraded::NoTarget => "target.none",
        Ungraded::Baseline => "target.baseline",
        Ungraded::TargetNotSet => "target.not_set",
        Ungraded::TargetNotApplicable => "target.not_applicable",
        Ungraded::TargetIsWords => "unrated.target_is_words",
        Ungraded::NoDirection => "unrated.neutral",
        Ungraded::ZeroTargetMissed => "unrated.zero_target",
        Ungraded::NoLimit => "unrated.no_limit",
        Ungraded::NoForecast => "unrated.no_forecast",
        Ungraded::NoComparator => "unrated.no_comparator",
        Ungraded::NoGradeFits => "unrated.no_grade",
        Ungraded::TooLarge => "unrated.too_large",
    };
    words.say(key).to_string()
}

/// Why there is no direction of travel.
pub fn no_travel_words(words: &Words, why: NoTravel) -> String {
    let key = match why {
        NoTravel::NoValue => "travel.no_value",
        NoTravel::NotComparable => "reason.not_comparable",
        NoTravel::NoDirection => "travel.neutral",
    };
    words.say(key).to_string()
}

/// When a measure is reported: the council's own words, else its frequency.
pub fn frequency_words(words: &Words, measure: &Measure) -> String {
    let frequency = word_of(&FREQUENCIES, measure.frequency).replace('-', "_");
    measure.reported.clone().unwrap_or_else(|| words.say(&format!("frequency.{frequency}")).to_string())
}

/// How a measure is aggregated, and which way is better: "Year to date. Higher is better."
pub fn aim_of_measure(words: &Words, measure: &Measure) -> String {
    let covers = word_of(&AGGREGATIONS, measure.aggregation);
    let better = word_of(&POLARITIES, measure.polarity);
    let parts =
        [words.say(&format!("covers.{covers}")).to_string(), words.say(&format!("better.{better}")).to_string()];
    parts.join(" ")
}

/// How a measure is aggregated, and what is aimed at: "Year to date. Aim: on or above target."; without a target, which
/// way is better.
pub fn covers_and_aim(words: &Words, state: &MeasureState) -> String {
    let covers = word_of(&AGGREGATIONS, state.measure.aggregation);
    let aim = match aim_in_words(words, state) {
        Some(aim) => words.fill("aim.sentence", &[("aim", &aim)]),
        None => words.say(&format!("better.{}", word_of(&POLARITIES, state.measure.polarity))).to_string(),
    };
    [words.say(&format!("covers.{covers}")), &aim].join(" ")
}

/// What is aimed at: "on or above target". `None`: there is no target.
pub fn aim_in_words(words: &Words, state: &MeasureState) -> Option<String> {
    let aimed = state
        .target()
        .is_some_and(|target| target.aim.value().is_some() || matches!(target.aim, Aim::Range(..) | Aim::Direction(_)));
    let polarity = word_of(&POLARITIES, state.measure.polarity);
    aimed.then(|| words.say(&format!("aim.{polarity}")).to_string())
}

/// The part of a year as it stands under a bar: `Q2`, `H1`, `Sep`; empty for a whole year.
pub fn short_part(snapshot: &Snapshot, words: &Words, period: Period) -> String {
    match period.span {
        Span::Year => String::new(),
        Span::Half(n) => words.fill("short.half", &[("n", &n.to_string())]),
        Span::Quarter(n) => words.fill("short.quarter", &[("n", &n.to_string())]),
        Span::Month(_) => snapshot.calendar.print_part(period).chars().take(3).collect(),
    }
}

/// A count with commas every three digits.
pub fn number(count: usize) -> String {
    digits(Decimal::from(count), 0)
}

/// A title as it stands within a sentence. "Strategic Objectives" and "Priority projects" lose their capitals;
/// "Delivery Plan actions" names something in its middle and stays; `SEND` keeps its own.
pub fn within_sentence(title: &str) -> String {
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let words: Vec<&str> = title.split(' ').collect();
    let capitals = words.iter().filter(|word| capital(word)).count();
    if capitals != words.len() && capitals > 1 {
        return title.to_string();
    }
    let lower = |word: &str| {
        let rest_is_small = word.chars().skip(1).all(|c| !c.is_uppercase());
        if rest_is_small && word.chars().count() > 1 { word.to_lowercase() } else { word.to_string() }
    };
    words.into_iter().map(lower).collect::<Vec<_>>().join(" ")
}

/// A sentence or cell that begins with a capital letter.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_kinds_lose_their_capitals_in_a_sentence_and_names_within_them_keep_theirs() {
        assert_eq!(within_sentence("Strategic Objectives"), "strategic objectives");
        assert_eq!(within_sentence("Priority projects"), "priority projects");
        assert_eq!(within_sentence("Delivery Plan actions"), "Delivery Plan actions");
        assert_eq!(within_sentence("SEND Actions"), "SEND actions");
    }
}
