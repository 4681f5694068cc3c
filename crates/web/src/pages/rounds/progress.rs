//! One round: how far it is, who owes what, and what to do next.

use std::collections::BTreeMap;

use axum::extract::{Path, Query};
use axum::response::Response;
use cycle::{Act, Work, may, old_folder};
use domain::cycle::{Item, Person, RoundKey, RoundState, Standing};
use domain::{Council, EditionStatus};
use maud::{Markup, html};

use super::items::{self, Filter};
use super::{address, days, due, key, name, preview, published_on, ratings, state_tag, title};
use crate::asker::Asker;
use crate::failure::Failure;
use crate::form;
use crate::frame::Page;
use crate::pages::parts::{standing_class, standing_tag, standing_word};
use crate::words::{fill, say};

/// Every standing, what is done first: the order of the bar.
const STANDINGS: [Standing; 5] =
    [Standing::Approved, Standing::Submitted, Standing::Entered, Standing::Returned, Standing::Owed];

/// The round, or the edition that never had one.
pub async fn page(asker: Asker, Path(round): Path<String>, Query(filter): Query<Filter>) -> Result<Response, Failure> {
    let (desk, key) = (asker.desk(), key(&round)?);
    let work = match desk.work(key).await {
        Ok(work) => work,
        Err(cycle::Failure::NotFound(_)) => return before_rounds(&asker, key).await,
        Err(other) => return Err(other.into()),
    };
    let open = work.round.state == RoundState::Open;
    let main = html! {
        p { (state_tag(work.round.state)) }
        @if open { (when(&asker, &work)) } @else { (closed(&work)) }
        (bar(&work))
        (next(&asker, &work))
        @if open { (people(&asker, &work)) }
        (ratings::section(&asker, &work))
        (items::section(&asker, &work, &filter))
    };
    let page = Page::new(title(&work), main)
        .caption(work.council().calendar.print_apart(key.period))
        .back("/desk/rounds", say("rounds.title"));
    Ok(asker.page(&page))
}

/// When everything is due, and how that is changed.
fn when(asker: &Asker, work: &Work) -> Markup {
    html! {
        p.lead { (due(&work.round)) " " (days(asker, &work.round)) }
        @if work.round.key.number > 1 { p { (fill("rounds.corrects", &[("why", work.round.reason.as_deref().unwrap_or_default())])) } }
        @if may::may(&asker.person, Act::OpenRound) {
            p { a href={ (address(work.round.key)) "/dates" } { (say("dates.title")) } }
        }
    }
}

/// What came of a round that is closed.
fn closed(work: &Work) -> Markup {
    let round = &work.round;
    let (day, why) = (published_on(work.council(), round), round.reason.as_deref());
    let says = match round.state {
        RoundState::Withdrawn => fill("round.was_withdrawn", &[("why", why.unwrap_or_default())]),
        _ if day.is_empty() => say("round.before").to_string(),
        RoundState::Superseded => fill("round.was_superseded", &[("date", &day)]),
        RoundState::Published | RoundState::Open => fill("round.was_published", &[("date", &day)]),
    };
    let public = match round.state {
        RoundState::Superseded => format!("/{}", old_folder(round.key)),
        _ => format!("/editions/{}/", round.key.period),
    };
    html! {
        p.lead { (says) }
        @if let (RoundState::Published, Some(why)) = (round.state, why) { p { (fill("rounds.corrects", &[("why", why)])) } }
        p { a href=(public) { (say("round.public")) } }
    }
}

/// How many items stand where, as a bar and in words; each leads to its list.
fn bar(work: &Work) -> Markup {
    let mut counts: BTreeMap<Standing, usize> = BTreeMap::new();
    let all = items::all(work);
    for row in &all {
        *counts.entry(row.standing).or_default() += 1;
    }
    let count = |standing: Standing| counts.get(&standing).copied().unwrap_or(0);
    let in_words: Vec<String> = STANDINGS
        .into_iter()
        .filter(|standing| count(*standing) > 0)
        .map(|standing| format!("{}: {}", standing_word(standing), count(standing)))
        .collect();
    let base = address(work.round.key);
    html! {
        @if !all.is_empty() {
            section.progress aria-labelledby="progress" {
                h2 #progress { (say("round.progress")) }
                svg.bars role="img" aria-label=(in_words.join("; ")) viewBox={ "0 0 " (all.len()) " 1" } preserveAspectRatio="none" {
                    @for (place, standing) in STANDINGS.into_iter().enumerate() {
                        @let before: usize = STANDINGS.into_iter().take(place).map(count).sum();
                        rect class=(standing_class(standing)) x=(before) y="0" width=(count(standing)) height="1" {}
                    }
                }
                ul.counts {
                    @for standing in STANDINGS {
                        li {
                            (standing_tag(standing)) " "
                            @if count(standing) > 0 { a href={ (base) "?standing=" (standing_class(standing)) "#items" } { (count(standing)) span.unseen { " " (standing_word(standing)) } } }
                            @else { "0" }
                        }
                    }
                }
            }
        }
    }
}

