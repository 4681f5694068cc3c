//! Directions of travel: `[[travel]]`.

use domain::Decimal;
use domain::scheme::{COMPARATORS, DeadBand, TravelRule};

use crate::forms;
use crate::problems::{Fault, Problems};
use crate::settings::Section;

/// The rules of a scheme in their order.
pub(super) fn rules(root: &Section, problems: &mut Problems) -> Vec<TravelRule> {
    let sections = root.may("travel").map(|item| item.sections(problems)).unwrap_or_default();
    let mut rules: Vec<TravelRule> = Vec::new();
    for section in sections {
        let name_at = section.place_of("name");
        let Some(rule) = rule(section, problems) else { continue };
        if rules.iter().any(|known| known.name == rule.name) {
            let says = format!("There are two travel rules called “{}”.", rule.name);
            problems.tell(name_at, Fault::new("repeated-name", says, "Give each rule a name of its own."));
        }
        rules.push(rule);
    }
    rules
}

fn rule(section: Section, problems: &mut Problems) -> Option<TravelRule> {
    let name = section.must("name", problems).and_then(|item| item.text(problems));
    let against = section
        .must("against", problems)
        .and_then(|item| item.read(|text| forms::word(&COMPARATORS, text, "a comparator"), problems));
    let dead_band = dead_band(&section, problems);
    let band_is_change = section.may("band_is_change").and_then(|item| item.truth(problems)).unwrap_or(false);
    if band_is_change && matches!(dead_band, Some(DeadBand::Percent(band) | DeadBand::Points(band)) if band.is_zero()) {
        let says = "A dead band of zero whose own size is a change makes every standstill a change.";
        let fault = Fault::new("impossible-dead-band", says, "Take band_is_change out, or widen the band.");
        problems.tell(section.place_of("band_is_change"), fault);
    }
    let words = words(&section, problems);
    section.finish(problems);
    Some(TravelRule { name: name?, against: against?, dead_band: dead_band?, band_is_change, words: words? })
}

fn dead_band(section: &Section, problems: &mut Problems) -> Option<DeadBand> {
    let percent = section.may("percent").map(|item| item.number(problems));
    let points = section.may("points").map(|item| item.number(problems));
    let band = match (percent, points) {
        (Some(percent), None) => DeadBand::Percent(percent?),
        (None, Some(points)) => DeadBand::Points(points?),
        _ => {
            let says = "A travel rule has exactly one dead band.";
            let hint = "Write percent = \"0\" or points = \"0\" (any change counts), not both.";
            problems.tell(section.place(), Fault::new("impossible-dead-band", says, hint));
            return None;
        }
    };
    let (DeadBand::Percent(size) | DeadBand::Points(size)) = band;
    if size < Decimal::ZERO {
        let says = format!("A dead band cannot be below zero ({size}).");
        problems.tell(section.place(), Fault::new("impossible-dead-band", says, "Write it without the minus."));
    }
    Some(band)
}

fn words(section: &Section, problems: &mut Problems) -> Option<[String; 3]> {
    let Some(item) = section.may("words") else {
        return Some(["Improving", "Same", "Deteriorating"].map(String::from));
    };
    let words: Vec<String> = item.list(problems)?.iter().filter_map(|word| word.text(problems)).collect();
    let three = <[String; 3]>::try_from(words);
    if three.is_err() {
        let says = "A travel rule has three words: for improving, same and deteriorating.";
        let fault =
            Fault::new("wrong-number-of-words", says, "Write words = [\"Improving\", \"Same\", \"Deteriorating\"].");
        problems.tell(item.place(), fault);
    }
    three.ok()
}
