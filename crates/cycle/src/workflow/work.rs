//! A round at work: what is owed, what was entered, and where each item stands.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::cycle::{Entry, Item, Move, Person, Role, Round, RoundKey, Scope, Standing, Step};
use domain::{Council, Edition, Plan};
use folder::Files;
use report::outline::Outline;
use store::Store;

use super::{Desk, Failure, Outcome};
use crate::asked;
use crate::fold::{Folded, Names, fold};
use crate::library::{Library, Shelf};
use crate::may::{self, Act, may_to};
use crate::owed::Owed;
use crate::reach::covers;

/// Everything that is known of one round.
#[derive(Debug, Clone)]
pub struct Work {
    /// The round.
    pub round: Round,
    /// Its edition, as the papers have it.
    pub edition: Edition,
    /// The council, as its papers have it: without what this round entered.
    pub shelf: Arc<Shelf>,
    /// The outline of its report.
    pub outline: Outline,
    /// What is owed, in the plan's order.
    pub owed: Arc<Vec<Owed>>,
    /// The latest entry of each item.
    pub entries: BTreeMap<Item, Entry>,
    /// What happened to each item, in order of time.
    pub steps: BTreeMap<Item, Vec<Step>>,
    /// Everybody, by identifier.
    pub people: BTreeMap<String, Person>,
}

impl Desk {
    /// A round at work.
    ///
    /// # Errors
    /// [`Failure::NotFound`], or the store's.
    pub async fn work(&self, key: RoundKey) -> Outcome<Work> {
        work(&self.store, &self.library, &self.tenant, key).await
    }

    /// The rounds of the council, the latest first.
    ///
    /// # Errors
    /// The store's.
    pub async fn rounds(&self) -> Outcome<Vec<Round>> {
        let mut rounds = self.store.rounds(&self.tenant).await?;
        rounds.sort_by_key(|round| std::cmp::Reverse((round.opened_at, round.key)));
        Ok(rounds)
    }
}

/// A round at work, whoever asks.
///
/// # Errors
/// [`Failure::NotFound`], or the store's.
pub async fn work(store: &Store, library: &Library, tenant: &str, key: RoundKey) -> Outcome<Work> {
    let missing = || Failure::NotFound(format!("round {key}"));
    let round = store.round(tenant, key).await?.ok_or_else(missing)?;
    let shelf = library.shelf(store, tenant).await?;
    let edition = shelf.council.edition(key.period).cloned().ok_or_else(missing)?;
    let outline = outline(&shelf.council, &edition)?;
    let owed = shelf.owed(&edition, &outline);
    let entries = store.round_entries(tenant, key).await?;
    let entries = entries.into_iter().map(|entry| (entry.item.clone(), entry)).collect();
    let mut steps: BTreeMap<Item, Vec<Step>> = BTreeMap::new();
    for step in store.steps(tenant, key).await? {
        steps.entry(step.item.clone()).or_default().push(step);
    }
    let people = store.people(tenant).await?;
    let people = people.into_iter().map(|person| (person.id.clone(), person)).collect();
    Ok(Work { round, edition, shelf, outline, owed, entries, steps, people })
}

fn outline(council: &Council, edition: &Edition) -> Outcome<Outline> {
    let found = council.outlines.iter().find(|(name, _)| *name == edition.outline);
    let (name, text) = found.ok_or_else(|| Failure::NotFound(format!("outline {}", edition.outline)))?;
    report::outline::parse(name, text).map_err(Failure::Refused)
}

impl Work {
    /// The council, as its papers have it.
    pub fn council(&self) -> &Council {
        &self.shelf.council
    }

    /// The plan that the edition reports on.
    ///
    /// # Errors
    /// [`Failure::NotFound`] if the papers hold none, which they are checked for.
    pub fn plan(&self) -> Outcome<&Plan> {
        let missing = || Failure::NotFound(format!("plan {}", self.edition.plan));
        self.shelf.council.plan(&self.edition.plan).ok_or_else(missing)
    }

    /// The steps of an item, in order of time.
    pub fn steps_of(&self, item: &Item) -> &[Step] {
        self.steps.get(item).map_or(&[], Vec::as_slice)
    }

    /// How many steps of a version were seen.
    pub(crate) fn seen_steps(&self, item: &Item, version: u32) -> u32 {
        let steps = self.steps_of(item).iter().filter(|step| step.version == version).count();
        u32::try_from(steps).unwrap_or(u32::MAX)
    }

