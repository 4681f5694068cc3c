//! Which way a measure goes, against a named comparator, with an exact dead band.

use std::cmp::Ordering;

use domain::rating::{NoTravel, Travelled};
use domain::scheme::{Comparator, DeadBand, Direction, TravelRule};
use domain::{Decimal, Measure, Period, Polarity};

use crate::exact::Exact;
use crate::gap::better_by;

/// The direction of travel of a measure at `now` by one rule. Errors: why there is none.
///
/// A measure for which the target or a range is best has no direction of its own: moving says nothing without a target.
pub fn travel(
    measure: &Measure,
    now: Period,
    value_at: impl Fn(Period) -> Option<Decimal>,
    rule: &TravelRule,
) -> Result<Travelled, NoTravel> {
    if !matches!(measure.polarity, Polarity::Higher | Polarity::Lower) {
        return Err(NoTravel::NoDirection);
    }
    let then_period = comparator(now, rule.against);
    if !measure.comparable(now, then_period) {
        return Err(NoTravel::NotComparable);
    }
    let (Some(value), Some(then)) = (value_at(now), value_at(then_period)) else { return Err(NoTravel::NoValue) };
    let better = better_by(value.into(), then.into(), measure.polarity).map_err(|_| NoTravel::NotComparable)?;
    let direction = direction(better, then, rule).ok_or(NoTravel::NotComparable)?;
    Ok(Travelled { direction, now: value, then, then_period })
}

/// The period that a comparator means for a value of `now`.
pub fn comparator(now: Period, against: Comparator) -> Period {
    match against {
        Comparator::SamePeriodLastYear => now.year_before(),
        Comparator::PreviousPeriod => now.previous(),
        Comparator::PreviousYearEnd => now.year_before().last_of_year(),
    }
}

/// `None`: too large to tell.
fn direction(better: Exact, then: Decimal, rule: &TravelRule) -> Option<Direction> {
    let (change, band) = match rule.dead_band {
        DeadBand::Points(band) => (better.size(), Exact::from(band)),
        // A percentage of nothing is nothing: any change from zero is a change.
        DeadBand::Percent(band) => (better.size().hundredfold()?, Exact::from(band).times(Exact::from(then).size())?),
    };
    let changed = match change.compare(band)? {
        Ordering::Less => false,
        Ordering::Equal => rule.band_is_change,
        Ordering::Greater => true,
    };
    Some(match better.sign() {
        Ordering::Greater if changed => Direction::Improving,
        Ordering::Less if changed => Direction::Deteriorating,
        _ => Direction::Same,
    })
}
