//! The mail to whoever entered something that came back: what, why, and the way to it.

use cycle::Work;
use domain::cycle::{Entry, Person, PersonState};
use store::NewMail;

use crate::asker::Asker;
use crate::failure::Failure;
use crate::links;
use crate::pages::item::{address, of, title};
use crate::words::fill;

/// The mail to the author of an entry that the asker returns. `None`: they entered it themselves, or have left.
///
/// # Errors
/// The link cannot be made.
pub async fn mail(asker: &Asker, work: &Work, entry: &Entry, why: &str) -> Result<Option<NewMail>, Failure> {
    let author = work.people.get(&entry.by).filter(|person| person.state == PersonState::Active);
    let Some(author) = author.filter(|person| person.id != asker.person.id) else { return Ok(None) };
    let (key, now, title) = (work.round.key, asker.app.now(), title(work, &entry.item));
    let path = address::item(key, &entry.item);
    let way = way(asker, author, &path).await?;
    let of = of(work, &entry.item);
    let body = [
        ("name", author.name.as_str()),
        ("by", &asker.person.name),
        ("title", &title),
        ("of", &of),
        ("round", &work.edition.title),
        ("why", why),
        ("way", &way),
    ];
    Ok(Some(NewMail {
        id: store::new_id(now),
        name: Some(format!("returned {key} {} {}", entry.item, entry.version)),
        recipient: author.email.clone(),
        subject: fill("returned.subject", &[("title", &title)]),
        body: fill("returned.body", &body).trim().to_string(),
        queued_at: now,
        due_at: now,
    }))
}

/// Whoever only enters gets a link that works once; who may do more signs in.
async fn way(asker: &Asker, author: &Person, path: &str) -> Result<String, Failure> {
    match links::to_enter(&asker.app, &asker.tenant, author, path).await? {
        Some((link, days)) => Ok(fill("returned.link", &[("link", &link), ("days", &days)])),
        None => {
            let link = format!("{}{path}", asker.app.settings.address_of(&asker.tenant));
            Ok(fill("returned.sign_in", &[("link", &link)]))
        }
    }
}
