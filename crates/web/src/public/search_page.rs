//! The page of search, in the frame that the released pages have.

use axum::extract::RawQuery;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use maud::{Markup, html};

use super::search::{Hit, Kind, Told};
use super::site::Site;
use super::unpublished;
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
    let site = visitor.app.sites.of(&visitor.app, &visitor.tenant).await?;
    let asked = asked.unwrap_or_default();
    let words = form_urlencoded::parse(asked.as_bytes()).find(|(name, _)| name == "q").map(|(_, words)| words);
    let question: String = words.unwrap_or_default().chars().take(LONGEST).collect();
    let hits = site.index.find(&question);
    let asks = question.trim();
    let title = if asks.is_empty() { say("search.title").to_string() } else { fill("search.titled", &[("q", asks)]) };
    let body = framed(&site, &title, &main(asks, &hits).into_string());
    let kept = HeaderValue::from_static("public, max-age=60");
    Ok((HeaderMap::from_iter([(header::CACHE_CONTROL, kept)]), Html(body)).into_response())
}

fn main(asked: &str, hits: &[Hit]) -> Markup {
    html! {
        h1 { (say("search.title")) }
        form action="/search" method="get" role="search" {
            p { label for="q" { (say("search.label")) } }
            p { input #q type="search" name="q" value=(asked) maxlength=(LONGEST); " " button type="submit" { (say("search.button")) } }
        }
        @if !asked.is_empty() {
            h2 { (count(hits.len())) }
            @if hits.is_empty() { p { (say("search.none_says")) } }
            ol { @for hit in hits { li { (result(hit)) } } }
        }
        p { (say("search.how")) }
    }
}

fn count(hits: usize) -> String {
    match hits {
        0 => say("search.none").to_string(),
        1 => say("search.one").to_string(),
        more => fill("search.many", &[("count", &more.to_string())]),
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
        p { a href=(hit.path) { strong { (hit.title) } } " (" (kind) ")" }
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

/// A page in the frame of the page for addresses that do not exist, whose links lead right from the root.
fn framed(site: &Site, title: &str, main: &str) -> String {
    let page = site.file("404.html").and_then(|file| std::str::from_utf8(file.bytes()).ok());
    page.and_then(|page| in_frame(page, title, main)).unwrap_or_else(|| unpublished::plain(title, main))
}

fn in_frame(page: &str, title: &str, main: &str) -> Option<String> {
    let (head, rest) = page.split_once("<title>")?;
    let (old, rest) = rest.split_once("</title>")?;
    let (between, rest) = rest.split_once("<main")?;
    let (tag, rest) = rest.split_once('>')?;
    let (_, foot) = rest.split_once("</main>")?;
    let council = old.rsplit_once(" – ").map(|(_, council)| format!(" – {council}")).unwrap_or_default();
    let title = html! { (title) }.into_string();
    Some(format!("{head}<title>{title}{council}</title>{between}<main{tag}>{main}</main>{foot}"))
}

#[cfg(test)]
mod cases {
    use super::*;

    #[test]
    fn a_page_of_ours_stands_in_the_frame_of_the_released_ones() {
        let page = "<head><title>Not found – Made</title></head><body><main id=\"main\" tabindex=\"-1\"><h1>x</h1></main><footer>f</footer>";
        let framed = in_frame(page, "Search <b>", "<h1>Search</h1>").unwrap();
        assert_eq!(
            framed,
            "<head><title>Search &lt;b&gt; – Made</title></head><body><main id=\"main\" tabindex=\"-1\"><h1>Search</h1></main><footer>f</footer>"
        );
    }
}
