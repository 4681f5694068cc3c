//! `targets/*.csv` and `benchmarks.csv`.

use domain::target::Limits;
use domain::{Aim, Benchmark, Decimal, Measure, Target};

use super::fits::{self, Whole};
use super::values::statement;
use crate::forms;
use crate::known::{Known, Once};
use crate::problems::{Fault, Problems};
use crate::shape::Texts;
use crate::table::{Columns, NO_DIMENSIONS, Row};

/// Aims that are words, as files write them.
pub(crate) const WORDS: [(&str, Aim); 4] =
    [("baseline", Aim::Baseline), ("not set", Aim::NotSet), ("no target", Aim::NoTarget), ("n/a", Aim::NotApplicable)];

/// Reads every target.
pub(super) fn targets(texts: &Texts, known: &Known, problems: &mut Problems) -> Vec<Target> {
    let columns = Columns {
        must: &["measure", "period", "target", "stated"],
        may: &["floor", "high", "tolerance", "rationale", "notes"],
        dimensions: NO_DIMENSIONS,
    };
    let mut once = Once::default();
    let mut targets = Vec::new();
    for (file, _) in texts.under("targets/") {
        let table = texts.table(file, columns, problems);
        for row in table.rows.iter().filter(|row| row.sound) {
            let before = problems.count();
            let statement = statement(row, Whole::YearToo, "target", &mut once, known, problems);
            let measure = row.may("measure").and_then(|cell| known.sound_measure(cell.text));
            let aim = row.must_read("target", |text| aim(text, measure), problems);
            let limits = limits(row, measure, problems);
            let notes = known.notes(row, problems);
            let (Some(statement), Some(aim)) = (statement, aim) else { continue };
            if problems.count() == before {
                let (measure, period, stated) = (statement.measure, statement.period, statement.stated);
                targets.push(Target { measure, period, aim, limits, rationale: row.text("rationale"), notes, stated });
            }
        }
    }
    targets
}

fn aim(text: &str, measure: Option<&Measure>) -> Result<Aim, Fault> {
    if let Some((_, aim)) = WORDS.iter().find(|(word, _)| *word == text) {
        return Ok(aim.clone());
    }
    if let Some(words) = text.strip_prefix("words:") {
        let words = words.trim();
        let empty = || Fault::new("empty-value", "There are no words after “words:”.", "Write words: increase.");
        return if words.is_empty() { Err(empty()) } else { Ok(Aim::Direction(words.to_string())) };
    }
    if let Some(most) = text.strip_prefix("at most ") {
        return Ok(Aim::AtMost(fits::figure(most.trim(), measure)?));
    }
    if let Some(least) = text.strip_prefix("at least ") {
        return Ok(Aim::AtLeast(fits::figure(least.trim(), measure)?));
    }
    if let Some((low, high)) = text.split_once(" to ") {
        let (low, high) = (fits::figure(low.trim(), measure)?, fits::figure(high.trim(), measure)?);
        let reversed = || {
            Fault::new(
                "range-reversed",
                format!("The range “{text}” ends below where it begins."),
                "Write the lower number first.",
            )
        };
        return if low <= high { Ok(Aim::Range(low, high)) } else { Err(reversed()) };
    }
    fits::figure(text, measure).map(Aim::Value).map_err(|fault| match fault.rule {
        "not-a-number" => {
            let hint = "Write a number, “10 to 20”, “at most 30”, “at least 5”, “words: increase”, “baseline”, “not set”, \
                        “no target” or “n/a”.";
            Fault::new("not-a-target", format!("“{text}” is not a target."), hint)
        }
        _ => fault,
    })
}

fn limits(row: &Row, measure: Option<&Measure>, problems: &mut Problems) -> Limits {
    let floor = row.read("floor", |text| fits::figure(text, measure), problems);
    let high = row.read("high", |text| fits::figure(text, measure), problems);
    Limits { floor, high, tolerance: row.read("tolerance", tolerance, problems) }
}

fn tolerance(text: &str) -> Result<Decimal, Fault> {
    let tolerance = forms::number(text)?;
    if tolerance < Decimal::ZERO {
        let says = format!("The tolerance {tolerance} is below zero.");
        return Err(Fault::new("below-zero", says, "Write how far short is tolerated, without a minus."));
    }
    Ok(tolerance)
}

/// Reads every benchmark.
pub(super) fn benchmarks(texts: &Texts, known: &Known, problems: &mut Problems) -> Vec<Benchmark> {
    let columns = Columns {
        must: &["measure", "period", "group", "stated"],
        may: &["value", "dated"],
        dimensions: NO_DIMENSIONS,
    };
    let table = texts.table("benchmarks.csv", columns, problems);
    let mut once = Once::default();
    let mut benchmarks = Vec::new();
    for row in table.rows.iter().filter(|row| row.sound) {
        let before = problems.count();
        let statement = statement(row, Whole::OwnOnly, "benchmark", &mut once, known, problems);
        let measure = row.may("measure").and_then(|cell| known.sound_measure(cell.text));
        let value = row.read("value", |text| fits::figure(text, measure), problems);
        let group = row.must("group", problems).map(|cell| cell.text.to_string());
        let (Some(statement), Some(group)) = (statement, group) else { continue };
        if problems.count() == before {
            let (measure, period, stated) = (statement.measure, statement.period, statement.stated);
            let dated = row.text("dated").unwrap_or_default();
            benchmarks.push(Benchmark { measure, period, value, group, dated, stated });
        }
    }
    benchmarks
}
