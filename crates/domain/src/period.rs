//! Periods: the stretch of time that one figure speaks for, as commands, folders and files write it.

use std::fmt;

/// Which kind of year a period belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum YearKind {
    /// The council's own (financial) year, `2025-26`; its first month is the council's data.
    Council,
    /// The academic year, `AY2024-25`.
    Academic,
    /// The calendar year, `CY2024`; months belong to it.
    Calendar,
}

/// A year of some kind, named by the calendar year in which it opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year {
    /// The calendar year in which it opens: 2025 for `2025-26`.
    pub opens: i16,
    /// Financial, academic or calendar.
    pub kind: YearKind,
}

/// The part of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Span {
    /// The whole year.
    Year,
    /// 1 or 2.
    Half(u8),
    /// 1 to 4.
    Quarter(u8),
    /// 1 to 12, of a calendar year only: `2025-09`.
    Month(u8),
}

/// A stretch of a year: `2025-26`, `2025-26-H1`, `2025-26-Q2`, `2025-09`, `AY2024-25`, `CY2024`.
///
/// Ordering is by year and then span: it sorts a history, and says nothing across kinds of year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// The year it lies in.
    pub year: Year,
    /// Which part of it.
    pub span: Span,
}

impl Span {
    /// How many of this span make a year.
    pub fn per_year(self) -> i32 {
        match self {
            Span::Year => 1,
            Span::Half(_) => 2,
            Span::Quarter(_) => 4,
            Span::Month(_) => 12,
        }
    }

    /// Its number in the year, from 1.
    pub fn number(self) -> u8 {
        match self {
            Span::Year => 1,
            Span::Half(n) | Span::Quarter(n) | Span::Month(n) => n,
        }
    }

    fn numbered(self, number: u8) -> Span {
        match self {
            Span::Year => Span::Year,
            Span::Half(_) => Span::Half(number),
            Span::Quarter(_) => Span::Quarter(number),
            Span::Month(_) => Span::Month(number),
        }
    }
}

impl Period {
    /// The whole of a council year that opens in `opens`.
    pub fn year(opens: i16) -> Period {
        Period { year: Year { opens, kind: YearKind::Council }, span: Span::Year }
    }

    /// A quarter (1 to 4) of the council year that opens in `opens`.
    pub fn quarter(opens: i16, quarter: u8) -> Period {
        Period { year: Year { opens, kind: YearKind::Council }, span: Span::Quarter(quarter) }
    }

    /// The period `steps` later (earlier if negative), of the same length.
    pub fn shifted(self, steps: i32) -> Period {
        let per_year = self.span.per_year();
        let step = i32::from(self.year.opens) * per_year + i32::from(self.span.number()) - 1 + steps;
        let opens = step.div_euclid(per_year).clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16;
        let number = step.rem_euclid(per_year) as u8 + 1;
        Period { year: Year { opens, ..self.year }, span: self.span.numbered(number) }
    }

    /// The one before, of the same length: Q1 for Q2.
    pub fn previous(self) -> Period {
        self.shifted(-1)
    }

    /// The same part of the year before: Q2 of 2024-25 for Q2 of 2025-26.
    pub fn year_before(self) -> Period {
        self.shifted(-self.span.per_year())
    }

    /// The whole year it lies in.
    pub fn whole_year(self) -> Period {
        Period { span: Span::Year, ..self }
    }

    /// The last part of its year, of the same length: Q4 for Q2. The year itself for a year.
    pub fn last_of_year(self) -> Period {
        Period { span: self.span.numbered(self.span.per_year() as u8), ..self }
    }

    /// Whether it ends no later in the calendar of its years than `edition`: the whole year ends with Q4, so a year's
    /// edition comes after Q2's. Years of different kinds are compared by the year in which they open.
    pub fn closes_by(self, edition: Period) -> bool {
        let end = |p: Period| (p.year.opens, i32::from(p.span.number()) * 12 / p.span.per_year());
        end(self) <= end(edition)
    }

