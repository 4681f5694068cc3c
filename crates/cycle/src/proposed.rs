//! What the next round would be, proposed from the editions and rounds before it. A person decides; nothing here is
//! binding.

use domain::calendar::Calendar;
use domain::cycle::Round;
use domain::period::{Span, Year, YearKind};
use domain::{Council, Date, Edition, Period};
use jiff::ToSpan;
use jiff::civil::Weekday;

use crate::fold::NewEdition;

/// How many days after the position figures are due, where no round before says.
const TO_ENTER: i32 = 21;
/// How many days after the figures approvals are due, where no round before says.
const TO_APPROVE: i32 = 7;
/// How many days people have at least.
const AT_LEAST: i32 = 14;
/// How far ahead a round may be opened, in months after the latest edition's position.
const AHEAD: i32 = 15;

/// Periods that a round may be opened for, the earliest first: editions in draft that no round was opened for, then
/// quarters, halves and years (months too, where the council reports them) that end after the latest edition's position.
pub fn periods(council: &Council, rounds: &[Round], today: Date) -> Vec<Period> {
    let opened = |period: Period| rounds.iter().any(|round| round.key.period == period);
    let drafts = council.editions.iter().filter(|edition| edition.status == domain::EditionStatus::Draft);
    let mut all: Vec<Period> = drafts.map(|edition| edition.period).filter(|period| !opened(*period)).collect();
    let since = council.editions.iter().map(|edition| edition.position_at).max().unwrap_or(today);
    let until = since.saturating_add(AHEAD.months());
    let monthly = council.editions.iter().any(|edition| matches!(edition.period.span, Span::Month(_)));
    let first = since.year().saturating_sub(1);
    let mut following: Vec<(Date, Period)> = (first..=first.saturating_add(3))
        .flat_map(|opens| parts(opens, monthly))
        .filter_map(|period| Some((council.calendar.dates(period)?.1, period)))
        .filter(|(end, period)| *end > since && *end <= until && council.edition(*period).is_none())
        .collect();
    following.sort_by_key(|(end, period)| (*end, -period.span.per_year(), *period));
    all.extend(following.into_iter().map(|(_, period)| period));
    all
}

/// Every part of the council year that opens in a year, and the months of that calendar year where they are reported.
fn parts(opens: i16, monthly: bool) -> Vec<Period> {
    let of = |kind, span| Period { year: Year { opens, kind }, span };
    let own = |span| of(YearKind::Council, span);
    let mut parts: Vec<Period> = (1..=4).map(|n| own(Span::Quarter(n))).collect();
    parts.extend((1..=2).map(|n| own(Span::Half(n))));
    parts.push(own(Span::Year));
    if monthly {
        parts.extend((1..=12).map(|n| of(YearKind::Calendar, Span::Month(n))));
    }
    parts
}

/// The period that comes next: a draft that waits, else the first whose part of the year the council reported before.
/// `None`: the calendar has none.
pub fn next(council: &Council, rounds: &[Round], today: Date) -> Option<Period> {
    let all = periods(council, rounds, today);
    let waits = |period: &&Period| council.edition(**period).is_some();
    let usual = |period: &&Period| council.editions.iter().any(|edition| edition.period.span == period.span);
    all.iter().find(waits).or_else(|| all.iter().find(usual)).or(all.first()).copied()
}

/// The edition of a period as its predecessors suggest it: the one in the papers where there is a draft. An empty title
/// or name means that nothing suggests one. `None`: the calendar does not hold the period.
pub fn edition(council: &Council, period: Period) -> Option<NewEdition> {
    if let Some(draft) = council.edition(period) {
        return Some(NewEdition {
            period,
            plan: draft.plan.clone(),
            outline: draft.outline.clone(),
            title: draft.title.clone(),
            position_at: draft.position_at,
            demonstration: draft.demonstration,
        });
    }
    let (_, position_at) = council.calendar.dates(period)?;
    let latest = council.editions.iter().max_by_key(|edition| edition.position_at);
    let runs =
        |key: &str| council.plan(key).is_some_and(|plan| plan.runs.0 <= position_at && position_at <= plan.runs.1);
    let running = council.plans.iter().rev().map(|plan| plan.key.as_str()).find(|key| runs(key));
    let usual = latest.map(|edition| edition.plan.as_str());
    let plan = usual.filter(|key| runs(key)).or(running).or(usual).unwrap_or_default();
    let like = like(council, plan, period).or(latest);
    let title = like.and_then(|like| title(&council.calendar, like, period));
    Some(NewEdition {
        period,
        plan: plan.to_string(),
        outline: like.map(|edition| edition.outline.clone()).unwrap_or_default(),
        title: title.unwrap_or_default(),
        position_at,
        demonstration: latest.is_some_and(|edition| edition.demonstration),
    })
}

