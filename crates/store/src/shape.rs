//! The tables as the program knows them: copied, compared and digested by this list, in an order in which every row
//! finds what it refers to. A test holds it against the columns that both engines really have.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Number,
    Bytes,
}

/// How a table is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    /// Each row is named with its digest by the line of history that wrote it.
    Sealed,
    /// The chain itself, the head of the chain, and contents named by their own digest.
    ByItself,
    /// Sessions, drafts, mail: no history.
    Working,
}

/// One table. Its first column is `tenant`, which is not listed; the first `key` of the others make the key with it.
#[derive(Debug)]
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    pub(crate) key: usize,
    pub(crate) kept: Kept,
    pub(crate) columns: &'static [(&'static str, Kind)],
}

use Kind::{Bytes, Number, Text};

/// Declares a table's shape.
macro_rules! shape {
    ($const:ident, $name:literal, $kept:ident, $key:literal, [$($column:ident $kind:ident),* $(,)?]) => {
        pub(crate) const $const: Shape = Shape {
            name: $name,
            key: $key,
            kept: Kept::$kept,
            columns: &[$((stringify!($column), $kind)),*],
        };
    };
}

shape!(TENANT, "tenant", ByItself, 0, [name Text, opened_at Text, lines Number, head Text, papers Number]);
shape!(BLOB, "blob", ByItself, 1, [digest Text, bytes Bytes]);
shape!(PAPER, "paper", Sealed, 2, [path Text, revision Number, digest Text, line Number]);
shape!(PERSON, "person", Sealed, 1, [person Text, name Text, email Text, state Text]);
shape!(GRANT, "person_grant", Sealed, 3, [person Text, role Text, scope Text]);
shape!(PASSWORD, "password", Sealed, 1, [person Text, hash Text, set_at Text]);
shape!(IDENTITY, "identity", Sealed, 2, [issuer Text, subject Text, person Text, known_at Text]);
shape!(ROUND, "round", Sealed, 2, [
    period Text, number Number, state Text, enter_by Text, approve_by Text, opened_at Text, published_at Text,
    reason Text, demonstration Text, version Number,
]);
shape!(ENTRY, "entry", Sealed, 4, [
    period Text, number Number, item Text, version Number, kind Text, value Text, numerator Text, denominator Text,
    absence Text, forecast Text, markers Text, as_at Text, note Text, grade Text, completes Text, text Text, why Text,
    person Text, at Text, via Text,
]);
shape!(STEP, "step", Sealed, 5, [
    period Text, number Number, item Text, version Number, place Number, move Text, detail Text, person Text, at Text,
]);
shape!(RELEASE, "release", Sealed, 1, [serial Number, period Text, number Number, released_at Text]);
shape!(BUNDLE_FILE, "bundle_file", Sealed, 2, [serial Number, path Text, media Text, digest Text]);
shape!(TOKEN, "token", Sealed, 1, [
    token Text, name Text, digest Text, person Text, scopes Text, made_at Text, expires_at Text, revoked_at Text,
]);
shape!(HISTORY, "history", ByItself, 1, [
    number Number, at Text, person Text, act Text, subject Text, was Text, became Text, why Text, wrote Text,
    digest Text,
]);
shape!(SESSION, "session", Working, 1, [
    digest Text, person Text, form_key Text, purpose Text, begun_at Text, seen_at Text, idle_until Text, ends_at Text,
]);
shape!(LINK, "link", Working, 1, [
    digest Text, purpose Text, person Text, subject Text, made_at Text, expires_at Text, used_at Text,
]);
shape!(TOKEN_USE, "token_use", Working, 1, [token Text, used_at Text]);
shape!(DRAFT, "draft", Working, 4, [
    person Text, period Text, number Number, item Text, seen Number, body Text, saved_at Text,
]);
shape!(MAIL, "mail", Working, 1, [
    mail Text, name Text, recipient Text, subject Text, body Text, queued_at Text, due_at Text, tries Number,
    sent_at Text, trouble Text,
]);
shape!(ATTEMPT, "attempt", Working, 1, [attempt Text, subject Text, at Text]);

/// Every table, those that are referred to first.
pub(crate) const SHAPES: [&Shape; 20] = [
    &TENANT,
    &BLOB,
    &PAPER,
    &PERSON,
    &GRANT,
    &PASSWORD,
    &IDENTITY,
    &ROUND,
    &ENTRY,
    &STEP,
    &RELEASE,
    &BUNDLE_FILE,
    &TOKEN,
    &HISTORY,
    &SESSION,
    &LINK,
    &TOKEN_USE,
    &DRAFT,
    &MAIL,
    &ATTEMPT,
];

impl Shape {
    /// `tenant` and the other columns, with commas.
    fn listed(&self) -> String {
        self.columns.iter().fold("tenant".to_string(), |list, (name, _)| format!("{list}, {name}"))
    }

    fn key_listed(&self) -> String {
        self.columns.iter().take(self.key).fold("tenant".to_string(), |list, (name, _)| format!("{list}, {name}"))
    }

    /// Adds one row; the tenant is `$1`.
    pub(crate) fn insert(&self) -> String {
        let places: String = (0..self.columns.len()).map(|n| format!(", ${}", n + 2)).collect();
        format!("insert into {} ({}) values ($1{places})", self.name, self.listed())
    }

    /// Adds one row, or writes over the one of the same key.
    pub(crate) fn upsert(&self) -> String {
        let others = self.columns.iter().skip(self.key).map(|(name, _)| format!("{name} = excluded.{name}"));
        let others = others.collect::<Vec<_>>().join(", ");
        let act = if others.is_empty() { "nothing".to_string() } else { format!("update set {others}") };
        format!("{} on conflict ({}) do {act}", self.insert(), self.key_listed())
    }

    /// Takes away the row of a key.
    pub(crate) fn delete(&self) -> String {
        let key = self.columns.iter().take(self.key).enumerate();
        let key: String = key.map(|(n, (name, _))| format!(" and {name} = ${}", n + 2)).collect();
        format!("delete from {} where tenant = $1{key}", self.name)
    }

    /// One page of a tenant's rows without the tenant, in the order of the engine's keys: `$2` rows after the first `$3`.
    pub(crate) fn page(&self) -> String {
        let columns = self.columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        let keys = self.key_listed();
        format!("select {columns} from {} where tenant = $1 order by {keys} limit $2 offset $3", self.name)
    }

    /// How many rows one page holds: few of those that hold files.
    pub(crate) fn page_size(&self) -> u32 {
        if self.columns.iter().any(|(_, kind)| *kind == Kind::Bytes) { 16 } else { 2000 }
    }
}
