//! Whether an edition is ready to be published.

use domain::cycle::{Body, Item, Round, RoundState, Standing};
use domain::{Council, Problem};
use report::look::Look;

use super::publish::{awaited, printed, with_approved};
use super::{Failure, Outcome, Work};

/// What stands between a round and its publication.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Readiness {
    /// Entered, and not approved: they would not be printed.
    pub not_approved: Vec<Item>,
    /// Owed, and nothing entered: figures would be printed as awaited, progress as awaiting update.
    pub missing: Vec<Item>,
    /// Faults of what would be printed, which stop publication: also of approved words that name a figure which nobody
    /// approved.
    pub problems: Vec<Problem>,
    /// Values that were questioned, with the answer that was given.
    pub answered: Vec<(Item, String)>,
    /// Ratings set by a person.
    pub overridden: Vec<Item>,
}

impl Readiness {
    /// Whether nothing stands in the way and nothing is left out.
    pub fn is_whole(&self) -> bool {
        self.not_approved.is_empty() && self.missing.is_empty() && self.problems.is_empty()
    }
}

/// Checks a round: approvals, what is missing, and whether what would be printed now, with what is missing as awaited,
/// makes a report without a fault.
///
/// # Errors
/// If the papers hold no such plan. Entries that cannot be folded into the papers are among the problems.
pub fn ready(work: &Work) -> Outcome<Readiness> {
    let mut ready = Readiness::default();
    let first = work.round.key.number == 1;
    for owed in work.owed.iter().filter(|_| first) {
        if work.standing(&owed.item) == Standing::Owed {
            ready.missing.push(owed.item.clone());
        }
    }
    for (item, entry) in &work.entries {
        let by_hand = matches!(item, Item::Rating { .. });
        if by_hand {
            ready.overridden.push(item.clone());
        } else if work.standing(item) != Standing::Approved && !matches!(item, Item::Words { .. }) {
            ready.not_approved.push(item.clone());
        }
        if let (Body::Figure(_), Some(why)) = (&entry.body, &entry.why) {
            ready.answered.push((item.clone(), why.clone()));
        }
    }
    let round = Round { state: RoundState::Published, ..work.round.clone() };
    let awaited = awaited(work, &ready.missing, "", work.round.opened_at);
    match printed(&with_approved(work.clone(), &awaited), &round) {
        Ok(_) => {}
        Err(Failure::Refused(problems)) => ready.problems = problems,
        Err(other) => return Err(other),
    }
    Ok(ready)
}

/// What is wrong with the words of the report: live figures that cannot be printed, words that no section shows.
pub(super) fn composing(council: &Council, work: &Work) -> Outcome<Vec<Problem>> {
    let Some(edition) = council.edition(work.edition.period) else { return Ok(Vec::new()) };
    let snapshot = rate::snapshot(council, edition);
    let look = Look::new(&snapshot.look);
    Ok(report::compose::compose(&snapshot, &work.outline, &look).problems)
}
