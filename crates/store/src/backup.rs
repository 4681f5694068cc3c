//! Backups: one SQLite file that holds all councils, whichever engine they came from. It can be opened as a store.

use std::path::{Path, PathBuf};

use crate::connect::Store;
use crate::error::{Result, StoreError};
use crate::migrate;
use crate::shape::{SHAPES, Shape};
use crate::tables::{insert, next_page, sum_of, sum_of_hashes};
use crate::transact::Tx;
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
        let copied = match write(self, &part).await {
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
        Ok(copied.told())
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
            let earlier = "it is of an earlier version: open a copy of it once as sqlite:COPY, then restore the copy";
            let says = if steps == 0 { "the file is no backup" } else { earlier };
            return Err(StoreError::Broken(says.to_string()));
        }
        let copied = copy(&source, self).await;
        source.close().await;
        copied.map(Copied::told)
    }
}

/// What was copied: council, table, number of rows and their digest.
struct Copied(Vec<(String, &'static Shape, u64, String)>);

impl Copied {
    fn told(self) -> BackedUp {
        let mut councils: Vec<&String> = self.0.iter().map(|(tenant, ..)| tenant).collect();
        councils.dedup();
        let lines = self.0.iter().map(|(tenant, shape, rows, sum)| format!("{tenant} {} {rows} {sum}\n", shape.name));
        let digest = crate::digest(lines.collect::<String>().as_bytes());
        BackedUp { tenants: councils.len() as u64, rows: self.0.iter().map(|(_, _, rows, _)| rows).sum(), digest }
    }

    /// Reads a copy again and compares.
    async fn compare(&self, tx: &mut Tx) -> Result<()> {
        for (tenant, shape, rows, sum) in &self.0 {
            tx.enter(tenant).await?;
            if sum_of(tx, tenant, shape).await? != (*rows, sum.clone()) {
                let says = format!("table {} of {tenant} does not read back as it was written", shape.name);
                return Err(StoreError::Broken(says));
            }
        }
        Ok(())
    }
}

/// Writes a new file, then opens it again and compares.
async fn write(from: &Store, file: &Path) -> Result<Copied> {
    let target = Store::open_single(file).await?;
    let copied = copy(from, &target).await;
    target.close().await;
    let copied = copied?;
    let written = Store::open_to_read(file).await?;
    let compared = copied.compare(&mut written.begin_read().await?).await;
    written.close().await;
    compared.map(|()| copied)
}

/// Copies every council in one transaction on either side, and compares before it lasts.
async fn copy(from: &Store, to: &Store) -> Result<Copied> {
    let mut source = from.begin_read().await?;
    let mut target = to.begin_write().await?;
    let mut tenants = Vec::new();
    for mut row in source.rows("select tenant from tenant", Vec::new()).await? {
        tenants.push(row.text()?);
    }
    tenants.sort();
    let mut copied = Copied(Vec::new());
    for tenant in tenants {
        source.enter(&tenant).await?;
        target.enter(&tenant).await?;
        for shape in SHAPES {
            let mut hashes = Vec::new();
            let mut offset = 0;
            while let Some(page) = next_page(&mut source, &tenant, shape, &mut offset).await? {
                hashes.extend(page.iter().map(|row| row_hash(row)));
                insert(&mut target, &tenant, shape, page).await?;
            }
            copied.0.push((tenant.clone(), shape, hashes.len() as u64, sum_of_hashes(hashes)));
        }
    }
    copied.compare(&mut target).await?;
    target.commit().await?;
    Ok(copied)
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
