//! What an export knows beside the council's files: its tables as CSV under `cycle/`, contents of files under
//! `cycle/blobs/`. Nothing is lost on the way out and in.

use std::fs;
use std::io;
use std::path::Path;

use folder::Files;
use store::Table;

use super::Stop;

/// What stands in a cell where there is nothing, which is not an empty text.
const NOTHING: &str = "\\N";
/// The table of contents, whose last column is the content.
const BLOBS: &str = "blob";

/// Tables as files.
pub fn write(tables: &[Table]) -> Files {
    let mut files = Files::new();
    for table in tables {
        let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
        let mut written = writer.write_record(&table.columns);
        for row in &table.rows {
            let mut cells: Vec<String> =
                row.iter().map(|cell| cell.clone().unwrap_or_else(|| NOTHING.to_string())).collect();
            if table.name == BLOBS
                && let (Some(digest), Some(bytes)) = (row.first().cloned().flatten(), cells.last_mut())
            {
                files.insert(format!("cycle/blobs/{digest}"), unhex(bytes));
                *bytes = String::new();
            }
            written = written.and_then(|()| writer.write_record(&cells));
        }
        // Writing to memory fails only for rows of unequal length, and a table has none.
        debug_assert!(written.is_ok(), "a row of {} was not written", table.name);
        files.insert(format!("cycle/{}.csv", table.name), writer.into_inner().unwrap_or_default());
    }
    files
}

/// Tables of an export. `None`: the folder is a council's alone.
///
/// # Errors
/// [`Stop::Asked`] if a table or the content of a file cannot be read.
pub fn read(folder: &Path) -> Result<Option<Vec<Table>>, Stop> {
    let cycle = folder.join("cycle");
    if !cycle.is_dir() {
        return Ok(None);
    }
    let mut tables = Vec::new();
    let listed = fs::read_dir(&cycle).and_then(|entries| entries.collect::<io::Result<Vec<_>>>());
    for entry in listed.map_err(|why| unread(&cycle, &why.to_string()))? {
        let path = entry.path();
        let name = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_suffix(".csv"));
        let Some(name) = name.map(str::to_string) else { continue };
        tables.push(table(&cycle, &path, name).map_err(|why| unread(&path, &why))?);
    }
    tables.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Some(tables))
}

fn table(cycle: &Path, path: &Path, name: String) -> Result<Table, String> {
    let mut reader = csv::ReaderBuilder::new().from_path(path).map_err(|why| why.to_string())?;
    let columns = reader.headers().map_err(|why| why.to_string())?.iter().map(str::to_string).collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|why| why.to_string())?;
        let mut row: Vec<Option<String>> =
            record.iter().map(|cell| (cell != NOTHING).then(|| cell.to_string())).collect();
        if name == BLOBS
            && let (Some(digest), Some(bytes)) = (row.first().cloned().flatten(), row.last_mut())
        {
            if !digest.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                return Err(format!("{digest} is no digest"));
            }
            let content = fs::read(cycle.join("blobs").join(&digest)).map_err(|why| format!("{digest}: {why}"))?;
            *bytes = Some(content.iter().map(|byte| format!("{byte:02x}")).collect());
        }
        rows.push(row);
    }
    Ok(Table { name, columns, rows })
}

fn unhex(text: &str) -> Vec<u8> {
    let digits = text.as_bytes().chunks(2).filter_map(|pair| std::str::from_utf8(pair).ok());
    digits.filter_map(|pair| u8::from_str_radix(pair, 16).ok()).collect()
}

fn unread(path: &Path, why: &str) -> Stop {
    Stop::asked(format!("{} cannot be read: {why}", path.display()), "Export the council again.")
}
