//! What a person has begun to type and not yet saved: one draft for each person and item, written over as they type.

use domain::cycle::{Item, RoundKey};
use jiff::Timestamp;

use crate::cell::{Cell, Row, cells};
use crate::connect::Store;
use crate::error::Result;
use crate::shape::DRAFT;
use crate::{entries, rounds};

/// A draft. It is nobody's entry: it is not in history, in no preview and in no edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Identifier of the person.
    pub person: String,
    /// The round.
    pub round: RoundKey,
    /// The item.
    pub item: Item,
    /// The version of the item that they had before them; 0: none.
    pub seen: u32,
    /// What was typed, in whatever form the page keeps it.
    pub body: String,
    /// When it was last saved.
    pub at: Timestamp,
}

impl Store {
    /// Saves a draft over the person's earlier one of the same item.
    pub async fn save_draft(&self, tenant: &str, draft: &Draft) -> Result<()> {
        let mut cells = rounds::at(tenant, draft.round);
        cells.insert(1, Cell::from(&draft.person));
        cells.extend(cells![draft.item.to_string(), draft.seen, &draft.body, draft.at]);
        let mut tx = self.working(tenant).await?;
        tx.run(sqlx::AssertSqlSafe(DRAFT.upsert()), cells).await?;
        tx.commit().await
    }

    /// A person's draft of an item. `None`: they have none.
    pub async fn draft(&self, tenant: &str, person: &str, round: RoundKey, item: &Item) -> Result<Option<Draft>> {
        let sql = "select person, period, number, item, seen, body, saved_at
                   from draft
                   where tenant = $1 and period = $2 and number = $3 and person = $4 and item = $5";
        let mut cells = rounds::at(tenant, round);
        cells.extend(cells![person, item.to_string()]);
        self.reading(tenant).await?.one(sql, cells).await?.map(read).transpose()
    }

    /// Drops a person's draft of an item, if there is one.
    pub async fn drop_draft(&self, tenant: &str, person: &str, round: RoundKey, item: &Item) -> Result<()> {
        let (sql, cells) = drop_one(tenant, person, round, item);
        let mut tx = self.working(tenant).await?;
        tx.run(sql, cells).await?;
        tx.commit().await
    }
}

/// The statement that drops a draft.
pub(crate) fn drop_one(tenant: &str, person: &str, round: RoundKey, item: &Item) -> (&'static str, Vec<Cell>) {
    let mut cells = rounds::at(tenant, round);
    cells.extend(cells![person, item.to_string()]);
    ("delete from draft where tenant = $1 and period = $2 and number = $3 and person = $4 and item = $5", cells)
}

fn read(mut row: Row) -> Result<Draft> {
    Ok(Draft {
        person: row.text()?,
        round: rounds::key(&mut row)?,
        item: entries::item(&mut row)?,
        seen: row.number()?,
        body: row.text()?,
        at: row.read()?,
    })
}
