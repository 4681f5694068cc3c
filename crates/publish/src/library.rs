//! Everything that pages draw on: the public editions in order of time, and what runs through them.

use std::collections::BTreeMap;

use domain::snapshot::{CommitmentState, MeasureState};
use domain::{EditionStatus, Plan};
use report::look::Look;
use report::words::Words;

use crate::places::Places;
use crate::site::Edition;
use crate::words::words;

/// A commitment in each edition that reports it, with the edition's place in [`Library::editions`].
type Appearances<'e> = Vec<(usize, &'e CommitmentState)>;

/// The public editions and what runs through them.
pub struct Library<'e> {
    /// Public editions in order of time.
    pub editions: Vec<Shelf<'e>>,
    /// Place of the current one in [`Library::editions`].
    now: usize,
    /// Where every page stands.
    pub places: Places,
    /// The look.
    pub look: &'e Look,
    /// The words of pages.
    pub words: &'static Words,
    /// Measures by key: each edition that reports it, by its place in [`Library::editions`], in order of time.
    pub measures: BTreeMap<&'e str, Vec<(usize, &'e MeasureState)>>,
    /// Keys of measures in the order of the plans, the newest plan first.
    pub order: Vec<&'e str>,
    /// Commitments by plan and reference, as [`Library::measures`].
    commitments: BTreeMap<&'e str, BTreeMap<&'e str, Appearances<'e>>>,
    /// Measures by plan and the reference that they serve there.
    served: BTreeMap<&'e str, BTreeMap<&'e str, Vec<&'e MeasureState>>>,
    /// Plans by the edition that reported on each last, the newest first.
    pub plans: Vec<(usize, &'e Plan)>,
}

/// One edition with the names and sizes of its downloads.
#[derive(Clone, Copy)]
pub struct Shelf<'e> {
    /// The edition.
    pub edition: Edition<'e>,
    /// Its downloads.
    pub files: &'e [(String, Vec<u8>)],
}

impl<'e> Library<'e> {
    /// Orders editions. `None`: there is none.
    pub fn new(editions: &[Edition<'e>], files: &'e [Vec<(String, Vec<u8>)>], look: &'e Look) -> Option<Library<'e>> {
        let mut shelves: Vec<Shelf<'e>> =
            editions.iter().zip(files).map(|(edition, files)| Shelf { edition: *edition, files }).collect();
        shelves.sort_by_key(|one| (one.edition.snapshot.edition.position_at, one.edition.snapshot.edition.period));
        let published = |one: &Shelf<'_>| one.edition.snapshot.edition.status == EditionStatus::Published;
        let now = shelves.iter().rposition(published).or(shelves.len().checked_sub(1))?;
        let mut library = Library {
            words: words(&shelves.get(now)?.edition.snapshot.language),
            editions: shelves,
            now,
            places: Places::default(),
            look,
            measures: BTreeMap::new(),
            order: Vec::new(),
            commitments: BTreeMap::new(),
            served: BTreeMap::new(),
            plans: Vec::new(),
        };
        library.gather();
        Some(library)
    }

    fn gather(&mut self) {
        let shown: Vec<(usize, Edition<'e>)> = self.readable().collect();
        for (at, edition) in &shown {
            for state in &edition.snapshot.measures {
                self.measures.entry(&state.measure.key).or_default().push((*at, state));
                self.places.place_measure(&state.measure.key);
            }
            let plan = &edition.snapshot.plan;
            self.places.place_plan(&plan.key);
            let headings = plan.headings.iter().map(|heading| heading.reference.as_str());
            let commitments = edition.snapshot.commitments.iter().map(|one| one.commitment.reference.as_str());
            headings.chain(commitments).for_each(|reference| self.places.place_item(&plan.key, reference));
            for state in &edition.snapshot.commitments {
                let of_plan = self.commitments.entry(&plan.key).or_default();
                of_plan.entry(&state.commitment.reference).or_default().push((*at, state));
            }
        }
        let mut ordered = std::collections::BTreeSet::new();
        for (at, edition) in shown.iter().rev() {
            let keys = edition.snapshot.measures.iter().map(|state| state.measure.key.as_str());
            self.order.extend(keys.filter(|key| ordered.insert(*key)));
            if self.plans.iter().all(|(_, plan)| plan.key != edition.snapshot.plan.key) {
                self.plans.push((*at, &edition.snapshot.plan));
                self.serve(edition.snapshot);
            }
        }
    }

    /// Files every measure of an edition under each thing that it serves, once.
    fn serve(&mut self, snapshot: &'e domain::Snapshot) {
        for state in &snapshot.measures {
            for under in state.links.iter().filter_map(|link| link.under.as_deref()) {
                let served = self.served.entry(&snapshot.plan.key).or_default().entry(under).or_default();
                if served.last().is_none_or(|last| last.measure.key != state.measure.key) {
                    served.push(state);
                }
            }
        }
    }

    /// Editions whose content the public may read: all but the withdrawn ones.
    pub fn readable(&self) -> impl Iterator<Item = (usize, Edition<'e>)> {
        let withdrawn = |one: &Shelf<'_>| one.edition.snapshot.edition.status == EditionStatus::Withdrawn;
        self.editions.iter().enumerate().filter(move |(_, one)| !withdrawn(one)).map(|(at, one)| (at, one.edition))
    }

    /// An edition by its place; the current one for a place that there is not.
    #[allow(clippy::indexing_slicing, reason = "made with at least one edition, of which `now` is one")]
    pub fn shelf(&self, at: usize) -> &Shelf<'e> {
        self.editions.get(at).unwrap_or(&self.editions[self.now])
    }

    /// The current edition: the latest published one.
    pub fn now(&self) -> Edition<'e> {
        self.shelf(self.now).edition
    }

    /// Its place.
    pub fn now_at(&self) -> usize {
        self.now
    }

    /// A measure in the last edition that reports it, with that edition's place.
    pub fn latest(&self, key: &str) -> Option<(usize, &'e MeasureState)> {
        self.measures.get(key)?.last().copied()
    }

    /// A commitment of a plan in every edition that reports on the plan, in order of time.
    pub fn commitment(&self, plan: &str, reference: &str) -> &[(usize, &'e CommitmentState)] {
        self.commitments.get(plan).and_then(|plan| plan.get(reference)).map_or(&[], Vec::as_slice)
    }

    /// Measures that serve a heading or commitment of a plan in the last edition that reports on the plan.
    pub fn served(&self, plan: &str, reference: &str) -> &[&'e MeasureState] {
        self.served.get(plan).and_then(|plan| plan.get(reference)).map_or(&[], Vec::as_slice)
    }
}
