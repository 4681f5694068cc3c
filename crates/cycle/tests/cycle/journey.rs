//! A quarter of the invented council, from the first figure to a correction, over a store.

use cycle::{Act, Entering, Failure, Missing, Press, Pressing};
use domain::Period;
use domain::cycle::{
    Body, Grant, Item, Move, Person, PersonState, ProgressEntry, Role, RoundKey, RoundState, Scope, Standing, Via,
};
use folder::Files;
use jiff::Timestamp;

use super::hall::{Hall, PlainPress, SAILINGS, figure, key, opened, person};

#[tokio::test]
async fn a_figure_goes_from_its_owner_to_the_public() {
    let hall = Hall::open().await;
    let round = opened(&hall).await;
    let item = Item::parse(SAILINGS).unwrap();

    let refused = hall.desk("director").enter(round, figure(SAILINGS, "91.5", 0)).await;
    assert_eq!(refused, Err(Failure::NotAllowed(Act::EnterFigure)));
    let first = hall.desk("harbour").enter(round, figure(SAILINGS, "91.5", 0)).await.unwrap();
    assert_eq!(first.version, 1);

    // The clerk saw nothing there: told what the harbour master entered, and nothing is overwritten.
    let Err(Failure::Changed(Some(there))) = hall.desk("clerk").enter(round, figure(SAILINGS, "90", 0)).await else {
        panic!("overwritten unseen");
    };
    assert_eq!(*there, first);

    let Err(Failure::Asked(asked)) = hall.desk("harbour").enter(round, figure(SAILINGS, "0.9", 1)).await else {
        panic!("a hundredth of last time was not asked about");
    };
    assert!(!asked.is_empty());

    let harbour = hall.desk("harbour");
    assert!(matches!(harbour.submit(round, &item, 2).await, Err(Failure::Changed(_))));
    harbour.submit(round, &item, 1).await.unwrap();
    let director = hall.desk("director");
    let back = Move::Returned("Which sailings were left out?".into());
    assert!(matches!(director.decide(round, &item, 1, Move::Returned(" ".into())).await, Err(Failure::NotNow { .. })));
    director.decide(round, &item, 1, back).await.unwrap();
    assert_eq!(director.work(round).await.unwrap().standing(&item), Standing::Returned);
    assert!(matches!(director.decide(round, &item, 1, Move::Approved).await, Err(Failure::NotNow { .. })));

    hall.desk("harbour").enter(round, figure(SAILINGS, "91.4", 1)).await.unwrap();
    hall.desk("harbour").submit(round, &item, 2).await.unwrap();
    hall.desk("director").decide(round, &item, 2, Move::Approved).await.unwrap();
    let work = hall.desk("officer").work(round).await.unwrap();
    assert_eq!((work.standing(&item), work.approved_by(&item)), (Standing::Approved, Some("director")));

    let officer = hall.desk("officer");
    let ready = cycle::ready(&work).unwrap();
    assert!(!ready.missing.is_empty() && ready.problems.is_empty(), "{ready:?}");
    let refused = officer.publish(round, Missing::Refused, &PlainPress).await;
    assert!(matches!(refused, Err(Failure::NotNow { .. })), "{refused:?}");
    assert!(officer.publish(round, Missing::PrintedAsAwaited, &PlainPress).await.is_ok());

    let bundle = hall.store.bundle(&hall.tenant).await.unwrap().unwrap();
    let page = bundle.files.iter().find(|file| file.path == "editions/2025-26-H1/index.html").unwrap();
    let page = String::from_utf8(page.bytes.clone()).unwrap();
    assert!(page.contains("FY-1,2025-26-Q2,91.4") && page.contains("awaited"), "{page}");
    assert!(matches!(hall.desk("harbour").enter(round, figure(SAILINGS, "99", 2)).await, Err(Failure::NotNow { .. })));
}

