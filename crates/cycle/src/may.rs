//! Who may do what: one table (DOMAIN section 7).

use domain::cycle::{Item, Person, PersonState, Role};
use domain::{Council, Plan};

use crate::reach::covers;

/// What people do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// See what one owes, and one's own entries.
    SeeOwn,
    /// Enter a value or the reason there is none.
    EnterFigure,
    /// Propose the rating of a commitment and write its commentary.
    WriteProgress,
    /// Write the edition's own words.
    WriteWords,
    /// Approve an item, or return it with a reason.
    Approve,
    /// Ask somebody else to approve an item.
    Delegate,
    /// See every item of a round, who owes it and where it stands; read drafts of the report.
    SeeRound,
    /// Set a rating beside the computed one, with a reason.
    OverrideRating,
    /// Open a round and set its dates.
    OpenRound,
    /// Remind people by e-mail of what they owe.
    Chase,
    /// Change the plan, measures, targets, definitions.
    EditPlan,
    /// Publish an edition, correct it, withdraw it.
    Publish,
    /// Read the history.
    SeeHistory,
    /// Make and revoke tokens for programs.
    ManageTokens,
    /// Invite people, give and take roles, end sessions.
    ManagePeople,
    /// Settings of mail and sign-on, backups, health.
    Administer,
}

/// Every act with the roles that may do it.
pub const TABLE: [(Act, &[Role]); 16] = {
    use Role::{Administrator, DataOwner, Director, Lead, PerformanceOfficer};
    [
        (Act::SeeOwn, &[DataOwner, Lead, Director, PerformanceOfficer, Administrator]),
        (Act::EnterFigure, &[DataOwner, Lead, PerformanceOfficer]),
        (Act::WriteProgress, &[Lead, PerformanceOfficer]),
        (Act::WriteWords, &[PerformanceOfficer]),
        (Act::Approve, &[Director]),
        (Act::Delegate, &[Director]),
        (Act::SeeRound, &[Director, PerformanceOfficer]),
        (Act::OverrideRating, &[PerformanceOfficer]),
        (Act::OpenRound, &[PerformanceOfficer]),
        (Act::Chase, &[PerformanceOfficer]),
        (Act::EditPlan, &[PerformanceOfficer]),
        (Act::Publish, &[PerformanceOfficer]),
        (Act::SeeHistory, &[PerformanceOfficer, Administrator]),
        (Act::ManageTokens, &[PerformanceOfficer, Administrator]),
        (Act::ManagePeople, &[Administrator]),
        (Act::Administer, &[Administrator]),
    ]
};

/// Roles that may do an act.
pub fn roles(act: Act) -> &'static [Role] {
    TABLE.iter().find(|(known, _)| *known == act).map_or(&[], |(_, roles)| roles)
}

/// Whether a person may do an act that is about no item: some grant of theirs has a role for it.
pub fn may(person: &Person, act: Act) -> bool {
    person.state == PersonState::Active && person.grants.iter().any(|grant| roles(act).contains(&grant.role))
}

/// Whether a person may do an act to an item: some grant of theirs has a role for it and reaches the item.
pub fn may_to(person: &Person, act: Act, item: &Item, council: &Council, plan: &Plan) -> bool {
    let reaches = |grant: &&domain::cycle::Grant| covers(&grant.scope, item, council, plan);
    let grants = person.grants.iter().filter(|grant| roles(act).contains(&grant.role));
    person.state == PersonState::Active && grants.filter(reaches).count() > 0
}

/// The act of entering an item.
pub fn entering(item: &Item) -> Act {
    match item {
        Item::Figure { .. } => Act::EnterFigure,
        Item::Progress { .. } => Act::WriteProgress,
        Item::Words { .. } => Act::WriteWords,
        Item::Rating { .. } => Act::OverrideRating,
    }
}
