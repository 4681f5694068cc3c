//! Who the plan names, and who in the system that is.

use std::collections::BTreeMap;

use axum::response::Response;
use domain::cycle::{Person, PersonState, Scope};
use maud::{Markup, html};

use super::open::{Asked, Opened, address};
use crate::asker::Asker;
use crate::failure::Failure;
use crate::frame::Page;
use crate::words::{fill, say};

/// Every name with what it stands at and who answers to it.
pub async fn page(asker: Asker, asked: Asked) -> Result<Response, Failure> {
    let opened = Opened::of(&asker, asked.text("plan")).await?;
    let people = asker.desk().everybody().await?;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for name in names(&opened) {
        *counts.entry(name).or_default() += 1;
    }
    let may_manage = cycle::may(&asker.person, cycle::Act::ManagePeople);
    let main = html! {
        p.lead { (say("owners.about")) }
        @if counts.is_empty() { p { (say("owners.none")) } }
        @else {
            div.scroll role="region" aria-label=(say("owners.title")) tabindex="0" {
                table.stack {
                    caption.unseen { (say("owners.title")) }
                    thead { tr { th scope="col" { (say("owners.name")) } th scope="col" { (say("owners.things")) } th scope="col" { (say("owners.people")) } } }
                    tbody {
                        @for (name, count) in &counts {
                            tr {
                                th scope="row" { (name) }
                                td data-label=(say("owners.things")) { (count) }
                                td data-label=(say("owners.people")) { (answering(&people, name, may_manage)) }
                            }
                        }
                    }
                }
            }
        }
        (reaching_nothing(&people, &counts))
    };
    let back = address("/desk/plan", &[("plan", &opened.plan)]);
    let page = Page::new(say("owners.title"), main).caption(opened.plan().map_or("", |plan| &plan.title));
    Ok(asker.page(&page.back(back, say("plan.title"))))
}

/// Every name at a commitment of the plan, or at a measure that it reports; once for each.
pub(in crate::pages) fn names(opened: &Opened) -> Vec<String> {
    let Some(plan) = opened.plan() else { return Vec::new() };
    let leads = plan.commitments.iter().filter_map(|commitment| commitment.lead.clone());
    let reported = |key: &str| plan.links.iter().any(|link| link.measure == key);
    let measures = opened.council().measures.iter().filter(|measure| reported(&measure.key));
    leads.chain(measures.filter_map(|measure| measure.owner.clone())).collect()
}

fn named(person: &Person) -> impl Iterator<Item = &String> {
    person.grants.iter().filter_map(|grant| match &grant.scope {
        Scope::Named(name) => Some(name),
        _ => None,
    })
}

fn answering(people: &[Person], name: &str, may_manage: bool) -> Markup {
    let found: Vec<&Person> = people
        .iter()
        .filter(|person| person.state != PersonState::Ended && named(person).any(|known| known == name))
        .collect();
    html! {
        @if found.is_empty() { strong { (say("owners.nobody")) } }
        @for person in &found {
            div {
                @if may_manage { a href={ "/desk/people/" (person.id) } { (person.name) } }
                @else { (person.name) }
            }
        }
    }
}

/// People whose role reaches to a name that the plan does not hold.
fn reaching_nothing(people: &[Person], counts: &BTreeMap<String, usize>) -> Markup {
    let lost: Vec<(&Person, &String)> = people
        .iter()
        .filter(|person| person.state != PersonState::Ended)
        .flat_map(|person| named(person).map(move |name| (person, name)))
        .filter(|(_, name)| !counts.contains_key(*name))
        .collect();
    html! {
        @if !lost.is_empty() {
            h2 { (say("owners.lost")) }
            ul { @for (person, name) in lost { li { (fill("owners.lost_one", &[("person", &person.name), ("name", name)])) } } }
        }
    }
}
