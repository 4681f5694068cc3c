//! Whether a figure fits its measure: rules that a folder, a form and a workbook share. Which words a person is told
//! them in is the business of whoever reads.

use rust_decimal::Decimal;

use crate::measure::Measure;
use crate::unit::{Scale, Unit};

/// A number has at most this many digits, so that two of them multiply exactly.
pub const MOST_DIGITS: usize = 18;

/// Places of an amount of money in full.
const PENCE: u32 = 2;

/// Why a text is no plain number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoNumber {
    /// It is not digits with a point and perhaps a hyphen in front.
    NotPlain,
    /// It has more than [`MOST_DIGITS`] digits.
    TooManyDigits,
}

/// Why a figure does not fit its measure. The words of [`Misfit::rule`] are fixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    /// Neither 1 nor 0 where the measure asks yes or no.
    NotYesOrNo,
    /// The number of no level.
    NoSuchLevel,
    /// Below zero where the unit cannot be.
    BelowZero,
    /// A percentage over 100 without a plausible range that holds it.
    Over100Percent,
    /// More decimal places than the measure prints; this many are allowed.
    TooManyPlaces(u32),
    /// Numerator and denominator of what is no share.
    PartsWithoutShare,
    /// A denominator of zero or less.
    ZeroDenominator,
    /// Numerator and denominator give another value.
    PartsDoNotMakeValue,
    /// Too many digits to be checked exactly.
    PartsTooLong,
}

/// Every misfit.
pub const MISFITS: [Misfit; 9] = [
    Misfit::NotYesOrNo,
    Misfit::NoSuchLevel,
    Misfit::BelowZero,
    Misfit::Over100Percent,
    Misfit::TooManyPlaces(0),
    Misfit::PartsWithoutShare,
    Misfit::ZeroDenominator,
    Misfit::PartsDoNotMakeValue,
    Misfit::PartsTooLong,
];

/// Reads a plain decimal: `1511867`, `63.00`, `-0.79`. Nothing else is one.
pub fn plain_number(text: &str) -> Result<Decimal, NoNumber> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !plain(whole) || !plain(fraction) {
        return Err(NoNumber::NotPlain);
    }
    let significant = digits.bytes().filter(u8::is_ascii_digit).skip_while(|b| *b == b'0').count();
    if significant > MOST_DIGITS || digits.len() > 2 * MOST_DIGITS {
        return Err(NoNumber::TooManyDigits);
    }
    text.parse().map_err(|_| NoNumber::TooManyDigits)
}

impl Misfit {
    /// The name of the rule, a fixed word: `below-zero`.
    pub fn rule(self) -> &'static str {
        match self {
            Misfit::NotYesOrNo => "not-yes-or-no",
            Misfit::NoSuchLevel => "no-such-level",
            Misfit::BelowZero => "below-zero",
            Misfit::Over100Percent => "over-100-percent",
            Misfit::TooManyPlaces(_) => "too-many-places",
            Misfit::PartsWithoutShare => "parts-without-share",
            Misfit::ZeroDenominator => "zero-denominator",
            Misfit::PartsDoNotMakeValue => "parts-do-not-make-value",
            Misfit::PartsTooLong => "too-many-digits",
        }
    }
}

impl Measure {
    /// Whether a figure can be one of this measure's unit.
    ///
    /// # Errors
    /// The first of [`Misfit::NotYesOrNo`], [`Misfit::NoSuchLevel`], [`Misfit::BelowZero`] and
    /// [`Misfit::Over100Percent`] that holds.
    pub fn fits_unit(&self, value: Decimal) -> Result<(), Misfit> {
        let plausible = self.plausible.is_some_and(|(low, high)| low <= value && value <= high);
        let no_level = || value.fract() != Decimal::ZERO || value < Decimal::ONE || value > self.levels.len().into();
        match self.unit {
            Unit::YesNo if value != Decimal::ZERO && value != Decimal::ONE => Err(Misfit::NotYesOrNo),
            Unit::Level if no_level() => Err(Misfit::NoSuchLevel),
            unit if !unit.may_be_negative() && value < Decimal::ZERO => Err(Misfit::BelowZero),
            unit if unit.is_percentage() && value > Decimal::ONE_HUNDRED && !plausible => Err(Misfit::Over100Percent),
            _ => Ok(()),
        }
    }

    /// Whether a value has no more places than the measure prints. An amount that its scale cannot show exactly is
    /// written in full, so there only pence are the limit.
    ///
    /// # Errors
    /// [`Misfit::TooManyPlaces`].
    pub fn fits_places(&self, value: Decimal) -> Result<(), Misfit> {
        let most = self.most_places();
        if value.normalize().scale() > most { Err(Misfit::TooManyPlaces(most)) } else { Ok(()) }
    }

    /// How many decimal places a value may have, unscaled: pence where it is printed in thousands or millions.
    pub fn most_places(&self) -> u32 {
        if self.scale == Scale::One { self.places } else { PENCE }
    }

    /// The same value with at least the places that the measure prints: 63.00 for 63.
    pub fn padded(&self, value: Decimal) -> Decimal {
        let mut value = value.normalize();
        let printed = self.scale == Scale::One && !matches!(self.unit, Unit::YesNo | Unit::Level);
        if printed && value.scale() < self.places {
            value.rescale(self.places);
        }
        value
    }

    /// What numerator over denominator is multiplied by to make a value: 100 for a percentage, 1,000 for a rate per
    /// thousand, 1 for an average. `None`: values are no share of anything.
    pub fn share_of(&self) -> Option<u32> {
        match self.unit {
            Unit::Percent | Unit::PercentUnmarked => Some(100),
            Unit::Per1k => Some(1_000),
            Unit::Per10k => Some(10_000),
            Unit::Per100k => Some(100_000),
            Unit::Count | Unit::Level | Unit::YesNo | Unit::Points => None,
            _ => Some(1),
        }
    }

    /// Whether numerator and denominator make a value to the places that the measure prints, halves either way.
    ///
    /// # Errors
    /// [`Misfit::PartsWithoutShare`], [`Misfit::ZeroDenominator`], [`Misfit::PartsDoNotMakeValue`] or
    /// [`Misfit::PartsTooLong`].
    pub fn fits_parts(&self, value: Decimal, (numerator, denominator): (Decimal, Decimal)) -> Result<(), Misfit> {
        let factor = self.share_of().ok_or(Misfit::PartsWithoutShare)?;
        if denominator <= Decimal::ZERO {
            return Err(Misfit::ZeroDenominator);
        }
        let of_scale = Decimal::from(10_u64.pow(self.scale.divisor_places()));
        // |numerator × factor − value × denominator| × 2 ≤ denominator × one unit of the last place, without dividing.
        let fits = || {
            let last_place = Decimal::try_new(1, self.places).ok()?.checked_mul(of_scale)?;
            let made = numerator.checked_mul(Decimal::from(factor))?;
            let gap = made.checked_sub(value.checked_mul(denominator)?)?.abs();
            Some(gap.checked_mul(Decimal::TWO)? <= denominator.checked_mul(last_place)?)
        };
        match fits() {
            Some(true) => Ok(()),
            Some(false) => Err(Misfit::PartsDoNotMakeValue),
            None => Err(Misfit::PartsTooLong),
        }
    }
}
