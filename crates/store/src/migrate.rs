//! Brings a database's tables up to date: forward only, each step once, and never a database from the future.

use crate::cell::{Cell, cells};
use crate::connect::Store;
use crate::digest;
use crate::error::{Result, StoreError};
use crate::transact::Tx;

/// Every step in order, with its name and its text in the words that both engines share.
pub(crate) const STEPS: [(&str, &str); 2] = [
    ("0001_the_quarter", include_str!("../migrations/0001_the_quarter.sql")),
    ("0002_known_to_providers", include_str!("../migrations/0002_known_to_providers.sql")),
];

const SQLITE: &str = include_str!("../engines/sqlite.sql");
const POSTGRES: &str = include_str!("../engines/postgres.sql");

/// Applies what is missing, in one transaction. Programs that start together wait for one another.
pub(crate) async fn up(store: &Store) -> Result<()> {
    up_to(store, STEPS.len()).await
}

/// As [`up`], to an earlier step: for the test that every earlier version is brought up to date.
pub(crate) async fn up_to(store: &Store, last: usize) -> Result<()> {
    let mut tx = store.begin_write().await?;
    if let Tx::Pg(_) = tx {
        // Ends with the transaction. The number names this lock among the database's locks and means nothing else.
        tx.rows("select pg_advisory_xact_lock(1113682789)::text", Vec::new()).await?;
    }
    let applied = applied(&mut tx).await?;
    if applied >= last {
        return Ok(());
    }
    if applied == 0 {
        let table = "create table migration (number integer not null primary key, name text not null, \
                     digest text not null)";
        tx.run(table, Vec::new()).await?;
    }
    for (number, (name, text)) in STEPS.iter().enumerate().take(last).skip(applied) {
        let step = in_words_of(&tx, text);
        tx.script(step).await?;
        let number = i64::try_from(number + 1).unwrap_or(i64::MAX);
        let row = cells![Cell::Number(number), *name, digest(text.as_bytes())];
        tx.run("insert into migration (number, name, digest) values ($1, $2, $3)", row).await?;
    }
    let engine = if let Tx::Pg(_) = tx { POSTGRES } else { SQLITE };
    tx.script(engine.to_string()).await?;
    tx.commit().await
}

/// How many steps a database has had.
///
/// # Errors
/// [`StoreError::Newer`] where it had more than this program knows; [`StoreError::Broken`] where one differs.
pub(crate) async fn applied(tx: &mut Tx) -> Result<usize> {
    let there = match tx {
        Tx::Lite(_) => "select name from sqlite_master where type = 'table' and name = 'migration'",
        Tx::Pg(_) => "select to_regclass('migration')::text as name where to_regclass('migration') is not null",
    };
    if tx.one(there, Vec::new()).await?.is_none() {
        return Ok(0);
    }
    let mut rows = tx.rows("select number, name, digest from migration order by number", Vec::new()).await?;
    let known = u32::try_from(STEPS.len()).unwrap_or(u32::MAX);
    for (row, at) in rows.iter_mut().zip(1u32..) {
        let (number, name, found) = (row.number()?, row.text()?, row.text()?);
        match STEPS.get(number.saturating_sub(1) as usize) {
            None => return Err(StoreError::Newer { found: number.max(known + 1), known }),
            Some((_, text)) if number == at && found == digest(text.as_bytes()) => {}
            Some(_) => {
                return Err(StoreError::Broken(format!("migration {name} is not the one that this program knows")));
            }
        }
    }
    Ok(rows.len())
}

fn in_words_of(tx: &Tx, text: &str) -> String {
    let (strict, bytes) = if let Tx::Lite(_) = tx { ("strict", "blob") } else { ("", "bytea") };
    text.replace("{strict}", strict).replace("{bytes}", bytes)
}

#[cfg(test)]
mod cases {
    use domain::cycle::{Person, PersonState};
    use jiff::Timestamp;

    use super::*;
    use crate::{Doing, Identity, Tenant};

    /// A line of history that the test does not look at.
    fn doing(act: &str) -> Doing {
        let (act, subject) = (act.to_string(), "ada".to_string());
        Doing { by: None, at: Timestamp::UNIX_EPOCH, act, subject, before: None, after: None, why: None }
    }

    /// What every version can remember.
    async fn live_in(store: &Store) {
        let tenant = Tenant { id: "made".into(), name: "Made".into(), opened_at: Timestamp::UNIX_EPOCH };
        store.create_tenant(&tenant, &doing("taken-on")).await.unwrap();
        store.save_person("made", None, &ada(), &doing("invited")).await.unwrap();
        store.set_password("made", "ada", "$argon2id$one", &doing("password-set")).await.unwrap();
    }

    fn ada() -> Person {
        let (id, name, email) = ("ada".into(), "Ada Lowe".into(), "ada@made.example".into());
        Person { id, name, email, state: PersonState::Active, grants: Vec::new() }
    }

    /// An earlier version, with what somebody did in it, is brought up to date and has lost nothing.
    async fn brought_up_from(earlier: usize, store: &Store) {
        up_to(store, earlier).await.unwrap();
        assert_eq!(applied(&mut store.begin_read().await.unwrap()).await, Ok(earlier));
        if earlier > 0 {
            live_in(store).await;
        }
        up(store).await.unwrap();
        assert_eq!(applied(&mut store.begin_read().await.unwrap()).await, Ok(STEPS.len()));
        if earlier == 0 {
            live_in(store).await;
        }
        assert_eq!(store.person("made", "ada").await, Ok(Some(ada())), "from {earlier}");
        let (issuer, subject) = ("https://login.example".to_string(), "1".to_string());
        let identity = Identity { issuer, subject, person: "ada".into(), known_at: Timestamp::UNIX_EPOCH };
        store.know("made", None, &identity, &doing("identity-known")).await.unwrap();
        assert_eq!(store.identities_of("made", "ada").await, Ok(vec![identity]));
        assert_eq!(store.verify("made").await.unwrap().faults, [], "from {earlier}");
    }

    #[tokio::test]
    async fn every_earlier_version_is_brought_up_to_date_with_what_it_holds() {
        for earlier in 0..=STEPS.len() {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("a.db");
            let store = Store::unmigrated(&file).await;
            brought_up_from(earlier, &store).await;
            store.close().await;
            let store = Store::open(&format!("sqlite:{}", file.display())).await.unwrap();
            assert_eq!(applied(&mut store.begin_read().await.unwrap()).await, Ok(STEPS.len()));
            let Some((store, name)) = Store::unmigrated_on_postgres().await else {
                eprintln!("not run on PostgreSQL: BASEPLAN_TEST_POSTGRES does not name a server");
                continue;
            };
            brought_up_from(earlier, &store).await;
            store.drop_on_postgres(&name).await;
        }
    }

    #[test]
    fn steps_are_named_by_their_number() {
        for ((name, text), number) in STEPS.iter().zip(1..) {
            assert!(name.starts_with(&format!("{number:04}_")), "{name}");
            assert!(text.contains("{strict}"), "{name}");
        }
    }
}
