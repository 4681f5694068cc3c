use domain::cycle::{Round, RoundKey, RoundState};
use domain::{Date, Period};
use store::{BundleFile, PaperChange, Release, StoreError};

use crate::engines::{COUNCIL, doing, moment, q3, round};
use crate::entries::{entry, figure};
use crate::lived_in::{lived_in, paper, to_release};

on_every_engine!(a_round_is_read_back_and_saved_only_by_who_saw_it_last, bench, {
    let store = bench.council().await;
    let opened = store.save_round(COUNCIL, &round(), &doing("opened", "2025-26-Q3")).await.unwrap();
    assert_eq!(opened.version, 1);
    assert_eq!(store.round(COUNCIL, q3()).await.unwrap(), Some(opened.clone()));
    let twice = store.save_round(COUNCIL, &round(), &doing("opened", "2025-26-Q3")).await;
    assert!(matches!(twice, Err(StoreError::Taken(_))), "{twice:?}");

    let later = Round { enter_by: Date::constant(2026, 1, 27), demonstration: true, ..opened.clone() };
    let saved = store.save_round(COUNCIL, &later, &doing("deadline", "2025-26-Q3")).await.unwrap();
    assert_eq!(saved, Round { version: 2, ..later });
    let late = store.save_round(COUNCIL, &opened, &doing("deadline", "2025-26-Q3")).await;
    assert!(matches!(late, Err(StoreError::Changed(_))), "{late:?}");

    let correction = RoundKey { period: Period::quarter(2025, 3), number: 2 };
    let second = Round { key: correction, reason: Some("A value was late.".into()), ..round() };
    let second = store.save_round(COUNCIL, &second, &doing("opened", "2025-26-Q3.2")).await.unwrap();
    assert_eq!(store.rounds(COUNCIL).await.unwrap(), [second, saved]);
});

on_every_engine!(a_release_changes_round_papers_and_site_together, bench, {
    let store = lived_in(bench).await;
    assert_eq!(store.round(COUNCIL, q3()).await.unwrap().unwrap().state, RoundState::Published);
    let papers = store.papers(COUNCIL).await.unwrap();
    assert!(papers.files.iter().any(|paper| paper.path == "values/2025-26.csv"), "{papers:?}");
    let bundle = store.bundle(COUNCIL).await.unwrap().unwrap();
    let paths: Vec<&str> = bundle.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["2025-26-Q3/index.html", "index.html"]);
    assert_eq!((bundle.released.serial, bundle.released.round), (1, q3()));
    assert_eq!(store.latest_release(COUNCIL).await.unwrap(), Some(bundle.released.clone()));
    let file = store.bundle_file(COUNCIL, 1, "index.html").await.unwrap();
    assert_eq!(file, Some(bundle.files[1].clone()));
    assert_eq!(store.bundle_file(COUNCIL, 1, "absent.html").await.unwrap(), None);
});

on_every_engine!(a_site_is_listed_without_what_its_files_hold_and_each_is_read_by_its_digest, bench, {
    let store = lived_in(bench).await;
    let (listing, bundle) =
        (store.listing(COUNCIL).await.unwrap().unwrap(), store.bundle(COUNCIL).await.unwrap().unwrap());
    assert_eq!(listing.released, bundle.released);
    assert_eq!(listing.files.len(), bundle.files.len());
    for (listed, file) in listing.files.iter().zip(&bundle.files) {
        assert_eq!((&listed.path, &listed.media), (&file.path, &file.media));
        assert_eq!(listed.digest, store::digest(&file.bytes), "{}", file.path);
        assert_eq!(listed.size as usize, file.bytes.len(), "{}", file.path);
        assert_eq!(store.listed(COUNCIL, &listed.digest).await.unwrap().as_ref(), Some(&file.bytes), "{}", file.path);
    }
    assert_eq!(store.listed(COUNCIL, &store::digest(b"never released")).await.unwrap(), None);
    let other = store.listed("nobody", &listing.files[0].digest).await;
    assert!(!matches!(other, Ok(Some(_))), "another council's file was read");
});

on_every_engine!(a_round_is_opened_with_its_papers_or_not_at_all, bench, {
    let store = bench.council().await;
    let edition = paper("editions.csv", 0, "2025-26-Q3\n");
    let new = round();
    let (added, opened) = (doing("edition-added", "q3"), doing("round-opened", "q3"));
    let stale = paper("editions.csv", 7, "2025-26-Q3\n");
    let refused = store.open_round(COUNCIL, (&[stale], &added), (&new, &opened)).await;
    assert!(matches!(refused, Err(StoreError::Changed(_))), "{refused:?}");
    let old = Round { version: 4, ..new.clone() };
    let refused = store.open_round(COUNCIL, (std::slice::from_ref(&edition), &added), (&old, &opened)).await;
    assert!(refused.is_err(), "{refused:?}");
    assert_eq!(store.papers(COUNCIL).await.unwrap().files.len(), 0);
    store.open_round(COUNCIL, (&[edition], &added), (&new, &opened)).await.unwrap();
    assert_eq!(store.papers(COUNCIL).await.unwrap().files.len(), 1);
    assert!(store.round(COUNCIL, new.key).await.unwrap().is_some());
});

