//! The invented council at work on a half year, with the people whom its plan names.

use std::sync::Arc;

use cycle::{Desk, NewEdition, OpenRound, Work};
use domain::Period;
use domain::cycle::{Grant, Item, Person, PersonState, Role, RoundKey, Scope, Standing};

use crate::server::{Browser, PASSWORD, Server};

/// The open round.
pub const ROUND: &str = "2025-26-H1";

/// The council with its round.
pub struct Town {
    pub server: Server,
    /// Who keeps the harbour: owes three figures and leads two commitments.
    pub harbour: Person,
    pub director: Person,
    pub officer: Person,
    pub round: RoundKey,
}

pub fn grant(role: Role, scope: &str) -> Grant {
    Grant { role, scope: Scope::parse(scope).unwrap() }
}

impl Town {
    pub async fn open(server: Server) -> Town {
        server.import_papers().await;
        let named = |role| grant(role, "named:Harbour master");
        let harbour = vec![named(Role::DataOwner), named(Role::Lead)];
        let harbour = server.add("harbour@marlhaven.example", harbour, PersonState::Active).await;
        let director = server.person(Role::Director).await;
        let officer = server.person(Role::PerformanceOfficer).await;
        let mut town = Town { server, harbour, director, officer, round: RoundKey::parse(ROUND).unwrap() };
        town.round = town.opened().await;
        town
    }

    async fn opened(&self) -> RoundKey {
        let edition = NewEdition {
            period: Period::parse(ROUND).unwrap(),
            plan: "2025-28".into(),
            outline: "halfway".into(),
            title: "Halfway Report 2026".into(),
            position_at: "2025-12-31".parse().unwrap(),
            demonstration: true,
        };
        let (enter_by, approve_by) = ("2026-01-20".parse().unwrap(), "2026-01-27".parse().unwrap());
        self.desk(&self.officer).open_round(&OpenRound { edition, enter_by, approve_by }).await.unwrap().key
    }

    pub fn desk(&self, person: &Person) -> Desk {
        let app = &self.server.app;
        let (store, library) = (self.server.store.clone(), Arc::clone(&app.library));
        Desk { store, library, tenant: self.server.tenant.clone(), person: person.clone(), now: app.now() }
    }

    pub async fn work(&self) -> Work {
        self.desk(&self.officer).work(self.round).await.unwrap()
    }

    /// What stands entered of an item, in words, and where it stands.
    pub async fn stands(&self, item: &str) -> (String, Standing) {
        let (work, item) = (self.work().await, Item::parse(item).unwrap());
        (work.says(&item).unwrap_or_default(), work.standing(&item))
    }

    /// A browser in which a person signed in with their password.
    pub async fn signed_in(&self, person: &Person) -> Browser {
        let browser = self.server.browser();
        let response = browser.sign_in(&person.email, PASSWORD).await;
        assert_eq!(response.status_code(), 303, "{}", response.text());
        browser
    }
}

impl Town {
    /// The performance officer enters a figure.
    pub async fn enter(&self, item: &str, value: &str, seen: u32) {
        use domain::cycle::{Body, FigureEntry, Via};
        let reading = domain::Reading::Figure(domain::Figure { value: value.parse().unwrap(), parts: None });
        let body = FigureEntry { reading, forecast: None, markers: vec![], as_at: None, note: None };
        let (item, body) = (Item::parse(item).unwrap(), Body::Figure(body));
        let entering = cycle::Entering { item, seen, body, why: None, via: Via::Form };
        self.desk(&self.officer).enter(self.round, entering).await.unwrap();
    }
}
