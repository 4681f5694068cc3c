//! The database itself: its tables, its versions, and what happens while it is away.

use std::collections::BTreeMap;

use sqlx::{Connection, Row};
use store::{Store, StoreError};

use crate::engines::{Bench, COUNCIL, doing, moment};
use crate::lived_in::lived_in;

impl Bench {
    /// Two columns of text that a statement gives.
    async fn pairs(&self, sql: &'static str) -> Vec<(String, String)> {
        if self.store.engine() == "sqlite" {
            let mut connection = sqlx::SqliteConnection::connect(&self.url).await.unwrap();
            let rows = sqlx::query(sql).fetch_all(&mut connection).await.unwrap();
            rows.iter().map(|row| (row.get(0), row.get(1))).collect()
        } else {
            let mut connection = sqlx::PgConnection::connect(&self.url).await.unwrap();
            let rows = sqlx::query(sql).fetch_all(&mut connection).await.unwrap();
            rows.iter().map(|row| (row.get(0), row.get(1))).collect()
        }
    }
}

on_every_engine!(the_engine_has_the_tables_and_columns_that_the_program_knows, bench, {
    let known = bench.council().await.tables(COUNCIL).await.unwrap();
    let known: BTreeMap<String, Vec<String>> = known
        .into_iter()
        .map(|table| (table.name, std::iter::once("tenant".to_string()).chain(table.columns).collect()))
        .collect();
    let sql = if bench.store.engine() == "sqlite" {
        "select m.name, c.name from sqlite_master m, pragma_table_info(m.name) c
         where m.type = 'table' and m.name <> 'migration' order by m.name, c.cid"
    } else {
        "select table_name::text, column_name::text from information_schema.columns
         where table_schema = 'public' and table_name <> 'migration' order by table_name, ordinal_position"
    };
    let mut real: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (table, column) in bench.pairs(sql).await {
        real.entry(table).or_default().push(column);
    }
    assert_eq!(real, known);
});

on_every_engine!(columns_are_text_numbers_of_thirty_two_bits_or_bytes, bench, {
    let (sql, types) = if bench.store.engine() == "sqlite" {
        let sql = "select distinct lower(c.type), 'type' from sqlite_master m, pragma_table_info(m.name) c
                   where m.type = 'table' order by 1";
        (sql, ["blob", "integer", "text"])
    } else {
        let sql = "select distinct data_type::text, 'type' from information_schema.columns
                   where table_schema = 'public' order by 1";
        (sql, ["bytea", "integer", "text"])
    };
    let found: Vec<String> = bench.pairs(sql).await.into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(found, types);
});

#[tokio::test]
async fn every_table_of_sqlite_is_strict() {
    let bench = crate::engines::sqlite().await;
    let sql = "select name, cast(strict as text) from pragma_table_list
               where schema = 'main' and name not like 'sqlite_%' and strict = 0";
    assert_eq!(bench.pairs(sql).await, [("migration".to_string(), "0".to_string())]);
}

on_every_engine!(every_key_begins_with_the_tenant, bench, {
    let sql = if bench.store.engine() == "sqlite" {
        "select m.name, i.name || ' ' || c.name
         from sqlite_master m, pragma_index_list(m.name) i, pragma_index_info(i.name) c
         where m.type = 'table' and m.name <> 'migration' and c.seqno = 0"
    } else {
        "select t.relname::text, i.relname::text || ' ' || a.attname::text
         from pg_index x
         join pg_class t on t.oid = x.indrelid
         join pg_class i on i.oid = x.indexrelid
         join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
         where t.relnamespace = 'public'::regnamespace and t.relname <> 'migration'"
    };
    let keys = bench.pairs(sql).await;
    assert!(keys.len() > 20, "{keys:?}");
    let others: Vec<_> = keys.iter().filter(|(_, key)| !key.ends_with(" tenant")).collect();
    assert_eq!(others, Vec::<&(String, String)>::new());
});

on_every_engine!(a_newer_database_is_refused, bench, {
    bench.raw("insert into migration (number, name, digest) values (3, '0003_the_future', 'x')").await;
    let refused = Store::open(&bench.url).await.map(|_| ());
    assert_eq!(refused, Err(StoreError::Newer { found: 3, known: 2 }));
});

on_every_engine!(a_database_of_another_making_is_refused, bench, {
    bench.raw("update migration set digest = 'x' where number = 1").await;
    let refused = Store::open(&bench.url).await.map(|_| ());
    assert!(matches!(refused, Err(StoreError::Broken(_))), "{refused:?}");
});

on_every_engine!(programs_that_start_together_make_the_tables_once, bench, {
    let url = if bench.store.engine() == "sqlite" {
        format!("sqlite:{}", bench.path("another.db").display())
    } else {
        bench.raw("drop schema public cascade; create schema public").await;
        bench.url.clone()
    };
    let starts = (0..8).map(|_| {
        let url = url.clone();
        tokio::spawn(async move { Store::open(&url).await })
    });
    for start in starts.collect::<Vec<_>>() {
        let store = start.await.unwrap().unwrap();
        assert_eq!(store.tenants().await.unwrap(), []);
        store.close().await;
    }
});

on_every_engine!(a_second_open_finds_everything, bench, {
    let tables = lived_in(bench).await.tables(COUNCIL).await.unwrap();
    bench.store.close().await;
    let again = Store::open(&bench.url).await.unwrap();
    assert_eq!(again.tables(COUNCIL).await.unwrap(), tables);
    again.close().await;
});

on_every_engine!(the_pulse_of_a_database_that_is_well_is_felt, bench, {
    assert_eq!(bench.store.pulse().await, Ok(()));
});

