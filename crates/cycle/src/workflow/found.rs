//! Founding: a council comes into the store, from its folder or as a demonstration.

use std::collections::BTreeMap;

use domain::cycle::{PersonState, Role, Round, RoundKey, RoundState};
use domain::{Edition, EditionStatus};
use folder::Files;
use jiff::Timestamp;
use store::{Deed, Doing, PaperChange, Release, Store, Tenant};

use super::publish::bundle;
use super::round::changes;
use super::{Failure, Outcome, Press, unless_changed};
use crate::demo::Demo;

/// Brings a council's folder into the store as a new council. Its folder must be without fault.
///
/// # Errors
/// [`Failure::Refused`] with every fault of the folder; [`Failure::NotNow`] if the council is there already.
pub async fn found(store: &Store, tenant: &str, files: &Files, now: Timestamp) -> Outcome<()> {
    let read = folder::read(files);
    if !read.problems.is_empty() {
        return Err(Failure::Refused(read.problems));
    }
    if store.tenant(tenant).await?.is_some() {
        return Err(Failure::not_now(format!("The council {tenant} is there already"), "Name a new one."));
    }
    let council = Tenant { id: tenant.to_string(), name: read.council.name.clone(), opened_at: now };
    store.create_tenant(&council, &by_program(now, "council-founded", tenant)).await?;
    let new =
        files.iter().map(|(path, body)| PaperChange { path: path.clone(), seen_revision: 0, body: Some(body.clone()) });
    let changes: Vec<PaperChange> = new.collect();
    let saved = store.save_papers(tenant, &changes, &by_program(now, "papers-imported", tenant)).await;
    saved.map(drop).map_err(|error| unless_changed(error, None))
}

/// Founds a demonstration, with its people and what they entered so far.
///
/// # Errors
/// As [`found`].
pub async fn found_demo(store: &Store, tenant: &str, demo: &Demo, now: Timestamp) -> Outcome<()> {
    found(store, tenant, &demo.files, now).await?;
    for (person, _) in &demo.people {
        store.save_person(tenant, None, person, &by_program(now, "person-invited", &person.id)).await?;
    }
    let round = Round { version: 0, ..demo.round.clone() };
    store.save_round(tenant, &round, &by_program(round.opened_at, "round-opened", &round.key.to_string())).await?;
    let mut steps: BTreeMap<_, u32> = BTreeMap::new();
    let mut deeds = Vec::new();
    let line = |act: &str, subject: String, by: &str, at: Timestamp| Doing {
        by: Some(by.to_string()),
        ..by_program(at, act, &subject)
    };
    for entry in &demo.entries {
        let doing = line("entered", format!("{} {}", entry.round, entry.item), &entry.by, entry.at);
        deeds.push(Deed::Entry { entry: entry.clone(), doing });
    }
    for step in &demo.steps {
        let seen = steps.entry(step.item.clone()).or_default();
        let (act, why) = match &step.to {
            domain::cycle::Move::Submitted => ("submitted", None),
            domain::cycle::Move::Approved => ("approved", None),
            domain::cycle::Move::Returned(why) => ("returned", Some(why.clone())),
            domain::cycle::Move::Delegated(_) => ("delegated", None),
        };
        let doing = Doing { why, ..line(act, format!("{} {}", step.round, step.item), &step.by, step.at) };
        deeds.push(Deed::Step { step: step.clone(), seen: *seen, doing });
        *seen += 1;
    }
    store.record(tenant, &deeds).await.map_err(|error| unless_changed(error, None))
}

/// Takes the files of an export where they differ from its papers: somebody changed them on the way.
///
/// # Errors
/// [`Failure::Refused`] with every fault of the files, or the store's.
pub async fn take_papers(store: &Store, tenant: &str, files: &Files, now: Timestamp) -> Outcome<()> {
    let read = folder::read(files);
    if !read.problems.is_empty() {
        return Err(Failure::Refused(read.problems));
    }
    let library = crate::library::Library::default();
    let shelf = library.shelf(store, tenant).await?;
    let changes = changes(&shelf, files);
    if changes.is_empty() {
        return Ok(());
    }
    let saved = store.save_papers(tenant, &changes, &by_program(now, "papers-imported", tenant)).await;
    saved.map(drop).map_err(|error| unless_changed(error, None))
}

/// Makes the public site of a council that came with published editions, unless it has one. Each of those editions
/// becomes a round that is over, so that it can be corrected.
///
/// # Errors
/// [`Failure::Press`], or the store's.
pub async fn release_imported(store: &Store, tenant: &str, press: &dyn Press, now: Timestamp) -> Outcome<()> {
    if store.latest_release(tenant).await?.is_some() {
        return Ok(());
    }
    let papers = store.papers(tenant).await?;
    let files: Files = papers.files.into_iter().map(|paper| (paper.path, paper.body)).collect();
    let council = folder::read(&files).council;
    let mut rounds: Vec<Round> = council.editions.iter().filter_map(|edition| over(edition, now)).collect();
    let Some(latest) = rounds.pop() else { return Ok(()) };
    let site = press.site(&files).await.map_err(Failure::Press)?;
    for round in &rounds {
        let doing = by_program(now, "edition-imported", &round.key.to_string());
        store.save_round(tenant, round, &doing).await?;
    }
    let release = Release {
        supersedes: None,
        seen_papers: papers.revision,
        seen_size: store.round_size(tenant, latest.key).await?,
        deeds: Vec::new(),
        papers: Vec::new(),
        files: bundle(site),
        round: latest,
    };
    let doing = by_program(now, "edition-imported", &release.round.key.to_string());
    let released = store.release(tenant, &release, &doing).await;
    released.map(drop).map_err(|error| unless_changed(error, None))
}

/// The round that a published edition came of. `None`: it is a draft.
fn over(edition: &Edition, now: Timestamp) -> Option<Round> {
    let state = match edition.status {
        EditionStatus::Draft => return None,
        EditionStatus::Published | EditionStatus::Superseded => RoundState::Published,
        EditionStatus::Withdrawn => RoundState::Withdrawn,
    };
    let day = edition.published_on.unwrap_or(edition.position_at);
    let at = day.at(0, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).map_or(now, |at| at.timestamp());
    Some(Round {
        key: RoundKey::first(edition.period),
        state,
        enter_by: day,
        approve_by: day,
        opened_at: at,
        published_at: Some(at),
        reason: edition.reason.clone(),
        demonstration: edition.demonstration,
        version: 0,
    })
}

/// Whether somebody may administer a council: if nobody, the program offers a link for the first.
///
/// # Errors
/// The store's.
pub async fn has_administrator(store: &Store, tenant: &str) -> Outcome<bool> {
    let people = store.people(tenant).await?;
    Ok(people.iter().any(|person| person.state != PersonState::Ended && person.holds(Role::Administrator)))
}

fn by_program(at: Timestamp, act: &str, subject: &str) -> Doing {
    Doing { by: None, at, act: act.into(), subject: subject.into(), before: None, after: None, why: None }
}
