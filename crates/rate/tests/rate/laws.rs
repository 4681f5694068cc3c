//! Laws that hold for any figures, by every scheme for which they can.

use std::cmp::Ordering;

use domain::scheme::{Bound, Condition, Limit, Made, Test, Whose, ZeroTarget};
use domain::target::Limits;
use domain::{Aim, Decimal, Polarity, Rating, Scheme, Ungraded, Unit};
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;
use rate::{Case, rate};

use crate::schemes;

/// Figures without a direction of travel: a target, a value near a threshold of it or anywhere, and further values.
#[derive(Debug, Clone)]
struct Figures {
    value: Decimal,
    target: Decimal,
    limits: Limits,
    forecast: Decimal,
    unit: Unit,
    polarity: Polarity,
    level: &'static str,
}

fn decimals() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        (-100_000i64..100_000, 0u32..4).prop_map(|(digits, places)| Decimal::new(digits, places)),
        (-1_000_000_000_000_000_000i64..1_000_000_000_000_000_000, 0u32..12)
            .prop_map(|(digits, places)| Decimal::new(digits, places)),
        Just(Decimal::ZERO),
    ]
}

/// A value that lies on a threshold of the target, or a hair beside it.
fn near(target: Decimal) -> impl Strategy<Value = Decimal> {
    let percents = prop::sample::select(vec![-10i64, -5, -2, 0, 2, 5, 10]);
    let hair = prop::sample::select(vec!["0", "0.000001", "-0.000001"]);
    (percents, hair).prop_map(move |(percent, hair)| {
        let on = target + target * Decimal::new(percent, 2);
        on + hair.parse::<Decimal>().unwrap()
    })
}

fn figures() -> impl Strategy<Value = Figures> {
    let units = prop::sample::select(vec![Unit::Count, Unit::Percent, Unit::Pounds]);
    let polarities = prop::sample::select(vec![Polarity::Higher, Polarity::Lower]);
    let levels = prop::sample::select(vec!["service", "directorate", "elsewhere"]);
    decimals()
        .prop_flat_map(move |target| {
            let value = prop_oneof![near(target), decimals()];
            let limits = (near(target), near(target), 0i64..20);
            (Just(target), value, limits, near(target), units.clone(), polarities.clone(), levels.clone())
        })
        .prop_map(|(target, value, (floor, high, tolerance), forecast, unit, polarity, level)| Figures {
            value,
            target,
            limits: Limits { floor: Some(floor), high: Some(high), tolerance: Some(Decimal::from(tolerance)) },
            forecast,
            unit,
            polarity,
            level,
        })
}

fn rated(figures: &Figures, scheme: &Scheme) -> Rating {
    let aim = Aim::Value(figures.target);
    let case = Case {
        unit: figures.unit,
        polarity: figures.polarity,
        level: Some(figures.level),
        value: Ok(figures.value),
        aim: &aim,
        limits: figures.limits,
        forecast: Some(figures.forecast),
        forecast_aim: Some(&aim),
        travel: &[],
    };
    rate(&case, scheme)
}

fn grade(rating: &Rating) -> Option<usize> {
    match rating {
        Rating::Graded { grade, .. } => Some(usize::from(*grade)),
        Rating::Ungraded(_) => None,
    }
}

/// Computed schemes without a direction of travel, which is a figure of its own.
fn by_distance() -> impl Iterator<Item = &'static (String, Scheme)> {
    schemes::all().iter().filter(|(_, scheme)| {
        scheme.made == Made::Computed && !tests(scheme).any(|test| matches!(test, Test::Travel(..)))
    })
}

fn conditions(scheme: &Scheme) -> impl Iterator<Item = &Condition> {
    scheme.grades.iter().flat_map(|grade| &grade.when)
}

fn tests(scheme: &Scheme) -> impl Iterator<Item = &Test> {
    conditions(scheme).flat_map(|condition| &condition.tests)
}

