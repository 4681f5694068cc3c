use store::{Doing, Fault, Lines, Store, Table};

use crate::engines::{Bench, COUNCIL, doing, moment};
use crate::lived_in::lived_in;

on_every_engine!(history_is_read_the_latest_first_and_page_by_page, bench, {
    let store = bench.council().await;
    for n in 1..=5 {
        let subject = if n % 2 == 0 { "p2" } else { "p1" };
        let told = Doing {
            by: (n > 1).then(|| "p1".to_string()),
            at: moment(n) + jiff::SignedDuration::from_nanos(n),
            before: Some("a".into()),
            after: Some("b “c”".into()),
            why: Some("because".into()),
            ..doing("signed-in", subject)
        };
        store.note(COUNCIL, &told).await.unwrap();
    }
    let numbers = |lines: &[domain::cycle::Line]| lines.iter().map(|line| line.number).collect::<Vec<_>>();
    let page = store.lines(COUNCIL, Lines { limit: 4, ..Lines::default() }).await.unwrap();
    assert_eq!(numbers(&page), [6, 5, 4, 3]);
    let rest = store.lines(COUNCIL, Lines { before_number: Some(3), ..Lines::default() }).await.unwrap();
    assert_eq!(numbers(&rest), [2, 1]);
    let of_p2 = store.lines(COUNCIL, Lines { subject: Some("p2".into()), ..Lines::default() }).await.unwrap();
    assert_eq!(numbers(&of_p2), [5, 3]);
    assert_eq!(store.written(COUNCIL).await.unwrap(), 6);
    assert_eq!(store.written("nowhere").await.unwrap(), 0);
    let first = &rest[0];
    assert_eq!((first.by.as_deref(), first.act.as_str()), (None, "signed-in"));
    assert_eq!(first.at, moment(1) + jiff::SignedDuration::from_nanos(1));
    assert_eq!(first.after.as_deref(), Some("b “c”"));
});

on_every_engine!(a_council_that_nobody_tampered_with_verifies, bench, {
    let store = lived_in(bench).await;
    let verified = store.verify(COUNCIL).await.unwrap();
    assert_eq!(verified.faults, []);
    assert!(verified.lines > 20, "{verified:?}");
    assert!(verified.rows > 25, "{verified:?}");
    let latest = store.lines(COUNCIL, Lines { limit: 1, ..Lines::default() }).await.unwrap();
    assert_eq!(verified.head, latest[0].digest);
});

/// Tables that history does not cover: what may be lost without losing anything that a council said.
const WORKING: [&str; 7] = ["tenant", "session", "link", "token_use", "draft", "mail", "attempt"];

on_every_engine!(a_changed_column_of_any_row_is_found_and_named, bench, {
    let store = lived_in(bench).await;
    bench.loosen().await;
    let mut tried = 0;
    for table in kept(store).await {
        let row = table.rows.last().expect("every table holds something").clone();
        for at in 0..table.columns.len() {
            let mut changed = row.clone();
            changed[at] = tampered(row[at].as_deref());
            bench.swap(&table, &row, Some(&changed)).await;
            let what = format!("{} {}", table.name, table.columns[at]);
            found(store, &table.name, &what).await;
            bench.swap(&table, &changed, Some(&row)).await;
            tried += 1;
        }
    }
    assert!(tried > 70, "{tried}");
    assert_eq!(store.verify(COUNCIL).await.unwrap().faults, []);
});

on_every_engine!(a_deleted_row_is_found_and_named, bench, {
    let store = lived_in(bench).await;
    bench.loosen().await;
    for table in kept(store).await {
        for row in [&table.rows[0], &table.rows[table.rows.len() - 1]] {
            bench.swap(&table, row, None).await;
            let at = if table.name == "blob" { "" } else { &table.name };
            found(store, at, &format!("{} {row:?}", table.name)).await;
            bench.raw(&bench.insert(&table, row)).await;
        }
    }
    assert_eq!(store.verify(COUNCIL).await.unwrap().faults, []);
});

on_every_engine!(an_inserted_row_is_found_and_named, bench, {
    let store = lived_in(bench).await;
    bench.loosen().await;
    for table in kept(store).await.into_iter().filter(|table| table.name != "blob") {
        let mut new = table.rows.last().unwrap().clone();
        new[0] = tampered(new[0].as_deref());
        if let Some(at) = table.columns.iter().position(|column| column == "digest" || column == "email") {
            new[at] = new[at].as_ref().map(|text| format!("{text}0"));
        }
        bench.raw(&bench.insert(&table, &new)).await;
        found(store, &table.name, &format!("a new row of {}", table.name)).await;
        bench.raw(&bench.delete(&table, &new)).await;
    }
    assert_eq!(store.verify(COUNCIL).await.unwrap().faults, []);
});

