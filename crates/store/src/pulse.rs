//! Whether a database can do its work: it answers, takes a write, and has room for what people save next.
//!
//! A write alone does not tell. On a full disk both engines go on for a while in what they took before: SQLite in the log
//! beside its file, PostgreSQL in the free places of its tables. So room is asked for by itself.

use std::io::Write;
use std::path::Path;

use crate::connect::Store;
use crate::error::{Result, StoreError};
use crate::transact::Tx;

/// So much room is asked for, in bytes: what a page of figures and words takes many times over.
const ROOM: usize = 1024 * 1024;

/// PostgreSQL sorts a thousand lines of a kilobyte in so little memory that it must write them to the disk of this
/// database first. It takes them away again by itself, whatever happens, and no table or catalogue grows by it.
const ROOM_ON_POSTGRES: &str = "set local temp_tablespaces = ''; set local work_mem = '64kB';
    select count(*) from (
        select (n || repeat(' room', 205)) collate \"C\" as line from generate_series(1, 1024) as n order by line
    ) as sorted";

impl Store {
    /// Whether the database answers, takes a write, and has room for a megabyte more: what a health page tells. On SQLite
    /// room is asked for beside the file; on PostgreSQL for what a sort writes down, which need not be the disk of its
    /// write-ahead log.
    ///
    /// # Errors
    /// [`StoreError::Gone`] or [`StoreError::Full`].
    pub async fn pulse(&self) -> Result<()> {
        if let Some(folder) = self.folder() {
            let asked = tokio::task::spawn_blocking(move || take(&folder)).await;
            let stopped = |_| StoreError::Gone("its disk was not asked to the end".to_string());
            asked.map_err(stopped)?.map_err(|error| StoreError::from(sqlx::Error::Io(error)))?;
        }
        let mut tx = self.begin_write().await?;
        if let Tx::Pg(_) = tx {
            tx.script(ROOM_ON_POSTGRES.to_string()).await?;
        }
        tx.run("update migration set name = name where number = 1", Vec::new()).await?;
        tx.commit().await
    }
}

/// Takes room in a folder and gives it back. The file has no name where the system can do that, so that nothing stays
/// behind whenever the program ends.
fn take(folder: &Path) -> std::io::Result<()> {
    let mut file = tempfile::tempfile_in(folder)?;
    file.write_all(&vec![0x5a; ROOM])?;
    file.sync_data()
}

#[cfg(test)]
mod cases {
    use super::*;

    #[tokio::test]
    async fn asking_for_room_leaves_nothing_behind_and_asks_where_the_database_is() {
        let folder = tempfile::tempdir().unwrap();
        let (here, away) = (folder.path().join("here"), folder.path().join("away"));
        std::fs::create_dir(&here).unwrap();
        let store = Store::open(&format!("sqlite:{}", here.join("a.db").display())).await.unwrap();
        assert_eq!(store.folder().as_deref(), Some(here.as_path()));
        assert_eq!(store.pulse().await, Ok(()));
        let left: Vec<_> = std::fs::read_dir(&here).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert!(left.iter().all(|name| name.to_string_lossy().starts_with("a.db")), "{left:?}");
        std::fs::rename(&here, &away).unwrap();
        assert!(take(&here).is_err());
    }
}
