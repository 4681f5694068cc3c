//! Entering: a figure, progress, words, a rating set by a person.

use domain::cycle::{Body, Entry, FigureEntry, Item, Move, Round, RoundKey, RoundState, Step, Via};
use domain::snapshot::MeasureState;
use domain::{Decimal, Measure, Period};
use store::Doing;

use super::{Desk, Failure, Outcome, Work, unless_changed};
use crate::asked;
use crate::live;
use crate::may;

/// What is entered.
#[derive(Debug, Clone, PartialEq)]
pub struct Entering {
    /// What it is of.
    pub item: Item,
    /// The version that the person saw. 0: there was none.
    pub seen: u32,
    /// What it says.
    pub body: Body,
    /// The reason, where one is asked.
    pub why: Option<String>,
    /// How it comes in.
    pub via: Via,
}

impl Desk {
    /// Saves an entry as a new version; nothing that somebody else entered in between is overwritten.
    ///
    /// # Errors
    /// [`Failure::NotAllowed`], [`Failure::NotNow`] if the round is closed, [`Failure::Asked`] if it wants a reason,
    /// [`Failure::Changed`] with what stands there now.
    pub async fn enter(&self, key: RoundKey, entering: Entering) -> Outcome<Entry> {
        let work = self.work(key).await?;
        self.enter_into(&work, entering).await
    }

    /// As [`Desk::enter`], into a round that was read already: many rows of one workbook.
    ///
    /// # Errors
    /// As [`Desk::enter`].
    pub async fn enter_into(&self, work: &Work, entering: Entering) -> Outcome<Entry> {
        let (entry, doing) = self.to_enter(work, entering)?;
        match self.store.add_entry(&self.tenant, &entry, &doing).await {
            Ok(()) => Ok(entry),
            Err(error) => {
                let latest = self.store.entry(&self.tenant, work.round.key, &entry.item).await?;
                Err(unless_changed(error, latest))
            }
        }
    }

    /// What would be saved, with its line of history, if it may be.
    pub(super) fn to_enter(&self, work: &Work, entering: Entering) -> Outcome<(Entry, Doing)> {
        is_open(&work.round)?;
        if !work.may_enter(&self.person, &entering.item) {
            return Err(Failure::NotAllowed(may::entering(&entering.item)));
        }
        known(work, &entering.item)?;
        let why = entering.why.as_deref().map(str::trim).filter(|why| !why.is_empty());
        if why.is_none() {
            let asked = work.asks(&entering.item, &entering.body);
            if !asked.is_empty() {
                return Err(Failure::Asked(asked));
            }
        }
        let entry = Entry {
            round: work.round.key,
            item: entering.item,
            version: entering.seen + 1,
            body: entering.body,
            why: why.map(str::to_string),
            by: self.person.id.clone(),
            at: self.now,
            via: entering.via,
        };
        let mut doing = self.doing("entered", format!("{} {}", work.round.key, entry.item));
        doing.before = work.entries.get(&entry.item).map(|before| said(&before.body));
        doing.after = Some(said(&entry.body));
        doing.why = entry.why.clone();
        Ok((entry, doing))
    }

    /// Says that the latest version of an item is done.
    ///
    /// # Errors
    /// As [`Desk::enter`]; [`Failure::NotNow`] if nothing was entered or it is approved already.
    pub async fn submit(&self, key: RoundKey, item: &Item, version: u32) -> Outcome<()> {
        let work = self.work(key).await?;
        is_open(&work.round)?;
        if !work.may_enter(&self.person, item) {
            return Err(Failure::NotAllowed(may::entering(item)));
        }
        let latest = work.entries.get(item).ok_or_else(|| Failure::NotFound(format!("entry of {item}")))?;
        if latest.version != version {
            return Err(Failure::Changed(Some(Box::new(latest.clone()))));
        }
        let step = Step {
            round: key,
            item: item.clone(),
            version,
            to: Move::Submitted,
            by: self.person.id.clone(),
            at: self.now,
        };
        let doing = self.doing("submitted", format!("{key} {item}"));
        let seen = work.seen_steps(item, version);
        self.store.add_step(&self.tenant, &step, seen, &doing).await.map_err(|error| unless_changed(error, None))
    }

    /// What the measure would be rated with a figure, with the sentence that explains it.
    ///
    /// # Errors
    /// [`Failure::NotFound`] if there is no such measure or round.
    pub async fn would_rate(
        &self,
        key: RoundKey,
        measure: &str,
        period: Period,
        figure: &FigureEntry,
    ) -> Outcome<MeasureState> {
        let shelf = self.library.shelf(&self.store, &self.tenant).await?;
        let missing = || Failure::NotFound(format!("measure {measure} in {key}"));
        let edition = shelf.council.edition(key.period).ok_or_else(missing)?;
        live::with_entry(&shelf.council, edition, measure, period, figure).ok_or_else(missing)
    }
}

