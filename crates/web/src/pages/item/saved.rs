//! What was saved: back in the fields, or to be read.

use cycle::Work;
use domain::cycle::{Body, Entry, Item};
use maud::{Markup, html};

use super::{Fields, words};
use crate::failure::Failure;
use crate::words::say;

/// An entry as the fields of its form.
pub(super) fn fields(body: &Body, why: Option<&str>) -> Fields {
    let mut fields = Fields::new();
    let mut put = |name: &str, value: String| {
        if !value.is_empty() {
            fields.push((name.to_string(), value));
        }
    };
    match body {
        Body::Figure(figure) => {
            match figure.reading {
                domain::Reading::Figure(value) => {
                    put("value", value.value.to_string());
                    if let Some((numerator, denominator)) = value.parts {
                        put("numerator", numerator.to_string());
                        put("denominator", denominator.to_string());
                    }
                }
                domain::Reading::Absent(absence) => put("reason", absence.word().to_string()),
            }
            figure.markers.iter().for_each(|marker| put("markers", marker.word().to_string()));
            put("as_at", figure.as_at.map(|date| date.to_string()).unwrap_or_default());
            put("forecast", figure.forecast.map(|forecast| forecast.to_string()).unwrap_or_default());
            put("note", figure.note.clone().unwrap_or_default());
        }
        Body::Progress(progress) => {
            put("grade", progress.grade.clone().unwrap_or_default());
            put("completes", progress.completes.map(|date| date.to_string()).unwrap_or_default());
            put("text", progress.text.clone());
        }
        Body::Words(text) => put("text", text.clone()),
        // "Not rated" was chosen too, so it stands in the form.
        Body::Rating(grade) => fields.push(("grade".to_string(), grade.clone().unwrap_or_default())),
    }
    if let Some(why) = why.filter(|why| !why.is_empty()) {
        fields.push(("why".to_string(), why.to_string()));
    }
    fields
}

/// An entry to be read, with what officers wrote as it is printed now.
pub(crate) fn as_read(work: &Work, entry: &Entry) -> Result<Markup, Failure> {
    let said = match &entry.body {
        Body::Progress(progress) => words::live(work, &progress.text)?,
        Body::Words(text) => words::live(work, text)?,
        Body::Figure(_) | Body::Rating(_) => html! {},
    };
    Ok(with_reason(work, entry, &said))
}

/// An entry to be read, with what officers wrote as they wrote it.
pub(super) fn as_typed(work: &Work, entry: &Entry) -> Markup {
    let said = match &entry.body {
        Body::Progress(progress) => words::as_written(&progress.text),
        Body::Words(text) => words::as_written(text),
        Body::Figure(_) | Body::Rating(_) => html! {},
    };
    with_reason(work, entry, &said)
}

fn with_reason(work: &Work, entry: &Entry, said: &Markup) -> Markup {
    html! {
        (read(work, &entry.item, &entry.body, said))
        @if let Some(why) = &entry.why { p { (say("item.why_given")) ": " (why) } }
    }
}

/// What an entry says, with what officers wrote as `said`.
pub(super) fn read(work: &Work, item: &Item, body: &Body, said: &Markup) -> Markup {
    html! {
        div.entry {
            @match body {
                Body::Figure(figure) => {
                    p.big { (figure_in_words(work, item, figure)) }
                    @for marker in &figure.markers { p { (super::figure::capital(marker.word())) " " (marker.shorthand()) } }
                    @if let Some(date) = figure.as_at { p { (say("figure.as_at")) ": " (domain::calendar::print_date(date)) } }
                    @if let Some(note) = &figure.note { p { (say("figure.note")) ": " (note) } }
                },
                Body::Progress(progress) => {
                    p.big { (progress.grade.as_deref().unwrap_or(say("progress.none_yet"))) }
                    p { (say("progress.completes")) ": " (progress.completes.map_or_else(|| say("progress.not_stated").to_string(), domain::calendar::print_date)) }
                    @if !progress.text.is_empty() { blockquote.words { (said) } }
                },
                Body::Words(_) => blockquote.words { (said) },
                Body::Rating(grade) => p.big { (grade.as_deref().unwrap_or(say("rating.not_rated"))) },
            }
        }
    }
}

/// The value with its unit, or why there is none.
pub(super) fn figure_in_words(work: &Work, item: &Item, figure: &domain::cycle::FigureEntry) -> String {
    let measure = match item {
        Item::Figure { measure, .. } => work.council().measure(measure),
        _ => None,
    };
    match (figure.reading, measure) {
        (domain::Reading::Figure(value), Some(measure)) => measure.write(value.value),
        (domain::Reading::Figure(value), None) => value.value.to_string(),
        (domain::Reading::Absent(absence), _) => super::figure::capital(absence.word()),
    }
}
