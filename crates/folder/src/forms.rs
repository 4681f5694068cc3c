//! How numbers, periods, dates and words are written in a folder, whatever the file.
//!
//! Nothing is guessed: what is not in the settled form is a fault that says how to write it.

use domain::fits::{MOST_DIGITS, NoNumber, plain_number};
use domain::{Date, Decimal, Period};

use crate::problems::{Fault, name_hint};

/// Reads a plain decimal: `1511867`, `63.00`, `-0.79`.
pub(crate) fn number(text: &str) -> Result<Decimal, Fault> {
    plain_number(text).map_err(|why| match why {
        NoNumber::NotPlain => not_a_number(text),
        NoNumber::TooManyDigits => {
            let says = format!("“{text}” has more than {MOST_DIGITS} digits.");
            Fault::new("too-many-digits", says, format!("Shorten it to at most {MOST_DIGITS} digits."))
        }
    })
}

fn not_a_number(text: &str) -> Fault {
    let says = format!("“{text}” is not a plain number.");
    let any = |marks: &[char]| text.contains(marks);
    let digits = text.bytes().any(|b| b.is_ascii_digit());
    if digits && text.starts_with('(') && text.ends_with(')') {
        let hint = "A number in brackets is a loss to an accountant: write it with a minus sign, as -12.";
        return Fault::new("number-in-brackets", says, hint);
    }
    if digits && any(&['%', '£', '$', '€']) {
        let hint = "Write the number alone, 53 for 53% and 14000000 for £14m: the unit belongs to the measure.";
        return Fault::new("number-with-unit", says, hint);
    }
    if digits && any(&[',']) && !any(&['-', '/']) {
        return Fault::new("number-with-commas", says, "Write it without commas: 1511867, not 1,511,867.");
    }
    if is_exponent(text) {
        let hint = "Excel shortened it. Format the column as Number and write every digit: 1500000.";
        return Fault::new("number-in-e-form", says, hint);
    }
    let hint = "Write digits with a point and, if below zero, a hyphen in front: 1511867, 63.00 or -0.79.";
    Fault::new("not-a-number", says, hint)
}

/// `1.5E+06`
fn is_exponent(text: &str) -> bool {
    text.split_once(['E', 'e']).is_some_and(|(number, power)| {
        let number = number.trim_start_matches('-');
        let power = power.trim_start_matches(['+', '-']);
        let figures = |part: &str| part.starts_with(|c: char| c.is_ascii_digit());
        figures(number) && figures(power) && power.bytes().all(|b| b.is_ascii_digit())
    })
}

/// Reads a whole number that fits `T`.
pub(crate) fn whole<T: std::str::FromStr>(text: &str) -> Result<T, Fault> {
    number(text)?;
    text.parse().map_err(|_| {
        let says = format!("“{text}” is not a whole number that fits here.");
        Fault::new("not-a-whole-number", says, "Write a small whole number without a point, such as 2.")
    })
}

/// Reads a period of the years 1900 to 2199.
pub(crate) fn period(text: &str) -> Result<Period, Fault> {
    let period = Period::parse(text).ok_or_else(|| not_a_period(text))?;
    if (1900..2200).contains(&period.year.opens) {
        return Ok(period);
    }
    let says = format!("“{text}” lies outside the years 1900 to 2199.");
    Err(Fault::new("impossible-period", says, "Check the year."))
}

fn not_a_period(text: &str) -> Fault {
    let says = format!("“{text}” is not a period.");
    if looks_made_by_excel(text) {
        let hint = "Excel took a period for a date. Format the column as Text and type the period again: 2009-10 for \
                    the year, 2009-M10 for October 2009.";
        return Fault::new("date-made-by-excel", says, hint);
    }
    let hint = "Write 2025-26, 2025-26-H1, 2025-26-Q2, 2025-09 (a month), AY2024-25 or CY2024.";
    Fault::new("not-a-period", says, hint)
}

/// Whether a spreadsheet has been at it: `Oct-09`, `01/10/2009`, `45566`.
fn looks_made_by_excel(text: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let serial = text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit());
    let slashed = text.split('/').count() == 3 && text.bytes().all(|b| b.is_ascii_digit() || b == b'/');
    let lower = text.to_ascii_lowercase();
    let named = lower.split(['-', ' ']).any(|part| MONTHS.contains(&part)) && lower.bytes().any(|b| b.is_ascii_digit());
    serial || slashed || named
}

/// Reads `2025-09-30`; a month, `2027-04`, is its last day.
pub(crate) fn date(text: &str) -> Result<Date, Fault> {
    let parts: Vec<&str> = text.split('-').collect();
    let figures = |part: &&str, length: usize| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    let date = match parts.as_slice() {
        [year, month] if figures(year, 4) && figures(month, 2) => {
            made(year, month, "01").map(|first| first.last_of_month())
        }
        [year, month, day] if figures(year, 4) && figures(month, 2) && figures(day, 2) => made(year, month, day),
        _ => None,
    };
    date.ok_or_else(|| not_a_date(text))
}