#[tokio::test]
async fn a_correction_takes_the_place_of_its_edition_which_stays_readable() {
    let hall = Hall::open().await;
    let round = opened(&hall).await;
    let officer = hall.desk("officer");
    officer.publish(round, Missing::PrintedAsAwaited, &PlainPress).await.unwrap();
    let dates = ("2026-02-10".parse().unwrap(), "2026-02-12".parse().unwrap());
    let without = officer.open_correction(round, "", dates.0, dates.1).await;
    assert!(matches!(without, Err(Failure::NotNow { .. })));
    let correction = officer.open_correction(round, "Sailings were missing", dates.0, dates.1).await.unwrap();
    assert_eq!(correction.key, key("2025-26-H1.2"));
    let again = officer.open_correction(round, "Twice", dates.0, dates.1).await;
    assert!(matches!(again, Err(Failure::NotNow { .. })), "{again:?}");

    let item = Item::parse(SAILINGS).unwrap();
    let desk = hall.desk("harbour");
    assert_eq!(desk.work(round).await.unwrap().corrected(&item), None, "the first edition corrects none");
    let corrected = desk.work(correction.key).await.unwrap().corrected(&item).unwrap();
    let Some(Body::Figure(printed)) = corrected.body else { panic!("nothing was printed") };
    assert_eq!((corrected.edition, printed.reading.absence()), (1, Some(domain::Absence::Awaited)));
    hall.desk("harbour").enter(correction.key, figure(SAILINGS, "91.5", 0)).await.unwrap();
    hall.desk("harbour").submit(correction.key, &item, 1).await.unwrap();
    hall.desk("director").decide(correction.key, &item, 1, Move::Approved).await.unwrap();
    hall.desk("officer").publish(correction.key, Missing::Refused, &PlainPress).await.unwrap();

    let bundle = hall.store.bundle(&hall.tenant).await.unwrap().unwrap();
    let page = |path: &str| {
        let file = bundle.files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("{path}"));
        String::from_utf8(file.bytes.clone()).unwrap()
    };
    assert!(page("editions/2025-26-H1/index.html").contains("FY-1,2025-26-Q2,91.5"));
    assert!(page("editions/2025-26-H1.edition-1/index.html").contains("FY-1,2025-26-Q2,,awaited"));
    let rounds = hall.desk("officer").rounds().await.unwrap();
    let state = |number| rounds.iter().find(|round| round.key.number == number).unwrap().state;
    assert_eq!((state(1), state(2)), (RoundState::Superseded, RoundState::Published));

    let withdrawn = hall.desk("officer").withdraw(correction.key, "Under review", &PlainPress).await.unwrap();
    assert_eq!(withdrawn.state, RoundState::Withdrawn);
    let shelf = hall.library.shelf(&hall.store, &hall.tenant).await.unwrap();
    assert_eq!(shelf.problems, []);
    assert_eq!(shelf.council.edition(round.period).unwrap().reason.as_deref(), Some("Under review"));
}

#[tokio::test]
async fn a_date_that_moves_and_a_rating_set_by_hand_want_a_reason() {
    let hall = Hall::open().await;
    let round = opened(&hall).await;
    let progress = |completes: &str| Entering {
        item: Item::parse("progress/S1").unwrap(),
        seen: 0,
        body: Body::Progress(ProgressEntry {
            grade: None,
            completes: Some(completes.parse().unwrap()),
            text: "Done.".into(),
        }),
        why: None,
        via: Via::Form,
    };
    let lead = hall.desk("lead");
    let work = lead.work(round).await.unwrap();
    let stated = work.council().progress.iter().any(|one| one.plan == "2025-28" && one.completes.is_some());
    let entered = lead.enter(round, progress("2027-01-31")).await;
    assert_eq!(entered.is_ok(), !stated, "{entered:?}");

    let by_hand = |why: Option<&str>| Entering {
        item: Item::parse("rating/FY-1/2025-26-Q2").unwrap(),
        seen: 0,
        body: Body::Rating(None),
        why: why.map(str::to_string),
        via: Via::Form,
    };
    assert_eq!(lead.enter(round, by_hand(Some("x"))).await, Err(Failure::NotAllowed(Act::OverrideRating)));
    assert!(matches!(hall.desk("officer").enter(round, by_hand(None)).await, Err(Failure::Asked(_))));
    hall.desk("officer").enter(round, by_hand(Some("Storms closed the harbour"))).await.unwrap();
}

