//! Approving: what waits, and one item side by side with last time.

use axum::extract::Path;
use axum::response::Response;
use cycle::Work;
use domain::calendar::print_date;
use domain::cycle::{Body, Item, Move, PersonState, RoundKey, Standing};
use maud::{Markup, html};

use super::item::address;
use super::item::{history, of, published, saved, title, words};
use super::parts::{by, grade_at};
use super::rounds;
use crate::asker::Asker;
use crate::failure::Failure;
use crate::form::{self, Choice, Errors};
use crate::frame::Page;
use crate::returned;
use crate::sent::Sent;
use crate::words::{fill, say};

/// Everything of a round that waits for this person.
pub async fn list(asker: Asker, Path(round): Path<String>) -> Result<Response, Failure> {
    let key = RoundKey::parse(&round).ok_or(Failure::NotFound)?;
    let work = asker.desk().work(key).await?;
    let waiting: Vec<&Item> = waiting(&work, &asker).collect();
    let main = html! {
        p.lead { (fill("approve.due", &[("date", &print_date(work.round.approve_by))])) }
        @if waiting.is_empty() { p { (say("approve.nothing")) } }
        @else {
            table.stack {
                caption { (fill("approve.waiting", &[("count", &waiting.len().to_string())])) }
                thead { tr { @for column in ["approve.item", "approve.says", "approve.by"] { th scope="col" { (say(column)) } } } }
                tbody { @for item in waiting { (row(&work, item)) } }
            }
        }
    };
    let page = Page::new(say("approve.title"), main).caption(rounds::title(&work)).back("/desk", say("desk.title"));
    Ok(asker.page(&page))
}

/// What waits, what it says, and whose it is.
fn row(work: &Work, item: &Item) -> Markup {
    html! {
        tr {
            th scope="row" { a href=(address::approve(work.round.key, item)) { (title(work, item)) } " " span.muted { (of(work, item)) } }
            td data-label=(say("approve.says")) { (in_brief(work, item)) }
            td data-label=(say("approve.by")) {
                @if let Some(entry) = work.entries.get(item) { (by(&history::name(work, &entry.by), entry.at)) }
            }
        }
    }
}

fn waiting<'w>(work: &'w Work, asker: &'w Asker) -> impl Iterator<Item = &'w Item> {
    let waits = |item: &&Item| work.standing(item) == Standing::Submitted && work.may_approve(&asker.person, item);
    work.entries.keys().filter(waits)
}

fn in_brief(work: &Work, item: &Item) -> String {
    let Some(entry) = work.entries.get(item) else { return String::new() };
    match (&entry.body, item) {
        (Body::Figure(figure), Item::Figure { measure, .. }) => match (figure.reading, work.council().measure(measure))
        {
            (domain::Reading::Figure(value), Some(measure)) => measure.write(value.value),
            (domain::Reading::Figure(value), None) => value.value.to_string(),
            (domain::Reading::Absent(absence), _) => absence.word().to_string(),
        },
        (Body::Progress(progress), _) => progress.grade.clone().unwrap_or_else(|| say("progress.none_yet").to_string()),
        (Body::Rating(grade), _) => grade.clone().unwrap_or_else(|| say("rating.not_rated").to_string()),
        (Body::Words(text), _) => text_start(text),
        (Body::Figure(_), _) => String::new(),
    }
}

fn text_start(text: &str) -> String {
    let start: String = text.chars().take(80).collect();
    if start.len() < text.len() { format!("{start}…") } else { start }
}

/// One item side by side with last time, and what may be done with it.
pub async fn page(asker: Asker, Path((round, item)): Path<(String, String)>) -> Result<Response, Failure> {
    show(&asker, &round, &item, &Errors::default(), "").await
}

