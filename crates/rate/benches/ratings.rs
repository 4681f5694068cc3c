//! Ratings per second on one core, through the one function that serves every scheme.
//!
//! `cargo bench -p rate`. Values are spread around their targets, and one in four lies exactly on a threshold.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::float_arithmetic,
    reason = "a measurement, not the product"
)]

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use domain::rating::{NoTravel, Travelled};
use domain::scheme::Direction;
use domain::target::Limits;
use domain::{Aim, Decimal, Period, Polarity, Rating, Scheme, Ungraded, Unit};
use rate::{Case, rate};

/// How many different cases; each is rated many times, so that they are read from the cache as a room full of data is.
const CASES: usize = 4096;
const ROUNDS: usize = 500;

struct Figures {
    unit: Unit,
    polarity: Polarity,
    value: Result<Decimal, Ungraded>,
    aim: Aim,
    limits: Limits,
    forecast: Option<Decimal>,
    travel: Vec<Result<Travelled, NoTravel>>,
}

fn main() {
    let schemes = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemes");
    let mut names: Vec<_> = std::fs::read_dir(schemes).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    for path in names {
        let scheme = folder::scheme(&std::fs::read_to_string(&path).unwrap()).unwrap();
        if scheme.made == domain::scheme::Made::Computed {
            measure(&path.file_stem().unwrap().to_string_lossy(), &scheme);
        }
    }
}

fn measure(name: &str, scheme: &Scheme) {
    let figures = figures(scheme);
    let cases: Vec<Case> = figures.iter().map(case).collect();
    let begun = Instant::now();
    let mut graded = 0usize;
    for _ in 0..ROUNDS {
        for case in black_box(&cases) {
            graded += usize::from(matches!(rate(case, scheme), Rating::Graded { .. }));
        }
    }
    let seconds = begun.elapsed().as_secs_f64();
    let million_a_second = (CASES * ROUNDS) as f64 / seconds / 1e6;
    let share = 100 * graded / (CASES * ROUNDS);
    println!("{name:<24} {million_a_second:>6.1} million ratings a second, {share}% graded");
}

fn case(figures: &Figures) -> Case<'_> {
    Case {
        unit: figures.unit,
        polarity: figures.polarity,
        level: Some("service"),
        value: figures.value,
        aim: &figures.aim,
        limits: figures.limits,
        forecast: figures.forecast,
        forecast_aim: Some(&figures.aim),
        travel: &figures.travel,
    }
}

/// Mixed figures: counts, percentages of one or two places and money; one in sixteen without a value.
fn figures(scheme: &Scheme) -> Vec<Figures> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move |below: i64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((state >> 33) % u64::try_from(below).unwrap()).unwrap()
    };
    let mut all = Vec::with_capacity(CASES);
    for at in 0..CASES {
        let (unit, places, most) = [
            (Unit::Count, 0, 5_000),
            (Unit::Percent, 1, 1_000),
            (Unit::Percent, 2, 10_000),
            (Unit::Pounds, 0, 20_000_000),
        ][at % 4];
        let target = Decimal::new(next(most) + 1, places);
        let percent =
            if next(4) == 0 { Decimal::from([-10, -2, 0, 2, 5, 10][at % 6]) } else { Decimal::new(next(400) - 200, 1) };
        let value = target + target * percent / Decimal::ONE_HUNDRED;
        let direction = [Direction::Improving, Direction::Same, Direction::Deteriorating][at % 3];
        let travelled = Travelled { direction, now: value, then: target, then_period: Period::quarter(2024, 2) };
        all.push(Figures {
            unit,
            polarity: if at % 5 == 0 { Polarity::Lower } else { Polarity::Higher },
            value: if next(16) == 0 { Err(Ungraded::NothingStated) } else { Ok(value) },
            aim: Aim::Value(target),
            limits: Limits {
                floor: Some(target * Decimal::new(9, 1)),
                high: Some(target * Decimal::new(11, 1)),
                tolerance: Some(Decimal::from(5)),
            },
            forecast: Some(value),
            travel: vec![Ok(travelled); scheme.travel.len()],
        });
    }
    all
}
