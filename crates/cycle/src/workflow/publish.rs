//! Publishing: one act freezes the edition and everything that is made of it.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;

use domain::Period;
use domain::cycle::{
    Body, Entry, FigureEntry, Item, Move, ProgressEntry, Round, RoundKey, RoundState, Standing, Step, Via,
};
use domain::{Absence, Reading};
use folder::Files;
use jiff::Timestamp;
use store::{BundleFile, Deed, Release};

use super::enter::{is_open, said};
use super::ready::composing;
use super::round::{changes, given};
use super::{Desk, Failure, Outcome, Work, unless_changed};
use crate::fold::Folded;
use crate::may::Act;

/// What a press gives, in time.
pub type Pressing<'a> = Pin<Box<dyn Future<Output = Result<Files, String>> + Send + 'a>>;

/// Makes reports of papers: the program lends one that knows every form, tests a plain one.
pub trait Press: Send + Sync {
    /// One edition's report in these forms (`html`, `pdf`, `word`, `excel`, `ods`, `json`, `csv`, `data`), by the names of
    /// the files: `report.html`, `report.pdf` … Of a draft every form says that it is one.
    fn report<'a>(&'a self, files: &'a Files, period: Period, forms: &'a [&'a str]) -> Pressing<'a>;

    /// The public site of all editions that are not drafts, by path.
    fn site<'a>(&'a self, files: &'a Files) -> Pressing<'a>;
}

/// What becomes of what is owed and was not entered, or entered and not approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// Nothing is published while anything is missing.
    Refused,
    /// Figures are printed as awaited, progress as awaiting update; what is not approved stays unpublished.
    PrintedAsAwaited,
}

impl Desk {
    /// Publishes a round's edition: approved entries become papers, and papers, round and public site change together.
    ///
    /// # Errors
    /// [`Failure::NotAllowed`]; [`Failure::NotNow`] if something is missing and that was not accepted;
    /// [`Failure::Refused`] with every fault of the words; [`Failure::Changed`] if anything was entered in the meantime.
    pub async fn publish(&self, key: RoundKey, missing: Missing, press: &dyn Press) -> Outcome<Round> {
        self.must(Act::Publish)?;
        // Counted before anything is read, so that whatever comes in from now on is noticed when it is released.
        let size = self.store.round_size(&self.tenant, key).await?;
        let work = self.work(key).await?;
        is_open(&work.round)?;
        let ready = super::ready(&work)?;
        if missing == Missing::Refused && !(ready.missing.is_empty() && ready.not_approved.is_empty()) {
            let left = ready.missing.len() + ready.not_approved.len();
            let hint = "Chase them, or say that they are to be printed as awaited.";
            return Err(Failure::not_now(format!("{left} items are missing or not approved"), hint));
        }
        let awaited = awaited(&work, &ready.missing, &self.person.id, self.now);
        let work = with_approved(work, &awaited);
        let round = Round { state: RoundState::Published, published_at: Some(self.now), ..work.round.clone() };
        let supersedes = self.superseded(key).await?;
        let files = printed(&work, &round)?;
        let mut site = press.site(&files).await.map_err(Failure::Press)?;
        self.carry_over(&mut site, supersedes.as_ref()).await?;
        let release = Release {
            supersedes,
            seen_papers: work.shelf.revision,
            seen_size: size,
            deeds: self.to_say_awaited(&awaited),
            papers: changes(&work.shelf, &files),
            files: bundle(site),
            round: round.clone(),
        };
        let mut doing = self.doing("published", key);
        doing.why.clone_from(&round.reason);
        let released = self.store.release(&self.tenant, &release, &doing).await;
        released.map_err(|error| unless_changed(error, None))?;
        Ok(round)
    }

    /// Takes a published edition back; a notice with the reason remains.
    ///
    /// # Errors
    /// As [`Desk::publish`].
    pub async fn withdraw(&self, key: RoundKey, reason: &str, press: &dyn Press) -> Outcome<Round> {
        self.must(Act::Publish)?;
        let reason = given(reason)?;
        let work = self.work(key).await?;
        if work.round.state != RoundState::Published {
            return Err(Failure::not_now("This edition is not published", "Only a published one can be withdrawn."));
        }
        let round = Round { state: RoundState::Withdrawn, reason: Some(reason.clone()), ..work.round.clone() };
        let files = work.folded(&round, &[])?;
        let mut site = press.site(&files).await.map_err(Failure::Press)?;
        self.carry_over(&mut site, None).await?;
        let release = Release {
            supersedes: None,
            seen_papers: work.shelf.revision,
            seen_size: self.store.round_size(&self.tenant, key).await?,
            deeds: Vec::new(),
            papers: changes(&work.shelf, &files),
            files: bundle(site),
            round: round.clone(),
        };
        let mut doing = self.doing("withdrawn", key);
        doing.why = Some(reason);
        let released = self.store.release(&self.tenant, &release, &doing).await;
        released.map_err(|error| unless_changed(error, None))?;
        Ok(round)
    }

