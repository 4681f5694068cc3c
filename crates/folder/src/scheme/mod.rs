//! Rating schemes: `schemes/*.toml`, read and checked.

mod conditions;

mod travel;

mod reach;

use domain::scheme::{COLOURS, LimitWords, MARKS, Made, Rollup, RollupBy, TravelRule, Unrated, ZeroTarget};
use domain::{Colour, Decimal, Grade, Problem, Scheme};

use crate::forms;
use crate::problems::{Fault, Place, Problems, name_hint};
use crate::settings::{self, Item, Section};
use reach::Reach;

/// The word that `ratings.csv` uses for none, which no grade may have.
pub(crate) const NOT_RATED: &str = "not rated";

/// Reads one scheme from the text of its file.
///
/// # Errors
/// Every problem of the text, placed in a file called `scheme.toml`.
pub fn read_alone(text: &str) -> Result<Scheme, Vec<Problem>> {
    let mut problems = Problems::default();
    let scheme = read("scheme.toml", text, &mut problems).and_then(|read| read.scheme);
    match scheme {
        Some(scheme) if problems.count() == 0 => Ok(scheme),
        _ => Err(problems.sorted()),
    }
}

/// What a scheme's file yields: the scheme if it has no fault, and what others may refer to even if it has one.
#[derive(Debug, Default)]
pub(crate) struct SchemeRead {
    pub scheme: Option<Scheme>,
    /// `None`: the file does not say, or not readably.
    pub family: Option<String>,
    pub grades: Vec<String>,
    /// Line and character of `from`, where a clash with another scheme is told.
    pub from_at: (u32, u32),
}

/// Reads a scheme's file. `None` if it is no TOML.
pub(crate) fn read(file: &str, text: &str, problems: &mut Problems) -> Option<SchemeRead> {
    settings::open(file, text, problems, |root, problems| {
        let before = problems.count();
        let mut read = SchemeRead::default();
        let from_place = root.place_of("from");
        read.from_at = (from_place.line, from_place.column);
        let scheme = whole_scheme(&root, &mut read, problems);
        root.finish(problems);
        read.scheme = scheme.filter(|_| problems.count() == before);
        read
    })
}

fn whole_scheme(root: &Section, read: &mut SchemeRead, problems: &mut Problems) -> Option<Scheme> {
    read.family = root.must("family", problems).and_then(|item| item.text(problems));
    let title = root.must("title", problems).and_then(|item| item.text(problems));
    let from = root.must("from", problems).and_then(|item| item.date(problems));
    let until = root.may("until").and_then(|item| item.date(problems));
    if let (Some(first), Some(last)) = (from, until)
        && last < first
    {
        let says = format!("The scheme ends on {last}, before it begins on {first}.");
        problems.tell(root.place_of("until"), Fault::new("dates-reversed", says, "Check “from” and “until”."));
    }
    let made = root.must("made", problems).and_then(|item| {
        item.read(
            |text| forms::word(&[(Made::Computed, "computed"), (Made::Judged, "judged")], text, "a way of rating"),
            problems,
        )
    });
    let source = root.may("source").and_then(|item| item.text(problems));
    let unrated = root.must("unrated", problems).and_then(|item| unrated(item.section(problems)?, problems));
    let words = limit_words(root, problems);
    let travel = travel::rules(root, problems);
    let grade_sections = root.must("grade", problems).map(|item| item.sections(problems)).unwrap_or_default();
    let grades = grades(grade_sections, made, &travel, read, problems);
    let zero_target = zero_target(root, made, &read.grades, problems);
    let rollup = root.may("rollup").and_then(|item| rollup(item, &grades, &read.grades, problems));
    Some(Scheme {
        family: read.family.clone()?,
        title: title?,
        from: from?,
        until,
        made: made?,
        grades,
        unrated: unrated?,
        zero_target: zero_target?,
        words,
        rollup,
        travel,
        source,
    })
}

fn unrated(section: Section, problems: &mut Problems) -> Option<Unrated> {
    let name = section.must("name", problems).and_then(|item| item.text(problems));
    let meaning = section.must("meaning", problems).and_then(|item| item.text(problems));
    section.finish(problems);
    Some(Unrated { name: name?, meaning: meaning? })
}

fn limit_words(root: &Section, problems: &mut Problems) -> LimitWords {
    let mut words = LimitWords { floor: "floor".into(), high: "high target".into() };
    let Some(section) = root.may("words").and_then(|item| item.section(problems)) else { return words };
    if let Some(floor) = section.may("floor").and_then(|item| item.text(problems)) {
        words.floor = floor;
    }
    if let Some(high) = section.may("high").and_then(|item| item.text(problems)) {
        words.high = high;
    }
    section.finish(problems);
    words
}

