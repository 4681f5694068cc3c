//! Tokens by which other programs reach the programming interface. Only the digest of the secret is kept.

use jiff::Timestamp;

use crate::cell::{Row, cells};
use crate::connect::Store;
use crate::error::{Result, StoreError};
use crate::history::Doing;
use crate::shape::{TOKEN, TOKEN_USE};

/// A token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Identifier, which may be shown.
    pub id: String,
    /// What it is for, in its maker's words.
    pub name: String,
    /// Digest of the secret.
    pub digest: String,
    /// Identifier of the person in whose name it acts.
    pub person: String,
    /// What it may do, words separated by blanks: `read enter export`.
    pub scopes: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// From this moment it is of no use. `None`: it does not expire.
    pub expires_at: Option<Timestamp>,
    /// When it was revoked. `None`: it was not.
    pub revoked_at: Option<Timestamp>,
    /// When it was last used. `None`: never.
    pub used_at: Option<Timestamp>,
}

impl Store {
    /// Makes a token.
    pub async fn make_token(&self, tenant: &str, token: &Token, doing: &Doing) -> Result<()> {
        let mut writing = self.writing(tenant).await?;
        writing.add(&TOKEN, row_of(token)).await?;
        writing.line(doing).await?;
        writing.commit().await
    }

    /// The token of a secret's digest, if it is of use at `now`. `None`: there is none, it expired or was revoked.
    pub async fn token(&self, tenant: &str, digest: &str, now: Timestamp) -> Result<Option<Token>> {
        let sql = "select t.token, t.name, t.digest, t.person, t.scopes, t.made_at, t.expires_at, t.revoked_at,
                          u.used_at
                   from token t left join token_use u on u.tenant = t.tenant and u.token = t.token
                   where t.tenant = $1 and t.digest = $2";
        let row = self.reading(tenant).await?.one(sql, cells![tenant, digest]).await?;
        let token = row.map(read).transpose()?;
        let of_use = |token: &Token| token.revoked_at.is_none() && token.expires_at.is_none_or(|end| now < end);
        Ok(token.filter(of_use))
    }

    /// Every token that was ever made, the latest first.
    pub async fn tokens(&self, tenant: &str) -> Result<Vec<Token>> {
        let sql = "select t.token, t.name, t.digest, t.person, t.scopes, t.made_at, t.expires_at, t.revoked_at,
                          u.used_at
                   from token t left join token_use u on u.tenant = t.tenant and u.token = t.token
                   where t.tenant = $1
                   order by t.made_at desc";
        self.reading(tenant).await?.rows(sql, cells![tenant]).await?.into_iter().map(read).collect()
    }

    /// Notes that a token was used.
    pub async fn touch_token(&self, tenant: &str, id: &str, at: Timestamp) -> Result<()> {
        let mut tx = self.working(tenant).await?;
        tx.run(sqlx::AssertSqlSafe(TOKEN_USE.upsert()), cells![tenant, id, at]).await?;
        tx.commit().await
    }

    /// Makes a token useless from the moment of `doing`.
    ///
    /// # Errors
    /// [`StoreError::Changed`] where there is no such token, or it was revoked already.
    pub async fn revoke_token(&self, tenant: &str, id: &str, doing: &Doing) -> Result<()> {
        let mut writing = self.writing(tenant).await?;
        let sql = "select token, name, digest, person, scopes, made_at, expires_at, revoked_at, revoked_at
                   from token
                   where tenant = $1 and token = $2 and revoked_at is null";
        let row = writing.one(sql, cells![tenant, id]).await?;
        let token = row.map(read).transpose()?.ok_or_else(|| StoreError::Changed("the token".to_string()))?;
        writing.put(&TOKEN, row_of(&Token { revoked_at: Some(doing.at), ..token })).await?;
        writing.line(doing).await?;
        writing.commit().await
    }
}

fn row_of(token: &Token) -> Vec<crate::cell::Cell> {
    let Token { id, name, digest, person, scopes, made_at, expires_at, revoked_at, used_at: _ } = token;
    cells![id, name, digest, person, scopes, *made_at, *expires_at, *revoked_at]
}

fn read(mut row: Row) -> Result<Token> {
    Ok(Token {
        id: row.text()?,
        name: row.text()?,
        digest: row.text()?,
        person: row.text()?,
        scopes: row.text()?,
        made_at: row.read()?,
        expires_at: row.maybe_read()?,
        revoked_at: row.maybe_read()?,
        used_at: row.maybe_read()?,
    })
}
