//! How far a value is from what was aimed at. The one place that knows polarity: positive is better, everywhere else.

use std::cmp::Ordering;

use domain::{Aim, Decimal, Polarity, Ungraded};

use crate::exact::Exact;

/// A distance in the unit, and what it is measured from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Gap {
    /// In the unit; positive is better.
    pub(crate) size: Exact,
    /// The target, or the edge of the target's range that was passed.
    pub(crate) from: Exact,
    /// In a range, or on the good side of an inequality that asks no more: zero percent whatever the target.
    pub(crate) inside: bool,
}

/// How much better `value` is than `reference`, in the unit.
///
/// On target or in a range is best: anything but the reference itself is worse, so the answer is never above zero.
/// Errors: the measure is neutral; too large.
#[inline]
pub(crate) fn better_by(value: Exact, reference: Exact, polarity: Polarity) -> Result<Exact, Ungraded> {
    let above = value.minus(reference).ok_or(Ungraded::TooLarge)?;
    match polarity {
        Polarity::Higher => Ok(above),
        Polarity::Lower => Ok(above.negated()),
        Polarity::OnTarget | Polarity::InRange => Ok(above.size().negated()),
        Polarity::Neutral => Err(Ungraded::NoDirection),
    }
}

/// The distance of `value` from what was aimed at. Errors: why there is none.
///
/// A range: zero inside, else from the edge that was passed. An inequality (`AtMost`, `AtLeast`) that runs with the
/// polarity is a target like any other; against it, keeping it is worth zero and breaking it is worse.
#[inline]
pub(crate) fn gap(value: Decimal, aim: &Aim, polarity: Polarity) -> Result<Gap, Ungraded> {
    let value = Exact::from(value);
    match aim {
        Aim::Value(target) => {
            let from = Exact::from(*target);
            Ok(Gap { size: better_by(value, from, polarity)?, from, inside: false })
        }
        Aim::Range(low, high) => range_gap(value, Exact::from(*low), Exact::from(*high), polarity),
        Aim::AtMost(most) => bounded(value, Exact::from(*most), polarity, Polarity::Lower),
        Aim::AtLeast(least) => bounded(value, Exact::from(*least), polarity, Polarity::Higher),
        Aim::Direction(_) => Err(Ungraded::TargetIsWords),
        Aim::Baseline => Err(Ungraded::Baseline),
        Aim::NotSet => Err(Ungraded::TargetNotSet),
        Aim::NoTarget => Err(Ungraded::NoTarget),
        Aim::NotApplicable => Err(Ungraded::TargetNotApplicable),
    }
}

fn range_gap(value: Exact, low: Exact, high: Exact, polarity: Polarity) -> Result<Gap, Ungraded> {
    let below = value.compare(low).ok_or(Ungraded::TooLarge)? == Ordering::Less;
    let above = value.compare(high).ok_or(Ungraded::TooLarge)? == Ordering::Greater;
    if !below && !above {
        better_by(value, value, polarity)?;
        return Ok(Gap { size: Exact::ZERO, from: low, inside: true });
    }
    let from = if below { low } else { high };
    Ok(Gap { size: better_by(value, from, polarity)?, from, inside: false })
}

fn bounded(value: Exact, from: Exact, polarity: Polarity, asked: Polarity) -> Result<Gap, Ungraded> {
    if polarity == Polarity::Neutral {
        return Err(Ungraded::NoDirection);
    }
    let size = better_by(value, from, asked)?;
    let kept = size.sign() != Ordering::Less;
    if polarity != asked && kept {
        return Ok(Gap { size: Exact::ZERO, from, inside: true });
    }
    Ok(Gap { size, from, inside: false })
}

/// Whether `value` is at or on the better side of `limit`. Where the target itself is best: no further from it.
/// Errors: as [`gap`].
#[inline]
pub(crate) fn reaches(value: Decimal, limit: Decimal, aim: &Aim, polarity: Polarity) -> Result<bool, Ungraded> {
    if matches!(polarity, Polarity::OnTarget | Polarity::InRange) {
        let (one, two) = (gap(value, aim, polarity)?, gap(limit, aim, polarity)?);
        return one.size.compare(two.size).map(Ordering::is_ge).ok_or(Ungraded::TooLarge);
    }
    Ok(better_by(value.into(), limit.into(), polarity)?.sign() != Ordering::Less)
}
