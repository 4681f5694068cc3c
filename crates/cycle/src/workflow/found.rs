//! Founding: a council comes into the store, from its folder or as a demonstration.

use std::collections::BTreeMap;

use domain::cycle::{PersonState, Role};
use folder::Files;
use jiff::Timestamp;
use store::{Deed, Doing, PaperChange, Store, Tenant};

use super::{Failure, Outcome, unless_changed};
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
    let round = domain::cycle::Round { version: 0, ..demo.round.clone() };
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
        let act = match &step.to {
            domain::cycle::Move::Submitted => "submitted",
            domain::cycle::Move::Approved => "approved",
            domain::cycle::Move::Returned(_) => "returned",
            domain::cycle::Move::Delegated(_) => "delegated",
        };
        let doing = line(act, format!("{} {}", step.round, step.item), &step.by, step.at);
        deeds.push(Deed::Step { step: step.clone(), seen: *seen, doing });
        *seen += 1;
    }
    store.record(tenant, &deeds).await.map_err(|error| unless_changed(error, None))
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
