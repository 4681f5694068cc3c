//! What an entry would say: the rating that a figure would get, the words as readers will see them.

use domain::cycle::{Body, Item};
use maud::{Markup, html};

use super::form_page::FormPage;
use super::words;
use crate::failure::Failure;
use crate::form::Errors;
use crate::pages::parts::grade_at;
use crate::words::say;

/// The words of the button that asks. `None`: there is nothing to ask, for a rating set by hand says what it is.
pub(super) fn key(item: &Item) -> Option<&'static str> {
    match item {
        Item::Figure { .. } => Some("look.rating"),
        Item::Progress { .. } | Item::Words { .. } => Some("look.preview"),
        Item::Rating { .. } => None,
    }
}

/// What an entry would say.
pub(super) async fn look(page: &FormPage<'_>, body: &Body) -> Result<Markup, Failure> {
    let asks = page.shown.work.asks(page.shown.item, body);
    let asked = html! {
        @if !asks.is_empty() && !matches!(body, Body::Rating(_)) {
            div.warning { @for question in &asks { p { (question) } } p { (say("look.say_why")) } }
        }
    };
    let said = match (page.shown.item, body) {
        (Item::Figure { measure, period }, Body::Figure(figure)) => {
            let key = page.shown.work.round.key;
            let state = page.desk.would_rate(key, measure, *period, figure).await?;
            let scheme = page.shown.work.council().schemes.iter().find(|scheme| scheme.family == state.scheme);
            html! {
                h2 { (say("look.rating_title")) }
                p.look {
                    @if let (Some(grade), Some(scheme)) = (state.computed_grade(), scheme) { (grade_at(scheme, grade)) " " }
                    (state.explanation)
                }
            }
        }
        (_, Body::Progress(progress)) => preview(page, &progress.text)?,
        (_, Body::Words(text)) => preview(page, text)?,
        _ => html! {},
    };
    Ok(html! { (asked) (said) })
}

/// What is wrong with an entry that cannot be read yet.
pub(super) fn wrong(errors: &Errors) -> Markup {
    html! { div.warning { @for says in errors.said() { p { (says) } } } }
}

/// Words as readers will see them, with their figures as the latest entries have them.
fn preview(page: &FormPage<'_>, text: &str) -> Result<Markup, Failure> {
    let work = page.shown.work;
    let files = work.draft()?;
    let council = folder::read(&files).council;
    let Some(edition) = council.edition(work.edition.period) else { return Ok(html! {}) };
    let snapshot = rate::snapshot(&council, edition);
    let (pieces, problems) = words::with_figures(&snapshot, text);
    let count = text.split_whitespace().count();
    Ok(html! {
        h2 { (say("look.preview_title")) }
        @if !problems.is_empty() {
            div.warning { @for problem in &problems { p { (problem.says) ". " (problem.hint) } } }
        }
        blockquote.words { (words::printed(pieces)) }
        p.muted { (crate::words::fill("look.length", &[("words", &count.to_string())])) }
    })
}
