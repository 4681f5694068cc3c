use store::{AttemptLimit, Attempted, Changed, Joining, Link, NewMail, Queued, Session, Since, StoreError, Token};

use crate::engines::{COUNCIL, doing, moment};
use crate::people::person;

fn link(digest: &str) -> Link {
    Link {
        digest: digest.into(),
        purpose: "enter".into(),
        person: Some("p1".into()),
        subject: None,
        made_at: moment(0),
        expires_at: moment(100),
    }
}

on_every_engine!(a_link_is_used_once_for_its_purpose_and_in_its_time, bench, {
    let store = bench.council().await;
    store.make_link(COUNCIL, &link("one")).await.unwrap();
    assert_eq!(store.use_link(COUNCIL, "one", "password", moment(1)).await.unwrap(), None);
    assert_eq!(store.use_link(COUNCIL, "one", "enter", moment(100)).await.unwrap(), None);
    assert_eq!(store.link(COUNCIL, "one", "enter", moment(1)).await.unwrap(), Some(link("one")));
    assert_eq!(store.use_link(COUNCIL, "one", "enter", moment(1)).await.unwrap(), Some(link("one")));
    assert_eq!(store.use_link(COUNCIL, "one", "enter", moment(2)).await.unwrap(), None);
    assert_eq!(store.link(COUNCIL, "one", "enter", moment(2)).await.unwrap(), None);

    store.make_link(COUNCIL, &link("two")).await.unwrap();
    store.end_links_of(COUNCIL, "p1", "enter", moment(3)).await.unwrap();
    assert_eq!(store.use_link(COUNCIL, "two", "enter", moment(4)).await.unwrap(), None);
});

on_every_engine!(of_many_who_use_one_link_at_once_one_gets_it, bench, {
    let store = bench.council().await;
    store.make_link(COUNCIL, &link("one")).await.unwrap();
    let mut tasks = Vec::new();
    for _ in 0..20 {
        let store = store.clone();
        tasks.push(tokio::spawn(async move { store.use_link(COUNCIL, "one", "enter", moment(1)).await.unwrap() }));
    }
    let mut got = 0;
    for task in tasks {
        got += usize::from(task.await.unwrap().is_some());
    }
    assert_eq!(got, 1);
});

on_every_engine!(a_token_ends_when_it_expires_and_when_it_is_revoked, bench, {
    let store = bench.council().await;
    let ada = person("p1", "Ada Lowe", "ada@ambleford.example");
    store.save_person(COUNCIL, None, &ada, &doing("invited", "p1")).await.unwrap();
    let token = Token {
        id: "t1".into(),
        name: "Case management".into(),
        digest: "digest".into(),
        person: "p1".into(),
        scopes: "enter read".into(),
        made_at: moment(0),
        expires_at: Some(moment(100)),
        revoked_at: None,
        used_at: None,
    };
    store.make_token(COUNCIL, &token, &doing("token-made", "t1")).await.unwrap();
    assert_eq!(store.token(COUNCIL, "digest", moment(99)).await.unwrap(), Some(token.clone()));
    assert_eq!(store.token(COUNCIL, "digest", moment(100)).await.unwrap(), None);
    assert_eq!(store.token(COUNCIL, "another", moment(1)).await.unwrap(), None);
    store.touch_token(COUNCIL, "t1", moment(5)).await.unwrap();
    store.touch_token(COUNCIL, "t1", moment(6)).await.unwrap();
    assert_eq!(store.tokens(COUNCIL).await.unwrap(), [Token { used_at: Some(moment(6)), ..token }]);
    store.revoke_token(COUNCIL, "t1", &doing("token-revoked", "t1")).await.unwrap();
    assert_eq!(store.token(COUNCIL, "digest", moment(7)).await.unwrap(), None);
    let twice = store.revoke_token(COUNCIL, "t1", &doing("token-revoked", "t1")).await;
    assert!(matches!(twice, Err(StoreError::Changed(_))), "{twice:?}");
});

fn mail(name: Option<&str>, due: i64) -> NewMail {
    NewMail {
        id: store::new_id(moment(due)),
        name: name.map(str::to_string),
        recipient: "ben@ambleford.example".into(),
        subject: "Two figures are due".into(),
        body: "Enter them at https://ambleford.example/link/secret".into(),
        queued_at: moment(0),
        due_at: moment(due),
    }
}

