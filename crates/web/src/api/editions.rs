//! Editions, measures and plans: documents that were made when the release was taken in.

use axum::extract::Path;
use axum::http::{HeaderMap, Method, header};
use axum::response::{Html, IntoResponse, Response};

use super::describe::{self, PublicRefusals};
use super::problem::Problem;
use super::published::{EditionSaid, Editions, HistorySaid, MeasureList, MeasuresSaid, PlanItems};
use crate::asker::Visitor;
use crate::failure::Failure;
use crate::public::document;
use crate::public::framed::{Robots, framed};
use crate::words::say;

async fn at(visitor: &Visitor, method: &Method, headers: &HeaderMap, path: &str) -> Result<Response, Problem> {
    Ok(document(visitor, method, headers, &format!("api/v1/{path}")).await?)
}

/// Every edition that was published, with where its page and files stand.
#[utoipa::path(
    get, path = "/api/v1/editions", tag = "published", operation_id = "list_editions",
    responses((status = 200, description = "The editions", body = Editions), PublicRefusals)
)]
pub async fn list(visitor: Visitor, method: Method, headers: HeaderMap) -> Result<Response, Problem> {
    at(&visitor, &method, &headers, "editions").await
}

/// An edition: how it stands, and where its page and files are.
#[utoipa::path(
    get, path = "/api/v1/editions/{edition}", tag = "published", operation_id = "show_edition",
    params(("edition" = String, Path, description = "The edition's key: `2025-26-Q2`")),
    responses((status = 200, description = "The edition", body = EditionSaid), PublicRefusals)
)]
pub async fn edition(
    visitor: Visitor,
    Path(edition): Path<String>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    at(&visitor, &method, &headers, &format!("editions/{edition}")).await
}

/// The measures of an edition: values, targets, ratings, and the sentence that explains each.
#[utoipa::path(
    get, path = "/api/v1/editions/{edition}/measures", tag = "published", operation_id = "list_measures_of_edition",
    params(("edition" = String, Path, description = "The edition's key: `2025-26-Q2`")),
    responses((status = 200, description = "The measures", body = MeasuresSaid), PublicRefusals)
)]
pub async fn measures(
    visitor: Visitor,
    Path(edition): Path<String>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    at(&visitor, &method, &headers, &format!("editions/{edition}/measures")).await
}

/// The plan that an edition reports on: headings, commitments with their progress, risks.
#[utoipa::path(
    get, path = "/api/v1/editions/{edition}/plan", tag = "published", operation_id = "show_plan_of_edition",
    params(("edition" = String, Path, description = "The edition's key: `2025-26-Q2`")),
    responses((status = 200, description = "The plan", body = PlanItems), PublicRefusals)
)]
pub async fn plan(
    visitor: Visitor,
    Path(edition): Path<String>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    at(&visitor, &method, &headers, &format!("editions/{edition}/plan")).await
}

/// Every measure that any edition reports.
#[utoipa::path(
    get, path = "/api/v1/measures", tag = "published", operation_id = "list_measures",
    responses((status = 200, description = "The measures by key", body = MeasureList), PublicRefusals)
)]
pub async fn every_measure(visitor: Visitor, method: Method, headers: HeaderMap) -> Result<Response, Problem> {
    at(&visitor, &method, &headers, "measures").await
}

/// A measure through all editions, with its history.
#[utoipa::path(
    get, path = "/api/v1/measures/{measure}", tag = "published", operation_id = "show_measure",
    params(("measure" = String, Path, description = "The measure's key")),
    responses((status = 200, description = "The measure", body = HistorySaid), PublicRefusals)
)]
pub async fn measure(
    visitor: Visitor,
    Path(measure): Path<String>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    at(&visitor, &method, &headers, &format!("measures/{measure}")).await
}

/// The description of the interface.
pub async fn description() -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "public, max-age=300")];
    (headers, describe::json()).into_response()
}

/// The description as a page.
///
/// # Errors
/// The store's.
pub async fn reader(visitor: Visitor) -> Result<Response, Failure> {
    let (app, tenant) = (&visitor.app, visitor.tenant.as_str());
    let site = app.sites.of(app, tenant).await?;
    let lent = app.sites.lent(app, tenant, &site).await?;
    let page = framed(lent.as_deref(), say("api.title"), &super::reader::main().into_string(), Robots::Welcome);
    Ok(([(header::CACHE_CONTROL, "public, max-age=300")], Html(page)).into_response())
}
