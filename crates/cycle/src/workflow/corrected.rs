//! What the edition that a round corrects printed, so that who enters and who approves see both.

use domain::cycle::{Body, FigureEntry, Item, ProgressEntry, RoundState};
use domain::{About, Observation, Period};

use super::Work;
use crate::asked;

/// What an edition that is being corrected printed of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// The number of that edition, from 1.
    pub edition: u32,
    /// What it printed. `None`: nothing.
    pub body: Option<Body>,
}

impl Work {
    /// What the edition that this round corrects printed of an item. `None`: the round corrects no edition, or it is
    /// closed, so that the papers hold the correction itself.
    pub fn corrected(&self, item: &Item) -> Option<Corrected> {
        let edition = self.round.key.number.checked_sub(1).filter(|number| *number > 0)?;
        if self.round.state != RoundState::Open {
            return None;
        }
        let body = match item {
            Item::Figure { measure, period } => self.printed_figure(measure, *period).map(Body::Figure),
            Item::Progress { commitment } => self.printed_progress(commitment).map(Body::Progress),
            Item::Words { slot, about } => {
                let about = about.clone().map_or(About::Edition, About::Item);
                self.printed_words(slot, &about).map(Body::Words)
            }
            Item::Rating { measure, period } => {
                let mut recorded = self.council().published.iter();
                let of = recorded.rfind(|one| one.measure == *measure && one.period == *period);
                of.map(|one| Body::Rating(one.grade.clone()))
            }
        };
        Some(Corrected { edition, body })
    }

    /// The figure as the edition read it: its own statement, else the latest before it.
    fn printed_figure(&self, measure: &str, period: Period) -> Option<FigureEntry> {
        let council = self.council();
        let read = |one: &&Observation| {
            one.measure == measure && one.period == period && council.may_read(&self.edition, one.stated)
        };
        let latest = |one: &&Observation| {
            let position = council.edition(one.stated).map(|edition| edition.position_at);
            (one.stated == self.edition.period, position)
        };
        let one = council.observations.iter().filter(read).max_by_key(latest)?;
        let notes = council.notes.iter().filter(|note| one.notes.contains(&note.key));
        let notes: Vec<&str> = notes.map(|note| note.text.as_str()).collect();
        Some(FigureEntry {
            reading: one.reading,
            forecast: one.forecast,
            markers: one.markers.clone(),
            as_at: one.as_at,
            note: (!notes.is_empty()).then(|| notes.join(" ")),
        })
    }

    fn printed_progress(&self, commitment: &str) -> Option<ProgressEntry> {
        let (plan, period) = (&self.edition.plan, self.edition.period);
        let mut stated = self.council().progress.iter();
        let one = stated.rfind(|one| one.plan == *plan && one.commitment == commitment && one.stated == period);
        let about = About::Item(commitment.to_string());
        let said = self.printed_words(&asked::commentary(&self.outline), &about);
        if one.is_none() && said.is_none() {
            return None;
        }
        Some(ProgressEntry {
            grade: one.and_then(|one| one.grade.clone()),
            completes: one.and_then(|one| one.completes),
            text: said.unwrap_or_default(),
        })
    }

    fn printed_words(&self, slot: &str, about: &About) -> Option<String> {
        let mut passages = self.council().passages.iter();
        let here = passages.find(|one| one.edition == self.edition.period && one.slot == slot && one.about == *about);
        here.map(|one| one.text.clone())
    }
}
