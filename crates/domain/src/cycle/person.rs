//! People and their roles (DOMAIN section 7).

/// What a person may be asked to do. Members and residents read what is published and need no role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Enters values, markers, reasons and notes of measures.
    DataOwner,
    /// Proposes the rating of a commitment and writes its commentary.
    Lead,
    /// Approves, or returns with a reason.
    Director,
    /// Runs the cycle: plan, definitions, targets, deadlines, chasing, checks, overrides, publishing.
    PerformanceOfficer,
    /// People, sign-in, mail, backups.
    Administrator,
}

/// Every role with the word that files, tables and JSON use.
pub const ROLES: [(Role, &str); 5] = [
    (Role::DataOwner, "data-owner"),
    (Role::Lead, "lead"),
    (Role::Director, "director"),
    (Role::PerformanceOfficer, "performance-officer"),
    (Role::Administrator, "administrator"),
];

/// How far a role reaches.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// The whole council.
    All,
    /// One measure, by its key.
    Measure(String),
    /// One commitment by its reference, and the measures that serve it.
    Commitment(String),
    /// One heading by its reference, and everything under it.
    Heading(String),
    /// Every measure whose owner, and every commitment whose lead, is so named in the plan.
    Named(String),
}

/// A role as far as it reaches.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// How far it reaches.
    pub scope: Scope,
}

/// Whether a person may sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PersonState {
    /// Has been invited and has not yet signed in.
    Invited,
    /// May sign in.
    Active,
    /// Has left: may not sign in; what they did stays under their name.
    Ended,
}

/// Every state of a person with its word.
pub const PERSON_STATES: [(PersonState, &str); 3] =
    [(PersonState::Invited, "invited"), (PersonState::Active, "active"), (PersonState::Ended, "ended")];

/// Somebody who works with the council's figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Identifier, made in Rust, never reused.
    pub id: String,
    /// The name as pages and histories show it.
    pub name: String,
    /// The address that mail goes to and that they sign in with, in lower case; unique in the council.
    pub email: String,
    /// Whether they may sign in.
    pub state: PersonState,
    /// What they may do.
    pub grants: Vec<Grant>,
}

impl Scope {
    /// The scope as files and tables write it: `all`, `measure:KEY`, `commitment:REF`, `heading:REF`, `named:TEXT`.
    pub fn write(&self) -> String {
        match self {
            Scope::All => "all".to_string(),
            Scope::Measure(key) => format!("measure:{key}"),
            Scope::Commitment(reference) => format!("commitment:{reference}"),
            Scope::Heading(reference) => format!("heading:{reference}"),
            Scope::Named(name) => format!("named:{name}"),
        }
    }

    /// Reads what [`Scope::write`] writes. `None`: it is none of them, or names nothing.
    pub fn parse(text: &str) -> Option<Scope> {
        if text == "all" {
            return Some(Scope::All);
        }
        let (kind, what) = text.split_once(':').filter(|(_, what)| !what.trim().is_empty())?;
        let what = what.trim().to_string();
        match kind {
            "measure" => Some(Scope::Measure(what)),
            "commitment" => Some(Scope::Commitment(what)),
            "heading" => Some(Scope::Heading(what)),
            "named" => Some(Scope::Named(what)),
            _ => None,
        }
    }
}

impl Person {
    /// Whether they hold a role, however far it reaches.
    pub fn holds(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }
}
