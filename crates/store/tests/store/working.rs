use store::{Link, NewMail, Queued, StoreError, Token};

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

on_every_engine!(failed_attempts_are_counted_by_subject_and_since_when, bench, {
    let store = bench.council().await;
    for (subject, at) in [("ada", 1), ("ada", 50), ("ada", 60), ("ben", 60)] {
        store.note_attempt(COUNCIL, subject, moment(at)).await.unwrap();
    }
    assert_eq!(store.attempts(COUNCIL, "ada", moment(50)).await.unwrap(), 2);
    store.forget_attempts(COUNCIL, "ada").await.unwrap();
    assert_eq!(store.attempts(COUNCIL, "ada", moment(0)).await.unwrap(), 0);
    assert_eq!(store.attempts(COUNCIL, "ben", moment(0)).await.unwrap(), 1);
    store.make_link(COUNCIL, &link("one")).await.unwrap();
    store.sweep(COUNCIL, moment(100), moment(61)).await.unwrap();
    assert_eq!(store.attempts(COUNCIL, "ben", moment(0)).await.unwrap(), 0);
    assert_eq!(store.link(COUNCIL, "one", "enter", moment(1)).await.unwrap(), None);
});
