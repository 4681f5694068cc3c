//! Attempts to sign in that failed, so that limits on their rate outlive a restart.

use jiff::Timestamp;

use crate::cell::cells;
use crate::connect::Store;
use crate::error::Result;
use crate::new_id;
use crate::shape::ATTEMPT;

impl Store {
    /// Notes that an attempt failed. `subject` is what is limited: an address, a place on the network.
    pub async fn note_attempt(&self, tenant: &str, subject: &str, at: Timestamp) -> Result<()> {
        let mut tx = self.working(tenant).await?;
        tx.run(sqlx::AssertSqlSafe(ATTEMPT.insert()), cells![tenant, new_id(at), subject, at]).await?;
        tx.commit().await
    }

    /// How many attempts of a subject failed since a moment.
    pub async fn attempts(&self, tenant: &str, subject: &str, since: Timestamp) -> Result<u32> {
        let sql = "select count(*) from attempt where tenant = $1 and subject = $2 and at >= $3";
        let row = self.reading(tenant).await?.one(sql, cells![tenant, subject, since]).await?;
        row.map_or(Ok(0), |mut row| row.number())
    }

    /// Forgets the failed attempts of a subject, after one that succeeded.
    pub async fn forget_attempts(&self, tenant: &str, subject: &str) -> Result<()> {
        let mut tx = self.working(tenant).await?;
        tx.run("delete from attempt where tenant = $1 and subject = $2", cells![tenant, subject]).await?;
        tx.commit().await
    }
}
