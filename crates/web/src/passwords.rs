//! Passwords: Argon2id as OWASP asks, few at a time, and what makes one too easy to guess.
//!
//! No rule on which characters to use (NIST SP 800-63B 5.1.1.2): twelve characters at least, none of the commonest, none
//! made of the person's or the council's own name, and none that was found in a breach where the council supplies the
//! list.

mod breached;
mod commonest;

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use crate::failure::Failure;

/// The fewest characters of a password.
pub const SHORTEST: usize = 12;
/// The most characters of a password: more would only keep the server busy.
pub const LONGEST: usize = 200;

/// What it costs to reckon a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reckoning {
    /// Memory in KiB.
    pub memory: u32,
    /// How often it is gone through.
    pub passes: u32,
    /// How many work on it at once.
    pub lanes: u32,
}

impl Default for Reckoning {
    /// As the OWASP Password Storage Cheat Sheet asks.
    fn default() -> Reckoning {
        Reckoning { memory: 19 * 1024, passes: 2, lanes: 1 }
    }
}

/// As many are reckoned at a time, so that memory stays bounded.
const AT_A_TIME: usize = 2;
/// How long somebody waits for their turn.
const PATIENCE: Duration = Duration::from_secs(10);

/// Whether a password is the person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is.
    Right,
    /// It is not, or there is none.
    Wrong,
}

/// Why a password may not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weak {
    /// Fewer characters than [`SHORTEST`].
    Short,
    /// More characters than [`LONGEST`].
    Long,
    /// One of the commonest, with or without digits and signs around it.
    Common,
    /// Made of the person's name or address, or of the council's name.
    Own,
    /// Found in a breach.
    Breached,
}

/// Reckons passwords.
pub struct Passwords {
    turns: Arc<Semaphore>,
    breached: Option<PathBuf>,
    reckoning: Reckoning,
    decoy: OnceLock<String>,
}

impl Passwords {
    /// With a list of breached passwords, or none, and what a new digest costs.
    pub fn new(breached: Option<PathBuf>, reckoning: Reckoning) -> Passwords {
        Passwords { turns: Arc::new(Semaphore::new(AT_A_TIME)), breached, reckoning, decoy: OnceLock::new() }
    }

    /// What is stored of a password.
    ///
    /// # Errors
    /// Too many wait for their turn.
    pub async fn digest(&self, password: &str) -> Result<String, Failure> {
        let (password, reckoning) = (password.to_string(), self.reckoning);
        self.in_turn(move || reckon(&password, reckoning)).await?
    }

    /// Whether a stored digest was cheaper to reckon than a new one is, so that whoever stole it could guess faster.
    pub fn is_cheap(&self, stored: &str) -> bool {
        let Ok(digest) = PasswordHash::new(stored) else { return true };
        let Ok(params) = Params::try_from(&digest) else { return true };
        let asked = self.reckoning;
        let of_now = digest.algorithm == Algorithm::Argon2id.ident() && digest.version == Some(Version::V0x13.into());
        !of_now || params.m_cost() < asked.memory || params.t_cost() < asked.passes || params.p_cost() < asked.lanes
    }

    /// Whether a password is the one of which `stored` was made. `None` takes as long and is never right, so that the
    /// time of an answer does not tell whether somebody has an account.
    ///
    /// # Errors
    /// Too many wait for their turn.
    pub async fn verify(&self, password: &str, stored: Option<String>) -> Result<Verdict, Failure> {
        let (password, real) = (password.to_string(), stored.is_some());
        let stored = match stored {
            Some(stored) => stored,
            None => self.decoy().await?,
        };
        let right = self.in_turn(move || matches(&password, &stored)).await?;
        Ok(if right && real { Verdict::Right } else { Verdict::Wrong })
    }

    /// Why a password may not be used. `None`: it may. `own` are words that belong to the person and the council.
    ///
    /// # Errors
    /// The list of breached passwords cannot be read.
    pub async fn weakness(&self, password: &str, own: &[&str]) -> Result<Option<Weak>, Failure> {
        let length = password.chars().count();
        let found = match () {
            () if length < SHORTEST => Some(Weak::Short),
            () if length > LONGEST => Some(Weak::Long),
            () if commonest::is_common(password) => Some(Weak::Common),
            () if commonest::is_own(password, own) => Some(Weak::Own),
            () => None,
        };
        match (found, &self.breached) {
            (None, Some(list)) => {
                let (list, password) = (list.clone(), password.to_string());
                let search = tokio::task::spawn_blocking(move || breached::holds(&list, &password)).await;
                let held = search.map_err(|error| Failure::broken(&error))?;
                Ok(held.map_err(|error| Failure::broken(&error))?.then_some(Weak::Breached))
            }
            (found, _) => Ok(found),
        }
    }

