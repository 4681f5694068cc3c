//! Units, and how a value of a unit is written.

use rust_decimal::Decimal;

/// What a measure counts in. The words of files and JSON are [`Unit::word`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A count of things or people.
    Count,
    /// A percentage, stored as the number before the sign: 53 for 53%.
    Percent,
    /// A percentage that the council prints without its sign.
    PercentUnmarked,
    /// Percentage points.
    Points,
    /// Pounds, stored in pounds whatever the scale they are printed in.
    Pounds,
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Minutes.
    Minutes,
    /// A rate per 1,000.
    Per1k,
    /// A rate per 10,000.
    Per10k,
    /// A rate per 100,000.
    Per100k,
    /// A score, which may be negative (Progress 8: −0.79).
    Score,
    /// One of the measure's own levels, stored as its number from 1.
    Level,
    /// Yes (1) or no (0).
    YesNo,
    /// Kilometres.
    Km,
    /// Square metres.
    SquareMetres,
    /// Kilograms.
    Kg,
    /// Tonnes.
    Tonnes,
    /// A ratio to one.
    Ratio,
}

/// Every unit with the word that files and JSON use.
pub const UNITS: [(Unit, &str); 19] = [
    (Unit::Count, "count"),
    (Unit::Percent, "percent"),
    (Unit::PercentUnmarked, "percent_unmarked"),
    (Unit::Points, "pp"),
    (Unit::Pounds, "gbp"),
    (Unit::Days, "days"),
    (Unit::Weeks, "weeks"),
    (Unit::Minutes, "minutes"),
    (Unit::Per1k, "per_1k"),
    (Unit::Per10k, "per_10k"),
    (Unit::Per100k, "per_100k"),
    (Unit::Score, "score"),
    (Unit::Level, "level"),
    (Unit::YesNo, "yes_no"),
    (Unit::Km, "km"),
    (Unit::SquareMetres, "m2"),
    (Unit::Kg, "kg"),
    (Unit::Tonnes, "tonnes"),
    (Unit::Ratio, "ratio"),
];

/// The size in which amounts are printed: £39m for 39,000,000 pounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scale {
    /// As it is.
    #[default]
    One,
    /// In thousands, `k`.
    Thousand,
    /// In millions, `m`.
    Million,
}

impl Unit {
    /// The word of files and JSON.
    pub fn word(self) -> &'static str {
        UNITS.iter().find(|(unit, _)| *unit == self).map_or("", |(_, word)| word)
    }

    /// The unit of a word of files and JSON.
    pub fn parse(word: &str) -> Option<Unit> {
        UNITS.iter().find(|(_, known)| *known == word).map(|(unit, _)| *unit)
    }

    /// Whether values are shares of a hundred (for a scheme's "where the measure is a percentage").
    pub fn is_percentage(self) -> bool {
        matches!(self, Unit::Percent | Unit::PercentUnmarked)
    }

    /// Whether a value below zero is possible.
    pub fn may_be_negative(self) -> bool {
        matches!(self, Unit::Score | Unit::Points | Unit::Pounds | Unit::Percent | Unit::PercentUnmarked | Unit::Ratio)
    }

    /// What stands before and after the number: `("£", "")`, `("", "%")`, `("", " kg")`.
    pub fn affixes(self) -> (&'static str, &'static str) {
        match self {
            Unit::Percent => ("", "%"),
            Unit::Points => ("", " percentage points"),
            Unit::Pounds => ("£", ""),
            Unit::Days => ("", " days"),
            Unit::Weeks => ("", " weeks"),
            Unit::Minutes => ("", " minutes"),
            Unit::Per1k => ("", " per 1,000"),
            Unit::Per10k => ("", " per 10,000"),
            Unit::Per100k => ("", " per 100,000"),
            Unit::Km => ("", " km"),
            Unit::SquareMetres => ("", " m²"),
            Unit::Kg => ("", " kg"),
            Unit::Tonnes => ("", " tonnes"),
            Unit::Count | Unit::PercentUnmarked | Unit::Score | Unit::Level | Unit::YesNo | Unit::Ratio => ("", ""),
        }
    }
}

impl Unit {
    /// What stands around a value of it: as [`Unit::affixes`], in the singular where the value is one: `1 day`.
    pub fn affixes_of(self, value: Decimal) -> (&'static str, &'static str) {
        let (before, after) = self.affixes();
        match self {
            Unit::Points | Unit::Days | Unit::Weeks | Unit::Minutes | Unit::Tonnes if value.abs() == Decimal::ONE => {
                (before, after.strip_suffix('s').unwrap_or(after))
            }
            _ => (before, after),
        }
    }
}

impl Scale {
    /// What an amount is divided by before it is printed.
    pub fn divisor_places(self) -> u32 {
        match self {
            Scale::One => 0,
            Scale::Thousand => 3,
            Scale::Million => 6,
        }
    }

    /// The letter after the amount.
    pub fn letter(self) -> &'static str {
        match self {
            Scale::One => "",
            Scale::Thousand => "k",
            Scale::Million => "m",
        }
    }
}

/// The digits of a decimal with at least `places` places and commas every three: `1,511,867`, `63.00`, `−0.79`.
/// Places the value has beyond `places` are kept: nothing is rounded here.
pub fn digits(value: Decimal, places: u32) -> String {
    let mut value = value.normalize();
    if value.scale() < places {
        value.rescale(places);
    }
    let text = value.abs().to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let mut out = String::with_capacity(text.len() + 6);
    if value.is_sign_negative() && !value.is_zero() {
        out.push('\u{2212}');
    }
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(c);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_keep_places_and_group_thousands() {
        let write = |text: &str, places| digits(text.parse().unwrap(), places);
        assert_eq!(write("1511867", 0), "1,511,867");
        assert_eq!(write("63", 2), "63.00");
        assert_eq!(write("63.00", 0), "63");
        assert_eq!(write("93.25", 1), "93.25");
        assert_eq!(write("-0.79", 2), "\u{2212}0.79");
        assert_eq!(write("-0", 0), "0");
        assert_eq!(write("100", 0), "100");
        assert_eq!(write("1000", 1), "1,000.0");
    }

    #[test]
    fn every_unit_has_a_word_of_its_own_that_reads_back() {
        for (unit, word) in UNITS {
            assert_eq!(Unit::parse(word), Some(unit));
        }
    }
}
