//! What the council promised, in the order of the plan: headings, commitments and risks.

use domain::plan::{Heading, Milestone, Progress, RiskScore};
use domain::snapshot::{CommitmentState, RiskState};
use domain::{Date, Snapshot};
use serde_json::{Value, json};

use super::super::exact::plain;

/// Every heading, then every commitment, then every risk; `type` says which, `under` and `parent` where it stands.
pub fn items(snapshot: &Snapshot) -> Vec<Value> {
    let headings = snapshot.plan.headings.iter().map(|one| heading(snapshot, one));
    let commitments = snapshot.commitments.iter().map(|one| commitment(snapshot, one));
    headings.chain(commitments).chain(snapshot.risks.iter().map(risk)).collect()
}

fn heading(snapshot: &Snapshot, heading: &Heading) -> Value {
    let level = snapshot.plan.levels.get(heading.level);
    json!({
        "type": "heading",
        "ref": heading.reference,
        "level": heading.level + 1,
        "level_name": level.map(|level| &level.name),
        "parent": heading.parent,
        "short": heading.short,
        "title": heading.title,
        "notes": heading.notes,
    })
}

fn commitment(snapshot: &Snapshot, state: &CommitmentState) -> Value {
    let commitment = &state.commitment;
    let follows = |(plan, reference): &(String, String)| json!({ "plan": plan, "ref": reference });
    json!({
        "type": "commitment",
        "ref": commitment.reference,
        "kind": commitment.kind,
        "kind_name": snapshot.plan.kind(&commitment.kind).map(|kind| &kind.name),
        "under": commitment.under,
        "title": commitment.title,
        "lead": commitment.lead,
        "starts": commitment.starts.map(iso),
        "tags": commitment.tags,
        "predecessor": commitment.predecessor.as_ref().map(follows),
        "milestones": commitment.milestones.iter().map(milestone).collect::<Vec<_>>(),
        "scheme": state.scheme,
        "progress": state.progress.as_ref().map(progress),
        "earlier": state.earlier.iter().map(progress).collect::<Vec<_>>(),
    })
}

fn iso(day: Date) -> String {
    day.to_string()
}

fn milestone(milestone: &Milestone) -> Value {
    let revised = |(stated, due): &(domain::Period, Date)| json!({ "stated": stated.to_string(), "due": iso(*due) });
    json!({
        "ref": milestone.reference,
        "title": milestone.title,
        "due": iso(milestone.due),
        "revised": milestone.revised.iter().map(revised).collect::<Vec<_>>(),
        "done": milestone.done.map(iso),
    })
}

fn progress(progress: &Progress) -> Value {
    json!({
        "period": progress.period.to_string(),
        "rating": progress.grade,
        "status": progress.status,
        "completes": progress.completes.map(iso),
        "stated": progress.stated.to_string(),
    })
}

fn risk(state: &RiskState) -> Value {
    let risk = &state.risk;
    json!({
        "type": "risk",
        "ref": risk.reference,
        "under": risk.under,
        "title": risk.title,
        "owner": risk.owner,
        "tags": risk.tags,
        "score": state.score.as_ref().map(score),
        "previous": state.previous.as_ref().map(score),
    })
}

fn score(score: &RiskScore) -> Value {
    json!({
        "period": score.period.to_string(),
        "score": plain(score.score),
        "likelihood": score.placed.map(|(likelihood, _)| likelihood),
        "impact": score.placed.map(|(_, impact)| impact),
        "target": score.target.map(plain),
        "stated": score.stated.to_string(),
    })
}
