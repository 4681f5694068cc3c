//! What comes of a workbook that was filled in, moved about or spoilt: the cases are tables in `tests/cases`.

use std::collections::BTreeSet;

use collect::{Forecasts, Read, Row};
use domain::Decimal;
use domain::cycle::Body;

use crate::resaved::Resaved;
use crate::{figures, made_sheet, table};

#[test]
fn every_change_to_a_workbook_is_read_or_told_as_its_table_says() {
    let sheet = made_sheet::made();
    let made = collect::workbook(&sheet).unwrap();
    let mut rules = BTreeSet::new();
    for row in table::rows("workbooks.md", include_str!("../cases/workbooks.md")) {
        let mut resaved = Resaved::of(&made);
        row.must("change").split("; ").for_each(|change| resaved.change(change));
        let read = collect::read("figures.xlsx", &resaved.bytes(), &sheet);
        let expected = ["read", "problems", "notes"].map(|column| row.get(column).unwrap_or(""));
        assert_eq!(summary(&read), expected.map(String::from), "{}: {read:#?}", row.place);
        for problem in read.problems.iter().chain(&read.notes) {
            assert!(problem.says.ends_with('.') && problem.hint.ends_with('.'), "{problem}");
            assert!(problem.to_string().starts_with("figures.xlsx: "), "{problem}");
            rules.insert(problem.rule);
        }
    }
    assert!(rules.len() >= 30, "thirty kinds of mistake are told apart, not {}: {rules:?}", rules.len());
}

#[test]
fn a_workbook_that_nobody_touched_changes_nothing() {
    let sheet = made_sheet::made();
    let read = collect::read("figures.xlsx", &collect::workbook(&sheet).unwrap(), &sheet);
    assert_eq!(read, Read { untouched: 6, unchanged: 2, ..Read::default() });
}

#[test]
fn a_change_by_somebody_else_in_between_is_told_and_an_untouched_row_does_not_undo_it() {
    let before = made_sheet::made();
    let mut now = made_sheet::made();
    let row = &mut now.figures[5];
    row.version = 3;
    row.current.as_mut().unwrap().note = Some("Counted again.".into());
    now.figures[0].version = 1;
    let mut resaved = Resaved::of(&collect::workbook(&before).unwrap());
    resaved.change("Figures!I5 = 53");
    let read = collect::read("figures.xlsx", &resaved.bytes(), &now);
    let notes = ["Figures!I5 older-version"].join("; ");
    assert_eq!(summary(&read), ["repairs = 53.0".to_string(), String::new(), notes]);
    assert_eq!((read.rows[0].seen, read.unchanged), (0, 2));
    resaved.change("Figures!I10 = 12.4");
    resaved.change("Figures!K10 = 248");
    let read = collect::read("figures.xlsx", &resaved.bytes(), &now);
    assert_eq!(read.notes.len(), 2, "{:?}", read.notes);
    assert!(read.notes[1].says.contains("version 2 was entered; now version 3 is"), "{}", read.notes[1].says);
}

#[test]
fn a_forecast_has_a_column_where_it_is_asked_for_or_was_entered() {
    let mut sheet = made_sheet::made();
    sheet.forecasts = Forecasts::Asked;
    let mut resaved = Resaved::of(&collect::workbook(&sheet).unwrap());
    for change in ["Figures!I5 = 53", "Figures!O5 = 61.5", "Figures!O6 = 53%"] {
        resaved.change(change);
    }
    let read = collect::read("figures.xlsx", &resaved.bytes(), &sheet);
    let problems = "Figures!I6 neither-value-nor-reason; Figures!O6 number-with-unit";
    assert_eq!(summary(&read)[..2], ["repairs = 53.0, forecast 61.5".to_string(), problems.to_string()]);

    sheet.forecasts = Forecasts::NotAsked;
    sheet.figures[5].current.as_mut().unwrap().forecast = Some(Decimal::TEN);
    let read = collect::read("figures.xlsx", &collect::workbook(&sheet).unwrap(), &sheet);
    assert_eq!(read, Read { untouched: 6, unchanged: 2, ..Read::default() });
}

#[test]
fn a_person_who_only_leads_commitments_gets_no_sheet_of_figures() {
    let mut sheet = made_sheet::made();
    sheet.figures.clear();
    let mut resaved = Resaved::of(&collect::workbook(&sheet).unwrap());
    resaved.change("Progress!E5 = Complete");
    let read = collect::read("progress.xlsx", &resaved.bytes(), &sheet);
    assert_eq!(summary(&read), ["A1 = Complete, “”".to_string(), String::new(), String::new()]);
}

#[test]
fn a_workbook_of_another_council_round_or_person_is_refused_whole() {
    let sheet = made_sheet::made();
    let mut resaved = Resaved::of(&collect::workbook(&sheet).unwrap());
    resaved.change("Figures!I5 = 53");
    let bytes = resaved.bytes();
    let rule = |change: fn(&mut collect::Identity)| {
        let mut other = sheet.clone();
        change(&mut other.identity);
        let read = collect::read("figures.xlsx", &bytes, &other);
        assert!(read.rows.is_empty() && read.problems.len() == 1, "{read:?}");
        read.problems[0].rule
    };
    assert_eq!(rule(|identity| identity.tenant = "0190-b".into()), "another-council");
    assert_eq!(rule(|identity| identity.round.number = 2), "another-round");
    assert_eq!(rule(|identity| identity.person = "0190-q".into()), "another-person");
}

/// Rows read, problems and notes, each as one text.
pub fn summary(read: &Read) -> [String; 3] {
    let told = |problems: &[collect::Problem]| {
        let one =
            |problem: &collect::Problem| format!("{} {}", problem.cell.as_deref().unwrap_or("file"), problem.rule);
        problems.iter().map(one).collect::<Vec<_>>().join("; ")
    };
    [read.rows.iter().map(written).collect::<Vec<_>>().join("; "), told(&read.problems), told(&read.notes)]
}

fn written(row: &Row) -> String {
    let item = row.item.to_string();
    let key = item.split('/').nth(1).unwrap();
    match &row.body {
        Body::Figure(entry) => format!("{key} = {}", figures::written(entry)),
        Body::Progress(entry) => {
            let grade = entry.grade.as_deref().unwrap_or("no rating");
            let completes = entry.completes.map(|date| format!(", by {date}")).unwrap_or_default();
            format!("{key} = {grade}{completes}, “{}”", entry.text.replace('\n', "/"))
        }
        other => panic!("{other:?}"),
    }
}
