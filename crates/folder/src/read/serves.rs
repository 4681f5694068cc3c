//! `plans/PLAN/measures.csv`, which measure serves what; and `risks.csv`.

use domain::Risk;
use domain::plan::Link;

use super::plans::new_reference;
use crate::forms;
use crate::known::{Known, Once, PlanNames, unknown};
use crate::problems::Problems;
use crate::shape::Texts;
use crate::table::Columns;

/// Columns of a plan's `measures.csv`.
pub(crate) const LINK_MUST: [&str; 1] = ["measure"];
/// Columns that a plan's `measures.csv` may have.
pub(crate) const LINK_MAY: [&str; 4] = ["under", "counts", "from", "chart"];
/// Columns of `risks.csv`.
pub(crate) const RISK_MUST: [&str; 3] = ["reference", "under", "title"];
/// Columns that `risks.csv` may have.
pub(crate) const RISK_MAY: [&str; 1] = ["owner"];

/// Reads which measure serves what, in order.
pub(super) fn links(
    texts: &Texts,
    folder: &str,
    known: &Known,
    names: &PlanNames,
    problems: &mut Problems,
) -> Vec<Link> {
    let columns = Columns { must: &LINK_MUST, may: &LINK_MAY, dimensions: &known.dimensions };
    let table = texts.table(&format!("{folder}measures.csv"), columns, problems);
    let mut once = Once::default();
    let mut links = Vec::new();
    for row in table.rows.iter().filter(|row| row.sound) {
        let before = problems.count();
        let measure = row.must("measure", problems).and_then(|cell| known.measure(&cell, problems));
        let under = row.read(
            "under",
            |to| {
                if names.headings.may_have(to) || names.commitments.may_have(to) {
                    return Ok(to.to_string());
                }
                let all: Vec<&str> = names.headings.iter().chain(names.commitments.iter()).collect();
                Err(unknown(
                    to,
                    "heading or commitment",
                    all.iter().copied(),
                    &format!("{folder}headings.csv or commitments.csv"),
                ))
            },
            problems,
        );
        let counts = row.read("counts", forms::yes_no, problems).unwrap_or(false);
        let from = row.read("from", |text| known.edition(text), problems);
        let Some(measure) = measure else { continue };
        if problems.count() == before
            && once.check(
                (measure.clone(), under.clone()),
                row.place(),
                &format!("“{measure}” under the same reference"),
                problems,
            )
        {
            links.push(Link {
                measure,
                under,
                counts,
                tags: row.tags(&known.dimensions),
                from,
                chart: row.text("chart"),
            });
        }
    }
    links
}

/// Reads a plan's risks in their order.
pub(super) fn risks(
    texts: &Texts,
    folder: &str,
    known: &Known,
    names: &mut PlanNames,
    problems: &mut Problems,
) -> Vec<Risk> {
    let columns = Columns { must: &RISK_MUST, may: &RISK_MAY, dimensions: &known.dimensions };
    let table = texts.table(&format!("{folder}risks.csv"), columns, problems);
    names.risks.torn = !table.whole;
    let mut risks = Vec::new();
    for row in &table.rows {
        let before = problems.count();
        let Some(reference) = new_reference(row, names, problems) else { continue };
        names.risks.add(reference.text);
        if !row.sound {
            continue;
        }
        let under = row.must_read("under", |to| names.headings.find(to, "heading", "headings.csv"), problems);
        let title = row.must("title", problems).map(|cell| cell.text.to_string());
        let (Some(under), Some(title)) = (under, title) else { continue };
        if problems.count() == before {
            let (owner, tags) = (row.text("owner"), row.tags(&known.dimensions));
            risks.push(Risk { reference: reference.text.to_string(), title, under, tags, owner });
        }
    }
    risks
}