    /// A stored password that nobody has.
    async fn decoy(&self) -> Result<String, Failure> {
        if let Some(decoy) = self.decoy.get() {
            return Ok(decoy.clone());
        }
        let made = self.digest("nobody's password").await?;
        Ok(self.decoy.get_or_init(|| made).clone())
    }

    /// Runs something on a thread of its own when its turn comes.
    async fn in_turn<T: Send + 'static>(&self, run: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned()).await;
        let turn = turn.map_err(|_| Failure::Busy)?.map_err(|_| Failure::Busy)?;
        let ran = tokio::task::spawn_blocking(move || {
            // Kept until it is done, also where nobody waits any more.
            let _turn = turn;
            run()
        });
        ran.await.map_err(|error| Failure::broken(&error))
    }
}

fn reckon(password: &str, cost: Reckoning) -> Result<String, Failure> {
    let params = Params::new(cost.memory, cost.passes, cost.lanes, None).map_err(|error| Failure::broken(&error))?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let digest = argon2.hash_password(password.as_bytes()).map_err(|error| Failure::broken(&error))?;
    Ok(digest.to_string())
}

/// Parameters are those that the stored digest names.
fn matches(password: &str, stored: &str) -> bool {
    let digest = PasswordHash::new(stored);
    digest.is_ok_and(|digest| Argon2::default().verify_password(password.as_bytes(), &digest).is_ok())
}

#[cfg(test)]
mod cases {
    use super::*;

    #[tokio::test]
    async fn what_is_stored_names_owasps_parameters_and_only_the_password_matches_it() {
        let passwords = Passwords::new(None, Reckoning::default());
        let stored = passwords.digest("a long walk by the river").await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        let verdict =
            async |password: &str, stored: Option<&String>| passwords.verify(password, stored.cloned()).await.unwrap();
        assert_eq!(verdict("a long walk by the river", Some(&stored)).await, Verdict::Right);
        assert_eq!(verdict("A long walk by the river", Some(&stored)).await, Verdict::Wrong);
        assert_eq!(verdict("a long walk by the river", None).await, Verdict::Wrong);
        assert_eq!(verdict("nobody's password", None).await, Verdict::Wrong);
        assert_ne!(stored, passwords.digest("a long walk by the river").await.unwrap());
    }

    #[tokio::test]
    async fn a_digest_is_cheap_where_any_of_what_it_cost_has_risen_since() {
        let asked = Reckoning { memory: 64, passes: 2, lanes: 2 };
        let passwords = Passwords::new(None, asked);
        for (cost, cheap) in [
            (asked, false),
            (Reckoning { memory: 32, ..asked }, true),
            (Reckoning { passes: 1, ..asked }, true),
            (Reckoning { lanes: 1, ..asked }, true),
            (Reckoning { memory: 128, passes: 3, lanes: 2 }, false),
            (Reckoning { memory: 128, passes: 1, lanes: 2 }, true),
        ] {
            let stored = reckon("a long walk by the river", cost).unwrap();
            assert_eq!(passwords.is_cheap(&stored), cheap, "{cost:?}");
        }
        let stored = reckon("a long walk by the river", asked).unwrap();
        for other in [stored.replace("argon2id", "argon2i"), stored.replace("v=19", "v=16"), "no digest".to_string()] {
            assert!(passwords.is_cheap(&other), "{other}");
        }
    }

    #[tokio::test]
    async fn a_password_is_refused_for_what_makes_it_easy_to_guess_and_for_nothing_else() {
        let list = std::env::temp_dir().join(format!("baseplan-breached-{}.txt", std::process::id()));
        std::fs::write(&list, breached::cases::list(&["found in a breach", "another of them"])).unwrap();
        let own = ["Sam Okafor", "sam.okafor@example.gov.uk", "Made Borough Council"];
        let passwords = Passwords::new(Some(list.clone()), Reckoning::default());
        for (password, weak) in [
            ("eleven char", Some(Weak::Short)),
            ("twelve chars", None),
            ("ÄÖÜäöüßéèêëñ", None),
            ("qwerty123456", Some(Weak::Common)),
            ("QWERTY123456", Some(Weak::Common)),
            ("!Password2026!", Some(Weak::Common)),
            ("P4ssw0rd2026", Some(Weak::Common)),
            ("monkeymonkey", Some(Weak::Common)),
            ("aaaaaaaaaaaaaaa", Some(Weak::Common)),
            ("123456789012", Some(Weak::Common)),
            ("samokafor2026", Some(Weak::Own)),
            ("Made Borough 1", Some(Weak::Own)),
            ("sam.okafor@example.gov.uk", Some(Weak::Own)),
            ("found in a breach", Some(Weak::Breached)),
            ("found in a beech", None),
            ("the made road goes by the borough hall", None),
        ] {
            assert_eq!(passwords.weakness(password, &own).await.unwrap(), weak, "{password}");
        }
        assert_eq!(passwords.weakness(&"x y".repeat(80), &own).await.unwrap(), Some(Weak::Long));
        std::fs::remove_file(list).unwrap();
    }
}
