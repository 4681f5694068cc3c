//! Public answers that are not simply a file: folders, addresses that do not exist, documents of the programming
//! interface.

use axum::extract::{Extension, Request};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;

use super::site::Found;
use crate::asker::Visitor;
use crate::failure::Failure;

/// Whatever no route is for: a file of the public site, or the page that says that there is none.
pub async fn fallback(Extension(visitor): Extension<Visitor>, request: Request) -> Result<Response, Failure> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Err(Failure::NotFound);
    }
    let site = visitor.app.sites.of(&visitor.app, &visitor.tenant).await?;
    let path = percent_decode_str(request.uri().path()).decode_utf8_lossy();
    match site.find(&path) {
        Found::File(file) => Ok(file.answer(request.method(), request.headers(), StatusCode::OK)),
        Found::Moved(to) => Ok(moved(to, request.uri().query())),
        Found::Missing(Some(page)) => Ok(page.answer(request.method(), request.headers(), StatusCode::NOT_FOUND)),
        Found::Missing(None) => Err(Failure::NotFound),
    }
}

fn moved(to: &HeaderValue, query: Option<&str>) -> Response {
    let whole = query.and_then(|query| HeaderValue::from_str(&format!("{}?{query}", to.to_str().ok()?)).ok());
    let kept = HeaderValue::from_static("public, max-age=3600");
    let headers = [(header::LOCATION, whole.unwrap_or_else(|| to.clone())), (header::CACHE_CONTROL, kept)];
    (StatusCode::MOVED_PERMANENTLY, headers).into_response()
}

/// A document that was made when the release was taken in.
///
/// # Errors
/// [`Failure::NotFound`], or the store's.
pub async fn document(
    visitor: &Visitor,
    method: &Method,
    headers: &HeaderMap,
    path: &str,
) -> Result<Response, Failure> {
    let site = visitor.app.sites.of(&visitor.app, &visitor.tenant).await?;
    let file = site.file(path).ok_or(Failure::NotFound)?;
    Ok(file.answer(method, headers, StatusCode::OK))
}
