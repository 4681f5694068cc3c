//! Entering several items at once, all or none: the rows of a workbook.

use domain::cycle::{Entry, Move, Step};
use store::Deed;

use super::{Desk, Entering, Failure, Outcome, Work, unless_changed};

/// What becomes of entries once they are saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// They can still be changed before anybody is asked to approve them.
    Keep,
    /// They are submitted for approval.
    Submit,
}

impl Desk {
    /// Saves several entries in one transaction, and what the person had begun to type of them is dropped. If one is
    /// refused, none is saved.
    ///
    /// # Errors
    /// As [`Desk::enter`], of the first that is refused.
    pub async fn enter_all(&self, work: &Work, rows: Vec<Entering>, then: Then) -> Outcome<Vec<Entry>> {
        let mut deeds = Vec::new();
        let mut entries = Vec::with_capacity(rows.len());
        for row in rows {
            let latest = work.entries.get(&row.item);
            if latest.map_or(0, |entry| entry.version) != row.seen {
                return Err(Failure::Changed(latest.cloned().map(Box::new)));
            }
            let (entry, doing) = self.to_enter(work, row)?;
            deeds.push(Deed::Entry { entry: entry.clone(), doing });
            if then == Then::Submit {
                let Entry { round, item, version, by, at, .. } = entry.clone();
                let doing = self.doing("submitted", format!("{round} {item}"));
                deeds.push(Deed::Step {
                    step: Step { round, item, version, to: Move::Submitted, by, at },
                    seen: 0,
                    doing,
                });
            }
            let (person, round, item) = (self.person.id.clone(), entry.round, entry.item.clone());
            deeds.push(Deed::DropDraft { person, round, item });
            entries.push(entry);
        }
        let saved = self.store.record(&self.tenant, &deeds).await;
        saved.map(|()| entries).map_err(|error| unless_changed(error, None))
    }
}
