use store::{StoreError, Table, digest_of};

use crate::engines::{Bench, COUNCIL, doing, moment, postgres, sqlite};
use crate::lived_in::lived_in;

on_every_engine!(every_table_is_read_and_a_new_line_changes_the_digest, bench, {
    let store = lived_in(bench).await;
    let tables = store.tables(COUNCIL).await.unwrap();
    let empty: Vec<&str> =
        tables.iter().filter(|table| table.rows.is_empty()).map(|table| table.name.as_str()).collect();
    assert_eq!(empty, Vec::<&str>::new());
    for table in &tables {
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{}", table.name);
    }
    assert_eq!(digest_of(&tables), digest_of(&store.tables(COUNCIL).await.unwrap()));
    store.note(COUNCIL, &doing("signed-in", "p1")).await.unwrap();
    assert_ne!(digest_of(&tables), digest_of(&store.tables(COUNCIL).await.unwrap()));
});

on_every_engine!(a_council_filled_from_its_tables_is_the_same_council, bench, {
    let tables = lived_in(bench).await.tables(COUNCIL).await.unwrap();
    let other = sqlite().await;
    other.store.fill_tables(COUNCIL, &tables).await.unwrap();
    assert_eq!(other.store.tables(COUNCIL).await.unwrap(), tables);
    assert_eq!(other.store.verify(COUNCIL).await.unwrap().faults, []);
    let again = other.store.fill_tables(COUNCIL, &tables).await;
    assert!(matches!(again, Err(StoreError::Taken(_))), "{again:?}");
});

on_every_engine!(tables_that_are_not_known_or_do_not_fit_are_refused_whole, bench, {
    let tables = lived_in(bench).await.tables(COUNCIL).await.unwrap();
    let other = sqlite().await;
    let unknown = Table { name: "secrets".into(), columns: vec!["a".into()], rows: Vec::new() };
    let with_unknown: Vec<Table> = tables.iter().cloned().chain([unknown]).collect();
    let mut renamed = tables.clone();
    renamed[3].columns[0] = "somebody".into();
    let without_tenant: Vec<Table> = tables[1..].to_vec();
    for wrong in [with_unknown, renamed, without_tenant] {
        let refused = other.store.fill_tables(COUNCIL, &wrong).await;
        assert!(matches!(refused, Err(StoreError::Broken(_))), "{refused:?}");
        assert_eq!(other.store.tenants().await.unwrap(), []);
    }
});

#[tokio::test]
async fn a_council_that_moves_to_postgres_and_back_is_the_same_council() {
    let Some(far) = postgres().await else { return };
    let (here, back) = (sqlite().await, sqlite().await);
    let tables = lived_in(&here).await.tables(COUNCIL).await.unwrap();
    far.store.fill_tables(COUNCIL, &tables).await.unwrap();
    let there = far.store.tables(COUNCIL).await.unwrap();
    back.store.fill_tables(COUNCIL, &there).await.unwrap();
    let digests = [digest_of(&tables), digest_of(&there), digest_of(&back.store.tables(COUNCIL).await.unwrap())];
    assert_eq!(digests[0], digests[1]);
    assert_eq!(digests[0], digests[2]);
    assert_eq!(back.store.verify(COUNCIL).await.unwrap().faults, []);
    far.end().await;
}

on_every_engine!(a_backup_made_while_others_write_holds_all_that_was_acknowledged_before_it, bench, {
    let store = lived_in(bench).await.clone();
    let before = store.verify(COUNCIL).await.unwrap().lines;
    let writer = tokio::spawn({
        let store = store.clone();
        async move {
            for n in 0..50 {
                store.note(COUNCIL, &doing("signed-in", &format!("p{n}"))).await.unwrap();
            }
        }
    });
    let file = bench.path("backup.baseplan");
    let written = store.backup(&file).await.unwrap();
    writer.await.unwrap();
    assert_eq!(written.tenants, 1);
    let names: Vec<_> = std::fs::read_dir(file.parent().unwrap()).unwrap().map(|e| e.unwrap().file_name()).collect();
    let beside: Vec<_> = names.iter().filter(|name| name.to_string_lossy().starts_with("backup")).collect();
    assert_eq!(beside, ["backup.baseplan"]);

    let restored = sqlite().await;
    let read = restored.store.restore(&file).await.unwrap();
    assert_eq!(read, written);
    let verified = restored.store.verify(COUNCIL).await.unwrap();
    assert_eq!(verified.faults, []);
    assert!(verified.lines >= before, "{verified:?}");
});

on_every_engine!(a_restored_council_is_the_same_council_on_its_own_engine, bench, {
    let store = lived_in(bench).await;
    let file = bench.path("backup.baseplan");
    store.backup(&file).await.unwrap();
    let other = another(bench).await;
    other.store.restore(&file).await.unwrap();
    assert_eq!(other.store.tables(COUNCIL).await.unwrap(), store.tables(COUNCIL).await.unwrap());
    other.end().await;
});

on_every_engine!(a_backup_overwrites_no_file_and_a_restore_no_council, bench, {
    let store = lived_in(bench).await;
    let file = bench.path("backup.baseplan");
    store.backup(&file).await.unwrap();
    assert!(matches!(store.backup(&file).await, Err(StoreError::Taken(_))));
    let refused = store.restore(&file).await;
    assert!(matches!(refused, Err(StoreError::Taken(_))), "{refused:?}");
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&file).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600, "it holds digests of passwords");
    }
    let missing = store.restore(&bench.path("no-such-file")).await;
    assert!(matches!(missing, Err(StoreError::Broken(_))), "{missing:?}");
});

on_every_engine!(a_damaged_backup_is_refused_and_nothing_of_it_is_kept, bench, {
    lived_in(bench).await;
    let file = bench.path("backup.baseplan");
    bench.store.backup(&file).await.unwrap();
    let mut bytes = std::fs::read(&file).unwrap();
    let length = bytes.len();
    bytes[length / 3..].iter_mut().for_each(|byte| *byte ^= 0x5a);
    std::fs::write(&file, bytes).unwrap();
    let other = another(bench).await;
    let refused = other.store.restore(&file).await;
    assert!(refused.is_err(), "{refused:?}");
    assert_eq!(other.store.tenants().await.unwrap(), []);
    other.end().await;
});

on_every_engine!(a_second_council_on_one_server_goes_into_the_same_backup, bench, {
    let store = lived_in(bench).await;
    let second = store::Tenant { id: "brindle".into(), name: "Brindle".into(), opened_at: moment(0) };
    store.create_tenant(&second, &doing("taken-on", "brindle")).await.unwrap();
    let file = bench.path("backup.baseplan");
    assert_eq!(store.backup(&file).await.unwrap().tenants, 2);
    let other = another(bench).await;
    other.store.restore(&file).await.unwrap();
    assert_eq!(other.store.tenants().await.unwrap(), store.tenants().await.unwrap());
    other.end().await;
});

/// A second, empty store on the same engine.
async fn another(bench: &Bench) -> Bench {
    if bench.store.engine() == "sqlite" { sqlite().await } else { postgres().await.unwrap() }
}
