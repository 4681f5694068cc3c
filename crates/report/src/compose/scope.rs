//! What a section looks at: the whole plan, or what stands under one heading.

use domain::plan::Link;
use domain::snapshot::{CommitmentState, MeasureState, RiskState};
use domain::{Heading, Plan, Snapshot};

use crate::outline::Which;

/// The heading of a chapter that repeats, and the depth of what is written.
#[derive(Clone, Copy)]
pub struct Scope<'s> {
    /// `None`: the whole plan.
    pub heading: Option<&'s Heading>,
    /// The title of the chapter as the outline has it, which names what stands in it without a title of its own.
    pub chapter: &'s str,
    /// Level of the section that holds what is written; 1 for a chapter.
    pub level: u8,
}

impl<'s> Scope<'s> {
    /// The same, one level deeper.
    pub fn deeper(self) -> Scope<'s> {
        Scope { level: self.level + 1, ..self }
    }

    /// Whether a heading is this one or stands under it.
    fn holds_heading(self, plan: &Plan, reference: &str) -> bool {
        let Some(wanted) = self.heading else { return true };
        let mut at = plan.heading(reference);
        for _ in 0..=plan.headings.len() {
            match at {
                Some(heading) if heading.reference == wanted.reference => return true,
                Some(heading) => at = heading.parent.as_deref().and_then(|parent| plan.heading(parent)),
                None => return false,
            }
        }
        false
    }

    /// Whether a measure serves something in the scope by this link.
    fn holds_link(self, plan: &Plan, link: &Link) -> bool {
        let Some(under) = &link.under else { return self.heading.is_none() };
        match plan.heading_of(under) {
            Some(heading) => self.holds_heading(plan, &heading.reference),
            None => self.heading.is_none(),
        }
    }

    /// The links of a measure in the scope, in their order.
    pub fn links(self, plan: &Plan, state: &'s MeasureState) -> Vec<&'s Link> {
        state.links.iter().filter(|link| self.holds_link(plan, link)).collect()
    }

    /// Measures of the scope, in the order of the plan.
    pub fn measures(self, snapshot: &'s Snapshot, which: Which) -> Vec<&'s MeasureState> {
        let held = |state: &&MeasureState| {
            let links = self.links(&snapshot.plan, state);
            let overarching = links.iter().any(|link| link.under.is_none());
            (match which {
                Which::All => true,
                Which::InYear => !state.measure.is_yearly(),
                Which::Yearly => state.measure.is_yearly(),
                Which::Overarching => overarching,
            }) && (!links.is_empty() || self.heading.is_none())
        };
        let mut held: Vec<&MeasureState> = snapshot.measures.iter().filter(|state| held(state)).collect();
        held.sort_by_key(|state| self.place(snapshot, state));
        held
    }

    /// Where the plan first names a measure in the scope.
    fn place(self, snapshot: &Snapshot, state: &MeasureState) -> usize {
        let links = &snapshot.plan.links;
        let named = |link: &Link| link.measure == state.measure.key && self.holds_link(&snapshot.plan, link);
        links.iter().position(named).unwrap_or(links.len())
    }

    /// Commitments of one kind in the scope, in the order of the plan.
    pub fn commitments(self, snapshot: &'s Snapshot, kind: &str) -> Vec<&'s CommitmentState> {
        let held = |state: &&CommitmentState| {
            state.commitment.kind == kind && self.holds_heading(&snapshot.plan, &state.commitment.under)
        };
        snapshot.commitments.iter().filter(held).collect()
    }

    /// Risks in the scope, in the order of the plan.
    pub fn risks(self, snapshot: &'s Snapshot) -> Vec<&'s RiskState> {
        snapshot.risks.iter().filter(|state| self.holds_heading(&snapshot.plan, &state.risk.under)).collect()
    }
}
