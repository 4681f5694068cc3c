//! How a spreadsheet program shows a number that a cell holds.

use domain::Decimal;

/// A number's format taken apart: what stands around it, and what is done with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Format {
    /// What stands before the digits.
    pub before: String,
    /// What stands after them.
    pub after: String,
    /// Decimal places.
    pub places: usize,
    /// Powers of a thousand that it is divided by.
    pub thousands: u32,
    /// Whether a hundred times the number is shown.
    pub percent: bool,
}

impl Format {
    /// Excel's format code for the size of a number: `"£"#,##0.0,"k";"−""£"#,##0.0,"k"`.
    pub fn of_excel(code: &str, negative: bool) -> Format {
        let sections = sections(code);
        let section = if negative { sections.get(1) } else { sections.first() };
        section.unwrap_or_else(|| panic!("{code} has no section for the number")).clone()
    }

    /// The size of a number as it is shown.
    pub fn shows(&self, held: Decimal) -> String {
        let hundredfold = if self.percent { Decimal::ONE_HUNDRED } else { Decimal::ONE };
        let shown = held.abs() * hundredfold / Decimal::from(1000_u32.pow(self.thousands));
        let text = shown.normalize().to_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        // A number with more places than are shown would be rounded, and not what the cell says.
        assert!(fraction.len() <= self.places, "{held} is shown at {} places", self.places);
        let point = if self.places > 0 { "." } else { "" };
        format!("{}{}{point}{fraction:0<places$}{}", self.before, grouped(whole), self.after, places = self.places)
    }
}

/// The sections of a format code: literals in quotes, digits as `#,##0.00`, commas that divide, a percent sign.
fn sections(code: &str) -> Vec<Format> {
    let mut sections = vec![Format::default()];
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let last = sections.last_mut().unwrap();
        let literal = rest.strip_prefix('"').and_then(|inner| inner.split_once('"'));
        if let Some((text, after)) = literal {
            last.says(text);
            rest = after;
        } else if let Some(after) = rest.strip_prefix("#,##0") {
            last.after.clear();
            last.after.push('\u{0}');
            let zeros = after.strip_prefix('.').unwrap_or_default();
            last.places = zeros.len() - zeros.trim_start_matches('0').len();
            rest = &after[if last.places > 0 { 1 + last.places } else { 0 }..];
        } else {
            match first {
                ',' => last.thousands += 1,
                '%' => {
                    last.percent = true;
                    last.says("%");
                }
                ';' => sections.push(Format::default()),
                other => panic!("{other} of {code} is not known"),
            }
            rest = &rest[1..];
        }
    }
    sections.iter_mut().for_each(|section| section.after.retain(|c| c != '\u{0}'));
    sections
}

impl Format {
    /// A literal: after the digits where these have been.
    fn says(&mut self, text: &str) {
        if self.after.is_empty() { self.before.push_str(text) } else { self.after.push_str(text) }
    }
}

/// Whole digits with commas every three.
fn grouped(whole: &str) -> String {
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[test]
fn a_number_is_shown_as_its_format_says() {
    for (code, held, shown) in [
        ("#,##0.0%;\"\u{2212}\"#,##0.0%", "0.53", "53.0%"),
        ("\"£\"#,##0.00,,\"m\";\"\u{2212}\"\"£\"#,##0.00,,\"m\"", "-1250000", "\u{2212}£1.25m"),
        ("#,##0\" per 1,000\";\"\u{2212}\"#,##0\" per 1,000\"", "1204", "1,204 per 1,000"),
        ("\"at least \"#,##0;\"\u{2212}\"\"at least \"#,##0", "3", "at least 3"),
    ] {
        let held: Decimal = held.parse().unwrap();
        assert_eq!(Format::of_excel(code, held.is_sign_negative()).shows(held), shown);
    }
}

#[test]
#[should_panic(expected = "0.534 is shown at 1 places")]
fn a_number_that_its_format_would_round_is_refused() {
    Format::of_excel("#,##0.0;\"\u{2212}\"#,##0.0", false).shows("0.534".parse().unwrap());
}
