//! Whether the server can do its work: the database answers, takes a write and has room for more; and the disk has as much
//! left as the settings ask for.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Serialize;
use store::StoreError;
use utoipa::ToSchema;

use crate::app::App;

/// How long the database may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// A look is as good as new for so many milliseconds, so that asking often costs little.
const FRESH: i128 = 1000;

/// What was found. It names no file, address or cause: anybody may read it, and the log has the rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Health {
    /// `ok` or `failing`.
    status: &'static str,
    /// `ok`, `full`, `does not answer` or `broken`.
    database: &'static str,
    /// `ok`, `nearly full` or `cannot be looked at`; absent where no disk is looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    disk: Option<&'static str>,
    /// Whole megabytes that are free on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    disk_free_mb: Option<u64>,
}

/// What the last look found, and when.
#[derive(Debug, Default)]
pub struct LastHealth(Mutex<Option<(Timestamp, Health)>>);

/// Whether the server can do its work, for whoever watches it.
#[utoipa::path(
    get, path = "/health", tag = "watching", operation_id = "health",
    responses(
        (status = 200, description = "All is well", body = Health),
        (status = 503, description = "Something is not", body = Health)
    )
)]
pub async fn health(State(app): State<App>) -> Response {
    let now = app.now();
    let recent = |at: Timestamp| (0..FRESH).contains(&now.duration_since(at).as_millis());
    let last = app.health.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let found = match last {
        Some((at, found)) if recent(at) => found,
        _ => {
            let found = look(&app).await;
            *app.health.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, found.clone()));
            found
        }
    };
    let status = if found.status == "ok" { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(found)).into_response()
}

async fn look(app: &App) -> Health {
    let database = match tokio::time::timeout(PATIENCE, app.store.pulse()).await {
        Ok(Ok(())) => "ok",
        Ok(Err(error)) => {
            tracing::error!(%error, "health: the database is not well");
            match error {
                StoreError::Full => "full",
                StoreError::Gone(_) => "does not answer",
                _ => "broken",
            }
        }
        Err(_) => "does not answer",
    };
    let free = match app.settings.watch.disk.clone() {
        Some(folder) => {
            // A disk that hangs would hang whoever asks.
            let asked = tokio::task::spawn_blocking(move || free(&folder));
            Some(tokio::time::timeout(PATIENCE, asked).await.ok().and_then(Result::ok).flatten())
        }
        None => None,
    };
    let disk = free.map(|free| match free {
        Some(free) if free >= app.settings.watch.least_free => "ok",
        Some(_) => "nearly full",
        None => "cannot be looked at",
    });
    let well = database == "ok" && disk.is_none_or(|disk| disk == "ok");
    let disk_free_mb = free.flatten().map(|bytes| bytes / (1024 * 1024));
    Health { status: if well { "ok" } else { "failing" }, database, disk, disk_free_mb }
}

/// Bytes that are free on the disk of a folder, for programs that are not its superuser. `None`: it does not say.
fn free(folder: &std::path::Path) -> Option<u64> {
    let found = rustix::fs::statvfs(folder).ok()?;
    found.f_bavail.checked_mul(found.f_frsize)
}
