//! A sixth layout for the invented council: an outline, and no code.

use domain::words::{About, Passage};
use report::look::Look;
use report::{compose, outline};

use crate::folders::{editions, marlhaven};
use crate::text::to_text;

const OUTLINE: &str = include_str!("sixth.toml");

/// The layout of its latest edition as text, and every problem.
fn sixth(outline: &str) -> (String, Vec<String>) {
    let (_, snapshot, _) = editions(&marlhaven()).pop().unwrap();
    let composed = compose(&snapshot, &outline::parse("sixth", outline).unwrap(), &Look::new(&[]));
    (to_text(&composed.report), composed.problems.iter().map(ToString::to_string).collect())
}

#[test]
fn a_sixth_layout_needs_no_code() {
    let (said, problems) = sixth(OUTLINE);
    assert_eq!(problems, Vec::<String>::new());
    let path = format!("{}/tests/compose/gold/sixth.txt", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &said).unwrap();
    }
    assert!(std::fs::read_to_string(&path).unwrap_or_default() == said, "differs from {path}");
}

#[test]
fn what_changed_since_the_edition_before_stands_as_it_was_beside_what_it_is() {
    let (said, _) = sixth(OUTLINE);
    for row in [
        "| Harbour dues collected, Quarter 4 2025 | £1,655.0k | £1,658.4k / (Corrected after the ledger was closed.) |",
        "| FY-1 | Ferry sailings on time | Ferries that left on time |",
    ] {
        assert!(said.contains(row), "{row}\n{said}");
    }
}

#[test]
fn a_risk_that_rose_says_from_where_and_stands_where_likelihood_and_impact_meet() {
    let (said, _) = sixth(OUTLINE);
    assert!(said.contains("R1: likelihood 3, impact 4"), "{said}");
    assert!(said.contains("| 3 | 4 | 12 | Up from 9 |"), "{said}");
    assert!(said.contains("| 4 | 4 | 16 | New |"), "{said}");
}

#[test]
fn a_step_that_slipped_shows_its_first_date_beside_the_revised_one() {
    let (said, _) = sixth(OUTLINE);
    let row =
        "| *2* | Contractor chosen | 19 December 2025 | 27 February 2026( (said in Half 1 2026)) | ‹not yet due› |";
    assert!(said.contains(row), "{row}\n{said}");
}

#[test]
fn names_that_the_council_does_not_know_are_told_in_every_kind_of_section() {
    let text = "[[section]]\ntitle = \"Full\"\nkind = \"in full\"\nmeasures = [\"FY-9\"]\n\n\
                [[section]]\ntitle = \"Wheel\"\nkind = \"wheel\"\nof = \"setp\"\n\n\
                [[section]]\ntitle = \"Money\"\nkind = \"savings\"\ntarget = \"FY-2\"\n\
                bar = [{ measure = \"FY-2\", title = \"Done\", colour = \"green\" }]\n";
    let (_, problems) = sixth(text);
    let told = |rule: &str| problems.iter().any(|problem| problem.contains(&format!("[{rule}]")));
    for rule in ["unknown-measure", "unknown-kind", "unknown-colour"] {
        assert!(told(rule), "{rule}: {problems:#?}");
    }
}

#[test]
fn words_cite_a_chart_by_its_measure_and_a_chart_that_is_not_there_is_a_problem() {
    let (_, mut snapshot, _) = editions(&marlhaven()).pop().unwrap();
    let cites = |text: &str| Passage {
        edition: snapshot.edition.period,
        slot: "introduction".into(),
        about: About::Edition,
        text: text.into(),
        author: None,
        approved_by: None,
    };
    let passages = [cites("See chart {{chart FY-1}}."), cites("See chart {{chart FY-2}}.")];
    let said = passages.map(|passage| {
        snapshot.passages = vec![passage];
        let composed = compose(&snapshot, &outline::parse("sixth", OUTLINE).unwrap(), &Look::new(&[]));
        (to_text(&composed.report), composed.problems)
    });
    assert!(said[0].0.contains("See chart 1.1<#chart-fy-1>.") && said[0].1.is_empty(), "{:?}", said[0].1);
    let told: Vec<(&str, &str)> = said[1].1.iter().map(|p| (p.rule, p.says.as_str())).collect();
    assert_eq!(told, [("unknown-live-figure", "“FY-2” has no numbered chart in this report")]);
}

#[test]
fn a_number_of_the_plan_is_kept_and_the_next_free_one_is_given_to_the_others() {
    let (_, mut snapshot, _) = editions(&marlhaven()).pop().unwrap();
    for link in snapshot.plan.links.iter_mut().filter(|link| link.measure == "FY-1") {
        link.chart = Some("1.2".into());
    }
    let composed = compose(&snapshot, &outline::parse("sixth", OUTLINE).unwrap(), &Look::new(&[]));
    let said = to_text(&composed.report);
    assert!(said.contains("Figure: 1.2 Ferries that left on time"), "{said}");
    assert!(said.contains("Figure: 4.1 People who feel safe outside after dark"), "{said}");
}
