//! One measure's figures against one scheme: the first grade whose conditions hold.
//!
//! A condition may turn out true, false or unknown (its figure is lacking). All of its tests must hold, so one false
//! test settles it whatever else is unknown; any of a grade's conditions is enough, so one true condition settles it.
//! Where a better grade remains unknown no worse one is given: the measure is not rated and says what it lacks.

use std::cmp::Ordering;

use domain::rating::{NoTravel, Travelled, Working};
use domain::scheme::{Bound, Condition, Direction, Limit, Test, Whose, ZeroTarget};
use domain::target::Limits;
use domain::{Aim, Decimal, Polarity, Rating, Scheme, Ungraded, Unit};

use crate::exact::Exact;
use crate::gap::{Gap, gap, reaches};

/// One measure's figures for one period, as a scheme looks at them.
#[derive(Debug, Clone)]
pub struct Case<'a> {
    /// The measure's unit.
    pub unit: Unit,
    /// The measure's polarity.
    pub polarity: Polarity,
    /// The measure's level, which a scheme may ask for. `None`: it has none.
    pub level: Option<&'a str>,
    /// The value in the unit, or why there is none.
    pub value: Result<Decimal, Ungraded>,
    /// What was aimed at for the period.
    pub aim: &'a Aim,
    /// The measure's own further values for the period.
    pub limits: Limits,
    /// The forecast for the year end. `None`: none was stated.
    pub forecast: Option<Decimal>,
    /// What is aimed at for the year end. `None`: no target is stated for it.
    pub forecast_aim: Option<&'a Aim>,
    /// Directions of travel, in the order of the scheme's rules.
    pub travel: &'a [Result<Travelled, NoTravel>],
}

/// How a grade was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// By this condition of the grade.
    Condition(usize),
    /// No other grade took it.
    Rest,
    /// By what the scheme says of a target of zero.
    ZeroTarget,
}

/// Why a test has no answer.
enum Unknown {
    /// A percentage of a target of zero; whether the target was met.
    OfZero { met: bool },
    /// A figure is lacking.
    Lacking(Ungraded),
}

impl From<Ungraded> for Unknown {
    fn from(reason: Ungraded) -> Unknown {
        Unknown::Lacking(reason)
    }
}

/// Rates one measure's figures by a scheme. Exact: products are compared, nothing is divided or rounded.
pub fn rate(case: &Case, scheme: &Scheme) -> Rating {
    let value = match case.value {
        Ok(value) => value,
        Err(reason) => return Rating::Ungraded(reason),
    };
    let gap = gap(value, case.aim, case.polarity);
    match decide(case, value, &gap, scheme) {
        Ok((grade, how)) => graded(value, &gap, grade, how),
        Err(reason) => Rating::Ungraded(reason),
    }
}

/// The grade's place and how it was reached. Errors: why there is no grade.
pub(crate) fn verdict(case: &Case, scheme: &Scheme) -> Result<(usize, How), Ungraded> {
    let value = case.value?;
    decide(case, value, &gap(value, case.aim, case.polarity), scheme)
}

fn graded(value: Decimal, gap: &Result<Gap, Ungraded>, grade: usize, how: How) -> Rating {
    let condition = if let How::Condition(place) = how { u8::try_from(place).ok() } else { None };
    let Ok(grade) = u8::try_from(grade) else { return Rating::Ungraded(Ungraded::NoGradeFits) };
    let (target, size) = match gap {
        Ok(gap) => match (gap.from.decimal(), gap.size.decimal()) {
            (Some(from), Some(size)) => ((!gap.inside).then_some(from), Some(size)),
            _ => return Rating::Ungraded(Ungraded::TooLarge),
        },
        Err(_) => (None, None),
    };
    Rating::Graded { grade, condition, working: Working { value, target, gap: size } }
}

fn decide(case: &Case, value: Decimal, gap: &Result<Gap, Ungraded>, scheme: &Scheme) -> Result<(usize, How), Ungraded> {
    if case.polarity == Polarity::Neutral {
        return Err(Ungraded::NoDirection);
    }
    let figures = Figures { case, value, gap, scheme };
    let mut rest = None;
    for (place, grade) in scheme.grades.iter().enumerate() {
        if grade.when.is_empty() {
            rest = rest.or(Some(place));
            continue;
        }
        match figures.any(&grade.when) {
            Ok(Some(condition)) => return Ok((place, How::Condition(condition))),
            Ok(None) => {}
            Err(Unknown::Lacking(reason)) => return Err(reason),
            Err(Unknown::OfZero { met }) => return zero_target(scheme, met),
        }
    }
    rest.map(|place| (place, How::Rest)).ok_or(Ungraded::NoGradeFits)
}

