//! Bars from zero, the values above (or below) them, and the words where there is none.

#![allow(clippy::float_arithmetic, reason = "pixel geometry; no figure of a council is computed here")]

use maud::{Markup, html};

use super::super::picture::{Anchor, Words, line, n};
use super::super::text::{Weight, wrap};
use super::super::{Bar, Era, MeasureChart};
use super::scale::{Plot, Set};
use super::{LABEL, Slot, placed};
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

/// Every value as printed, or the reason there is none.
pub fn values(chart: &MeasureChart, plot: &Plot, look: &Look) -> Markup {
    let target = chart.target.as_ref().map(|(value, _)| plot.y(*value));
    html! {
        @for (bar, slot) in placed(chart, plot) {
            @match bar.value {
                Some(value) => (printed(bar, slot, plot, clear_of(target, plot.y(value), plot), look)),
                None => (reason(bar, slot, plot, target, look)),
            }
        }
    }
}

/// The height from which a value is set: the target's line where the value would else stand across it.
fn clear_of(target: Option<f64>, y: f64, plot: &Plot) -> f64 {
    let Set::Level(size) = plot.set else { return y };
    let above = !plot.from_zero || y <= plot.base();
    let reach = size + if plot.from_zero { 6.0 } else { 11.0 };
    target.filter(|line| above && *line < y && y - reach < *line).unwrap_or(y)
}

fn printed(bar: &Bar, slot: Slot, plot: &Plot, y: f64, look: &Look) -> Markup {
    let fill = look.token("ink");
    let below = plot.from_zero && y > plot.base() + 0.5;
    let (Set::Level(size) | Set::Upwards(size)) = plot.set;
    let clear = if plot.from_zero { 5.0 } else { 10.0 };
    let middle = slot.middle();
    let weight = if bar.era == Era::Now { Weight::Bold } else { Weight::Regular };
    match plot.set {
        Set::Level(_) => {
            let at = (middle, if below { y + size + 2.0 } else { y - clear });
            Words { text: &bar.printed, at, size, weight, anchor: Anchor::Middle, fill }.cased()
        }
        Set::Upwards(_) if below => {
            let wide = super::super::text::width(&bar.printed, size, weight);
            let at = (middle + size * 0.36, y + wide + 3.0);
            Words { text: &bar.printed, at, size, weight, anchor: Anchor::Start, fill }.upwards()
        }
        Set::Upwards(_) => {
            let at = (middle + size * 0.36, y - clear);
            Words { text: &bar.printed, at, size, weight, anchor: Anchor::Start, fill }.upwards()
        }
    }
}

/// The reason, reading upwards in the place of the bar, in as many lines as it needs.
fn reason(bar: &Bar, slot: Slot, plot: &Plot, target: Option<f64>, look: &Look) -> Markup {
    let ceiling = target.filter(|line| plot.base() - line > 90.0).unwrap_or(plot.top);
    let lines = wrap(&bar.printed, LABEL, Weight::Regular, (plot.base() - ceiling - 10.0).max(60.0));
    let fill = look.token("muted");
    let first = slot.middle() + LABEL * 0.36 - LABEL * 0.6 * f64::from(u32::try_from(lines.len()).unwrap_or(1) - 1);
    html! {
        @for (place, text) in lines.iter().enumerate() {
            @let x = first + LABEL * 1.2 * f64::from(u32::try_from(place).unwrap_or(0));
            @let words = Words { text, at: (x, plot.base() - 5.0), size: LABEL, weight: Weight::Regular, anchor: Anchor::Start, fill };
            (words.upwards())
        }
    }
}
