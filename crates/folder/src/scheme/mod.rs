//! Rating schemes: `schemes/*.toml`, read and checked.

mod travel;

mod conditions;

mod reach;

mod grades;

mod rollup;

use domain::scheme::{LimitWords, Made, Unrated};
use domain::{Problem, Scheme};

use crate::forms;
use crate::known::Names;
use crate::problems::{Fault, Problems};
use crate::settings::{self, Section};

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
    pub grades: Names,
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
    let held_to = person_or_figures(root, made, problems);
    let grades = grades::read(root, held_to, &travel, &mut read.grades, problems);
    let zero_target = grades::zero_target(root, held_to, &read.grades, problems);
    let rollup = root.may("rollup").and_then(|item| rollup::read(item, &grades, &read.grades, problems));
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

/// Checks that a computed scheme has conditions and a judged one none. The way of rating, if the rest is to be held to it.
fn person_or_figures(root: &Section, made: Option<Made>, problems: &mut Problems) -> Option<Made> {
    let item = root.may("made")?;
    let grades = root.may("grade").map(|item| item.sections(&mut Problems::default())).unwrap_or_default();
    let conditional = grades.iter().any(|grade| grade.may("when").is_some());
    let zero_target = root.may("zero_target").is_some();
    match made? {
        Made::Judged if conditional || zero_target => {
            let what = if conditional { "conditions" } else { "a zero_target" };
            let says = format!("People judge by this scheme, but it has {what}.");
            let hint = "Take out what only figures need, or write made = \"computed\".";
            problems.tell(item.place(), Fault::new("judged-with-conditions", says, hint));
        }
        Made::Computed if !conditional && grades.len() > 1 => {
            let says = "This scheme is computed, but no grade says when it is reached.";
            let hint = "Give each grade but the last a [[grade.when]], or write made = \"judged\".";
            problems.tell(item.place(), Fault::new("computed-without-conditions", says, hint));
            return None;
        }
        _ => {}
    }
    made
}
