//! Clearing away what is of no use any more: nothing of it is part of what a council said.

use jiff::Timestamp;

use crate::cell::cells;
use crate::connect::Store;
use crate::error::Result;

/// From when on things are kept that have ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Since {
    /// Sessions and links that ended before it go.
    pub ended: Timestamp,
    /// Attempts to sign in before it go, and places that are remembered no longer.
    pub attempts: Timestamp,
    /// Mails that were written before it, and were sent or given up, go.
    pub mails: Timestamp,
}

impl Store {
    /// Clears away what has ended.
    pub async fn sweep(&self, tenant: &str, since: Since) -> Result<()> {
        let mut tx = self.working(tenant).await?;
        let sql = "delete from session where tenant = $1 and (idle_until <= $2 or ends_at <= $2)";
        tx.run(sql, cells![tenant, since.ended]).await?;
        tx.run("delete from link where tenant = $1 and expires_at <= $2", cells![tenant, since.ended]).await?;
        tx.run("delete from attempt where tenant = $1 and at < $2", cells![tenant, since.attempts]).await?;
        let sql = "delete from mail where tenant = $1 and due_at is null and queued_at < $2";
        tx.run(sql, cells![tenant, since.mails]).await?;
        tx.commit().await
    }
}
