//! Bars from zero, and the line that they stand on.

#![allow(clippy::float_arithmetic, reason = "pixel geometry; no figure of a council is computed here")]

use maud::{Markup, html};

use super::super::picture::{line, n};
use super::super::{Era, MeasureChart};
use super::scale::Plot;
use super::{Slot, placed};
use crate::look::Look;

/// The shade of a bar.
pub fn shade(era: Era, look: &Look) -> &str {
    match era {
        Era::Before => look.token("before"),
        Era::Now => look.token("now"),
    }
}

/// Bars and the line they stand on, with a mark where the series breaks.
pub fn bars(chart: &MeasureChart, plot: &Plot, look: &Look) -> Markup {
    html! {
        @for (bar, slot) in placed(chart, plot) {
            @if let Some(value) = bar.value { (column(plot.y(value), slot, plot, shade(bar.era, look))) }
        }
        (ground(chart, plot, look))
    }
}

/// The line at the foot, and a slanted double stroke before each bar that begins a new series.
pub fn ground(chart: &MeasureChart, plot: &Plot, look: &Look) -> Markup {
    let base = plot.base();
    let left = plot.slots.first().map_or(plot.right, |slot| slot.left);
    html! {
        (line((left - 4.0, base), (plot.right + 4.0, base), look.token("ink"), "1"))
        @for (_, slot) in placed(chart, plot).filter(|(bar, _)| bar.after_break) {
            @let x = slot.left - 10.0;
            (line((x, base - 9.0), (x, plot.top), look.token("rule"), "1"))
            @for step in [-3.0, 3.0] {
                (line((x + step - 3.0, base + 7.0), (x + step + 3.0, base - 7.0), "#ffffff", "4"))
                (line((x + step - 3.0, base + 7.0), (x + step + 3.0, base - 7.0), look.token("ink"), "1.5"))
            }
        }
    }
}

fn column(y: f64, slot: Slot, plot: &Plot, fill: &str) -> Markup {
    let inset = (slot.wide * 0.1).min(4.0);
    let (top, foot) = if y <= plot.base() { (y, plot.base()) } else { (plot.base(), y) };
    // A value of zero, or one too small to see, still shows that there is one.
    let high = (foot - top).max(1.5);
    html! {
        rect x=(n(slot.left + inset)) y=(n(foot - high)) width=(n(slot.wide - 2.0 * inset)) height=(n(high)) fill=(fill) {}
    }
}