async fn show(asker: &Asker, round: &str, item: &str, errors: &Errors, why: &str) -> Result<Response, Failure> {
    let (_, work, item) = super::item::open(asker, round, item).await?;
    if !work.may_approve(&asker.person, &item) {
        return Err(Failure::NotAllowed);
    }
    let entry = work.entries.get(&item).ok_or(Failure::NotFound)?;
    let key = work.round.key;
    let waits = work.standing(&item) == Standing::Submitted;
    let others =
        work.people.values().filter(|person| person.state == PersonState::Active && person.id != asker.person.id);
    let people: Vec<Choice> = std::iter::once(Choice::of("", say("approve.nobody")))
        .chain(others.map(|person| Choice::of(person.id.clone(), person.name.clone())))
        .collect();
    let main = html! {
        (history::standing(&work, &item))
        div.sides {
            section aria-labelledby="now" {
                h2 #now { (say("approve.now")) }
                (saved::as_read(&work, entry)?)
                p.muted { (by(&history::name(&work, &entry.by), entry.at)) }
                (rating(&work, &item, &entry.body))
            }
            (published::side(&work, &item, &entry.body))
            section aria-labelledby="then" { h2 #then { (say("approve.then")) } (last(&work, &item, &entry.body)) }
        }
        @if waits {
            (form::form(&address::approve(key, &item), asker.csrf(), html! {
                (form::area("why", say("approve.why"), 3).hint(say("approve.why_hint")).value(why).errors(errors))
                div.buttons {
                    button.button type="submit" name="do" value="approve" { (say("approve.approve")) }
                    (form::second_button(say("approve.return"), "do", "return"))
                }
                @if work.may_delegate(&asker.person, &item) {
                details.more {
                    summary { (say("approve.delegate")) }
                    (form::select("to", say("approve.delegate_to"), people).errors(errors))
                    (form::buttons(form::second_button(say("approve.delegate_button"), "do", "delegate")))
                }
                }
            }).seen(entry.version))
        }
    };
    let back = format!("/desk/rounds/{key}/approve");
    let caption = format!("{}: {}", rounds::title(&work), of(&work, &item));
    let page = Page::new(title(&work, &item), main).caption(caption).back(back, say("approve.title"));
    Ok(asker.page(&page.errors(errors)))
}

fn rating(work: &Work, item: &Item, body: &Body) -> Markup {
    let (Item::Figure { measure, period }, Body::Figure(figure)) = (item, body) else { return html! {} };
    let state = cycle::live::with_entry(work.council(), &work.edition, measure, *period, figure);
    html! {
        @if let Some(state) = state {
            p {
                @if let (Some(grade), Some(scheme)) = (state.computed_grade(), work.council().schemes.iter().find(|scheme| scheme.family == state.scheme)) { (grade_at(scheme, grade)) " " }
                (state.explanation)
            }
        }
    }
}

/// What stood there last time; what is different is marked.
fn last(work: &Work, item: &Item, body: &Body) -> Markup {
    let council = work.council();
    match (item, body) {
        (Item::Figure { measure: key, period }, Body::Figure(_)) => {
            let earlier = work.earlier(key, *period);
            let Some(measure) = council.measure(key) else { return html! {} };
            html! {
                @if earlier.is_empty() { p { (say("approve.no_earlier")) } }
                dl.facts {
                    @for (period, value) in earlier.iter().rev().take(5) {
                        dt { (council.calendar.print(*period)) }
                        dd { (measure.write(*value)) }
                    }
                }
            }
        }
        (Item::Progress { commitment }, Body::Progress(now)) => {
            let earlier = council
                .progress
                .iter()
                .rev()
                .filter(|one| one.plan == work.edition.plan && one.commitment == *commitment);
            let last = earlier
                .filter(|one| one.stated != work.edition.period)
                .max_by_key(|one| council.edition(one.stated).map(|edition| edition.position_at));
            let Some(last) = last else { return html! { p { (say("approve.no_earlier")) } } };
            let about = domain::About::Item(commitment.clone());
            let said = council.passages.iter().find(|one| one.edition == last.stated && one.about == about);
            html! {
                p.big { (differs(last.grade != now.grade)) (last.grade.as_deref().unwrap_or(say("progress.none_yet"))) }
                p { (differs(last.completes != now.completes)) (say("progress.completes")) ": " (last.completes.map_or_else(|| say("progress.not_stated").to_string(), print_date)) }
                @if let Some(said) = said { blockquote.words { (words::of_edition(council, said.edition, &said.text)) } }
            }
        }
        _ => html! { p { (say("approve.no_earlier")) } },
    }
}

fn differs(it_does: bool) -> Markup {
    html! { @if it_does { strong.changed { (say("approve.differs")) } " " } }
}

/// Approves, returns or delegates.
pub async fn decide(
    asker: Asker,
    Path((round, item)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Failure> {
    let key = RoundKey::parse(&round).ok_or(Failure::NotFound)?;
    let what = Item::parse(&item).ok_or(Failure::NotFound)?;
    let why = sent.given("why");
    let (to, said) = match (sent.text("do"), why, sent.given("to")) {
        ("approve", ..) => (Move::Approved, "approve.approved"),
        ("return", Some(why), _) => (Move::Returned(why.to_string()), "approve.returned"),
        ("return", None, _) => {
            let errors = Errors::one("why", say("approve.why_missing"));
            return show(&asker, &round, &item, &errors, "").await;
        }
        ("delegate", _, Some(to)) => (Move::Delegated(to.to_string()), "approve.delegated"),
        ("delegate", ..) => {
            let errors = Errors::one("to", say("approve.to_missing"));
            return show(&asker, &round, &item, &errors, sent.text("why")).await;
        }
        _ => return Err(Failure::Refused(say("failure.no_form").to_string())),
    };
    let desk = asker.desk();
    let work = desk.work(key).await?;
    let mail = match (&to, work.entries.get(&what)) {
        (Move::Returned(why), Some(entry)) if work.may_approve(&asker.person, &what) => {
            returned::mail(&asker, &work, entry, why).await?
        }
        _ => None,
    };
    desk.decide_and_tell(key, &what, sent.seen().unwrap_or(0), to, mail).await?;
    asker.app.post.notify_one();
    Ok(asker.go(&format!("/desk/rounds/{key}/approve"), &fill(said, &[("title", &title(&work, &what))])))
}
