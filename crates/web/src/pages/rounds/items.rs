//! Every item of a round with who owes it and where it stands; filtered by what stands in the address, without a script.

use std::collections::BTreeSet;

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use cycle::{Act, Work, may};
use domain::Period;
use domain::cycle::{Item, Person, RoundState, Standing};
use maud::{Markup, html};
use serde::Deserialize;

use super::{address, key};
use crate::asker::Asker;
use crate::failure::Failure;
use crate::form::{self, Choice};
use crate::pages::item::{address as item_address, history, title};
use crate::pages::parts::{by, standing_class, standing_tag, standing_word};
use crate::words::{fill, say};

/// Which items are asked for. Nothing: all.
#[derive(Debug, Default, Deserialize)]
pub struct Filter {
    standing: Option<String>,
    person: Option<String>,
}

/// The word of what is still to be done, whichever way it stands.
const TO_DO: &str = "to-do";

/// One item of a round.
pub(super) struct Row<'w> {
    /// The item.
    pub item: &'w Item,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub standing: Standing,
}

/// Everything owed in the plan's order, then what was entered beside it; not ratings set by hand.
pub(super) fn all(work: &Work) -> Vec<Row<'_>> {
    let owed: BTreeSet<&Item> = work.owed.iter().map(|owed| &owed.item).collect();
    let closed = work.round.state != RoundState::Open;
    let items = work.owed.iter().map(|owed| &owed.item).filter(|item| !closed || work.entries.contains_key(*item));
    let beside = work.entries.keys().filter(|item| !owed.contains(item) && !matches!(item, Item::Rating { .. }));
    items.chain(beside).map(|item| Row { item, title: title(work, item), standing: work.standing(item) }).collect()
}

/// Figures that the edition states or will state: of which measure and period.
pub(super) fn figures(work: &Work) -> BTreeSet<(String, Period)> {
    let now = work.edition.period;
    let stated = work.council().observations.iter().filter(|one| one.stated == now);
    let stated = stated.map(|one| (one.measure.clone(), one.period));
    let items = work.owed.iter().map(|owed| &owed.item).chain(work.entries.keys());
    let asked = items.filter_map(|item| match item {
        Item::Figure { measure, period } => Some((measure.clone(), *period)),
        _ => None,
    });
    stated.chain(asked).collect()
}

/// What an item belongs to: a period, a reference.
pub(super) fn of(work: &Work, item: &Item) -> String {
    match item {
        Item::Figure { period, .. } | Item::Rating { period, .. } => work.council().calendar.print_apart(*period),
        Item::Progress { commitment } => commitment.clone(),
        Item::Words { .. } => say("desk.words").to_string(),
    }
}

/// The list with its filter; in a correction, the way to any item that may be corrected.
pub(super) fn section(asker: &Asker, work: &Work, filter: &Filter) -> Markup {
    let all = all(work);
    let shown: Vec<&Row<'_>> = all.iter().filter(|row| filter.shows(work, row)).collect();
    let count = [("shown", shown.len().to_string()), ("all", all.len().to_string())];
    let count = count.each_ref().map(|(name, text)| (*name, text.as_str()));
    html! {
        h2 #items { (say("round.items")) }
        @if work.round.state == RoundState::Open && work.round.key.number > 1 { (correctable(asker, work)) }
        @if all.is_empty() { p { (say("round.no_items")) } }
        @else {
            (filter.form(work))
            @if shown.is_empty() { p { (say("round.none_shown")) } }
            @else { (table(work, &shown, &fill("round.shown", &count))) }
        }
    }
}

