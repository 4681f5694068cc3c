//! `plans/PLAN/`.

use std::collections::BTreeMap;

use domain::{Commitment, Council, Plan};

use super::form::{cell, cells, line, number, sheet};
use crate::Files;

pub(super) fn write(plan: &Plan, council: &Council, files: &mut Files) {
    let dimensions: Vec<String> = council.dimensions.iter().map(|(key, _)| key.clone()).collect();
    let mut put = |name: &str, bytes: Vec<u8>| files.insert(format!("plans/{}/{name}", plan.key), bytes);
    put("plan.toml", own_file(plan).into_bytes());
    put("headings.csv", headings(plan));
    put("commitments.csv", commitments(plan, &dimensions));
    put("measures.csv", links(plan, &dimensions));
    if plan.commitments.iter().any(|commitment| !commitment.renamed.is_empty()) {
        put("titles.csv", titles(plan));
    }
    if plan.commitments.iter().any(|commitment| !commitment.milestones.is_empty()) {
        put("milestones.csv", milestones(plan));
    }
    if !plan.risks.is_empty() {
        put("risks.csv", risks(plan, &dimensions));
    }
    if council.progress.iter().any(|progress| progress.plan == plan.key) {
        put("progress.csv", progress(plan, council));
    }
    if council.risk_scores.iter().any(|score| score.plan == plan.key) {
        put("risk-scores.csv", risk_scores(plan, council));
    }
}

fn own_file(plan: &Plan) -> String {
    let mut out = line("title", &plan.title);
    out += &format!("from = {}\nuntil = {}\n", plan.runs.0, plan.runs.1);
    if plan.levels.is_empty() {
        out += "level = []\n";
    }
    for level in &plan.levels {
        out += &format!("\n[[level]]\n{}{}", line("name", &level.name), line("plural", &level.plural));
    }
    for kind in &plan.kinds {
        out += &format!("\n[[kind]]\n{}{}", line("key", &kind.key), line("name", &kind.name));
        out += &format!("{}{}", line("plural", &kind.plural), line("scheme", &kind.scheme));
    }
    out
}

fn headings(plan: &Plan) -> Vec<u8> {
    let rows: Vec<Vec<String>> = plan
        .headings
        .iter()
        .map(|h| {
            let short = if h.short == h.title { String::new() } else { h.short.clone() };
            let level = (h.level + 1).to_string();
            let notes = cells(h.notes.iter().map(String::as_str));
            vec![h.reference.clone(), level, cell(h.parent.as_ref()), short, h.title.clone(), notes]
        })
        .collect();
    sheet(&["reference", "level", "parent?", "short?", "title", "notes?"], &rows)
}

/// A table whose last columns are the council's dimensions.
fn with_tags(columns: &[&str], dimensions: &[String], rows: Vec<(Vec<String>, &BTreeMap<String, String>)>) -> Vec<u8> {
    let named: Vec<String> = dimensions.iter().map(|key| format!("{key}?")).collect();
    let columns: Vec<&str> = columns.iter().copied().chain(named.iter().map(String::as_str)).collect();
    let rows: Vec<Vec<String>> = rows
        .into_iter()
        .map(|(mut row, tags)| {
            row.extend(dimensions.iter().map(|key| cell(tags.get(key))));
            row
        })
        .collect();
    sheet(&columns, &rows)
}

fn commitments(plan: &Plan, dimensions: &[String]) -> Vec<u8> {
    let row = |c: &Commitment| {
        let predecessor = c.predecessor.as_ref().map(|(plan, reference)| format!("{plan} {reference}"));
        let (reference, kind, under, title) = (c.reference.clone(), c.kind.clone(), c.under.clone(), c.title.clone());
        vec![reference, kind, under, title, cell(c.lead.as_ref()), cell(c.starts), cell(predecessor)]
    };
    let rows = plan.commitments.iter().map(|commitment| (row(commitment), &commitment.tags)).collect();
    with_tags(&["reference", "kind", "under", "title", "lead?", "starts?", "predecessor?"], dimensions, rows)
}

fn links(plan: &Plan, dimensions: &[String]) -> Vec<u8> {
    let counts = |counts: bool| (if counts { "yes" } else { "" }).to_string();
    let rows = plan
        .links
        .iter()
        .map(|l| {
            let (under, from, chart) = (cell(l.under.as_ref()), cell(l.from), cell(l.chart.as_ref()));
            (vec![l.measure.clone(), under, counts(l.counts), from, chart], &l.tags)
        })
        .collect();
    with_tags(&["measure", "under?", "counts?", "from?", "chart?"], dimensions, rows)
}

fn titles(plan: &Plan) -> Vec<u8> {
    let mut rows = Vec::new();
    for commitment in &plan.commitments {
        for later in &commitment.renamed {
            rows.push(vec![commitment.reference.clone(), cell(later.from), later.title.clone()]);
        }
    }
    sheet(&["reference", "from", "title"], &rows)
}

fn milestones(plan: &Plan) -> Vec<u8> {
    let mut rows = Vec::new();
    for commitment in &plan.commitments {
        for milestone in &commitment.milestones {
            let revised: Vec<String> =
                milestone.revised.iter().map(|(edition, date)| format!("{edition} {date}")).collect();
            rows.push(vec![
                commitment.reference.clone(),
                milestone.reference.clone(),
                milestone.title.clone(),
                milestone.due.to_string(),
                cells(revised.iter().map(String::as_str)),
                cell(milestone.done),
            ]);
        }
    }
    sheet(&["commitment", "reference", "title", "due", "revised?", "done?"], &rows)
}

fn risks(plan: &Plan, dimensions: &[String]) -> Vec<u8> {
    let rows = plan
        .risks
        .iter()
        .map(|r| (vec![r.reference.clone(), r.under.clone(), r.title.clone(), cell(r.owner.as_ref())], &r.tags))
        .collect();
    with_tags(&["reference", "under", "title", "owner?"], dimensions, rows)
}

fn progress(plan: &Plan, council: &Council) -> Vec<u8> {
    let rows: Vec<Vec<String>> = council
        .progress
        .iter()
        .filter(|p| p.plan == plan.key)
        .map(|p| {
            let (grade, status) = (cell(p.grade.as_ref()), cell(p.status.as_ref()));
            vec![p.commitment.clone(), p.period.to_string(), grade, status, cell(p.completes), p.stated.to_string()]
        })
        .collect();
    sheet(&["commitment", "period", "rating?", "status?", "completes?", "stated"], &rows)
}

fn risk_scores(plan: &Plan, council: &Council) -> Vec<u8> {
    let rows: Vec<Vec<String>> = council
        .risk_scores
        .iter()
        .filter(|s| s.plan == plan.key)
        .map(|s| {
            let (likelihood, impact) = (cell(s.placed.map(|p| p.0)), cell(s.placed.map(|p| p.1)));
            let (period, score, target) = (s.period.to_string(), number(s.score), cell(s.target.map(number)));
            vec![s.risk.clone(), period, score, likelihood, impact, target, s.stated.to_string()]
        })
        .collect();
    sheet(&["risk", "period", "score", "likelihood?", "impact?", "target?", "stated"], &rows)
}
