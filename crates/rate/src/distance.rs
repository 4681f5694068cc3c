//! Distance from a target in percent of its size, exact to the last digit, and rounded for a sentence.

use std::cmp::Ordering;
use std::fmt;

use domain::scheme::Bound;
use domain::unit::digits;
use domain::{Aim, Decimal, Polarity};

use crate::exact::Exact;
use crate::gap::gap;
use crate::judge::limit_of;

/// A distance in percent as a fraction in lowest terms; positive is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Distance {
    numerator: i128,
    /// Always above zero.
    denominator: i128,
}

/// How far a value is from a target, in percent of the target's size; positive is better.
///
/// `None`: the target is zero, the measure is neutral, or the numbers are too large to multiply exactly.
pub fn distance_percent(value: Decimal, target: Decimal, polarity: Polarity) -> Option<Distance> {
    distance(value, &Aim::Value(target), polarity)
}

/// As [`distance_percent`], from whatever was aimed at: zero within a range, else from the edge that was passed.
pub fn distance(value: Decimal, aim: &Aim, polarity: Polarity) -> Option<Distance> {
    let gap = gap(value, aim, polarity).ok()?;
    if gap.inside {
        return Distance::new(0, 1);
    }
    let (above, below, _) = gap.size.hundredfold()?.aligned(gap.from.size())?;
    Distance::new(above, below)
}

impl Distance {
    fn new(numerator: i128, denominator: i128) -> Option<Distance> {
        let divisor = divisor(numerator.checked_abs()?, denominator);
        if denominator <= 0 || divisor == 0 {
            return None;
        }
        Some(Distance { numerator: numerator / divisor, denominator: denominator / divisor })
    }

    /// Worse, on, or better than the target.
    pub fn sign(&self) -> Ordering {
        self.numerator.cmp(&0)
    }

    /// How many decimal places it takes to write it out. `None`: it never ends.
    fn places(&self) -> Option<u32> {
        let (mut rest, mut twos, mut fives) = (self.denominator, 0, 0);
        while rest % 2 == 0 {
            rest /= 2;
            twos += 1;
        }
        while rest % 5 == 0 {
            rest /= 5;
            fives += 1;
        }
        (rest == 1).then_some(std::cmp::max(twos, fives))
    }

    /// Its size without sign, for a sentence: as it is if it ends within two places, else rounded to two places, or to
    /// as many as keep the error under half of the distance to the nearest bound. 2.005%, never 2.0%, where 2% is a bound.
    pub fn for_words(&self, bounds: &[Bound]) -> String {
        let shortest = self.places().unwrap_or(u32::MAX).min(2);
        let fitting = (shortest..=20).find(|places| self.is_true_at(*places, bounds));
        let rounded = fitting.and_then(|places| self.rounded(places));
        rounded.and_then(|r| r.decimal().map(|d| digits(d, d.scale()))).unwrap_or_else(|| {
            let size = Distance { numerator: self.numerator.abs(), ..*self };
            size.to_string()
        })
    }

    /// Its size rounded to `places`, halves up.
    fn rounded(&self, places: u32) -> Option<Exact> {
        let raised = self.numerator.abs().checked_mul(10i128.checked_pow(places)?)?;
        let twice = raised.checked_mul(2)?.checked_add(self.denominator)?;
        Some(Exact::new(twice / self.denominator.checked_mul(2)?, places))
    }

    /// Whether rounding to `places` leaves no doubt on which side of each bound it lies, and of zero.
    fn is_true_at(&self, places: u32, bounds: &[Bound]) -> bool {
        let limits = bounds.iter().map(|bound| limit_of(*bound)).chain([Decimal::ZERO]);
        limits.map(Exact::from).map(|limit| self.clear_of(limit, places)).all(|clear| clear == Some(true))
    }

    fn clear_of(&self, limit: Exact, places: u32) -> Option<bool> {
        let below = Exact::new(self.denominator, 0);
        let exact = Exact::new(self.numerator, 0);
        let signed = if self.numerator < 0 { self.rounded(places)?.negated() } else { self.rounded(places)? };
        let error = signed.times(below)?.minus(exact)?.size();
        let room = limit.times(below)?.minus(exact)?.size();
        Some(error.times(Exact::new(2, 0))?.compare(room)? != Ordering::Greater)
    }
}

impl fmt::Display for Distance {
    /// `-33.75` if the decimal ends, else a fraction in lowest terms: `-50/53`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ended = self.places().and_then(|places| {
            let raised = self.numerator.checked_mul(10i128.checked_pow(places)?)?;
            Exact::new(raised / self.denominator, places).decimal()
        });
        match ended {
            Some(decimal) => write!(f, "{decimal}"),
            None => write!(f, "{}/{}", self.numerator, self.denominator),
        }
    }
}

/// Greatest common divisor of two numbers that are not below zero.
fn divisor(one: i128, two: i128) -> i128 {
    let (mut one, mut two) = (one, two);
    while two != 0 {
        (one, two) = (two, one % two);
    }
    one
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(value: &str, target: &str, polarity: Polarity) -> Option<Distance> {
        distance_percent(value.parse().unwrap(), target.parse().unwrap(), polarity)
    }

    #[test]
    fn a_distance_that_ends_is_a_decimal_and_one_that_does_not_is_a_fraction() {
        let write = |value, target, polarity| from(value, target, polarity).map(|d| d.to_string());
        assert_eq!(write("53", "80.0", Polarity::Higher).as_deref(), Some("-33.75"));
        assert_eq!(write("535", "530", Polarity::Lower).as_deref(), Some("-50/53"));
        assert_eq!(write("63.00", "60", Polarity::Higher).as_deref(), Some("5"));
        assert_eq!(write("96", "100", Polarity::OnTarget).as_deref(), Some("-4"));
        assert_eq!(write("-0.9", "-0.8", Polarity::Higher).as_deref(), Some("-12.5"));
        assert_eq!(write("3", "0", Polarity::Higher), None);
        assert_eq!(write("3", "4", Polarity::Neutral), None);
    }

    #[test]
    fn a_distance_in_words_never_rounds_onto_a_bound_or_to_nothing() {
        let bounds = [Bound::From(Decimal::from(-2)), Bound::Above(Decimal::from(5))];
        let words = |value, target, polarity| from(value, target, polarity).unwrap().for_words(&bounds);
        assert_eq!(words("78.2", "79.8", Polarity::Higher), "2.005");
        assert_eq!(words("535", "530", Polarity::Lower), "0.94");
        assert_eq!(words("53", "80", Polarity::Higher), "33.75");
        assert_eq!(words("1000001", "1000000", Polarity::Higher), "0.0001");
        assert_eq!(words("63", "60", Polarity::Higher), "5");
        assert_eq!(words("11907708", "600000", Polarity::Higher), "1,884.62");
    }
}
