//! Row-level security: PostgreSQL refuses to cross from one council to another, even where a statement forgot to ask.

use sqlx::{AssertSqlSafe, Connection, PgConnection, Row};
use store::{Store, StoreError, Tenant};

use crate::engines::{Bench, COUNCIL, doing, moment, postgres};
use crate::lived_in::lived_in;

const TABLES: [&str; 19] = [
    "blob",
    "paper",
    "person",
    "person_grant",
    "password",
    "identity",
    "round",
    "entry",
    "step",
    "release",
    "bundle_file",
    "token",
    "history",
    "session",
    "link",
    "token_use",
    "draft",
    "mail",
    "attempt",
];

/// A role that may read and write rows and owns nothing.
async fn role(bench: &Bench) -> (String, String) {
    let name = format!("role_{}", store::new_id(moment(0)).replace('-', ""));
    bench.raw(&format!("create role {name} login password 'one for the test'")).await;
    let grants = format!(
        "grant usage on schema public to {name};
         grant select, insert, update, delete on all tables in schema public to {name}"
    );
    bench.raw(&grants).await;
    let url = crate::engines::as_role(&bench.url, &name, "one%20for%20the%20test");
    (name, url)
}

async fn count(connection: &mut PgConnection, sql: String) -> i64 {
    sqlx::query(AssertSqlSafe(sql)).fetch_one(connection).await.unwrap().get(0)
}

#[tokio::test]
async fn a_role_that_owns_nothing_works_and_cannot_cross_to_another_council() {
    let Some(bench) = postgres().await else { return };
    lived_in(&bench).await;
    let (name, url) = role(&bench).await;

    let store = Store::open(&url).await.unwrap();
    let brindle = Tenant { id: "brindle".into(), name: "Brindle".into(), opened_at: moment(0) };
    store.create_tenant(&brindle, &doing("taken-on", "brindle")).await.unwrap();
    assert_eq!(store.verify(COUNCIL).await.unwrap().faults, []);
    assert_eq!(store.tenants().await.unwrap().len(), 2);
    store.close().await;

    let mut other = PgConnection::connect(&url).await.unwrap();
    for table in TABLES {
        assert_eq!(count(&mut other, format!("select count(*) from {table}")).await, 0, "{table}, nobody named");
    }
    sqlx::query("select set_config('app.tenant', 'ambleford', false)").execute(&mut other).await.unwrap();
    for table in TABLES {
        assert!(count(&mut other, format!("select count(*) from {table}")).await > 0, "{table}, its own");
    }
    sqlx::query("select set_config('app.tenant', 'brindle', false)").execute(&mut other).await.unwrap();
    for table in TABLES {
        let theirs = format!("select count(*) from {table} where tenant = 'ambleford'");
        assert_eq!(count(&mut other, theirs).await, 0, "{table}, another's");
        for change in [format!("update {table} set tenant = 'brindle'"), format!("delete from {table}")] {
            let sql = format!("{change} where tenant = 'ambleford'");
            let done = sqlx::query(AssertSqlSafe(sql)).execute(&mut other).await.unwrap();
            assert_eq!(done.rows_affected(), 0, "{change}");
        }
    }
    for sql in [
        "insert into attempt (tenant, attempt, subject, at) values ('ambleford', 'a', 'b', 'c')",
        "insert into tenant (tenant, name, opened_at, lines, head, papers) values ('third', 'T', '', 0, '', 0)",
    ] {
        let error = sqlx::query(sql).execute(&mut other).await.unwrap_err();
        assert_eq!(error.as_database_error().and_then(|said| said.code()).as_deref(), Some("42501"), "{sql}");
    }
    let renamed = sqlx::query("update tenant set name = 'Mine' where tenant = 'ambleford'").execute(&mut other).await;
    assert_eq!(renamed.unwrap().rows_affected(), 0);
    other.close().await.unwrap();
    bench.raw(&format!("drop owned by {name}; drop role {name}")).await;
    bench.end().await;
}

#[tokio::test]
async fn a_role_that_owns_nothing_is_told_that_it_cannot_make_the_tables() {
    let Some(bench) = postgres().await else { return };
    let (name, url) = role(&bench).await;
    bench
        .raw(&format!("drop schema public cascade; create schema public; grant usage on schema public to {name}"))
        .await;
    let told = Store::open(&url).await.map(|_| ());
    assert!(matches!(&told, Err(StoreError::Broken(says)) if says.contains("the role that owns them")), "{told:?}");
    bench.raw(&format!("drop owned by {name}; drop role {name}")).await;
    bench.end().await;
}

#[tokio::test]
async fn every_table_of_a_council_is_locked_for_its_owner_too() {
    let Some(bench) = postgres().await else { return };
    let mut connection = PgConnection::connect(&bench.url).await.unwrap();
    let sql = "select relname::text from pg_class
               where relnamespace = 'public'::regnamespace and relkind = 'r'
                 and not (relrowsecurity and relforcerowsecurity)";
    let open: Vec<String> =
        sqlx::query(sql).fetch_all(&mut connection).await.unwrap().iter().map(|r| r.get(0)).collect();
    assert_eq!(open, ["migration"]);
    connection.close().await.unwrap();
    bench.end().await;
}