fn table(work: &Work, rows: &[&Row<'_>], caption: &str) -> Markup {
    html! {
        table.stack {
            caption { (caption) }
            thead { tr { @for column in ["round.item", "round.who", "round.standing", "round.latest"] { th scope="col" { (say(column)) } } } }
            tbody { @for row in rows { tr {
                th scope="row" {
                    a href=(item_address::item(work.round.key, row.item)) { (row.title) } " " span.muted { (of(work, row.item)) }
                }
                td data-label=(say("round.who")) { (names(&work.owners(row.item))) }
                td data-label=(say("round.standing")) { (standing_tag(row.standing)) }
                td data-label=(say("round.latest")) {
                    @if let Some(entry) = work.entries.get(row.item) { (by(&history::name(work, &entry.by), entry.at)) }
                    @else { (say("round.nothing_yet")) }
                }
            } } }
        }
    }
}

fn names(people: &[&Person]) -> String {
    people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ")
}

impl Filter {
    fn shows(&self, work: &Work, row: &Row<'_>) -> bool {
        let standing = match self.standing.as_deref() {
            None | Some("") => true,
            Some(TO_DO) => row.standing < Standing::Submitted,
            Some(word) => standing_class(row.standing) == word,
        };
        let person = match self.person.as_deref() {
            None | Some("") => true,
            Some(id) => {
                let waits = row.standing == Standing::Submitted;
                let approves = work.people.get(id).is_some_and(|person| waits && work.may_approve(person, row.item));
                approves || work.owners(row.item).iter().any(|owner| owner.id == id)
            }
        };
        standing && person
    }

    fn form(&self, work: &Work) -> Markup {
        let mut standings =
            vec![Choice::of("", say("round.any_standing")), Choice::of(TO_DO, say("round.still_to_do"))];
        let every = [Standing::Owed, Standing::Returned, Standing::Entered, Standing::Submitted, Standing::Approved];
        standings.extend(every.map(|standing| Choice::of(standing_class(standing), standing_word(standing))));
        let mut people: Vec<&Person> = work.people.values().collect();
        people.sort_by(|a, b| a.name.cmp(&b.name));
        let people = people.into_iter().map(|person| Choice::of(person.id.clone(), person.name.clone()));
        let people = std::iter::once(Choice::of("", say("round.anybody"))).chain(people).collect();
        html! {
            form.filter method="get" action={ (address(work.round.key)) "#items" } {
                (form::select("standing", say("round.standing"), standings).value(self.standing.as_deref().unwrap_or_default()))
                (form::select("person", say("round.person"), people).value(self.person.as_deref().unwrap_or_default()))
                button.button.second type="submit" { (say("round.show")) }
            }
        }
    }
}

/// Everything that the edition printed, to choose what is corrected.
fn correctable(asker: &Asker, work: &Work) -> Markup {
    let Ok(plan) = work.plan() else { return html! {} };
    let figures = figures(work).into_iter().map(|(measure, period)| Item::Figure { measure, period });
    let progress = plan.commitments.iter().map(|one| Item::Progress { commitment: one.reference.clone() });
    let words = cycle::asked::words(&work.outline, plan);
    let items: Vec<Item> = figures.chain(progress).chain(words).collect();
    html! {
        @if may::may(&asker.person, Act::EnterFigure) {
            (chooser(work, &items, say("round.correct_item"), say("round.correct_button")))
        }
    }
}

/// A list to choose an item from, which leads to its form.
pub(super) fn chooser(work: &Work, items: &[Item], label: &str, button: &str) -> Markup {
    let choice = |item: &Item| Choice::of(item.to_string(), format!("{} ({})", title(work, item), of(work, item)));
    let choices = items.iter().map(choice).collect();
    html! {
        form.filter method="get" action={ (address(work.round.key)) "/items" } {
            (form::select("item", label, choices))
            button.button.second type="submit" { (button) }
        }
    }
}

/// What was chosen.
#[derive(Debug, Default, Deserialize)]
pub struct Chosen {
    item: Option<String>,
}

/// Leads to the form of the item that was chosen.
pub async fn chosen(Path(round): Path<String>, Query(chosen): Query<Chosen>) -> Result<Response, Failure> {
    let item = chosen.item.as_deref().and_then(Item::parse).ok_or(Failure::NotFound)?;
    Ok(Redirect::to(&item_address::item(key(&round)?, &item)).into_response())
}
