//! Public answers that are not simply a file: folders, addresses that do not exist, documents of the programming
//! interface.

use std::sync::Arc;

use axum::extract::{Extension, Request};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;

use super::file::File;
use super::site::Found;
use crate::asker::Visitor;
use crate::failure::Failure;

/// Whatever no route is for: a file of the public site, or the page that says that there is none.
pub async fn fallback(Extension(visitor): Extension<Visitor>, request: Request) -> Result<Response, Failure> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Err(Failure::NotFound);
    }
    let (app, tenant) = (&visitor.app, visitor.tenant.as_str());
    let site = app.sites.of(app, tenant).await?;
    let path = percent_decode_str(request.uri().path()).decode_utf8_lossy();
    if matches!(site.find(&path), Found::Missing) {
        // It may be one of those that are made beside the release.
        site.beside(app, tenant).await?;
    }
    let (place, status) = match site.find(&path) {
        Found::File(place) => (place, StatusCode::OK),
        Found::Moved(to) => return Ok(moved(to, request.uri().query())),
        Found::Missing => (site.lent().ok_or(Failure::NotFound)?, StatusCode::NOT_FOUND),
    };
    let file = app.sites.file(app, tenant, place).await?;
    answered(file, request.method(), request.headers(), status).await
}

/// The answer with a file; a large one is unpacked where nobody else waits for it.
async fn answered(
    file: Arc<File>,
    method: &Method,
    headers: &HeaderMap,
    status: StatusCode,
) -> Result<Response, Failure> {
    if !file.must_be_unpacked(headers) {
        return Ok(file.answer(method, headers, status));
    }
    let (method, headers) = (method.clone(), headers.clone());
    let unpacked = tokio::task::spawn_blocking(move || file.answer(&method, &headers, status));
    unpacked.await.map_err(|why| Failure::broken(&why))
}

fn moved(to: &HeaderValue, query: Option<&str>) -> Response {
    let whole = query.and_then(|query| HeaderValue::from_str(&format!("{}?{query}", to.to_str().ok()?)).ok());
    let kept = HeaderValue::from_static("public, max-age=3600");
    let headers = [(header::LOCATION, whole.unwrap_or_else(|| to.clone())), (header::CACHE_CONTROL, kept)];
    (StatusCode::MOVED_PERMANENTLY, headers).into_response()
}

/// A document that is made beside the release.
///
/// # Errors
/// [`Failure::NotFound`], or the store's.
pub async fn document(
    visitor: &Visitor,
    method: &Method,
    headers: &HeaderMap,
    path: &str,
) -> Result<Response, Failure> {
    let (app, tenant) = (&visitor.app, visitor.tenant.as_str());
    let site = app.sites.of(app, tenant).await?;
    site.beside(app, tenant).await?;
    let Found::File(place) = site.find(path) else { return Err(Failure::NotFound) };
    answered(app.sites.file(app, tenant, place).await?, method, headers, StatusCode::OK).await
}
