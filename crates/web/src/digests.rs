//! A mail a day to whoever approves, with everything that waits for them; nothing on days on which nothing waits.

use cycle::Work;
use domain::calendar::print_date;
use domain::cycle::{Item, Person, PersonState, RoundState, Standing};
use store::{NewMail, Queued};

use crate::app::App;
use crate::failure::Failure;
use crate::moment::date;
use crate::pages::item::{history, of, title};
use crate::session::council;
use crate::words::fill;

/// The most items that one mail lists; the page that it leads to lists all.
const LISTED: usize = 40;

/// Puts today's digests of every open round of every council into the outbox; how many are new. Called again on the same
/// day it adds none.
///
/// # Errors
/// The store cannot be read or written.
pub async fn queue(app: &App) -> Result<usize, Failure> {
    let mut queued = 0;
    for host in &app.settings.hosts {
        let tenant = &host.tenant;
        let council = council(app, tenant).await?;
        for round in app.store.rounds(tenant).await?.into_iter().filter(|round| round.state == RoundState::Open) {
            let work = cycle::work(&app.store, &app.library, tenant, round.key).await?;
            for person in work.people.values().filter(|person| person.state == PersonState::Active) {
                let waiting = waiting(&work, person);
                if waiting.is_empty() {
                    continue;
                }
                let mail = mail(app, tenant, &work, person, &waiting, &council);
                if app.store.queue_mail(tenant, &mail).await? == Queued::New {
                    queued += 1;
                }
            }
        }
    }
    if queued > 0 {
        app.post.notify_one();
    }
    Ok(queued)
}

/// What waits for a person's approval: nobody approves what they entered themselves.
fn waiting<'w>(work: &'w Work, person: &Person) -> Vec<&'w Item> {
    let waits = |item: &&Item| work.standing(item) == Standing::Submitted && work.may_approve(person, item);
    let others = |item: &&Item| work.entries.get(*item).is_some_and(|entry| entry.by != person.id);
    work.entries.keys().filter(waits).filter(others).collect()
}

fn mail(app: &App, tenant: &str, work: &Work, person: &Person, waiting: &[&Item], council: &str) -> NewMail {
    let (key, now) = (work.round.key, app.now());
    let count = waiting.len().to_string();
    let line = |item: &&Item| {
        let by = work.entries.get(*item).map(|entry| history::name(work, &entry.by)).unwrap_or_default();
        format!("- {}, {}: {by}", title(work, item), of(work, item))
    };
    let mut list: Vec<String> = waiting.iter().take(LISTED).map(line).collect();
    if let Some(more) = waiting.len().checked_sub(LISTED).filter(|more| *more > 0) {
        list.push(fill("digest.more", &[("count", &more.to_string())]));
    }
    let link = format!("{}/desk/rounds/{key}/approve", app.settings.address_of(tenant));
    let (due, list) = (print_date(work.round.approve_by), list.join("\n"));
    let parts = [("name", person.name.as_str()), ("council", council), ("title", &work.edition.title)];
    let more = [("due", due.as_str()), ("list", &list), ("link", &link)];
    NewMail {
        id: store::new_id(now),
        name: Some(format!("approve {key} {} {}", person.id, date(now))),
        recipient: person.email.clone(),
        subject: fill("digest.subject", &[("count", &count), ("title", &work.edition.title)]),
        body: fill("digest.body", &[parts.as_slice(), &more].concat()).trim().to_string(),
        queued_at: now,
        due_at: now,
    }
}
