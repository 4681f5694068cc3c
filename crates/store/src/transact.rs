//! One transaction on either engine: statements in, rows of cells out.

use std::pin::Pin;

use sqlx::{Postgres, Row as _, SqlSafeStr, SqlStr, Sqlite, Transaction, TypeInfo, ValueRef};

use crate::cell::{Cell, Row, unexpected};
use crate::error::{Result, StoreError};

/// A transaction on one of the two engines. Dropped without [`Tx::commit`], it is rolled back.
pub(crate) enum Tx {
    Lite(Transaction<'static, Sqlite>),
    Pg(Transaction<'static, Postgres>),
}

/// Something asked of an engine. It stands behind a pointer because the compiler makes the code of a future anew in every
/// crate, and for every function, that waits for it: with the engines' own inside, a test of the store took it minutes.
pub(crate) type Asked<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// Writes one body for both engines; the compiler checks it twice.
macro_rules! on {
    ($tx:expr, $one:ident => $body:expr) => {
        match $tx {
            Tx::Lite($one) => $body,
            Tx::Pg($one) => $body,
        }
    };
}

/// A statement with its cells in place of `$1`, `$2` …
macro_rules! bound {
    ($sql:expr, $cells:expr) => {{
        let mut query = sqlx::query($sql);
        for cell in $cells {
            query = match cell {
                Cell::Null => query.bind(None::<String>),
                Cell::Text(text) => query.bind(storable(text)?),
                Cell::Number(number) => query.bind(small(number)?),
                Cell::Bytes(bytes) => query.bind(bytes),
            };
        }
        query
    }};
}

/// A row of an engine as cells.
macro_rules! row_of {
    ($row:expr) => {{
        let row = $row;
        let cell = |at: usize| -> Result<Cell> {
            let raw = row.try_get_raw(at)?;
            if raw.is_null() {
                return Ok(Cell::Null);
            }
            match raw.type_info().name() {
                "TEXT" | "VARCHAR" | "NAME" => Ok(Cell::Text(row.try_get(at)?)),
                "INT4" => Ok(Cell::Number(i64::from(row.try_get::<i32, _>(at)?))),
                "INT8" | "INTEGER" => Ok(Cell::Number(row.try_get(at)?)),
                "BYTEA" | "BLOB" => Ok(Cell::Bytes(row.try_get(at)?)),
                other => Err(unexpected(&format!("text, a number or bytes but {other}"))),
            }
        };
        (0..row.len()).map(cell).collect::<Result<Vec<Cell>>>().map(Row::new)
    }};
}

impl Tx {
    /// Runs a statement; how many rows it touched.
    pub(crate) fn run(&mut self, sql: impl SqlSafeStr, cells: Vec<Cell>) -> Asked<'_, u64> {
        self.ran(sql.into_sql_str(), cells)
    }

    fn ran(&mut self, sql: SqlStr, cells: Vec<Cell>) -> Asked<'_, u64> {
        Box::pin(async move { on!(self, tx => Ok(bound!(sql, cells).execute(&mut **tx).await?.rows_affected())) })
    }

    /// The rows that a statement gives.
    pub(crate) fn rows(&mut self, sql: impl SqlSafeStr, cells: Vec<Cell>) -> Asked<'_, Vec<Row>> {
        self.given(sql.into_sql_str(), cells)
    }

    fn given(&mut self, sql: SqlStr, cells: Vec<Cell>) -> Asked<'_, Vec<Row>> {
        Box::pin(async move {
            on!(self, tx => bound!(sql, cells).fetch_all(&mut **tx).await?.iter().map(|row| row_of!(row)).collect())
        })
    }

    /// The first row that a statement gives. `None`: it gives none.
    pub(crate) async fn one(&mut self, sql: impl SqlSafeStr, cells: Vec<Cell>) -> Result<Option<Row>> {
        Ok(self.rows(sql, cells).await?.into_iter().next())
    }

    /// Several statements without parameters, as migrations are.
    pub(crate) fn script(&mut self, sql: String) -> Asked<'_, ()> {
        Box::pin(async move {
            on!(self, tx => sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut **tx).await.map(|_| ())?);
            Ok(())
        })
    }

    /// Names the tenant to PostgreSQL's row-level security, and says how long to wait for another's lock.
    pub(crate) async fn enter(&mut self, tenant: &str) -> Result<()> {
        if let Tx::Pg(_) = self {
            let sql = "select set_config('app.tenant', $1, true), set_config('lock_timeout', '10s', true)";
            self.rows(sql, vec![Cell::from(tenant)]).await?;
        }
        Ok(())
    }

    /// Makes it last. When this returns, the engine has it on disk.
    pub(crate) fn commit(self) -> Asked<'static, ()> {
        Box::pin(async move { on!(self, tx => Ok(tx.commit().await?)) })
    }
}

/// PostgreSQL refuses the NUL character in text; so do we, on both.
fn storable(text: String) -> Result<String> {
    if text.contains('\0') {
        return Err(StoreError::Broken("text with a NUL character cannot be kept; take it out".to_string()));
    }
    Ok(text)
}

fn small(number: i64) -> Result<i32> {
    i32::try_from(number).map_err(|_| StoreError::Broken(format!("{number} is too large a number to be kept")))
}
