//! `[rollup]`.

use domain::scheme::{Rollup, RollupBy};
use domain::{Decimal, Grade};

use super::grades::known_grade;
use crate::forms;
use crate::known::Names;
use crate::problems::{Fault, Problems};
use crate::settings::{Item, Section};

/// Reads how ratings roll up.
pub(super) fn read(item: Item, grades: &[Grade], names: &Names, problems: &mut Problems) -> Option<Rollup> {
    let section = item.section(problems)?;
    let by = section.must("by", problems).and_then(|by| {
        by.read(|text| forms::word(&[(false, "worst"), (true, "mean")], text, "a way of rolling up"), problems)
    });
    let cuts = match by {
        Some(true) => section.must("cuts", problems).map(|cuts| self::cuts(cuts, grades, names, problems)),
        _ => None,
    };
    let caps = section.may("caps").map(|caps| self::caps(caps, names, problems)).unwrap_or_default();
    section.finish(problems);
    let by = if by? { RollupBy::Mean(cuts?) } else { RollupBy::Worst };
    Some(Rollup { by, caps })
}

fn cuts(item: Item, grades: &[Grade], names: &Names, problems: &mut Problems) -> Vec<(Decimal, String)> {
    if let Some(grade) = grades.iter().find(|grade| grade.score.is_none()) {
        let says = format!("The roll-up takes a mean, but the grade “{}” has no score.", grade.name);
        problems.tell(item.place(), Fault::new("missing-score", says, "Give every grade a score."));
    }
    let mut cuts: Vec<(Decimal, String)> = Vec::new();
    for section in item.sections(problems) {
        let at = section.place();
        let from = section.must("from", problems).and_then(|from| from.number(problems));
        let grade = section.must("grade", problems).and_then(|grade| known_grade(&grade, names, problems));
        section.finish(problems);
        let (Some(from), Some(grade)) = (from, grade) else { continue };
        if cuts.last().is_some_and(|(above, _)| *above <= from) {
            let says = format!("The cut at {from} is never reached: the one before it takes what it would.");
            problems.tell(at, Fault::new("unreachable-cut", says, "Order the cuts from the highest to the lowest."));
        }
        cuts.push((from, grade));
    }
    cuts
}

fn caps(item: Item, names: &Names, problems: &mut Problems) -> Vec<(String, String)> {
    let cap = |section: Section, problems: &mut Problems| {
        let any = section.must("any", problems).and_then(|any| known_grade(&any, names, problems));
        let at_most = section.must("at_most", problems).and_then(|most| known_grade(&most, names, problems));
        section.finish(problems);
        Some((any?, at_most?))
    };
    item.sections(problems).into_iter().filter_map(|section| cap(section, problems)).collect()
}
