//! Councils that this server keeps.

use jiff::Timestamp;

use crate::cell::{Row, cells};
use crate::connect::Store;
use crate::error::{Result, StoreError};
use crate::history::Doing;
use crate::shape::TENANT;

/// A council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenant {
    /// Its short name in addresses and configuration, chosen once.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// When it was taken on.
    pub opened_at: Timestamp,
}

impl Store {
    /// Every council, by identifier.
    pub async fn tenants(&self) -> Result<Vec<Tenant>> {
        let rows = self.begin_read().await?.rows("select tenant, name, opened_at from tenant", Vec::new()).await?;
        let mut all = rows.into_iter().map(read).collect::<Result<Vec<_>>>()?;
        all.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(all)
    }

    /// One council. `None`: there is none of that identifier.
    pub async fn tenant(&self, tenant: &str) -> Result<Option<Tenant>> {
        let sql = "select tenant, name, opened_at from tenant where tenant = $1";
        self.reading(tenant).await?.one(sql, cells![tenant]).await?.map(read).transpose()
    }

    /// Takes a council on and begins its history.
    ///
    /// # Errors
    /// [`StoreError::Taken`] where there is one of that identifier.
    pub async fn create_tenant(&self, tenant: &Tenant, doing: &Doing) -> Result<()> {
        if tenant.id.trim().is_empty() {
            return Err(StoreError::Broken("a council needs an identifier".to_string()));
        }
        let mut tx = self.working(&tenant.id).await?;
        let row = cells![&tenant.id, &tenant.name, tenant.opened_at, 0u32, "", 0u32];
        tx.run(sqlx::AssertSqlSafe(TENANT.insert()), row).await.map_err(|error| match error {
            StoreError::Taken(_) => StoreError::Taken(format!("the council {}", tenant.id)),
            other => other,
        })?;
        let mut writing = crate::write::Writing::first(tx, &tenant.id);
        writing.line(doing).await?;
        writing.commit().await
    }
}

fn read(mut row: Row) -> Result<Tenant> {
    Ok(Tenant { id: row.text()?, name: row.text()?, opened_at: row.read()? })
}
