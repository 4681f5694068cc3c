//! Numbers of charts: 12.1 is the first of SO-12. They belong to one edition; words cite them by the measure's key.

use std::collections::{BTreeMap, BTreeSet};

use domain::plan::Link;
use domain::{Commitment, Snapshot};

use super::chart_data::charted;
use super::identify;
use crate::document::{self, Block, Report};
use crate::outline::{Graphics, Kind, Outline, Section};

/// The number of each measure's chart, by key, where the outline numbers charts; empty where it does not.
pub fn numbers(snapshot: &Snapshot, outline: &Outline) -> BTreeMap<String, String> {
    numbers_of(snapshot, &outline.sections.iter().flat_map(numbered).collect())
}

/// The numbers that a report gave: what it does not show under its number has none.
pub fn numbers_in(snapshot: &Snapshot, report: &Report) -> BTreeMap<String, String> {
    let kinds = snapshot.plan.kinds.iter().map(|kind| kind.key.as_str()).collect();
    let mut numbers = numbers_of(snapshot, &kinds);
    let mut titles = BTreeMap::new();
    report.sections.iter().for_each(|section| gather(section, &mut titles));
    numbers.retain(|measure, number| {
        let title = titles.get(identify::chart(measure).as_str());
        title.and_then(|title| title.strip_prefix(number.as_str())).is_some_and(|rest| rest.starts_with(' '))
    });
    numbers
}

/// The title of each graphic by its id.
fn gather<'r>(section: &'r document::Section, titles: &mut BTreeMap<&'r str, &'r str>) {
    for block in &section.blocks {
        match block {
            Block::Section(inner) => gather(inner, titles),
            Block::Figure(figure) => {
                titles.insert(&figure.id, &figure.title);
            }
            _ => {}
        }
    }
}

fn numbers_of(snapshot: &Snapshot, kinds: &BTreeSet<&str>) -> BTreeMap<String, String> {
    let plan = &snapshot.plan;
    let mut numbers = BTreeMap::new();
    for commitment in plan.commitments.iter().filter(|c| kinds.contains(c.kind.as_str())) {
        let serves = |link: &&Link| link.under.as_deref() == Some(commitment.reference.as_str());
        let links: Vec<&Link> = plan.links.iter().filter(serves).filter(|link| drawn(snapshot, link)).collect();
        let given: BTreeSet<&str> = links.iter().filter_map(|link| link.chart.as_deref()).collect();
        let prefix = prefix(commitment, &plan.commitments);
        let mut free = (1..).map(|place: usize| format!("{prefix}.{place}")).filter(|n| !given.contains(n.as_str()));
        for link in links {
            let number = link.chart.clone().or_else(|| free.next()).unwrap_or_default();
            numbers.entry(link.measure.clone()).or_insert(number);
        }
    }
    numbers
}

/// Where a number stands among others: 12.10 after 12.9.
pub fn order(number: &str) -> (u32, String) {
    let last = number.rsplit('.').next().and_then(|last| last.parse().ok());
    (last.unwrap_or(u32::MAX), number.to_string())
}

/// The kinds of commitment whose charts a section numbers.
fn numbered(section: &Section) -> Vec<&str> {
    match &section.kind {
        Kind::Commitments(spec) if spec.graphics == Graphics::NumberedCharts => {
            spec.of.iter().map(String::as_str).collect()
        }
        Kind::Chapter(parts) | Kind::Chapters { parts, .. } => parts.iter().flat_map(numbered).collect(),
        _ => Vec::new(),
    }
}

/// References of the commitments that have a section of their own, to which links lead.
pub fn with_sections(snapshot: &Snapshot, outline: &Outline) -> BTreeSet<String> {
    let kinds: BTreeSet<&str> = outline.sections.iter().flat_map(one_by_one).collect();
    let commitments = snapshot.plan.commitments.iter().filter(|c| kinds.contains(c.kind.as_str()));
    commitments.map(|commitment| identify::reference(&commitment.reference)).collect()
}

fn one_by_one(section: &Section) -> Vec<&str> {
    match &section.kind {
        Kind::Commitments(spec) if spec.only.is_none() => spec.of.iter().map(String::as_str).collect(),
        Kind::Chapter(parts) | Kind::Chapters { parts, .. } => parts.iter().flat_map(one_by_one).collect(),
        _ => Vec::new(),
    }
}

/// Whether a chart is drawn: there is a value in what it shows.
fn drawn(snapshot: &Snapshot, link: &Link) -> bool {
    let state = snapshot.measure(&link.measure);
    state.is_some_and(|state| {
        charted(state).iter().any(|p| state.history.get(p).is_some_and(|seen| seen.reading.value().is_some()))
    })
}

/// The digits of a reference without leading zeros; the whole reference where another has the same digits, or none.
fn prefix(commitment: &Commitment, all: &[Commitment]) -> String {
    let digits = |reference: &str| {
        let digits: String = reference.chars().filter(char::is_ascii_digit).collect();
        digits.trim_start_matches('0').to_string()
    };
    let own = digits(&commitment.reference);
    let shared = all.iter().any(|other| other.reference != commitment.reference && digits(&other.reference) == own);
    if own.is_empty() || shared { commitment.reference.clone() } else { own }
}
