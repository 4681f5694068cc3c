use domain::cycle::{Grant, Person, PersonState, Role, Scope};
use store::{Changed, Lines, Session, StoreError};

use super::engines::{COUNCIL, doing, moment};
use super::lived_in::known;

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

on_every_engine!(another_digest_of_a_password_takes_the_place_of_the_one_that_was_seen_and_of_no_other, bench, {
    let store = bench.council().await;
    let ada = person("p1", "Ada Lowe", "ada@ambleford.example");
    store.save_person(COUNCIL, None, &ada, &doing("invited", "p1")).await.unwrap();
    store.set_password(COUNCIL, "p1", "$argon2id$one", &doing("password-set", "p1")).await.unwrap();
    let again = doing("password-redigested", "p1");
    for (seen, hash, taken, stands) in [
        ("$argon2id$none", "$argon2id$two", false, "$argon2id$one"),
        ("$argon2id$one", "$argon2id$two", true, "$argon2id$two"),
        ("$argon2id$one", "$argon2id$three", false, "$argon2id$two"),
    ] {
        assert_eq!(store.redigest_password(COUNCIL, "p1", seen, hash, &again).await, Ok(taken), "{seen}");
        assert_eq!(store.password(COUNCIL, "p1").await.unwrap().as_deref(), Some(stands), "{seen}");
    }
    let lines = store.lines(COUNCIL, Lines { subject: Some("p1".into()), ..Lines::default() }).await.unwrap();
    assert_eq!(lines.len(), 3, "only what was done stands in the history");
    assert_eq!(store.verify(COUNCIL).await.unwrap().faults, []);
});

on_every_engine!(who_a_provider_means_is_one_person_until_an_administrator_lets_go, bench, {
    let store = bench.council().await;
    let (ada, ben) =
        (person("p1", "Ada Lowe", "ada@ambleford.example"), person("p2", "Ben Ash", "ben@ambleford.example"));
    store.save_person(COUNCIL, None, &ben, &doing("invited", "p2")).await.unwrap();
    let invited = Person { state: PersonState::Invited, ..ada.clone() };
    store.save_person(COUNCIL, None, &invited, &doing("invited", "p1")).await.unwrap();
    let by = |subject: &'static str| store.person_by_identity(COUNCIL, "https://login.ambleford.example", subject);
    assert_eq!(by("1").await.unwrap(), None);
    let joined = Changed { seen: Some(invited), person: ada.clone(), doing: doing("joined", "p1") };
    store.know(COUNCIL, Some(&joined), &known("p1", "1"), &doing("identity-known", "p1")).await.unwrap();
    assert_eq!(by("1").await.unwrap().map(|found| (found.id, found.state)), Some(("p1".into(), PersonState::Active)));

    // Neither a second of hers, nor hers for somebody else; and what would have been changed with it is not.
    let ended = Person { state: PersonState::Ended, ..ben.clone() };
    let end = Changed { seen: Some(ben.clone()), person: ended, doing: doing("ended", "p2") };
    for (changed, identity) in [(None, known("p1", "2")), (Some(&end), known("p2", "1"))] {
        let taken = store.know(COUNCIL, changed, &identity, &doing("identity-known", &identity.person)).await;
        assert!(matches!(taken, Err(StoreError::Taken(_))), "{taken:?}");
    }
    assert_eq!(store.person(COUNCIL, "p2").await.unwrap().unwrap().state, PersonState::Active);
    assert_eq!(store.person_by_identity(COUNCIL, "https://other.example", "1").await.unwrap(), None);

    assert_eq!(store.identities_of(COUNCIL, "p1").await.unwrap(), [known("p1", "1")]);
    for (person, gone) in [("p2", 0), ("p1", 1), ("p1", 0)] {
        assert_eq!(store.let_go(COUNCIL, person, &doing("identity-let-go", person)).await, Ok(gone), "{person}");
    }
    assert_eq!(by("1").await.unwrap(), None);
    store.know(COUNCIL, None, &known("p1", "2"), &doing("identity-known", "p1")).await.unwrap();
    let lines = store.lines(COUNCIL, Lines::default()).await.unwrap();
    assert_eq!(lines.iter().filter(|line| line.act == "identity-let-go").count(), 1);
    assert_eq!(store.verify(COUNCIL).await.unwrap().faults, []);
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