    /// What says in the officer's name that what nobody entered is awaited.
    fn to_say_awaited(&self, awaited: &[Entry]) -> Vec<Deed> {
        let mut deeds = Vec::new();
        for entry in awaited {
            let subject = format!("{} {}", entry.round, entry.item);
            let mut doing = self.doing("entered", &subject);
            doing.after = Some(said(&entry.body));
            doing.why.clone_from(&entry.why);
            deeds.push(Deed::Entry { entry: entry.clone(), doing });
            let [submitted, approved] = approval(entry);
            deeds.push(Deed::Step { step: submitted, seen: 0, doing: self.doing("submitted", &subject) });
            deeds.push(Deed::Step { step: approved, seen: 1, doing: self.doing("approved", &subject) });
        }
        deeds
    }

    /// The round whose edition this one takes the place of, in its new state.
    async fn superseded(&self, key: RoundKey) -> Outcome<Option<Round>> {
        let rounds = self.store.rounds(&self.tenant).await?;
        let before = rounds.into_iter().filter(|round| round.key.period == key.period && round.key.number < key.number);
        let before = before.filter(|round| round.state == RoundState::Published).max_by_key(|round| round.key.number);
        Ok(before.map(|round| Round { state: RoundState::Superseded, ..round }))
    }

    /// Keeps what earlier releases made of editions that were superseded, each at an address of its own.
    async fn carry_over(&self, site: &mut Files, superseded: Option<&Round>) -> Outcome<()> {
        let Some(before) = self.store.listing(&self.tenant).await? else { return Ok(()) };
        let now = superseded.map(|round| {
            let folder = format!("editions/{}/", round.key.period);
            (folder, old_folder(round.key))
        });
        for file in before.files {
            let kept = file.path.split('/').nth(1).is_some_and(|name| name.contains(".edition-"));
            let moved = || now.as_ref().and_then(|(from, to)| Some(format!("{to}{}", file.path.strip_prefix(from)?)));
            let Some(path) = (if kept { Some(file.path.clone()) } else { moved() }) else { continue };
            site.insert(path, self.store.listed_file(&self.tenant, file).await?.bytes);
        }
        Ok(())
    }
}

/// Where a superseded edition stays readable: beside its successor, so that its links still lead where they did.
pub fn old_folder(key: RoundKey) -> String {
    format!("editions/{}.edition-{}/", key.period, key.number)
}

/// What is said in place of what nobody entered: figures are awaited, progress awaits its update, words are left out.
pub(super) fn awaited(work: &Work, missing: &[Item], by: &str, at: Timestamp) -> Vec<Entry> {
    let body = |item: &Item| match item {
        Item::Figure { .. } => Some(Body::Figure(FigureEntry {
            reading: Reading::Absent(Absence::Awaited),
            forecast: None,
            markers: Vec::new(),
            as_at: None,
            note: None,
        })),
        Item::Progress { .. } => {
            Some(Body::Progress(ProgressEntry { grade: None, completes: None, text: String::new() }))
        }
        Item::Words { .. } | Item::Rating { .. } => None,
    };
    let entry = |item: &Item| {
        Some(Entry {
            round: work.round.key,
            item: item.clone(),
            version: 1,
            body: body(item)?,
            why: Some("Nothing was entered by the day of publication".to_string()),
            by: by.to_string(),
            at,
            via: Via::Program,
        })
    };
    missing.iter().filter_map(entry).collect()
}

/// The steps by which an entry is submitted and approved by whoever made it.
fn approval(entry: &Entry) -> [Step; 2] {
    [Move::Submitted, Move::Approved].map(|to| Step {
        round: entry.round,
        item: entry.item.clone(),
        version: entry.version,
        to,
        by: entry.by.clone(),
        at: entry.at,
    })
}

/// The round as it is with these entries made and approved.
pub(super) fn with_approved(mut work: Work, entries: &[Entry]) -> Work {
    for entry in entries {
        work.entries.insert(entry.item.clone(), entry.clone());
        work.steps.entry(entry.item.clone()).or_default().extend(approval(entry));
    }
    work
}

/// The papers with what is approved, checked as they will be printed.
pub(super) fn printed(work: &Work, round: &Round) -> Outcome<Files> {
    let printable = |entry: &&Entry| {
        let by_hand = matches!(entry.item, Item::Rating { .. } | Item::Words { .. });
        by_hand || work.standing(&entry.item) == Standing::Approved
    };
    let entries = work.entries.values().filter(printable);
    let folded: Vec<Folded<'_>> = entries
        .map(|entry| Folded { entry, approved_by: work.approved_by(&entry.item).or(Some(entry.by.as_str())) })
        .collect();
    let files = work.folded(round, &folded)?;
    let read = folder::read(&files);
    let mut problems = read.problems;
    problems.extend(composing(&read.council, work)?);
    if problems.is_empty() { Ok(files) } else { Err(Failure::Refused(problems)) }
}

pub(super) fn bundle(site: Files) -> Vec<BundleFile> {
    site.into_iter().map(|(path, bytes)| BundleFile { media: media(&path).to_string(), path, bytes }).collect()
}

/// Media types by the ending of a name.
const MEDIA: [(&str, &str); 14] = [
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("csv", "text/csv; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("pdf", "application/pdf"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("xml", "application/xml"),
    ("txt", "text/plain; charset=utf-8"),
    ("parquet", "application/vnd.apache.parquet"),
];

fn media(path: &str) -> &'static str {
    let ending = path.rsplit('.').next().unwrap_or_default();
    let media: BTreeMap<&str, &'static str> = MEDIA.into();
    media.get(ending).copied().unwrap_or("application/octet-stream")
}
