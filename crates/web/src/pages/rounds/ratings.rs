//! Ratings set by hand: those there are with who and why, and the way to set one.

use cycle::{Act, Work, may};
use domain::cycle::{Body, Entry, Item, RoundState};
use maud::{Markup, html};

use super::items::{chooser, figures, of};
use crate::asker::Asker;
use crate::moment;
use crate::pages::item::{address, history, title};
use crate::words::say;

/// The part of a round's page on ratings set by hand.
pub(super) fn section(asker: &Asker, work: &Work) -> Markup {
    let set = work.entries.iter().filter(|(item, _)| matches!(item, Item::Rating { .. }));
    let set: Vec<(&Item, &Entry)> = set.collect();
    let open = work.round.state == RoundState::Open && may::may(&asker.person, Act::OverrideRating);
    html! {
        @if open || !set.is_empty() {
            h2 #ratings { (say("ratings.title")) }
            (table(work, &set))
            @if open { (choice(work)) }
        }
    }
}

/// Ratings that were set, each with who set it and why.
pub(super) fn table(work: &Work, set: &[(&Item, &Entry)]) -> Markup {
    html! {
        @if set.is_empty() { p { (say("ratings.none")) } }
        @else {
            table.stack {
                caption.unseen { (say("ratings.title")) }
                thead { tr { @for column in ["ratings.measure", "ratings.rating", "ratings.why", "ratings.who"] { th scope="col" { (say(column)) } } } }
                tbody { @for (item, entry) in set { tr {
                    th scope="row" { a href=(address::item(work.round.key, item)) { (title(work, item)) } " " span.muted { (of(work, item)) } }
                    td data-label=(say("ratings.rating")) {
                        @if let Body::Rating(grade) = &entry.body { (grade.as_deref().unwrap_or(say("rating.not_rated"))) }
                    }
                    td data-label=(say("ratings.why")) { (entry.why.as_deref().unwrap_or_default()) }
                    td data-label=(say("ratings.who")) { (history::name(work, &entry.by)) ", " (moment::moment(entry.at)) }
                } } }
            }
        }
    }
}

fn choice(work: &Work) -> Markup {
    let rated = figures(work).into_iter().map(|(measure, period)| Item::Rating { measure, period });
    let rated: Vec<Item> = rated.collect();
    html! {
        @if !rated.is_empty() {
            details.more {
                summary { (say("ratings.set")) }
                (chooser(work, &rated, say("ratings.measure"), say("ratings.choose")))
            }
        }
    }
}
