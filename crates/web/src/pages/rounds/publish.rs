//! The check of readiness, which says exactly what will be printed, and the one act that publishes.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use cycle::{Missing, Readiness, Work};
use domain::Problem;
use domain::cycle::{Entry, Item, RoundState};
use maud::{Markup, html};

use super::items::of;
use super::{address, key, ratings, title};
use crate::asker::Asker;
use crate::failure::Failure;
use crate::form;
use crate::frame::Page;
use crate::pages::item::{address as item_address, title as item_title};
use crate::pages::parts::standing_tag;
use crate::sent::Sent;
use crate::words::{fill, say};

/// What the page shows.
struct Check {
    work: Work,
    ready: Readiness,
    /// How many entries and steps the round had; who publishes says which they saw.
    size: (u32, u32),
}

/// The check, and the button.
pub async fn page(asker: Asker, Path(round): Path<String>) -> Result<Response, Failure> {
    let check = Check::of(&asker, &round).await?;
    Ok(check.show(&asker, None, StatusCode::OK))
}

/// Publishes what the page showed; if anything came in since, the page is shown again and nothing is published.
pub async fn publish(asker: Asker, Path(round): Path<String>, sent: Sent) -> Result<Response, Failure> {
    let mut check = Check::of(&asker, &round).await?;
    if sent.given("size") != Some(check.size().as_str()) {
        return Ok(check.show(&asker, Some(say("publish.changed")), StatusCode::CONFLICT));
    }
    let key = check.work.round.key;
    let published = asker.desk().publish(key, Missing::PrintedAsAwaited, asker.app.press.as_ref()).await;
    match published {
        Ok(_) => {
            asker.released().await;
            Ok(asker.go(&address(key), &fill("publish.done", &[("title", &title(&check.work))])))
        }
        Err(cycle::Failure::Refused(problems)) => {
            check.ready.problems = problems;
            Ok(check.show(&asker, Some(say("publish.refused")), StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(cycle::Failure::Changed(_)) => {
            let check = Check::of(&asker, &round).await?;
            Ok(check.show(&asker, Some(say("publish.changed")), StatusCode::CONFLICT))
        }
        Err(cycle::Failure::Press(cause)) => {
            let reference = Failure::logged(&cause);
            let says = fill("publish.fault", &[("reference", &reference)]);
            Ok(check.show(&asker, Some(&says), StatusCode::SERVICE_UNAVAILABLE))
        }
        Err(other) => Err(other.into()),
    }
}

impl Check {
    async fn of(asker: &Asker, round: &str) -> Result<Check, Failure> {
        let (desk, key) = (asker.desk(), key(round)?);
        let size = desk.store.round_size(&desk.tenant, key).await?;
        let work = desk.work(key).await?;
        if work.round.state != RoundState::Open {
            return Err(Failure::NotNow(say("publish.closed").to_string()));
        }
        // Composing a large report takes longer than other requests should wait for a thread.
        let made = tokio::task::spawn_blocking(move || (cycle::ready(&work), work)).await;
        let (ready, work) = made.map_err(|cause| Failure::broken(&cause))?;
        Ok(Check { work, ready: ready?, size })
    }

    fn size(&self) -> String {
        format!("{}-{}", self.size.0, self.size.1)
    }

    fn show(&self, asker: &Asker, says: Option<&str>, status: StatusCode) -> Response {
        let key = self.work.round.key;
        let main = html! {
            @if let Some(says) = says { div.warning role="alert" { p { (says) } } }
            (self.summary())
            (problems(&self.work, &self.ready.problems))
            (self.items("publish.missing", "publish.missing_says", &self.ready.missing))
            (self.items("publish.not_approved", "publish.not_approved_says", &self.ready.not_approved))
            (self.answered())
            (self.overridden())
            (self.act(asker))
        };
        let back = fill("round.back", &[("title", &title(&self.work))]);
        let page = Page::new(say("publish.title"), main).caption(title(&self.work)).back(address(key), back);
        asker.page(&page.status(status))
    }

    /// What stands in the way and what is left out, in one list.
    fn summary(&self) -> Markup {
        let ready = &self.ready;
        let count = |key: &str, count: usize| fill(key, &[("count", &count.to_string())]);
        html! {
            @if ready.is_whole() { p.lead { (say("publish.whole")) } }
            @else {
                ul.lead {
                    @if !ready.problems.is_empty() { li { a href="#faults" { (count("publish.count_problems", ready.problems.len())) } } }
                    @if !ready.missing.is_empty() { li { a href="#missing" { (count("publish.count_missing", ready.missing.len())) } } }
                    @if !ready.not_approved.is_empty() { li { a href="#not_approved" { (count("publish.count_not_approved", ready.not_approved.len())) } } }
                }
                @if ready.problems.is_empty() { p { a href="#act" { (say("publish.to_act")) } } }
            }
        }
    }

    fn items(&self, heading: &'static str, says: &'static str, items: &[Item]) -> Markup {
        let work = &self.work;
        html! {
            @if !items.is_empty() {
                h2 id=(heading.trim_start_matches("publish.")) { (say(heading)) }
                p { (say(says)) }
                ul.items { @for item in items { li.task {
                    div { a href=(item_address::item(work.round.key, item)) { (item_title(work, item)) } " " span.muted { (of(work, item)) } }
                    (standing_tag(work.standing(item)))
                } } }
            }
        }
    }

    /// Values that were questioned, with what was answered: the last look before readers ask the same.
    fn answered(&self) -> Markup {
        let work = &self.work;
        html! {
            @if !self.ready.answered.is_empty() {
                h2 { (say("publish.answered")) }
                p { (say("publish.answered_says")) }
                ul.items { @for (item, why) in &self.ready.answered { li {
                    a href=(item_address::item(work.round.key, item)) { (item_title(work, item)) } " " span.muted { (of(work, item)) }
                    p.why { (why) }
                } } }
            }
        }
    }

    fn overridden(&self) -> Markup {
        let set = self.ready.overridden.iter().filter_map(|item| Some((item, self.work.entries.get(item)?)));
        let set: Vec<(&Item, &Entry)> = set.collect();
        html! {
            @if !set.is_empty() {
                h2 { (say("publish.overridden")) }
                p { (say("publish.overridden_says")) }
                (ratings::table(&self.work, &set))
            }
        }
    }

    fn act(&self, asker: &Asker) -> Markup {
        let base = address(self.work.round.key);
        let left = self.ready.missing.len() + self.ready.not_approved.len();
        let label = match left {
            0 => say("publish.button").to_string(),
            _ => fill("publish.button_without", &[("count", &left.to_string())]),
        };
        html! {
            h2 #act { (say("publish.act")) }
            @if !self.ready.problems.is_empty() { p { (say("publish.not_yet")) } }
            @else {
                p { (say(if self.work.round.key.number > 1 { "publish.act_corrects" } else { "publish.act_says" })) }
                (form::form(&format!("{base}/publish"), asker.csrf(), html! {
                    input type="hidden" name="size" value=(self.size());
                    (form::buttons(form::button(&label)))
                }))
            }
        }
    }
}

/// The item whose words a paper of the round holds, so that who mends them finds their form. `None`: it is another paper.
fn item_in(work: &Work, file: &str) -> Option<Item> {
    let of_round = format!("words/{}/", work.round.key.period);
    let place = file.strip_prefix(&of_round)?.strip_suffix(".md")?;
    let item = match place.split_once('/') {
        None => Item::Words { slot: place.to_string(), about: None },
        Some((_, about)) if work.plan().ok()?.commitment(about).is_some() => {
            Item::Progress { commitment: about.to_string() }
        }
        Some((slot, about)) => Item::Words { slot: slot.to_string(), about: Some(about.to_string()) },
    };
    work.entries.contains_key(&item).then_some(item)
}

/// Faults of papers and words, each with its place and what to do.
pub(super) fn problems(work: &Work, problems: &[Problem]) -> Markup {
    let columns = ["publish.place", "publish.wrong", "publish.mend"];
    html! {
        @if !problems.is_empty() {
            h2 #faults { (say("publish.problems")) }
            p { (say("publish.problems_says")) }
            table.stack {
                caption.unseen { (say("publish.problems")) }
                thead { tr { @for column in columns { th scope="col" { (say(column)) } } } }
                tbody { @for problem in problems { tr {
                    th scope="row" {
                        @if let Some(item) = item_in(work, &problem.file) {
                            a href=(item_address::item(work.round.key, &item)) { (item_title(work, &item)) } br;
                        }
                        (problem.file) @if problem.line > 0 { ", " (fill("publish.line", &[("line", &problem.line.to_string())])) }
                    }
                    td data-label=(say("publish.wrong")) { (problem.says) }
                    td data-label=(say("publish.mend")) { (problem.hint) }
                } } }
            }
        }
    }
}
