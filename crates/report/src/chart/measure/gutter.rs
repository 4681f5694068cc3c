//! The target's line and the benchmark's diamond, with their labels at the right, never over one another.

#![allow(clippy::float_arithmetic, reason = "pixel geometry; no figure of a council is computed here")]

use domain::Mark;
use maud::{Markup, html};

use super::super::MeasureChart;
use super::super::picture::{Anchor, Words, line, mark_at};
use super::super::text::{Weight, wrap};
use super::scale::{GUTTER, Plot};
use super::{EDGE, LABEL};
use crate::look::Look;

/// How far the target's line goes beyond the last bar.
const BEYOND: f64 = 12.0;
const STEP: f64 = LABEL * 1.2;

/// The thin line, behind the bars, from a target that is of one bar to its label.
pub fn leader(chart: &MeasureChart, plot: &Plot, look: &Look) -> Markup {
    html! {
        @if let (Some((value, _)), Some(_)) = (&chart.target, chart.target_of) {
            @let y = plot.y(*value);
            (line((ends(chart, plot).1, y), (plot.right + BEYOND, y), look.token("rule"), "1"))
        }
    }
}

/// Where the target's line begins and ends: beyond all bars, or at the edges of the one that it is of.
fn ends(chart: &MeasureChart, plot: &Plot) -> (f64, f64) {
    let one = chart.target_of.and_then(|at| plot.slots.get(at));
    one.map_or((EDGE - 4.0, plot.right + BEYOND), |slot| (slot.left, slot.right()))
}

/// The line across the bars, with a white casing, and the diamond at its end.
pub fn lines(chart: &MeasureChart, plot: &Plot, look: &Look) -> Markup {
    let (left, right) = ends(chart, plot);
    html! {
        @if let Some((value, _)) = &chart.target {
            @let y = plot.y(*value);
            (line((left, y), (right, y), "#ffffff", "5"))
            (line((left, y), (right, y), look.token("ink"), "2"))
        }
        @if let Some((value, _)) = &chart.benchmark {
            @let middle = (plot.right + BEYOND / 2.0, plot.y(*value));
            (mark_at(Mark::Diamond, middle, 17.0, "#ffffff"))
            (mark_at(Mark::Diamond, middle, 12.0, look.token("ink")))
        }
    }
}

struct Label {
    lines: Vec<String>,
    /// The height of what it names.
    names: f64,
    /// The top of its first line.
    top: f64,
}

impl Label {
    fn new(text: &str, names: f64) -> Label {
        let lines = wrap(text, LABEL, Weight::Regular, GUTTER - BEYOND - 6.0);
        let mut label = Label { lines, names, top: 0.0 };
        label.top = names - label.high() / 2.0;
        label
    }

    fn high(&self) -> f64 {
        STEP * f64::from(u32::try_from(self.lines.len()).unwrap_or(1))
    }

    fn bottom(&self) -> f64 {
        self.top + self.high()
    }
}

/// The labels, each beside what it names, or joined to it by a thin line where another label stood in the way.
pub fn labels(chart: &MeasureChart, plot: &Plot, look: &Look) -> Markup {
    let marks = [&chart.target, &chart.benchmark].into_iter().flatten();
    let mut labels: Vec<Label> = marks.map(|(value, text)| Label::new(text, plot.y(*value))).collect();
    labels.sort_by(|one, other| one.names.total_cmp(&other.names));
    part(&mut labels, plot.top - 14.0, plot.bottom + 4.0);
    html! { @for label in &labels { (label_set(label, plot, look)) } }
}

/// Moves labels apart, then into the plot: first up from the bottom, then down from the top.
fn part(labels: &mut [Label], top: f64, bottom: f64) {
    let mut floor = bottom;
    for label in labels.iter_mut().rev() {
        label.top = label.top.min(floor - label.high());
        floor = label.top - 3.0;
    }
    let mut ceiling = top;
    for label in labels.iter_mut() {
        label.top = label.top.max(ceiling);
        ceiling = label.bottom() + 3.0;
    }
    // Two whose marks lie apart but whose words do not: the upper one gives way first, as far as the plot reaches.
    if let [upper, lower] = labels
        && lower.top + lower.high() / 2.0 - lower.names > 2.0
    {
        let shift = (lower.top + lower.high() / 2.0 - lower.names).min(2.0 + upper.top - top).max(0.0) / 2.0;
        upper.top -= shift;
        lower.top -= shift;
    }
}

fn label_set(label: &Label, plot: &Plot, look: &Look) -> Markup {
    let x = plot.right + BEYOND + 5.0;
    let middle = label.top + label.high() / 2.0;
    let fill = look.token("ink");
    html! {
        @if (middle - label.names).abs() > 3.0 {
            (line((plot.right + BEYOND - 1.0, label.names), (x - 1.0, middle), look.token("muted"), "1"))
        }
        @for (place, text) in label.lines.iter().enumerate() {
            @let y = label.top + STEP * f64::from(u32::try_from(place).unwrap_or(0)) + LABEL * 0.92;
            @let words = Words { text, at: (x, y), size: LABEL, weight: Weight::Regular, anchor: Anchor::Start, fill };
            (words.cased())
        }
    }
}