    /// Where an item stands.
    pub fn standing(&self, item: &Item) -> Standing {
        Standing::of(self.entries.get(item).map(|entry| entry.version), self.steps_of(item))
    }

    /// Who approved the latest version of an item. `None`: nobody.
    pub fn approved_by(&self, item: &Item) -> Option<&str> {
        let version = self.entries.get(item)?.version;
        let last = self.steps_of(item).iter().rev().find(|step| step.version == version)?;
        (last.to == Move::Approved).then_some(last.by.as_str())
    }

    /// Whether a person may enter an item.
    pub fn may_enter(&self, person: &Person, item: &Item) -> bool {
        self.plan().is_ok_and(|plan| may_to(person, may::entering(item), item, self.council(), plan))
    }

    /// Whether a person may approve an item: their role reaches it, or its latest version was delegated to them.
    pub fn may_approve(&self, person: &Person, item: &Item) -> bool {
        let reaches = self.plan().is_ok_and(|plan| may_to(person, Act::Approve, item, self.council(), plan));
        let version = self.entries.get(item).map(|entry| entry.version);
        let delegated = self.steps_of(item).iter().rev().find_map(|step| match &step.to {
            Move::Delegated(to) if Some(step.version) == version => Some(to == &person.id),
            _ => None,
        });
        reaches || (delegated == Some(true) && person.state == domain::cycle::PersonState::Active)
    }

    /// Whether a person may ask somebody else to approve an item: their own role must reach it.
    pub fn may_delegate(&self, person: &Person, item: &Item) -> bool {
        self.plan().is_ok_and(|plan| may_to(person, Act::Delegate, item, self.council(), plan))
    }

    /// Who owes an item: those whose role is to enter it and reaches it most closely; everybody who runs the cycle where
    /// there is nobody else.
    pub fn owners(&self, item: &Item) -> Vec<&Person> {
        let wanted = match item {
            Item::Figure { .. } => Role::DataOwner,
            Item::Progress { .. } => Role::Lead,
            Item::Words { .. } | Item::Rating { .. } => Role::PerformanceOfficer,
        };
        let active = |person: &&Person| person.state != domain::cycle::PersonState::Ended;
        let Ok(plan) = self.plan() else { return Vec::new() };
        let closeness = |person: &Person| {
            let grants = person.grants.iter().filter(|grant| grant.role == wanted);
            grants.filter(|grant| covers(&grant.scope, item, self.council(), plan)).map(|g| closeness(&g.scope)).max()
        };
        let close: Vec<(u8, &Person)> =
            self.people.values().filter(active).filter_map(|person| Some((closeness(person)?, person))).collect();
        let closest = close.iter().map(|(close, _)| *close).max();
        let mut owners: Vec<&Person> =
            close.into_iter().filter(|(close, _)| Some(*close) == closest).map(|(_, person)| person).collect();
        if owners.is_empty() {
            owners = self.people.values().filter(active).filter(|p| p.holds(Role::PerformanceOfficer)).collect();
        }
        owners
    }

    /// What a person owes, in the plan's order.
    pub fn owed_by<'w>(&'w self, person: &'w Person) -> impl Iterator<Item = &'w Owed> {
        self.owed.iter().filter(|owed| self.owners(&owed.item).iter().any(|owner| owner.id == person.id))
    }

    /// Names by identifier, as papers print them.
    pub fn names(&self) -> Names {
        self.people.iter().map(|(id, person)| (id.clone(), person.name.clone())).collect()
    }

    /// The papers with the latest entries: what the report would say now.
    ///
    /// # Errors
    /// [`Failure::Refused`] with what is wrong.
    pub fn draft(&self) -> Outcome<Files> {
        let all: Vec<Folded<'_>> =
            self.entries.values().map(|entry| Folded { entry, approved_by: self.approved_by(&entry.item) }).collect();
        self.folded(&self.round, &all)
    }

    /// The papers with these entries.
    pub(crate) fn folded(&self, round: &Round, entries: &[Folded<'_>]) -> Outcome<Files> {
        let commentary = asked::commentary(&self.outline);
        fold(&self.shelf.files, self.council(), round, entries, &commentary, &self.names()).map_err(Failure::Refused)
    }
}

fn closeness(scope: &Scope) -> u8 {
    match scope {
        Scope::All => 0,
        Scope::Heading(_) => 1,
        Scope::Commitment(_) => 2,
        Scope::Named(_) => 3,
        Scope::Measure(_) => 4,
    }
}
