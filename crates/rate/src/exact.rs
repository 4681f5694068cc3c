//! Decimals that never round. `rust_decimal` drops digits when a product outgrows 96 bits; here it is too large instead.

use std::cmp::Ordering;

use domain::Decimal;

/// `mantissa` over ten to the power of `scale`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Exact {
    mantissa: i128,
    scale: u32,
}

impl From<Decimal> for Exact {
    #[inline]
    fn from(value: Decimal) -> Exact {
        Exact { mantissa: value.mantissa(), scale: value.scale() }
    }
}

impl Exact {
    pub(crate) const ZERO: Exact = Exact { mantissa: 0, scale: 0 };

    pub(crate) fn new(mantissa: i128, scale: u32) -> Exact {
        Exact { mantissa, scale }
    }

    /// The difference. `None`: too large.
    #[inline]
    pub(crate) fn minus(self, other: Exact) -> Option<Exact> {
        let (one, two, scale) = self.aligned(other)?;
        Some(Exact { mantissa: one.checked_sub(two)?, scale })
    }

    /// The sum. `None`: too large.
    pub(crate) fn plus(self, other: Exact) -> Option<Exact> {
        self.minus(other.negated())
    }

    /// The product. `None`: too large.
    #[inline]
    pub(crate) fn times(self, other: Exact) -> Option<Exact> {
        let scale = self.scale + other.scale;
        Some(Exact { mantissa: product(self.mantissa, other.mantissa)?, scale })
    }

    /// A hundred times as much: both sides of a comparison with a percentage are multiplied, never divided.
    #[inline]
    pub(crate) fn hundredfold(self) -> Option<Exact> {
        if self.scale >= 2 {
            return Some(Exact { scale: self.scale - 2, ..self });
        }
        Some(Exact { mantissa: product(self.mantissa, 100)?, ..self })
    }

    /// Which is more. `None`: too large to tell.
    #[inline]
    pub(crate) fn compare(self, other: Exact) -> Option<Ordering> {
        let (one, two, _) = self.aligned(other)?;
        Some(one.cmp(&two))
    }

    #[inline]
    pub(crate) fn size(self) -> Exact {
        Exact { mantissa: self.mantissa.abs(), ..self }
    }

    #[inline]
    pub(crate) fn negated(self) -> Exact {
        Exact { mantissa: -self.mantissa, ..self }
    }

    #[inline]
    pub(crate) fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// Less than zero, zero, or more.
    #[inline]
    pub(crate) fn sign(self) -> Ordering {
        self.mantissa.cmp(&0)
    }

    /// As a decimal. `None`: it has more digits than one can hold.
    #[inline]
    pub(crate) fn decimal(self) -> Option<Decimal> {
        Decimal::try_from_i128_with_scale(self.mantissa, self.scale).ok()
    }

    /// Both as whole numbers over the same power of ten. `None`: too large.
    #[inline]
    pub(crate) fn aligned(self, other: Exact) -> Option<(i128, i128, u32)> {
        match self.scale.cmp(&other.scale) {
            Ordering::Equal => Some((self.mantissa, other.mantissa, self.scale)),
            Ordering::Less => Some((raised(self.mantissa, other.scale - self.scale)?, other.mantissa, other.scale)),
            Ordering::Greater => Some((self.mantissa, raised(other.mantissa, self.scale - other.scale)?, self.scale)),
        }
    }
}

/// Times ten to the power of `places`.
#[inline]
fn raised(mantissa: i128, places: u32) -> Option<i128> {
    match POWERS.get(places as usize) {
        Some(power) => product(mantissa, i128::from(*power)),
        None => mantissa.checked_mul(10i128.checked_pow(places)?),
    }
}

/// What reports print fits in 64 bits, and the product of two such always in 128: no check is needed then.
#[inline]
fn product(one: i128, two: i128) -> Option<i128> {
    match (i64::try_from(one), i64::try_from(two)) {
        (Ok(one), Ok(two)) => Some(i128::from(one) * i128::from(two)),
        _ => one.checked_mul(two),
    }
}

/// Ten to the power of the index.
#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler")]
const POWERS: [i64; 19] = {
    let mut powers = [1; 19];
    let mut place = 1;
    while place < 19 {
        powers[place] = powers[place - 1] * 10;
        place += 1;
    }
    powers
};
