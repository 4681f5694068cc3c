//! The report of a council as small as can be.

use std::collections::BTreeSet;

use domain::words::{About, Passage};
use report::document::{Block, FactKind, Inline, Report, Section};
use report::look::Look;
use report::{compose, outline};

use crate::made::northmere;
use crate::text::to_text;

#[test]
fn counts_are_a_sentence_and_words_of_grades_follow_the_number() {
    let (_, composed) = northmere();
    let said = to_text(&composed.report);
    assert!(said.contains("! Of the 3 promises, 1 is on course, 1 is late and 1 awaits news."), "{said}");
}

#[test]
fn a_row_shows_values_targets_ratings_directions_and_benchmarks_or_the_reason_there_is_none() {
    let said = to_text(&northmere().1.report);
    for row in [
        "| *P-1*<#p-1> | Streets swept on time<#chart-swept> | 90.0% | 93.5% | 95.0% | 94.0% | [Green] | Better | 91.0% / (England average 2024-25) |",
        "| *P-2*<#p-2> | Bins missed<#chart-missed> | ‹not stated› | 1,210 | 1,304 provisional [p](a) | at most 1,200 | [Red] | ‹nothing to compare› | ‹Local measure› |",
        "| *P-3*<#p-3> | Homes insulated<#chart-insulated>(a) | 80 | 60 | 150(a) | 140 | [Red] / (Published rating differs, reason unknown (computed: Green)) | Better | ‹no benchmark› |",
        "| *Aim*<#a2> | Homes with damp | ‹not stated› | ‹not stated› | ‹awaited› | fewer | ‹awaited› | ‹nothing to compare› | ‹no benchmark› |",
        "| ‹Whole council› | Residents satisfied | 61% | 61% | ‹due in Quarter 4 2025-26› | ‹no target› | Yearly |",
        "| *P-3* | Insulate 500 homes | Head of Housing | March 2028 | ‹awaiting update› | ‹no comment› |",
        "| *P-2* | Empty every bin on its day | ‹not stated› | June 2026 | [Late] | Crews were short in August. /  / • 1,304 bins were missed. /  / • A third crew starts in October. |",
    ] {
        assert!(said.contains(row), "{row}\n{said}");
    }
}

#[test]
fn notes_are_lettered_from_a_in_each_table() {
    let said = to_text(&northmere().1.report);
    assert!(
        said.contains("(a) Counted from calls until the new bins report themselves. [a1-measures-table-note-a]"),
        "{said}"
    );
    assert!(
        said.contains("(a) Homes insulated under the county's scheme are counted once. [a2-measures-table-note-a]"),
        "{said}"
    );
}

#[test]
fn a_chart_says_latest_value_target_rating_and_one_comparison() {
    let said = to_text(&northmere().1.report);
    for finding in [
        "Streets swept on time: 95.0% in Quarter 2 2025-26; target 94.0%; rated Green. Up from 90.0% in Quarter 2 2024-25.",
        "Bins missed: 1,304 in Quarter 2 2025-26; target at most 1,200; rated Red. Up from 1,210 in Quarter 1 2025-26.",
        "Homes insulated: 150 in Quarter 2 2025-26; target 140; rated Red. Up from 80 in Quarter 2 2024-25.",
    ] {
        assert!(said.contains(finding), "{finding}\n{said}");
    }
    assert!(!said.contains("[chart-damp]"), "a measure without a value has no chart");
}

#[test]
fn invented_figures_and_the_standing_of_the_edition_are_on_the_cover() {
    let meta = northmere().1.report.meta;
    assert_eq!(meta.banner.as_deref(), Some("Figures invented for a demonstration."));
    assert_eq!((meta.status.as_str(), meta.published_on.as_deref()), ("Published", Some("14 November 2025")));
    assert_eq!((meta.period.as_str(), meta.position_iso.as_str()), ("Quarter 2 2025-26", "2025-09-30"));
}

#[test]
fn facts_carry_exact_figures_beside_what_is_printed() {
    let report = northmere().1.report;
    let mut facts = Vec::new();
    each_cell(&report.sections, &mut |cell| facts.extend(cell.fact.clone()));
    let exact = |subject: &str, kind: FactKind, period: &str| {
        let found = facts.iter().find(|f| f.subject == subject && f.kind == kind && f.period.to_string() == period);
        found.map(|f| f.exact.as_str())
    };
    assert_eq!(exact("swept", FactKind::Value, "2025-26-Q2"), Some("95.0"));
    assert_eq!(exact("missed", FactKind::Target, "2025-26-Q2"), Some("1200"));
    assert_eq!(exact("damp", FactKind::Value, "2025-26-Q2"), Some("awaited"));
    assert_eq!(exact("P-2", FactKind::Progress, "2025-26-Q2"), Some("Late"));
    assert_eq!(exact("P-2", FactKind::Completes, "2025-26-Q2"), Some("2026-06-30"));
}

#[test]
fn words_that_no_section_shows_are_a_problem() {
    let (mut snapshot, _) = northmere();
    let (slot, about) = ("commentary".to_string(), About::Item("P-9".to_string()));
    let edition = snapshot.edition.period;
    snapshot.passages.push(Passage { edition, slot, about, text: "Lost.".into(), author: None, approved_by: None });
    let text =
        std::fs::read_to_string(format!("{}/tests/compose/northmere/outlines/short.toml", env!("CARGO_MANIFEST_DIR")));
    let composed = compose(&snapshot, &outline::parse("short", &text.unwrap()).unwrap(), &Look::new(&[]));
    let told: Vec<_> = composed.problems.iter().map(|p| (p.file.as_str(), p.rule)).collect();
    assert_eq!(told, [("words/2025-26-Q2/commentary/P-9.md", "words-not-shown")]);
}

#[test]
fn every_id_stands_once_and_every_link_within_the_report_leads_somewhere() {
    let report: Report = northmere().1.report;
    let said = to_text(&report);
    let mut ids = BTreeSet::new();
    each_section(&report.sections, &mut |section| {
        assert!(ids.insert(section.id.clone()), "{} stands twice", section.id)
    });
    assert!(ids.contains("a1") && said.contains("Charts [a1-charts]"), "{ids:?}");
    let mut links = Vec::new();
    each_cell(&report.sections, &mut |cell| {
        links.extend(cell.content.iter().filter_map(|inline| match inline {
            Inline::Link { to, .. } => Some(to.clone()),
            _ => None,
        }));
    });
    assert!(links.contains(&"#p-1".to_string()) && links.contains(&"#chart-swept".to_string()));
    assert!(!links.contains(&"#chart-damp".to_string()), "a link to a chart that is not drawn is plain text");
}

fn each_section(sections: &[Section], visit: &mut impl FnMut(&Section)) {
    for section in sections {
        visit(section);
        for block in &section.blocks {
            if let Block::Section(inner) = block {
                each_section(std::slice::from_ref(inner), visit);
            }
        }
    }
}

fn each_cell(sections: &[Section], visit: &mut impl FnMut(&report::document::Cell)) {
    each_section(sections, &mut |section| {
        for block in &section.blocks {
            if let Block::Table(table) = block {
                table.groups.iter().flat_map(|g| &g.rows).flat_map(|r| &r.cells).for_each(&mut *visit);
            }
        }
    });
}
