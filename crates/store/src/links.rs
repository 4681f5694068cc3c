//! One-use links, as they go out by e-mail: for one purpose, for a short time. Only the digest of the secret is kept.

use jiff::Timestamp;

use crate::cell::{Row, cells};
use crate::connect::Store;
use crate::error::Result;
use crate::shape::LINK;

/// A link that may be used once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Digest of the secret in its address.
    pub digest: String,
    /// What it is for, a word: `enter`, `password`, `sign-in`.
    pub purpose: String,
    /// Identifier of the person it was made for. `None`: nobody yet, as when single sign-on has begun.
    pub person: Option<String>,
    /// What it leads to: the key of a round or an item. `None`: nothing in particular.
    pub subject: Option<String>,
    /// When it was made.
    pub made_at: Timestamp,
    /// From this moment it is of no use.
    pub expires_at: Timestamp,
}

/// Uses a link: of many who ask only the first gets it.
pub(crate) const USE: &str = "update link set used_at = $4
    where tenant = $1 and digest = $2 and purpose = $3 and used_at is null and expires_at > $4
    returning digest, purpose, person, subject, made_at, expires_at";

impl Store {
    /// Makes a link.
    pub async fn make_link(&self, tenant: &str, link: &Link) -> Result<()> {
        let Link { digest, purpose, person, subject, made_at, expires_at } = link.clone();
        let row = cells![tenant, digest, purpose, person, subject, made_at, expires_at, None::<String>];
        let mut tx = self.working(tenant).await?;
        tx.run(sqlx::AssertSqlSafe(LINK.insert()), row).await?;
        tx.commit().await
    }

    /// Looks at a link without using it, as a page that asks "go on?" does: mail programs open links by themselves.
    /// `None`: there is none of that purpose, or it was used, or its time is over.
    pub async fn link(&self, tenant: &str, digest: &str, purpose: &str, now: Timestamp) -> Result<Option<Link>> {
        let sql = "select digest, purpose, person, subject, made_at, expires_at
                   from link
                   where tenant = $1 and digest = $2 and purpose = $3 and used_at is null and expires_at > $4";
        let row = self.reading(tenant).await?.one(sql, cells![tenant, digest, purpose, now]).await?;
        row.map(read).transpose()
    }

    /// Uses a link: only the first to ask gets it. `None`: as with [`Store::link`].
    pub async fn use_link(&self, tenant: &str, digest: &str, purpose: &str, now: Timestamp) -> Result<Option<Link>> {
        let mut tx = self.working(tenant).await?;
        let row = tx.one(USE, cells![tenant, digest, purpose, now]).await?;
        tx.commit().await?;
        row.map(read).transpose()
    }

    /// Makes a person's unused links of a purpose useless.
    pub async fn end_links_of(&self, tenant: &str, person: &str, purpose: &str, now: Timestamp) -> Result<()> {
        let sql = "update link set used_at = $4 where tenant = $1 and person = $2 and purpose = $3 and used_at is null";
        let mut tx = self.working(tenant).await?;
        tx.run(sql, cells![tenant, person, purpose, now]).await?;
        tx.commit().await
    }
}

fn read(mut row: Row) -> Result<Link> {
    Ok(Link {
        digest: row.text()?,
        purpose: row.text()?,
        person: row.maybe()?,
        subject: row.maybe()?,
        made_at: row.read()?,
        expires_at: row.read()?,
    })
}
