//! Proves that what is remembered is what was written: walks the chain of history, and compares every row that history
//! names with the digest it was written with.
//!
//! Who can write to the database can write a new chain from its first line. Against that only a head kept elsewhere
//! helps: [`Verified::head`] is short enough to be printed in minutes or in an edition.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::cell::{Cell, Row, cells, moment};
use crate::connect::Store;
use crate::digest;
use crate::error::Result;
use crate::history::Doing;
use crate::shape::{BLOB, BUNDLE_FILE, Kept, PAPER, SHAPES};
use crate::tables::next_page;
use crate::transact::Tx;
use crate::write::{Seal, Told, key_of, row_digest};

/// What the walk found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// How many lines of history were walked.
    pub lines: u64,
    /// How many rows were compared with history.
    pub rows: u64,
    /// Digest of the last line.
    pub head: String,
    /// What does not agree; none, if all is well.
    pub faults: Vec<Fault>,
}

/// Something that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Table: `history`, `entry`.
    pub table: String,
    /// Key of the row: the number of a line; round, item and version of an entry.
    pub key: String,
    /// What is wrong with it.
    pub says: &'static str,
}

impl Fault {
    fn new(table: &str, key: impl Into<String>, says: &'static str) -> Fault {
        Fault { table: table.to_string(), key: key.into(), says }
    }
}

/// The latest digest that history gives a row; `None`: it was taken away.
type Sealed = BTreeMap<(String, Vec<String>), Option<String>>;

impl Store {
    /// Walks a council's history and compares it with what stands in the tables.
    pub async fn verify(&self, tenant: &str) -> Result<Verified> {
        let mut tx = self.reading(tenant).await?;
        let mut walk = Walk::default();
        let mut offset = 0;
        while let Some(page) = next_page(&mut tx, tenant, &crate::shape::HISTORY, &mut offset).await? {
            for row in page {
                walk.line(row)?;
            }
        }
        walk.end(&mut tx, tenant).await?;
        let rows = walk.compare(&mut tx, tenant).await?;
        walk.contents(&mut tx, tenant).await?;
        Ok(Verified { lines: u64::from(walk.walked), rows, head: walk.head, faults: walk.faults })
    }
}

#[derive(Default)]
struct Walk {
    walked: u32,
    number: u32,
    head: String,
    /// What the last line's digest should be; differs from `head` where the line was changed.
    reckoned: String,
    sealed: Sealed,
    faults: Vec<Fault>,
}

impl Walk {
    /// Takes the next line: its number must follow, its digest must follow from its fields and the line before.
    fn line(&mut self, row: Vec<Cell>) -> Result<()> {
        let mut row = Row::new(row);
        let number = row.number()?;
        let at = row.text()?;
        let (by, act, subject) = (row.maybe()?, row.text()?, row.text()?);
        let (before, after, why) = (row.maybe()?, row.maybe()?, row.maybe()?);
        let (wrote, digest) = (row.text()?, row.text()?);
        if number != self.number + 1 {
            self.faults.push(Fault::new("history", (self.number + 1).to_string(), "this line is missing"));
        }
        match at.parse().ok().filter(|read| moment(*read) == at) {
            None => self.faults.push(Fault::new("history", number.to_string(), "its moment was changed")),
            Some(at) => {
                let doing = Doing { by, at, act, subject, before, after, why };
                let told = Told { number, doing: &doing, wrote: &wrote };
                // After a line that was changed, the next may follow from what it is or from what it was: one fault.
                let fits = [&self.head, &self.reckoned].into_iter().any(|head| told.digest(head) == digest);
                let gap = number != self.number + 1;
                if !fits && !gap {
                    let says = "this line was changed, or does not follow from the line before";
                    self.faults.push(Fault::new("history", number.to_string(), says));
                }
                self.reckoned = told.digest(&self.head);
            }
        }
        match serde_json::from_str::<Vec<Seal>>(&wrote) {
            Ok(seals) => self.sealed.extend(seals.into_iter().map(|(table, key, digest)| ((table, key), digest))),
            Err(_) => self.faults.push(Fault::new("history", number.to_string(), "its list of rows cannot be read")),
        }
        self.walked += 1;
        (self.number, self.head) = (number, digest);
        Ok(())
    }

    /// The chain must end where the council says it does.
    async fn end(&mut self, tx: &mut Tx, tenant: &str) -> Result<()> {
        let Some(mut row) = tx.one("select lines, head from tenant where tenant = $1", cells![tenant]).await? else {
            self.faults.push(Fault::new("tenant", tenant, "there is no such council"));
            return Ok(());
        };
        let (lines, head) = (row.number()?, row.text()?);
        let fault = match lines.cmp(&self.number) {
            Ordering::Greater => Fault::new("history", (self.number + 1).to_string(), "this line is missing"),
            Ordering::Less => Fault::new("history", (lines + 1).to_string(), "this line was added outside Baseplan"),
            Ordering::Equal if head != self.head => {
                Fault::new("tenant", tenant, "history does not end as it did when it was last written")
            }
            Ordering::Equal => return Ok(()),
        };
        self.faults.push(fault);
        Ok(())
    }

    /// Every row must be as the last line that names it left it; gives how many were compared.
    async fn compare(&mut self, tx: &mut Tx, tenant: &str) -> Result<u64> {
        let mut compared = 0;
        for shape in SHAPES.into_iter().filter(|shape| shape.kept == Kept::Sealed) {
            let mut offset = 0;
            while let Some(page) = next_page(tx, tenant, shape, &mut offset).await? {
                for row in page {
                    compared += 1;
                    let key = key_of(shape, &row);
                    let says = match self.sealed.remove(&(shape.name.to_string(), key.clone())) {
                        Some(Some(digest)) if digest == row_digest(&row) => continue,
                        Some(Some(_)) => "this row was changed outside Baseplan",
                        Some(None) => "this row was put back outside Baseplan",
                        None => "this row was added outside Baseplan",
                    };
                    self.faults.push(Fault::new(shape.name, key.join(" "), says));
                }
            }
        }
        let left = std::mem::take(&mut self.sealed).into_iter().filter(|(_, digest)| digest.is_some());
        for ((table, key), _) in left {
            self.faults.push(Fault::new(&table, key.join(" "), "this row was deleted outside Baseplan"));
        }
        Ok(compared)
    }

    /// Contents must have the digest they are kept under, and every file must have its contents.
    async fn contents(&mut self, tx: &mut Tx, tenant: &str) -> Result<()> {
        let mut there = BTreeSet::new();
        let mut offset = 0;
        while let Some(page) = next_page(tx, tenant, &BLOB, &mut offset).await? {
            for row in page {
                let mut row = Row::new(row);
                let (name, bytes) = (row.text()?, row.bytes()?);
                if digest(&bytes) != name {
                    self.faults.push(Fault::new("blob", &name, "these contents were changed outside Baseplan"));
                }
                there.insert(name);
            }
        }
        let papers = "select path, digest from paper where tenant = $1 and digest is not null";
        let files = "select path, digest from bundle_file where tenant = $1";
        for (shape, sql) in [(&PAPER, papers), (&BUNDLE_FILE, files)] {
            for mut row in tx.rows(sql, cells![tenant]).await? {
                let (path, digest) = (row.text()?, row.text()?);
                if !there.contains(&digest) {
                    self.faults.push(Fault::new(shape.name, path, "its contents are missing"));
                }
            }
        }
        Ok(())
    }
}
