//! Running the cycle: all rounds, and what a performance officer does with one.

pub mod again;
pub mod dates;
pub mod items;
pub mod open;
pub mod preview;
pub mod progress;
pub mod publish;
pub mod ratings;
pub mod remind;

use axum::response::Response;
use cycle::{Act, Work, may};
use domain::calendar::print_date;
use domain::cycle::{Round, RoundKey, RoundState, Standing};
use domain::{Council, Date, EditionStatus};
use maud::{Markup, html};

use crate::asker::Asker;
use crate::failure::Failure;
use crate::form::Errors;
use crate::frame::Page;
use crate::moment;
use crate::sent::Sent;
use crate::words::{fill, say};

/// Address of a round's page.
pub(super) fn address(round: RoundKey) -> String {
    format!("/desk/rounds/{round}")
}

/// The key in an address.
pub(super) fn key(text: &str) -> Result<RoundKey, Failure> {
    RoundKey::parse(text).ok_or(Failure::NotFound)
}

/// All rounds, the open ones first; then editions that were published before there were rounds.
pub async fn list(asker: Asker) -> Result<Response, Failure> {
    let desk = asker.desk();
    let rounds = desk.rounds().await?;
    let shelf = desk.library.shelf(&desk.store, &desk.tenant).await?;
    let (open, closed): (Vec<Round>, Vec<Round>) =
        rounds.into_iter().partition(|round| round.state == RoundState::Open);
    let mut works = Vec::new();
    for round in &open {
        works.push(desk.work(round.key).await?);
    }
    let main = html! {
        @if works.is_empty() { p.lead { (say("rounds.none_open")) } }
        @for work in &works { (at_work(work)) }
        @if may::may(&asker.person, Act::OpenRound) {
            p { a.button href="/desk/rounds/new" { (say("rounds.open")) } }
        }
        (earlier(&shelf.council, &open, &closed))
    };
    Ok(asker.page(&Page::new(say("rounds.title"), main)))
}

/// An open round in brief.
fn at_work(work: &Work) -> Markup {
    let key = work.round.key;
    let approved = work.owed.iter().filter(|owed| work.standing(&owed.item) == Standing::Approved).count();
    let (approved, all) = (approved.to_string(), work.owed.len().to_string());
    html! {
        section.round aria-labelledby={ "round-" (key) } {
            h2 id={ "round-" (key) } { a href=(address(key)) { (title(work)) } " " (state_tag(work.round.state)) }
            p { (due(&work.round)) }
            @if key.number > 1 { p { (fill("rounds.corrects", &[("why", work.round.reason.as_deref().unwrap_or_default())])) } }
            @else { p { (fill("rounds.approved", &[("approved", &approved), ("all", &all)])) } }
        }
    }
}

/// Rounds that are closed, and editions that never had one.
fn earlier(council: &Council, open: &[Round], closed: &[Round]) -> Markup {
    let had = |edition: &&domain::Edition| open.iter().chain(closed).any(|round| round.key.period == edition.period);
    let before = council.editions.iter().rev().filter(|edition| edition.status != EditionStatus::Draft);
    let before: Vec<&domain::Edition> = before.filter(|edition| !had(edition)).collect();
    let of_round = |round: &Round| Earlier {
        key: round.key,
        name: name(council, round.key),
        state: round.state,
        published: published_on(council, round),
        why: round.reason.clone().unwrap_or_default(),
    };
    let of_edition = |edition: &&domain::Edition| Earlier {
        key: RoundKey::first(edition.period),
        name: edition.title.clone(),
        state: state_of(edition.status),
        published: edition.published_on.map(print_date).unwrap_or_default(),
        why: edition.reason.clone().unwrap_or_default(),
    };
    let all: Vec<Earlier> = closed.iter().map(of_round).chain(before.iter().map(of_edition)).collect();
    listed(&all)
}

/// A closed round, or an edition that never had one, as the list shows it.
struct Earlier {
    key: RoundKey,
    name: String,
    state: RoundState,
    /// Empty: nobody knows.
    published: String,
    /// Empty: none was needed.
    why: String,
}

