//! Periods below the bars: the part of the year, then the year under the run of bars that share it.

#![allow(clippy::float_arithmetic, reason = "pixel geometry; no figure of a council is computed here")]

use maud::{Markup, html};

use super::super::MeasureChart;
use super::super::picture::{Anchor, Words, line};
use super::super::text::{Weight, wrap};
use super::scale::Plot;
use super::{EDGE, LABEL, WIDTH, placed};
use crate::look::Look;

const STEP: f64 = LABEL * 1.2;

/// A label below the plot.
struct Below {
    lines: Vec<String>,
    middle: f64,
    /// Ends of the run that it names, where that has more than one bar.
    run: Option<(f64, f64)>,
}

/// The labels, and the lowest pixel they reach.
pub fn periods(chart: &MeasureChart, plot: &Plot, look: &Look) -> (Markup, f64) {
    let top = plot.bottom + 7.0;
    let parts: Vec<Below> = placed(chart, plot).map(|(bar, slot)| below(&bar.part, slot.left, slot.right())).collect();
    let rows = parts.iter().map(|part| part.lines.len()).max().unwrap_or(0);
    let years = runs(chart, plot);
    let has_runs = years.iter().any(|year| year.run.is_some());
    let year_top = top + STEP * rows_high(rows) + if has_runs { 5.0 } else { 0.0 };
    let year_rows = years.iter().map(|year| year.lines.len()).max().unwrap_or(0);
    let mut bottom = year_top + STEP * rows_high(year_rows);
    let note = (!plot.from_zero).then(|| {
        bottom += STEP + 2.0;
        let (text, at, fill) =
            (crate::words::Words::of("en").say("chart.not_from_zero"), (EDGE, bottom - 2.0), look.token("muted"));
        Words { text, at, size: LABEL, weight: Weight::Regular, anchor: Anchor::Start, fill }.plain()
    });
    let markup = html! {
        @for part in &parts { (set(part, top, look)) }
        @for year in &years { (set(year, year_top, look)) }
        @if let Some(note) = &note { (note) }
    };
    (markup, bottom)
}

fn rows_high(rows: usize) -> f64 {
    f64::from(u32::try_from(rows).unwrap_or(0))
}

/// A label between two edges; it may reach a little into the gaps beside them.
fn below(text: &str, left: f64, right: f64) -> Below {
    let lines = wrap(text, LABEL, Weight::Regular, right - left + 2.0);
    Below { lines, middle: (left + right) / 2.0, run: None }
}

/// One label a run of bars of the same year.
fn runs(chart: &MeasureChart, plot: &Plot) -> Vec<Below> {
    let mut runs: Vec<(&str, f64, f64, usize)> = Vec::new();
    for (bar, slot) in placed(chart, plot) {
        match runs.last_mut() {
            Some((year, _, right, count)) if *year == bar.year => {
                *right = slot.right();
                *count += 1;
            }
            _ => runs.push((&bar.year, slot.left, slot.right(), 1)),
        }
    }
    let label = |(year, left, right, count): (&str, f64, f64, usize)| Below {
        run: (count > 1).then_some((left + 3.0, right - 3.0)),
        // A lone first or last run may reach to the edge of the picture, for nothing stands there.
        ..below(year, left.max(EDGE), right.min(WIDTH - EDGE))
    };
    runs.into_iter().map(label).collect()
}

fn set(label: &Below, top: f64, look: &Look) -> Markup {
    let fill = look.token("ink");
    html! {
        @if let Some((left, right)) = label.run { (line((left, top - 1.0), (right, top - 1.0), look.token("muted"), "1")) }
        @for (place, text) in label.lines.iter().enumerate() {
            @let y = top + STEP * rows_high(place) + LABEL;
            @let words = Words { text, at: (label.middle, y), size: LABEL, weight: Weight::Regular, anchor: Anchor::Middle, fill };
            (words.plain())
        }
    }
}
