//! One item of a round: a figure, progress, words. One short form each, saved as a new version.

pub mod address;
mod figure;
mod form_page;
pub(crate) mod history;
mod live;
mod progress;
pub(crate) mod published;
pub(super) mod saved;
pub(crate) mod words;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use cycle::{Act, Desk, Entering, Failure as Undone, Work, may};
use domain::cycle::{Body, Entry, Item, RoundKey};
use store::Draft;

use crate::asker::Asker;
use crate::failure::Failure;
use crate::form::{self, Errors};
use crate::moment::moment;
use crate::sent::Sent;
use crate::words::{fill, say};
use form_page::FormPage;

/// What a form of an item holds, before it is read.
pub(super) type Fields = Vec<(String, String)>;

/// An item with everything that its page shows.
pub(super) struct Shown<'w> {
    /// The round at work.
    pub work: &'w Work,
    /// The item.
    pub item: &'w Item,
    /// Its title.
    pub title: String,
    /// Its latest entry.
    pub latest: Option<&'w Entry>,
}

/// The form of an item.
pub async fn page(asker: Asker, Path((round, item)): Path<(String, String)>) -> Result<Response, Failure> {
    let (desk, work, item) = open(&asker, &round, &item).await?;
    let draft = asker.app.store.draft(&asker.tenant, &asker.person.id, work.round.key, &item).await?;
    let shown = Shown::of(&work, &item);
    let newer = draft.filter(|draft| shown.latest.is_none_or(|entry| entry.at < draft.at));
    let fields = match (&newer, shown.latest) {
        (Some(draft), _) => parse(&draft.body),
        (None, Some(entry)) => saved::fields(&entry.body, entry.why.as_deref()),
        (None, None) => published::to_begin_with(&shown),
    };
    let typed = newer.map(|draft| fill("item.draft", &[("when", &moment(draft.at))]));
    let seen = shown.latest.map_or(0, |entry| entry.version);
    let form = FormPage {
        asker: &asker,
        desk: &desk,
        shown: &shown,
        fields,
        seen,
        errors: Errors::default(),
        typed,
        look: None,
    };
    form.show().await
}

/// Saves a version, or shows what it would say (`do` is `look`), or saves and submits it (`submit`).
pub async fn save(asker: Asker, Path((round, item)): Path<(String, String)>, sent: Sent) -> Result<Response, Failure> {
    let (desk, work, item) = open(&asker, &round, &item).await?;
    let shown = Shown::of(&work, &item);
    let fields: Fields = sent.kept().map(|(name, value)| (name.to_string(), value.to_string())).collect();
    let seen = sent.seen().unwrap_or(0);
    let read = read_body(&shown, &fields);
    let mut form = FormPage {
        asker: &asker,
        desk: &desk,
        shown: &shown,
        fields,
        seen,
        errors: Errors::default(),
        typed: None,
        look: None,
    };
    let body = match read {
        Ok(body) => body,
        Err(errors) => {
            form.errors = errors;
            return form.show().await;
        }
    };
    if sent.text("do") == "look" {
        form.look = Some(live::look(&form, &body).await?);
        return form.show().await;
    }
    let why = sent.given("why").map(str::to_string);
    let same = shown.latest.is_some_and(|entry| entry.version == seen && entry.body == body && entry.why == why);
    let version = if same {
        seen
    } else {
        let entering = Entering { item: item.clone(), seen, body, why, via: asker.via() };
        match desk.enter_into(&work, entering).await {
            Ok(entry) => entry.version,
            Err(Undone::Asked(asked)) => {
                for question in asked {
                    form.errors.add("why", question);
                }
                return form.show().await;
            }
            Err(Undone::Changed(Some(there))) => return form.changed(&there).await,
            Err(other) => return Err(other.into()),
        }
    };
    asker.app.store.drop_draft(&asker.tenant, &asker.person.id, work.round.key, &item).await?;
    if sent.text("do") == "submit" {
        desk.submit(work.round.key, &item, version).await?;
        return Ok(asker.go("/desk", &fill("item.submitted", &[("title", &shown.title)])));
    }
    Ok(asker.go("/desk", &fill("item.saved", &[("title", &shown.title)])))
}