on_every_engine!(lines_put_in_another_order_are_found, bench, {
    let store = lived_in(bench).await;
    for sql in [
        "update history set number = 9000 where number = 7",
        "update history set number = 7 where number = 8",
        "update history set number = 8 where number = 9000",
    ] {
        bench.raw(sql).await;
    }
    let faults = store.verify(COUNCIL).await.unwrap().faults;
    let keys: Vec<&str> = faults.iter().map(|fault| fault.key.as_str()).collect();
    assert!(keys.contains(&"7") && keys.contains(&"8"), "{faults:?}");
});

on_every_engine!(a_history_cut_short_is_found, bench, {
    let store = lived_in(bench).await;
    let last = store.lines(COUNCIL, Lines { limit: 1, ..Lines::default() }).await.unwrap()[0].number;
    bench.raw(&format!("delete from history where number = {last}")).await;
    let faults = store.verify(COUNCIL).await.unwrap().faults;
    assert!(faults.iter().any(|fault| fault.table == "history" && fault.key == last.to_string()), "{faults:?}");
});

async fn kept(store: &Store) -> Vec<Table> {
    let tables = store.tables(COUNCIL).await.unwrap();
    tables.into_iter().filter(|table| !WORKING.contains(&table.name.as_str())).collect()
}

/// Something else of the same type.
fn tampered(cell: Option<&str>) -> Option<String> {
    Some(match cell {
        None => "put there later".to_string(),
        Some(text) => match text.parse::<u32>() {
            Ok(number) => (number + 7).to_string(),
            Err(_) if text.len() % 2 == 0 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) => format!("{text}00"),
            Err(_) => format!("{text}."),
        },
    })
}

async fn found(store: &Store, table: &str, what: &str) {
    let faults: Vec<Fault> = store.verify(COUNCIL).await.unwrap().faults;
    assert!(!faults.is_empty(), "not found: {what}");
    assert!(table.is_empty() || faults.iter().any(|fault| fault.table == table), "{what}: {faults:?}");
}

impl Bench {
    /// Drops what keeps a clumsy tamperer out: checks and references.
    async fn loosen(&self) {
        if self.store.engine() == "postgres" {
            let sql = "do $$ declare one record; begin
                for one in select conrelid::regclass as place, conname from pg_constraint
                           where contype in ('c', 'f') and connamespace = 'public'::regnamespace loop
                    execute format('alter table %s drop constraint %I', one.place, one.conname);
                end loop; end $$";
            self.raw(sql).await;
        }
    }

    /// Takes one row away and puts another in its place.
    async fn swap(&self, table: &Table, old: &[Option<String>], new: Option<&[Option<String>]>) {
        let delete = self.delete(table, old);
        let insert = new.map(|new| self.insert(table, new)).unwrap_or_default();
        self.raw(&format!("{delete}; {insert}")).await;
    }

    fn insert(&self, table: &Table, row: &[Option<String>]) -> String {
        let cells = table.columns.iter().zip(row).map(|(name, cell)| self.literal(name, cell.as_deref()));
        let cells = cells.collect::<Vec<_>>().join(", ");
        let loose = if self.store.engine() == "sqlite" { "pragma ignore_check_constraints = on; " } else { "" };
        format!(
            "{loose}insert into {} (tenant, {}) values ('{COUNCIL}', {cells})",
            table.name,
            table.columns.join(", ")
        )
    }

    fn delete(&self, table: &Table, row: &[Option<String>]) -> String {
        let same = table.columns.iter().zip(row).filter_map(|(name, cell)| {
            cell.as_deref().map(|cell| format!(" and {name} = {}", self.literal(name, Some(cell))))
        });
        format!("delete from {} where tenant = '{COUNCIL}'{}", table.name, same.collect::<String>())
    }

    fn literal(&self, column: &str, cell: Option<&str>) -> String {
        match cell {
            None => "null".to_string(),
            Some(cell) if column == "bytes" && self.store.engine() == "sqlite" => format!("x'{cell}'"),
            Some(cell) if column == "bytes" => format!("'\\x{cell}'"),
            Some(cell) => format!("'{}'", cell.replace('\'', "''")),
        }
    }
}
