//! A table as Parquet: the same cells as the CSV, decimals as decimals. Beside each decimal column `x` stands
//! `x_places`, how many places the cell has, for a column has one scale and 63.00 must not come back as 63.0000.

use std::sync::Arc;

use domain::{Date, Decimal};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, FixedLenByteArray, FixedLenByteArrayType, Int32Type};
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};

use super::column::{Kind, Table};

/// The most digits that a decimal of 16 bytes holds.
const DIGITS: i32 = 38;

/// The cells of one column.
enum Cells {
    Text(Vec<Option<String>>),
    Days(Vec<Option<i32>>),
    Decimals { scale: i32, cells: Vec<Option<i128>> },
    Places(Vec<Option<i32>>),
}

/// Writes a table from its CSV. `None` if it cannot be written.
pub fn parquet(table: &Table, csv_text: &str) -> Option<Vec<u8>> {
    let mut reader = csv::Reader::from_reader(csv_text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().collect::<std::result::Result<_, _>>().ok()?;
    let mut columns = Vec::new();
    for (place, column) in table.columns.iter().enumerate() {
        let cells: Vec<Option<&str>> = rows.iter().map(|row| row.get(place).filter(|cell| !cell.is_empty())).collect();
        columns.extend(typed(column.name, column.kind, &cells));
    }
    write(table.name, &columns).ok()
}

/// The columns that a column of the table becomes. One whose cells do not fit its kind stays text: nothing is dropped.
fn typed(name: &str, kind: Kind, cells: &[Option<&str>]) -> Vec<(String, Cells)> {
    let typed = match kind {
        Kind::Date => days(cells).map(|cells| vec![(name.to_string(), cells)]),
        Kind::Decimal => decimals(name, cells),
        Kind::Text | Kind::OneOf(_) => None,
    };
    let text = || Cells::Text(cells.iter().map(|cell| cell.map(str::to_string)).collect());
    typed.unwrap_or_else(|| vec![(name.to_string(), text())])
}

/// Days since 1970-01-01.
fn days(cells: &[Option<&str>]) -> Option<Cells> {
    let epoch = Date::constant(1970, 1, 1);
    let day = |cell: &str| epoch.until(cell.parse::<Date>().ok()?).ok().map(|span| span.get_days());
    let days: Option<Vec<_>> = cells.iter().map(|cell| cell.map_or(Some(None), |cell| day(cell).map(Some))).collect();
    days.map(Cells::Days)
}

/// Decimals at the largest scale of the column, and their own places.
fn decimals(name: &str, cells: &[Option<&str>]) -> Option<Vec<(String, Cells)>> {
    let read = |cell: &Option<&str>| cell.map_or(Some(None), |text| text.parse::<Decimal>().ok().map(Some));
    let values: Vec<Option<Decimal>> = cells.iter().map(read).collect::<Option<_>>()?;
    let scale = values.iter().flatten().map(Decimal::scale).max().unwrap_or(0);
    let whole = |value: &Decimal| {
        let unscaled = value.mantissa().checked_mul(10_i128.checked_pow(scale - value.scale())?)?;
        (unscaled.unsigned_abs() < 10_u128.pow(DIGITS.unsigned_abs())).then_some(unscaled)
    };
    let unscaled = |value: &Option<Decimal>| value.as_ref().map_or(Some(None), |value| whole(value).map(Some));
    let unscaled: Vec<Option<i128>> = values.iter().map(unscaled).collect::<Option<_>>()?;
    let places = values.iter().map(|value| value.and_then(|value| i32::try_from(value.scale()).ok())).collect();
    let scale = i32::try_from(scale).ok()?;
    Some(vec![
        (name.to_string(), Cells::Decimals { scale, cells: unscaled }),
        (format!("{name}_places"), Cells::Places(places)),
    ])
}

fn field(name: &str, cells: &Cells) -> Result<TypePtr> {
    let built = match cells {
        Cells::Text(_) => {
            Type::primitive_type_builder(name, Physical::BYTE_ARRAY).with_logical_type(Some(LogicalType::String))
        }
        Cells::Days(_) => {
            Type::primitive_type_builder(name, Physical::INT32).with_logical_type(Some(LogicalType::Date))
        }
        Cells::Decimals { scale, .. } => Type::primitive_type_builder(name, Physical::FIXED_LEN_BYTE_ARRAY)
            .with_length(16)
            .with_precision(DIGITS)
            .with_scale(*scale)
            .with_logical_type(Some(LogicalType::decimal(*scale, DIGITS))),
        Cells::Places(_) => Type::primitive_type_builder(name, Physical::INT32),
    };
    built.with_repetition(Repetition::OPTIONAL).build().map(Arc::new)
}

fn write(name: &str, columns: &[(String, Cells)]) -> Result<Vec<u8>> {
    let fields = columns.iter().map(|(name, cells)| field(name, cells)).collect::<Result<Vec<_>>>()?;
    let schema = Arc::new(Type::group_type_builder(name).with_fields(fields).build()?);
    let properties = WriterProperties::builder().set_compression(Compression::UNCOMPRESSED).build();
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::new(properties))?;
    let mut group = writer.next_row_group()?;
    for (_, cells) in columns {
        let Some(mut column) = group.next_column()? else { break };
        match cells {
            Cells::Text(cells) => {
                let text = cells.iter().flatten().map(|cell| ByteArray::from(cell.as_str())).collect::<Vec<_>>();
                column.typed::<ByteArrayType>().write_batch(&text, Some(&present(cells)), None)?;
            }
            Cells::Days(cells) | Cells::Places(cells) => {
                let numbers: Vec<i32> = cells.iter().flatten().copied().collect();
                column.typed::<Int32Type>().write_batch(&numbers, Some(&present(cells)), None)?;
            }
            Cells::Decimals { cells, .. } => {
                let big_endian = |cell: &i128| FixedLenByteArray::from(cell.to_be_bytes().to_vec());
                let numbers: Vec<FixedLenByteArray> = cells.iter().flatten().map(big_endian).collect();
                column.typed::<FixedLenByteArrayType>().write_batch(&numbers, Some(&present(cells)), None)?;
            }
        }
        column.close()?;
    }
    group.close()?;
    writer.close()?;
    Ok(bytes)
}

/// Definition levels: 1 where there is a cell.
fn present<T>(cells: &[Option<T>]) -> Vec<i16> {
    cells.iter().map(|cell| i16::from(cell.is_some())).collect()
}