fn made(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn not_a_date(text: &str) -> Fault {
    let says = format!("“{text}” is not a date.");
    let hint = "Write year, month and day: 2025-09-30, or 2025-09 for the end of that month.";
    if looks_made_by_excel(text) {
        let hint = format!("Excel has written it its own way. Format the column as Text. {hint}");
        return Fault::new("date-made-by-excel", says, hint);
    }
    Fault::new("not-a-date", says, hint)
}

/// Reads `yes` or `no`.
pub(crate) fn yes_no(text: &str) -> Result<bool, Fault> {
    word(&[(true, "yes"), (false, "no")], text, "an answer")
}

/// Reads a word of a table of words; `what` says what it would be: "a unit".
pub(crate) fn word<T: Copy>(table: &[(T, &'static str)], text: &str, what: &str) -> Result<T, Fault> {
    domain::measure::parse_word(table, text).ok_or_else(|| {
        let known: Vec<&str> = table.iter().map(|(_, word)| *word).collect();
        unknown_word(text, what, &known)
    })
}

/// The fault of a word that is none of a fixed list.
pub(crate) fn unknown_word(text: &str, what: &str, known: &[&str]) -> Fault {
    let near = crate::problems::nearest(text, known.iter().copied());
    let hint = if near.is_empty() {
        format!("Write one of {}.", crate::problems::quoted(known, "or"))
    } else {
        name_hint(text, known.iter().copied(), "")
    };
    Fault::new("unknown-word", format!("“{text}” is not {what}."), hint)
}

/// Reads `#rrggbb`.
pub(crate) fn colour(text: &str) -> Result<(u8, u8, u8), Fault> {
    let pair = |at: usize| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
    let plain = text.len() == 7 && text.starts_with('#') && text.bytes().skip(1).all(|b| b.is_ascii_hexdigit());
    let read = if plain { pair(1).zip(pair(3)).zip(pair(5)) } else { None };
    read.map(|((r, g), b)| (r, g, b)).ok_or_else(|| {
        let says = format!("“{text}” is not a colour.");
        Fault::new("not-a-colour", says, "Write a hash and six hexadecimal digits: #3b2a7a.")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_written_and_all_else_names_its_fault() {
        for (text, expected) in [
            ("1511867", Ok("1511867")),
            ("63.00", Ok("63.00")),
            ("-0.79", Ok("-0.79")),
            ("123456789012345678", Ok("123456789012345678")),
            ("1234567890123456789", Err("too-many-digits")),
            ("1,511,867", Err("number-with-commas")),
            ("53%", Err("number-with-unit")),
            ("£14m", Err("number-with-unit")),
            ("(12)", Err("number-in-brackets")),
            ("1.5E+06", Err("number-in-e-form")),
            ("2E6", Err("number-in-e-form")),
            ("", Err("not-a-number")),
            ("12.", Err("not-a-number")),
            (".5", Err("not-a-number")),
            ("+5", Err("not-a-number")),
            ("--5", Err("not-a-number")),
            ("5-", Err("not-a-number")),
            ("n/a", Err("not-a-number")),
            ("５", Err("not-a-number")),
        ] {
            let read = number(text).map(|n| n.to_string()).map_err(|f| f.rule);
            assert_eq!(read.as_ref().map(String::as_str).map_err(|f| *f), expected, "{text}");
        }
    }

    #[test]
    fn what_excel_made_of_a_period_is_told_apart_from_other_nonsense() {
        for (text, rule) in [
            ("Oct-09", "date-made-by-excel"),
            ("01/10/2009", "date-made-by-excel"),
            ("45566", "date-made-by-excel"),
            ("1-Oct-09", "date-made-by-excel"),
            ("Q2 2025-26", "not-a-period"),
            ("2025-27", "not-a-period"),
            ("1025-26", "impossible-period"),
        ] {
            assert_eq!(period(text).map_err(|f| f.rule), Err(rule), "{text}");
        }
        assert_eq!(period("2009-10"), Ok(Period::year(2009)));
    }

    #[test]
    fn a_month_is_read_as_its_last_day() {
        let read = |text| date(text).map(|d| d.to_string()).map_err(|f| f.rule);
        assert_eq!(read("2027-04"), Ok("2027-04-30".to_string()));
        assert_eq!(read("2024-02"), Ok("2024-02-29".to_string()));
        assert_eq!(read("2025-09-30"), Ok("2025-09-30".to_string()));
        assert_eq!(read("2025-02-30"), Err("not-a-date"));
        assert_eq!(read("30/09/2025"), Err("date-made-by-excel"));
        assert_eq!(read("30 September"), Err("not-a-date"));
    }

    #[test]
    fn a_colour_is_a_hash_and_six_digits() {
        assert_eq!(colour("#3b2a7A"), Ok((0x3b, 0x2a, 0x7a)));
        for text in ["3b2a7a", "#3b2a7", "#3b2a7ag", "#+12345", "purple", "#é12345"] {
            assert_eq!(colour(text).map_err(|f| f.rule), Err("not-a-colour"), "{text}");
        }
    }
}