#[tokio::test]
async fn the_pulse_of_postgres_asks_its_disk_for_room_and_not_only_for_a_write() {
    let Some(bench) = crate::engines::postgres().await else { return };
    bench.store.close().await;
    let (server, name) = bench.server().unwrap();
    // As near as a test comes to a disk without room: a write is taken, and what would need room is refused.
    bench.beside_it(server, &format!("alter database {name} set temp_file_limit = 0")).await;
    let store = Store::open(&bench.url).await.unwrap();
    let told = store.pulse().await;
    assert!(matches!(&told, Err(StoreError::Gone(says)) if says.contains("too little room")), "{told:?}");
    store.close().await;
    bench.beside_it(server, &format!("alter database {name} reset temp_file_limit")).await;
    let store = Store::open(&bench.url).await.unwrap();
    assert_eq!(store.pulse().await, Ok(()));
    store.close().await;
    bench.end().await;
}

#[tokio::test]
async fn a_postgres_that_takes_no_writes_is_not_well() {
    let Some(bench) = crate::engines::postgres().await else { return };
    bench.store.close().await;
    let (server, name) = bench.server().unwrap();
    // As a copy that follows another, and as what some who lease databases do when the disk is nearly full.
    let store = Store::open(&bench.url).await.unwrap();
    bench.beside_it(server, &format!("alter database {name} set default_transaction_read_only = on")).await;
    bench.cut(server, name).await;
    let told = store.pulse().await;
    assert!(matches!(&told, Err(StoreError::Gone(says)) if says.contains("may only be read")), "{told:?}");
    store.close().await;
    bench.end().await;
}

#[tokio::test]
async fn a_sqlite_file_that_was_moved_away_is_gone_until_it_is_back() {
    let bench = crate::engines::sqlite().await;
    let store = bench.council().await;
    let (file, away) = (bench.path("store.db"), bench.path("away.db"));
    std::fs::rename(&file, &away).unwrap();
    let told = store.note(COUNCIL, &doing("signed-in", "p1")).await;
    assert!(matches!(told, Err(StoreError::Gone(_))), "{told:?}");
    assert!(matches!(store.pulse().await, Err(StoreError::Gone(_))));
    assert!(matches!(store.tenants().await, Err(StoreError::Gone(_))));
    std::fs::rename(&away, &file).unwrap();
    store.note(COUNCIL, &doing("signed-in", "p1")).await.unwrap();
    assert_eq!(store.verify(COUNCIL).await.unwrap().lines, 2);
}

#[tokio::test]
async fn a_postgres_that_goes_away_is_told_and_service_returns_by_itself() {
    let Some(bench) = crate::engines::postgres().await else { return };
    let store = bench.council().await;
    let (server, name) = bench.server().unwrap();
    bench.beside_it(server, &format!("alter database {name} allow_connections false")).await;
    bench.cut(server, name).await;
    let told = store.note(COUNCIL, &doing("signed-in", "p1")).await;
    assert!(matches!(told, Err(StoreError::Gone(_))), "{told:?}");
    assert!(matches!(store.pulse().await, Err(StoreError::Gone(_))));
    bench.beside_it(server, &format!("alter database {name} allow_connections true")).await;
    store.note(COUNCIL, &doing("signed-in", "p1")).await.unwrap();
    // A connection that was cut while idle is replaced before it is used.
    bench.cut(server, name).await;
    store.note(COUNCIL, &doing("signed-in", "p1")).await.unwrap();
    assert_eq!(store.verify(COUNCIL).await.unwrap().lines, 3);
    bench.end().await;
}

impl Bench {
    /// Ends every connection to a database, as its server does when it is restarted.
    async fn cut(&self, server: &str, name: &str) {
        let sql = format!("select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");
        self.beside_it(server, &sql).await;
    }
}

#[tokio::test]
async fn what_cannot_be_opened_is_told_without_its_secrets() {
    let folder = tempfile::tempdir().unwrap();
    let there_is_no_such_folder = format!("sqlite:{}", folder.path().join("none").join("a.db").display());
    for url in ["postgres://ada:s3cret@127.0.0.1:1/none", "mysql://ada:s3cret@localhost/x", &there_is_no_such_folder] {
        let error = Store::open(url).await.unwrap_err();
        assert!(!error.to_string().contains("s3cret") && !format!("{error:?}").contains("s3cret"), "{error:?}");
        assert_eq!(matches!(error, StoreError::Gone(_)), !url.starts_with("mysql"), "{url}: {error:?}");
    }
}

on_every_engine!(text_that_one_engine_could_not_keep_is_refused_by_both, bench, {
    let store = bench.council().await;
    let told = store.note(COUNCIL, &doing("signed-in", "p\u{0}1")).await;
    assert!(matches!(told, Err(StoreError::Broken(_))), "{told:?}");
    assert_eq!(store.verify(COUNCIL).await.unwrap().lines, 1);
});

on_every_engine!(a_council_that_nobody_took_on_cannot_be_written_to, bench, {
    let told = bench.store.note("nowhere", &doing("signed-in", "p1")).await;
    assert!(matches!(told, Err(StoreError::Broken(_))), "{told:?}");
    assert_eq!(bench.store.tenant("nowhere").await.unwrap(), None);
    let tenant = store::Tenant { id: COUNCIL.into(), name: "Ambleford".into(), opened_at: moment(0) };
    bench.store.create_tenant(&tenant, &doing("taken-on", COUNCIL)).await.unwrap();
    assert_eq!(bench.store.tenant(COUNCIL).await.unwrap(), Some(tenant.clone()));
    let twice = bench.store.create_tenant(&tenant, &doing("taken-on", COUNCIL)).await;
    assert_eq!(twice, Err(StoreError::Taken("the council ambleford".into())));
});
