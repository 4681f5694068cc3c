//! `commitments.csv` and `milestones.csv`.

use std::collections::BTreeMap;

use domain::measure::Naming;
use domain::{Commitment, Date, Milestone, Period};

use super::plans::new_reference;
use crate::forms;
use crate::known::{Known, Once, PlanNames, tell_cycles, unknown};
use crate::problems::{Fault, Place, Problems};
use crate::shape::Texts;
use crate::table::{Columns, NO_DIMENSIONS, Row};

/// Columns of `commitments.csv`.
pub(crate) const MUST: [&str; 4] = ["reference", "kind", "under", "title"];
/// Columns that `commitments.csv` may have.
pub(crate) const MAY: [&str; 3] = ["lead", "starts", "predecessor"];

/// What a commitment follows on from, as its cell says: plan, reference, the cell and its place.
pub(super) struct Follows {
    plan: String,
    reference: String,
    cell: String,
    at: Place,
}

/// Reads a plan's commitments in their order, each with its milestones.
pub(super) fn read(
    texts: &Texts,
    folder: &str,
    known: &Known,
    names: &mut PlanNames,
    follows: &mut Vec<Follows>,
    problems: &mut Problems,
) -> Vec<Commitment> {
    let columns = Columns { must: &MUST, may: &MAY, dimensions: &known.dimensions };
    let table = texts.table(&format!("{folder}commitments.csv"), columns, problems);
    names.commitments.torn = !table.whole;
    let mut commitments = Vec::new();
    for row in &table.rows {
        let before = problems.count();
        let Some(reference) = new_reference(row, names, problems) else { continue };
        names.commitments.add(reference.text);
        if !row.sound {
            continue;
        }
        let kind = row.must_read("kind", |key| names.kinds.find(key, "kind of commitment", "plan.toml"), problems);
        if let Some(family) = kind.as_ref().and_then(|kind| names.family_of_kind.get(kind)) {
            names.family_of.insert(reference.text.to_string(), family.clone());
        }
        let under = row.must_read("under", |to| names.headings.find(to, "heading", "headings.csv"), problems);
        let title = row.must("title", problems).map(|cell| cell.text.to_string());
        let starts = row.read("starts", forms::date, problems);
        let predecessor = predecessor(row, reference.text, folder, known, follows, problems);
        let (Some(kind), Some(under), Some(title)) = (kind, under, title) else { continue };
        if problems.count() == before {
            let (reference, lead, tags) = (reference.text.to_string(), row.text("lead"), row.tags(&known.dimensions));
            commitments.push(Commitment {
                reference,
                kind,
                under,
                title,
                renamed: Vec::new(),
                lead,
                starts,
                tags,
                predecessor,
                milestones: Vec::new(),
            });
        }
    }
    milestones(texts, folder, known, names, &mut commitments, problems);
    titles(texts, folder, known, names, &mut commitments, problems);
    commitments
}

/// Reads the titles that later editions of the plan print.
fn titles(
    texts: &Texts,
    folder: &str,
    known: &Known,
    names: &PlanNames,
    commitments: &mut [Commitment],
    problems: &mut Problems,
) {
    let columns = Columns { must: &["reference", "from", "title"], may: &[], dimensions: NO_DIMENSIONS };
    let table = texts.table(&format!("{folder}titles.csv"), columns, problems);
    let mut once = Once::default();
    for row in table.rows.iter().filter(|row| row.sound) {
        let reference =
            row.must_read("reference", |to| names.commitments.find(to, "commitment", "commitments.csv"), problems);
        let from = row.must_read("from", |text| known.edition(text), problems);
        let title = row.must("title", problems).map(|cell| cell.text.to_string());
        let (Some(reference), Some(from), Some(title)) = (reference, from, title) else { continue };
        let what = format!("The title of “{reference}” from {from}");
        if !once.check((reference.clone(), from), row.place(), &what, problems) {
            continue;
        }
        let Some(commitment) = commitments.iter_mut().find(|c| c.reference == reference) else { continue };
        if commitment
            .renamed
            .last()
            .and_then(|last| last.from)
            .is_some_and(|l| known.position(l) > known.position(from))
        {
            let says = format!("The title from {from} stands after a later one.");
            let hint = "Put a commitment's titles in order of time.";
            problems.tell(row.place(), Fault::new("out-of-order", says, hint));
        }
        commitment.renamed.push(Naming { from: Some(from), title });
    }
}

/// Splits `PLAN REF` at the longest plan that it begins with; whether the reference exists is seen when all plans are read.
fn predecessor(
    row: &Row,
    reference: &str,
    folder: &str,
    known: &Known,
    follows: &mut Vec<Follows>,
    problems: &mut Problems,
) -> Option<(String, String)> {
    let cell = row.may("predecessor")?;
    let of_plan = |plan: &String| {
        Some((plan.clone(), cell.text.strip_prefix(plan.as_str())?.strip_prefix(' ')?.trim().to_string()))
    };
    let found = known.plans.keys().filter_map(of_plan).max_by_key(|(plan, _)| plan.len());
    let Some(found) = found else {
        let plans: Vec<&str> = known.plans.keys().map(String::as_str).collect();
        let says = format!("“{}” does not begin with the key of a plan.", cell.text);
        let hint = format!("Write the plan's key, a space and the reference. Plans: {}.", plans.join(", "));
        cell.tell(Fault::new("unknown-reference", says, hint), problems);
        return None;
    };
    follows.push(Follows {
        plan: folder.trim_start_matches("plans/").trim_end_matches('/').to_string(),
        reference: reference.to_string(),
        cell: cell.text.to_string(),
        at: cell.place(),
    });
    Some(found)
}

