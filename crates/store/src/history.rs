//! History: who did what, when and why; only ever added.

use domain::cycle::Line;
use jiff::Timestamp;

use crate::cell::{Cell, Row, cells};
use crate::connect::Store;
use crate::error::Result;

/// What is being done: the line of history that is written with the change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doing {
    /// Identifier of the person. `None`: the program itself.
    pub by: Option<String>,
    /// When.
    pub at: Timestamp,
    /// What is done, a word: `entered`, `approved`, `published` …
    pub act: String,
    /// What it is done to: the key of an item, a round, a path, a person.
    pub subject: String,
    /// What stood there before, as text for people. `None`: nothing.
    pub before: Option<String>,
    /// What stands there afterwards. `None`: nothing.
    pub after: Option<String>,
    /// The reason given. `None`: none was asked.
    pub why: Option<String>,
}

/// Which lines of history to read, the latest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines {
    /// Only those of this subject. `None`: of all.
    pub subject: Option<String>,
    /// Only those of a lower number, which is how the next page is asked for. `None`: from the latest.
    pub before_number: Option<u64>,
    /// At most so many; 0 means 100.
    pub limit: u32,
}

impl Store {
    /// Writes a line that tells of no change: a sign-in, a download.
    pub async fn note(&self, tenant: &str, doing: &Doing) -> Result<()> {
        let mut writing = self.writing(tenant).await?;
        writing.line(doing).await?;
        writing.commit().await
    }

    /// How many lines the council's history has. It grows with every change to what history covers, so whoever keeps
    /// something read in memory asks this, cheaply, whether it is still so. 0: there is no such council.
    pub async fn written(&self, tenant: &str) -> Result<u64> {
        let row = self.reading(tenant).await?.one("select lines from tenant where tenant = $1", cells![tenant]).await?;
        row.map_or(Ok(0), |mut row| row.number().map(u64::from))
    }

    /// Lines of history, the latest first.
    pub async fn lines(&self, tenant: &str, which: Lines) -> Result<Vec<Line>> {
        let before = which.before_number.map_or(i64::from(i32::MAX), |n| i64::try_from(n).unwrap_or(i64::MAX));
        let before = Cell::Number(before.min(i64::from(i32::MAX)));
        let limit = Cell::Number(i64::from(if which.limit == 0 { 100 } else { which.limit.min(10_000) }));
        let mut tx = self.reading(tenant).await?;
        let rows = match which.subject {
            None => {
                let sql = "select number, at, person, act, subject, was, became, why, digest
                           from history
                           where tenant = $1 and number < $2
                           order by number desc
                           limit $3";
                tx.rows(sql, vec![Cell::from(tenant), before, limit]).await?
            }
            Some(subject) => {
                let sql = "select number, at, person, act, subject, was, became, why, digest
                           from history
                           where tenant = $1 and number < $2 and subject = $4
                           order by number desc
                           limit $3";
                tx.rows(sql, vec![Cell::from(tenant), before, limit, Cell::Text(subject)]).await?
            }
        };
        rows.into_iter().map(read).collect()
    }
}

/// Reads number, at, person, act, subject, was, became, why and digest.
pub(crate) fn read(mut row: Row) -> Result<Line> {
    Ok(Line {
        number: u64::from(row.number()?),
        at: row.read()?,
        by: row.maybe()?,
        act: row.text()?,
        subject: row.text()?,
        before: row.maybe()?,
        after: row.maybe()?,
        why: row.maybe()?,
        digest: row.text()?,
    })
}
