//! What people do, each with the four beats: load, may, decide, save.

mod approve;
mod chase;
mod corrected;
mod edit;
mod enter;
mod found;
mod people;
mod publish;
mod ready;
mod round;
mod several;
mod work;

use std::sync::Arc;

use domain::Problem;
use domain::cycle::{Entry, Person};
use jiff::Timestamp;
use store::{Doing, Store, StoreError};

use crate::library::Library;
use crate::may::{Act, may};

pub use chase::{Chased, Letter, Reminder, Reminding, remind, reminds_on};
pub use corrected::Corrected;
pub use edit::Seen;
pub use enter::Entering;
pub use found::{found, found_demo, has_administrator, release_imported, take_papers};
pub use publish::{Missing, Press, Pressing, old_folder};
pub use ready::{Readiness, ready};
pub use round::OpenRound;
pub use several::Then;
pub use work::{Work, work};

/// Who is asking, when, and of which council.
#[derive(Clone)]
pub struct Desk {
    /// Memory.
    pub store: Store,
    /// Councils that were read, kept until their papers change.
    pub library: Arc<Library>,
    /// Identifier of the council.
    pub tenant: String,
    /// Who asks.
    pub person: Person,
    /// When.
    pub now: Timestamp,
}

/// Why a workflow did not do what it was asked.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Failure {
    /// The person may not.
    #[error("you may not do this")]
    NotAllowed(Act),
    /// There is no such thing.
    #[error("there is no {0}")]
    NotFound(String),
    /// Somebody else changed it since it was seen; what stands there now, where it is an entry.
    #[error("somebody else changed this since you saw it")]
    Changed(Option<Box<Entry>>),
    /// It has faults: all of them.
    #[error("there are {} problems", .0.len())]
    Refused(Vec<Problem>),
    /// It wants an answer first: a reason for an unusual value, a changed date.
    #[error("this wants a reason")]
    Asked(Vec<String>),
    /// It cannot be done as things stand; why, and what to do.
    #[error("{says}: {hint}")]
    NotNow {
        /// Why not.
        says: String,
        /// What to do next.
        hint: String,
    },
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The report could not be made.
    #[error("the report could not be made: {0}")]
    Press(String),
}

impl Failure {
    /// It cannot be done as things stand.
    pub fn not_now(says: impl Into<String>, hint: impl Into<String>) -> Failure {
        Failure::NotNow { says: says.into(), hint: hint.into() }
    }
}

/// What workflows give.
pub type Outcome<T> = Result<T, Failure>;

impl Desk {
    /// Whether the person may do an act that is about no item.
    ///
    /// # Errors
    /// [`Failure::NotAllowed`].
    pub fn must(&self, act: Act) -> Outcome<()> {
        if may(&self.person, act) { Ok(()) } else { Err(Failure::NotAllowed(act)) }
    }

    /// The line of history for something that this person does now.
    pub fn doing(&self, act: &str, subject: impl ToString) -> Doing {
        Doing {
            by: Some(self.person.id.clone()),
            at: self.now,
            act: act.to_string(),
            subject: subject.to_string(),
            before: None,
            after: None,
            why: None,
        }
    }
}

/// Told apart: what somebody else changed in between is the asker's to decide about.
fn unless_changed(error: StoreError, latest: Option<Entry>) -> Failure {
    match error {
        StoreError::Changed(_) | StoreError::Taken(_) => Failure::Changed(latest.map(Box::new)),
        other => Failure::Store(other),
    }
}
