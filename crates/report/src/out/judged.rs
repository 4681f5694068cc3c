//! Ratings and directions of travel for programs, in the words of the folder form.

use domain::rating::{NoTravel, Travelled};
use domain::scheme::{DIRECTIONS, TravelRule};
use domain::snapshot::MeasureState;
use domain::{Period, Snapshot, measure::word_of};

/// The name of the grade that tables show for a period, by the edition's scheme: the recorded one where one is
/// recorded, else the computed one. `None`: none is shown.
pub fn shown_rating<'s>(snapshot: &'s Snapshot, state: &MeasureState, period: Period) -> Option<&'s str> {
    let scheme = snapshot.scheme(&state.scheme)?;
    let place = if period == state.now { state.shown_grade(scheme) } else { state.grades.get(&period).copied() };
    scheme.grades.get(place?).map(|grade| grade.name.as_str())
}

/// The computed directions of a measure, each with its rule, in the order of the scheme's rules.
pub fn directions<'s>(
    snapshot: &'s Snapshot,
    state: &'s MeasureState,
) -> impl Iterator<Item = (&'s TravelRule, &'s Result<Travelled, NoTravel>)> {
    let rules = snapshot.scheme(&state.scheme).map_or(&[][..], |scheme| scheme.travel.as_slice());
    rules.iter().zip(&state.travel)
}

/// A direction's word. Errors: the words for why there is none.
pub fn direction(one: &Result<Travelled, NoTravel>) -> Result<&'static str, &'static str> {
    match one {
        Ok(travelled) => Ok(word_of(&DIRECTIONS, travelled.direction)),
        Err(NoTravel::NoValue) => Err("no value now or then"),
        Err(NoTravel::NotComparable) => Err("not comparable"),
        Err(NoTravel::NoDirection) => Err("neither more nor less is better"),
    }
}