on_every_engine!(a_mail_is_sent_once_and_comes_back_when_its_sender_died, bench, {
    let store = bench.council().await;
    let (first, second) = (mail(Some("reminder 1"), 10), mail(None, 20));
    assert_eq!(store.queue_mail(COUNCIL, &first).await.unwrap(), Queued::New);
    assert_eq!(store.queue_mail(COUNCIL, &mail(Some("reminder 1"), 11)).await.unwrap(), Queued::Already);
    assert_eq!(store.queue_mail(COUNCIL, &second).await.unwrap(), Queued::New);
    assert_eq!(store.queue_mail(COUNCIL, &mail(None, 900)).await.unwrap(), Queued::New);

    assert_eq!(store.due_mail(COUNCIL, moment(9), moment(60), 10).await.unwrap(), []);
    let due = store.due_mail(COUNCIL, moment(30), moment(60), 10).await.unwrap();
    assert_eq!(due.iter().map(|mail| &mail.id).collect::<Vec<_>>(), [&first.id, &second.id]);
    assert_eq!(store.due_mail(COUNCIL, moment(31), moment(60), 10).await.unwrap(), []);

    let waiting =
        async || store.waiting_mail(COUNCIL, 10).await.unwrap().into_iter().map(|mail| mail.id).collect::<Vec<_>>();
    assert_eq!(waiting().await.len(), 3);
    store.mail_sent(COUNCIL, &first.id, moment(32)).await.unwrap();
    let again = store.due_mail(COUNCIL, moment(60), moment(90), 10).await.unwrap();
    assert_eq!(again.iter().map(|mail| (&mail.id, mail.tries)).collect::<Vec<_>>(), [(&second.id, 2)]);
    store.mail_failed(COUNCIL, &second.id, "mailbox full", None).await.unwrap();
    assert_eq!(waiting().await.len(), 1, "neither what was sent nor what was given up waits");
    assert_eq!(store.due_mail(COUNCIL, moment(200), moment(300), 10).await.unwrap(), []);

    let outbox = store.mails(COUNCIL, 10).await.unwrap();
    let of = |id: &str| outbox.iter().find(|mail| mail.id == id).unwrap();
    assert_eq!((of(&first.id).sent_at, of(&first.id).body.as_str()), (Some(moment(32)), ""));
    assert_eq!(of(&second.id).trouble.as_deref(), Some("mailbox full"));
});

fn limit(subject: &str, most: u32, since: i64) -> AttemptLimit {
    AttemptLimit { subject: subject.into(), most, since: moment(since) }
}

on_every_engine!(failed_attempts_are_counted_by_subject_and_since_when_and_what_was_right_is_taken_back, bench, {
    let store = bench.council().await;
    let mut counted = Vec::new();
    for (limits, at) in [(vec![limit("ada", 8, 0), limit("hall", 8, 0)], 1), (vec![limit("ada", 8, 0)], 50)] {
        match store.attempt(COUNCIL, &limits, moment(at)).await.unwrap() {
            Attempted::Counted(ids) => counted.push(ids),
            refused => panic!("{refused:?}"),
        }
    }
    assert_eq!(store.attempts(COUNCIL, "ada", moment(50)).await.unwrap(), 1);
    // Where one limit is reached, nothing is counted under the others.
    let both = [limit("hall", 1, 0), limit("ada", 8, 0)];
    let refused = store.attempt(COUNCIL, &both, moment(60)).await.unwrap();
    assert_eq!(refused, Attempted::Refused("hall".into()));
    assert_eq!(store.attempts(COUNCIL, "ada", moment(0)).await.unwrap(), 2);
    assert!(matches!(store.attempt(COUNCIL, &[limit("hall", 1, 2)], moment(60)).await.unwrap(), Attempted::Counted(_)));

    store.attempt_was_right(COUNCIL, &counted[0], Some("ada")).await.unwrap();
    assert_eq!(store.attempts(COUNCIL, "ada", moment(0)).await.unwrap(), 0);
    assert_eq!(store.attempts(COUNCIL, "hall", moment(0)).await.unwrap(), 1, "the later one stays");
});

on_every_engine!(of_many_attempts_at_the_same_moment_as_many_are_taken_as_the_limit_says, bench, {
    let store = bench.council().await;
    let mut tasks = Vec::new();
    for _ in 0..20 {
        let store = store.clone();
        let limits = [limit("ada", 8, 0), limit("hall", 60, 0)];
        tasks.push(tokio::spawn(async move { store.attempt(COUNCIL, &limits, moment(1)).await.unwrap() }));
    }
    let mut taken = 0;
    for task in tasks {
        taken += usize::from(matches!(task.await.unwrap(), Attempted::Counted(_)));
    }
    assert_eq!(taken, 8);
    assert_eq!(store.attempts(COUNCIL, "hall", moment(0)).await.unwrap(), 8);
});

