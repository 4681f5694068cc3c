use std::str::FromStr;

use domain::cycle::{Body, Entry, FigureEntry, Item, Move, ProgressEntry, RoundState, Step, Via};
use domain::value::{Absence, Figure, Marker, Reading};
use domain::{Date, Decimal, Period};
use store::{Deed, Draft, StoreError};

use super::engines::{COUNCIL, doing, moment, q3, round};

pub fn entry(item: &str, version: u32, body: Body) -> Entry {
    Entry {
        round: q3(),
        item: Item::parse(item).unwrap(),
        version,
        body,
        why: (version > 1).then(|| "a late return came in".to_string()),
        by: "person-1".into(),
        at: moment(i64::from(version)),
        via: Via::Form,
    }
}

pub fn figure(value: &str) -> Body {
    let figure = Figure { value: Decimal::from_str_exact(value).unwrap(), parts: None };
    Body::Figure(FigureEntry {
        reading: Reading::Figure(figure),
        forecast: None,
        markers: Vec::new(),
        as_at: None,
        note: None,
    })
}

pub fn step(item: &str, version: u32, to: Move) -> Step {
    Step { round: q3(), item: Item::parse(item).unwrap(), version, to, by: "person-2".into(), at: moment(100) }
}

/// Everything that an entry can say, one of each kind and with every column filled somewhere.
pub fn one_of_each() -> Vec<Entry> {
    let parts = (Decimal::from(412), Decimal::from_str("806.0").unwrap());
    let full = Body::Figure(FigureEntry {
        reading: Reading::Figure(Figure { value: Decimal::from_str("51.10").unwrap(), parts: Some(parts) }),
        forecast: Some(Decimal::from_str("-0.50").unwrap()),
        markers: vec![Marker::Provisional, Marker::LowReliability],
        as_at: Some(Date::constant(2025, 12, 5)),
        note: Some("One depot’s returns are “estimated”,\nthe rest are counted.".into()),
    });
    let absent = |absence| {
        Body::Figure(FigureEntry {
            reading: Reading::Absent(absence),
            forecast: None,
            markers: Vec::new(),
            as_at: None,
            note: Some(String::new()),
        })
    };
    let progress = Body::Progress(ProgressEntry {
        grade: Some("Good".into()),
        completes: Some(Date::constant(2026, 9, 30)),
        text: "On course. {{PM14}} of 20.".into(),
    });
    let silent = Body::Progress(ProgressEntry { grade: None, completes: None, text: String::new() });
    [
        ("figure/pothole-response/2025-26-Q3", full),
        ("figure/PM14/2025-26", absent(Absence::Awaited)),
        ("figure/F6 / F5/AY2024-25", absent(Absence::NotDue(Some(Period::quarter(2025, 4))))),
        ("figure/PM15/2025-26-Q3", absent(Absence::NotDue(None))),
        ("progress/SO-01", progress),
        ("progress/SO-02", silent),
        ("words/introduction", Body::Words("Winter was wet.".into())),
        ("words/overview/O1", Body::Words(String::new())),
        ("rating/PM14/2025-26", Body::Rating(Some("Review".into()))),
        ("rating/PM15/2025-26-Q3", Body::Rating(None)),
    ]
    .into_iter()
    .map(|(item, body)| entry(item, 1, body))
    .collect()
}

on_every_engine!(what_was_entered_is_read_back_as_it_was_entered, bench, {
    let store = bench.open_round().await;
    for entry in one_of_each() {
        store.add_entry(COUNCIL, &entry, &doing("entered", &entry.item.to_string())).await.unwrap();
        assert_eq!(store.entry(COUNCIL, q3(), &entry.item).await.unwrap(), Some(entry));
    }
    let mut all = one_of_each();
    all.sort_by(|a, b| a.item.cmp(&b.item));
    assert_eq!(store.round_entries(COUNCIL, q3()).await.unwrap(), all);
});

on_every_engine!(figures_keep_their_places, bench, {
    let store = bench.open_round().await;
    let figures = [
        "0.1",
        "1.10",
        "48.20",
        "12345678901234567.89",
        "-0.0000000000000000000000000001",
        "79228162514264337593543950335",
        "0.00",
        "-7",
    ];
    for (text, version) in figures.iter().zip(1..) {
        let entered = entry("figure/PM1/2025-26-Q3", version, figure(text));
        store.add_entry(COUNCIL, &entered, &doing("entered", "figure/PM1/2025-26-Q3")).await.unwrap();
    }
    let item = Item::parse("figure/PM1/2025-26-Q3").unwrap();
    let read = store.entries(COUNCIL, q3(), &item).await.unwrap();
    let values = read.iter().map(|entry| match &entry.body {
        Body::Figure(FigureEntry { reading: Reading::Figure(figure), .. }) => figure.value.to_string(),
        other => panic!("{other:?}"),
    });
    assert_eq!(values.collect::<Vec<_>>(), figures);
});

on_every_engine!(of_two_who_mend_one_entry_the_second_is_told, bench, {
    let store = bench.open_round().await;
    let item = "figure/PM1/2025-26-Q3";
    store.add_entry(COUNCIL, &entry(item, 1, figure("4")), &doing("entered", item)).await.unwrap();
    store.add_entry(COUNCIL, &entry(item, 2, figure("5")), &doing("entered", item)).await.unwrap();
    let told = Err(StoreError::Changed(item.into()));
    assert_eq!(store.add_entry(COUNCIL, &entry(item, 2, figure("6")), &doing("entered", item)).await, told);
    assert_eq!(store.add_entry(COUNCIL, &entry(item, 4, figure("6")), &doing("entered", item)).await, told);
    assert_eq!(store.round_entries(COUNCIL, q3()).await.unwrap(), [entry(item, 2, figure("5"))]);
    assert_eq!(store.all_round_entries(COUNCIL, q3()).await.unwrap().len(), 2);
});