    /// Parses the settled form. `None` if it is none of the six; months of 2000 to 2011 that read as a year
    /// (`2009-10`) are years, and are written `2009-M10` when the month is meant.
    pub fn parse(text: &str) -> Option<Period> {
        let (kind, rest) = match text.get(..2) {
            Some("AY") => (Some(YearKind::Academic), &text[2..]),
            Some("CY") => (Some(YearKind::Calendar), &text[2..]),
            _ => (None, text),
        };
        let opens: i16 = digits(rest, 4)?;
        let rest = &rest[4..];
        if kind == Some(YearKind::Calendar) {
            return Some(Period { year: Year { opens, kind: YearKind::Calendar }, span: span(rest)? });
        }
        let after: &str = rest.strip_prefix('-')?;
        if kind.is_none()
            && let Some(month) = after.strip_prefix('M')
        {
            return (month.len() == 2).then(|| month_of(opens, digits(month, 2)?)).flatten();
        }
        let second: u8 = digits(after, 2)?;
        let rest = &after[2..];
        if i32::from(second) == (i32::from(opens) + 1).rem_euclid(100) {
            let kind = kind.unwrap_or(YearKind::Council);
            return Some(Period { year: Year { opens, kind }, span: span(rest)? });
        }
        if kind.is_none() && rest.is_empty() { month_of(opens, second) } else { None }
    }
}

/// The first `n` characters as a number, all of them digits.
fn digits<T: std::str::FromStr>(text: &str, n: usize) -> Option<T> {
    let head = text.get(..n)?;
    head.bytes().all(|b| b.is_ascii_digit()).then(|| head.parse().ok()).flatten()
}

fn month_of(year: i16, month: u8) -> Option<Period> {
    (1..=12)
        .contains(&month)
        .then_some(Period { year: Year { opens: year, kind: YearKind::Calendar }, span: Span::Month(month) })
}

fn span(text: &str) -> Option<Span> {
    Some(match text {
        "" => Span::Year,
        "-H1" => Span::Half(1),
        "-H2" => Span::Half(2),
        "-Q1" => Span::Quarter(1),
        "-Q2" => Span::Quarter(2),
        "-Q3" => Span::Quarter(3),
        "-Q4" => Span::Quarter(4),
        _ => return None,
    })
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let second = (i32::from(self.opens) + 1).rem_euclid(100);
        match self.kind {
            YearKind::Council => write!(f, "{:04}-{second:02}", self.opens),
            YearKind::Academic => write!(f, "AY{:04}-{second:02}", self.opens),
            YearKind::Calendar => write!(f, "CY{:04}", self.opens),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.span {
            Span::Year => write!(f, "{}", self.year),
            Span::Half(n) => write!(f, "{}-H{n}", self.year),
            Span::Quarter(n) => write!(f, "{}-Q{n}", self.year),
            Span::Month(n) => {
                let reads_as_year = i32::from(n) == (i32::from(self.year.opens) + 1).rem_euclid(100);
                let m = if reads_as_year { "M" } else { "" };
                write!(f, "{:04}-{m}{n:02}", self.year.opens)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_settled_form_reads_and_writes_back() {
        for text in ["2025-26", "2025-26-H1", "2025-26-Q2", "2025-09", "AY2024-25", "CY2024", "CY2024-Q3", "1999-00"] {
            assert_eq!(Period::parse(text).map(|p| p.to_string()).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_not_a_period_is_not_guessed() {
        for text in [
            "",
            "2025",
            "2025-27",
            "2025-26-Q5",
            "2025-13",
            "Q2 2025-26",
            "2025/26",
            "AY2024",
            "2025-09-01",
            "CY2024-25",
            "+025-26",
            "2025-26Q2",
            "２025-26",
        ] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_year_closes_with_its_last_quarter() {
        let (q2, q4, year) = (Period::quarter(2025, 2), Period::quarter(2025, 4), Period::year(2025));
        assert!(q2.closes_by(year) && q4.closes_by(year) && year.closes_by(q4));
        assert!(!year.closes_by(q2), "what the year-end edition says first is not known at Q2");
        assert!(Period::year(2024).closes_by(q2));
    }

    #[test]
    fn a_month_that_reads_as_a_year_is_a_year_unless_it_says_m() {
        assert_eq!(Period::parse("2009-10"), Some(Period::year(2009)));
        let month = Period::parse("2009-M10").unwrap();
        assert_eq!((month.span, month.to_string().as_str()), (Span::Month(10), "2009-M10"));
    }

    #[test]
    fn the_one_before_crosses_the_year() {
        assert_eq!(Period::quarter(2025, 1).previous(), Period::quarter(2024, 4));
        assert_eq!(Period::quarter(2025, 2).year_before(), Period::quarter(2024, 2));
        assert_eq!(Period::parse("2025-01").unwrap().previous().to_string(), "2024-12");
        assert_eq!(Period::quarter(2025, 2).last_of_year(), Period::quarter(2025, 4));
    }
}
