//! Opens a database: SQLite with one writer and several readers, or PostgreSQL with one pool.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

#[cfg(test)]
use sqlx::postgres::PgConnectOptions;
use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, SqlitePool};

use crate::address;
use crate::error::{Result, StoreError};
use crate::migrate;
use crate::place::{Place, private};
use crate::transact::{Asked, Tx};

/// How long a reader waits for a connection before the database counts as gone.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long writers of SQLite queue for the one connection that writes.
const QUEUE: Duration = Duration::from_secs(30);
/// Readers beside the one writer of SQLite, and connections to PostgreSQL.
const READERS: u32 = 8;

/// Where a server's councils are remembered. Cheap to clone; clones share their connections.
#[derive(Debug, Clone)]
pub struct Store {
    pools: Pools,
}

#[derive(Debug, Clone)]
enum Pools {
    Lite { writer: SqlitePool, readers: SqlitePool, place: Place },
    Pg(PgPool),
}

/// Whether a SQLite file stays one file while it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Journal {
    /// Write-ahead log beside the file: readers never wait for the writer.
    Beside,
    /// None beside it once a transaction ended: for backups.
    Single,
}

impl Store {
    /// Opens `sqlite:FILE` (made if it is not there), `sqlite::memory:` (for tests) or `postgres://…`, and brings its
    /// tables up to date. The certificate of a PostgreSQL on another machine is checked, unless its address says in words
    /// that it is not.
    ///
    /// # Errors
    /// [`StoreError::Unchecked`] where it would not be checked and the address does not say so; [`StoreError::Newer`]
    /// where a newer program wrote it; [`StoreError::Gone`] where it does not answer.
    pub fn open(url: &str) -> Asked<'_, Store> {
        Box::pin(Store::opening(url))
    }

    async fn opening(url: &str) -> Result<Store> {
        let pools = if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let pool = PgPoolOptions::new().max_connections(READERS).acquire_timeout(PATIENCE);
            Pools::Pg(pool.connect_with(address::postgres(url)?).await?)
        } else if url.starts_with("sqlite:") {
            let options = SqliteConnectOptions::from_str(url)?.create_if_missing(true);
            let memory = url.contains(":memory:") || url.contains("mode=memory");
            if !memory {
                private(options.get_filename())?;
            }
            lite(options, Journal::Beside, if memory { Readers::Memory } else { Readers::Own }).await?
        } else {
            return Err(StoreError::Broken("its address begins neither with sqlite: nor with postgres:".to_string()));
        };
        let store = Store { pools };
        migrate::up(&store).await?;
        Ok(store)
    }

    /// A new SQLite file that stays one file.
    pub(crate) async fn open_single(file: &std::path::Path) -> Result<Store> {
        private(file)?;
        let options = SqliteConnectOptions::new().filename(file).create_if_missing(true);
        let store = Store { pools: lite(options, Journal::Single, Readers::Shared).await? };
        migrate::up(&store).await?;
        Ok(store)
    }

    /// A new SQLite file without tables.
    #[cfg(test)]
    pub(crate) async fn unmigrated(file: &std::path::Path) -> Store {
        let options = SqliteConnectOptions::new().filename(file).create_if_missing(true);
        Store { pools: lite(options, Journal::Beside, Readers::Own).await.unwrap() }
    }

    /// A new PostgreSQL database without tables, on the server of `BASEPLAN_TEST_POSTGRES`, with its name. `None`: none is
    /// named.
    #[cfg(test)]
    pub(crate) async fn unmigrated_on_postgres() -> Option<(Store, String)> {
        let server = PgConnectOptions::from_str(&std::env::var("BASEPLAN_TEST_POSTGRES").ok()?).unwrap();
        let name = format!("baseplan_{}", crate::new_id(jiff::Timestamp::UNIX_EPOCH).replace('-', ""));
        run_on(&server, format!("create database {name} template template0")).await;
        let pool = PgPoolOptions::new().connect_with(server.database(&name)).await.unwrap();
        Some((Store { pools: Pools::Pg(pool) }, name))
    }

    /// Takes such a database away.
    #[cfg(test)]
    pub(crate) async fn drop_on_postgres(self, name: &str) {
        self.close().await;
        let server = PgConnectOptions::from_str(&std::env::var("BASEPLAN_TEST_POSTGRES").unwrap()).unwrap();
        run_on(&server, format!("drop database {name} with (force)")).await;
    }

    /// An existing SQLite file, for reading alone; its tables are not brought up to date.
    pub(crate) async fn open_to_read(file: &std::path::Path) -> Result<Store> {
        let options = SqliteConnectOptions::new().filename(file).read_only(true).foreign_keys(true);
        let pool = SqlitePoolOptions::new().max_connections(1).acquire_timeout(PATIENCE).connect_with(options).await?;
        Ok(Store { pools: Pools::Lite { writer: pool.clone(), readers: pool, place: Place::Anywhere } })
    }

    /// Which engine: `sqlite` or `postgres`.
    pub fn engine(&self) -> &'static str {
        match &self.pools {
            Pools::Lite { .. } => "sqlite",
            Pools::Pg(_) => "postgres",
        }
    }

    /// Ends all connections, after what is under way.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Lite { writer, readers, .. } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Pg(pool) => pool.close().await,
        }
    }

    /// The folder of a database that is a file. `None`: it is in memory, or on a server.
    pub fn folder(&self) -> Option<PathBuf> {
        let Pools::Lite { place: Place::File(file, _), .. } = &self.pools else { return None };
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
        Some(folder.unwrap_or(Path::new(".")).to_path_buf())
    }

    /// How many bytes the database takes on its disk, all councils together; indexes and free pages are counted.
    pub async fn size(&self) -> Result<u64> {
        let sql = match &self.pools {
            Pools::Lite { .. } => {
                "select cast(count.page_count * size.page_size as text)
                 from pragma_page_count() as count, pragma_page_size() as size"
            }
            Pools::Pg(_) => "select cast(pg_database_size(current_database()) as text)",
        };
        let row = self.begin_read().await?.one(sql, Vec::new()).await?;
        let text = row.map(|mut row| row.text()).transpose()?.unwrap_or_default();
        text.parse().map_err(|_| StoreError::Broken("the size of the database is no number".to_string()))
    }

    /// One consistent view: what others write meanwhile is not seen.
    pub(crate) fn begin_read(&self) -> Asked<'_, Tx> {
        let consistent = "begin isolation level repeatable read read only";
        Box::pin(async move {
            match &self.pools {
                Pools::Lite { readers, place, .. } => {
                    place.must_be_there()?;
                    Ok(Tx::Lite(readers.begin().await?))
                }
                Pools::Pg(pool) => Ok(Tx::Pg(pool.begin_with(consistent).await?)),
            }
        })
    }

    /// SQLite: takes the one right to write at once, so that no writer finds out half-way that it must wait.
    pub(crate) fn begin_write(&self) -> Asked<'_, Tx> {
        Box::pin(async move {
            match &self.pools {
                Pools::Lite { writer, place, .. } => {
                    place.must_be_there()?;
                    Ok(Tx::Lite(writer.begin_with("begin immediate").await?))
                }
                Pools::Pg(pool) => Ok(Tx::Pg(pool.begin().await?)),
            }
        })
    }

    /// A view of one council.
    pub(crate) async fn reading(&self, tenant: &str) -> Result<Tx> {
        let mut tx = self.begin_read().await?;
        tx.enter(tenant).await?;
        Ok(tx)
    }

    /// A change to one council's working tables, which have no history.
    pub(crate) async fn working(&self, tenant: &str) -> Result<Tx> {
        let mut tx = self.begin_write().await?;
        tx.enter(tenant).await?;
        Ok(tx)
    }
}

