//! The only SQL in the house is the store's.

use super::{Finding, Source, code};

/// Beginnings of statements, in lower case.
const STATEMENTS: [&str; 6] =
    ["select * from", "insert into ", "create table ", "delete from ", "alter table ", "drop table "];

/// Checks the rooms' sources.
pub fn check(sources: &[Source]) -> Vec<Finding> {
    let rooms = sources.iter().filter(|s| s.path.starts_with("crates/") && !s.path.starts_with("crates/store/"));
    rooms.flat_map(in_source).collect()
}

fn in_source(source: &Source) -> Vec<Finding> {
    let statement = |line: &str| {
        let line = line.to_lowercase();
        let select = line.contains("select ") && line.contains(" from ") && line.contains('"');
        select || STATEMENTS.iter().any(|statement| line.contains(statement))
    };
    let found = code(source).filter(|(_, line)| statement(line));
    found.map(|(at, _)| Finding::failure(format!("{}:{at}", source.path), "SQL outside the store")).collect()
}

#[cfg(test)]
mod cases {
    use super::super::source;
    use super::*;

    #[test]
    fn a_statement_outside_the_store_fails() {
        let line = r#"query("select value from observation where measure = $1")"#;
        assert_eq!(check(&[source("crates/report/src/compose.rs", line)]).len(), 1);
        assert_eq!(check(&[source("crates/store/src/measures.rs", line)]), []);
        assert_eq!(check(&[source("crates/report/src/compose.rs", "iter.filter(|m| selected(m))")]), []);
    }
}
