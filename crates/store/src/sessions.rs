//! Who is signed in. Of a session's secret only the digest is kept.

use jiff::Timestamp;

use crate::cell::{Row, cells};
use crate::connect::Store;
use crate::error::Result;
use crate::shape::SESSION;

/// Somebody signed in with one browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Digest of the secret that the browser holds.
    pub digest: String,
    /// Identifier of the person.
    pub person: String,
    /// The key that every form of the session carries.
    pub form_key: String,
    /// What alone it may be used for, a word of the caller's. `None`: everything that its person may do.
    pub purpose: Option<String>,
    /// When it began.
    pub begun_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
    /// It ends at this moment if it is not used before.
    pub idle_until: Timestamp,
    /// It ends at this moment in any case.
    pub ends_at: Timestamp,
}

impl Store {
    /// Begins a session.
    pub async fn begin_session(&self, tenant: &str, session: &Session) -> Result<()> {
        let Session { digest, person, form_key, purpose, begun_at, seen_at, idle_until, ends_at } = session;
        let row = cells![tenant, digest, person, form_key, purpose.clone(), *begun_at, *seen_at, *idle_until, *ends_at];
        let mut tx = self.working(tenant).await?;
        tx.run(sqlx::AssertSqlSafe(SESSION.insert()), row).await?;
        tx.commit().await
    }

    /// A session that has not ended at `now`. `None`: there is none.
    pub async fn session(&self, tenant: &str, digest: &str, now: Timestamp) -> Result<Option<Session>> {
        let sql = "select digest, person, form_key, purpose, begun_at, seen_at, idle_until, ends_at
                   from session
                   where tenant = $1 and digest = $2";
        let row = self.reading(tenant).await?.one(sql, cells![tenant, digest]).await?;
        let session = row.map(read).transpose()?;
        Ok(session.filter(|session| now < session.idle_until && now < session.ends_at))
    }

    /// The sessions of a person that have not ended at `now`, the latest first.
    pub async fn sessions_of(&self, tenant: &str, person: &str, now: Timestamp) -> Result<Vec<Session>> {
        let sql = "select digest, person, form_key, purpose, begun_at, seen_at, idle_until, ends_at
                   from session
                   where tenant = $1 and person = $2
                   order by begun_at desc";
        let rows = self.reading(tenant).await?.rows(sql, cells![tenant, person]).await?;
        let mut sessions = rows.into_iter().map(read).collect::<Result<Vec<Session>>>()?;
        sessions.retain(|session| now < session.idle_until && now < session.ends_at);
        Ok(sessions)
    }

    /// A session was used.
    pub async fn touch_session(&self, tenant: &str, digest: &str, now: Timestamp, idle_until: Timestamp) -> Result<()> {
        let sql = "update session set seen_at = $3, idle_until = $4 where tenant = $1 and digest = $2";
        let mut tx = self.working(tenant).await?;
        tx.run(sql, cells![tenant, digest, now, idle_until]).await?;
        tx.commit().await
    }

    /// Ends a session.
    pub async fn end_session(&self, tenant: &str, digest: &str) -> Result<()> {
        let mut tx = self.working(tenant).await?;
        tx.run("delete from session where tenant = $1 and digest = $2", cells![tenant, digest]).await?;
        tx.commit().await
    }

    /// Ends all sessions of a person, but not the one of digest `but`, if given; how many.
    pub async fn end_sessions_of(&self, tenant: &str, person: &str, but: Option<&str>) -> Result<u64> {
        let sql = "delete from session where tenant = $1 and person = $2 and digest <> $3";
        let mut tx = self.working(tenant).await?;
        let ended = tx.run(sql, cells![tenant, person, but.unwrap_or_default()]).await?;
        tx.commit().await?;
        Ok(ended)
    }
}

fn read(mut row: Row) -> Result<Session> {
    Ok(Session {
        digest: row.text()?,
        person: row.text()?,
        form_key: row.text()?,
        purpose: row.maybe()?,
        begun_at: row.read()?,
        seen_at: row.read()?,
        idle_until: row.read()?,
        ends_at: row.read()?,
    })
}
