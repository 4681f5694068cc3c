//! `ratings.csv`, `travel.csv` and `notes.csv`.

use domain::rating::{Override, Published, PublishedTravel};
use domain::scheme::{DIRECTIONS, Direction};
use domain::{Measure, Note};

use super::fits::Whole;
use super::measures::DEFAULT_FAMILY;
use super::values::statement;
use crate::forms;
use crate::known::{Known, Once};
use crate::problems::{Fault, Problems};
use crate::scheme::NOT_RATED;
use crate::shape::Texts;
use crate::table::{Columns, NO_DIMENSIONS, Row};

/// Reads the notes in their order.
pub(super) fn notes(texts: &Texts, known: &mut Known, problems: &mut Problems) -> Vec<Note> {
    let columns = Columns { must: &["key", "text"], may: &[], dimensions: NO_DIMENSIONS };
    let table = texts.table("notes.csv", columns, problems);
    known.notes.torn = !table.whole;
    let mut notes = Vec::new();
    for row in &table.rows {
        let Some(key) = row.must("key", problems) else { continue };
        let says = format!("There are two notes “{}”.", key.text);
        if !known.notes.add(key.text) {
            key.tell(Fault::new("duplicate-reference", says, "Give each note a key of its own."), problems);
            continue;
        }
        if key.text.contains(';') {
            let says = format!("The key “{}” holds a semicolon, which separates keys.", key.text);
            key.tell(Fault::new("not-a-key", says, "Use letters, digits and hyphens."), problems);
        }
        if let (true, Some(text)) = (row.sound, row.must("text", problems)) {
            notes.push(Note { key: key.text.to_string(), text: text.text.to_string() });
        }
    }
    notes
}

/// Reads ratings as published or overridden.
pub(super) fn ratings(texts: &Texts, known: &Known, problems: &mut Problems) -> Vec<Published> {
    let columns = Columns {
        must: &["measure", "period", "rating", "stated"],
        may: &["who", "when", "why"],
        dimensions: NO_DIMENSIONS,
    };
    let table = texts.table("ratings.csv", columns, problems);
    let mut once = Once::default();
    let mut ratings = Vec::new();
    for row in table.rows.iter().filter(|row| row.sound) {
        let before = problems.count();
        let statement = statement(row, Whole::OwnOnly, "rating", &mut once, known, problems);
        let measure = row.may("measure").and_then(|cell| known.sound_measure(cell.text));
        let grade = row.must_read("rating", |text| grade(text, measure, known), problems);
        let over = over(row, problems);
        let (Some(statement), Some(grade)) = (statement, grade) else { continue };
        if problems.count() == before {
            let (measure, period, stated) = (statement.measure, statement.period, statement.stated);
            ratings.push(Published { measure, period, grade, over, why: row.text("why"), stated });
        }
    }
    ratings
}

fn grade(text: &str, measure: Option<&Measure>, known: &Known) -> Result<Option<String>, Fault> {
    match measure {
        _ if text == NOT_RATED => Ok(None),
        None => Ok(Some(text.to_string())),
        Some(measure) => {
            let family = measure.scheme.as_deref().unwrap_or(DEFAULT_FAMILY);
            known.grade(family, text).map(Some).map_err(|mut fault| {
                fault.hint.push_str(" For no grade write “not rated”.");
                fault
            })
        }
    }
}

fn over(row: &Row, problems: &mut Problems) -> Option<Override> {
    let (who, when) = (row.may("who"), row.may("when"));
    let cell = who.or(when)?;
    if who.is_none() || when.is_none() || row.may("why").is_none() {
        let says = "A person's override needs who, when and why.";
        cell.tell(
            Fault::new(
                "incomplete-override",
                says,
                "Fill in all three; for what an old report printed, none of who and when.",
            ),
            problems,
        );
        return None;
    }
    let when = when.and_then(|cell| cell.read(forms::date, problems))?;
    Some(Override { who: who.map(|cell| cell.text.to_string())?, when })
}

/// Reads directions of travel as published.
pub(super) fn travel(texts: &Texts, known: &Known, problems: &mut Problems) -> Vec<PublishedTravel> {
    let columns = Columns { must: &["measure", "period", "direction", "stated"], may: &[], dimensions: NO_DIMENSIONS };
    let table = texts.table("travel.csv", columns, problems);
    let mut once = Once::default();
    let mut travel = Vec::new();
    for row in table.rows.iter().filter(|row| row.sound) {
        let before = problems.count();
        let statement = statement(row, Whole::OwnOnly, "direction", &mut once, known, problems);
        let direction = row.must_read("direction", direction, problems);
        let (Some(statement), Some(direction)) = (statement, direction) else { continue };
        if problems.count() == before {
            let (measure, period, stated) = (statement.measure, statement.period, statement.stated);
            travel.push(PublishedTravel { measure, period, direction, stated });
        }
    }
    travel
}

fn direction(text: &str) -> Result<Option<Direction>, Fault> {
    let [a, b, c] = DIRECTIONS.map(|(direction, word)| (Some(direction), word));
    forms::word(&[a, b, c, (None, "none")], text, "a direction of travel")
}