/// The list; columns in which nothing stands are left out.
fn listed(all: &[Earlier]) -> Markup {
    let (dated, reasoned) =
        (all.iter().any(|one| !one.published.is_empty()), all.iter().any(|one| !one.why.is_empty()));
    html! {
        @if !all.is_empty() {
            h2 #earlier { (say("rounds.earlier")) }
            table.stack.narrow[!reasoned] aria-labelledby="earlier" {
                thead { tr {
                    th scope="col" { (say("rounds.edition")) }
                    th scope="col" { (say("rounds.state")) }
                    @if dated { th scope="col" { (say("rounds.published")) } }
                    @if reasoned { th scope="col" { (say("rounds.why")) } }
                } }
                tbody { @for one in all { tr {
                    th scope="row" { a href=(address(one.key)) { (one.name) } }
                    td data-label=(say("rounds.state")) { (state_tag(one.state)) }
                    @if dated { td data-label=(say("rounds.published")) { (one.published) } }
                    @if reasoned { td data-label=(say("rounds.why")) { (one.why) } }
                } } }
            }
        }
    }
}

/// The day of publication; empty where nobody knows it, as of editions that came with the council's folder.
pub(super) fn published_on(council: &Council, round: &Round) -> String {
    match round.published_at {
        Some(at) if at != round.opened_at => moment::day(at),
        _ => council
            .edition(round.key.period)
            .and_then(|edition| edition.published_on)
            .map(print_date)
            .unwrap_or_default(),
    }
}

/// The title of a round: its edition's, and which correction it is.
pub(super) fn title(work: &Work) -> String {
    name(work.council(), work.round.key)
}

/// The title of an edition by its key, and which correction it is.
pub(super) fn name(council: &Council, key: RoundKey) -> String {
    let title = council.edition(key.period).map_or_else(|| key.period.to_string(), |edition| edition.title.clone());
    match key.number {
        0 | 1 => title,
        number => fill("rounds.correction", &[("title", &title), ("number", &(number - 1).to_string())]),
    }
}

/// When figures and approvals are due.
pub(super) fn due(round: &Round) -> String {
    let (enter, approve) = (print_date(round.enter_by), print_date(round.approve_by));
    fill("rounds.due", &[("date", &enter), ("approve", &approve)])
}

/// How far off the day is on which figures are due.
pub(super) fn days(asker: &Asker, round: &Round) -> String {
    let late = (moment::date(asker.app.now()) - round.enter_by).get_days();
    let days = late.abs().to_string();
    let key = match late {
        2.. => "rounds.late",
        1 => "rounds.yesterday",
        0 => "rounds.today",
        -1 => "rounds.tomorrow",
        _ => "rounds.left",
    };
    fill(key, &[("days", &days)])
}

/// Where a round stands, as a word with its mark.
pub(super) fn state_tag(state: RoundState) -> Markup {
    let (class, sign, key) = match state {
        RoundState::Open => ("open", "●", "rounds.is_open"),
        RoundState::Published => ("published", "✔", "rounds.is_published"),
        RoundState::Superseded => ("superseded", "○", "rounds.is_superseded"),
        RoundState::Withdrawn => ("withdrawn", "■", "rounds.is_withdrawn"),
    };
    html! { span class={ "standing " (class) } { span aria-hidden="true" { (sign) } " " (say(key)) } }
}

/// How an edition that never had a round stands, in the words of rounds.
fn state_of(status: EditionStatus) -> RoundState {
    match status {
        EditionStatus::Draft => RoundState::Open,
        EditionStatus::Published => RoundState::Published,
        EditionStatus::Superseded => RoundState::Superseded,
        EditionStatus::Withdrawn => RoundState::Withdrawn,
    }
}

/// The date of a field; what is wrong with it goes to the errors, and the field keeps what was typed.
pub(super) fn date_in(sent: &Sent, field: &str, errors: &mut Errors) -> Option<Date> {
    let typed = sent.text(field).trim();
    let read = typed.parse::<Date>().ok();
    if read.is_none() {
        let says = if typed.is_empty() { "open.no_date" } else { "open.not_a_date" };
        errors.add(field, fill(says, &[("typed", typed)]));
    }
    read
}

/// What a workflow says cannot be done now, at a field; everything else is a failure of the request.
pub(super) fn not_now(failure: cycle::Failure, field: &str, errors: &mut Errors) -> Result<(), Failure> {
    match failure {
        cycle::Failure::NotNow { says, hint } => errors.add(field, format!("{says}. {hint}")),
        cycle::Failure::Refused(problems) => {
            problems.iter().for_each(|one| errors.add(field, format!("{}: {}. {}", one.file, one.says, one.hint)));
        }
        other => return Err(other.into()),
    }
    Ok(())
}
