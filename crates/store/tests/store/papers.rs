use store::{PaperChange, StoreError};

use super::engines::{COUNCIL, doing};

fn change(path: &str, seen_revision: u32, body: &str) -> PaperChange {
    PaperChange { path: path.into(), seen_revision, body: Some(body.as_bytes().to_vec()) }
}

on_every_engine!(papers_keep_every_revision_and_their_bytes, bench, {
    let store = bench.council().await;
    let logo = PaperChange { path: "look/logo.png".into(), seen_revision: 0, body: Some(vec![0, 159, 146, 150]) };
    let first = [change("council.toml", 0, "name = \"Ambleford\"\n"), logo];
    let one = store.save_papers(COUNCIL, &first, &doing("changed", "council.toml")).await.unwrap();
    let second = [change("council.toml", 1, "name = \"Ambleford Borough\"\n")];
    let two = store.save_papers(COUNCIL, &second, &doing("changed", "council.toml")).await.unwrap();
    assert!(two > one);

    let papers = store.papers(COUNCIL).await.unwrap();
    assert_eq!(papers.revision, two);
    assert_eq!(store.papers_revision(COUNCIL).await.unwrap(), two);
    let read: Vec<_> = papers.files.iter().map(|p| (p.path.as_str(), p.revision, p.body.as_slice())).collect();
    assert_eq!(
        read,
        [
            ("council.toml", 2, "name = \"Ambleford Borough\"\n".as_bytes()),
            ("look/logo.png", 1, [0, 159, 146, 150].as_slice()),
        ]
    );
    let history = store.paper_history(COUNCIL, "council.toml").await.unwrap();
    assert_eq!(history.len(), 2);
    assert_eq!(history[0].body.as_deref(), Some("name = \"Ambleford\"\n".as_bytes()));
    assert_eq!(history[1].line.act, "changed");
});

on_every_engine!(the_second_to_save_a_paper_is_told_and_nothing_of_theirs_is_saved, bench, {
    let store = bench.council().await;
    store.save_papers(COUNCIL, &[change("plan.csv", 0, "a\n")], &doing("changed", "plan.csv")).await.unwrap();
    store.save_papers(COUNCIL, &[change("plan.csv", 1, "b\n")], &doing("changed", "plan.csv")).await.unwrap();
    let late = [change("measures.csv", 0, "m\n"), change("plan.csv", 1, "c\n")];
    let refused = store.save_papers(COUNCIL, &late, &doing("changed", "plan.csv")).await;
    assert_eq!(refused, Err(StoreError::Changed("plan.csv".into())));
    let papers = store.papers(COUNCIL).await.unwrap();
    assert_eq!(papers.files.len(), 1);
    assert_eq!(papers.files[0].body, b"b\n");
});

on_every_engine!(a_removed_paper_is_gone_and_its_past_is_not, bench, {
    let store = bench.council().await;
    store.save_papers(COUNCIL, &[change("notes.csv", 0, "n\n")], &doing("changed", "notes.csv")).await.unwrap();
    let gone = PaperChange { path: "notes.csv".into(), seen_revision: 1, body: None };
    store.save_papers(COUNCIL, &[gone], &doing("removed", "notes.csv")).await.unwrap();
    assert_eq!(store.papers(COUNCIL).await.unwrap().files, []);
    store.save_papers(COUNCIL, &[change("notes.csv", 0, "again\n")], &doing("changed", "notes.csv")).await.unwrap();
    let history = store.paper_history(COUNCIL, "notes.csv").await.unwrap();
    let bodies: Vec<_> = history.iter().map(|revision| revision.body.as_deref()).collect();
    assert_eq!(bodies, [Some(b"n\n".as_slice()), None, Some(b"again\n".as_slice())]);
});

on_every_engine!(a_paper_saved_as_it_was_gets_no_revision, bench, {
    let store = bench.council().await;
    let first =
        store.save_papers(COUNCIL, &[change("plan.csv", 0, "a\n")], &doing("changed", "plan.csv")).await.unwrap();
    let same =
        store.save_papers(COUNCIL, &[change("plan.csv", 1, "a\n")], &doing("changed", "plan.csv")).await.unwrap();
    assert_eq!(first, same);
    assert_eq!(store.paper_history(COUNCIL, "plan.csv").await.unwrap().len(), 1);
});