/// Keeps what is being typed, so that a closed window loses nothing. It is nobody's entry.
pub async fn keep(asker: Asker, Path((round, item)): Path<(String, String)>, sent: Sent) -> Result<Response, Failure> {
    let (_, work, item) = open(&asker, &round, &item).await?;
    let draft = Draft {
        person: asker.person.id.clone(),
        round: work.round.key,
        item,
        seen: sent.seen().unwrap_or(0),
        body: kept(&sent),
        at: asker.app.now(),
    };
    asker.app.store.save_draft(&asker.tenant, &draft).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// What an entry would say, as a piece of the page: the script asks while somebody types.
pub async fn look(asker: Asker, Path((round, item)): Path<(String, String)>, sent: Sent) -> Result<Response, Failure> {
    let (desk, work, item) = open(&asker, &round, &item).await?;
    let shown = Shown::of(&work, &item);
    let fields: Fields = sent.kept().map(|(name, value)| (name.to_string(), value.to_string())).collect();
    let read = read_body(&shown, &fields);
    let seen = sent.seen().unwrap_or(0);
    let form = FormPage {
        asker: &asker,
        desk: &desk,
        shown: &shown,
        fields,
        seen,
        errors: Errors::default(),
        typed: None,
        look: None,
    };
    let says = match read {
        Ok(body) => live::look(&form, &body).await?,
        Err(errors) => live::wrong(&errors),
    };
    Ok(Html(says.into_string()).into_response())
}

/// The round and item of an address, for somebody who may see them.
pub(super) async fn open(asker: &Asker, round: &str, item: &str) -> Result<(Desk, Work, Item), Failure> {
    let key = RoundKey::parse(round).ok_or(Failure::NotFound)?;
    let item = Item::parse(item).ok_or(Failure::NotFound)?;
    let desk = asker.desk();
    let work = desk.work(key).await?;
    let person = &asker.person;
    let sees = asker.may_enter(&work, &item)
        || asker.reach.is_whole() && (work.may_approve(person, &item) || may::may(person, Act::SeeRound));
    if sees { Ok((desk, work, item)) } else { Err(Failure::NotAllowed) }
}

/// The fields of a form as one text.
fn kept(sent: &Sent) -> String {
    let mut body = form_urlencoded::Serializer::new(String::new());
    for (name, value) in sent.kept().filter(|(name, _)| *name != form::SEEN) {
        body.append_pair(name, value);
    }
    body.finish()
}

fn parse(body: &str) -> Fields {
    form_urlencoded::parse(body.as_bytes()).map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}

/// What a field of a form holds.
pub(super) fn text<'f>(fields: &'f Fields, name: &str) -> &'f str {
    fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
}

fn read_body(shown: &Shown<'_>, fields: &Fields) -> Result<Body, Errors> {
    match shown.item {
        Item::Figure { measure, .. } => figure::read(shown, measure, fields),
        Item::Progress { commitment } => progress::read(shown, commitment, fields),
        Item::Words { .. } => words::read(fields),
        Item::Rating { measure, .. } => progress::read_rating(shown, measure, fields),
    }
}

impl<'w> Shown<'w> {
    pub(crate) fn of(work: &'w Work, item: &'w Item) -> Shown<'w> {
        Shown { work, item, title: title(work, item), latest: work.entries.get(item) }
    }
}

/// The title of an item.
pub(crate) fn title(work: &Work, item: &Item) -> String {
    if let Some(owed) = work.owed.iter().find(|owed| owed.item == *item) {
        return owed.title.clone();
    }
    let now = work.edition.period;
    match item {
        Item::Figure { measure, .. } | Item::Rating { measure, .. } => {
            work.council().measure(measure).map_or_else(|| measure.clone(), |found| found.title_in(now).to_string())
        }
        Item::Progress { commitment } => {
            let found = work.plan().ok().and_then(|plan| plan.commitment(commitment));
            found.map_or_else(|| commitment.clone(), |found| found.title_in(now).to_string())
        }
        Item::Words { slot, about } => {
            let titled = |plan| cycle::owed::title_of_words(slot, about.as_deref(), plan);
            work.plan().map_or_else(|_| slot.clone(), titled)
        }
    }
}

/// What stands beside the title of an item: its period, or its reference.
pub(crate) fn of(work: &Work, item: &Item) -> String {
    match item {
        Item::Figure { period, .. } | Item::Rating { period, .. } => work.council().calendar.print(*period),
        Item::Progress { commitment } => commitment.clone(),
        Item::Words { .. } => say("desk.words").to_string(),
    }
}
