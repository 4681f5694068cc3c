//! The history: who did what, when, what stood there before and after, and why; and the proof that nobody altered it.

use std::collections::BTreeMap;

use axum::extract::Query;
use axum::response::Response;
use domain::Council;
use domain::cycle::{Item, Line, RoundKey};
use maud::{Markup, html};
use serde::Deserialize;
use store::Lines;

use crate::asker::Asker;
use crate::failure::Failure;
use crate::frame::Page;
use crate::moment::moment;
use crate::pages::item::address as item_address;
use crate::pages::rounds;
use crate::words::{fill, say};

const HERE: &str = "/desk/history";
/// Lines on a page.
const LINES: u32 = 50;
/// Texts that are longer, in letters, are folded away.
const LONG: usize = 160;

/// What was done, by its word in the history, with the key of its words.
const ACTS: [(&str, &str); 34] = [
    ("administrator-link-made", "act.administrator_link_made"),
    ("approved", "act.approved"),
    ("correction-opened", "act.correction_opened"),
    ("council-founded", "act.council_founded"),
    ("dates-changed", "act.dates_changed"),
    ("delegated", "act.delegated"),
    ("edition-added", "act.edition_added"),
    ("edition-imported", "act.edition_imported"),
    ("entered", "act.entered"),
    ("identity-known", "act.identity_known"),
    ("identity-let-go", "act.identity_let_go"),
    ("joined", "act.joined"),
    ("papers-imported", "act.papers_imported"),
    ("password-changed", "act.password_changed"),
    ("password-redigested", "act.password_redigested"),
    ("password-set", "act.password_set"),
    ("person-changed", "act.person_changed"),
    ("person-invited", "act.person_invited"),
    ("invited", "act.person_invited"),
    ("plan-changed", "act.plan_changed"),
    ("published", "act.published"),
    ("reminded", "act.reminded"),
    ("removed", "act.removed"),
    ("renamed", "act.renamed"),
    ("returned", "act.returned"),
    ("round-opened", "act.round_opened"),
    ("sessions-ended", "act.sessions_ended"),
    ("sign-in-failed", "act.sign_in_failed"),
    ("signed-in", "act.signed_in"),
    ("signed-out", "act.signed_out"),
    ("submitted", "act.submitted"),
    ("token-made", "act.token_made"),
    ("token-revoked", "act.token_revoked"),
    ("withdrawn", "act.withdrawn"),
];

/// Which lines are asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    subject: Option<String>,
    before: Option<u64>,
}

/// What names are looked up in.
struct Names<'n> {
    council: &'n Council,
    people: BTreeMap<String, String>,
}

/// Lines of history, the latest first.
pub async fn page(asker: Asker, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let desk = asker.desk();
    let subject = asked.subject.filter(|subject| !subject.is_empty());
    let which = Lines { subject: subject.clone(), before_number: asked.before, limit: LINES + 1 };
    let mut lines = desk.store.lines(&desk.tenant, which).await?;
    let more = lines.len() > LINES as usize;
    lines.truncate(LINES as usize);
    let shelf = desk.library.shelf(&desk.store, &desk.tenant).await?;
    let people = desk.store.people(&desk.tenant).await?;
    let people = people.into_iter().map(|person| (person.id, person.name)).collect();
    let names = Names { council: &shelf.council, people };
    let main = html! {
        @match &subject {
            Some(subject) => p.note { (fill("history.only", &[("subject", &names.subject(subject).0)])) " " a href=(HERE) { (say("history.everything")) } },
            None => p { (say("history.says")) " " a href={ (HERE) "/check" } { (say("history.check")) } },
        }
        @if lines.is_empty() { p { (say("history.nothing")) } }
        @else { (listed(&names, &lines)) }
        (pages(subject.as_deref(), asked.before, lines.last().filter(|_| more)))
    };
    Ok(asker.page(&Page::new(say("history.title"), main)))
}

/// One line after another: what, of what, by whom and when, what changed, why.
fn listed(names: &Names<'_>, lines: &[Line]) -> Markup {
    html! {
        ol.lines {
            @for line in lines {
                li {
                    p { (act(&line.act)) ": " (names.what(&line.subject)) }
                    @if line.before.is_some() || line.after.is_some() { div.change { (change(line)) } }
                    @if let Some(why) = &line.why { p.why { (say("history.why")) ": " (why) } }
                    p.muted {
                        (names.who(line.by.as_deref())) ", " (moment(line.at)) " "
                        a.muted href=(at(Some(&line.subject), None)) { (say("history.this")) span.unseen { ": " (names.subject(&line.subject).0) } }
                    }
                }
            }
        }
    }
}

/// What was done, in words; a word of a later version of the program stands as it is.
fn act(word: &str) -> Markup {
    let known = ACTS.iter().find(|(act, _)| *act == word).map(|(_, key)| say(key));
    html! { strong { @match known { Some(words) => (words), None => (word.replace('-', " ")) } } }
}

