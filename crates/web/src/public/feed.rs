//! The feed of editions and of what became of them: Atom, RFC 4287.

use std::collections::BTreeSet;

use jiff::Timestamp;
use maud::{PreEscaped, html};
use store::Released;

use super::document::Beside;
use super::file::Raw;
use crate::api::published::EditionSaid;
use crate::words::{fill, say};

struct Entry {
    id: String,
    title: String,
    updated: Timestamp,
    page: String,
    says: String,
}

/// The feed: every release, and the editions that were there before the first, the latest first.
pub fn feed(all: &Beside<'_>, editions: &[EditionSaid]) -> Raw {
    let mut entries: Vec<Entry> = released(all, editions);
    entries.extend(before(all, editions));
    entries.sort_by(|a, b| (b.updated, &b.id).cmp(&(a.updated, &a.id)));
    let updated = entries.first().map_or(all.listing.released.at, |entry| entry.updated);
    let own = format!("{}/feed.atom", all.address);
    let markup = html! {
        (PreEscaped("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"))
        feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB" {
            id { (own) }
            title { (fill("public.feed", &[("council", all.council)])) }
            updated { (updated) }
            author { name { (all.council) } }
            (PreEscaped(format!("<link rel=\"self\" type=\"application/atom+xml\" href=\"{own}\"/>")))
            (PreEscaped(format!("<link rel=\"alternate\" type=\"text/html\" href=\"{}/\"/>", all.address)))
            @for entry in &entries {
                entry {
                    id { (entry.id) }
                    title { (entry.title) }
                    updated { (entry.updated) }
                    (PreEscaped(format!("<link rel=\"alternate\" type=\"text/html\" href=\"{}{}\"/>", all.address, entry.page)))
                    summary { (entry.says) }
                }
            }
        }
    };
    let bytes = markup.into_string().into_bytes();
    Raw { path: "feed.atom".to_string(), media: "application/atom+xml".to_string(), bytes }
}

/// One entry a release: an edition published, corrected or withdrawn.
fn released(all: &Beside<'_>, editions: &[EditionSaid]) -> Vec<Entry> {
    let mut seen = BTreeSet::new();
    let oldest_first = all.releases.iter().rev();
    oldest_first.filter_map(|release| entry(all, editions, release, !seen.insert(release.round))).collect()
}

fn entry(all: &Beside<'_>, editions: &[EditionSaid], release: &Released, again: bool) -> Option<Entry> {
    let key = release.round;
    let folder = format!("{}.edition-{}", key.period, key.number);
    let now = key.period.to_string();
    let found = editions.iter().find(|one| one.edition == folder);
    let said = found.or_else(|| editions.iter().find(|one| one.edition == now))?;
    let round = all.rounds.iter().find(|round| round.key == key);
    let reason = round.and_then(|round| round.reason.clone()).unwrap_or_default();
    let what = match (again, key.number) {
        (true, _) => "public.feed_withdrawn",
        (false, 0 | 1) => "public.feed_published",
        (false, _) => "public.feed_corrected",
    };
    let says = if again || key.number > 1 { reason } else { say("public.feed_new").to_string() };
    Some(Entry {
        id: format!("{}/editions/{now}/#release-{}", all.address, release.serial),
        title: fill(what, &[("title", &said.title)]),
        updated: release.at,
        page: said.page.clone(),
        says: if says.is_empty() { said.title.clone() } else { says },
    })
}

/// Editions that the council came with.
fn before(all: &Beside<'_>, editions: &[EditionSaid]) -> Vec<Entry> {
    let made = |one: &&EditionSaid| all.releases.iter().any(|release| release.round.period.to_string() == one.edition);
    let own = editions.iter().filter(|one| !made(one) && !one.edition.contains(".edition-"));
    let dated = own.filter_map(|one| {
        let day = one.published_on.as_ref().or(one.position_at.as_ref())?;
        Some(Entry {
            id: format!("{}{}", all.address, one.page),
            title: fill("public.feed_published", &[("title", &one.title)]),
            updated: format!("{day}T00:00:00Z").parse().ok()?,
            page: one.page.clone(),
            says: one.title.clone(),
        })
    });
    dated.collect()
}