on_every_engine!(twenty_who_enter_one_item_at_once_leave_one_version, bench, {
    let store = bench.open_round().await;
    let item = "figure/PM1/2025-26-Q3";
    let mut tasks = Vec::new();
    for n in 0..20 {
        let store = store.clone();
        tasks.push(tokio::spawn(async move {
            let entered = entry(item, 1, figure(&n.to_string()));
            store.add_entry(COUNCIL, &entered, &doing("entered", item)).await
        }));
    }
    let mut saved = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(()) => saved += 1,
            Err(error) => assert_eq!(error, StoreError::Changed(item.into())),
        }
    }
    assert_eq!(saved, 1);
    assert_eq!(store.all_round_entries(COUNCIL, q3()).await.unwrap().len(), 1);
});

on_every_engine!(an_entry_of_another_kind_than_its_item_is_refused, bench, {
    let store = bench.open_round().await;
    let refused = store.add_entry(COUNCIL, &entry("words/introduction", 1, figure("4")), &doing("entered", "x")).await;
    assert!(matches!(refused, Err(StoreError::Broken(_))), "{refused:?}");
    assert_eq!(store.round_size(COUNCIL, q3()).await.unwrap(), (0, 0));
});

on_every_engine!(nothing_is_entered_in_a_round_that_is_closed, bench, {
    let store = bench.open_round().await;
    let closed = domain::cycle::Round { state: RoundState::Published, version: 1, ..round() };
    store.save_round(COUNCIL, &closed, &doing("published", "2025-26-Q3")).await.unwrap();
    let item = "figure/PM1/2025-26-Q3";
    let refused = store.add_entry(COUNCIL, &entry(item, 1, figure("4")), &doing("entered", item)).await;
    assert!(matches!(refused, Err(StoreError::Changed(_))), "{refused:?}");
});

on_every_engine!(a_step_belongs_to_the_version_and_the_steps_that_its_person_saw, bench, {
    let store = bench.open_round().await;
    let item = "progress/SO-01";
    let words = || Body::Progress(ProgressEntry { grade: None, completes: None, text: "Going well.".into() });
    store.add_entry(COUNCIL, &entry(item, 1, words()), &doing("entered", item)).await.unwrap();
    let moves = [
        Move::Submitted,
        Move::Delegated("person-3".into()),
        Move::Returned("Say by how much.".into()),
        Move::Submitted,
        Move::Approved,
    ];
    for (to, seen) in moves.iter().zip(0..) {
        store.add_step(COUNCIL, &step(item, 1, to.clone()), seen, &doing("moved", item)).await.unwrap();
    }
    let read = store.item_steps(COUNCIL, q3(), &Item::parse(item).unwrap()).await.unwrap();
    assert_eq!(read.iter().map(|step| step.to.clone()).collect::<Vec<_>>(), moves);
    assert_eq!(store.steps(COUNCIL, q3()).await.unwrap(), read);

    let told = Err(StoreError::Changed(item.into()));
    let late = step(item, 1, Move::Returned("No.".into()));
    assert_eq!(store.add_step(COUNCIL, &late, 4, &doing("returned", item)).await, told);
    store.add_entry(COUNCIL, &entry(item, 2, words()), &doing("entered", item)).await.unwrap();
    assert_eq!(store.add_step(COUNCIL, &late, 5, &doing("returned", item)).await, told);
});

on_every_engine!(what_belongs_together_is_recorded_all_or_none, bench, {
    let store = bench.open_round().await;
    let item = "figure/PM1/2025-26-Q3";
    let draft = Draft {
        person: "p1".into(),
        round: q3(),
        item: Item::parse(item).unwrap(),
        seen: 0,
        body: "value=4".into(),
        at: moment(5),
    };
    let ada = crate::people::person("p1", "Ada Lowe", "ada@ambleford.example");
    store.save_person(COUNCIL, None, &ada, &doing("invited", "p1")).await.unwrap();
    store.save_draft(COUNCIL, &draft).await.unwrap();
    let typed = Draft { body: "value=42".into(), at: moment(6), ..draft.clone() };
    store.save_draft(COUNCIL, &typed).await.unwrap();

    let add = Deed::Entry { entry: entry(item, 1, figure("42")), doing: doing("entered", item) };
    let submit = Deed::Step { step: step(item, 1, Move::Submitted), seen: 0, doing: doing("submitted", item) };
    let forget = Deed::DropDraft { person: "p1".into(), round: q3(), item: Item::parse(item).unwrap() };
    let wrong = Deed::Step { step: step(item, 1, Move::Approved), seen: 7, doing: doing("approved", item) };
    let refused = store.record(COUNCIL, &[add.clone(), submit.clone(), forget.clone(), wrong]).await;
    assert_eq!(refused, Err(StoreError::Changed(item.into())));
    assert_eq!(store.round_size(COUNCIL, q3()).await.unwrap(), (0, 0));
    assert_eq!(store.draft(COUNCIL, "p1", q3(), &draft.item).await.unwrap(), Some(typed));

    store.record(COUNCIL, &[add, submit, forget]).await.unwrap();
    assert_eq!(store.round_size(COUNCIL, q3()).await.unwrap(), (1, 1));
    assert_eq!(store.draft(COUNCIL, "p1", q3(), &draft.item).await.unwrap(), None);
});
