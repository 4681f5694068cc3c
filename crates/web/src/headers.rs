//! Headers on every answer: what a browser may load, show in a frame, tell others, and keep.

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::settings::Scheme;

/// What a page may load: its own stylesheet, scripts and pictures, and nothing else. No script or style stands in a page.
pub const CONTENT_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// Headers on every answer, whatever it is.
pub const ALWAYS: [(&str, &str); 7] = [
    ("content-security-policy", CONTENT_POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"),
];

/// Sent when the address is https: browsers come back by https only, for a year.
pub const HTTPS_ONLY: (&str, &str) = ("strict-transport-security", "max-age=31536000; includeSubDomains");

/// Adds the headers. One that a handler set itself stays; what has no word on caching is not kept.
pub async fn add(State(scheme): State<Scheme>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let https = (scheme == Scheme::Https).then_some(HTTPS_ONLY);
    for (name, value) in ALWAYS.into_iter().chain(https) {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