fn zero_target(scheme: &Scheme, met: bool) -> Result<(usize, How), Ungraded> {
    let name = match (&scheme.zero_target, met) {
        (ZeroTarget::MetOnly(name) | ZeroTarget::MetOrMissed(name, _), true) => name,
        (ZeroTarget::MetOrMissed(_, name), false) => name,
        (ZeroTarget::MetOnly(_), false) => return Err(Ungraded::ZeroTargetMissed),
    };
    scheme.grade_named(name).map(|place| (place, How::ZeroTarget)).ok_or(Ungraded::NoGradeFits)
}

/// Everything a test may look at.
struct Figures<'a> {
    case: &'a Case<'a>,
    value: Decimal,
    gap: &'a Result<Gap, Ungraded>,
    scheme: &'a Scheme,
}

impl Figures<'_> {
    /// The first condition that holds; none; or why that is not known.
    #[inline]
    fn any(&self, conditions: &[Condition]) -> Result<Option<usize>, Unknown> {
        let mut unknown = None;
        for (place, condition) in conditions.iter().enumerate() {
            match self.all(&condition.tests) {
                Ok(true) => return Ok(Some(place)),
                Ok(false) => {}
                Err(why) => unknown = unknown.or(Some(why)),
            }
        }
        unknown.map_or(Ok(None), Err)
    }

    #[inline]
    fn all(&self, tests: &[Test]) -> Result<bool, Unknown> {
        let mut unknown = None;
        for test in tests {
            match self.holds(test) {
                Ok(true) => {}
                Ok(false) => return Ok(false),
                Err(why) => unknown = unknown.or(Some(why)),
            }
        }
        unknown.map_or(Ok(true), Err)
    }

    #[inline]
    fn holds(&self, test: &Test) -> Result<bool, Unknown> {
        let case = self.case;
        Ok(match test {
            Test::Percent(whose, bound) => return percent(&self.gap_of(*whose)?, *bound),
            Test::Points(whose, bound) => beyond(self.gap_of(*whose)?.size, Exact::from(limit_of(*bound)), *bound)?,
            Test::Target(bound) => {
                let target = case.aim.value().ok_or_else(|| self.no_target())?;
                beyond(target.into(), limit_of(*bound).into(), *bound)?
            }
            Test::Value(bound) => beyond(self.value.into(), limit_of(*bound).into(), *bound)?,
            Test::Unit(units) => units.contains(&case.unit),
            Test::Polarity(polarities) => polarities.contains(&case.polarity),
            Test::Level(level) => case.level == Some(level.as_str()),
            Test::Meets(whose, limit) => self.meets(*whose, *limit)?,
            Test::WithinTolerancePercent(whose) => {
                let tolerance = case.limits.tolerance.ok_or(Ungraded::NoLimit)?;
                return percent(&self.gap_of(*whose)?, Bound::From(-tolerance));
            }
            Test::WithinTolerancePoints(whose) => {
                let tolerance = case.limits.tolerance.ok_or(Ungraded::NoLimit)?;
                beyond(self.gap_of(*whose)?.size, Exact::from(-tolerance), Bound::From(-tolerance))?
            }
            Test::ShortByLesser { percent, amount } => short_by_lesser(&self.gap_of(Whose::Value)?, *percent, *amount)?,
            Test::InRange(wanted) => self.in_range()? == *wanted,
            Test::Travel(rule, directions) => directions.contains(&self.direction(rule.as_deref())?),
        })
    }

    #[inline]
    fn gap_of(&self, whose: Whose) -> Result<Gap, Ungraded> {
        match whose {
            Whose::Value => *self.gap,
            Whose::Forecast => {
                let forecast = self.case.forecast.ok_or(Ungraded::NoForecast)?;
                gap(forecast, self.case.forecast_aim.ok_or(Ungraded::NoTarget)?, self.case.polarity)
            }
        }
    }

    /// Why the target has no number.
    fn no_target(&self) -> Ungraded {
        self.gap.err().unwrap_or(Ungraded::NoTarget)
    }

    fn meets(&self, whose: Whose, limit: Limit) -> Result<bool, Ungraded> {
        let case = self.case;
        let limit = match limit {
            Limit::Floor => case.limits.floor,
            Limit::High => case.limits.high,
        };
        let limit = limit.ok_or(Ungraded::NoLimit)?;
        match whose {
            Whose::Value => reaches(self.value, limit, case.aim, case.polarity),
            Whose::Forecast => {
                let forecast = case.forecast.ok_or(Ungraded::NoForecast)?;
                reaches(forecast, limit, case.forecast_aim.unwrap_or(case.aim), case.polarity)
            }
        }
    }

    /// In the target's range, else in the one from floor to high, whichever of them is the lower number.
    fn in_range(&self) -> Result<bool, Ungraded> {
        let (one, two) = expected_range(self.case).ok_or(Ungraded::NoLimit)?;
        Ok(one <= self.value && self.value <= two)
    }

    fn direction(&self, rule: Option<&str>) -> Result<Direction, Ungraded> {
        let travelled = match travel_by(self.case, self.scheme, rule) {
            Some((_, travelled)) => travelled,
            None => return Err(Ungraded::NoComparator),
        };
        travelled.map(|t| t.direction).map_err(|_| Ungraded::NoComparator)
    }
}

