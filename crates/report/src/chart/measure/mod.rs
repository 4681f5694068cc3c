//! The measure chart: bars in order of time, the target as a line, the benchmark as a diamond, all labelled in place.

#![allow(clippy::float_arithmetic, reason = "pixel geometry; no figure of a council is computed here")]

mod axis;
mod bars;
mod gutter;
mod points;
mod scale;
mod values;

use maud::{Markup, html};

use super::MeasureChart;
use super::picture::{Anchor, Caption, Reads, Words, frame};
use super::text::{Weight, wrap};
use crate::look::Look;
use scale::{Plot, plot};

/// Width of every measure chart: two stand in a row on a page, one on a phone, both legibly.
const WIDTH: f64 = 330.0;
const EDGE: f64 = 6.0;
/// Height of the plot, without the labels above and below it.
const HIGH: f64 = 90.0;
const TITLE: f64 = 13.5;
const SUBTITLE: f64 = 11.5;
/// Size of the labels of target, benchmark and periods.
const LABEL: f64 = 11.0;

/// Draws it: the SVG and its size.
pub fn draw(chart: &MeasureChart, look: &Look) -> (String, (u32, u32)) {
    let (heading, top) = heading(chart, look);
    let plot = plot(chart, top);
    let (below, bottom) = axis::periods(chart, &plot, look);
    let drawn = if plot.from_zero { bars::bars(chart, &plot, look) } else { points::points(chart, &plot, look) };
    let body = html! {
        (heading)
        (gutter::leader(chart, &plot, look))
        (drawn)
        (gutter::lines(chart, &plot, look))
        (values::values(chart, &plot, look))
        (gutter::labels(chart, &plot, look))
        (below)
    };
    let size = (WIDTH as u32, (bottom + EDGE / 2.0).ceil().clamp(0.0, 100_000.0) as u32);
    let caption = Caption { id: &chart.id, title: &chart.title, alt: &chart.alt };
    (frame(&caption, size, Reads::AsImage, &body), size)
}

/// Title and subtitle, and where the plot may begin.
fn heading(chart: &MeasureChart, look: &Look) -> (Markup, f64) {
    let room = WIDTH - 2.0 * EDGE;
    let titles = wrap(&chart.title, TITLE, Weight::Bold, room);
    let subtitles = wrap(&chart.subtitle, SUBTITLE, Weight::Regular, room);
    let mut y = EDGE - 4.0;
    let mut set = |text: &str, size: f64, weight: Weight, fill: &str| {
        y += size * 1.3;
        (Words { text, at: (EDGE, y), size, weight, anchor: Anchor::Start, fill }.plain(), y)
    };
    let markup = html! {
        @for text in &titles { (set(text, TITLE, Weight::Bold, look.token("ink")).0) }
        @for text in &subtitles { (set(text, SUBTITLE, Weight::Regular, look.token("muted")).0) }
    };
    // Charts stand two in a row: one with a short name leaves the room of a second line, so that their plots align.
    (markup, y.max(EDGE + 2.0 * 1.3 * TITLE + SUBTITLE) + 8.0)
}

/// The place of one bar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Slot {
    /// Its left edge.
    pub left: f64,
    /// Its width.
    pub wide: f64,
}

impl Slot {
    fn middle(self) -> f64 {
        self.left + self.wide / 2.0
    }

    fn right(self) -> f64 {
        self.left + self.wide
    }
}

/// The bars with their slots.
fn placed<'a>(chart: &'a MeasureChart, plot: &'a Plot) -> impl Iterator<Item = (&'a super::Bar, Slot)> {
    chart.bars.iter().zip(plot.slots.iter().copied())
}
