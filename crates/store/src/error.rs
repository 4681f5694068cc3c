//! What may go wrong, told apart by what a person can do about it.

use std::io::ErrorKind;

/// What the store's functions give.
pub type Result<T> = std::result::Result<T, StoreError>;

/// Why the store refused. Texts name tables and codes, never addresses, passwords or what people wrote.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Somebody else changed it since it was read: show both and let the person decide.
    #[error("{0} was changed by somebody else since it was read; read it again and decide")]
    Changed(String),
    /// It exists already, and there can be only one.
    #[error("{0} exists already")]
    Taken(String),
    /// The database cannot be reached or does not answer; it may work again by itself.
    #[error("the database cannot be reached ({0}); nothing was saved; try again in a moment")]
    Gone(String),
    /// The disk that holds the database is full.
    #[error("the disk that holds the database is full; nothing was saved; make room, then try again")]
    Full,
    /// A PostgreSQL on another machine whose certificate would not be checked, which nobody asked for in words.
    #[error(
        "the database is on another machine, and anybody on the way could answer in its place: end its address with \
         sslmode=verify-full (and &sslrootcert=FILE, the certificate of an authority of your own); or, where nobody can be \
         on the way, say so by adding certificate=unchecked"
    )]
    Unchecked,
    /// The database was written by a newer version of the program.
    #[error(
        "the database is at step {found} and this program knows steps to {known}: start the newer program that wrote it"
    )]
    Newer {
        /// Number of the database's latest migration.
        found: u32,
        /// Number of the latest migration that this program knows.
        known: u32,
    },
    /// Anything else, which a person cannot mend by trying again.
    #[error("the database holds or said something unexpected: {0}")]
    Broken(String),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> StoreError {
        match &error {
            sqlx::Error::Database(said) => told(said.as_ref()),
            sqlx::Error::PoolTimedOut => StoreError::Gone("no connection in time".to_string()),
            sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => {
                StoreError::Gone("the connection was closed".to_string())
            }
            sqlx::Error::Io(io) if matches!(io.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => {
                StoreError::Full
            }
            // What a certificate that cannot be trusted comes as.
            sqlx::Error::Io(io) if io.kind() == ErrorKind::InvalidData => StoreError::Gone(
                "no secure connection could be made: is its certificate for this address, and of an authority that is \
                 known? One of your own is named with sslrootcert"
                    .to_string(),
            ),
            sqlx::Error::Io(io) => StoreError::Gone(io.kind().to_string()),
            sqlx::Error::Tls(_) => StoreError::Gone("no secure connection could be made".to_string()),
            sqlx::Error::Protocol(_) => StoreError::Gone("the conversation with it broke off".to_string()),
            sqlx::Error::Configuration(_) => {
                StoreError::Broken("its address cannot be read: sqlite:FILE or postgres://…".to_string())
            }
            sqlx::Error::RowNotFound => StoreError::Broken("a row is missing".to_string()),
            _ => StoreError::Broken("it did not answer as asked".to_string()),
        }
    }
}

/// What the engine said, by its code: five characters are PostgreSQL's, a number is SQLite's.
fn told(said: &dyn sqlx::error::DatabaseError) -> StoreError {
    let code = said.code().unwrap_or_default().into_owned();
    let table = said.table().map_or_else(|| plain(said.message()), str::to_string);
    if said.is_unique_violation() {
        return StoreError::Taken(table);
    }
    let plain = match code.parse::<u32>() {
        // SQLite: the lowest eight bits are the kind of error.
        Ok(number) if code.len() != 5 => match number & 0xff {
            13 => return StoreError::Full,
            5 | 6 => Some("another program holds it"),
            8 => Some("it may only be read"),
            10 => Some("its disk failed"),
            14 => Some("its file cannot be opened"),
            _ => None,
        },
        _ => match (code.get(..2).unwrap_or_default(), code.as_str()) {
            (_, "53100") => return StoreError::Full,
            (_, "3D000") => Some("there is no database of that name"),
            (_, "25006") => Some("it may only be read"),
            ("08", _) => Some("the connection broke off"),
            ("28", _) => Some("it refused the name or the password"),
            ("40", _) => Some("two changes crossed"),
            (_, "53400") => Some("it was given too little room for what a sort writes down"),
            ("53", _) => Some("it has no room for another connection"),
            ("55", _) => Some("it takes no connections, or a lock was not given in time"),
            ("57" | "58", _) => Some("it is starting, stopping or in trouble"),
            _ => None,
        },
    };
    match plain {
        None if code == "42501" => StoreError::Broken(
            "the role may not do this; tables are made and brought up to date by the role that owns them".to_string(),
        ),
        Some(plain) => StoreError::Gone(format!("{plain}, code {code}")),
        None => StoreError::Broken(format!("code {code}, {table}")),
    }
}

/// SQLite names the column after the last colon and quotes no value. PostgreSQL may quote one: cut there.
fn plain(message: &str) -> String {
    message.split(['"', '\'']).next().unwrap_or_default().trim_end().to_string()
}