/// Figures and words are entered while a round is open.
pub(super) fn is_open(round: &Round) -> Outcome<()> {
    if round.state == RoundState::Open {
        return Ok(());
    }
    let says = format!("The round {} is closed", round.key);
    Err(Failure::not_now(says, "Ask the performance team to open a correction."))
}

/// What is entered must be there to be entered: a measure of the plan, a commitment, words that the outline prints.
fn known(work: &Work, item: &Item) -> Outcome<()> {
    let plan = work.plan()?;
    let found = match item {
        Item::Figure { measure, period } | Item::Rating { measure, period } => {
            let own = work.council().measure(measure);
            own.is_some_and(|own| is_period_of(own, *period)) && plan.links.iter().any(|link| link.measure == *measure)
        }
        Item::Progress { commitment } => plan.commitment(commitment).is_some(),
        Item::Words { .. } => asked::words(&work.outline, plan).contains(item),
    };
    if found { Ok(()) } else { Err(Failure::NotFound(format!("{item} in {}", work.round.key))) }
}

fn is_period_of(measure: &Measure, period: Period) -> bool {
    let same_year = period.year.kind == measure.year_kind() || measure.frequency == domain::Frequency::Monthly;
    let spans = match measure.frequency {
        domain::Frequency::Monthly => [12, 4].as_slice(),
        domain::Frequency::Quarterly => &[4],
        domain::Frequency::HalfYearly => &[2],
        domain::Frequency::Yearly => &[1],
    };
    same_year && spans.contains(&period.span.per_year())
}

impl Work {
    /// What an entry is asked about: an unusual value, a date that moves. Empty: nothing.
    pub fn asks(&self, item: &Item, body: &Body) -> Vec<String> {
        match (item, body) {
            (Item::Figure { measure, period }, Body::Figure(figure)) => self.asks_figure(measure, *period, figure),
            (Item::Progress { commitment }, Body::Progress(progress)) => {
                let earlier = self.council().progress.iter().rev();
                let last = earlier.filter(|one| one.plan == self.edition.plan && one.commitment == *commitment);
                let last = last.filter(|one| one.stated != self.edition.period).find_map(|one| one.completes);
                match (last, progress.completes) {
                    (Some(last), Some(now)) if last != now => {
                        let print = domain::calendar::print_date;
                        vec![format!("Expected completion moves from {} to {}: why?", print(last), print(now))]
                    }
                    (Some(last), None) => {
                        vec![format!(
                            "{} was stated last time: why is there none now?",
                            domain::calendar::print_date(last)
                        )]
                    }
                    _ => Vec::new(),
                }
            }
            (Item::Rating { .. }, _) => vec!["Why is this rating set by hand?".to_string()],
            _ => Vec::new(),
        }
    }

    fn asks_figure(&self, key: &str, period: Period, figure: &FigureEntry) -> Vec<String> {
        let Some(measure) = self.council().measure(key) else { return Vec::new() };
        let earlier = self.earlier(key, period);
        let earlier: Vec<(&Period, Decimal)> = earlier.iter().map(|(period, value)| (period, *value)).collect();
        let questions = collect::figure::questions(measure, figure, &earlier);
        questions.into_iter().map(|question| question.says).collect()
    }

    /// Values of a measure before a period, as last stated, in order of time.
    pub fn earlier(&self, key: &str, period: Period) -> Vec<(Period, Decimal)> {
        let mut known = std::collections::BTreeMap::new();
        for one in self.council().observations.iter().filter(|one| one.measure == key && one.period < period) {
            if let Some(value) = one.reading.value() {
                known.insert(one.period, value);
            }
        }
        known.into_iter().collect()
    }
}

/// An entry in a line of history.
pub(super) fn said(body: &Body) -> String {
    match body {
        Body::Figure(figure) => {
            let mut said = match figure.reading {
                domain::Reading::Figure(value) => value.value.to_string(),
                domain::Reading::Absent(absence) => absence.word().to_string(),
            };
            for marker in &figure.markers {
                said = format!("{said} ({})", marker.word());
            }
            match &figure.note {
                Some(note) => format!("{said}; {note}"),
                None => said,
            }
        }
        Body::Progress(progress) => {
            let grade = progress.grade.as_deref().unwrap_or("no rating");
            let completes = progress.completes.map(|date| format!(", complete by {date}")).unwrap_or_default();
            format!("{grade}{completes}: {}", progress.text)
        }
        Body::Words(text) => text.clone(),
        Body::Rating(grade) => grade.clone().unwrap_or_else(|| "not rated".to_string()),
    }
}