/// The edition that a new one will be most like: the latest of the same plan and length, else of the same length.
fn like<'c>(council: &'c Council, plan: &str, period: Period) -> Option<&'c Edition> {
    let alike = |edition: &&Edition| edition.period.span.per_year() == period.span.per_year();
    let alike = council.editions.iter().filter(alike);
    alike.max_by_key(|edition| (edition.plan == plan, edition.position_at))
}

/// The title of an edition of the same length, with its period moved on. `None`: it does not name its period in a way
/// that can be moved.
fn title(calendar: &Calendar, like: &Edition, period: Period) -> Option<String> {
    if like.period.span.per_year() != period.span.per_year() {
        return None;
    }
    let (was, now) = (calendar.print_part(like.period), calendar.print_part(period));
    let moved = if was.is_empty() { like.title.clone() } else { like.title.replace(&was, &now) };
    let moved = years_moved(&moved, like.period.year.opens, period.year.opens);
    (moved != like.title).then_some(moved)
}

/// A text in which years are moved: `2025 to 2026`, `2025-26`, `2025/26`.
fn years_moved(text: &str, was: i16, now: i16) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len());
        let (digits, after) = from.split_at(end);
        out.push_str(before);
        let number = digits.parse::<i16>().ok();
        let closes = |year: i16| year.saturating_add(1);
        out.push_str(&match number {
            Some(year) if digits.len() == 4 && year == was => now.to_string(),
            Some(year) if digits.len() == 4 && year == closes(was) => closes(now).to_string(),
            Some(year)
                if digits.len() == 2 && out.ends_with(['-', '/', '–']) && year == closes(was).rem_euclid(100) =>
            {
                format!("{:02}", closes(now).rem_euclid(100))
            }
            _ => digits.to_string(),
        });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// By when figures and approvals would be due: as long after the position as in the round before, never less than two
/// weeks from today, and on no weekend.
pub fn dates(council: &Council, rounds: &[Round], position_at: Date, today: Date) -> (Date, Date) {
    let position = |round: &Round| council.edition(round.key.period).map(|edition| edition.position_at);
    // Editions that came with the council's folder were never run here: their dates are those of publication.
    let run_here = |round: &&Round| round.key.number == 1 && round.published_at != Some(round.opened_at);
    let before = rounds.iter().filter(run_here).max_by_key(|round| round.key);
    let days = |from: Date, to: Date| (to - from).get_days();
    let to_enter = before.and_then(|round| Some(days(position(round)?, round.enter_by))).unwrap_or(TO_ENTER);
    let to_approve = before.map_or(TO_APPROVE, |round| days(round.enter_by, round.approve_by));
    let enter_by = position_at.saturating_add(to_enter.days()).max(today.saturating_add(AT_LEAST.days()));
    let enter_by = working_day(enter_by);
    (enter_by, working_day(enter_by.saturating_add(to_approve.days())))
}

/// By when a correction would be due.
pub fn correction_dates(today: Date) -> (Date, Date) {
    let enter_by = working_day(today.saturating_add(AT_LEAST.days()));
    (enter_by, working_day(enter_by.saturating_add(TO_APPROVE.days())))
}

fn working_day(day: Date) -> Date {
    match day.weekday() {
        Weekday::Saturday => day.saturating_add(2.days()),
        Weekday::Sunday => day.saturating_add(1.days()),
        _ => day,
    }
}
