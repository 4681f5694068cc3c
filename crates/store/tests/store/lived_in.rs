//! A council whose every table holds something.

use domain::cycle::{Grant, Item, Move, Role, Round, RoundState, Scope};
use store::{AttemptLimit, BundleFile, Draft, Identity, Link, NewMail, PaperChange, Release, Session, Store, Token};

use crate::engines::{Bench, COUNCIL, doing, moment, q3, round};
use crate::entries::{entry, figure, one_of_each, step};
use crate::people::person;

/// Lives through a quarter on a new store.
pub async fn lived_in(bench: &Bench) -> &Store {
    let store = bench.open_round().await;
    people(store).await;
    papers(store).await;
    entries(store).await;
    release(store).await;
    working(store).await;
    store
}

async fn people(store: &Store) {
    for (id, name, email) in [("p1", "Ada Lowe", "ada@ambleford.example"), ("p2", "Ben Ash", "ben@ambleford.example")] {
        store.save_person(COUNCIL, None, &person(id, name, email), &doing("invited", id)).await.unwrap();
    }
    let ada = store.person(COUNCIL, "p1").await.unwrap().unwrap();
    let mut director = ada.clone();
    director.grants = vec![Grant { role: Role::Director, scope: Scope::All }];
    store.save_person(COUNCIL, Some(&ada), &director, &doing("roles", "p1")).await.unwrap();
    store.set_password(COUNCIL, "p1", "$argon2id$one", &doing("password-set", "p1")).await.unwrap();
    store.set_password(COUNCIL, "p2", "$argon2id$two", &doing("password-set", "p2")).await.unwrap();
    for (id, subject) in [("p1", "1"), ("p2", "2")] {
        store.know(COUNCIL, None, &known(id, subject), &doing("identity-known", id)).await.unwrap();
    }
    for id in ["t1", "t2"] {
        let token = Token {
            id: id.into(),
            name: "Case management".into(),
            digest: format!("digest of {id}"),
            person: "p1".into(),
            scopes: "enter read".into(),
            made_at: moment(3),
            expires_at: Some(moment(1000)),
            revoked_at: None,
            used_at: None,
        };
        store.make_token(COUNCIL, &token, &doing("token-made", id)).await.unwrap();
    }
    store.revoke_token(COUNCIL, "t2", &doing("token-revoked", "t2")).await.unwrap();
    store.touch_token(COUNCIL, "t1", moment(9)).await.unwrap();
}

/// Somebody as their provider knows them.
pub fn known(person: &str, subject: &str) -> Identity {
    let (issuer, subject) = ("https://login.ambleford.example".to_string(), subject.to_string());
    Identity { issuer, subject, person: person.to_string(), known_at: moment(5) }
}

/// A paper as it is first written, or written over.
pub fn paper(path: &str, seen_revision: u32, body: &str) -> PaperChange {
    PaperChange { path: path.into(), seen_revision, body: Some(body.as_bytes().to_vec()) }
}

async fn papers(store: &Store) {
    let first = [paper("council.toml", 0, "name = \"Ambleford\"\n"), paper("plan.csv", 0, "ref,title\n")];
    store.save_papers(COUNCIL, &first, &doing("changed", "council.toml")).await.unwrap();
    let second = [paper("plan.csv", 1, "ref,title\nSO-01,Safe roads\n")];
    store.save_papers(COUNCIL, &second, &doing("changed", "plan.csv")).await.unwrap();
}

async fn entries(store: &Store) {
    for entry in one_of_each() {
        store.add_entry(COUNCIL, &entry, &doing("entered", &entry.item.to_string())).await.unwrap();
    }
    let item = "figure/pothole-response/2025-26-Q3";
    store.add_entry(COUNCIL, &entry(item, 2, figure("1.10")), &doing("entered", item)).await.unwrap();
    let moves = [Move::Submitted, Move::Returned("By how much?".into()), Move::Submitted, Move::Approved];
    for (to, seen) in moves.into_iter().zip(0..) {
        store.add_step(COUNCIL, &step(item, 2, to), seen, &doing("moved", item)).await.unwrap();
    }
}

/// What would be released of the store as it stands.
pub async fn to_release(store: &Store) -> Release {
    let file = |path: &str, text: &str| BundleFile {
        path: path.into(),
        media: "text/html; charset=utf-8".into(),
        bytes: text.as_bytes().to_vec(),
    };
    let seen = store.round(COUNCIL, q3()).await.unwrap().unwrap();
    Release {
        round: Round { state: RoundState::Published, published_at: Some(moment(500)), ..seen },
        supersedes: None,
        seen_papers: store.papers_revision(COUNCIL).await.unwrap(),
        seen_size: store.round_size(COUNCIL, q3()).await.unwrap(),
        deeds: Vec::new(),
        papers: vec![paper("values/2025-26.csv", 0, "measure,period,value\npothole-response,2025-26-Q3,1.10\n")],
        files: vec![file("index.html", "<h1>Ambleford</h1>"), file("2025-26-Q3/index.html", "<h1>Quarter 3</h1>")],
    }
}

async fn release(store: &Store) {
    let release = to_release(store).await;
    store.release(COUNCIL, &release, &doing("published", "2025-26-Q3")).await.unwrap();
    let next = domain::Period::quarter(2025, 4);
    let open = Round { key: domain::cycle::RoundKey::first(next), ..round() };
    store.save_round(COUNCIL, &open, &doing("opened", "2025-26-Q4")).await.unwrap();
}

async fn working(store: &Store) {
    let session = Session {
        digest: "digest of a cookie".into(),
        person: "p1".into(),
        form_key: "key".into(),
        purpose: Some("enter 2025-26-Q3".into()),
        begun_at: moment(0),
        seen_at: moment(0),
        idle_until: moment(100),
        ends_at: moment(1000),
    };
    store.begin_session(COUNCIL, &session).await.unwrap();
    let link = Link {
        digest: "digest of a link".into(),
        purpose: "enter".into(),
        person: Some("p2".into()),
        subject: Some("2025-26-Q3".into()),
        made_at: moment(0),
        expires_at: moment(100),
    };
    store.make_link(COUNCIL, &link).await.unwrap();
    let draft = Draft {
        person: "p1".into(),
        round: q3(),
        item: Item::parse("words/introduction").unwrap(),
        seen: 1,
        body: "Winter was wet and".into(),
        at: moment(7),
    };
    store.save_draft(COUNCIL, &draft).await.unwrap();
    let mail = NewMail {
        id: store::new_id(moment(0)),
        name: Some("reminder p2 2025-26-Q3".into()),
        recipient: "ben@ambleford.example".into(),
        subject: "Two figures are due".into(),
        body: "Dear Ben, two figures are due on 23 January.".into(),
        queued_at: moment(0),
        due_at: moment(0),
    };
    store.queue_mail(COUNCIL, &mail).await.unwrap();
    let limit = AttemptLimit { subject: "ben@ambleford.example".into(), most: 8, since: moment(0) };
    store.attempt(COUNCIL, &[limit], moment(8)).await.unwrap();
}
