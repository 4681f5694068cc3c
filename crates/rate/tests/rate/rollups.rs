//! Roll-ups: eight that the report of 2021 states, then the scheme's own rules.

use domain::Decimal;
use domain::Scheme;
use domain::scheme::{Rollup, RollupBy};
use rate::rollup;

use crate::schemes;

const STRONG: usize = 0;
const GOOD: usize = 1;
const REVIEW: usize = 2;
const ACTION: usize = 3;

/// So many of each grade, best first.
fn many(strong: usize, good: usize, review: usize, action: usize) -> Vec<usize> {
    let runs = [(STRONG, strong), (GOOD, good), (REVIEW, review), (ACTION, action)];
    runs.into_iter().flat_map(|(grade, times)| std::iter::repeat_n(grade, times)).collect()
}

#[test]
fn the_eight_roll_ups_that_the_report_of_2021_states_come_out() {
    let (deliverables, measures) =
        (schemes::named("derbyshire-objectives-2021"), schemes::named("derbyshire-measures"));
    for (what, grades, scheme, stated) in [
        ("communities, deliverables", many(0, 9, 2, 0), deliverables, GOOD),
        ("services, deliverables", many(2, 15, 1, 0), deliverables, GOOD),
        ("early help, deliverables", many(0, 12, 0, 0), deliverables, GOOD),
        ("prosperous, deliverables", many(1, 16, 3, 0), deliverables, GOOD),
        ("communities, measures", many(1, 0, 0, 1), measures, REVIEW),
        ("services, measures", many(1, 2, 1, 1), measures, REVIEW),
        ("early help, measures", many(2, 2, 0, 0), measures, STRONG),
        ("prosperous, measures", many(0, 1, 1, 0), measures, GOOD),
    ] {
        assert_eq!(rollup(&grades, scheme), Some(stated), "{what}");
    }
}

fn with(rollup: Rollup) -> Scheme {
    Scheme { rollup: Some(rollup), ..schemes::named("derbyshire-objectives-2021").clone() }
}

#[test]
fn a_mean_is_compared_with_its_cuts_exactly_and_a_cap_holds_it() {
    let scheme = schemes::named("derbyshire-objectives-2021");
    for (grades, expected) in [
        (&[GOOD, GOOD, GOOD][..], Some(GOOD)),
        (&[STRONG, GOOD], Some(STRONG)),
        (&[STRONG, GOOD, GOOD], Some(GOOD)),
        (&[GOOD, REVIEW], Some(GOOD)),
        (&[GOOD, REVIEW, REVIEW], Some(REVIEW)),
        (&[STRONG, STRONG, STRONG, STRONG, ACTION], Some(REVIEW)),
        (&[ACTION], Some(ACTION)),
        (&[REVIEW, ACTION], Some(REVIEW)),
        (&[], None),
    ] {
        assert_eq!(rollup(grades, scheme), expected, "{grades:?}");
    }
}

#[test]
fn the_worst_is_the_worst() {
    let scheme = with(Rollup { by: RollupBy::Worst, caps: vec![] });
    assert_eq!(rollup(&[STRONG, REVIEW, GOOD], &scheme), Some(REVIEW));
    assert_eq!(rollup(&[], &scheme), None);
}

#[test]
fn a_mean_of_thirds_is_never_rounded() {
    let cuts = vec![("3.34".parse().unwrap(), "Strong".to_string()), (Decimal::from(1), "Action".to_string())];
    let scheme = with(Rollup { by: RollupBy::Mean(cuts), caps: vec![] });
    // 10/3 is under 3.34, and would not be if it were rounded up.
    assert_eq!(rollup(&[STRONG, GOOD, GOOD], &scheme), Some(ACTION));
}

#[test]
fn a_mean_that_reaches_no_cut_gets_the_last_grade() {
    let cuts = vec![("3.5".parse().unwrap(), "Strong".to_string()), ("2.5".parse().unwrap(), "Good".to_string())];
    let scheme = with(Rollup { by: RollupBy::Mean(cuts), caps: vec![] });
    assert_eq!(rollup(&[REVIEW], &scheme), Some(ACTION));
}

#[test]
fn a_scheme_without_a_roll_up_rolls_nothing_up() {
    assert_eq!(rollup(&[STRONG], schemes::named("derby-measures")), None);
}
