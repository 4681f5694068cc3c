//! Backups: one SQLite file that holds all councils, whichever engine they came from. It can be opened as a store.

use std::path::{Path, PathBuf};

use crate::connect::Store;
use crate::error::{Result, StoreError};
use crate::migrate;
use crate::shape::SHAPES;
use crate::tables::{insert, next_page, sum_of, sum_of_hashes};
use crate::write::row_hash;

/// What was copied. Each table was read back from where it was written and had the same digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackedUp {
    /// How many councils.
    pub tenants: u64,
    /// How many rows of all tables.
    pub rows: u64,
    /// SHA-256 over the digests of all tables: the same for a backup and what is restored from it.
    pub digest: String,
}

impl Store {
    /// Writes all councils as they stand at this moment to a new file, while others go on working; reads it back and
    /// compares. The file gets its name only when it is whole.
    ///
    /// # Errors
    /// [`StoreError::Taken`] where the file is there already.
    pub async fn backup(&self, file: &Path) -> Result<BackedUp> {
        if file.exists() {
            return Err(StoreError::Taken(format!("the file {}", file.display())));
        }
        let mut part = file.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        remove(&part)?;
        let target = Store::open_single(&part).await?;
        let copied = copy(self, &target).await;
        target.close().await;
        let copied = match copied {
            Ok(copied) => copied,
            Err(error) => {
                remove(&part)?;
                return Err(error);
            }
        };
        std::fs::rename(&part, file).map_err(disk)?;
        if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(disk)?;
        }
        Ok(copied)
    }

    /// Brings all councils of a backup into this store, which must be empty; reads them back and compares.
    ///
    /// # Errors
    /// [`StoreError::Taken`] where a council is there already; [`StoreError::Newer`] where a newer program made the
    /// backup.
    pub async fn restore(&self, file: &Path) -> Result<BackedUp> {
        if !file.is_file() {
            return Err(StoreError::Broken(format!("there is no file {}", file.display())));
        }
        if let Some(tenant) = self.tenants().await?.first() {
            return Err(StoreError::Taken(format!(
                "the council {}, and a backup is restored into an empty store; it",
                tenant.id
            )));
        }
        let source = Store::open_to_read(file).await?;
        let steps = migrate::applied(&mut source.begin_read().await?).await?;
        if steps != migrate::STEPS.len() {
            source.close().await;
            let says =
                "the backup is of an earlier version: open a copy of it once as sqlite:COPY, then restore the copy";
            return Err(StoreError::Broken(says.to_string()));
        }
        let copied = copy(&source, self).await;
        source.close().await;
        copied
    }
}

/// Copies every council in one transaction on either side, then reads the copy back.
async fn copy(from: &Store, to: &Store) -> Result<BackedUp> {
    let mut source = from.begin_read().await?;
    let mut target = to.begin_write().await?;
    let mut tenants = Vec::new();
    for mut row in source.rows("select tenant from tenant", Vec::new()).await? {
        tenants.push(row.text()?);
    }
    tenants.sort();
    let (mut count, mut sums) = (0, Vec::new());
    for tenant in &tenants {
        source.enter(tenant).await?;
        target.enter(tenant).await?;
        for shape in SHAPES {
            let mut hashes = Vec::new();
            let mut offset = 0;
            while let Some(page) = next_page(&mut source, tenant, shape, &mut offset).await? {
                hashes.extend(page.iter().map(|row| row_hash(row)));
                insert(&mut target, tenant, shape, page).await?;
            }
            count += hashes.len() as u64;
            sums.push((tenant, shape, sum_of_hashes(hashes)));
        }
    }
    target.commit().await?;
    let mut written = to.begin_read().await?;
    for (tenant, shape, sum) in &sums {
        written.enter(tenant).await?;
        if sum_of(&mut written, tenant, shape).await?.1 != *sum {
            let says = format!("table {} of {tenant} does not read back as written; do not rely on it", shape.name);
            return Err(StoreError::Broken(says));
        }
    }
    let all: Vec<_> = sums.iter().map(|(tenant, shape, sum)| (tenant, shape.name, sum)).collect();
    let all = serde_json::to_vec(&all).map_err(|_| StoreError::Broken("digests cannot be written".to_string()))?;
    Ok(BackedUp { tenants: tenants.len() as u64, rows: count, digest: crate::digest(&all) })
}

fn remove(file: &Path) -> Result<()> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(disk(error)),
        _ => Ok(()),
    }
}

fn disk(error: std::io::Error) -> StoreError {
    StoreError::from(sqlx::Error::Io(error))
}
