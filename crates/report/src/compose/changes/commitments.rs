//! What changed of commitments.

use domain::calendar::{print_date, print_month};
use domain::snapshot::CommitmentState;
use domain::{Scheme, Snapshot};

use super::super::Composer;
use super::super::cell::tag_of;
use super::Change;
use crate::document::Inline;

impl<'s> Composer<'s> {
    /// Commitments with what they were in the earlier edition: the same reference in the same plan, else what they
    /// follow on from.
    fn followed(&self, before: &'s Snapshot) -> Vec<(&'s CommitmentState, &'s CommitmentState)> {
        let earlier = |reference: &str| before.commitments.iter().find(|c| c.commitment.reference == reference);
        let same_plan = before.plan.key == self.snapshot.plan.key;
        let pair = |now: &'s CommitmentState| {
            let then = match &now.commitment.predecessor {
                _ if same_plan => earlier(&now.commitment.reference)?,
                Some((plan, reference)) if *plan == before.plan.key => earlier(reference)?,
                _ => return None,
            };
            Some((then, now))
        };
        self.snapshot.commitments.iter().filter_map(pair).collect()
    }

    /// Progress that is not judged as it was, with the way it went.
    pub(super) fn regraded_commitments(&self, before: &'s Snapshot) -> Vec<Change> {
        let grade =
            |scheme: &Scheme, state: &CommitmentState| scheme.grade_named(state.progress.as_ref()?.grade.as_deref()?);
        let changed = self.followed(before).into_iter().filter_map(|(then, now)| {
            let (old, new) = (before.scheme(&then.scheme)?, self.snapshot.scheme(&now.scheme)?);
            let (was, is) = (tag_of(old, grade(old, then)), tag_of(new, grade(new, now)));
            if was.word == is.word {
                return None;
            }
            let placed = new.grade_named(&was.word).zip(new.grade_named(&is.word));
            let way = placed.map(|(was, is)| if is < was { "changes.up" } else { "changes.down" });
            let mut changed = vec![Inline::Rating(is)];
            if let Some(way) = way {
                changed.push(Inline::Muted(format!(" {}", self.words.say(way))));
            }
            Some(Change { what: named(now), was: vec![Inline::Rating(was)], is: changed })
        });
        changed.collect()
    }

    /// Titles of commitments and names of measures.
    pub(super) fn reworded(&self, before: &'s Snapshot) -> Vec<Change> {
        let same_plan = before.plan.key == self.snapshot.plan.key;
        let pairs = self.followed(before).into_iter();
        let differ = pairs.filter(|(then, now)| same_plan && then.commitment.title != now.commitment.title);
        let titles = differ.map(|(then, now)| {
            let commitment = &now.commitment;
            Change::of(&commitment.reference, &then.commitment.title, &commitment.title)
        });
        titles.chain(self.renamed_measures(before)).collect()
    }

    /// Expected completions and milestones whose date has moved.
    pub(super) fn moved_dates(&self, before: &'s Snapshot) -> Vec<Change> {
        let mut changes = Vec::new();
        for (then, now) in self.followed(before) {
            let date = |state: &CommitmentState| state.progress.as_ref().and_then(|p| p.completes);
            if let (Some(was), Some(is)) = (date(then), date(now))
                && was != is
            {
                changes.push(Change { what: named(now), ..Change::of("", &print_month(was), &print_month(is)) });
            }
            for milestone in &now.commitment.milestones {
                let due = |edition: &Snapshot| milestone.due_in(edition.edition.period);
                let (was, is) = (due(before), due(self.snapshot));
                if was != is {
                    let what = format!("{} {}: {}", now.commitment.reference, milestone.reference, milestone.title);
                    changes.push(Change::of(&what, &print_date(was), &print_date(is)));
                }
            }
        }
        changes
    }

    /// Commitments and measures that are new, or reported no more. Between plans, those that follow on from nothing.
    pub(super) fn come_and_gone(&self, before: &'s Snapshot) -> Vec<Change> {
        let followed = self.followed(before);
        let (yes, no) = (self.words.say("changes.reported"), self.words.say("changes.not_reported"));
        let kept = |state: &&CommitmentState| {
            !followed.iter().any(|(then, now)| std::ptr::eq(*then, *state) || std::ptr::eq(*now, *state))
        };
        let gone = before.commitments.iter().filter(kept).map(|state| (state, yes, no));
        let come = self.snapshot.commitments.iter().filter(kept).map(|state| (state, no, yes));
        let changed = gone.chain(come).map(|(state, was, is)| Change { what: named(state), ..Change::of("", was, is) });
        changed.chain(self.measures_come_and_gone(before)).collect()
    }
}

fn named(state: &CommitmentState) -> Vec<Inline> {
    let commitment = &state.commitment;
    vec![
        Inline::Strong(vec![Inline::Text(commitment.reference.clone())]),
        Inline::Text(format!(" {}", commitment.title)),
    ]
}
