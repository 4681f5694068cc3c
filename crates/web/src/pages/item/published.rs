//! What the edition that is being corrected printed of an item: beside its form, and beside what is to be approved.

use cycle::{Corrected, Work};
use domain::cycle::{Body, FigureEntry, Item};
use domain::{Figure, Reading};
use maud::{Markup, html};

use super::{Fields, Shown, saved, words};
use crate::words::{fill, say};

/// What a form holds before anybody has entered anything. Progress and words begin with what was published, for most of
/// it stays when one thing is corrected; the box of a figure is empty, with what was published beside it.
pub(super) fn to_begin_with(shown: &Shown<'_>) -> Fields {
    match shown.work.corrected(shown.item).and_then(|corrected| corrected.body) {
        None | Some(Body::Figure(_)) => Fields::new(),
        Some(body) => saved::fields(&body, None),
    }
}

/// What stands beside the box of a figure: `Published in edition 1: 91.5% (provisional)`. `None`: nothing is corrected.
pub(super) fn beside(work: &Work, item: &Item) -> Option<String> {
    let Corrected { edition, body } = work.corrected(item)?;
    let said = match &body {
        Some(Body::Figure(figure)) => in_words(work, item, figure),
        _ => say("published.nothing").to_string(),
    };
    Some(fill("published.beside", &[("edition", &edition.to_string()), ("said", &said)]))
}

/// A figure with all that was printed with it, in one line.
fn in_words(work: &Work, item: &Item, figure: &FigureEntry) -> String {
    let mut said = saved::figure_in_words(work, item, figure);
    if let Reading::Figure(Figure { parts: Some((numerator, denominator)), .. }) = figure.reading {
        let (numerator, denominator) = (numerator.to_string(), denominator.to_string());
        let parts = fill("published.parts", &[("numerator", &numerator), ("denominator", &denominator)]);
        said = format!("{said} {parts}");
    }
    let markers: Vec<&str> = figure.markers.iter().map(|marker| marker.word()).collect();
    if !markers.is_empty() {
        said = format!("{said} ({})", markers.join(", "));
    }
    match &figure.note {
        Some(note) => format!("{said}. {}: {note}", say("figure.note")),
        None => said,
    }
}

/// What was published, above the fields of progress, words or a rating. Nothing where nothing is corrected.
pub(super) fn section(work: &Work, item: &Item) -> Markup {
    let Some(corrected) = work.corrected(item) else { return html! {} };
    html! {
        section.last aria-labelledby="published" {
            (heading(&corrected))
            (body(work, item, &corrected))
        }
    }
}

/// What was published beside what is to be approved, and whether they differ. Nothing where nothing is corrected.
pub(crate) fn side(work: &Work, item: &Item, now: &Body) -> Markup {
    let Some(corrected) = work.corrected(item) else { return html! {} };
    html! {
        section aria-labelledby="published" {
            (heading(&corrected))
            p {
                @if corrected.body.as_ref() == Some(now) { (say("published.same")) }
                @else { strong.changed { (say("published.differs")) } }
            }
            (body(work, item, &corrected))
        }
    }
}

fn heading(corrected: &Corrected) -> Markup {
    html! { h2 #published { (fill("published.title", &[("edition", &corrected.edition.to_string())])) } }
}

fn body(work: &Work, item: &Item, corrected: &Corrected) -> Markup {
    let print = |text: &str| words::of_edition(work.council(), work.edition.period, text);
    html! {
        @match &corrected.body {
            None => p { (say(if matches!(item, Item::Rating { .. }) { "published.computed" } else { "published.nothing" })) },
            Some(body) => {
                @let said = match body {
                    Body::Progress(progress) => print(&progress.text),
                    Body::Words(text) => print(text),
                    Body::Figure(_) | Body::Rating(_) => html! {},
                };
                (saved::read(work, item, body, &said))
            }
        }
    }
}
