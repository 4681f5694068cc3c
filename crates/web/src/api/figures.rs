//! A case-management system posts its figures.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use collect::figure::{self, Typed};
use cycle::Entering;
use domain::cycle::{Body as Said, Item, RoundKey, Standing, Via};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::bearer::Bearer;
use super::describe::WriteRefusals;
use super::problem::{Fault, Problem};
use super::said;
use crate::failure::Failure;

/// The most bytes that one figure takes.
const MOST: usize = 64 * 1024;
/// The most versions of one item that are counted.
const VERSIONS: u32 = 1_000_000_000;

/// A figure as it is sent.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// What it is of: `figure/KEY/PERIOD`, as the list of what is owed names it.
    #[schema(example = "figure/pothole-response/2025-26-Q3")]
    item: String,
    /// The version that stands there as far as the sender knows; 0 if none does. If another one does, nothing is saved
    /// and the answer is 409.
    #[serde(default)]
    #[schema(maximum = 1_000_000_000)]
    seen: u32,
    /// The value, an exact decimal with its places. Either this or `reason`.
    #[serde(default)]
    #[schema(example = "53.0")]
    value: Option<String>,
    /// Why there is no value: `awaited`, `not-collected` …
    #[serde(default)]
    reason: Option<String>,
    /// An exact decimal.
    #[serde(default)]
    numerator: Option<String>,
    /// An exact decimal.
    #[serde(default)]
    denominator: Option<String>,
    /// The forecast for the year end, an exact decimal.
    #[serde(default)]
    forecast: Option<String>,
    /// What qualifies the value: `provisional`, `revised` …
    #[serde(default)]
    markers: Vec<String>,
    /// The day that the data stand at, where it is not the period's end: `2025-12-31`.
    #[serde(default)]
    as_at: Option<String>,
    /// A note for readers.
    #[serde(default)]
    note: Option<String>,
    /// The reason for an unusual value, or for changing what was there.
    #[serde(default)]
    why: Option<String>,
    /// Whether it is submitted for approval at once.
    #[serde(default)]
    submit: bool,
}

/// A figure as it was saved.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Saved {
    /// The version that it became.
    version: u32,
    /// Where the item stands now: `entered` or `submitted`.
    standing: &'static str,
}

/// Enters a figure, as a new version of it.
#[utoipa::path(
    post, path = "/api/v1/rounds/{round}/figures", tag = "entering", security(("token" = ["enter"])),
    operation_id = "enter_figure",
    params(("round" = String, Path, description = "The round: `2025-26-Q3`, or `2025-26-Q3.2` for a correction")),
    request_body(content = Figure, content_type = "application/json"),
    responses((status = 201, description = "It is saved and on disk", body = Saved), WriteRefusals)
)]
pub async fn enter(bearer: Bearer, Path(round): Path<String>, request: Request) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let patience = bearer.app.settings.patience.form;
    let figure = tokio::time::timeout(patience, read(&parts.headers, body)).await;
    let figure = figure.map_err(|_| Problem::of(&Failure::TooSlow))??;
    let round = super::rounds::key(&round)?;
    let item = item(&figure)?;
    let work = bearer.desk.work(round).await?;
    let body = figure.said(&work, &item)?;
    let (seen, why, submit) = (figure.seen, figure.why.clone(), figure.submit);
    let entering = Entering { item: item.clone(), seen, body, why, via: Via::Api };
    let entry = bearer.desk.enter_into(&work, entering).await?;
    let standing = submitted(&bearer, round, &item, entry.version, submit).await?;
    let saved = Saved { version: entry.version, standing: said::standing(standing) };
    Ok((StatusCode::CREATED, Json(saved)).into_response())
}

async fn submitted(
    bearer: &Bearer,
    round: RoundKey,
    item: &Item,
    version: u32,
    submit: bool,
) -> Result<Standing, Problem> {
    if !submit {
        return Ok(Standing::Entered);
    }
    bearer.desk.submit(round, item, version).await?;
    Ok(Standing::Submitted)
}

async fn read(headers: &HeaderMap, body: Body) -> Result<Figure, Problem> {
    let media = headers.get(header::CONTENT_TYPE).and_then(|media| media.to_str().ok()).unwrap_or_default();
    let media = media.split(';').next().unwrap_or_default().trim();
    if !media.eq_ignore_ascii_case("application/json") {
        let says = "Send it as Content-Type: application/json.";
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "This is not JSON", says));
    }
    let bytes = axum::body::to_bytes(body, MOST).await.map_err(|_| Problem::of(&Failure::TooLarge(MOST)))?;
    serde_json::from_slice(&bytes).map_err(|error| {
        if error.is_data() {
            let hint = "Compare it with the description at /api/v1/openapi.json.";
            return Problem::faults(vec![Fault::at("", "shape", error.to_string(), hint)]);
        }
        Problem::new(StatusCode::BAD_REQUEST, "This cannot be read as JSON", error.to_string())
    })
}

/// The item, if it is a figure's, and texts that the store can hold.
fn item(figure: &Figure) -> Result<Item, Problem> {
    let mut faults = Vec::new();
    let item = Item::parse(&figure.item).filter(|item| matches!(item, Item::Figure { .. }));
    if item.is_none() {
        let says = format!("“{}” is not the key of a figure", figure.item);
        faults.push(Fault::at("item", "unknown-item", says, "Write it as figure/KEY/PERIOD."));
    }
    if figure.seen > VERSIONS {
        let hint = "Send the version that the list of what is owed names.";
        faults.push(Fault::at("seen", "number", format!("{} is not a version", figure.seen), hint));
    }
    for (field, text) in [("note", &figure.note), ("why", &figure.why), ("item", &Some(figure.item.clone()))] {
        let odd = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
        if text.as_deref().is_some_and(|text| text.contains(odd)) {
            let says = "It holds a character that cannot be printed";
            faults.push(Fault::at(field, "characters", says, "Leave control characters out."));
        }
    }
    match item {
        Some(item) if faults.is_empty() => Ok(item),
        _ => Err(Problem::faults(faults)),
    }
}

impl Figure {
    /// What it says, read as its measure asks.
    fn said(&self, work: &cycle::Work, item: &Item) -> Result<Said, Problem> {
        let Item::Figure { measure, .. } = item else { return Err(Problem::of(&Failure::NotFound)) };
        let found = work.council().measure(measure);
        let found = found.ok_or_else(|| cycle::Failure::NotFound(format!("measure {measure}")))?;
        let text = |field: &Option<String>| field.clone().unwrap_or_default();
        let typed = Typed {
            value: text(&self.value),
            numerator: text(&self.numerator),
            denominator: text(&self.denominator),
            reason: text(&self.reason),
            markers: self.markers.clone(),
            as_at: text(&self.as_at),
            forecast: text(&self.forecast),
            note: text(&self.note),
        };
        let read = figure::read(found, &typed);
        read.map(Said::Figure).map_err(|faults| Problem::faults(faults.into_iter().map(Fault::of).collect()))
    }
}