/// Where the readers' connections are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Readers {
    /// Beside the writer's, on the same file.
    Own,
    /// The writer's own, on a file.
    Shared,
    /// The writer's own, for a database in memory lives in one connection.
    Memory,
}

async fn lite(options: SqliteConnectOptions, journal: Journal, readers: Readers) -> Result<Pools> {
    let options = options
        .journal_mode(if journal == Journal::Beside { SqliteJournalMode::Wal } else { SqliteJournalMode::Delete })
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10));
    let one = lite_pool().max_connections(1).acquire_timeout(QUEUE).idle_timeout(None).max_lifetime(None);
    let writer = one.connect_with(options.clone()).await?;
    let place = if readers == Readers::Memory { Place::Anywhere } else { Place::of(options.get_filename()) };
    let readers = match readers {
        Readers::Shared | Readers::Memory => writer.clone(),
        Readers::Own => {
            let several = lite_pool().max_connections(READERS).acquire_timeout(PATIENCE);
            several.connect_lazy_with(options.pragma("query_only", "on"))
        }
    };
    Ok(Pools::Lite { writer, readers, place })
}

/// A full disk makes SQLite end a transaction by itself; sqlx, which then fails to end it, would refuse every later one
/// on that connection. So a connection that still counts as within a transaction is closed, and another takes its place.
fn lite_pool() -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .before_acquire(|connection, _| Box::pin(async move { Ok(!sqlx::Connection::is_in_transaction(connection)) }))
}

