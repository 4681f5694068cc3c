//! Roll-ups of a plan's headings: from the commitments under them, and from the measures.

use domain::plan::Plan;
use domain::snapshot::{CommitmentState, MeasureState, RolledUp};
use domain::{Heading, Scheme};

use crate::rollup::rollup;

/// For every heading and every scheme that rolls up: commitments by their progress, measures by the rating shown.
/// What stands under a heading below it counts too. A heading with nothing of a scheme under it is left out.
pub(crate) fn rollups(
    plan: &Plan,
    schemes: &[Scheme],
    measures: &[MeasureState],
    commitments: &[CommitmentState],
) -> Vec<RolledUp> {
    let mut all = Vec::new();
    for heading in &plan.headings {
        for scheme in schemes.iter().filter(|scheme| scheme.rollup.is_some()) {
            let judged = commitments.iter().filter(|c| c.scheme == scheme.family);
            let judged = judged.filter(|c| stands_under(plan, &c.commitment.under, heading)).map(|c| {
                let grade = c.progress.as_ref().and_then(|p| p.grade.as_deref());
                grade.and_then(|name| scheme.grade_named(name))
            });
            let computed = measures.iter().filter(|m| m.scheme == scheme.family);
            let computed = computed.filter(|m| serves(plan, m, heading)).map(|m| m.shown_grade(scheme));
            let grades: Vec<Option<usize>> = judged.chain(computed).collect();
            if grades.is_empty() {
                continue;
            }
            let rated: Vec<usize> = grades.iter().copied().flatten().collect();
            all.push(RolledUp {
                heading: heading.reference.clone(),
                scheme: scheme.family.clone(),
                grade: rollup(&rated, scheme),
                rated: rated.len(),
                of: grades.len(),
            });
        }
    }
    all
}

fn serves(plan: &Plan, measure: &MeasureState, heading: &Heading) -> bool {
    let references = measure.links.iter().filter_map(|link| link.under.as_deref());
    references.filter_map(|reference| plan.heading_of(reference)).any(|h| stands_under(plan, &h.reference, heading))
}

/// Whether a heading's reference is `above` itself or lies below it. Ends even where headings run in a circle.
fn stands_under(plan: &Plan, reference: &str, above: &Heading) -> bool {
    let mut at = plan.heading(reference);
    for _ in 0..=plan.headings.len() {
        match at {
            Some(heading) if heading.reference == above.reference => return true,
            Some(heading) => at = heading.parent.as_deref().and_then(|parent| plan.heading(parent)),
            None => return false,
        }
    }
    false
}
