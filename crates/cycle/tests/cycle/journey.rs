//! A quarter of the invented council, from the first figure to a correction, over a store.

use cycle::{Act, Desk, Entering, Failure, Missing, Press, Pressing, found};
use domain::cycle::{
    Body, FigureEntry, Grant, Item, Move, Person, PersonState, ProgressEntry, Role, RoundKey, RoundState, Scope,
    Standing, Via,
};
use domain::{Figure, Period, Reading};
use folder::Files;
use jiff::Timestamp;
use store::{Doing, Store};

use super::files;

/// Prints one page an edition: its figures as the papers have them.
struct PlainPress;

impl Press for PlainPress {
    fn report<'a>(&'a self, files: &'a Files, _: Period, _: &'a [&'a str]) -> Pressing<'a> {
        Box::pin(async move { Ok(files.clone()) })
    }

    fn site<'a>(&'a self, files: &'a Files) -> Pressing<'a> {
        let page = |period: &str| {
            let values = files.get(&format!("values/{period}.csv")).cloned().unwrap_or_default();
            (format!("editions/{period}/index.html"), values)
        };
        Box::pin(async move { Ok(["2024-25", "2025-26-H1"].map(page).into()) })
    }
}

fn key(text: &str) -> RoundKey {
    RoundKey::parse(text).unwrap()
}

fn person(id: &str, role: Role, scope: &str) -> Person {
    Person {
        id: id.into(),
        name: format!("{id} of Marlhaven"),
        email: format!("{id}@marlhaven.example"),
        state: PersonState::Active,
        grants: vec![Grant { role, scope: Scope::parse(scope).unwrap() }],
    }
}

struct Hall {
    store: Store,
    /// A council of its own for each test, so that tests can share a database.
    tenant: String,
    library: std::sync::Arc<cycle::library::Library>,
    people: Vec<Person>,
    minute: std::cell::Cell<i64>,
}

impl Hall {
    /// On SQLite in memory, or on the database that `BASEPLAN_TEST_STORE` names.
    async fn open() -> Hall {
        let named = std::env::var("BASEPLAN_TEST_STORE");
        let store = Store::open(named.as_deref().unwrap_or("sqlite::memory:")).await.unwrap();
        let now: Timestamp = "2026-01-05T09:00:00Z".parse().unwrap();
        let mut files = files();
        cycle::demo::leave_out(&mut files, "2025-26-H1").unwrap();
        let tenant = format!("marlhaven-{}", store::new_id(now));
        found(&store, &tenant, &files, now).await.unwrap();
        let people = vec![
            person("harbour", Role::DataOwner, "named:Harbour master"),
            person("clerk", Role::DataOwner, "all"),
            person("lead", Role::Lead, "all"),
            person("director", Role::Director, "all"),
            person("officer", Role::PerformanceOfficer, "all"),
        ];
        for one in &people {
            let doing = Doing {
                by: None,
                at: now,
                act: "person-invited".into(),
                subject: one.id.clone(),
                before: None,
                after: None,
                why: None,
            };
            store.save_person(&tenant, None, one, &doing).await.unwrap();
        }
        Hall { store, tenant, library: Default::default(), people, minute: std::cell::Cell::new(0) }
    }

    fn desk(&self, who: &str) -> Desk {
        self.minute.set(self.minute.get() + 1);
        let now: Timestamp = "2026-01-06T09:00:00Z".parse().unwrap();
        Desk {
            store: self.store.clone(),
            library: self.library.clone(),
            tenant: self.tenant.clone(),
            person: self.people.iter().find(|person| person.id == who).unwrap().clone(),
            now: now + jiff::SignedDuration::from_mins(self.minute.get()),
        }
    }
}

fn figure(item: &str, value: &str, seen: u32) -> Entering {
    let reading = Reading::Figure(Figure { value: value.parse().unwrap(), parts: None });
    let body = FigureEntry { reading, forecast: None, markers: vec![], as_at: None, note: None };
    Entering { item: Item::parse(item).unwrap(), seen, body: Body::Figure(body), why: None, via: Via::Form }
}

const SAILINGS: &str = "figure/FY-1/2025-26-Q2";

async fn opened(hall: &Hall) -> RoundKey {
    let edition = cycle::NewEdition {
        period: Period::parse("2025-26-H1").unwrap(),
        plan: "2025-28".into(),
        outline: "halfway".into(),
        title: "Halfway Report 2026".into(),
        position_at: "2025-12-31".parse().unwrap(),
        demonstration: true,
    };
    let open = cycle::OpenRound {
        edition,
        enter_by: "2026-01-20".parse().unwrap(),
        approve_by: "2026-01-27".parse().unwrap(),
    };
    assert_eq!(hall.desk("lead").open_round(&open).await, Err(Failure::NotAllowed(Act::OpenRound)));
    hall.desk("officer").open_round(&open).await.unwrap().key
}

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
struct Interrupted(Desk, RoundKey);

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
