//! The border at which an exact decimal becomes a double, for Excel knows no other number.

use crate::book::Number;

/// The nearest double: its shortest text is the decimal again for the 15 digits that Excel keeps. What is no double
/// at all, which no decimal is, would be refused by the workbook.
pub fn of(number: &Number) -> f64 {
    number.value.to_string().parse().unwrap_or(f64::NAN)
}