#[tokio::test]
async fn nobody_approves_what_they_entered_but_may_ask_somebody_else() {
    let mut hall = Hall::open().await;
    let round = opened(&hall).await;
    let mut both = person("both", Role::Director, "all");
    both.grants.push(Grant { role: Role::DataOwner, scope: Scope::All });
    let doing = hall.desk("officer").doing("person-invited", "both");
    hall.store.save_person(&hall.tenant, None, &both, &doing).await.unwrap();
    hall.people.push(both);
    let item = Item::parse(SAILINGS).unwrap();
    hall.desk("both").enter(round, figure(SAILINGS, "91.5", 0)).await.unwrap();
    hall.desk("both").submit(round, &item, 1).await.unwrap();
    let own = hall.desk("both").decide(round, &item, 1, Move::Approved).await;
    assert!(matches!(own, Err(Failure::NotNow { .. })), "{own:?}");
    let lead = hall.desk("lead").decide(round, &item, 1, Move::Approved).await;
    assert_eq!(lead, Err(Failure::NotAllowed(Act::Approve)));
    let gone = Person { state: PersonState::Ended, ..person("gone", Role::Director, "all") };
    hall.store.save_person(&hall.tenant, None, &gone, &doing).await.unwrap();
    let to = |who: &str| Move::Delegated(who.to_string());
    let left = hall.desk("both").decide(round, &item, 1, to("gone")).await;
    assert!(matches!(left, Err(Failure::NotNow { .. })), "{left:?}");
    hall.desk("both").decide(round, &item, 1, to("lead")).await.unwrap();
    let further = hall.desk("lead").decide(round, &item, 1, to("both")).await;
    assert_eq!(further, Err(Failure::NotAllowed(Act::Delegate)));
    hall.desk("lead").decide(round, &item, 1, Move::Approved).await.unwrap();
}

#[tokio::test]
async fn reminders_go_to_those_who_owe_and_once_a_day() {
    let hall = Hall::open().await;
    let round = opened(&hall).await;
    let officer = hall.desk("officer");
    let work = officer.work(round).await.unwrap();
    let reminders = work.reminders();
    let harbour = reminders.iter().find(|reminder| reminder.person.id == "harbour").unwrap();
    assert!(harbour.items.iter().any(|(item, ..)| item.to_string() == SAILINGS));
    assert!(reminders.iter().all(|reminder| reminder.person.id != "director"));
    let today = "2026-01-21".parse().unwrap();
    let letters = || reminders.iter().map(|r| (r.clone(), "What you owe".to_string(), "…".to_string())).collect();
    let chased = officer.chase(round, today, letters()).await.unwrap();
    assert_eq!((chased.queued, chased.already), (reminders.len(), 0));
    let chased = officer.chase(round, today, letters()).await.unwrap();
    assert_eq!((chased.queued, chased.already), (0, reminders.len()));
}

#[tokio::test]
async fn a_council_that_came_with_published_editions_has_a_site_and_they_can_be_corrected() {
    let hall = Hall::open().await;
    let now: Timestamp = "2026-01-05T09:30:00Z".parse().unwrap();
    cycle::release_imported(&hall.store, &hall.tenant, &PlainPress, now).await.unwrap();
    let officer = hall.desk("officer");
    let rounds = officer.rounds().await.unwrap();
    assert_eq!(rounds.iter().map(|round| round.key.to_string()).collect::<Vec<_>>(), ["2024-25"]);
    let dates = ("2026-02-10".parse().unwrap(), "2026-02-12".parse().unwrap());
    let correction = officer.open_correction(key("2024-25"), "A sum was wrong", dates.0, dates.1).await.unwrap();
    assert_eq!(correction.key, key("2024-25.2"));
    let first = hall.store.latest_release(&hall.tenant).await.unwrap().unwrap().serial;
    cycle::release_imported(&hall.store, &hall.tenant, &PlainPress, now).await.unwrap();
    assert_eq!(hall.store.latest_release(&hall.tenant).await.unwrap().unwrap().serial, first);
}

/// A press during whose work somebody enters a figure.
struct Interrupted(cycle::Desk, RoundKey);

impl Press for Interrupted {
    fn report<'a>(&'a self, files: &'a Files, _: Period, _: &'a [&'a str]) -> Pressing<'a> {
        Box::pin(async move { Ok(files.clone()) })
    }

    fn site<'a>(&'a self, _: &'a Files) -> Pressing<'a> {
        let (desk, round) = (self.0.clone(), self.1);
        Box::pin(async move {
            desk.enter(round, figure(SAILINGS, "91.5", 0)).await.map_err(|failure| failure.to_string())?;
            Ok(Files::default())
        })
    }
}

#[tokio::test]
async fn what_is_said_to_be_awaited_is_said_with_the_release_or_not_at_all() {
    let hall = Hall::open().await;
    let round = opened(&hall).await;
    let officer = hall.desk("officer");
    let refused = officer.publish(round, Missing::PrintedAsAwaited, &Interrupted(hall.desk("harbour"), round)).await;
    assert!(matches!(refused, Err(Failure::Changed(_))), "{refused:?}");
    let work = officer.work(round).await.unwrap();
    let entered: Vec<String> = work.entries.keys().map(ToString::to_string).collect();
    assert_eq!(entered, [SAILINGS], "nothing was said to be awaited, for nothing was released");
}
