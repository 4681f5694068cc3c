//! Numbers for cells: exact until the border, with the way that the measure writes them.

use domain::{Decimal, Measure, Scale, Unit};

/// A number and how it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// What the cell holds: a percentage as a share of one, money in pounds.
    pub value: Decimal,
    /// How it is written.
    pub written: Places,
}

/// How a number is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Places {
    /// Decimal places.
    pub places: u32,
    /// Whether the number is a share that is written as a percentage.
    pub percent: bool,
    /// Powers of a thousand that it is divided by when it is written.
    pub thousands: u32,
    /// Words before all of it, before its minus too: `at least `.
    pub words: String,
    /// What stands before and after its digits.
    pub around: (String, String),
}

impl Number {
    /// A value of a measure within the words that a cell prints. `None`: it is not written as a number (yes, a level).
    pub fn of(measure: &Measure, value: Decimal, printed: &str) -> Option<Number> {
        if matches!(measure.unit, Unit::YesNo | Unit::Level) {
            return None;
        }
        let (before, after) = printed.split_once(&measure.write(value))?;
        let (sign, unit) = measure.unit.affixes_of(value);
        // An amount that its scale cannot show exactly is written in full.
        let scaled = measure.write_number(value).ends_with(measure.scale.letter());
        let scale = if scaled { measure.scale } else { Scale::One };
        let thousands = scale.divisor_places() / 3;
        let percent = measure.unit == Unit::Percent && thousands == 0;
        let unit = if percent { "" } else { unit };
        let scaled = value.normalize().scale() + scale.divisor_places();
        let whole = value.normalize().mantissa().unsigned_abs();
        let places = measure.places.max(if thousands == 0 { scaled } else { ending(whole, scaled) });
        let after = format!("{}{unit}{after}", scale.letter());
        let (words, around) = (before.to_string(), (sign.to_string(), after));
        let value = if percent { share(value)? } else { value };
        Some(Number { value, written: Places { places, percent, thousands, words, around } })
    }

    /// A number among words: `Score 9`.
    pub fn among(number: &str, printed: &str) -> Option<Number> {
        let (before, after) = printed.split_once(number)?;
        let read = Number::read(number)?;
        Some(Number {
            written: Places { words: before.into(), around: (String::new(), after.into()), ..read.written },
            ..read
        })
    }

    /// A number that is printed and stands in no measure's cell: `26`, `1,204`, `89%`, `£39`, `−0.79`.
    pub fn read(printed: &str) -> Option<Number> {
        let (text, negative) = match printed.strip_prefix('\u{2212}') {
            Some(rest) => (rest, true),
            None => (printed, false),
        };
        let (text, before) = match text.strip_prefix('£') {
            Some(rest) => (rest, "£"),
            None => (text, ""),
        };
        let (text, percent) = match text.strip_suffix('%') {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        if !text.starts_with(|c: char| c.is_ascii_digit())
            || !text.chars().all(|c| c.is_ascii_digit() || ",.".contains(c))
        {
            return None;
        }
        let size: Decimal = text.replace(',', "").parse().ok()?;
        let places = size.scale();
        let size = if negative { -size } else { size };
        let value = if percent { share(size)? } else { size };
        Some(Number {
            value,
            written: Places {
                places,
                percent,
                thousands: 0,
                words: String::new(),
                around: (before.into(), String::new()),
            },
        })
    }
}

/// Decimal places that are left of a scaled number without the zeros at its end.
fn ending(mut digits: u128, mut places: u32) -> u32 {
    while places > 0 && digits.is_multiple_of(10) {
        digits /= 10;
        places -= 1;
    }
    places
}

/// Hundredths of a percentage, exactly.
fn share(value: Decimal) -> Option<Decimal> {
    let mut value = value.normalize();
    value.set_scale(value.scale() + 2).ok()?;
    Some(value.normalize())
}

impl Places {
    /// The number format of Excel: `#,##0.0%`, `"£"#,##0,,"m"`, `0.00" kg";"−"0.00" kg"`.
    pub fn excel(&self) -> String {
        let quoted =
            |text: &str| if text.is_empty() { String::new() } else { format!("\"{}\"", text.replace('"', "''")) };
        let mut number = "#,##0".to_string();
        if self.places > 0 {
            number.push('.');
            (0..self.places).for_each(|_| number.push('0'));
        }
        (0..self.thousands).for_each(|_| number.push(','));
        let percent = if self.percent { "%" } else { "" };
        let whole = format!("{}{number}{percent}{}", quoted(&self.around.0), quoted(&self.around.1));
        let words = quoted(&self.words);
        format!("{words}{whole};{words}\"\u{2212}\"{whole}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_number_is_held_exactly_and_written_as_it_was() {
        for (printed, value, format) in [
            ("26", "26", "#,##0;\"\u{2212}\"#,##0"),
            ("89%", "0.89", "#,##0%;\"\u{2212}\"#,##0%"),
            ("12.50%", "0.125", "#,##0.00%;\"\u{2212}\"#,##0.00%"),
            ("\u{2212}0.79", "-0.79", "#,##0.00;\"\u{2212}\"#,##0.00"),
            ("£1,204", "1204", "\"£\"#,##0;\"\u{2212}\"\"£\"#,##0"),
        ] {
            let number = Number::read(printed).unwrap();
            assert_eq!(
                (number.value.to_string().as_str(), number.written.excel().as_str()),
                (value, format),
                "{printed}"
            );
        }
    }

    #[test]
    fn the_minus_of_a_bound_stands_after_its_words() {
        let mut bound = Number::read("0.5").unwrap().written;
        bound.words = "at least ".into();
        assert_eq!(bound.excel(), "\"at least \"#,##0.0;\"at least \"\"\u{2212}\"#,##0.0");
    }

    #[test]
    fn what_only_begins_like_a_number_is_text() {
        for printed in ["", "2025-26", "SO-01", "at most 5", "1.2.3", "April 2027", "%"] {
            assert_eq!(Number::read(printed), None, "{printed}");
        }
    }
}
