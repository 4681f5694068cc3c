//! Rounds: runs of the cycle, each of which ends in one edition.

use domain::Period;
use domain::cycle::{Entry, ROUND_STATES, Round, RoundKey, RoundState, Step};

use crate::cell::{Cell, Row, cells, unexpected, word};
use crate::connect::Store;
use crate::error::{Result, StoreError};
use crate::history::Doing;
use crate::papers::{PaperChange, write_papers};
use crate::shape::ROUND;
use crate::write::Writing;
use crate::{entries, releases, steps};

impl Store {
    /// Every round, the latest period first and of one period the latest edition first.
    pub async fn rounds(&self, tenant: &str) -> Result<Vec<Round>> {
        let sql = "select period, number, state, enter_by, approve_by, opened_at, published_at, reason, demonstration,
                          version
                   from round
                   where tenant = $1";
        let rows = self.reading(tenant).await?.rows(sql, cells![tenant]).await?;
        let mut rounds = rows.into_iter().map(read).collect::<Result<Vec<_>>>()?;
        rounds.sort_by_key(|round| std::cmp::Reverse(round.key));
        Ok(rounds)
    }

    /// One round. `None`: it was never opened.
    pub async fn round(&self, tenant: &str, key: RoundKey) -> Result<Option<Round>> {
        let row = self.reading(tenant).await?.one(ONE, at(tenant, key)).await?;
        row.map(read).transpose()
    }

    /// Opens or changes a round; gives it with its new version. Its `version` is the one that was seen; 0: it is new.
    ///
    /// # Errors
    /// [`StoreError::Changed`] where it is no longer as seen; [`StoreError::Taken`] where a new one exists already.
    pub async fn save_round(&self, tenant: &str, round: &Round, doing: &Doing) -> Result<Round> {
        let mut writing = self.writing(tenant).await?;
        let saved = write_round(&mut writing, round).await?;
        writing.line(doing).await?;
        writing.commit().await?;
        Ok(saved)
    }

    /// Opens a round together with the papers of its edition, each with its line of history, or neither.
    ///
    /// # Errors
    /// As [`Store::save_papers`] and [`Store::save_round`].
    pub async fn open_round(
        &self,
        tenant: &str,
        papers: (&[PaperChange], &Doing),
        round: (&Round, &Doing),
    ) -> Result<Round> {
        let mut writing = self.writing(tenant).await?;
        write_papers(&mut writing, papers.0).await?;
        writing.line(papers.1).await?;
        let saved = write_round(&mut writing, round.0).await?;
        writing.line(round.1).await?;
        writing.commit().await?;
        Ok(saved)
    }
}

const ONE: &str = "select period, number, state, enter_by, approve_by, opened_at, published_at, reason, demonstration,
                          version
                   from round
                   where tenant = $1 and period = $2 and number = $3";

/// A round with everything in it, read in one view: nothing came in between its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundView {
    /// The round.
    pub round: Round,
    /// The latest version of every item, by item.
    pub entries: Vec<Entry>,
    /// Every step, by item, version and order of time.
    pub steps: Vec<Step>,
    /// How many entries and steps there are, for [`crate::Release::seen_size`].
    pub size: (u32, u32),
    /// The revision of all papers, for [`crate::Release::seen_papers`].
    pub papers: u32,
}

impl Store {
    /// A round with everything in it. `None`: it was never opened.
    pub async fn round_view(&self, tenant: &str, key: RoundKey) -> Result<Option<RoundView>> {
        let mut tx = self.reading(tenant).await?;
        let Some(row) = tx.one(ONE, at(tenant, key)).await? else { return Ok(None) };
        let round = read(row)?;
        let entries = entries::latest_of(&mut tx, tenant, key).await?;
        let steps = steps::of(&mut tx, tenant, key).await?;
        let size = releases::size_of(tx.rows(releases::SIZE, at(tenant, key)).await?)?;
        let papers = tx.one("select papers from tenant where tenant = $1", cells![tenant]).await?;
        let papers = papers.map_or(Ok(0), |mut row| row.number())?;
        Ok(Some(RoundView { round, entries, steps, size, papers }))
    }
}

/// Writes a round into a change that is under way.
pub(crate) async fn write_round(writing: &mut Writing, round: &Round) -> Result<Round> {
    match (held(writing, round.key).await?, round.version) {
        (None, 0) => {}
        (Some(_), 0) => return Err(StoreError::Taken(format!("the round {}", round.key))),
        (Some(held), seen) if held.version == seen => {}
        _ => return Err(StoreError::Changed(format!("the round {}", round.key))),
    }
    let saved = Round { version: round.version + 1, ..round.clone() };
    writing.put(&ROUND, row_of(&saved)).await?;
    Ok(saved)
}

/// A round as it stands in a change that is under way.
pub(crate) async fn held(writing: &mut Writing, key: RoundKey) -> Result<Option<Round>> {
    let cells = at(writing.tenant(), key);
    writing.one(ONE, cells).await?.map(read).transpose()
}

/// The tenant and a round, as `$1`, `$2` and `$3`.
pub(crate) fn at(tenant: &str, key: RoundKey) -> Vec<Cell> {
    cells![tenant, key.period.to_string(), key.number]
}

/// Reads period and number.
pub(crate) fn key(row: &mut Row) -> Result<RoundKey> {
    let period = Period::parse(&row.text()?).ok_or_else(|| unexpected("a period"))?;
    Ok(RoundKey { period, number: row.number()? })
}

fn row_of(round: &Round) -> Vec<Cell> {
    let demonstration = if round.demonstration { "yes" } else { "no" };
    cells![
        round.key.period.to_string(),
        round.key.number,
        word(&ROUND_STATES, &round.state),
        round.enter_by,
        round.approve_by,
        round.opened_at,
        round.published_at,
        round.reason.clone(),
        demonstration,
        round.version,
    ]
}

fn read(mut row: Row) -> Result<Round> {
    Ok(Round {
        key: key(&mut row)?,
        state: row.word(&ROUND_STATES)?,
        enter_by: row.read()?,
        approve_by: row.read()?,
        opened_at: row.read()?,
        published_at: row.maybe_read()?,
        reason: row.maybe()?,
        demonstration: row.word(&[(true, "yes"), (false, "no")])?,
        version: row.number()?,
    })
}

/// Refuses where a round is not open for entries and their steps.
pub(crate) async fn must_be_open(writing: &mut Writing, key: RoundKey) -> Result<()> {
    match held(writing, key).await? {
        Some(round) if round.state == RoundState::Open => Ok(()),
        Some(_) => Err(StoreError::Changed(format!("the round {key}, which is no longer open,"))),
        None => Err(StoreError::Broken(format!("there is no round {key}"))),
    }
}
