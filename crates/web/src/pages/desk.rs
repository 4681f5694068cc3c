//! My quarter: what a person owes.

use axum::response::Response;
use maud::html;

use crate::asker::Asker;
use crate::frame::Page;
use crate::words::say;

/// What they owe.
pub async fn page(asker: Asker) -> Response {
    asker.page(&Page::new(say("desk.title"), html! { p.lead { (say("desk.says")) } }))
}
