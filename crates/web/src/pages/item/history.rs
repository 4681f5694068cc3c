//! Where an item stands, and how it came there.

use cycle::{Desk, Work};
use domain::cycle::{Entry, Item, Move, Standing};
use maud::{Markup, html};

use super::saved;
use crate::failure::Failure;
use crate::moment::moment;
use crate::pages::parts::standing_tag;
use crate::words::{fill, say};

/// Where an item stands, with the reason if it came back.
pub(crate) fn standing(work: &Work, item: &Item) -> Markup {
    let standing = work.standing(item);
    let returned = work.steps_of(item).iter().rev().find_map(|step| match &step.to {
        Move::Returned(why) if standing == Standing::Returned => Some((why, &step.by)),
        _ => None,
    });
    html! {
        p { (standing_tag(standing)) }
        @if let Some((why, by)) = returned {
            div.warning {
                p { strong { (fill("item.returned_by", &[("name", &name(work, by))])) } }
                p { (why) }
            }
        }
    }
}

/// What somebody else saved in the meantime.
pub(super) fn collision(work: &Work, there: &Entry) -> Markup {
    html! {
        div.problem role="alert" {
            h2 { (say("item.changed")) }
            p { (fill("item.changed_says", &[("name", &name(work, &there.by)), ("when", &moment(there.at))])) }
            (saved::as_typed(work, there))
            p { (say("item.changed_then")) }
        }
    }
}

/// Every version and what happened to it, the latest first.
pub(super) async fn versions(desk: &Desk, work: &Work, item: &Item) -> Result<Markup, Failure> {
    let entries = desk.store.entries(&desk.tenant, work.round.key, item).await?;
    if entries.is_empty() {
        return Ok(html! {});
    }
    Ok(html! {
        details.history {
            summary { (fill("item.history", &[("count", &entries.len().to_string())])) }
            ol.versions reversed {
                @for entry in entries.iter().rev() {
                    li {
                        p { strong { (name(work, &entry.by)) } ", " (moment(entry.at)) " " span.muted { (via(entry)) } }
                        (saved::as_typed(work, entry))
                        @for step in work.steps_of(item).iter().filter(|step| step.version == entry.version) {
                            p { (moved(work, &step.to)) " " (name(work, &step.by)) ", " (moment(step.at)) }
                        }
                    }
                }
            }
        }
    })
}

fn moved(work: &Work, to: &Move) -> String {
    match to {
        Move::Submitted => say("item.moved_submitted").to_string(),
        Move::Approved => say("item.moved_approved").to_string(),
        Move::Returned(why) => fill("item.moved_returned", &[("why", why)]),
        Move::Delegated(to) => fill("item.moved_delegated", &[("name", &name(work, to))]),
    }
}

fn via(entry: &Entry) -> &'static str {
    say(match entry.via {
        domain::cycle::Via::Form => "item.via_form",
        domain::cycle::Via::Spreadsheet => "item.via_spreadsheet",
        domain::cycle::Via::Link => "item.via_link",
        domain::cycle::Via::Api => "item.via_api",
        domain::cycle::Via::Program => "item.via_program",
    })
}

/// The name of a person by their identifier.
pub(crate) fn name(work: &Work, id: &str) -> String {
    work.people.get(id).map_or_else(|| id.to_string(), |person| person.name.clone())
}
