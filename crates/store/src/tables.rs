//! Everything about one council as tables of text, in one order whatever the engine: for export, import and digests.

use std::collections::BTreeMap;

use sqlx::AssertSqlSafe;

use crate::cell::{Cell, Row, cells};
use crate::connect::Store;
use crate::error::{Result, StoreError};
use crate::shape::{Kind, SHAPES, Shape};
use crate::transact::Tx;
use crate::write::row_hash;
use crate::{digest, hex};

/// One table of one council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name: `entry`.
    pub name: String,
    /// Names of its columns, the key's first.
    pub columns: Vec<String>,
    /// Rows, sorted; numbers in digits, contents of files in hexadecimal. `None`: nothing stands there.
    pub rows: Vec<Vec<Option<String>>>,
}

/// SHA-256 over the names and contents of tables: equal where two stores remember the same.
pub fn digest_of(tables: &[Table]) -> String {
    let mut text = Vec::new();
    let mut put = |part: Option<&str>| match part {
        None => text.push(0),
        Some(part) => {
            text.push(1);
            text.extend((part.len() as u64).to_be_bytes());
            text.extend(part.as_bytes());
        }
    };
    for table in tables {
        put(Some(&table.name));
        table.columns.iter().for_each(|column| put(Some(column)));
        for row in &table.rows {
            put(None);
            row.iter().for_each(|cell| put(cell.as_deref()));
        }
    }
    digest(&text)
}

impl Store {
    /// Every table of a council, those that others refer to first.
    pub async fn tables(&self, tenant: &str) -> Result<Vec<Table>> {
        let mut tx = self.reading(tenant).await?;
        let mut tables = Vec::new();
        for shape in SHAPES {
            let mut rows = Vec::new();
            let mut offset = 0;
            while let Some(page) = next_page(&mut tx, tenant, shape, &mut offset).await? {
                rows.extend(page);
            }
            rows.sort();
            let columns = shape.columns.iter().map(|(name, _)| (*name).to_string()).collect();
            let rows = rows.into_iter().map(|row| row.into_iter().map(written).collect()).collect();
            tables.push(Table { name: shape.name.to_string(), columns, rows });
        }
        Ok(tables)
    }

    /// Takes on a council from its tables, and reads back what it wrote. Tables that are left out stay empty.
    ///
    /// # Errors
    /// [`StoreError::Taken`] where the council is there already; [`StoreError::Broken`] where a table or a column is
    /// not known or a cell cannot be read.
    pub async fn fill_tables(&self, tenant: &str, tables: &[Table]) -> Result<()> {
        let mut tx = self.working(tenant).await?;
        must_be_new(&mut tx, tenant).await?;
        let unknown = |table: &&Table| !SHAPES.iter().any(|shape| shape.name == table.name);
        if let Some(table) = tables.iter().find(unknown) {
            return Err(StoreError::Broken(format!("there is no table {}", table.name)));
        }
        for shape in SHAPES {
            for table in tables.iter().filter(|table| table.name == shape.name) {
                let rows = table.rows.iter().map(|row| read_row(shape, &table.columns, row));
                let rows = rows.collect::<Result<Vec<_>>>()?;
                let given = sum(&rows);
                insert(&mut tx, tenant, shape, rows).await?;
                if sum_of(&mut tx, tenant, shape).await?.1 != given {
                    return Err(StoreError::Broken(format!("table {} does not read back as written", shape.name)));
                }
            }
        }
        must_be_there(&mut tx, tenant).await?;
        tx.commit().await
    }
}

/// The next rows of a table, in the order of the engine's keys. `None`: there are no more.
pub(crate) async fn next_page(
    tx: &mut Tx,
    tenant: &str,
    shape: &Shape,
    offset: &mut u32,
) -> Result<Option<Vec<Vec<Cell>>>> {
    let size = shape.page_size();
    let rows = tx.rows(AssertSqlSafe(shape.page()), cells![tenant, size, *offset]).await?;
    *offset += size;
    Ok((!rows.is_empty()).then(|| rows.into_iter().map(Row::cells).collect()))
}

/// Adds rows without the tenant, in the order of the shape.
pub(crate) async fn insert(tx: &mut Tx, tenant: &str, shape: &Shape, rows: Vec<Vec<Cell>>) -> Result<()> {
    for row in rows {
        let with_tenant = std::iter::once(Cell::from(tenant)).chain(row).collect();
        tx.run(AssertSqlSafe(shape.insert()), with_tenant).await?;
    }
    Ok(())
}

/// How many rows a table has, and a digest of them that does not depend on their order.
pub(crate) async fn sum_of(tx: &mut Tx, tenant: &str, shape: &Shape) -> Result<(u64, String)> {
    let mut hashes = Vec::new();
    let mut offset = 0;
    while let Some(page) = next_page(tx, tenant, shape, &mut offset).await? {
        hashes.extend(page.iter().map(|row| row_hash(row)));
    }
    Ok((hashes.len() as u64, sum_of_hashes(hashes)))
}

fn sum(rows: &[Vec<Cell>]) -> String {
    sum_of_hashes(rows.iter().map(|row| row_hash(row)).collect())
}

/// The digest of digests of rows, sorted.
pub(crate) fn sum_of_hashes(mut hashes: Vec<[u8; 32]>) -> String {
    hashes.sort_unstable();
    digest(&hashes.concat())
}

pub(crate) async fn must_be_new(tx: &mut Tx, tenant: &str) -> Result<()> {
    match tx.one("select name from tenant where tenant = $1", cells![tenant]).await? {
        Some(_) => Err(StoreError::Taken(format!("the council {tenant}"))),
        None => Ok(()),
    }
}

async fn must_be_there(tx: &mut Tx, tenant: &str) -> Result<()> {
    match tx.one("select name from tenant where tenant = $1", cells![tenant]).await? {
        Some(_) => Ok(()),
        None => Err(StoreError::Broken("table tenant has no row".to_string())),
    }
}

fn written(cell: Cell) -> Option<String> {
    match cell {
        Cell::Null => None,
        Cell::Text(text) => Some(text),
        Cell::Number(number) => Some(number.to_string()),
        Cell::Bytes(bytes) => Some(hex(&bytes)),
    }
}

/// One row by the names of its columns, in the order of the shape.
fn read_row(shape: &Shape, columns: &[String], row: &[Option<String>]) -> Result<Vec<Cell>> {
    let wrong = |says: &str| StoreError::Broken(format!("table {}: {says}", shape.name));
    if columns.len() != row.len() || columns.len() != shape.columns.len() {
        return Err(wrong("a row has too few or too many cells"));
    }
    let by_name: BTreeMap<&str, &Option<String>> = columns.iter().map(String::as_str).zip(row).collect();
    let cell = |(name, kind): &(&str, Kind)| {
        let text = by_name.get(name).ok_or_else(|| wrong(&format!("there is no column {name}")))?;
        match (text, kind) {
            (None, _) => Ok(Cell::Null),
            (Some(text), Kind::Text) => Ok(Cell::Text(text.clone())),
            (Some(text), Kind::Number) => {
                text.parse().map(Cell::Number).map_err(|_| wrong(&format!("{name} holds no number")))
            }
            (Some(text), Kind::Bytes) => {
                unhex(text).map(Cell::Bytes).ok_or_else(|| wrong(&format!("{name} is not hexadecimal")))
            }
        }
    };
    shape.columns.iter().map(cell).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pair = |pair: &[u8]| match pair {
        [high, low] => Some(digit(high)? << 4 | digit(low)?),
        _ => None,
    };
    text.as_bytes().chunks(2).map(pair).collect()
}
