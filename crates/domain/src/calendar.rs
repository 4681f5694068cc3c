//! The council's calendar: when its years open, and how its periods are printed.

use jiff::civil::Date;

use crate::period::{Period, Span, YearKind};

/// A month of the year, 1 to 12.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(u8);

impl Month {
    /// `None` outside 1 to 12.
    pub fn new(number: u8) -> Option<Month> {
        (1..=12).contains(&number).then_some(Month(number))
    }

    /// 1 to 12.
    pub fn number(self) -> u8 {
        self.0
    }
}

/// How a council prints a year that runs over two calendar years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearStyle {
    /// `2025-26`.
    Dash,
    /// `2025/26`.
    Slash,
    /// `2025`: the year in which it opens.
    Opening,
    /// `2026`: the year in which it closes, as US fiscal years.
    Closing,
}

/// When a council's years open and how it writes its periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// First month of the council's own year: April in England, July in Australia, October for US federal grants.
    pub opens: Month,
    /// First month of the academic year: September in England.
    pub academic_opens: Month,
    /// How a year is printed.
    pub style: YearStyle,
    /// What stands before the number of a quarter: `Quarter ` or `Q`.
    pub quarter_word: String,
}

impl Default for Calendar {
    fn default() -> Calendar {
        Calendar { opens: Month(4), academic_opens: Month(9), style: YearStyle::Dash, quarter_word: "Quarter ".into() }
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Calendar {
    fn opening_month(&self, kind: YearKind) -> u8 {
        match kind {
            YearKind::Council => self.opens.0,
            YearKind::Academic => self.academic_opens.0,
            YearKind::Calendar => 1,
        }
    }

    /// First and last day of a period. `None` only for years that no calendar holds.
    pub fn dates(&self, period: Period) -> Option<(Date, Date)> {
        let months = 12 / period.span.per_year();
        let offset = months * (i32::from(period.span.number()) - 1);
        let first_month = i32::from(self.opening_month(period.year.kind)) - 1 + offset;
        let (first, _) = month_dates(i32::from(period.year.opens), first_month)?;
        let (_, last) = month_dates(i32::from(period.year.opens), first_month + months - 1)?;
        Some((first, last))
    }

    /// Whether `outer` holds every day of `inner`.
    pub fn contains(&self, outer: Period, inner: Period) -> bool {
        match (self.dates(outer), self.dates(inner)) {
            (Some(o), Some(i)) => o.0 <= i.0 && i.1 <= o.1,
            _ => false,
        }
    }

    /// The year as this council prints it: `2025-26`, `2025/26`; a calendar year as `2025`.
    pub fn print_year(&self, period: Period) -> String {
        let opens = i32::from(period.year.opens);
        let spans_two = self.opening_month(period.year.kind) != 1;
        match self.style {
            _ if !spans_two => format!("{opens}"),
            YearStyle::Dash => format!("{opens}-{:02}", (opens + 1).rem_euclid(100)),
            YearStyle::Slash => format!("{opens}/{:02}", (opens + 1).rem_euclid(100)),
            YearStyle::Opening => format!("{opens}"),
            YearStyle::Closing => format!("{}", opens + 1),
        }
    }

    /// The part of the year alone, as printed: `Quarter 2`, `Half 1`, `September`; empty for a whole year.
    pub fn print_part(&self, period: Period) -> String {
        match period.span {
            Span::Year => String::new(),
            Span::Half(n) => format!("Half {n}"),
            Span::Quarter(n) => format!("{}{n}", self.quarter_word),
            Span::Month(n) => MONTHS.get(usize::from(n).wrapping_sub(1)).unwrap_or(&"").to_string(),
        }
    }

    /// The whole period as printed: `Quarter 2 2025-26`, `September 2025`, `2025-26`.
    pub fn print(&self, period: Period) -> String {
        match period.span {
            Span::Year => self.print_year(period),
            Span::Month(_) => format!("{} {}", self.print_part(period), period.year.opens),
            _ => format!("{} {}", self.print_part(period), self.print_year(period)),
        }
    }

    /// The period as it stands among others: as [`Calendar::print`], with the kind of a year that is not the council's
    /// own, which would else read as the council's: `academic year 2024-25`, `calendar year 2025`.
    pub fn print_apart(&self, period: Period) -> String {
        match (period.year.kind, period.span) {
            (YearKind::Academic, Span::Year) => format!("academic year {}", self.print(period)),
            (YearKind::Calendar, Span::Year) => format!("calendar year {}", self.print(period)),
            _ => self.print(period),
        }
    }
}

/// A date as printed in British English: `30 September 2025`.
pub fn print_date(date: Date) -> String {
    let month = MONTHS.get(usize::from(date.month().unsigned_abs()) - 1).unwrap_or(&"");
    format!("{} {month} {}", date.day(), date.year())
}

/// The month and year of a date: `April 2027`.
pub fn print_month(date: Date) -> String {
    let month = MONTHS.get(usize::from(date.month().unsigned_abs()) - 1).unwrap_or(&"");
    format!("{month} {}", date.year())
}

/// First and last day of month `index` (0 = January of `year`, 12 = January after).
fn month_dates(year: i32, index: i32) -> Option<(Date, Date)> {
    let year = i16::try_from(year + index.div_euclid(12)).ok()?;
    let first = Date::new(year, i8::try_from(index.rem_euclid(12) + 1).ok()?, 1).ok()?;
    Some((first, first.last_of_month()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_quarter_of_an_april_year_runs_july_to_september() {
        let dates = Calendar::default().dates(Period::quarter(2025, 2));
        assert_eq!(dates, Some((date(2025, 7, 1), date(2025, 9, 30))));
    }

    #[test]
    fn the_fourth_quarter_lies_in_the_next_calendar_year_and_knows_leap_days() {
        let calendar = Calendar { opens: Month(12), ..Calendar::default() };
        assert_eq!(calendar.dates(Period::quarter(2023, 1)), Some((date(2023, 12, 1), date(2024, 2, 29))));
        assert_eq!(Calendar::default().dates(Period::quarter(2025, 4)), Some((date(2026, 1, 1), date(2026, 3, 31))));
    }

    #[test]
    fn a_year_from_july_closing_style_prints_its_last_year() {
        let calendar = Calendar { opens: Month(7), style: YearStyle::Closing, ..Calendar::default() };
        assert_eq!(calendar.print(Period::quarter(2025, 1)), "Quarter 1 2026");
    }

    #[test]
    fn a_year_of_another_kind_says_which_it_is() {
        let calendar = Calendar { opens: Month(7), style: YearStyle::Closing, ..Calendar::default() };
        let apart = |text: &str| calendar.print_apart(Period::parse(text).unwrap());
        assert_eq!(apart("2025-26"), "2026");
        assert_eq!(apart("CY2025"), "calendar year 2025");
        assert_eq!(apart("AY2024-25"), "academic year 2025");
    }

    #[test]
    fn a_month_lies_in_its_quarter_and_not_in_the_next() {
        let calendar = Calendar::default();
        let september = Period::parse("2025-09").unwrap();
        assert!(calendar.contains(Period::quarter(2025, 2), september));
        assert!(!calendar.contains(Period::quarter(2025, 3), september));
    }
}
