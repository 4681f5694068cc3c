//! Finding what a reference means: a measure, a commitment or a risk of an edition.

use domain::Snapshot;
use domain::snapshot::{CommitmentState, MeasureState, RiskState};

use super::Stop;

/// What a reference means.
#[derive(Debug, Clone, Copy)]
pub enum Item<'a> {
    /// A measure.
    Measure(&'a MeasureState),
    /// A commitment.
    Commitment(&'a CommitmentState),
    /// A risk.
    Risk(&'a RiskState),
}

/// How many near names a message offers.
const OFFERED: usize = 3;

impl<'a> Item<'a> {
    /// Its reference.
    pub fn reference(self) -> &'a str {
        match self {
            Item::Measure(state) => &state.measure.key,
            Item::Commitment(state) => &state.commitment.reference,
            Item::Risk(state) => &state.risk.reference,
        }
    }

    /// Its title.
    pub fn title(self) -> &'a str {
        match self {
            Item::Measure(state) => &state.title,
            Item::Commitment(state) => &state.commitment.title,
            Item::Risk(state) => &state.risk.title,
        }
    }
}

/// What a reference means in an edition: as written, else the only one that differs from it by case alone.
///
/// # Errors
/// [`Stop::Asked`] if there is none, with the nearest ones.
pub fn find<'a>(snapshot: &'a Snapshot, reference: &str) -> Result<Item<'a>, Stop> {
    let items = all(snapshot);
    if let Some(item) = items.iter().find(|item| item.reference() == reference) {
        return Ok(*item);
    }
    let wanted = reference.trim().to_lowercase();
    let mut alike = items.iter().filter(|item| item.reference().to_lowercase() == wanted);
    if let (Some(item), None) = (alike.next(), alike.next()) {
        return Ok(*item);
    }
    let says = format!("{} has no measure, commitment or risk {reference}", snapshot.edition.title);
    Err(Stop::asked(says, offer(&items, &wanted)))
}

fn all(snapshot: &Snapshot) -> Vec<Item<'_>> {
    let commitments = snapshot.commitments.iter().map(Item::Commitment);
    let risks = snapshot.risks.iter().map(Item::Risk);
    snapshot.measures.iter().map(Item::Measure).chain(commitments).chain(risks).collect()
}

/// The nearest references, by spelling; titles that hold the words asked for come first.
fn offer(items: &[Item], wanted: &str) -> String {
    let mut near: Vec<(bool, usize, Item)> = items
        .iter()
        .map(|item| {
            let titled = wanted.len() > 3 && item.title().to_lowercase().contains(wanted);
            (!titled, strsim::damerau_levenshtein(wanted, &item.reference().to_lowercase()), *item)
        })
        .collect();
    near.sort_by_key(|(untitled, distance, _)| (*untitled, *distance));
    let lines: Vec<String> = near
        .iter()
        .take(OFFERED)
        .map(|(_, _, item)| format!("\n      {}  {}", item.reference(), item.title()))
        .collect();
    if lines.is_empty() {
        return "The edition's plan names no measure, commitment or risk.".into();
    }
    format!("Nearest:{}", lines.concat())
}
