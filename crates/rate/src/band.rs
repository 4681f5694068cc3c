//! A stretch of distances from the target, and how it is said: "from 2% worse to 5% better".

use std::cmp::Ordering;

use domain::Decimal;
use domain::scheme::{Bound, Whose};
use domain::unit::digits;

use crate::judge::limit_of;

/// What a distance is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Percent of the target's size.
    Percent,
    /// The unit itself.
    Points,
    /// No distance: the value as it is.
    Value,
}

/// Distances between two bounds, either of which may be missing; positive is better.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Band {
    pub(crate) kind: Kind,
    pub(crate) whose: Whose,
    /// `Above` or `From`.
    low: Option<Bound>,
    /// `UpTo` or `Below`.
    high: Option<Bound>,
}

/// How a size is written in a unit: `£100,000`, `2 percentage points`, `2` where the unit is not known.
pub(crate) type Affixes = (&'static str, &'static str);

impl Band {
    pub(crate) fn new(kind: Kind, whose: Whose, bound: Bound) -> Band {
        Band { kind, whose, low: None, high: None }.narrowed(bound)
    }

    /// The same, and also on the asked side of a further bound: the tighter of two holds.
    pub(crate) fn narrowed(mut self, bound: Bound) -> Band {
        let limit = limit_of(bound);
        let place = if is_low(bound) { &mut self.low } else { &mut self.high };
        let tighter = place.is_none_or(|held| match limit.cmp(&limit_of(held)) {
            Ordering::Equal => matches!(bound, Bound::Above(_) | Bound::Below(_)),
            order => (order == Ordering::Greater) == is_low(bound),
        });
        if tighter {
            *place = Some(bound);
        }
        self
    }

    /// Whether nothing lies in it.
    pub(crate) fn is_empty(&self) -> bool {
        let (Some(low), Some(high)) = (self.low, self.high) else { return false };
        match limit_of(low).cmp(&limit_of(high)) {
            Ordering::Greater => true,
            Ordering::Equal => !(matches!(low, Bound::From(_)) && matches!(high, Bound::UpTo(_))),
            Ordering::Less => false,
        }
    }

    /// Whether nothing lies both in it and on the asked side of a bound on the same distance.
    pub(crate) fn excludes(&self, kind: Kind, whose: Whose, bound: Bound) -> bool {
        self.kind == kind && self.whose == whose && self.narrowed(bound).is_empty()
    }

    /// Whether all it asks is that the target is missed, or that it is met.
    pub(crate) fn is_about_zero(&self) -> bool {
        self.low.into_iter().chain(self.high).all(|bound| limit_of(bound).is_zero())
    }

    /// The half that a distance lies in, where the band runs over zero and that half has an end of its own.
    pub(crate) fn on_side(self, side: Ordering) -> Band {
        let (low, high) = (self.low.map(limit_of), self.high.map(limit_of));
        match side {
            Ordering::Less if low.is_some_and(is_below_zero) && high.is_none_or(|h| h >= Decimal::ZERO) => {
                Band { high: Some(Bound::Below(Decimal::ZERO)), ..self }
            }
            Ordering::Greater if high.is_some_and(|h| h > Decimal::ZERO) && low.is_none_or(is_below_zero) => {
                Band { low: Some(Bound::Above(Decimal::ZERO)), ..self }
            }
            _ => self,
        }
    }

    /// In words. `than` stands after "worse" or "better": ` than target`, or nothing where the target was just named.
    pub(crate) fn said(&self, than: &str, affixes: Affixes) -> String {
        if self.kind == Kind::Value {
            return self.value_said();
        }
        let size = |bound| self.size(limit_of(bound), affixes);
        match (self.low, self.high) {
            (None, None) => "whatever the distance".to_string(),
            (Some(low), None) => from_low(low, &size(low), than),
            (None, Some(high)) => to_high(high, &size(high), than),
            (Some(low), Some(high)) => between((low, &size(low)), (high, &size(high)), than),
        }
    }

    fn value_said(&self) -> String {
        let number = |bound| digits(limit_of(bound), 0);
        let high = self.high.map(|high| match high {
            Bound::Below(_) => format!("below {}", number(high)),
            _ => format!("of {} or less", number(high)),
        });
        let low = self.low.map(|low| match low {
            Bound::Above(_) => format!("above {}", number(low)),
            _ => format!("of {} or more", number(low)),
        });
        format!("a value {}", low.into_iter().chain(high).collect::<Vec<_>>().join(" and "))
    }

