//! My quarter: what a person owes, by when, what came back and why; and what to do where nothing is owed yet.

mod next;
mod shown;

use axum::extract::Query;
use axum::response::Response;
use cycle::{Act, Owed, Work, may};
use domain::calendar::print_date;
use domain::cycle::{Move, RoundState, Standing};
use maud::{Markup, html};
use serde::Deserialize;

use self::shown::{GROUPS, Shown};
use super::item::address;
use super::parts::standing_tag;
use crate::asker::Asker;
use crate::failure::Failure;
use crate::frame::Page;
use crate::pages::rounds;
use crate::post;
use crate::words::{fill, say};

/// Which items are wanted.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    show: Option<String>,
}

/// An item that somebody owes, and where it stands.
type Task<'w> = (&'w Owed, Standing);

/// What they owe in every open round.
pub async fn page(asker: Asker, Query(wanted): Query<Wanted>) -> Result<Response, Failure> {
    let desk = asker.desk();
    let rounds = desk.rounds().await?;
    let mut works = Vec::new();
    for round in rounds.iter().filter(|round| round.state == RoundState::Open && asker.reach.covers(round.key)) {
        works.push(desk.work(round.key).await?);
    }
    let runs = [Act::Chase, Act::Administer].into_iter().any(|act| may::may(&asker.person, act));
    let post = if runs { post::waits(&asker.app, &asker.tenant).await? } else { None };
    let tasks: Vec<Vec<Task<'_>>> = works.iter().map(|work| tasks(&asker, work)).collect();
    let shown = Shown::read(wanted.show.as_deref());
    let main = html! {
        @if let Some(waits) = post { div.warning { p { (waits) } } }
        @if works.is_empty() { (next::nothing_open(&asker, &rounds).await?) }
        (shown.ways(&tasks))
        @for (work, tasks) in works.iter().zip(&tasks) { (round(&asker, work, tasks, shown)) }
        (next::section(&asker, &rounds).await?)
    };
    Ok(asker.page(&Page::new(say("desk.title"), main)))
}

/// What a person owes in a round, with where each stands.
fn tasks<'w>(asker: &'w Asker, work: &'w Work) -> Vec<Task<'w>> {
    work.owed_by(&asker.person).map(|owed| (owed, work.standing(&owed.item))).collect()
}

fn round(asker: &Asker, work: &Work, tasks: &[Task<'_>], shown: Shown) -> Markup {
    let person = &asker.person;
    let waiting =
        work.entries.keys().filter(|item| work.standing(item) == Standing::Submitted && work.may_approve(person, item));
    let waiting = if asker.reach.is_whole() { waiting.count() } else { 0 };
    let enter_by = print_date(work.round.enter_by);
    html! {
        section.round aria-labelledby={ "round-" (work.round.key) } {
            h2 id={ "round-" (work.round.key) } { (rounds::title(work)) }
            p.lead { (fill("desk.due", &[("date", &enter_by), ("approve", &print_date(work.round.approve_by))])) " " (rounds::days(asker, &work.round)) }
            @if waiting > 0 {
                p.note {
                    a href={ "/desk/rounds/" (work.round.key) "/approve" } { (fill("desk.waiting", &[("count", &waiting.to_string())])) }
                }
            }
            @if asker.reach.is_whole() && may::may(person, Act::SeeRound) {
                p { a href={ "/desk/rounds/" (work.round.key) } { (say("desk.whole_round")) } }
            }
            @if tasks.is_empty() { p { (say("desk.owes_nothing")) } }
            @else {
                p { a href=(super::upload::address(work.round.key)) { (say("desk.workbook")) } }
                (list(work, tasks, shown))
            }
        }
    }
}

/// What is to be done first stands first, each group under a heading that counts it.
fn list(work: &Work, tasks: &[Task<'_>], shown: Shown) -> Markup {
    let groups: Vec<(&str, Vec<&Task<'_>>)> = GROUPS
        .iter()
        .filter(|(group, ..)| shown.holds(*group))
        .map(|(group, _, _, heading)| (*heading, tasks.iter().filter(|(_, standing)| group.of(*standing)).collect()))
        .collect();
    html! {
        @if groups.iter().all(|(_, tasks)| tasks.is_empty()) { p { (say("desk.none_like_this")) } }
        @for (heading, tasks) in groups.iter().filter(|(_, tasks)| !tasks.is_empty()) {
            h3 { (fill(heading, &[("count", &tasks.len().to_string())])) }
            ul.items { @for (owed, standing) in tasks { (item(work, owed, *standing)) } }
        }
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
