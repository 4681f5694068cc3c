//! Attempts to sign in that failed, so that limits on their rate outlive a restart.

use jiff::Timestamp;

use crate::cell::cells;
use crate::connect::Store;
use crate::error::Result;
use crate::new_id;
use crate::shape::ATTEMPT;

/// How often something may be tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptLimit {
    /// What is limited: an account, a place on the network.
    pub subject: String,
    /// The most attempts that are taken.
    pub most: u32,
    /// Attempts before this moment do not count.
    pub since: Timestamp,
}

/// What became of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempted {
    /// It was counted: the identifiers under which it stands, to be taken back if it was right.
    Counted(Vec<String>),
    /// This subject's limit is reached, so nothing was counted, and waiting helps.
    Refused(String),
}

impl Store {
    /// Counts an attempt under each of these limits, or under none where one of them is reached. Of many at the same
    /// moment no more are taken than the limits say: each waits until the one before it is counted.
    pub async fn attempt(&self, tenant: &str, limits: &[AttemptLimit], at: Timestamp) -> Result<Attempted> {
        // All take their turns in one order, so that no two wait for each other.
        let mut limits: Vec<&AttemptLimit> = limits.iter().collect();
        limits.sort_by(|a, b| a.subject.cmp(&b.subject));
        let mut tx = self.working(tenant).await?;
        let mut counted = Vec::with_capacity(limits.len());
        for limit in limits {
            // PostgreSQL holds whoever writes the same row until this one has ended; SQLite has one writer anyway.
            let turn = cells![tenant, format!("turn {}", limit.subject), "", at];
            tx.run(sqlx::AssertSqlSafe(ATTEMPT.upsert()), turn).await?;
            let sql = "select count(*) from attempt where tenant = $1 and subject = $2 and at >= $3";
            let row = tx.one(sql, cells![tenant, &limit.subject, limit.since]).await?;
            if row.map_or(Ok(0), |mut row| row.number())? >= limit.most {
                return Ok(Attempted::Refused(limit.subject.clone()));
            }
            let id = new_id(at);
            tx.run(sqlx::AssertSqlSafe(ATTEMPT.insert()), cells![tenant, &id, &limit.subject, at]).await?;
            counted.push(id);
        }
        tx.commit().await?;
        Ok(Attempted::Counted(counted))
    }

    /// How many attempts of a subject were counted since a moment.
    pub async fn attempts(&self, tenant: &str, subject: &str, since: Timestamp) -> Result<u32> {
        let sql = "select count(*) from attempt where tenant = $1 and subject = $2 and at >= $3";
        let row = self.reading(tenant).await?.one(sql, cells![tenant, subject, since]).await?;
        row.map_or(Ok(0), |mut row| row.number())
    }

    /// Takes back an attempt that was right, and forgets what failed before it under a subject. `None`: nothing more.
    pub async fn attempt_was_right(&self, tenant: &str, counted: &[String], forget: Option<&str>) -> Result<()> {
        let mut tx = self.working(tenant).await?;
        for id in counted {
            tx.run("delete from attempt where tenant = $1 and attempt = $2", cells![tenant, id]).await?;
        }
        if let Some(subject) = forget {
            tx.run("delete from attempt where tenant = $1 and subject = $2", cells![tenant, subject]).await?;
        }
        tx.commit().await
    }

    /// Remembers until a moment that a subject is known, such as the place from which somebody signed in.
    pub async fn remember(&self, tenant: &str, subject: &str, until: Timestamp) -> Result<()> {
        let mut tx = self.working(tenant).await?;
        // It has no subject, so that it counts as no attempt.
        let row = cells![tenant, format!("known {subject}"), "", until];
        tx.run(sqlx::AssertSqlSafe(ATTEMPT.upsert()), row).await?;
        tx.commit().await
    }

    /// Whether a subject is remembered, see [`Store::remember`].
    pub async fn remembers(&self, tenant: &str, subject: &str, now: Timestamp) -> Result<bool> {
        let sql = "select at from attempt where tenant = $1 and attempt = $2 and at > $3";
        let row = self.reading(tenant).await?.one(sql, cells![tenant, format!("known {subject}"), now]).await?;
        Ok(row.is_some())
    }
}