on_every_engine!(a_correction_supersedes_and_the_former_site_stays_readable, bench, {
    let store = lived_in(bench).await;
    let first = store.round(COUNCIL, q3()).await.unwrap().unwrap();
    let key = RoundKey { period: Period::quarter(2025, 3), number: 2 };
    let reason = Some("A value was late.".to_string());
    let opened = Round { key, reason, ..round() };
    let opened = store.save_round(COUNCIL, &opened, &doing("opened", "2025-26-Q3.2")).await.unwrap();
    let files =
        vec![BundleFile { path: "index.html".into(), media: "text/html".into(), bytes: b"<h1>2</h1>".to_vec() }];
    let release = Release {
        round: Round { state: RoundState::Published, published_at: Some(moment(900)), ..opened },
        supersedes: Some(Round { state: RoundState::Superseded, ..first }),
        seen_size: (0, 0),
        deeds: Vec::new(),
        papers: Vec::new(),
        files,
        ..to_release(store).await
    };
    let released = store.release(COUNCIL, &release, &doing("published", "2025-26-Q3.2")).await.unwrap();
    assert_eq!(released.serial, 2);
    assert_eq!(store.round(COUNCIL, q3()).await.unwrap().unwrap().state, RoundState::Superseded);
    assert_eq!(store.bundle(COUNCIL).await.unwrap().unwrap().files[0].bytes, b"<h1>2</h1>");
    let former = store.bundle_file(COUNCIL, 1, "index.html").await.unwrap().unwrap();
    assert_eq!(former.bytes, b"<h1>Ambleford</h1>");
    assert_eq!(store.releases(COUNCIL).await.unwrap().len(), 2);
    assert_eq!(store.verify(COUNCIL).await.unwrap().faults, []);
});

on_every_engine!(nothing_is_released_that_changed_since_it_was_read, bench, {
    let store = bench.open_round().await;
    let first = [paper("plan.csv", 0, "a\n")];
    store.save_papers(COUNCIL, &first, &doing("changed", "plan.csv")).await.unwrap();
    let read = to_release(store).await;
    let refused = async |release: &Release, what: &str| {
        let told = store.release(COUNCIL, release, &doing("published", "2025-26-Q3")).await;
        assert!(matches!(told, Err(StoreError::Changed(_))), "{what}: {told:?}");
        assert_eq!(store.bundle(COUNCIL).await.unwrap(), None, "{what}");
        assert_eq!(store.round(COUNCIL, q3()).await.unwrap().unwrap().state, RoundState::Open, "{what}");
        assert_eq!(store.papers(COUNCIL).await.unwrap().files.len(), 1, "{what}");
    };
    let stale = PaperChange { seen_revision: 7, ..paper("plan.csv", 0, "b\n") };
    let with_stale_paper = Release { papers: vec![paper("values.csv", 0, "v\n"), stale], ..read.clone() };
    refused(&with_stale_paper, "a paper").await;
    let mut with_stale_round = read.clone();
    with_stale_round.round.version += 1;
    refused(&with_stale_round, "the round").await;

    let item = "figure/PM1/2025-26-Q3";
    store.add_entry(COUNCIL, &entry(item, 1, figure("4")), &doing("entered", item)).await.unwrap();
    refused(&read, "an entry came in").await;
    let again = to_release(store).await;
    let same = [paper("plan.csv", 1, "c\n")];
    store.save_papers(COUNCIL, &same, &doing("changed", "plan.csv")).await.unwrap();
    refused(&again, "the plan was edited").await;

    let last = to_release(store).await;
    store.release(COUNCIL, &last, &doing("published", "2025-26-Q3")).await.unwrap();
    assert_eq!(store.bundle(COUNCIL).await.unwrap().unwrap().files.len(), 2);
});

on_every_engine!(a_round_is_seen_whole, bench, {
    let store = lived_in(bench).await;
    let view = store.round_view(COUNCIL, q3()).await.unwrap().unwrap();
    assert_eq!(view.round, store.round(COUNCIL, q3()).await.unwrap().unwrap());
    assert_eq!(view.entries, store.round_entries(COUNCIL, q3()).await.unwrap());
    assert_eq!(view.steps, store.steps(COUNCIL, q3()).await.unwrap());
    assert_eq!((view.entries.len(), view.steps.len(), view.size), (10, 4, (11, 4)));
    assert_eq!(view.papers, store.papers_revision(COUNCIL).await.unwrap());
    let never = RoundKey::first(Period::quarter(2031, 1));
    assert_eq!(store.round_view(COUNCIL, never).await.unwrap(), None);
});
