//! The documents of a report as others read them: a validator, a reader for blind people, a program.

use std::process::Command;

use ::report::document::{Block, Figure, FigureData, Section, Table};
use baseplan::workflow::open;
use baseplan::workflow::report::{self, Composed};
use domain::Period;
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

use crate::run::{COUNCILS, Desk, file, root};
use crate::tree::{self, Element, with_role};

/// What a report says, from the same rooms that the program asks.
fn composed(council: &str, period: &str) -> Composed {
    let folder = root().join(council.replace("councils/", "crates/baseplan/tests/councils/"));
    let opened = open::open(&folder).unwrap();
    let edition = opened.edition(Period::parse(period)).unwrap();
    report::composed(&opened.council, edition).unwrap()
}

/// Every table of a report, those of graphics too, in order.
fn tables(sections: &[Section]) -> Vec<&Table> {
    let mut found = Vec::new();
    for block in sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Section(section) => found.extend(tables(std::slice::from_ref(section))),
            Block::Table(table) => found.push(table),
            Block::Figure(Figure { data: FigureData::Own(table), .. }) => found.push(table),
            _ => {}
        }
    }
    found
}

/// Every graphic of a report, in order.
fn figures(sections: &[Section]) -> Vec<&Figure> {
    let mut found = Vec::new();
    for block in sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Section(section) => found.extend(figures(std::slice::from_ref(section))),
            Block::Figure(figure) => found.push(figure),
            _ => {}
        }
    }
    found
}

#[test]
fn every_pdf_is_pdf_ua_1_and_pdf_a_2a_by_an_independent_validator() {
    for (council, period) in COUNCILS {
        let files = Desk::new().report(council, period);
        for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
            let options = ValidationOptions::default().profile(profile);
            let validated = validate_pdf_bytes(file(&files, "report.pdf"), &options).unwrap();
            let failures: Vec<String> =
                validated.failures.iter().map(|f| format!("{} {}", f.rule_id, f.message)).collect();
            assert_eq!(failures, Vec::<String>::new(), "{council} {profile:?}");
        }
    }
}

#[test]
fn qpdf_finds_no_fault_in_any_pdf() {
    if Command::new("qpdf").arg("--version").output().is_err() {
        println!("qpdf is not installed: not checked");
        return;
    }
    for (council, period) in COUNCILS {
        let desk = Desk::new();
        desk.report(council, period);
        let name = council.rsplit('/').next().unwrap();
        let pdf = desk.path(&format!("out/{name}/{period}/report.pdf"));
        let checked = Command::new("qpdf").arg("--check").arg(pdf).output().unwrap();
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    }
}

fn header_cells<'a>(table: &'a Element, scope: &str) -> Vec<&'a Element> {
    with_role(&table.children, "TH").into_iter().filter(|cell| cell.scope.as_deref() == Some(scope)).collect()
}

#[test]
fn every_table_of_the_report_is_a_table_of_the_pdf_with_column_and_row_headers() {
    for (council, period) in COUNCILS {
        let composed = composed(council, period);
        let tree = tree::read(file(&Desk::new().report(council, period), "report.pdf"));
        let (said, tagged) = (tables(&composed.report.sections), with_role(&tree, "Table"));
        assert_eq!(tagged.len(), said.len(), "{council}");
        for (table, tagged) in said.iter().zip(tagged) {
            let rows: usize = table.groups.iter().map(|group| group.rows.len()).sum();
            // The title of a group of rows heads the columns beneath it once more.
            let heads = table.columns.len() + table.groups.iter().filter(|group| group.title.is_some()).count();
            assert_eq!(header_cells(tagged, "Column").len(), heads, "{council}: {}", table.caption);
            assert_eq!(header_cells(tagged, "Row").len(), rows, "{council}: {}", table.caption);
        }
    }
}

#[test]
fn every_graphic_has_its_text_alternative_in_the_pdf() {
    for (council, period) in COUNCILS {
        let composed = composed(council, period);
        let tree = tree::read(file(&Desk::new().report(council, period), "report.pdf"));
        let tagged: Vec<&str> = with_role(&tree, "Figure").iter().filter_map(|f| f.alt.as_deref()).collect();
        assert_eq!(with_role(&tree, "Figure").len(), tagged.len(), "{council}: a graphic without alternative");
        for figure in figures(&composed.report.sections) {
            assert!(tagged.contains(&figure.alt.as_str()), "{council}: {}: {}", figure.title, figure.alt);
        }
    }
}

#[test]
fn the_text_alternative_of_a_measures_chart_states_value_target_rating_and_a_comparison() {
    for (council, period) in COUNCILS {
        let composed = composed(council, period);
        for figure in figures(&composed.report.sections) {
            let mut states = composed.snapshot.measures.iter().filter(|state| state.title == figure.title);
            let Some(state) = states.next() else { continue };
            let value = state.observation().and_then(|o| o.reading.value()).map(|v| state.measure.write(v));
            let target = state.target().and_then(|t| t.aim.value()).map(|v| state.measure.write(v));
            let scheme = composed.snapshot.scheme(&state.scheme).unwrap();
            let rating = state.shown_grade(scheme).map(|grade| scheme.grades[grade].name.clone());
            for stated in [value, target, rating].into_iter().flatten() {
                assert!(figure.alt.contains(&stated), "{council}: {stated} is not in: {}", figure.alt);
            }
            let earlier = state.history.range(..state.now);
            let comparable = earlier.filter(|(then, _)| state.measure.comparable(state.now, **then));
            let values: Vec<String> =
                comparable.filter_map(|(_, o)| o.reading.value()).map(|value| state.measure.write(value)).collect();
            let compared = values.is_empty() || values.iter().any(|then| figure.alt.contains(then));
            assert!(compared, "{council}: none of {values:?} is in: {}", figure.alt);
        }
    }
}

#[test]
fn the_documents_agree_on_how_many_tables_there_are() {
    for (council, period) in COUNCILS {
        let files = Desk::new().report(council, period);
        let html = String::from_utf8(file(&files, "report.html").to_vec()).unwrap();
        let pdf = with_role(&tree::read(file(&files, "report.pdf")), "Table").len();
        assert_eq!(html.matches("<table").count(), pdf, "{council}");
    }
}
