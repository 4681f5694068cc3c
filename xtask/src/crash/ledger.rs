//! What clients sent and what was acknowledged to them, held against what the server has after it was killed.

use std::collections::{BTreeMap, BTreeSet};

/// One version of one item, with its value as text.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub struct Kept {
    /// The item: `figure/KEY/PERIOD`.
    pub item: String,
    /// 1 for the first.
    pub version: u32,
    /// The value, with its places. Empty where the entry says why there is none.
    #[serde(default)]
    pub value: String,
}

/// Everything that was sent, and what of it the server said it holds.
#[derive(Debug, Default)]
pub struct Ledger {
    /// The value last sent for each version of an item.
    sent: BTreeMap<(String, u32), String>,
    acknowledged: BTreeSet<(String, u32)>,
    found: BTreeSet<(String, u32)>,
}

impl Ledger {
    /// A version that the server held before anything was sent: it must stay as if it had been.
    pub fn finds(&mut self, kept: &Kept) {
        self.sends(kept);
        self.found.insert((kept.item.clone(), kept.version));
    }

    /// A version is about to be sent. One that a killed server never kept may be sent again, with another value.
    pub fn sends(&mut self, kept: &Kept) {
        self.sent.insert((kept.item.clone(), kept.version), kept.value.clone());
    }

    /// The server said that it holds it.
    pub fn acknowledges(&mut self, kept: &Kept) {
        self.acknowledged.insert((kept.item.clone(), kept.version));
    }

    /// How many versions were acknowledged.
    pub fn acknowledged(&self) -> usize {
        self.acknowledged.len()
    }

    /// How many of those that the server holds were never acknowledged: it was killed before it could say so.
    pub fn unacknowledged(&self, kept: &[Kept]) -> usize {
        let places = kept.iter().map(|kept| (kept.item.clone(), kept.version));
        let told = |place: &(String, u32)| self.acknowledged.contains(place) || self.found.contains(place);
        places.filter(|place| !told(place)).count()
    }

    /// Everything that is wrong with what the server holds: an acknowledged version lost, a value changed, a version
    /// that nobody sent, one that stands twice, one without the version before it.
    pub fn faults(&self, kept: &[Kept]) -> Vec<String> {
        let mut held: BTreeMap<(&str, u32), &str> = BTreeMap::new();
        let mut faults = Vec::new();
        for Kept { item, version, value } in kept {
            if held.insert((item, *version), value).is_some() {
                faults.push(format!("{item} version {version} stands twice"));
            }
        }
        for (places, were) in [(&self.acknowledged, "was acknowledged"), (&self.found, "was there before")] {
            let lost = places.iter().filter(|(item, version)| !held.contains_key(&(item.as_str(), *version)));
            faults.extend(lost.map(|(item, version)| format!("{item} version {version} {were} and is lost")));
        }
        for ((item, version), value) in &held {
            match self.sent.get(&((*item).to_string(), *version)) {
                None => faults.push(format!("{item} version {version} was never sent")),
                Some(sent) if sent != value => {
                    faults.push(format!("{item} version {version} was sent as {sent} and is {value}"));
                }
                Some(_) => {}
            }
            if *version > 1 && !held.contains_key(&(*item, version - 1)) {
                faults.push(format!("{item} version {version} stands without the version before it"));
            }
        }
        faults
    }
}

#[cfg(test)]
mod cases {
    use super::*;

    fn kept(item: &str, version: u32, value: &str) -> Kept {
        Kept { item: item.into(), version, value: value.into() }
    }

    /// Sent are a1, a2, a3 and b1; acknowledged are a1, a2 and b1.
    fn ledger() -> Ledger {
        let mut ledger = Ledger::default();
        for sent in [kept("a", 1, "0.1"), kept("a", 2, "0.20"), kept("b", 1, "7"), kept("a", 3, "0.3")] {
            ledger.sends(&sent);
            if sent.version < 3 {
                ledger.acknowledges(&sent);
            }
        }
        ledger
    }

    #[test]
    fn what_was_in_flight_may_be_there_or_not() {
        let mut held = vec![kept("a", 1, "0.1"), kept("a", 2, "0.20"), kept("b", 1, "7")];
        assert_eq!((ledger().faults(&held), ledger().unacknowledged(&held)), (vec![], 0));
        held.push(kept("a", 3, "0.3"));
        assert_eq!((ledger().faults(&held), ledger().unacknowledged(&held)), (vec![], 1));
        assert_eq!(ledger().acknowledged(), 3);
    }

    #[test]
    fn what_was_there_before_must_stay() {
        let mut ledger = Ledger::default();
        ledger.finds(&kept("d", 1, "1.10"));
        assert_eq!(ledger.faults(&[]), ["d version 1 was there before and is lost"]);
        let held = [kept("d", 1, "1.10")];
        assert_eq!((ledger.faults(&held), ledger.unacknowledged(&held), ledger.acknowledged()), (vec![], 0, 0));
    }

    #[test]
    fn every_fault_is_named() {
        let whole = [kept("a", 1, "0.1"), kept("a", 2, "0.20"), kept("b", 1, "7")];
        let with = |more: Kept| [&whole[..], &[more]].concat();
        for (held, says) in [
            (whole[..2].to_vec(), "b version 1 was acknowledged and is lost"),
            (with(kept("c", 1, "1")), "c version 1 was never sent"),
            (with(kept("b", 1, "7")), "b version 1 stands twice"),
            (vec![whole[0].clone(), kept("a", 2, "0.2"), whole[2].clone()], "a version 2 was sent as 0.20 and is 0.2"),
        ] {
            assert_eq!(ledger().faults(&held), [says]);
        }
        let gap = [kept("a", 1, "0.1"), kept("a", 3, "0.3"), kept("b", 1, "7")];
        assert_eq!(
            ledger().faults(&gap),
            ["a version 2 was acknowledged and is lost", "a version 3 stands without the version before it"]
        );
    }
}