/// A statement outside every transaction.
#[cfg(test)]
async fn run_on(server: &PgConnectOptions, sql: String) {
    use sqlx::{ConnectOptions, Connection, Executor};
    let mut connection = server.connect().await.unwrap();
    connection.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(sql))).await.unwrap();
    connection.close().await.unwrap();
}

#[cfg(test)]
mod cases {
    use super::*;
    use crate::cell::Cell;

    async fn says(tx: &mut Tx, pragma: &'static str) -> Cell {
        tx.one(pragma, Vec::new()).await.unwrap().unwrap().cells().remove(0)
    }

    #[tokio::test]
    async fn every_connection_to_sqlite_writes_in_full_and_ahead() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite:{}", folder.path().join("a.db").display())).await.unwrap();
        for (mut tx, reads_only) in [(store.begin_write().await.unwrap(), 0), (store.begin_read().await.unwrap(), 1)] {
            assert_eq!(says(&mut tx, "pragma journal_mode").await, Cell::from("wal"));
            // 2 is full: every commit waits until the disk has it.
            assert_eq!(says(&mut tx, "pragma synchronous").await, Cell::Number(2));
            assert_eq!(says(&mut tx, "pragma foreign_keys").await, Cell::Number(1));
            assert_eq!(says(&mut tx, "pragma query_only").await, Cell::Number(reads_only));
            assert_eq!(says(&mut tx, "pragma busy_timeout").await, Cell::Number(10_000));
        }
    }

    #[tokio::test]
    async fn a_full_disk_is_told_and_service_returns_when_there_is_room() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite:{}", folder.path().join("a.db").display())).await.unwrap();
        let big = vec![Cell::Number(900), Cell::from("big"), Cell::from("x".repeat(1_000_000))];
        let add = "insert into migration (number, name, digest) values ($1, $2, $3)";
        // The engine's own limit: to SQLite a disk that has no more pages.
        let mut tx = store.begin_write().await.unwrap();
        tx.rows("pragma max_page_count = 1", Vec::new()).await.unwrap();
        drop(tx);
        let mut tx = store.begin_write().await.unwrap();
        assert_eq!(tx.run(add, big.clone()).await, Err(StoreError::Full));
        drop(tx);
        assert_eq!(store.pulse().await, Ok(()));
        let mut tx = store.begin_write().await.unwrap();
        tx.rows("pragma max_page_count = 1000000", Vec::new()).await.unwrap();
        assert_eq!(tx.run(add, big).await, Ok(1));
        assert_eq!(tx.commit().await, Ok(()));
    }
}
