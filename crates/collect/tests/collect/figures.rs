//! What a person types into a field, and what comes of it: the cases are tables in `tests/cases`.

use collect::figure::{self, Typed};
use domain::cycle::FigureEntry;
use domain::{Decimal, Period, Reading};

use crate::made_measure;
use crate::table::{self, Row};

#[test]
fn every_case_reads_as_its_table_says() {
    for row in table::rows("figures.md", include_str!("../cases/figures.md")) {
        let measure = made_measure::of(&row);
        let read = match figure::read(&measure, &typed(&row)) {
            Ok(entry) => written(&entry),
            Err(problems) => {
                for problem in &problems {
                    assert!(!problem.says.is_empty() && problem.hint.ends_with('.'), "{}: {problem:?}", row.place);
                }
                let told = problems.iter().map(|problem| format!("{}: {}", problem.field.word(), problem.rule));
                told.collect::<Vec<_>>().join("; ")
            }
        };
        assert_eq!(read, row.must("read"), "{}", row.place);
    }
}

#[test]
fn every_message_is_the_one_of_its_table() {
    for row in table::rows("messages.md", include_str!("../cases/messages.md")) {
        let measure = made_measure::of(&row);
        let problems = figure::read(&measure, &typed(&row)).expect_err(&row.place);
        let told: Vec<String> = problems.iter().map(|problem| format!("{} {}", problem.says, problem.hint)).collect();
        assert_eq!(told.join(" / "), row.must("told"), "{}", row.place);
    }
}

#[test]
fn every_question_is_asked_where_its_table_says_and_nowhere_else() {
    for row in table::rows("questions.md", include_str!("../cases/questions.md")) {
        let measure = made_measure::of(&row);
        let entry = figure::read(&measure, &typed(&row)).unwrap_or_else(|e| panic!("{}: {e:?}", row.place));
        let numbers = row.get("before").into_iter().flat_map(|text| text.split(", "));
        let values: Vec<Decimal> = numbers.map(|number| measure.padded(number.parse().unwrap())).collect();
        let latest = Period::quarter(2025, 1);
        let periods: Vec<Period> = (0..values.len() as i32).rev().map(|back| latest.shifted(-back)).collect();
        let earlier: Vec<(&Period, Decimal)> = periods.iter().zip(values).collect();
        let asked = figure::questions(&measure, &entry, &earlier);
        let says: Vec<&str> = asked.iter().map(|question| question.says.as_str()).collect();
        assert_eq!(says.join(" / "), row.get("asked").unwrap_or(""), "{}", row.place);
    }
}

#[test]
fn a_field_of_which_nothing_was_typed_is_told_from_one_that_was_blanked() {
    assert!(figure::is_empty(&Typed { value: "  ".into(), markers: vec![String::new()], ..Typed::default() }));
    assert!(!figure::is_empty(&Typed { note: "Counted twice.".into(), ..Typed::default() }));
    assert!(!figure::is_empty(&Typed { markers: vec!["revised".into()], ..Typed::default() }));
}

fn typed(row: &Row) -> Typed {
    let text = |column: &str| row.get(column).unwrap_or("").to_string();
    Typed {
        value: text("typed"),
        numerator: text("numerator"),
        denominator: text("denominator"),
        reason: text("reason"),
        markers: row.get("markers").map(|text| vec![text.to_string()]).unwrap_or_default(),
        as_at: text("as at"),
        forecast: text("forecast"),
        note: text("note"),
    }
}

/// `53.0 = 412 of 777, forecast 60.0, provisional, at 2025-09-30`
pub fn written(entry: &FigureEntry) -> String {
    let mut text = match entry.reading {
        Reading::Absent(absence) => absence.word().to_string(),
        Reading::Figure(figure) => match figure.parts {
            None => figure.value.to_string(),
            Some((over, under)) => format!("{} = {over} of {under}", figure.value),
        },
    };
    text.extend(entry.forecast.map(|forecast| format!(", forecast {forecast}")));
    text.extend(entry.markers.iter().map(|marker| format!(", {}", marker.word())));
    text.extend(entry.as_at.map(|date| format!(", at {date}")));
    text.extend(entry.note.as_ref().map(|note| format!(", “{note}”")));
    text
}
