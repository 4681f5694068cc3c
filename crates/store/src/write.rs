//! A change that history keeps: rows are written together with the line that says who wrote them and their digests.

use sha2::{Digest, Sha256};
use sqlx::AssertSqlSafe;

use crate::cell::{Cell, Row, cells, moment};
use crate::connect::Store;
use crate::error::{Result, StoreError};
use crate::hex;
use crate::history::Doing;
use crate::shape::{HISTORY, Shape};
use crate::transact::Tx;

/// One transaction of one council, alone in it: no other change to this council runs beside it.
pub(crate) struct Writing {
    tx: Tx,
    tenant: String,
    lines: u32,
    head: String,
    papers: u32,
    seals: Vec<Seal>,
}

/// A row that was written: its table, its key, and its digest; no digest: it was taken away.
pub(crate) type Seal = (String, Vec<String>, Option<String>);

impl Store {
    /// Begins a change to one council and waits for whoever is changing it.
    pub(crate) async fn writing(&self, tenant: &str) -> Result<Writing> {
        let mut tx = self.working(tenant).await?;
        // Changes nothing and locks the row; PostgreSQL gives what the transaction before left there.
        let lock = "update tenant set lines = lines where tenant = $1 returning lines, head, papers";
        let row = tx.one(lock, cells![tenant]).await?;
        let mut row = row.ok_or_else(|| StoreError::Broken("there is no such council".to_string()))?;
        let (lines, head, papers) = (row.number()?, row.text()?, row.number()?);
        Ok(Writing { tx, tenant: tenant.to_string(), lines, head, papers, seals: Vec::new() })
    }
}

impl Writing {
    /// The first change to a council that was just added in `tx`.
    pub(crate) fn first(tx: Tx, tenant: &str) -> Writing {
        Writing { tx, tenant: tenant.to_string(), lines: 0, head: String::new(), papers: 0, seals: Vec::new() }
    }

    pub(crate) fn tenant(&self) -> &str {
        &self.tenant
    }

    /// Number of the line that will tell of what is being written.
    pub(crate) fn next_line(&self) -> u32 {
        self.lines + 1
    }

    /// Number of the line that last changed a paper.
    pub(crate) fn papers(&self) -> u32 {
        self.papers
    }

    /// The papers changed with the line being written.
    pub(crate) fn papers_changed(&mut self) {
        self.papers = self.next_line();
    }

    /// Adds a row: its cells without the tenant, in the order of the shape.
    pub(crate) async fn add(&mut self, shape: &Shape, row: Vec<Cell>) -> Result<()> {
        self.write(shape, shape.insert(), row).await
    }

    /// Adds a row or writes over the one of its key.
    pub(crate) async fn put(&mut self, shape: &Shape, row: Vec<Cell>) -> Result<()> {
        self.write(shape, shape.upsert(), row).await
    }

    async fn write(&mut self, shape: &Shape, sql: String, row: Vec<Cell>) -> Result<()> {
        if shape.kept == crate::shape::Kept::Sealed {
            self.seals.push((shape.name.to_string(), key_of(shape, &row), Some(row_digest(&row))));
        }
        let with_tenant = std::iter::once(Cell::from(&self.tenant)).chain(row).collect();
        self.tx.run(AssertSqlSafe(sql), with_tenant).await?;
        Ok(())
    }

    /// Takes a row away.
    pub(crate) async fn remove(&mut self, shape: &Shape, key: Vec<Cell>) -> Result<()> {
        self.seals.push((shape.name.to_string(), key_of(shape, &key), None));
        let with_tenant = std::iter::once(Cell::from(&self.tenant)).chain(key).collect();
        self.tx.run(AssertSqlSafe(shape.delete()), with_tenant).await?;
        Ok(())
    }

    pub(crate) async fn rows(&mut self, sql: &'static str, cells: Vec<Cell>) -> Result<Vec<Row>> {
        self.tx.rows(sql, cells).await
    }

    pub(crate) async fn one(&mut self, sql: &'static str, cells: Vec<Cell>) -> Result<Option<Row>> {
        self.tx.one(sql, cells).await
    }

    /// A statement on a working table.
    pub(crate) async fn run(&mut self, sql: &'static str, cells: Vec<Cell>) -> Result<u64> {
        self.tx.run(sql, cells).await
    }

    /// Writes the line of history for everything written since the line before.
    pub(crate) async fn line(&mut self, doing: &Doing) -> Result<u32> {
        let number = self.next_line();
        let wrote = serde_json::to_string(&std::mem::take(&mut self.seals))
            .map_err(|_| StoreError::Broken("a line of history cannot be written".to_string()))?;
        let told = Told { number, doing, wrote: &wrote };
        let digest = told.digest(&self.head);
        let Doing { by, at, act, subject, before, after, why } = doing.clone();
        let row = cells![number, at, by, act, subject, before, after, why, wrote, digest.clone()];
        self.write(&HISTORY, HISTORY.insert(), row).await?;
        (self.lines, self.head) = (number, digest);
        Ok(number)
    }

    /// Makes it last.
    pub(crate) async fn commit(mut self) -> Result<()> {
        if !self.seals.is_empty() {
            return Err(StoreError::Broken("a change without its line of history".to_string()));
        }
        let sql = "update tenant set lines = $2, head = $3, papers = $4 where tenant = $1";
        self.tx.run(sql, cells![&self.tenant, self.lines, &self.head, self.papers]).await?;
        self.tx.commit().await
    }
}

/// A line of history before it has its digest.
pub(crate) struct Told<'a> {
    pub(crate) number: u32,
    pub(crate) doing: &'a Doing,
    pub(crate) wrote: &'a str,
}

impl Told<'_> {
    /// SHA-256 of the line's fields and the digest of the line before, as a JSON array, so that no two lines read alike.
    pub(crate) fn digest(&self, before: &str) -> String {
        let Doing { by, at, act, subject, before: was, after: became, why } = self.doing;
        let fields =
            serde_json::json!([before, self.number, moment(*at), by, act, subject, was, became, why, self.wrote]);
        crate::digest(fields.to_string().as_bytes())
    }
}

/// The first columns of a row, which name it.
pub(crate) fn key_of(shape: &Shape, row: &[Cell]) -> Vec<String> {
    let written = |cell: &Cell| match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Null | Cell::Bytes(_) => String::new(),
    };
    row.iter().take(shape.key).map(written).collect()
}

/// SHA-256 of a row: each cell with its kind and its length, so that no two rows read alike.
pub(crate) fn row_digest(row: &[Cell]) -> String {
    hex(&row_hash(row))
}

/// As [`row_digest`], as bytes.
pub(crate) fn row_hash(row: &[Cell]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for cell in row {
        let number;
        let (kind, bytes): (u8, &[u8]) = match cell {
            Cell::Null => (0, &[]),
            Cell::Text(text) => (1, text.as_bytes()),
            Cell::Number(n) => {
                number = n.to_be_bytes();
                (2, &number)
            }
            Cell::Bytes(bytes) => (3, bytes),
        };
        hash.update([kind]);
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    }
    hash.finalize().into()
}
