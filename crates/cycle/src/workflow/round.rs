//! Rounds: opened, given their dates, opened again for a correction.

use domain::cycle::{Round, RoundKey, RoundState};
use domain::{Date, EditionStatus};
use store::PaperChange;

use super::{Desk, Failure, Outcome, unless_changed};
use crate::fold::{NewEdition, add_edition};
use crate::may::Act;

/// A round to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenRound {
    /// Its edition. Where the papers hold the period in draft already, only the dates count.
    pub edition: NewEdition,
    /// The last day on which figures and words are due.
    pub enter_by: Date,
    /// The last day on which approvals are due.
    pub approve_by: Date,
}

impl Desk {
    /// Opens a round: its edition is added to the papers in draft.
    ///
    /// # Errors
    /// [`Failure::NotAllowed`]; [`Failure::Refused`] if the papers would have faults; [`Failure::NotNow`] if the period
    /// was reported already or the dates are reversed.
    pub async fn open_round(&self, open: &OpenRound) -> Outcome<Round> {
        self.must(Act::OpenRound)?;
        in_order(open.enter_by, open.approve_by)?;
        let period = open.edition.period;
        let shelf = self.library.shelf(&self.store, &self.tenant).await?;
        let papers = match shelf.council.edition(period).map(|edition| edition.status) {
            None => {
                let files =
                    add_edition(&shelf.files, &open.edition).map_err(|problem| Failure::Refused(vec![problem]))?;
                Some(changes(&shelf, &files))
            }
            Some(EditionStatus::Draft) => None,
            Some(_) => {
                let says = format!("{period} was reported already");
                return Err(Failure::not_now(says, "Open a correction of it instead."));
            }
        };
        let demonstration = shelf.council.edition(period).map_or(open.edition.demonstration, |e| e.demonstration);
        let round = Round {
            key: RoundKey::first(period),
            state: RoundState::Open,
            enter_by: open.enter_by,
            approve_by: open.approve_by,
            opened_at: self.now,
            published_at: None,
            reason: None,
            demonstration,
            version: 0,
        };
        let doing = self.doing("round-opened", round.key);
        let saved = match &papers {
            Some(papers) => {
                let added = self.doing("edition-added", period);
                self.store.open_round(&self.tenant, (papers, &added), (&round, &doing)).await
            }
            None => self.store.save_round(&self.tenant, &round, &doing).await,
        };
        saved.map_err(|error| unless_changed(error, None))
    }

    /// Changes the dates of an open round.
    ///
    /// # Errors
    /// As [`Desk::open_round`]; [`Failure::Changed`] if somebody else changed it since.
    pub async fn set_dates(&self, round: &Round, enter_by: Date, approve_by: Date) -> Outcome<Round> {
        self.must(Act::OpenRound)?;
        super::enter::is_open(round)?;
        in_order(enter_by, approve_by)?;
        let mut doing = self.doing("dates-changed", round.key);
        doing.before = Some(format!("{} and {}", round.enter_by, round.approve_by));
        doing.after = Some(format!("{enter_by} and {approve_by}"));
        let changed = Round { enter_by, approve_by, ..round.clone() };
        let saved = self.store.save_round(&self.tenant, &changed, &doing).await;
        saved.map_err(|error| unless_changed(error, None))
    }

    /// Opens a correction of a published edition, with its reason; the published one stays until the correction is
    /// published.
    ///
    /// # Errors
    /// [`Failure::NotAllowed`]; [`Failure::NotNow`] without a reason, or if the edition is not published.
    pub async fn open_correction(
        &self,
        of: RoundKey,
        reason: &str,
        enter_by: Date,
        approve_by: Date,
    ) -> Outcome<Round> {
        self.must(Act::Publish)?;
        in_order(enter_by, approve_by)?;
        let reason = given(reason)?;
        let rounds = self.store.rounds(&self.tenant).await?;
        let latest = rounds.iter().filter(|round| round.key.period == of.period).max_by_key(|round| round.key.number);
        let shelf = self.library.shelf(&self.store, &self.tenant).await?;
        let edition = shelf.council.edition(of.period);
        let published = latest.map_or(edition.is_some_and(|e| e.status == EditionStatus::Published), |round| {
            round.state == RoundState::Published
        });
        if !published {
            let hint = "Only a published edition that has no open correction can be corrected.";
            return Err(Failure::not_now(format!("{} is not published", of.period), hint));
        }
        let number = latest.map_or(2, |round| round.key.number + 1);
        let round = Round {
            key: RoundKey { period: of.period, number },
            state: RoundState::Open,
            enter_by,
            approve_by,
            opened_at: self.now,
            published_at: None,
            reason: Some(reason.clone()),
            demonstration: edition.is_some_and(|edition| edition.demonstration),
            version: 0,
        };
        let mut doing = self.doing("correction-opened", round.key);
        doing.why = Some(reason);
        let saved = self.store.save_round(&self.tenant, &round, &doing).await;
        saved.map_err(|error| unless_changed(error, None))
    }

    /// Saves the papers that differ from those on the shelf.
    pub(super) async fn save_papers(
        &self,
        shelf: &crate::library::Shelf,
        files: &folder::Files,
        doing: store::Doing,
    ) -> Outcome<()> {
        let changes = changes(shelf, files);
        let saved = self.store.save_papers(&self.tenant, &changes, &doing).await;
        saved.map(drop).map_err(|error| unless_changed(error, None))
    }
}

/// Papers that differ from those on the shelf, with the revision that was read.
pub(super) fn changes(shelf: &crate::library::Shelf, files: &folder::Files) -> Vec<PaperChange> {
    let seen = |path: &String| shelf.revisions.get(path).copied().unwrap_or(0);
    let changed = files.iter().filter(|(path, bytes)| shelf.files.get(*path) != Some(bytes));
    let changed = changed.map(|(path, bytes)| PaperChange {
        path: path.clone(),
        seen_revision: seen(path),
        body: Some(bytes.clone()),
    });
    let gone = shelf.files.keys().filter(|path| !files.contains_key(*path));
    let gone = gone.map(|path| PaperChange { path: path.clone(), seen_revision: seen(path), body: None });
    changed.chain(gone).collect()
}

fn in_order(enter_by: Date, approve_by: Date) -> Outcome<()> {
    if enter_by <= approve_by {
        return Ok(());
    }
    let says = "Approvals would be due before the figures";
    Err(Failure::not_now(says, "Put the day for approvals on or after the day for figures."))
}

/// A reason that says something.
pub(super) fn given(reason: &str) -> Outcome<String> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Failure::not_now("A reason is missing", "Say why: it is printed where readers see the change."));
    }
    Ok(reason.to_string())
}
