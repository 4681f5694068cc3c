//! Who may do what: the table against the field's (DOMAIN section 7), and how far a role reaches.

use cycle::may::{Act, TABLE, may, may_to, roles};
use domain::cycle::{Grant, Item, Person, PersonState, ROLES, Role, Scope};

use super::{council, edition, files};

fn person(role: Role, scope: Scope) -> Person {
    Person {
        id: "p".into(),
        name: "P".into(),
        email: "p@example.org".into(),
        state: PersonState::Active,
        grants: vec![Grant { role, scope }],
    }
}

#[test]
fn every_act_stands_once_in_the_table_and_somebody_may_do_it() {
    for (place, (act, roles)) in TABLE.iter().enumerate() {
        assert!(!roles.is_empty(), "{act:?}");
        assert!(TABLE.iter().skip(place + 1).all(|(other, _)| other != act), "{act:?}");
    }
}

/// A row an act, a column a role in the order of [`ROLES`]: data owner, lead, director, performance officer, administrator.
const GRID: [(Act, &str); 16] = [
    (Act::SeeOwn, "yes yes yes yes yes"),
    (Act::EnterFigure, "yes yes no yes no"),
    (Act::WriteProgress, "no yes no yes no"),
    (Act::WriteWords, "no no no yes no"),
    (Act::Approve, "no no yes no no"),
    (Act::Delegate, "no no yes no no"),
    (Act::SeeRound, "no no yes yes no"),
    (Act::OverrideRating, "no no no yes no"),
    (Act::OpenRound, "no no no yes no"),
    (Act::Chase, "no no no yes no"),
    (Act::EditPlan, "no no no yes no"),
    (Act::Publish, "no no no yes no"),
    (Act::SeeHistory, "no no no yes yes"),
    (Act::ManageTokens, "no no no yes yes"),
    (Act::ManagePeople, "no no no no yes"),
    (Act::Administer, "no no no no yes"),
];

#[test]
fn each_role_may_do_what_the_grid_says() {
    for (act, said) in GRID {
        let row: Vec<&str> =
            ROLES.iter().map(|(role, _)| if may(&person(*role, Scope::All), act) { "yes" } else { "no" }).collect();
        assert_eq!(row.join(" "), said, "{act:?}");
        assert!(!roles(act).is_empty());
    }
}

#[test]
fn a_person_who_has_left_or_not_yet_come_may_do_nothing() {
    for state in [PersonState::Ended, PersonState::Invited] {
        for (act, roles) in TABLE {
            let mut gone = person(roles[0], Scope::All);
            gone.state = state;
            assert!(!may(&gone, act), "{act:?}");
        }
    }
}

#[test]
fn a_scope_reaches_what_it_names_and_what_stands_under_it() {
    let council = council(&files());
    let (edition, _) = edition(&council, "2025-26-H1");
    let plan = council.plan(&edition.plan).unwrap();
    for (scope, item, reaches) in [
        ("all", "figure/FY-1/2025-26-Q2", true),
        ("measure:FY-1", "figure/FY-1/2025-26-Q2", true),
        ("measure:FY-1", "figure/FY-2/2025-26-Q2", false),
        ("measure:FY-1", "progress/S1", false),
        ("commitment:S1", "progress/S1", true),
        ("commitment:S1", "figure/FY-1/2025-26-Q2", true),
        ("commitment:S1", "progress/S2", false),
        ("heading:A1.1", "progress/S1", true),
        ("heading:A1", "progress/S1", true),
        ("heading:A1", "figure/VS-1/2025-26-Q2", true),
        ("heading:A1", "words/overview/A1", true),
        ("heading:A1", "progress/S4", false),
        ("heading:A1", "words/introduction", false),
        ("named:Harbour master", "figure/FY-1/2025-26-Q2", true),
        ("named:Harbour master", "progress/S1", true),
        ("named:Harbour master", "progress/S4", false),
    ] {
        let item = Item::parse(item).unwrap();
        let scope = Scope::parse(scope).unwrap();
        assert_eq!(cycle::reach::covers(&scope, &item, &council, plan), reaches, "{scope:?} {item}");
        let director = person(Role::Director, scope);
        assert_eq!(may_to(&director, Act::Approve, &item, &council, plan), reaches, "{director:?} {item}");
        assert!(!may_to(&director, Act::EnterFigure, &item, &council, plan));
    }
}

#[test]
fn nobody_answers_for_what_no_grant_reaches() {
    let council = council(&files());
    let plan = council.plan("2025-28").unwrap();
    let of = |role, scope: &str| person(role, Scope::parse(scope).unwrap());
    let gone = Person { state: PersonState::Ended, ..of(Role::DataOwner, "all") };
    let invited = Person { state: PersonState::Invited, ..of(Role::Lead, "commitment:S2") };
    for (people, measures, commitments) in [
        (vec![], 19, 7),
        (vec![of(Role::PerformanceOfficer, "all"), of(Role::Director, "all")], 19, 7),
        (vec![of(Role::DataOwner, "all")], 0, 7),
        (vec![of(Role::Lead, "all")], 19, 0),
        (vec![of(Role::DataOwner, "named:Harbour master"), of(Role::Lead, "named:Harbour master")], 16, 5),
        (vec![of(Role::DataOwner, "measure:RS-1")], 18, 7),
        (vec![gone, invited], 19, 6),
    ] {
        let left = cycle::unanswered(&council, plan, &people);
        assert_eq!((left.measures.len(), left.commitments.len()), (measures, commitments), "{people:?}");
        assert_eq!(left.is_empty(), measures + commitments == 0);
    }
}