/// What the officer does next, by where the round stands.
fn next(asker: &Asker, work: &Work) -> Markup {
    let base = address(work.round.key);
    let publishes = may::may(&asker.person, Act::Publish);
    html! {
        @match work.round.state {
            RoundState::Open => {
                (preview::section(work))
                @if publishes { p { a.button href={ (base) "/publish" } { (say("round.publish")) } } }
            },
            RoundState::Published if publishes => {
                h2 { (say("round.after")) }
                p { (say("round.after_says")) }
                div.buttons {
                    a.button.second href={ (base) "/correct" } { (say("round.correct")) }
                    a.button.second href={ (base) "/withdraw" } { (say("round.withdraw")) }
                }
            },
            _ => {},
        }
    }
}

/// What one person still has to do.
#[derive(Default)]
struct Load {
    enter: usize,
    returned: usize,
    approve: usize,
}

/// Who owes what, the most first, and the button that reminds them all.
fn people(asker: &Asker, work: &Work) -> Markup {
    let loads = loads(work);
    let owing = loads.iter().filter(|(_, load)| load.enter > 0).count();
    let base = address(work.round.key);
    html! {
        h2 #people { (say("round.people")) }
        @if loads.is_empty() { p { (say("round.nobody")) } }
        @else {
            table.stack.narrow {
                caption.unseen { (say("round.people")) }
                thead { tr {
                    th scope="col" { (say("round.person")) }
                    th.numbers scope="col" { (say("round.to_enter")) }
                    th.numbers scope="col" { (say("round.came_back")) }
                    th.numbers scope="col" { (say("round.to_approve")) }
                } }
                tbody { @for (person, load) in &loads { tr {
                    th scope="row" { a href={ (base) "?person=" (person.id) "#items" } { (person.name) } }
                    td.numbers data-label=(say("round.to_enter")) { (load.enter) }
                    td.numbers data-label=(say("round.came_back")) { (load.returned) }
                    td.numbers data-label=(say("round.to_approve")) { (load.approve) }
                } } }
            }
        }
        @if owing > 0 && may::may(&asker.person, Act::Chase) {
            (form::form(&format!("{base}/remind"), asker.csrf(), html! {
                p.hint { (say("round.by_calendar")) }
                (form::buttons(html! { button.button.second type="submit" { (fill("round.remind", &[("count", &owing.to_string())])) } }))
            }))
        }
    }
}

fn loads(work: &Work) -> Vec<(&Person, Load)> {
    let mut loads: BTreeMap<&str, Load> = BTreeMap::new();
    for reminder in work.reminders() {
        let Some((id, _)) = work.people.get_key_value(&reminder.person.id) else { continue };
        let load = loads.entry(id).or_default();
        load.enter = reminder.items.len();
        load.returned = reminder.items.iter().filter(|(.., standing)| *standing == Standing::Returned).count();
    }
    let submitted: Vec<&Item> = work.entries.keys().filter(|item| work.standing(item) == Standing::Submitted).collect();
    for (id, person) in &work.people {
        let approve = submitted.iter().filter(|item| work.may_approve(person, item)).count();
        if approve > 0 {
            loads.entry(id).or_default().approve = approve;
        }
    }
    let named = loads.into_iter().filter_map(|(id, load)| Some((work.people.get(id)?, load)));
    let mut named: Vec<(&Person, Load)> = named.collect();
    named.sort_by(|(a, left), (b, right)| {
        (right.enter + right.approve, &a.name).cmp(&(left.enter + left.approve, &b.name))
    });
    named
}

/// An edition that was published before rounds were run here.
async fn before_rounds(asker: &Asker, key: RoundKey) -> Result<Response, Failure> {
    let desk = asker.desk();
    let shelf = desk.library.shelf(&desk.store, &desk.tenant).await?;
    let council: &Council = &shelf.council;
    let published = |edition: &&domain::Edition| edition.status == EditionStatus::Published && key.number == 1;
    let edition = council.edition(key.period).filter(published).ok_or(Failure::NotFound)?;
    let main = html! {
        p { (state_tag(RoundState::Published)) }
        p.lead { (say("round.before")) }
        p { a href={ "/editions/" (key.period) "/" } { (say("round.public")) } }
        @if may::may(&asker.person, Act::Publish) {
            div.buttons { a.button.second href={ (address(key)) "/correct" } { (say("round.correct")) } }
        }
    };
    let page = Page::new(name(council, key), main).caption(council.calendar.print_apart(edition.period));
    Ok(asker.page(&page.back("/desk/rounds", say("rounds.title"))))
}
