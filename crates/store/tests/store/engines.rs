//! An empty database on each engine, and the nouns that most tests begin with.

use std::str::FromStr;

use domain::cycle::{Round, RoundKey, RoundState};
use domain::{Date, Period};
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, Connection, Executor};
use store::{Doing, Store, Tenant};

/// The council of most tests.
pub const COUNCIL: &str = "ambleford";

/// A store of its own for one test, and a way past it.
pub struct Bench {
    pub store: Store,
    pub url: String,
    _folder: tempfile::TempDir,
    server: Option<(String, String)>,
}

/// A test on every engine: `on_every_engine!(a_sentence, bench, { … });`.
macro_rules! on_every_engine {
    ($name:ident, $bench:ident, $body:block) => {
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn holds($bench: &$crate::engines::Bench) $body

            #[tokio::test]
            async fn on_sqlite() {
                holds(&$crate::engines::sqlite().await).await;
            }

            #[tokio::test]
            async fn on_postgres() {
                let Some(bench) = $crate::engines::postgres().await else { return };
                holds(&bench).await;
                bench.end().await;
            }
        }
    };
}

/// A SQLite file that goes away with the test.
pub async fn sqlite() -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("store.db").display());
    let store = Store::open(&url).await.unwrap();
    Bench { store, url, _folder: folder, server: None }
}

/// A PostgreSQL database of its own. `None`: no server was named, which is said.
pub async fn postgres() -> Option<Bench> {
    let Ok(server) = std::env::var("BASEPLAN_TEST_POSTGRES") else {
        eprintln!("not run on PostgreSQL: BASEPLAN_TEST_POSTGRES does not name a server");
        return None;
    };
    let name = format!("baseplan_{}", store::new_id(moment(0)).replace('-', ""));
    raw_on(&server, &format!("create database {name} template template0")).await;
    let url = beside(&server, &name);
    let store = Store::open(&url).await.unwrap();
    Some(Bench { store, url, _folder: tempfile::tempdir().unwrap(), server: Some((server, name)) })
}

/// The address of another database of the same server.
pub fn beside(server: &str, name: &str) -> String {
    let (address, options) = server.split_once('?').map_or((server, String::new()), |(a, o)| (a, format!("?{o}")));
    let scheme = address.find("://").unwrap() + 3;
    let host = address[scheme..].find('/').map_or(address, |slash| &address[..scheme + slash]);
    format!("{host}/{name}{options}")
}

/// The same database for another role.
pub fn as_role(url: &str, role: &str, password: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap();
    let host = rest.split_once('@').map_or(rest, |(_, host)| host);
    format!("{scheme}://{role}:{password}@{host}")
}

impl Bench {
    /// The server's own database and the name of this one, on PostgreSQL.
    pub fn server(&self) -> Option<(&str, &str)> {
        self.server.as_ref().map(|(server, name)| (server.as_str(), name.as_str()))
    }

    /// Runs a statement in another database of the server.
    pub async fn beside_it(&self, server: &str, sql: &str) {
        raw_on(server, sql).await;
    }

    /// A path in a folder that goes away with the test.
    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self._folder.path().join(name)
    }

    /// Runs a statement past the store, as somebody with the database's own tools would.
    pub async fn raw(&self, sql: &str) {
        raw_on(&self.url, sql).await;
    }

    /// Drops the database of a test.
    pub async fn end(&self) {
        self.store.close().await;
        if let Some((server, name)) = &self.server {
            raw_on(server, &format!("drop database {name} with (force)")).await;
        }
    }

    /// A store with one council.
    pub async fn council(&self) -> &Store {
        let tenant = Tenant { id: COUNCIL.into(), name: "Ambleford".into(), opened_at: moment(0) };
        self.store.create_tenant(&tenant, &doing("taken-on", COUNCIL)).await.unwrap();
        &self.store
    }

    /// A store with one council and one open round.
    pub async fn open_round(&self) -> &Store {
        let store = self.council().await;
        store.save_round(COUNCIL, &round(), &doing("opened", "2025-26-Q3")).await.unwrap();
        store
    }
}

async fn raw_on(url: &str, sql: &str) {
    if url.starts_with("sqlite:") {
        let options = sqlx::sqlite::SqliteConnectOptions::from_str(url).unwrap().foreign_keys(false);
        let mut connection = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
        connection.execute(sqlx::raw_sql(AssertSqlSafe(sql))).await.unwrap();
        connection.close().await.unwrap();
    } else {
        let mut connection = sqlx::PgConnection::connect(url).await.unwrap();
        connection.execute(sqlx::raw_sql(AssertSqlSafe(sql))).await.unwrap();
        connection.close().await.unwrap();
    }
}

/// So many seconds after the morning on which the tests begin.
pub fn moment(seconds: i64) -> Timestamp {
    Timestamp::from_str("2026-01-12T09:00:00Z").unwrap() + jiff::SignedDuration::from_secs(seconds)
}

/// A line of history that a test does not look at.
pub fn doing(act: &str, subject: &str) -> Doing {
    Doing {
        by: Some("person-1".into()),
        at: moment(60),
        act: act.into(),
        subject: subject.into(),
        before: None,
        after: None,
        why: None,
    }
}

/// The third quarter of 2025-26.
pub fn q3() -> RoundKey {
    RoundKey::first(Period::quarter(2025, 3))
}

/// A new round of that quarter.
pub fn round() -> Round {
    Round {
        key: q3(),
        state: RoundState::Open,
        enter_by: Date::constant(2026, 1, 23),
        approve_by: Date::constant(2026, 1, 30),
        opened_at: moment(0),
        published_at: None,
        reason: None,
        demonstration: false,
        version: 0,
    }
}