fn grades(
    sections: Vec<Section>,
    made: Option<Made>,
    travel: &[TravelRule],
    read: &mut SchemeRead,
    problems: &mut Problems,
) -> Vec<Grade> {
    let count = sections.len();
    let mut grades = Vec::new();
    let mut reach = Reach::default();
    for (place_in_order, section) in sections.into_iter().enumerate() {
        let at = section.place();
        let (name_at, judged_at) = (section.place_of("name"), section.place_of("when"));
        let before = problems.count();
        let (grade, conditions) = grade(section, travel, problems);
        if let Some(name) = &grade.as_ref().map(|g| g.name.clone()) {
            check_name(name, &read.grades, name_at, problems);
            read.grades.push(name.clone());
        }
        let Some(grade) = grade.filter(|_| problems.count() == before) else { continue };
        match made {
            Some(Made::Judged) if !grade.when.is_empty() => {
                let says = format!("The grade “{}” has conditions, but people judge this scheme.", grade.name);
                let hint = "Take the conditions out, or write made = \"computed\".";
                problems.tell(judged_at, Fault::new("judged-with-conditions", says, hint));
            }
            Some(Made::Computed) => reach.add(&grade, &conditions, &at, place_in_order + 1 == count, problems),
            _ => {}
        }
        grades.push(grade);
    }
    grades
}

fn check_name(name: &str, earlier: &[String], at: Place, problems: &mut Problems) {
    if name == NOT_RATED {
        let says = format!("A grade cannot be called “{NOT_RATED}”.");
        problems.tell(
            at,
            Fault::new("reserved-word", says, "ratings.csv uses these words for having no grade: choose others."),
        );
    } else if earlier.iter().any(|known| known == name) {
        let says = format!("There are two grades called “{name}”.");
        problems.tell(at, Fault::new("repeated-grade", says, "Give each grade a name of its own."));
    }
}

fn grade(section: Section, travel: &[TravelRule], problems: &mut Problems) -> (Option<Grade>, Vec<Place>) {
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
    let grade = || Some(Grade { name: name?, mark: mark?, colour: colour?, meaning, response, when, score });
    (grade(), places)
}

fn colour(text: &str) -> Result<Colour, Fault> {
    if text.starts_with('#') {
        return forms::colour(text).map(|(r, g, b)| Colour::Own(r, g, b));
    }
    forms::word(&COLOURS, text, "a colour of the look")
}

/// A grade of this scheme by name.
fn known_grade(item: &Item, grades: &[String], problems: &mut Problems) -> Option<String> {
    let name = item.text(problems)?;
    if grades.contains(&name) {
        return Some(name);
    }
    let says = format!("There is no grade “{name}” in this scheme.");
    let hint = name_hint(&name, grades.iter().map(String::as_str), "the grades above");
    problems.tell(item.place(), Fault::new("unknown-grade", says, hint));
    None
}

fn zero_target(root: &Section, made: Option<Made>, grades: &[String], problems: &mut Problems) -> Option<ZeroTarget> {
    if made == Some(Made::Judged) {
        return Some(ZeroTarget::MetOnly(String::new()));
    }
    let section = root.must("zero_target", problems)?.section(problems)?;
    let met = section.must("met", problems).and_then(|item| known_grade(&item, grades, problems));
    let missed = section.may("missed").map(|item| known_grade(&item, grades, problems));
    section.finish(problems);
    match missed {
        None => Some(ZeroTarget::MetOnly(met?)),
        Some(missed) => Some(ZeroTarget::MetOrMissed(met?, missed?)),
    }
}

fn rollup(item: Item, grades: &[Grade], names: &[String], problems: &mut Problems) -> Option<Rollup> {
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

fn cuts(item: Item, grades: &[Grade], names: &[String], problems: &mut Problems) -> Vec<(Decimal, String)> {
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

fn caps(item: Item, names: &[String], problems: &mut Problems) -> Vec<(String, String)> {
    let cap = |section: Section, problems: &mut Problems| {
        let any = section.must("any", problems).and_then(|any| known_grade(&any, names, problems));
        let at_most = section.must("at_most", problems).and_then(|most| known_grade(&most, names, problems));
        section.finish(problems);
        Some((any?, at_most?))
    };
    item.sections(problems).into_iter().filter_map(|section| cap(section, problems)).collect()
}