/// A range is best in its middle and a bare score asks no polarity: neither gets better one way.
fn grows_one_way(scheme: &Scheme) -> bool {
    !tests(scheme).any(|test| matches!(test, Test::InRange(_) | Test::Value(_)))
}

/// Asks of nothing but shares of the target and the measure's own values.
fn is_relative(scheme: &Scheme) -> bool {
    conditions(scheme).all(|condition| {
        let for_percentages = condition.tests.iter().any(|test| matches!(test, Test::Unit(_)));
        condition.tests.iter().all(|test| match test {
            Test::Points(_, bound) => limit(*bound).is_zero(),
            Test::Target(_) => for_percentages,
            Test::Value(_) | Test::ShortByLesser { .. } | Test::WithinTolerancePoints(_) => false,
            _ => true,
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_better_value_never_worsens_a_grade(figures in figures(), better_by in 0i64..10_000, places in 0u32..6) {
        let step = Decimal::new(better_by, places);
        let better = match figures.polarity {
            Polarity::Lower => figures.value - step,
            _ => figures.value + step,
        };
        for (name, scheme) in by_distance().filter(|(_, scheme)| grows_one_way(scheme)) {
            let before = rated(&figures, scheme);
            let after = rated(&Figures { value: better, ..figures.clone() }, scheme);
            if let (Some(before), Some(after)) = (grade(&before), grade(&after)) {
                prop_assert!(after <= before, "{name}: {before} became {after}");
            }
        }
    }

    #[test]
    fn a_rating_is_unchanged_when_all_figures_are_scaled_together(figures in figures(), times in 1i64..1000, places in 0u32..4) {
        let factor = Decimal::new(times, places);
        let scaled = |figure: Decimal| figure.checked_mul(factor);
        let limits = Limits {
            floor: figures.limits.floor.and_then(scaled),
            high: figures.limits.high.and_then(scaled),
            tolerance: figures.limits.tolerance,
        };
        let (Some(value), Some(target), Some(forecast)) = (scaled(figures.value), scaled(figures.target), scaled(figures.forecast)) else { return Ok(()) };
        let one = Figures { unit: Unit::Count, ..figures };
        let other = Figures { value, target, forecast, limits, ..one.clone() };
        // `rust_decimal` rounds a product that outgrows it; only exact scalings are put to the law.
        let exact = [(one.value, value), (one.target, target), (one.forecast, forecast)];
        prop_assume!(exact.iter().all(|(from, to)| ratio(*from) * ratio(factor) == ratio(*to)));
        for (name, scheme) in by_distance().filter(|(_, scheme)| is_relative(scheme)) {
            let (before, after) = (rated(&one, scheme), rated(&other, scheme));
            if let (Some(before), Some(after)) = (grade(&before), grade(&after)) {
                prop_assert_eq!(before, after, "{}", name);
            }
        }
    }

    #[test]
    fn a_rating_equals_the_one_reckoned_with_fractions_of_any_size(figures in figures()) {
        for (name, scheme) in by_distance() {
            match rated(&figures, scheme) {
                Rating::Ungraded(Ungraded::TooLarge) => {
                    prop_assert!(figures.value.scale() + figures.target.scale() > 6, "{name}: small figures are never too large");
                }
                rating => prop_assert_eq!(grade(&rating), reckoned(&figures, scheme), "{} {:?}", name, rating),
            }
        }
    }
}

// The same rules once more, written plainly with fractions of any size.

fn ratio(figure: Decimal) -> BigRational {
    BigRational::new(BigInt::from(figure.mantissa()), BigInt::from(10).pow(figure.scale()))
}

fn limit(bound: Bound) -> Decimal {
    match bound {
        Bound::Above(limit) | Bound::From(limit) | Bound::UpTo(limit) | Bound::Below(limit) => limit,
    }
}

fn lies(figure: &BigRational, bound: Bound) -> bool {
    let order = figure.cmp(&ratio(limit(bound)));
    match bound {
        Bound::Above(_) => order == Ordering::Greater,
        Bound::From(_) => order != Ordering::Less,
        Bound::UpTo(_) => order != Ordering::Greater,
        Bound::Below(_) => order == Ordering::Less,
    }
}

fn reckoned(figures: &Figures, scheme: &Scheme) -> Option<usize> {
    for (place, grade) in scheme.grades.iter().enumerate() {
        if grade.when.is_empty() {
            return Some(place);
        }
        let answers: Vec<Option<bool>> = grade.when.iter().map(|condition| holds(figures, condition)).collect();
        if answers.contains(&Some(true)) {
            return Some(place);
        }
        if answers.contains(&None) {
            return by_zero(figures, scheme);
        }
    }
    None
}

/// `None`: a percentage of zero decides it.
fn holds(figures: &Figures, condition: &Condition) -> Option<bool> {
    let answers: Vec<Option<bool>> = condition.tests.iter().map(|test| answer(figures, test)).collect();
    if answers.contains(&Some(false)) {
        return Some(false);
    }
    answers.into_iter().collect::<Option<Vec<bool>>>().map(|_| true)
}

fn by_zero(figures: &Figures, scheme: &Scheme) -> Option<usize> {
    // Value and forecast may both have the target of zero: the first that a condition asks of decides.
    let of_forecast = matches!(tests(scheme).next(), Some(Test::Percent(Whose::Forecast, _)));
    let figure = if of_forecast { figures.forecast } else { figures.value };
    let met = lies(&distance(figures, figure), Bound::From(Decimal::ZERO));
    match (&scheme.zero_target, met) {
        (ZeroTarget::MetOnly(name) | ZeroTarget::MetOrMissed(name, _), true) => scheme.grade_named(name),
        (ZeroTarget::MetOrMissed(_, name), false) => scheme.grade_named(name),
        (ZeroTarget::MetOnly(_), false) => None,
    }
}

fn distance(figures: &Figures, figure: Decimal) -> BigRational {
    let above = ratio(figure) - ratio(figures.target);
    if figures.polarity == Polarity::Lower { -above } else { above }
}

fn percent(figures: &Figures, figure: Decimal) -> Option<BigRational> {
    let size = ratio(figures.target.abs());
    (size != BigRational::from(BigInt::ZERO)).then(|| distance(figures, figure) * ratio(Decimal::from(100)) / size)
}

fn answer(figures: &Figures, test: &Test) -> Option<bool> {
    let whose = |whose: &Whose| if *whose == Whose::Value { figures.value } else { figures.forecast };
    let tolerance = figures.limits.tolerance.unwrap();
    let (floor, high) = (figures.limits.floor.unwrap(), figures.limits.high.unwrap());
    Some(match test {
        Test::Percent(of, bound) => lies(&percent(figures, whose(of))?, *bound),
        Test::Points(of, bound) => lies(&distance(figures, whose(of)), *bound),
        Test::Target(bound) => lies(&ratio(figures.target), *bound),
        Test::Value(bound) => lies(&ratio(figures.value), *bound),
        Test::Unit(units) => units.contains(&figures.unit),
        Test::Polarity(polarities) => polarities.contains(&figures.polarity),
        Test::Level(level) => level == figures.level,
        Test::Meets(of, asked) => {
            let asked = if *asked == Limit::Floor { floor } else { high };
            if figures.polarity == Polarity::Lower { whose(of) <= asked } else { whose(of) >= asked }
        }
        Test::WithinTolerancePercent(of) => lies(&percent(figures, whose(of))?, Bound::From(-tolerance)),
        Test::WithinTolerancePoints(of) => lies(&distance(figures, whose(of)), Bound::From(-tolerance)),
        Test::ShortByLesser { percent, amount } => {
            let short = -distance(figures, figures.value);
            let share = ratio(*percent) * ratio(figures.target.abs()) / ratio(Decimal::from(100));
            short > BigRational::from(BigInt::ZERO) && short >= share.min(ratio(*amount))
        }
        Test::InRange(wanted) => (floor.min(high) <= figures.value && figures.value <= floor.max(high)) == *wanted,
        Test::Travel(..) => unreachable!("left out above"),
    })
}
