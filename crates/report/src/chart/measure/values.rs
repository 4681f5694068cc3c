//! Every value above (or below) its bar, and the reason where there is none.

#![allow(clippy::float_arithmetic, reason = "pixel geometry; no figure of a council is computed here")]

use maud::{Markup, html};

use super::super::picture::{Anchor, Words};
use super::super::text::{Weight, width, wrap};
use super::super::{Bar, Era, MeasureChart};
use super::scale::{Plot, Set, lines};
use super::{LABEL, Slot, placed};
use crate::look::Look;

/// From one line to the next, in sizes.
const STEP: f64 = 1.15;
/// A reason of more lines than this reads upwards.
const LEVEL_MOST: usize = 5;

/// Every value as printed, or the reason there is none.
pub fn values(chart: &MeasureChart, plot: &Plot, look: &Look) -> Markup {
    let target = chart.target.as_ref().map(|(value, _)| plot.y(*value));
    html! {
        @for (at, (bar, slot)) in placed(chart, plot).enumerate() {
            @let target = target.filter(|_| chart.target_of.is_none_or(|of| of == at));
            @match bar.value {
                Some(value) => (printed(bar, slot, plot, clear_of(target, bar, slot, plot.y(value), plot), look)),
                None => (reason(bar, slot, plot, target, look)),
            }
        }
    }
}

/// The height from which a value is set: the target's line where the value would else stand across it.
fn clear_of(target: Option<f64>, bar: &Bar, slot: Slot, y: f64, plot: &Plot) -> f64 {
    let Set::Level(size) = plot.set else { return y };
    let above = !plot.from_zero || y <= plot.base();
    let high = size * STEP * count(lines(&bar.printed, size, slot.wide).len());
    let reach = high + if plot.from_zero { 6.0 } else { 11.0 };
    target.filter(|line| above && *line < y && y - reach < *line).unwrap_or(y)
}

fn printed(bar: &Bar, slot: Slot, plot: &Plot, y: f64, look: &Look) -> Markup {
    let below = plot.from_zero && y > plot.base() + 0.5;
    let clear = if plot.from_zero { 5.0 } else { 10.0 };
    let weight = if bar.era == Era::Now { Weight::Bold } else { Weight::Regular };
    match plot.set {
        Set::Level(size) => {
            let rows = lines(&bar.printed, size, slot.wide);
            let first = if below { y + size + 2.0 } else { y - clear - size * STEP * (count(rows.len()) - 1.0) };
            html! {
                @for (place, text) in rows.iter().enumerate() {
                    @let at = (slot.middle(), first + size * STEP * count(place));
                    (Words { text, at, size, weight, anchor: Anchor::Middle, fill: look.token("ink") }.cased())
                }
            }
        }
        Set::Upwards(size) => {
            let foot = if below { y + width(&bar.printed, size, weight) + 3.0 } else { y - clear };
            let at = (slot.middle() + size * 0.36, foot);
            Words { text: &bar.printed, at, size, weight, anchor: Anchor::Start, fill: look.token("ink") }.upwards()
        }
    }
}

fn count(of: usize) -> f64 {
    f64::from(u32::try_from(of).unwrap_or(1))
}

/// The reason in the place of the bar: level where its words fit, else reading upwards in as many lines as it needs.
fn reason(bar: &Bar, slot: Slot, plot: &Plot, target: Option<f64>, look: &Look) -> Markup {
    let widest = bar.printed.split_whitespace().map(|word| width(word, LABEL, Weight::Regular)).fold(0.0, f64::max);
    let rows = wrap(&bar.printed, LABEL, Weight::Regular, slot.wide);
    let fill = look.token("muted");
    let foot = if plot.base() - plot.top < 60.0 { plot.bottom } else { plot.base() };
    if widest <= slot.wide && rows.len() <= LEVEL_MOST {
        let first = foot - 6.0 - LABEL * STEP * (count(rows.len()) - 1.0);
        return html! {
            @for (place, text) in rows.iter().enumerate() {
                @let at = (slot.middle(), first + LABEL * STEP * count(place));
                (Words { text, at, size: LABEL, weight: Weight::Regular, anchor: Anchor::Middle, fill }.cased())
            }
        };
    }
    let ceiling = target.filter(|line| plot.base() - line > 90.0).unwrap_or(plot.top);
    let rows = wrap(&bar.printed, LABEL, Weight::Regular, (foot - ceiling - 10.0).max(60.0));
    let first = slot.middle() + LABEL * 0.36 - LABEL * 0.6 * (count(rows.len()) - 1.0);
    html! {
        @for (place, text) in rows.iter().enumerate() {
            @let at = (first + LABEL * 1.2 * count(place), foot - 5.0);
            (Words { text, at, size: LABEL, weight: Weight::Regular, anchor: Anchor::Start, fill }.upwards())
        }
    }
}
