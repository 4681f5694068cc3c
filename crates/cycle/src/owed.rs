//! Who owes what in a round, by each measure's own calendar.

use std::collections::{BTreeMap, BTreeSet};

use domain::cycle::Item;
use domain::{About, Absence, Council, Date, Edition, Measure, Observation, Period, Plan};
use report::outline::Outline;

use crate::asked;
use crate::reach::named;

/// Why a figure is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Because {
    /// Its period has ended, and nothing was stated of it.
    Due,
    /// An earlier edition said that it was awaited.
    Awaited,
    /// An earlier edition printed a value that is not final.
    FinalOwed,
    /// Every edition asks for it: progress and words.
    EveryEdition,
}

/// One thing that is owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// What.
    pub item: Item,
    /// The title as this edition prints it.
    pub title: String,
    /// Why.
    pub because: Because,
    /// Who the plan names for it. `None`: nobody.
    pub named: Option<String>,
    /// References of what it serves in the plan, in the plan's order.
    pub serves: Vec<String>,
}

/// Everything owed for an edition in the plan's order: figures under what they serve first, then progress, then words.
/// `council` is what the papers say; what they state in this edition already is not owed.
pub fn owed(council: &Council, edition: &Edition, outline: &Outline) -> Vec<Owed> {
    let Some(plan) = council.plan(&edition.plan) else { return Vec::new() };
    let mut all = figures(council, edition, plan);
    let progress = plan.commitments.iter().map(|commitment| Owed {
        item: Item::Progress { commitment: commitment.reference.clone() },
        title: commitment.title_in(edition.period).to_string(),
        because: Because::EveryEdition,
        named: commitment.lead.clone(),
        serves: vec![commitment.under.clone()],
    });
    all.extend(progress);
    all.extend(asked::words(outline, plan).into_iter().map(|item| words(item, council, plan)));
    let now = stated_now(council, edition);
    all.retain(|owed| !now.contains(&owed.item));
    all
}

/// What the papers state in the edition itself.
fn stated_now(council: &Council, edition: &Edition) -> BTreeSet<Item> {
    let now = edition.period;
    let figures = council.observations.iter().filter(|one| one.stated == now);
    let figures = figures.map(|one| Item::Figure { measure: one.measure.clone(), period: one.period });
    let progress = council.progress.iter().filter(|one| one.plan == edition.plan && one.stated == now);
    let progress = progress.map(|one| Item::Progress { commitment: one.commitment.clone() });
    let words = council.passages.iter().filter(|one| one.edition == now).map(|one| {
        let about = match &one.about {
            About::Edition => None,
            About::Item(about) => Some(about.clone()),
        };
        Item::Words { slot: one.slot.clone(), about }
    });
    figures.chain(progress).chain(words).collect()
}

fn words(item: Item, council: &Council, plan: &Plan) -> Owed {
    let (title, about) = match &item {
        Item::Words { slot, about } => (title_of_words(slot, about.as_deref(), plan), about.clone()),
        other => (other.to_string(), None),
    };
    Owed {
        title,
        because: Because::EveryEdition,
        named: named(&item, council, plan).map(str::to_string),
        serves: about.into_iter().collect(),
        item,
    }
}

/// The title of words of a report: where they stand and what they are about, `Achievements: People`.
pub fn title_of_words(slot: &str, about: Option<&str>, plan: &Plan) -> String {
    let slot = slot.replace('-', " ");
    let mut letters = slot.chars();
    let slot = letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect());
    let heading = about.and_then(|about| plan.heading(about)).map(|heading| heading.short.as_str());
    match heading.or(about) {
        Some(subject) => format!("{slot}: {subject}"),
        None => slot,
    }
}

fn figures(council: &Council, edition: &Edition, plan: &Plan) -> Vec<Owed> {
    let stated = stated(council, edition);
    let mut served: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for link in &plan.links {
        served.entry(&link.measure).or_default().extend(link.under.clone());
    }
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for link in plan.links.iter().filter(|link| link.from.is_none_or(|from| council.may_read(edition, from))) {
        let Some(measure) = council.measure(&link.measure).filter(|measure| seen.insert(measure.key.clone())) else {
            continue;
        };
        let serves = served.get(measure.key.as_str()).cloned().unwrap_or_default();
        let none = BTreeMap::new();
        let known = stated.get(measure.key.as_str()).unwrap_or(&none);
        all.extend(periods(council, measure, edition, known).into_iter().map(|(period, because)| Owed {
            item: Item::Figure { measure: measure.key.clone(), period },
            title: measure.title_in(edition.period).to_string(),
            because,
            named: measure.owner.clone(),
            serves: serves.clone(),
        }));
    }
    all
}

/// What earlier editions stated last of each measure and period.
type Stated<'c> = BTreeMap<&'c str, BTreeMap<Period, &'c Observation>>;

fn stated<'c>(council: &'c Council, edition: &Edition) -> Stated<'c> {
    let mut stated: Stated<'c> = BTreeMap::new();
    let earlier = |one: &&Observation| one.stated != edition.period && council.may_read(edition, one.stated);
    for one in council.observations.iter().filter(earlier) {
        let of_measure = stated.entry(&one.measure).or_default();
        let day = |stated: Period| council.edition(stated).map(|edition| edition.position_at);
        match of_measure.get(&one.period) {
            Some(known) if day(known.stated) > day(one.stated) => {}
            _ => drop(of_measure.insert(one.period, one)),
        }
    }
    stated
}

/// Periods of a measure that are owed, the earliest first: those still awaited or owed a final value, and the latest
/// that has ended by the edition's date, unless something final was stated of it.
fn periods(
    council: &Council,
    measure: &Measure,
    edition: &Edition,
    known: &BTreeMap<Period, &Observation>,
) -> Vec<(Period, Because)> {
    let mut owed: BTreeMap<Period, Because> = BTreeMap::new();
    let current = current(council, measure, edition);
    for (period, one) in known {
        let recent = current.is_some_and(|now| *period <= now && period.year.opens + 1 >= now.year.opens);
        let because = match one.reading.absence() {
            Some(Absence::Awaited) => Some(Because::Awaited),
            Some(Absence::NotDue(due)) if due.is_none_or(|due| due.closes_by(edition.period)) => Some(Because::Awaited),
            _ => one.markers.iter().any(|marker| marker.owes_a_final()).then_some(Because::FinalOwed),
        };
        if let Some(because) = because.filter(|_| recent) {
            owed.insert(*period, because);
        }
    }
    if let Some(now) = current.filter(|now| !known.contains_key(now)) {
        owed.insert(now, Because::Due);
    }
    owed.into_iter().collect()
}

/// The latest of a measure's own periods whose value is there by the edition's date: it has ended, and where values
/// arrive late, so many further periods have ended. `None`: the calendar has no such date.
fn current(council: &Council, measure: &Measure, edition: &Edition) -> Option<Period> {
    let ends = |period: Period| -> Option<Date> { council.calendar.dates(period).map(|(_, last)| last) };
    let mut period = measure.period_in(edition.period);
    // A yearly measure's year may end a year after it opens, and academic years end in the next council year.
    for _ in 0..3 {
        let following = period.shifted(1);
        if ends(following)? <= edition.position_at {
            period = following;
        }
    }
    for _ in 0..3 {
        if ends(period)? > edition.position_at {
            period = period.previous();
        }
    }
    Some(period.shifted(-i32::from(measure.arrives_late)))
}
