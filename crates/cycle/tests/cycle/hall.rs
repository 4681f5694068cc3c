//! The people of the invented council, each at a desk over a store, and a press that prints its figures as they stand.

use cycle::{Act, Desk, Entering, Failure, Press, Pressing, found};
use domain::cycle::{Body, FigureEntry, Grant, Item, Person, PersonState, Role, RoundKey, Scope, Via};
use domain::{Figure, Period, Reading};
use folder::Files;
use jiff::Timestamp;
use store::{Doing, Store};

use super::files;

/// Prints one page an edition: its figures as the papers have them.
pub struct PlainPress;

impl Press for PlainPress {
    fn report<'a>(&'a self, files: &'a Files, _: Period, _: &'a [&'a str]) -> Pressing<'a> {
        Box::pin(async move { Ok(files.clone()) })
    }

    fn site<'a>(&'a self, files: &'a Files) -> Pressing<'a> {
        let page = |period: &str| {
            let values = files.get(&format!("values/{period}.csv")).cloned().unwrap_or_default();
            (format!("editions/{period}/index.html"), values)
        };
        Box::pin(async move { Ok(["2024-25", "2025-26-H1"].map(page).into()) })
    }
}

pub fn key(text: &str) -> RoundKey {
    RoundKey::parse(text).unwrap()
}

pub fn person(id: &str, role: Role, scope: &str) -> Person {
    Person {
        id: id.into(),
        name: format!("{id} of Marlhaven"),
        email: format!("{id}@marlhaven.example"),
        state: PersonState::Active,
        grants: vec![Grant { role, scope: Scope::parse(scope).unwrap() }],
    }
}

pub struct Hall {
    pub store: Store,
    /// A council of its own for each test, so that tests can share a database.
    pub tenant: String,
    pub library: std::sync::Arc<cycle::library::Library>,
    pub people: Vec<Person>,
    minute: std::cell::Cell<i64>,
}

impl Hall {
    /// On SQLite in memory, or on the database that `BASEPLAN_TEST_STORE` names.
    pub async fn open() -> Hall {
        let named = std::env::var("BASEPLAN_TEST_STORE");
        let store = Store::open(named.as_deref().unwrap_or("sqlite::memory:")).await.unwrap();
        let now: Timestamp = "2026-01-05T09:00:00Z".parse().unwrap();
        let mut files = files();
        cycle::demo::leave_out(&mut files, "2025-26-H1").unwrap();
        let tenant = format!("marlhaven-{}", store::new_id(now));
        found(&store, &tenant, &files, now).await.unwrap();
        let people = vec![
            person("harbour", Role::DataOwner, "named:Harbour master"),
            person("clerk", Role::DataOwner, "all"),
            person("lead", Role::Lead, "all"),
            person("director", Role::Director, "all"),
            person("officer", Role::PerformanceOfficer, "all"),
        ];
        for one in &people {
            let doing = Doing {
                by: None,
                at: now,
                act: "person-invited".into(),
                subject: one.id.clone(),
                before: None,
                after: None,
                why: None,
            };
            store.save_person(&tenant, None, one, &doing).await.unwrap();
        }
        Hall { store, tenant, library: Default::default(), people, minute: std::cell::Cell::new(0) }
    }

    pub fn desk(&self, who: &str) -> Desk {
        self.minute.set(self.minute.get() + 1);
        let now: Timestamp = "2026-01-06T09:00:00Z".parse().unwrap();
        Desk {
            store: self.store.clone(),
            library: self.library.clone(),
            tenant: self.tenant.clone(),
            person: self.people.iter().find(|person| person.id == who).unwrap().clone(),
            now: now + jiff::SignedDuration::from_mins(self.minute.get()),
        }
    }
}

pub fn figure(item: &str, value: &str, seen: u32) -> Entering {
    let reading = Reading::Figure(Figure { value: value.parse().unwrap(), parts: None });
    let body = FigureEntry { reading, forecast: None, markers: vec![], as_at: None, note: None };
    Entering { item: Item::parse(item).unwrap(), seen, body: Body::Figure(body), why: None, via: Via::Form }
}

pub const SAILINGS: &str = "figure/FY-1/2025-26-Q2";

pub async fn opened(hall: &Hall) -> RoundKey {
    let edition = cycle::NewEdition {
        period: Period::parse("2025-26-H1").unwrap(),
        plan: "2025-28".into(),
        outline: "halfway".into(),
        title: "Halfway Report 2026".into(),
        position_at: "2025-12-31".parse().unwrap(),
        demonstration: true,
    };
    let open = cycle::OpenRound {
        edition,
        enter_by: "2026-01-20".parse().unwrap(),
        approve_by: "2026-01-27".parse().unwrap(),
    };
    assert_eq!(hall.desk("lead").open_round(&open).await, Err(Failure::NotAllowed(Act::OpenRound)));
    hall.desk("officer").open_round(&open).await.unwrap().key
}
