//! The examples of this repository, composed: what their reports say, and that nothing in them is at fault.

use std::collections::BTreeSet;

use domain::Snapshot;
use report::document::{Block, FactKind, Figure, FigureData, Report, Section};
use serde::Deserialize;

use crate::folders::{editions, examples, marlhaven};
use crate::text::to_text;

#[test]
fn every_example_composes_without_a_problem() {
    for folder in examples().into_iter().chain([marlhaven()]) {
        for (name, _, composed) in editions(&folder) {
            let problems: String = composed.problems.iter().map(|p| format!("{p}\n")).collect();
            assert_eq!(problems, "", "{name}");
        }
    }
}

/// The whole report as text. After reading the difference, `BLESS=1 cargo nextest run -p report` accepts it.
#[test]
fn every_example_says_what_its_golden_text_says() {
    for folder in examples().into_iter().chain([marlhaven()]) {
        for (name, _, composed) in editions(&folder) {
            let path = format!("{}/tests/compose/gold/{name}.txt", env!("CARGO_MANIFEST_DIR"));
            let said = to_text(&composed.report);
            if std::env::var_os("BLESS").is_some() {
                std::fs::write(&path, &said).unwrap();
            }
            let golden = std::fs::read_to_string(&path).unwrap_or_default();
            let differs = golden.lines().zip(said.lines()).find(|(old, new)| old != new);
            assert!(golden == said, "{name} differs from {path}; the first line that does: {differs:#?}");
        }
    }
}

/// What `expected.toml` says of one edition.
#[derive(Deserialize)]
struct Expected {
    measures: usize,
    commitments: usize,
    risks: usize,
    ratings_that_differ: usize,
    chapters: usize,
    notes: Vec<String>,
    says: Vec<String>,
}

#[test]
fn every_example_holds_what_the_published_report_holds() {
    let text = std::fs::read_to_string(format!("{}/tests/compose/expected.toml", env!("CARGO_MANIFEST_DIR")));
    let expected: std::collections::BTreeMap<String, Expected> = toml::from_str(&text.unwrap()).unwrap();
    let mut met = BTreeSet::new();
    for (name, snapshot, composed) in examples().iter().flat_map(|folder| editions(folder)) {
        let Some(expected) = expected.get(&name) else { continue };
        let report = &composed.report;
        let counted = [
            subjects(report, FactKind::Value),
            subjects(report, FactKind::Progress),
            subjects(report, FactKind::Score),
        ];
        assert_eq!(counted.map(|s| s.len()), [expected.measures, expected.commitments, expected.risks], "{name}");
        let outermost: Vec<&str> =
            snapshot.plan.headings.iter().filter(|h| h.level == 0).map(|h| h.title.as_str()).collect();
        let chapters = report.sections.iter().filter(|s| outermost.iter().any(|title| s.title.ends_with(title)));
        assert_eq!(chapters.count(), expected.chapters, "{name}");
        assert_eq!(letters(report), expected.notes, "{name}");
        let said = to_text(report);
        let differ = said.matches("Published rating differs, reason unknown (computed: ").count();
        assert_eq!(differ, expected.ratings_that_differ, "{name}");
        expected.says.iter().for_each(|sentence| assert!(said.contains(sentence), "{name} says “{sentence}”"));
        met.insert(name);
    }
    assert_eq!(met.len(), expected.len(), "every edition of expected.toml was composed: {met:?}");
}

#[test]
fn every_graphic_says_its_latest_value_its_target_and_its_rating() {
    let mut charts = 0;
    for (name, snapshot, composed) in examples().iter().flat_map(|folder| editions(folder)) {
        for figure in figures(&composed.report.sections) {
            assert!(!figure.title.is_empty() && !figure.svg.is_empty(), "{name} {}", figure.id);
            let Some(said) = said_of(&snapshot, figure) else { continue };
            said.iter().for_each(|part| assert!(figure.alt.contains(part), "{name}: “{part}” in “{}”", figure.alt));
            charts += 1;
        }
    }
    assert!(charts > 60, "{charts} charts were looked at");
}

/// What the text alternative of a measure's chart must hold. `None`: the graphic is no measure's.
fn said_of(snapshot: &Snapshot, figure: &Figure) -> Option<Vec<String>> {
    let named = |title: &str| figure.title == title || figure.title.ends_with(&format!(" {title}"));
    let state = snapshot.measures.iter().find(|state| named(&state.title))?;
    let mut said = vec![state.measure.write(state.observation()?.reading.value()?)];
    said.extend(state.target().and_then(|target| target.aim.value()).map(|value| state.measure.write(value)));
    let scheme = snapshot.scheme(&state.scheme)?;
    said.push(
        state.shown_grade(scheme).map_or("not rated".into(), |grade| format!("rated {}", scheme.grades[grade].name)),
    );
    Some(said)
}

fn subjects(report: &Report, kind: FactKind) -> BTreeSet<String> {
    let tables = each_block(&report.sections).into_iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Figure(Figure { data: FigureData::Own(table), .. }) => Some(table),
        _ => None,
    });
    let cells = tables.flat_map(|table| table.groups.iter().flat_map(|g| &g.rows).flat_map(|r| &r.cells));
    cells.filter_map(|cell| cell.fact.as_ref()).filter(|f| f.kind == kind).map(|f| f.subject.clone()).collect()
}

fn letters(report: &Report) -> Vec<String> {
    let blocks = each_block(&report.sections);
    let notes = blocks.into_iter().filter_map(|block| match block {
        Block::Notes(notes) => Some(notes.iter().map(|note| note.letter.clone()).collect::<Vec<_>>()),
        _ => None,
    });
    notes.max_by_key(Vec::len).unwrap_or_default()
}

fn figures(sections: &[Section]) -> Vec<&Figure> {
    let mut figures = Vec::new();
    for block in each_block(sections) {
        if let Block::Figure(figure) = block {
            figures.push(figure);
        }
    }
    figures
}

fn each_block(sections: &[Section]) -> Vec<&Block> {
    let mut blocks = Vec::new();
    for section in sections {
        for block in &section.blocks {
            match block {
                Block::Section(inner) => blocks.extend(each_block(std::slice::from_ref(inner))),
                other => blocks.push(other),
            }
        }
    }
    blocks
}
