//! Turns for what is costly: a report, a walk through the whole history, a workbook, an answer of the provider. Few are
//! made at a time, one of them for each person; who has waited long enough, or asks for more while they wait, is told.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::failure::Failure;

/// What a route costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cost {
    /// No more than a page: nobody waits.
    Light,
    /// Seconds of reckoning, or much memory.
    Heavy,
    /// Waiting for the single sign-on of the council, which needs no account here.
    Away,
}

/// As many that are heavy are made at a time.
const HEAVY: usize = 2;
/// As many wait for the provider at a time.
const AWAY: usize = 16;
/// As many that are heavy one person may have asked for: one is made, the others wait.
const EACH: usize = 4;

/// Who waits for something costly.
pub(crate) struct Turns {
    heavy: Arc<Semaphore>,
    away: Arc<Semaphore>,
    /// A turn for each who has asked; as many hold it as they have asked for.
    people: Mutex<HashMap<String, Weak<Semaphore>>>,
}

/// Something costly is being made; when this is dropped, the next begins.
pub(crate) struct Turn {
    _all: OwnedSemaphorePermit,
    _own: Option<OwnedSemaphorePermit>,
}

impl Default for Turns {
    fn default() -> Turns {
        let of = |places| Arc::new(Semaphore::new(places));
        Turns { heavy: of(HEAVY), away: of(AWAY), people: Mutex::default() }
    }
}

impl Turns {
    /// Waits for a turn. `None`: it costs too little to wait. `who` is whoever asks, by identifier.
    ///
    /// # Errors
    /// [`Failure::OneAtATime`] where this person waits for several already; [`Failure::Busy`] where it took too long.
    pub async fn take(&self, cost: Cost, who: &str, patience: Duration) -> Result<Option<Turn>, Failure> {
        let turn = async {
            let (own, all) = match cost {
                Cost::Light => return Ok(None),
                Cost::Away => (None, &self.away),
                // First their own: who asks for much takes no other's place while they wait.
                Cost::Heavy => (Some(self.own(who)?.acquire_owned().await), &self.heavy),
            };
            let own = own.transpose().map_err(|_| Failure::Busy)?;
            let all = Arc::clone(all).acquire_owned().await.map_err(|_| Failure::Busy)?;
            Ok(Some(Turn { _all: all, _own: own }))
        };
        tokio::time::timeout(patience, turn).await.unwrap_or(Err(Failure::Busy))
    }

    /// The turn of one person.
    fn own(&self, who: &str) -> Result<Arc<Semaphore>, Failure> {
        let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        people.retain(|_, own| own.strong_count() > 0);
        match people.get(who).and_then(Weak::upgrade) {
            // This one more is counted too.
            Some(own) if Arc::strong_count(&own) > EACH => Err(Failure::OneAtATime),
            Some(own) => Ok(own),
            None => {
                let own = Arc::new(Semaphore::new(1));
                people.insert(who.to_string(), Arc::downgrade(&own));
                Ok(own)
            }
        }
    }
}

#[cfg(test)]
mod cases {
    use super::*;

    const SHORT: Duration = Duration::from_millis(20);
    const LONG: Duration = Duration::from_secs(60);

    #[tokio::test]
    async fn one_person_has_one_turn_and_waits_for_three_more_and_others_have_theirs() {
        let turns = Turns::default();
        let ada = turns.take(Cost::Heavy, "ada", SHORT).await.unwrap();
        let more = || turns.take(Cost::Heavy, "ada", SHORT);
        let (one, two, three, four) = tokio::join!(more(), more(), more(), more());
        let told = [one, two, three, four].map(|turn| turn.err());
        assert_eq!(told, [Failure::Busy, Failure::Busy, Failure::Busy, Failure::OneAtATime].map(Some));
        let ben = turns.take(Cost::Heavy, "ben", LONG).await.unwrap();
        assert!(turns.take(Cost::Heavy, "cy", SHORT).await.is_err(), "two are made at a time");
        assert!(turns.take(Cost::Light, "cy", SHORT).await.unwrap().is_none());
        assert!(turns.take(Cost::Away, "cy", SHORT).await.unwrap().is_some());
        drop((ada, ben));
        assert!(turns.take(Cost::Heavy, "ada", LONG).await.unwrap().is_some());
        assert!(turns.people.lock().unwrap().len() <= 1, "nobody who waits no more is remembered");
    }
}
