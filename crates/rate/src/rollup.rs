//! One rating from the ratings of many.

use std::cmp::Ordering;

use domain::scheme::RollupBy;
use domain::{Decimal, Scheme};

use crate::exact::Exact;

/// The grade of a heading from the grades of what stands under it, both as places in the scheme's grades.
///
/// What is not rated is left out by whoever calls. A mean counts only grades that have a score, is compared exactly and
/// never rounded; one that reaches no cut gets the scheme's last grade. Caps follow. `None`: nothing to roll up, or the
/// scheme does not roll up.
pub fn rollup(grades: &[usize], scheme: &Scheme) -> Option<usize> {
    let rollup = scheme.rollup.as_ref()?;
    let found = match &rollup.by {
        RollupBy::Worst => grades.iter().copied().max()?,
        RollupBy::Mean(cuts) => mean(grades, cuts, scheme)?,
    };
    let caps = rollup.caps.iter().filter_map(|(any, at_most)| {
        let present = grades.contains(&scheme.grade_named(any)?);
        scheme.grade_named(at_most).filter(|_| present)
    });
    caps.chain([found]).max()
}

fn mean(grades: &[usize], cuts: &[(Decimal, String)], scheme: &Scheme) -> Option<usize> {
    let scores: Vec<Decimal> = grades.iter().filter_map(|place| scheme.grades.get(*place)?.score).collect();
    let count = Exact::new(i128::try_from(scores.len()).ok().filter(|n| *n > 0)?, 0);
    let sum = scores.into_iter().try_fold(Exact::ZERO, |sum, score| sum.plus(score.into()))?;
    for (from, name) in cuts {
        if sum.compare(Exact::from(*from).times(count)?)? != Ordering::Less {
            return scheme.grade_named(name);
        }
    }
    scheme.grades.len().checked_sub(1)
}