/// The expected range, lower number first: the target's, else from floor to high. `None`: none is stated.
pub(crate) fn expected_range(case: &Case) -> Option<(Decimal, Decimal)> {
    let (one, two) = match case.aim {
        Aim::Range(low, high) => (*low, *high),
        _ => (case.limits.floor?, case.limits.high?),
    };
    Some((one.min(two), one.max(two)))
}

/// The rule that a condition means (the scheme's first, unless it names one) with what it gave.
pub(crate) fn travel_by<'a>(
    case: &'a Case,
    scheme: &'a Scheme,
    rule: Option<&str>,
) -> Option<(&'a domain::scheme::TravelRule, Result<Travelled, NoTravel>)> {
    let place = rule.map_or(Some(0), |name| scheme.travel.iter().position(|r| r.name == name))?;
    Some((scheme.travel.get(place)?, *case.travel.get(place)?))
}

#[inline]
pub(crate) fn limit_of(bound: Bound) -> Decimal {
    match bound {
        Bound::Above(limit) | Bound::From(limit) | Bound::UpTo(limit) | Bound::Below(limit) => limit,
    }
}

/// Whether `size` lies on the side of `limit` that the bound asks for.
#[inline]
fn beyond(size: Exact, limit: Exact, bound: Bound) -> Result<bool, Ungraded> {
    let order = size.compare(limit).ok_or(Ungraded::TooLarge)?;
    Ok(match bound {
        Bound::Above(_) => order == Ordering::Greater,
        Bound::From(_) => order != Ordering::Less,
        Bound::UpTo(_) => order != Ordering::Greater,
        Bound::Below(_) => order == Ordering::Less,
    })
}

/// A distance in percent against a bound: a hundred times the gap against the bound times the target's size.
#[inline]
fn percent(gap: &Gap, bound: Bound) -> Result<bool, Unknown> {
    if gap.from.is_zero() && !gap.inside {
        return Err(Unknown::OfZero { met: gap.size.sign() != Ordering::Less });
    }
    let limit = Exact::from(limit_of(bound)).times(gap.from.size()).ok_or(Ungraded::TooLarge)?;
    Ok(beyond(gap.size.hundredfold().ok_or(Ungraded::TooLarge)?, limit, bound)?)
}

/// Worse than the target, and by at least the lower of a percentage of it and an amount.
fn short_by_lesser(gap: &Gap, percent: Decimal, amount: Decimal) -> Result<bool, Ungraded> {
    if gap.size.sign() != Ordering::Less {
        return Ok(false);
    }
    let short = gap.size.negated();
    let share = Exact::from(percent).times(gap.from.size()).ok_or(Ungraded::TooLarge)?;
    let by_share = short.hundredfold().ok_or(Ungraded::TooLarge)?;
    Ok(beyond(by_share, share, Bound::From(percent))? || beyond(short, amount.into(), Bound::From(amount))?)
}
