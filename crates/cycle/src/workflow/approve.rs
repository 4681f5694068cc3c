//! Approving, returning with a reason, delegating.

use domain::cycle::{Item, Move, PersonState, RoundKey, Standing, Step};

use store::{Deed, NewMail};

use super::enter::is_open;
use super::{Desk, Failure, Outcome, Work, unless_changed};
use crate::may::Act;

impl Desk {
    /// Approves a version of an item, returns it with a reason, or asks somebody else to approve it. Nobody approves what
    /// they entered themselves; whom something was delegated to does not delegate it further.
    ///
    /// # Errors
    /// [`Failure::NotAllowed`]; [`Failure::Changed`] where a later version was entered since; [`Failure::NotNow`] where
    /// it was not submitted, a reason is missing, or whoever is asked has left.
    pub async fn decide(&self, key: RoundKey, item: &Item, version: u32, to: Move) -> Outcome<()> {
        self.decide_and_tell(key, item, version, to, None).await
    }

    /// As [`Desk::decide`]; the mail that tells of it is queued with it, or neither is.
    ///
    /// # Errors
    /// As [`Desk::decide`].
    pub async fn decide_and_tell(
        &self,
        key: RoundKey,
        item: &Item,
        version: u32,
        to: Move,
        mail: Option<NewMail>,
    ) -> Outcome<()> {
        let work = self.work(key).await?;
        is_open(&work.round)?;
        if !work.may_approve(&self.person, item) {
            return Err(Failure::NotAllowed(Act::Approve));
        }
        let latest = work.entries.get(item).ok_or_else(|| Failure::NotFound(format!("entry of {item}")))?;
        if latest.version != version {
            return Err(Failure::Changed(Some(Box::new(latest.clone()))));
        }
        if work.standing(item) != Standing::Submitted {
            let says = "This is not waiting for approval";
            return Err(Failure::not_now(says, "It may have been approved or returned already: look at its history."));
        }
        if to == Move::Approved && latest.by == self.person.id {
            let says = "You entered this yourself";
            return Err(Failure::not_now(says, "Delegate it, so that somebody else looks at it."));
        }
        let mut doing = self.doing("approved", format!("{key} {item}"));
        match &to {
            Move::Submitted => return Err(Failure::NotFound("such decision".to_string())),
            Move::Approved => {}
            Move::Returned(why) if why.trim().is_empty() => {
                let hint = "Say what is to be mended: it is sent to the person who entered it.";
                return Err(Failure::not_now("A reason is missing", hint));
            }
            Move::Returned(why) => {
                doing.act = "returned".to_string();
                doing.why = Some(why.trim().to_string());
            }
            Move::Delegated(to) => {
                doing.act = "delegated".to_string();
                doing.after = Some(self.delegate(&work, item, to)?);
            }
        }
        let step = Step { round: key, item: item.clone(), version, to, by: self.person.id.clone(), at: self.now };
        let seen = work.seen_steps(item, version);
        let step = Deed::Step { step, seen, doing };
        let deeds: Vec<Deed> = std::iter::once(step).chain(mail.map(Deed::Mail)).collect();
        self.store.record(&self.tenant, &deeds).await.map_err(|error| unless_changed(error, None))
    }

    /// The name of whom an item may be delegated to.
    fn delegate(&self, work: &Work, item: &Item, to: &str) -> Outcome<String> {
        if !work.may_delegate(&self.person, item) {
            return Err(Failure::NotAllowed(Act::Delegate));
        }
        let person = work.people.get(to).ok_or_else(|| Failure::NotFound("such person".to_string()))?;
        if person.state == PersonState::Ended {
            let says = format!("{} has left", person.name);
            return Err(Failure::not_now(says, "Choose somebody else."));
        }
        Ok(person.name.clone())
    }
}
