//! Columns of tables as an outline names them.

use domain::snapshot::MeasureState;
use domain::{Observation, Period};
use serde::Deserialize;

/// One column.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnSpec {
    /// What it shows.
    pub show: Show,
    /// Its header, with `{period}`, `{part}` and `{year}` of the column's period. `None`: the words file's.
    pub title: Option<String>,
    /// Which period's value or target. `None`: this one.
    #[serde(default)]
    pub at: At,
    /// The key of the dimension, for [`Show::Dimension`]; the name of the rule, for [`Show::Travel`].
    pub of: Option<String>,
    /// Relative width. `None`: what suits the column.
    pub width: Option<u8>,
}

/// What a column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Show {
    /// The row's own reference.
    Reference,
    /// The reference of what a measure serves.
    Serves,
    /// The title of the measure, commitment or risk.
    Title,
    /// The value of a measure; in a table of many kinds, the status of a commitment and the score of a risk.
    Value,
    /// The target.
    Target,
    /// The rating shown, with the computed one beside it where it differs.
    Rating,
    /// The direction of travel.
    Travel,
    /// The benchmark with its group beneath.
    Benchmark,
    /// The benchmark's value alone.
    BenchmarkValue,
    /// The benchmark's group alone.
    BenchmarkGroup,
    /// How often it is reported.
    Frequency,
    /// What crosses the headings: [`ColumnSpec::of`] says which.
    Dimension,
    /// Expected completion.
    Completes,
    /// The words of the slot of comments.
    Comments,
    /// Who leads or owns it.
    Lead,
    /// A risk's score in this period.
    Score,
    /// A risk's latest earlier score.
    PreviousScore,
    /// The score aimed at.
    TargetScore,
    /// How a risk's score has moved.
    Movement,
    /// A risk's likelihood.
    Likelihood,
    /// A risk's impact.
    Impact,
    /// The day the value stands for.
    AsAt,
    /// What one value covers.
    Covers,
    /// What is aimed at, in words: "on or above target".
    Aim,
    /// How the value has moved: a sparkline of it and of the earlier ones that it may be compared with.
    History,
}

/// A period told by its place before the one that is reported, of the measure's own calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(try_from = "String")]
pub enum At {
    /// `this period`
    #[default]
    ThisPeriod,
    /// `previous period`
    PreviousPeriod,
    /// `same period last year`
    SamePeriodLastYear,
    /// `previous year end`
    PreviousYearEnd,
    /// `2 years before`: the same part of an earlier year.
    YearsBefore(u8),
    /// `latest`: the latest period that has a value.
    Latest,
    /// `year end`: the end of this year.
    YearEnd,
    /// `2 year ends before`: the end of an earlier year.
    YearEndsBefore(u8),
}

impl At {
    /// The period meant of a measure.
    pub fn of(self, state: &MeasureState) -> Period {
        match self {
            At::Latest => {
                let with_value = |(_, seen): &(&Period, &Observation)| seen.reading.value().is_some();
                state.history.iter().rev().find(with_value).map_or(state.now, |(period, _)| *period)
            }
            other => other.from(state.now),
        }
    }

    /// The period meant, counted from `now`.
    pub fn from(self, now: Period) -> Period {
        match self {
            At::ThisPeriod | At::Latest => now,
            At::YearEnd => now.last_of_year(),
            At::YearEndsBefore(years) => At::YearsBefore(years).from(now).last_of_year(),
            At::PreviousPeriod => now.previous(),
            At::SamePeriodLastYear => now.year_before(),
            At::PreviousYearEnd => now.year_before().last_of_year(),
            At::YearsBefore(years) => (0..years).fold(now, |period, _| period.year_before()),
        }
    }
}

impl TryFrom<String> for At {
    type Error = String;

    fn try_from(text: String) -> Result<At, String> {
        let count = |end: &str| text.strip_suffix(end)?.parse().ok();
        match text.as_str() {
            "this period" => Ok(At::ThisPeriod),
            "previous period" => Ok(At::PreviousPeriod),
            "same period last year" => Ok(At::SamePeriodLastYear),
            "previous year end" => Ok(At::PreviousYearEnd),
            "latest" => Ok(At::Latest),
            "year end" => Ok(At::YearEnd),
            other => count(" years before")
                .map(At::YearsBefore)
                .or(count(" year ends before").map(At::YearEndsBefore))
                .ok_or_else(|| {
                    format!(
                        "“{other}” is no period of a column: write “this period”, “previous period”, “same period last \
                     year”, “previous year end”, “2 years before”, “2 year ends before”, “year end” or “latest”"
                    )
                }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_says_its_period_by_its_place_before_this_one() {
        let now = Period::quarter(2025, 2);
        let at = |text: &str| At::try_from(text.to_string()).map(|at| at.from(now).to_string());
        assert_eq!(at("previous period").as_deref(), Ok("2025-26-Q1"));
        assert_eq!(at("same period last year").as_deref(), Ok("2024-25-Q2"));
        assert_eq!(at("previous year end").as_deref(), Ok("2024-25-Q4"));
        assert_eq!(at("2 years before").as_deref(), Ok("2023-24-Q2"));
        assert!(at("last year").is_err());
    }
}
