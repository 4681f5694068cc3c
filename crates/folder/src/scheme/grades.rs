//! `[[grade]]` and `zero_target`.

use domain::scheme::{COLOURS, MARKS, Made, TravelRule, ZeroTarget};
use domain::{Colour, Grade};

use super::reach::Reach;
use super::{NOT_RATED, conditions};
use crate::forms;
use crate::known::Names;
use crate::problems::{Fault, Place, Problems, name_hint};
use crate::settings::{Item, Section};

/// What a grade's table yields: its name even where the rest has a fault.
struct GradeRead {
    name: Option<String>,
    grade: Option<Grade>,
    /// Where each of its conditions begins.
    conditions: Vec<Place>,
}

/// Reads the grades in their order; `names` gets those of faulty ones too.
pub(super) fn read(
    root: &Section,
    made: Option<Made>,
    travel: &[TravelRule],
    names: &mut Names,
    problems: &mut Problems,
) -> Vec<Grade> {
    let sections = root.must("grade", problems).map(|item| item.sections(problems)).unwrap_or_default();
    let count = sections.len();
    let mut grades = Vec::new();
    let mut reach = Reach::default();
    for (order, section) in sections.into_iter().enumerate() {
        let (at, name_at) = (section.place(), section.place_of("name"));
        let before = problems.count();
        let read = grade(section, travel, problems);
        match &read.name {
            Some(name) => new_name(name, names, name_at, problems),
            // What it is called may be what a cut or a rating names.
            None => names.torn = true,
        }
        let Some(grade) = read.grade.filter(|_| problems.count() == before) else { continue };
        if made == Some(Made::Computed) {
            reach.add(&grade, &read.conditions, &at, order + 1 == count, problems);
        }
        grades.push(grade);
    }
    grades
}

fn new_name(name: &str, names: &mut Names, at: Place, problems: &mut Problems) {
    if name == NOT_RATED {
        let says = format!("A grade cannot be called “{NOT_RATED}”.");
        let hint = "ratings.csv uses these words for having no grade: choose others.";
        problems.tell(at, Fault::new("reserved-word", says, hint));
    } else if !names.add(name) {
        let says = format!("There are two grades called “{name}”.");
        problems.tell(at, Fault::new("repeated-grade", says, "Give each grade a name of its own."));
    }
}

fn grade(section: Section, travel: &[TravelRule], problems: &mut Problems) -> GradeRead {
    let name = section.must("name", problems).and_then(|item| item.text(problems));
    let mark =
        section.must("mark", problems).and_then(|item| item.read(|text| forms::word(&MARKS, text, "a mark"), problems));
    let colour = section.must("colour", problems).and_then(|item| item.read(colour, problems));
    let meaning = section.may("meaning").and_then(|item| item.text(problems));
    let response = section.may("response").and_then(|item| item.text(problems));
    let score = section.may("score").and_then(|item| item.number(problems));
    let sections = section.may("when").map(|item| item.sections(problems)).unwrap_or_default();
    let places = sections.iter().map(Section::place).collect();
    let when = sections.into_iter().filter_map(|when| conditions::condition(when, travel, problems)).collect();
    section.finish(problems);
    let grade = name.clone().zip(mark).zip(colour);
    let grade = grade.map(|((name, mark), colour)| Grade { name, mark, colour, meaning, response, when, score });
    GradeRead { name, grade, conditions: places }
}

fn colour(text: &str) -> Result<Colour, Fault> {
    if text.starts_with('#') {
        return forms::colour(text).map(|(r, g, b)| Colour::Own(r, g, b));
    }
    forms::word(&COLOURS, text, "a colour of the look")
}

/// A grade of this scheme by name.
pub(super) fn known_grade(item: &Item, names: &Names, problems: &mut Problems) -> Option<String> {
    let name = item.text(problems)?;
    if names.may_have(&name) {
        return Some(name);
    }
    let says = format!("There is no grade “{name}” in this scheme.");
    problems.tell(item.place(), Fault::new("unknown-grade", says, name_hint(&name, names.iter(), "this file")));
    None
}

/// What a target of zero is worth; a judged scheme has no say in it.
pub(super) fn zero_target(
    root: &Section,
    made: Option<Made>,
    names: &Names,
    problems: &mut Problems,
) -> Option<ZeroTarget> {
    let item = match made {
        Some(Made::Computed) => root.must("zero_target", problems)?,
        Some(Made::Judged) => return Some(ZeroTarget::MetOnly(String::new())),
        None => root.may("zero_target")?,
    };
    let section = item.section(problems)?;
    let met = section.must("met", problems).and_then(|item| known_grade(&item, names, problems));
    let missed = section.may("missed").map(|item| known_grade(&item, names, problems));
    section.finish(problems);
    match missed {
        None => Some(ZeroTarget::MetOnly(met?)),
        Some(missed) => Some(ZeroTarget::MetOrMissed(met?, missed?)),
    }
}
