//! The council's folder in one file, to be taken elsewhere.

use std::io::{Cursor, Write as _};

use axum::http::header;
use axum::response::{IntoResponse, Response};
use cycle::Act;
use folder::Files;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::bearer::Bearer;
use super::describe::ReadRefusals;
use super::problem::Problem;
use crate::failure::Failure;

/// The council's folder as it stands: every paper, as `baseplan check` reads it. Who may edit the plan may have it.
#[utoipa::path(
    get, path = "/api/v1/export", tag = "export", security(("token" = ["export"])), operation_id = "export_folder",
    responses((status = 200, description = "The folder, zipped", content_type = "application/zip", body = Vec<u8>), ReadRefusals)
)]
pub async fn folder(bearer: Bearer) -> Result<Response, Problem> {
    bearer.desk.must(Act::EditPlan)?;
    let desk = &bearer.desk;
    let shelf = desk.library.shelf(&desk.store, &desk.tenant).await?;
    desk.store.note(&desk.tenant, &desk.doing("exported", "papers")).await?;
    let zipped = tokio::task::spawn_blocking(move || zipped(&shelf.files)).await;
    let zipped = zipped.map_err(|error| Failure::broken(&error))?.map_err(|error| Failure::broken(&error))?;
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}.zip\"", plain(&desk.tenant))),
    ];
    Ok((headers, zipped).into_response())
}

/// A name of letters, digits and dashes.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect()
}

fn zipped(files: &Files) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        zip.start_file(path.as_str(), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
