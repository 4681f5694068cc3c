//! What became of each version: submitted, approved, returned, delegated. Only ever added.

use domain::cycle::{Item, Move, RoundKey, Step};

use crate::cell::{Cell, Row, cells, unexpected};
use crate::connect::Store;
use crate::entries;
use crate::error::{Result, StoreError};
use crate::history::Doing;
use crate::record::Deed;
use crate::rounds;
use crate::shape::STEP;
use crate::transact::Tx;
use crate::write::Writing;

impl Store {
    /// Adds a step to the latest version of an item. `seen` is how many steps of that version its person saw.
    ///
    /// # Errors
    /// [`StoreError::Changed`] where there is a later version, or more steps than were seen, or the round has closed.
    pub async fn add_step(&self, tenant: &str, step: &Step, seen: u32, doing: &Doing) -> Result<()> {
        self.record(tenant, &[Deed::Step { step: step.clone(), seen, doing: doing.clone() }]).await
    }

    /// Every step of a round, by item, version and order of time.
    pub async fn steps(&self, tenant: &str, round: RoundKey) -> Result<Vec<Step>> {
        of(&mut self.reading(tenant).await?, tenant, round).await
    }

    /// Every step of one item, by version and order of time.
    pub async fn item_steps(&self, tenant: &str, round: RoundKey, item: &Item) -> Result<Vec<Step>> {
        let sql = "select period, number, item, version, place, move, detail, person, at
                   from step
                   where tenant = $1 and period = $2 and number = $3 and item = $4
                   order by version, place";
        let mut cells = rounds::at(tenant, round);
        cells.push(Cell::from(item.to_string()));
        let rows = self.reading(tenant).await?.rows(sql, cells).await?;
        rows.into_iter().map(|row| read(row).map(|(step, _)| step)).collect()
    }
}

/// Every step of a round, by item, version and order of time.
pub(crate) async fn of(tx: &mut Tx, tenant: &str, round: RoundKey) -> Result<Vec<Step>> {
    let sql = "select period, number, item, version, place, move, detail, person, at
               from step
               where tenant = $1 and period = $2 and number = $3";
    let rows = tx.rows(sql, rounds::at(tenant, round)).await?;
    let mut steps = rows.into_iter().map(read).collect::<Result<Vec<_>>>()?;
    steps.sort_by(|(a, x), (b, y)| (&a.item, a.version, x).cmp(&(&b.item, b.version, y)));
    Ok(steps.into_iter().map(|(step, _)| step).collect())
}

/// Writes a step into a change that is under way.
pub(crate) async fn write_step(writing: &mut Writing, step: &Step, seen: u32) -> Result<()> {
    rounds::must_be_open(writing, step.round).await?;
    let changed = || StoreError::Changed(step.item.to_string());
    if entries::latest(writing, step.round, &step.item).await? != step.version {
        return Err(changed());
    }
    let sql = "select place
               from step
               where tenant = $1 and period = $2 and number = $3 and item = $4 and version = $5
               order by place desc
               limit 1";
    let mut version = rounds::at(writing.tenant(), step.round);
    version.extend(cells![step.item.to_string(), step.version]);
    if writing.one(sql, version).await?.map_or(Ok(0), |mut row| row.number())? != seen {
        return Err(changed());
    }
    let (word, detail) = match &step.to {
        Move::Submitted => ("submitted", None),
        Move::Approved => ("approved", None),
        Move::Returned(why) => ("returned", Some(why.clone())),
        Move::Delegated(person) => ("delegated", Some(person.clone())),
    };
    let (period, item) = (step.round.period.to_string(), step.item.to_string());
    let row = cells![period, step.round.number, item, step.version, seen + 1, word, detail, &step.by, step.at];
    writing.add(&STEP, row).await
}

/// A step and its place among those of its version.
fn read(mut row: Row) -> Result<(Step, u32)> {
    let round = rounds::key(&mut row)?;
    let item = entries::item(&mut row)?;
    let (version, place, word, detail) = (row.number()?, row.number()?, row.text()?, row.maybe()?);
    let to = match (word.as_str(), detail) {
        ("submitted", None) => Move::Submitted,
        ("approved", None) => Move::Approved,
        ("returned", Some(why)) => Move::Returned(why),
        ("delegated", Some(person)) => Move::Delegated(person),
        _ => return Err(unexpected("a move")),
    };
    Ok((Step { round, item, version, to, by: row.text()?, at: row.read()? }, place))
}
