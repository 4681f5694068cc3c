//! Edits of the plan, which are refused where the papers would have a problem.

use cycle::plan::{self, COLUMN_WORDS, Editing, Row, TABLES};
use domain::Period;

use super::{council, files};

fn row(cells: &[(&'static str, &str)]) -> Row {
    cells.iter().map(|(name, text)| (*name, text.to_string())).collect()
}

#[test]
fn every_column_of_every_table_has_its_words() {
    for table in &TABLES {
        for column in table.columns {
            assert!(COLUMN_WORDS.iter().any(|(name, ..)| *name == column.name), "{} {}", table.name, column.name);
        }
        assert!(table.key.iter().all(|key| table.columns.iter().any(|column| column.name == *key)), "{}", table.name);
    }
}

#[test]
fn every_column_of_a_form_in_groups_stands_in_one_of_them() {
    for table in &TABLES {
        let groups = plan::groups(table.name);
        let grouped: Vec<&str> =
            groups.iter().flat_map(|group| group.columns.iter().chain(group.rare)).copied().collect();
        for column in table.columns.iter().filter(|_| !groups.is_empty()) {
            let times = grouped.iter().filter(|name| **name == column.name).count();
            assert_eq!(times, 1, "{} {}", table.name, column.name);
            let folded = groups.iter().any(|group| group.rare.contains(&column.name));
            assert!(!(column.must && folded), "{} must be filled in, so it is not folded away", column.name);
        }
        assert!(grouped.iter().all(|name| table.columns.iter().any(|column| column.name == *name)), "{}", table.name);
    }
    assert_eq!(plan::groups("measures").len(), 5);
}

#[test]
fn a_row_written_as_it_stands_changes_nothing_that_is_read() {
    let files = files();
    let before = council(&files);
    let editing = Editing { files: &files, plan: "2025-28", stated: Period::parse("2025-26-H1") };
    for table in &TABLES {
        let rows = plan::rows(table, &editing).unwrap();
        let Some(first) =
            rows.iter().find(|row| row.iter().all(|(name, text)| *name != "stated" || text == "2025-26-H1"))
        else {
            continue;
        };
        let after = plan::set(table, &editing, first).unwrap_or_else(|why| panic!("{}: {why:?}", table.name));
        assert_eq!(council(&after), before, "{}", table.name);
    }
}

#[test]
fn a_changed_target_is_stated_anew_and_the_printed_one_stays() {
    let files = files();
    let before = council(&files);
    let target = before.targets.iter().find(|t| t.stated.to_string() == "2024-25").unwrap();
    let editing = Editing { files: &files, plan: "2025-28", stated: Period::parse("2025-26-H1") };
    let period = target.period.to_string();
    let new = row(&[
        ("measure", &target.measure),
        ("period", &period),
        ("target", "42"),
        ("rationale", "Half of what it was"),
        ("stated", "2024-25"),
    ]);
    let after = council(&plan::set(plan::table("targets").unwrap(), &editing, &new).unwrap());
    assert!(after.targets.contains(target));
    let stated: Vec<String> = after
        .targets
        .iter()
        .filter(|t| t.measure == target.measure && t.period == target.period)
        .map(|t| t.stated.to_string())
        .collect();
    assert!(stated.contains(&"2025-26-H1".to_string()), "{stated:?}");
    assert_eq!(after.targets.len(), before.targets.len() + 1);
}

#[test]
fn an_edit_that_would_be_a_fault_is_refused_with_what_is_wrong() {
    let files = files();
    let editing = Editing { files: &files, plan: "2025-28", stated: Period::parse("2025-26-H1") };
    for (table, cells, rule) in [
        (
            "commitments",
            row(&[("reference", "S9"), ("kind", "step"), ("under", "A9"), ("title", "New")]),
            "unknown-reference",
        ),
        ("measures", row(&[("key", "FY-1"), ("unit", "furlongs")]), "unknown-word"),
        ("targets", row(&[("measure", "FY-1"), ("period", "2025-26-Q2"), ("target", "ninety")]), "not-a-target"),
        (
            "milestones",
            row(&[("commitment", "S1"), ("reference", "M9"), ("title", "x"), ("due", "soon")]),
            "not-a-date",
        ),
    ] {
        let problems = plan::set(plan::table(table).unwrap(), &editing, &cells).unwrap_err();
        assert!(problems.iter().any(|problem| problem.rule == rule), "{table}: {problems:?}");
    }
    let removed = plan::remove(plan::table("headings").unwrap(), &editing, &["A1.1".to_string()]).unwrap_err();
    assert!(removed.iter().all(|problem| problem.rule == "unknown-reference"), "{removed:?}");
}
