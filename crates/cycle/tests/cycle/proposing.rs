//! What the next round would be, and when people are reminded of one.

use cycle::proposed::{dates, edition, next, periods};
use cycle::reminds_on;
use domain::calendar::Month;
use domain::cycle::{Round, RoundKey, RoundState};
use domain::{Council, Date, Edition, EditionStatus, Period, YearStyle};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The invented council with other editions: period, outline and title, published at the end of the period.
fn with(editions: &[(&str, &str, &str)]) -> Council {
    let mut council = super::council(&super::files());
    council.calendar.opens = Month::new(4).unwrap();
    council.calendar.style = YearStyle::Dash;
    let plan = council.plans[1].key.clone();
    council.plans[1].runs = (day("2025-04-01"), day("2028-03-31"));
    council.editions = editions
        .iter()
        .map(|(period, outline, title)| {
            let period = Period::parse(period).unwrap();
            Edition {
                period,
                plan: plan.clone(),
                outline: outline.to_string(),
                title: title.to_string(),
                position_at: council.calendar.dates(period).unwrap().1,
                published_on: None,
                status: EditionStatus::Published,
                reason: None,
                demonstration: false,
            }
        })
        .collect();
    council
}

fn round(enter_by: &str, state: RoundState) -> Round {
    Round {
        key: RoundKey::parse("2025-26-Q2").unwrap(),
        state,
        enter_by: day(enter_by),
        approve_by: day(enter_by),
        opened_at: "2025-10-01T09:00:00Z".parse().unwrap(),
        published_at: None,
        reason: None,
        demonstration: false,
        version: 1,
    }
}

#[test]
fn the_next_period_is_the_first_that_ends_later_among_those_the_council_reports() {
    for (editions, proposed) in [
        (vec!["2024-25"], "2025-26"),
        (vec!["2025-26-Q1"], "2026-27-Q1"),
        (vec!["2024-25-Q1", "2024-25-Q2", "2024-25-Q3", "2024-25"], "2025-26-Q1"),
        (vec!["2024-25-Q3", "2025-26-Q2"], "2025-26-Q3"),
        (vec!["2024-25", "2025-26-Q2", "2025-26-Q3"], "2025-26"),
        (vec!["2024-25", "2024-25-H1"], "2025-26-H1"),
        (vec!["2025-07"], "2026-07"),
        (vec![], "2025-26-Q3"),
    ] {
        let rows: Vec<(&str, &str, &str)> = editions.iter().map(|period| (*period, "halfway", "")).collect();
        let found = next(&with(&rows), &[], day("2025-10-10"));
        assert_eq!(found.map(|period| period.to_string()).as_deref(), Some(proposed), "{editions:?}");
    }
}

#[test]
fn a_draft_in_the_papers_comes_first_until_its_round_is_open() {
    let mut council = with(&[("2024-25", "yearly", "Year Report 2025"), ("2025-26-Q2", "halfway", "Q2")]);
    council.editions[1].status = EditionStatus::Draft;
    let draft = council.editions[1].period;
    assert_eq!(next(&council, &[], day("2025-10-10")), Some(draft));
    let open = [round("2025-10-20", RoundState::Open)];
    assert!(!periods(&council, &open, day("2025-10-10")).contains(&draft));
}

#[test]
fn an_edition_is_proposed_after_the_pattern_of_the_latest_of_its_length() {
    let before = [
        ("2024-25", "yearly", "Performance Report Year End 2024-25"),
        ("2025-26-Q2", "halfway", "Performance Report Quarter 2 2025 to 2026"),
    ];
    for (period, outline, title, position) in [
        ("2025-26-Q3", "halfway", "Performance Report Quarter 3 2025 to 2026", "2025-12-31"),
        ("2026-27-Q1", "halfway", "Performance Report Quarter 1 2026 to 2027", "2026-06-30"),
        ("2025-26", "yearly", "Performance Report Year End 2025-26", "2026-03-31"),
        ("2025-26-H2", "halfway", "", "2026-03-31"),
    ] {
        let found = edition(&with(&before), Period::parse(period).unwrap()).unwrap();
        assert_eq!((found.outline.as_str(), found.title.as_str()), (outline, title), "{period}");
        assert_eq!(found.position_at, day(position));
        assert_eq!(found.plan, "2025-28");
    }
}

#[test]
fn dates_are_as_long_after_the_position_as_last_time_never_too_soon_and_on_working_days() {
    let council = with(&[("2025-26-Q2", "halfway", "")]);
    let before = Round { approve_by: day("2025-10-31"), ..round("2025-10-24", RoundState::Published) };
    let imported = Round { published_at: Some(before.opened_at), ..round("2025-09-30", RoundState::Published) };
    for (rounds, position, today, enter, approve) in [
        (vec![imported], "2025-12-31", "2026-01-02", "2026-01-21", "2026-01-28"),
        // 24 days and 7 more, as last time: 24 and 31 January are Saturdays.
        (vec![before.clone()], "2025-12-31", "2026-01-02", "2026-01-26", "2026-02-02"),
        (vec![], "2025-12-31", "2026-01-02", "2026-01-21", "2026-01-28"),
        (vec![], "2025-12-31", "2026-02-20", "2026-03-06", "2026-03-13"),
    ] {
        let found = dates(&council, &rounds, day(position), day(today));
        assert_eq!(found, (day(enter), day(approve)), "{today}");
    }
}

#[test]
fn people_are_reminded_three_days_before_on_the_day_and_every_second_day_after_it() {
    let open = round("2026-01-23", RoundState::Open);
    for (today, reminded) in [
        ("2026-01-19", false),
        ("2026-01-20", true),
        ("2026-01-21", false),
        ("2026-01-22", false),
        ("2026-01-23", true),
        ("2026-01-24", false),
        ("2026-01-25", true),
        ("2026-01-26", false),
        ("2026-02-02", true),
    ] {
        assert_eq!(reminds_on(&open, day(today)), reminded, "{today}");
        let closed = round("2026-01-23", RoundState::Published);
        assert!(!reminds_on(&closed, day(today)), "{today}, after publication");
    }
}
