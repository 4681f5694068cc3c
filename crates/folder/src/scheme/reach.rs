//! Conditions that can never hold, and grades that nothing can reach.

use domain::Grade;
use domain::scheme::{Bound, Condition, Test};

use crate::problems::{Fault, Place, Problems};

/// The conditions of the better grades so far, any of which takes what it holds for.
#[derive(Debug, Default)]
pub(super) struct Reach {
    earlier: Vec<(String, Condition)>,
}

impl Reach {
    /// Checks the next grade, best first. Sound, not complete: what is told can never be reached.
    pub fn add(&mut self, grade: &Grade, places: &[Place], at: &Place, is_last: bool, problems: &mut Problems) {
        if grade.when.is_empty() && !is_last {
            let says = format!("“{}” has no condition, so the grades after it can never be reached.", grade.name);
            let hint = "Only the last grade may take the rest: give this one conditions, or move it to the end.";
            problems.tell(at.clone(), Fault::new("unreachable-grade", says, hint));
        }
        for (condition, place) in grade.when.iter().zip(places) {
            if !condition.tests.iter().all(|test| may_hold(test, &condition.tests)) {
                let says = format!("This condition of “{}” can never hold: its bounds exclude each other.", grade.name);
                let fault = Fault::new("impossible-condition", says, "The lower bound must lie below the upper one.");
                problems.tell(place.clone(), fault);
            } else if let Some((taken, _)) = self.earlier.iter().find(|(_, earlier)| holds_for_all(earlier, condition))
            {
                let says =
                    format!("This condition of “{}” is never reached: “{taken}” takes all that it would.", grade.name);
                let hint =
                    "Grades stand best first, and the first that fits is given: tighten the earlier one or move this.";
                problems.tell(place.clone(), Fault::new("unreachable-condition", says, hint));
            }
        }
        self.earlier.extend(grade.when.iter().map(|condition| (grade.name.clone(), condition.clone())));
    }
}

/// The bound of a test, and which figure it bounds.
fn bounded(test: &Test) -> Option<(u8, Bound)> {
    use domain::scheme::Whose::{Forecast, Value};
    Some(match test {
        Test::Percent(Value, bound) => (0, *bound),
        Test::Percent(Forecast, bound) => (1, *bound),
        Test::Points(Value, bound) => (2, *bound),
        Test::Points(Forecast, bound) => (3, *bound),
        Test::Target(bound) => (4, *bound),
        Test::Value(bound) => (5, *bound),
        _ => return None,
    })
}

/// Whether a bound leaves room beside the others of the same figure.
fn may_hold(test: &Test, tests: &[Test]) -> bool {
    let Some((figure, bound)) = bounded(test) else { return true };
    let others = tests.iter().filter_map(bounded).filter(|(other, _)| *other == figure).map(|(_, other)| other);
    others.into_iter().all(|other| !exclude(bound, other))
}

fn exclude(lower: Bound, upper: Bound) -> bool {
    match (lower, upper) {
        (Bound::From(low), Bound::UpTo(high)) => low > high,
        (Bound::From(low) | Bound::Above(low), Bound::UpTo(high) | Bound::Below(high)) => low >= high,
        _ => false,
    }
}

/// Whether `wide` holds wherever `narrow` does: each of its tests follows from one of the other's.
fn holds_for_all(wide: &Condition, narrow: &Condition) -> bool {
    wide.tests.iter().all(|asked| narrow.tests.iter().any(|given| follows(asked, given)))
}

/// Whether `asked` follows from `given`.
fn follows(asked: &Test, given: &Test) -> bool {
    match (asked, given) {
        (Test::Unit(asked), Test::Unit(given)) => given.iter().all(|unit| asked.contains(unit)),
        (Test::Polarity(asked), Test::Polarity(given)) => given.iter().all(|polarity| asked.contains(polarity)),
        (Test::Travel(rule, asked), Test::Travel(other, given)) => {
            rule == other && given.iter().all(|d| asked.contains(d))
        }
        _ => match (bounded(asked), bounded(given)) {
            (Some((figure, asked)), Some((other, given))) => figure == other && bound_follows(asked, given),
            _ => asked == given,
        },
    }
}

fn bound_follows(asked: Bound, given: Bound) -> bool {
    match (asked, given) {
        (Bound::Above(asked), Bound::From(given)) => given > asked,
        (Bound::Above(asked) | Bound::From(asked), Bound::Above(given) | Bound::From(given)) => given >= asked,
        (Bound::Below(asked), Bound::UpTo(given)) => given < asked,
        (Bound::Below(asked) | Bound::UpTo(asked), Bound::Below(given) | Bound::UpTo(given)) => given <= asked,
        _ => false,
    }
}
