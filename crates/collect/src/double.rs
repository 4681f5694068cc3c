//! The border between exact decimals and the doubles of spreadsheets. No double goes further than this file.

use domain::Decimal;
use rust_decimal::RoundingStrategy;

/// Digits that every spreadsheet keeps of a number: a decimal of no more comes back as it went.
pub(crate) const KEPT: u32 = 15;

/// The nearest double, for a cell. `None`: the decimal has more digits than a spreadsheet keeps, and goes as text.
pub(crate) fn of(value: Decimal) -> Option<f64> {
    let value = value.normalize();
    let digits = value.mantissa().unsigned_abs().checked_ilog10().map_or(1, |power| power + 1);
    if digits > KEPT { None } else { value.to_string().parse().ok() }
}

/// The digits of a cell's double as its program shows them: the shortest text that is this double, or fifteen digits
/// where that is longer, as sums of fractions are (0.1 + 0.2).
pub(crate) fn text(double: f64) -> String {
    let shortest = double.to_string();
    if shortest.len() > 40 { format!("{double:E}") } else { shown(&shortest) }
}

/// A number's text as a file holds it, in the digits that its program shows.
pub(crate) fn shown(text: &str) -> String {
    let read = text.parse::<Decimal>().or_else(|_| Decimal::from_scientific(text));
    match read {
        Ok(value) => {
            let kept = value.round_sf_with_strategy(KEPT, RoundingStrategy::MidpointAwayFromZero);
            kept.unwrap_or(value).normalize().to_string()
        }
        Err(_) => text.to_string(),
    }
}

#[cfg(test)]
mod cases {
    use super::*;

    #[test]
    fn a_decimal_that_a_spreadsheet_keeps_comes_back_as_it_went() {
        for written in ["0", "53", "0.1", "-0.79", "93.25", "1511867", "72928616.4", "999999999999999", "0.000000001"] {
            let double = of(written.parse().unwrap()).unwrap();
            assert_eq!(text(double), written);
        }
    }

    #[test]
    fn a_decimal_of_more_digits_is_no_double_and_a_sum_of_fractions_is_read_as_shown() {
        assert_eq!(of("1234567890123456".parse().unwrap()), None);
        assert_eq!(text(0.300_000_000_000_000_04), "0.3");
        assert_eq!(text(1.0e300), "1E300");
        assert_eq!(shown("5.3E-1"), "0.53");
    }
}