/// What stands in the history beside what was done, in words: how somebody came in is a word of the program.
pub(crate) fn detail<'t>(act: &str, after: &'t str) -> &'t str {
    match (act, after) {
        ("signed-in", "password") => say("act.with_password"),
        ("signed-in", "link" | "link-to-enter") => say("act.with_link"),
        ("signed-in", "single-sign-on") => say("act.with_sign_on"),
        _ => after,
    }
}

/// What stood there before, and what stands there now.
fn change(line: &Line) -> Markup {
    html! {
        @match (&line.before, &line.after) {
            (Some(before), Some(after)) => {
                span.was { span.unseen { (say("history.before")) " " } (text(before)) }
                " " span aria-hidden="true" { "→" } " "
                span.is { span.unseen { (say("history.after")) " " } (text(after)) }
            },
            (None, Some(after)) => (text(detail(&line.act, after))),
            (Some(before), None) => span.was { span.unseen { (say("history.taken_out")) " " } (text(before)) },
            (None, None) => "",
        }
    }
}

fn text(text: &str) -> Markup {
    let start: String = text.chars().take(LONG).collect();
    html! {
        @if start.len() == text.len() { (text) }
        @else { details.long { summary { (start) "…" } pre.yours { (text) } } }
    }
}

/// The ways to later and earlier lines.
fn pages(subject: Option<&str>, before: Option<u64>, last: Option<&Line>) -> Markup {
    html! {
        @if before.is_some() || last.is_some() {
            nav.pages aria-label=(say("history.pages")) {
                @if before.is_some() { a href=(at(subject, None)) { (say("history.latest")) } }
                @if let Some(line) = last { a href=(at(subject, Some(line.number))) { (say("history.earlier")) } }
            }
        }
    }
}

fn at(subject: Option<&str>, before: Option<u64>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(subject.map(|subject| ("subject", subject)));
    query.extend_pairs(before.map(|before| ("before", before.to_string())));
    match query.finish() {
        query if query.is_empty() => HERE.to_string(),
        query => format!("{HERE}?{query}"),
    }
}

impl Names<'_> {
    fn who(&self, id: Option<&str>) -> String {
        let Some(id) = id else { return say("history.program").to_string() };
        self.people.get(id).cloned().unwrap_or_else(|| id.to_string())
    }

    /// The subject with its way.
    fn what(&self, subject: &str) -> Markup {
        let (words, way) = self.subject(subject);
        html! { @match way { Some(way) => a href=(way) { (words) }, None => (words) } }
    }

    /// A subject in words, and the page that it has. `None`: it has none.
    fn subject(&self, text: &str) -> (String, Option<String>) {
        if let Some((round, item)) = text.split_once(' ')
            && let (Some(round), Some(item)) = (RoundKey::parse(round), Item::parse(item))
        {
            let words = format!("{} ({})", self.item(round, &item), rounds::name(self.council, round));
            return (words, Some(item_address::item(round, &item)));
        }
        if let Some(round) = RoundKey::parse(text) {
            return (rounds::name(self.council, round), Some(rounds::address(round)));
        }
        let id = text.strip_prefix("person/").unwrap_or(text);
        (self.people.get(id).cloned().unwrap_or_else(|| text.to_string()), None)
    }

    fn item(&self, round: RoundKey, item: &Item) -> String {
        let (now, council) = (round.period, self.council);
        match item {
            Item::Figure { measure, period } | Item::Rating { measure, period } => {
                let title = council.measure(measure).map_or(measure.as_str(), |found| found.title_in(now));
                let period = council.calendar.print_apart(*period);
                if matches!(item, Item::Rating { .. }) {
                    fill("history.rating", &[("title", title), ("period", &period)])
                } else {
                    format!("{title}, {period}")
                }
            }
            Item::Progress { commitment } => {
                let plan = council.edition(now).and_then(|edition| council.plan(&edition.plan));
                let found = plan.and_then(|plan| plan.commitment(commitment));
                found.map_or_else(|| commitment.clone(), |found| format!("{commitment} {}", found.title_in(now)))
            }
            Item::Words { slot, about } => match about {
                Some(about) => format!("{slot}: {about}"),
                None => slot.clone(),
            },
        }
    }
}

/// Walks the whole history, and compares every row with what the history says of it.
pub async fn check(asker: Asker) -> Result<Response, Failure> {
    let found = asker.app.store.verify(&asker.tenant).await?;
    let (lines, rows) = (found.lines.to_string(), found.rows.to_string());
    let main = html! {
        @if found.faults.is_empty() {
            p.said role="status" { (say("check.whole")) }
        } @else {
            div.problem role="alert" aria-labelledby="faults" {
                h2 #faults { (fill("check.faults", &[("count", &found.faults.len().to_string())])) }
                ul { @for fault in &found.faults { li { (fault.table) " " (fault.key) ": " (fault.says) } } }
                p { (say("check.what_to_do")) }
            }
        }
        p { (fill("check.walked", &[("lines", &lines), ("rows", &rows)])) }
        dl.facts { dt { (say("check.head")) } dd { code { (found.head) } } }
        p.hint { (say("check.head_says")) }
    };
    let page = Page::new(say("check.title"), main).caption(say("history.title")).back(HERE, say("history.title"));
    Ok(asker.page(&page))
}
