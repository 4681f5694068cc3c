//! My quarter: what a person owes, by when, what came back and why.

use axum::response::Response;
use cycle::{Act, Owed, Work, may};
use domain::calendar::print_date;
use domain::cycle::{Move, RoundState, Standing};
use maud::{Markup, html};

use super::item::address;
use super::parts::standing_tag;
use crate::asker::Asker;
use crate::failure::Failure;
use crate::frame::Page;
use crate::pages::rounds;
use crate::post;
use crate::words::{fill, say};

/// What they owe in every open round.
pub async fn page(asker: Asker) -> Result<Response, Failure> {
    let desk = asker.desk();
    let mut rounds = Vec::new();
    for round in desk
        .rounds()
        .await?
        .into_iter()
        .filter(|round| round.state == RoundState::Open && asker.reach.covers(round.key))
    {
        rounds.push(desk.work(round.key).await?);
    }
    let runs = [Act::Chase, Act::Administer].into_iter().any(|act| may::may(&asker.person, act));
    let post = if runs { post::waits(&asker.app, &asker.tenant).await? } else { None };
    let main = html! {
        @if let Some(waits) = post { div.warning { p { (waits) } } }
        @if rounds.is_empty() { p.lead { (say("desk.nothing_open")) } }
        @for work in &rounds { (round(&asker, work)) }
    };
    Ok(asker.page(&Page::new(say("desk.title"), main)))
}

fn round(asker: &Asker, work: &Work) -> Markup {
    let person = &asker.person;
    let mut owed: Vec<(&Owed, Standing)> = work.owed_by(person).map(|owed| (owed, work.standing(&owed.item))).collect();
    owed.sort_by_key(|(_, standing)| order(*standing));
    let left = owed.iter().position(|(_, standing)| *standing >= Standing::Submitted).unwrap_or(owed.len());
    let (to_do, handed_in) = owed.split_at(left);
    let waiting =
        work.entries.keys().filter(|item| work.standing(item) == Standing::Submitted && work.may_approve(person, item));
    let waiting = if asker.reach.is_whole() { waiting.count() } else { 0 };
    let enter_by = print_date(work.round.enter_by);
    html! {
        section.round aria-labelledby={ "round-" (work.round.key) } {
            h2 id={ "round-" (work.round.key) } { (work.edition.title) }
            p.lead { (fill("desk.due", &[("date", &enter_by), ("approve", &print_date(work.round.approve_by))])) " " (rounds::days(asker, &work.round)) }
            @if waiting > 0 {
                p.note {
                    a href={ "/desk/rounds/" (work.round.key) "/approve" } { (fill("desk.waiting", &[("count", &waiting.to_string())])) }
                }
            }
            @if asker.reach.is_whole() && may::may(person, Act::SeeRound) {
                p { a href={ "/desk/rounds/" (work.round.key) } { (say("desk.whole_round")) } }
            }
            @if owed.is_empty() { p { (say("desk.owes_nothing")) } }
            @else {
                p { a href=(super::upload::address(work.round.key)) { (say("desk.workbook")) } }
                (items(work, "desk.to_do", to_do))
                (items(work, "desk.handed_in", handed_in))
            }
        }
    }
}

/// Items under a heading that counts them.
fn items(work: &Work, heading: &str, items: &[(&Owed, Standing)]) -> Markup {
    html! {
        @if !items.is_empty() {
            h3 { (fill(heading, &[("count", &items.len().to_string())])) }
            ul.items { @for (owed, standing) in items { (item(work, owed, *standing)) } }
        }
    }
}

/// What is to be done first stands first.
fn order(standing: Standing) -> u8 {
    match standing {
        Standing::Returned => 0,
        Standing::Owed => 1,
        Standing::Entered => 2,
        Standing::Submitted => 3,
        Standing::Approved => 4,
    }
}

fn item(work: &Work, owed: &Owed, standing: Standing) -> Markup {
    let why = work.steps_of(&owed.item).iter().rev().find_map(|step| match &step.to {
        Move::Returned(why) if standing == Standing::Returned => Some(why),
        _ => None,
    });
    let of = super::item::of(work, &owed.item);
    html! {
        li.task {
            div { a href=(address::item(work.round.key, &owed.item)) { (owed.title) } " " span.muted { (of) } }
            (standing_tag(standing))
            @if let Some(why) = why { p.why { (why) } }
        }
    }
}
