//! The page of search, in the frame that the released pages have.

use axum::extract::RawQuery;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use maud::{Markup, html};

use super::framed::{Robots, framed};
use super::search::{Found, Hit, Kind, Told};
use crate::asker::Visitor;
use crate::failure::Failure;
use crate::words::{fill, say};

/// The most letters of a question that are read.
const LONGEST: usize = 200;

/// Looks for words on the released pages.
///
/// # Errors
/// The store's.
pub async fn page(visitor: Visitor, RawQuery(asked): RawQuery) -> Result<Response, Failure> {
    let (app, tenant) = (&visitor.app, visitor.tenant.as_str());
    let site = app.sites.of(app, tenant).await?;
    let asked = asked.unwrap_or_default();
    let words = form_urlencoded::parse(asked.as_bytes()).find(|(name, _)| name == "q").map(|(_, words)| words);
    let question: String = words.unwrap_or_default().chars().take(LONGEST).collect();
    let found = site.index(app, tenant).await?.find(&question);
    let lent = app.sites.lent(app, tenant, &site).await?;
    let asks = question.trim();
    let title = if asks.is_empty() { say("search.title").to_string() } else { fill("search.titled", &[("q", asks)]) };
    let body = framed(lent.as_deref(), &title, &main(asks, &found).into_string(), Robots::Kept);
    let kept = HeaderValue::from_static("public, max-age=60");
    Ok((HeaderMap::from_iter([(header::CACHE_CONTROL, kept)]), Html(body)).into_response())
}

fn main(asked: &str, found: &Found) -> Markup {
    html! {
        h1 { (say("search.title")) }
        form.search action="/search" method="get" role="search" {
            p { label for="q" { (say("search.label")) } input #q type="search" name="q" value=(asked) maxlength=(LONGEST); }
            button.button type="submit" { (say("search.button")) }
        }
        @if !asked.is_empty() {
            h2 { (count(found)) }
            @if found.best.is_empty() { p { (say("search.none_says")) } }
            ol.results { @for hit in &found.best { li { (result(hit)) } } }
        }
        p.source { (say("search.how")) }
    }
}

fn count(found: &Found) -> String {
    let all = found.all.to_string();
    match (found.all, found.best.len()) {
        (0, _) => say("search.none").to_string(),
        (1, _) => say("search.one").to_string(),
        (more, shown) if more > shown => fill("search.first", &[("shown", &shown.to_string()), ("count", &all)]),
        _ => fill("search.many", &[("count", &all)]),
    }
}

fn result(hit: &Hit) -> Markup {
    let kind = say(match hit.kind {
        Kind::Measure => "search.measure",
        Kind::Plan => "search.plan",
        Kind::Edition => "search.edition",
        Kind::Page => "search.page",
    });
    html! {
        a href=(hit.path) { (hit.title) }
        p.kind { (kind) }
        p {
            "… "
            @for (text, told) in &hit.context {
                @match told { Told::Found => mark { (text) }, Told::Beside => (text) }
                " "
            }
            "…"
        }
    }
}
