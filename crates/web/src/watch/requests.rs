//! One line of log and one count for each request that a route answered. Neither holds an address that was asked for,
//! which may carry a secret or what somebody searched for, but the route alone.

use std::time::Duration;

use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;

use crate::app::App;
use crate::failure::Failure;

/// Counts an answer and logs it.
pub async fn count(State(app): State<App>, request: Request, next: Next) -> Response {
    let began = app.now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str).to_string();
    let response = next.run(request).await;
    let took = Duration::try_from(app.now().duration_since(began)).unwrap_or_default();
    let status = response.status().as_u16();
    app.meters.answered(word(&method), &route, status, took, response.extensions().get::<Failure>());
    if route == "/sign-in" && method == Method::POST && response.status().is_client_error() {
        app.meters.sign_in_failed();
    }
    tracing::info!(method = word(&method), route, status, milliseconds = took.as_millis(), "answered");
    response
}

/// The method if it is one of the usual ones: whoever asks may make up others.
fn word(method: &Method) -> &str {
    match *method {
        Method::GET | Method::HEAD | Method::POST | Method::OPTIONS => method.as_str(),
        _ => "other",
    }
}
