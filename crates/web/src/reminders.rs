//! Reminders: one mail a person, round and day with everything that they owe; by the button of a round, and by the
//! calendar of the server.

use std::time::Duration;

use cycle::{Chased, Letter, Reminder, Reminding, Work, reminds_on};
use domain::calendar::print_date;
use domain::cycle::{Item, Person, RoundKey};
use jiff::civil::Date;

use crate::app::App;
use crate::failure::Failure;
use crate::links;
use crate::moment;
use crate::pages::parts::standing_word;
use crate::session::council;
use crate::words::fill;

/// The most items that one mail lists; the page that it leads to lists all.
const LISTED: usize = 40;
/// Reminders by calendar go out from this hour on, so that they lie on top in the morning.
const FROM_HOUR: i8 = 7;
/// How often the server looks whether a new day has come.
const LOOKS_EVERY: Duration = Duration::from_secs(10 * 60);

/// Letters for reminders, each with a link of its own.
///
/// # Errors
/// The store cannot be written.
pub async fn letters(
    app: &App,
    tenant: &str,
    work: &Work,
    reminders: Vec<Reminder>,
    today: Date,
) -> Result<Vec<Letter>, Failure> {
    let council = council(app, tenant).await?;
    let mut letters = Vec::with_capacity(reminders.len());
    for reminder in reminders {
        let way = way_in(app, tenant, &reminder.person, work.round.key).await?;
        let (subject, body) = (subject(work, &reminder), body(work, &reminder, &council, &way, today));
        letters.push((reminder, subject, body));
    }
    Ok(letters)
}

/// How a person comes to what they owe: whoever only enters gets a link that works once; who may do more signs in.
async fn way_in(app: &App, tenant: &str, person: &Person, round: RoundKey) -> Result<String, Failure> {
    match links::to_enter(app, tenant, person, &format!("/desk?round={round}")).await? {
        Some((link, days)) => Ok(fill("remind.link", &[("link", &link), ("days", &days)])),
        None => Ok(fill("remind.sign_in", &[("link", &format!("{}/desk", app.settings.address_of(tenant)))])),
    }
}

fn subject(work: &Work, reminder: &Reminder) -> String {
    let count = reminder.items.len().to_string();
    let (title, due) = (&work.edition.title, print_date(work.round.enter_by));
    fill("remind.subject", &[("count", &count), ("title", title), ("date", &due)])
}

fn body(work: &Work, reminder: &Reminder, council: &str, way: &str, today: Date) -> String {
    let due = if today > work.round.enter_by { "remind.was_due" } else { "remind.due" };
    let due = fill(due, &[("date", &print_date(work.round.enter_by)), ("title", &work.edition.title)]);
    let mut list: Vec<String> = Vec::new();
    for (item, title, standing) in reminder.items.iter().take(LISTED) {
        list.push(format!("- {}: {}", named(work, item, title), standing_word(*standing)));
        if let Some(why) = reminder.returned.get(item) {
            list.push(format!("  {}", fill("remind.returned", &[("why", why)])));
        }
    }
    if let Some(more) = reminder.items.len().checked_sub(LISTED).filter(|more| *more > 0) {
        list.push(fill("remind.more", &[("count", &more.to_string())]));
    }
    let (name, list) = (&reminder.person.name, list.join("\n"));
    let parts = [("name", name.as_str()), ("council", council), ("due", &due), ("way", way), ("list", &list)];
    fill("remind.body", &parts).trim().to_string()
}

/// A figure with its period, anything else with its title.
fn named(work: &Work, item: &Item, title: &str) -> String {
    match item {
        Item::Figure { period, .. } => format!("{title}, {}", work.council().calendar.print_apart(*period)),
        Item::Progress { commitment } => format!("{commitment} {title}"),
        Item::Words { .. } | Item::Rating { .. } => title.to_string(),
    }
}

/// Reminds people of every open round of every council whose calendar says so today. Called again on the same day it
/// sends nothing, for nobody is reminded of a round twice in a day.
///
/// # Errors
/// The store cannot be read or written.
pub async fn by_calendar(app: &App) -> Result<Chased, Failure> {
    let now = app.now();
    let today = moment::date(now);
    let mut all = Chased::default();
    for host in &app.settings.hosts {
        let tenant = &host.tenant;
        for round in app.store.rounds(tenant).await?.into_iter().filter(|round| reminds_on(round, today)) {
            let work = cycle::work(&app.store, &app.library, tenant, round.key).await?;
            let letters = letters(app, tenant, &work, work.reminders(), today).await?;
            let reminding = Reminding { round: round.key, today, now, by: None };
            let chased = cycle::remind(&app.store, tenant, reminding, letters).await?;
            tracing::info!(tenant, round = %round.key, queued = chased.queued, "reminded by calendar");
            all.queued += chased.queued;
            all.already += chased.already;
        }
    }
    if all.queued > 0 {
        app.post.notify_one();
    }
    Ok(all)
}

/// Reminds people by calendar, once a day, for as long as the server runs. A day on which the database did not answer is
/// tried again at the next look.
pub async fn every_day(app: App) {
    let mut done: Option<Date> = None;
    let mut looks = tokio::time::interval(LOOKS_EVERY);
    loop {
        looks.tick().await;
        let now = app.now();
        let today = moment::date(now);
        if done == Some(today) || moment::hour(now) < FROM_HOUR {
            continue;
        }
        match by_calendar(&app).await {
            Ok(_) => done = Some(today),
            Err(failure) => tracing::error!(?failure, "reminders by calendar were not sent; they are tried again"),
        }
    }
}