on_every_engine!(a_place_is_remembered_until_its_time_is_over_and_counts_as_no_attempt, bench, {
    let store = bench.council().await;
    store.remember(COUNCIL, "ada in the hall", moment(100)).await.unwrap();
    store.remember(COUNCIL, "ada in the hall", moment(200)).await.unwrap();
    assert!(store.remembers(COUNCIL, "ada in the hall", moment(199)).await.unwrap());
    assert!(!store.remembers(COUNCIL, "ada in the hall", moment(200)).await.unwrap());
    assert!(!store.remembers(COUNCIL, "ben in the hall", moment(1)).await.unwrap());
    assert_eq!(store.attempts(COUNCIL, "ada in the hall", moment(0)).await.unwrap(), 0);
});

on_every_engine!(what_has_ended_is_cleared_away_and_nothing_else, bench, {
    let store = bench.council().await;
    let ada = person("p1", "Ada Lowe", "ada@ambleford.example");
    store.save_person(COUNCIL, None, &ada, &doing("invited", "p1")).await.unwrap();
    for (digest, ends) in [("old", 50), ("new", 500)] {
        let session = Session {
            digest: digest.into(),
            person: "p1".into(),
            form_key: "key".into(),
            purpose: None,
            begun_at: moment(0),
            seen_at: moment(0),
            idle_until: moment(ends),
            ends_at: moment(900),
        };
        store.begin_session(COUNCIL, &session).await.unwrap();
        store.make_link(COUNCIL, &Link { expires_at: moment(ends), ..link(digest) }).await.unwrap();
    }
    store.attempt(COUNCIL, &[limit("ada", 8, 0)], moment(10)).await.unwrap();
    store.attempt(COUNCIL, &[limit("ben", 8, 0)], moment(90)).await.unwrap();
    let (sent, waits) = (mail(Some("sent"), 1), mail(Some("waits"), 2));
    store.queue_mail(COUNCIL, &sent).await.unwrap();
    store.queue_mail(COUNCIL, &waits).await.unwrap();
    store.mail_sent(COUNCIL, &sent.id, moment(3)).await.unwrap();

    let rows = async |name: &str| {
        let tables = store.tables(COUNCIL).await.unwrap();
        let rows = tables.into_iter().find(|table| table.name == name).unwrap().rows;
        rows.into_iter().map(|row| row[0].clone().unwrap()).collect::<Vec<_>>()
    };
    store.sweep(COUNCIL, Since { ended: moment(100), attempts: moment(20), mails: moment(0) }).await.unwrap();
    assert_eq!((rows("session").await, rows("link").await), (vec!["new".to_string()], vec!["new".to_string()]));
    assert_eq!(store.attempts(COUNCIL, "ada", moment(0)).await.unwrap(), 0);
    assert_eq!(store.attempts(COUNCIL, "ben", moment(0)).await.unwrap(), 1);
    assert_eq!(rows("mail").await.len(), 2, "a mail is kept for its time");
    store.sweep(COUNCIL, Since { ended: moment(100), attempts: moment(20), mails: moment(1) }).await.unwrap();
    assert_eq!(rows("mail").await, [waits.id], "what waits to be sent is never cleared away");
});

on_every_engine!(a_link_and_what_it_is_for_are_one_act_and_a_failure_uses_up_no_link, bench, {
    let store = bench.council().await;
    let ada = person("p1", "Ada Lowe", "ada@ambleford.example");
    let ben = person("p2", "Ben Marsh", "ada@ambleford.example");
    store.save_person(COUNCIL, None, &ada, &doing("invited", "p1")).await.unwrap();
    store.make_link(COUNCIL, &link("one")).await.unwrap();
    let joining = |person: &domain::cycle::Person, at: i64| Joining {
        link: "one".into(),
        purpose: "enter".into(),
        at: moment(at),
        person: Some(Changed { seen: None, person: person.clone(), doing: doing("joined", &person.id) }),
        password: Some((person.id.clone(), "digest".into(), doing("password-changed", &person.id))),
    };
    let taken = store.join(COUNCIL, &joining(&ben, 1)).await;
    assert!(matches!(taken, Err(StoreError::Taken(_))), "{taken:?}");
    assert_eq!(store.password(COUNCIL, "p2").await.unwrap(), None);
    let ben = person("p2", "Ben Marsh", "ben@ambleford.example");
    assert!(store.join(COUNCIL, &joining(&ben, 2)).await.unwrap(), "the link still works");
    assert_eq!(store.password(COUNCIL, "p2").await.unwrap().as_deref(), Some("digest"));
    assert_eq!(store.person(COUNCIL, "p2").await.unwrap().unwrap().email, ben.email);
    assert!(!store.join(COUNCIL, &joining(&person("p3", "Cy Holt", "cy@ambleford.example"), 3)).await.unwrap());
    assert_eq!(store.person(COUNCIL, "p3").await.unwrap(), None);
    assert_eq!(store.verify(COUNCIL).await.unwrap().faults, []);
});
