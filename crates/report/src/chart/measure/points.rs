//! Points on a scale that does not start at zero, which the picture then says.

#![allow(clippy::float_arithmetic, reason = "pixel geometry; no figure of a council is computed here")]

use maud::{Markup, html};

use super::super::MeasureChart;
use super::super::picture::{line, n};
use super::bars::{ground, shade};
use super::placed;
use super::scale::Plot;
use crate::look::Look;

/// Points, with lines between those that follow one another without a gap or a break.
pub fn points(chart: &MeasureChart, plot: &Plot, look: &Look) -> Markup {
    let mut previous: Option<(f64, f64)> = None;
    let mut joined = Vec::new();
    let mut dots = Vec::new();
    for (bar, slot) in placed(chart, plot) {
        let here = bar.value.map(|value| (slot.middle(), plot.y(value)));
        if let (Some(from), Some(to), false) = (previous, here, bar.after_break) {
            joined.push(line(from, to, look.token("before"), "2"));
        }
        if let Some((x, y)) = here {
            dots.push(html! { circle cx=(n(x)) cy=(n(y)) r="5" fill=(shade(bar.era, look)) {} });
        }
        previous = here;
    }
    html! {
        (ground(chart, plot, look))
        @for part in joined.iter().chain(&dots) { (part) }
    }
}