/// Checks every predecessor once all plans are read: it exists, is not of a later plan, and leads in no circle.
pub(super) fn predecessors(follows: &[Follows], known: &Known, problems: &mut Problems) {
    let mut next = Vec::new();
    for step in follows {
        let of_plan = |plan: &&String| step.cell.strip_prefix(plan.as_str()).is_some_and(|rest| rest.starts_with(' '));
        let Some(plan) = known.plans.keys().filter(of_plan).max_by_key(|plan| plan.len()) else { continue };
        let Some(names) = known.plans.get(plan) else { continue };
        let reference = step.cell.strip_prefix(plan.as_str()).unwrap_or("").trim();
        if !names.commitments.may_have(reference) {
            let fault =
                unknown(reference, "commitment", names.commitments.iter(), &format!("plans/{plan}/commitments.csv"));
            problems.tell(step.at.clone(), fault);
            continue;
        }
        let begins = |plan: &str| known.plans.get(plan).and_then(|names| names.runs).map(|(from, _)| from);
        if let (Some(own), Some(other)) = (begins(&step.plan), begins(plan))
            && other > own
        {
            let says = format!("The predecessor “{}” is of a plan that begins later, on {other}.", step.cell);
            problems.tell(
                step.at.clone(),
                Fault::new("out-of-order", says, "A predecessor comes before: check which follows which."),
            );
            continue;
        }
        next.push((format!("{} {}", step.plan, step.reference), format!("{plan} {reference}"), step.at.clone()));
    }
    tell_cycles(&next, "Predecessors", problems);
}

fn milestones(
    texts: &Texts,
    folder: &str,
    known: &Known,
    names: &PlanNames,
    commitments: &mut [Commitment],
    problems: &mut Problems,
) {
    let columns = Columns {
        must: &["commitment", "reference", "title", "due"],
        may: &["revised", "done"],
        dimensions: NO_DIMENSIONS,
    };
    let table = texts.table(&format!("{folder}milestones.csv"), columns, problems);
    let mut found: BTreeMap<String, Vec<Milestone>> = BTreeMap::new();
    let mut taken = std::collections::BTreeSet::new();
    for row in table.rows.iter().filter(|row| row.sound) {
        let before = problems.count();
        let commitment =
            row.must_read("commitment", |to| names.commitments.find(to, "commitment", "commitments.csv"), problems);
        let reference = row.must("reference", problems);
        if let (Some(commitment), Some(cell)) = (&commitment, &reference)
            && !taken.insert((commitment.clone(), cell.text.to_string()))
        {
            let says = format!("“{commitment}” has two milestones “{}”.", cell.text);
            cell.tell(
                Fault::new("duplicate-reference", says, "Give each milestone of a commitment its own reference."),
                problems,
            );
        }
        let title = row.must("title", problems).map(|cell| cell.text.to_string());
        let due = row.must_read("due", forms::date, problems);
        let revised = revised(row, known, problems);
        let done = row.read("done", forms::date, problems);
        let (Some(commitment), Some(reference), Some(title), Some(due)) = (commitment, reference, title, due) else {
            continue;
        };
        if problems.count() == before {
            let reference = reference.text.to_string();
            found.entry(commitment).or_default().push(Milestone { reference, title, due, revised, done });
        }
    }
    for commitment in commitments {
        commitment.milestones = found.remove(&commitment.reference).unwrap_or_default();
    }
}

fn revised(row: &Row, known: &Known, problems: &mut Problems) -> Vec<(Period, Date)> {
    let Some(cell) = row.may("revised") else { return Vec::new() };
    let mut dates: Vec<(Period, Date)> = Vec::new();
    for entry in cell.list() {
        let read = || {
            let Some((edition, date)) = entry.split_once(' ') else {
                let says = format!("“{entry}” is not an edition and a date.");
                return Err(Fault::new(
                    "not-a-revision",
                    says,
                    "Write 2025-26-Q2 2026-03-31, several separated by “;”.",
                ));
            };
            Ok((known.edition(edition.trim())?, forms::date(date.trim())?))
        };
        let Some((edition, date)) = problems.keep(read(), || cell.place()) else { continue };
        if dates.last().is_some_and(|(last, _)| known.position(*last) >= known.position(edition)) {
            let says = format!("The date stated in {edition} stands after a later one.");
            cell.tell(
                Fault::new("out-of-order", says, "Put the dates in the order in which they were stated."),
                problems,
            );
        }
        dates.push((edition, date));
    }
    dates
}
