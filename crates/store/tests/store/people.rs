use domain::cycle::{Grant, Person, PersonState, Role, Scope};
use store::{Lines, Session, StoreError};

use super::engines::{COUNCIL, doing, moment};

pub fn person(id: &str, name: &str, email: &str) -> Person {
    let scopes = [(Role::Lead, Scope::Commitment("SO-01".into())), (Role::DataOwner, Scope::Named("Housing".into()))];
    let grants = scopes.into_iter().map(|(role, scope)| Grant { role, scope }).collect();
    Person { id: id.into(), name: name.into(), email: email.into(), state: PersonState::Active, grants }
}

on_every_engine!(a_person_is_read_back_with_their_roles, bench, {
    let store = bench.council().await;
    let mut saved = person("p1", "Ada Lowe", "ada@ambleford.example");
    store.save_person(COUNCIL, None, &saved, &doing("invited", "p1")).await.unwrap();
    saved.grants.sort();
    assert_eq!(store.person(COUNCIL, "p1").await.unwrap(), Some(saved.clone()));
    assert_eq!(store.person_by_email(COUNCIL, " ADA@ambleford.example").await.unwrap(), Some(saved.clone()));
    assert_eq!(store.person(COUNCIL, "p2").await.unwrap(), None);

    let changed = Person { grants: vec![Grant { role: Role::Director, scope: Scope::All }], ..saved.clone() };
    store.save_person(COUNCIL, Some(&saved), &changed, &doing("roles", "p1")).await.unwrap();
    assert_eq!(store.people(COUNCIL).await.unwrap(), [changed]);
});

on_every_engine!(one_address_belongs_to_one_person_and_nobody_is_written_over_unseen, bench, {
    let store = bench.council().await;
    let ada = person("p1", "Ada Lowe", "ada@ambleford.example");
    store.save_person(COUNCIL, None, &ada, &doing("invited", "p1")).await.unwrap();
    let double = person("p2", "Ada Lowe", "ada@ambleford.example");
    let taken = store.save_person(COUNCIL, None, &double, &doing("invited", "p2")).await;
    assert!(matches!(taken, Err(StoreError::Taken(_))), "{taken:?}");

    let ended = Person { state: PersonState::Ended, ..ada.clone() };
    store.save_person(COUNCIL, Some(&ada), &ended, &doing("ended", "p1")).await.unwrap();
    let late = store.save_person(COUNCIL, Some(&ada), &ada, &doing("renamed", "p1")).await;
    assert_eq!(late, Err(StoreError::Changed("Ada Lowe".into())));
});

on_every_engine!(a_password_is_kept_as_its_digest_alone, bench, {
    let store = bench.council().await;
    let ada = person("p1", "Ada Lowe", "ada@ambleford.example");
    store.save_person(COUNCIL, None, &ada, &doing("invited", "p1")).await.unwrap();
    assert_eq!(store.password(COUNCIL, "p1").await.unwrap(), None);
    store.set_password(COUNCIL, "p1", "$argon2id$one", &doing("password-set", "p1")).await.unwrap();
    store.set_password(COUNCIL, "p1", "$argon2id$two", &doing("password-set", "p1")).await.unwrap();
    assert_eq!(store.password(COUNCIL, "p1").await.unwrap().as_deref(), Some("$argon2id$two"));
    let lines = store.lines(COUNCIL, Lines { subject: Some("p1".into()), ..Lines::default() }).await.unwrap();
    assert_eq!(lines.len(), 3);
    assert!(lines.iter().all(|line| !format!("{line:?}").contains("argon2id")), "{lines:?}");
});

on_every_engine!(a_session_ends_when_idle_when_old_and_when_ended, bench, {
    let store = bench.council().await;
    let ada = person("p1", "Ada Lowe", "ada@ambleford.example");
    store.save_person(COUNCIL, None, &ada, &doing("invited", "p1")).await.unwrap();
    let session = |digest: &str| Session {
        digest: digest.into(),
        person: "p1".into(),
        form_key: "key".into(),
        purpose: (digest == "three").then(|| "enter 2025-26-Q3".to_string()),
        begun_at: moment(0),
        seen_at: moment(0),
        idle_until: moment(100),
        ends_at: moment(1000),
    };
    for digest in ["one", "two", "three"] {
        store.begin_session(COUNCIL, &session(digest)).await.unwrap();
    }
    assert_eq!(store.session(COUNCIL, "one", moment(99)).await.unwrap(), Some(session("one")));
    assert_eq!(store.session(COUNCIL, "one", moment(100)).await.unwrap(), None);
    store.touch_session(COUNCIL, "one", moment(90), moment(5000)).await.unwrap();
    assert_eq!(store.session(COUNCIL, "one", moment(999)).await.unwrap().unwrap().seen_at, moment(90));
    assert_eq!(store.session(COUNCIL, "one", moment(1000)).await.unwrap(), None);
    store.end_session(COUNCIL, "two").await.unwrap();
    assert_eq!(store.session(COUNCIL, "two", moment(1)).await.unwrap(), None);
    assert_eq!(store.end_sessions_of(COUNCIL, "p1", Some("three")).await.unwrap(), 1);
    let left = store.sessions_of(COUNCIL, "p1", moment(1)).await.unwrap();
    assert_eq!(left, [session("three")]);
});
