//! How many of what are rated how: what `report` and `rate` print when they are done.

use std::collections::BTreeMap;

use domain::{Scheme, Snapshot};

/// The ratings of one kind of thing: of the measures of one scheme, or of one kind of commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// What is counted: "Measures", "Strategic Objectives".
    pub what: String,
    /// How many there are.
    pub of: usize,
    /// Each grade of the scheme with how many are so rated, best first; grades that nothing has are kept.
    pub grades: Vec<(String, usize)>,
    /// How many are not rated.
    pub unrated: usize,
}

/// Counts the ratings shown (the published one where one is recorded) of an edition's measures and commitments.
pub fn counts(snapshot: &Snapshot) -> Vec<Counts> {
    let mut counted = Vec::new();
    for scheme in &snapshot.schemes {
        let rated_by_it = snapshot.measures.iter().filter(|m| m.scheme == scheme.family);
        let what = format!("Measures by {}", scheme.title);
        counted.extend(count(&what, scheme, rated_by_it.map(|m| m.shown_grade(scheme))));
    }
    if let [only] = counted.as_mut_slice() {
        only.what = "Measures".into();
    }
    for kind in &snapshot.plan.kinds {
        let Some(scheme) = snapshot.scheme(&kind.scheme) else { continue };
        let of_kind = snapshot.commitments.iter().filter(|c| c.commitment.kind == kind.key);
        let grades = of_kind.map(|c| scheme.grade_named(c.progress.as_ref()?.grade.as_deref()?));
        counted.extend(count(&kind.plural, scheme, grades));
    }
    counted
}

/// `None` where there is nothing to count.
fn count(what: &str, scheme: &Scheme, shown: impl Iterator<Item = Option<usize>>) -> Option<Counts> {
    let mut tally: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    for grade in shown {
        *tally.entry(grade).or_default() += 1;
    }
    let named = |(place, grade): (usize, &domain::Grade)| {
        (grade.name.clone(), tally.get(&Some(place)).copied().unwrap_or_default())
    };
    let counts = Counts {
        what: what.to_string(),
        of: tally.values().sum(),
        grades: scheme.grades.iter().enumerate().map(named).collect(),
        unrated: tally.get(&None).copied().unwrap_or_default(),
    };
    (counts.of > 0).then_some(counts)
}