    fn size(&self, limit: Decimal, affixes: Affixes) -> String {
        match self.kind {
            Kind::Percent => format!("{}%", digits(limit.abs(), 0)),
            Kind::Points | Kind::Value => written(limit.abs(), affixes),
        }
    }
}

/// A size with what stands around it: "1 percentage point", "2 percentage points", "£66,000".
pub(crate) fn written(size: Decimal, (before, after): Affixes) -> String {
    let after = if size == Decimal::ONE { after.strip_suffix('s').unwrap_or(after) } else { after };
    format!("{before}{}{after}", digits(size, 0))
}

/// The bound that holds where the given one does not.
pub(crate) fn opposite(bound: Bound) -> Bound {
    match bound {
        Bound::Above(limit) => Bound::UpTo(limit),
        Bound::From(limit) => Bound::Below(limit),
        Bound::UpTo(limit) => Bound::Above(limit),
        Bound::Below(limit) => Bound::From(limit),
    }
}

fn is_low(bound: Bound) -> bool {
    matches!(bound, Bound::Above(_) | Bound::From(_))
}

fn is_below_zero(limit: Decimal) -> bool {
    limit < Decimal::ZERO
}

fn from_low(low: Bound, size: &str, than: &str) -> String {
    match (low, limit_of(low).cmp(&Decimal::ZERO)) {
        (Bound::Above(_), Ordering::Greater) => format!("more than {size} better{than}"),
        (_, Ordering::Greater) => format!("at least {size} better{than}"),
        (Bound::Above(_), Ordering::Equal) => "better than target".to_string(),
        (_, Ordering::Equal) => "on target or better".to_string(),
        (Bound::Above(_), Ordering::Less) => format!("less than {size} worse{than}, or better"),
        (_, Ordering::Less) => format!("no more than {size} worse{than}"),
    }
}

fn to_high(high: Bound, size: &str, than: &str) -> String {
    match (high, limit_of(high).cmp(&Decimal::ZERO)) {
        (Bound::Below(_), Ordering::Less) => format!("more than {size} worse{than}"),
        (_, Ordering::Less) => format!("at least {size} worse{than}"),
        (Bound::Below(_), Ordering::Equal) => "worse than target".to_string(),
        (_, Ordering::Equal) => "on target or worse".to_string(),
        (Bound::Below(_), Ordering::Greater) => format!("less than {size} better{than}, or worse"),
        (_, Ordering::Greater) => format!("no more than {size} better{than}"),
    }
}

fn between((low, low_size): (Bound, &str), (high, high_size): (Bound, &str), than: &str) -> String {
    let (l, h) = (limit_of(low), limit_of(high));
    if is_below_zero(l) && h > Decimal::ZERO {
        let open = if matches!(low, Bound::Above(_)) { "less than " } else { "" };
        let shut = if matches!(high, Bound::Below(_)) { "less than " } else { "" };
        return format!("from {open}{low_size} worse to {shut}{high_size} better{than}");
    }
    // The end nearer to the target comes first: "more than 2% and up to 10% worse".
    let worse = is_below_zero(l);
    let (near, near_size, far, far_size) =
        if worse { (high, high_size, low, low_size) } else { (low, low_size, high, high_size) };
    let way = if worse { "worse" } else { "better" };
    let includes_far = matches!(far, Bound::From(_) | Bound::UpTo(_));
    let includes_near = matches!(near, Bound::From(_) | Bound::UpTo(_));
    let far_words = if includes_far { format!("up to {far_size}") } else { format!("less than {far_size}") };
    match (limit_of(near).is_zero(), includes_near) {
        (true, true) => format!("on target or {far_words} {way}"),
        (true, false) => format!("{far_words} {way}{than}"),
        (false, true) if includes_far => format!("from {near_size} to {far_size} {way}{than}"),
        (false, true) => format!("from {near_size} to {far_words} {way}{than}"),
        (false, false) => format!("more than {near_size} and {far_words} {way}{than}"),
    }
}
