//! `progress.csv` and `risk-scores.csv` of every plan.

use domain::{Decimal, Period, Progress, RiskScore};

use crate::forms;
use crate::known::{Known, Once, PlanNames};
use crate::problems::{Fault, Problems};
use crate::shape::Texts;
use crate::table::{Columns, NO_DIMENSIONS, Row};

/// Reads what was judged of commitments and risks, plan by plan.
pub(super) fn read(texts: &Texts, known: &Known, problems: &mut Problems) -> (Vec<Progress>, Vec<RiskScore>) {
    let (mut judged, mut scores) = (Vec::new(), Vec::new());
    for (plan, names) in &known.plans {
        judged.extend(progress(texts, plan, names, known, problems));
        scores.extend(risk_scores(texts, plan, names, known, problems));
    }
    (judged, scores)
}

fn progress(texts: &Texts, plan: &str, names: &PlanNames, known: &Known, problems: &mut Problems) -> Vec<Progress> {
    let columns = Columns {
        must: &["commitment", "period", "stated"],
        may: &["rating", "status", "completes"],
        dimensions: NO_DIMENSIONS,
    };
    let table = texts.table(&format!("plans/{plan}/progress.csv"), columns, problems);
    let mut once = Once::default();
    let mut judged = Vec::new();
    for row in table.rows.iter().filter(|row| row.sound) {
        let before = problems.count();
        let commitment =
            row.must_read("commitment", |to| names.commitments.find(to, "commitment", "commitments.csv"), problems);
        let period = row.must_read("period", forms::period, problems);
        let stated = known.stated(row, problems);
        let family = commitment.as_ref().and_then(|reference| names.family_of.get(reference));
        let grade = row.read("rating", |name| family.map_or(Ok(name.to_string()), |f| known.grade(f, name)), problems);
        let completes = row.read("completes", forms::date, problems);
        let (Some(commitment), Some(period), Some(stated)) = (commitment, period, stated) else { continue };
        if once.check((commitment.clone(), period, stated), row.place(), &what(&commitment, period, stated), problems)
            && problems.count() == before
        {
            let status = row.text("status");
            judged.push(Progress { plan: plan.to_string(), commitment, period, grade, status, completes, stated });
        }
    }
    judged
}

fn what(subject: &str, period: Period, stated: Period) -> String {
    format!("“{subject}” for {period} as stated in {stated}")
}

fn risk_scores(texts: &Texts, plan: &str, names: &PlanNames, known: &Known, problems: &mut Problems) -> Vec<RiskScore> {
    let columns = Columns {
        must: &["risk", "period", "score", "stated"],
        may: &["likelihood", "impact", "target"],
        dimensions: NO_DIMENSIONS,
    };
    let table = texts.table(&format!("plans/{plan}/risk-scores.csv"), columns, problems);
    let mut once = Once::default();
    let mut scores = Vec::new();
    for row in table.rows.iter().filter(|row| row.sound) {
        let before = problems.count();
        let risk = row.must_read("risk", |to| names.risks.find(to, "risk", "risks.csv"), problems);
        let period = row.must_read("period", forms::period, problems);
        let score = row.must_read("score", score, problems);
        let placed = placed(row, problems);
        let target = row.read("target", self::score, problems);
        let stated = known.stated(row, problems);
        let (Some(risk), Some(period), Some(score), Some(stated)) = (risk, period, score, stated) else { continue };
        if once.check((risk.clone(), period, stated), row.place(), &what(&risk, period, stated), problems)
            && problems.count() == before
        {
            scores.push(RiskScore { plan: plan.to_string(), risk, period, score, placed, target, stated });
        }
    }
    scores
}

fn score(text: &str) -> Result<Decimal, Fault> {
    let score = forms::number(text)?;
    if score < Decimal::ZERO {
        return Err(Fault::new("below-zero", format!("The score {score} is below zero."), "Check the sign."));
    }
    Ok(score)
}

fn placed(row: &Row, problems: &mut Problems) -> Option<(u8, u8)> {
    match (row.may("likelihood"), row.may("impact")) {
        (None, None) => None,
        (Some(one), None) | (None, Some(one)) => {
            let says = "Likelihood and impact belong together.";
            one.tell(Fault::new("incomplete-risk", says, "Fill in both, or neither."), problems);
            None
        }
        (Some(likelihood), Some(impact)) => likelihood.read(place, problems).zip(impact.read(place, problems)),
    }
}

fn place(text: &str) -> Result<u8, Fault> {
    let place: u8 = forms::whole(text)?;
    if place == 0 {
        return Err(Fault::new(
            "impossible-place",
            "A place on the matrix is counted from 1.",
            "Write 1 for the lowest.",
        ));
    }
    Ok(place)
}
