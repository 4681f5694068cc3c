//! The sparkline: a small history in the cell of a table. Few values stand as bars from zero; more as a line in its own
//! range, which shows the shape and not the size. The table and the words beside it say the size.

#![allow(clippy::float_arithmetic, reason = "pixel geometry; no figure of a council is computed here")]

use maud::{Markup, html};

use super::picture::{Caption, Reads, frame, line, n, pixels};
use super::{Era, Spark, SparkDot};
use crate::look::Look;

/// Width and height in pixels: a line and a half of a table's text.
const SIZE: (u32, u32) = (112, 28);
const EDGE: f64 = 4.0;
/// So many values or fewer stand as bars.
const BARS: usize = 4;
/// The widest bar.
const WIDEST: f64 = 16.0;

/// Draws it: the SVG and its size.
pub fn draw(spark: &Spark, look: &Look) -> (String, (u32, u32)) {
    let caption = Caption { id: &spark.id, title: &spark.title, alt: &spark.alt };
    let values = spark.dots.iter().filter(|dot| dot.value.is_some()).count();
    let body = if values <= BARS { bars(spark, look) } else { curve(spark, look) };
    (frame(&caption, SIZE, Reads::AsImage, &body), SIZE)
}

/// Middle of each dot from the left, by its place in time, and the width that each period has.
fn across(dots: &[SparkDot]) -> (Vec<f64>, f64) {
    let place = |dot: Option<&SparkDot>| dot.map_or(0.0, |dot| f64::from(dot.place));
    let (first, last) = (place(dots.first()), place(dots.last()));
    let slot = (f64::from(SIZE.0) - 2.0 * EDGE) / (last - first + 1.0).max(1.0);
    (dots.iter().map(|dot| EDGE + (f64::from(dot.place) - first + 0.5) * slot).collect(), slot)
}

/// The least and the most of the values, and zero where it belongs to them.
fn range(dots: &[SparkDot], from: Option<f64>) -> (f64, f64) {
    let values = dots.iter().filter_map(|dot| dot.value).map(pixels).chain(from);
    values.fold((f64::MAX, f64::MIN), |(least, most), value| (least.min(value), most.max(value)))
}

/// How far down a value stands; in the middle where all are the same.
fn down(value: f64, (least, most): (f64, f64)) -> f64 {
    let room = f64::from(SIZE.1) - 2.0 * EDGE;
    let share = if most > least { (value - least) / (most - least) } else { 0.5 };
    EDGE + room * (1.0 - share)
}

fn shade(era: Era, look: &Look) -> &str {
    look.token(if era == Era::Now { "now" } else { "before" })
}

fn bars(spark: &Spark, look: &Look) -> Markup {
    let (middles, slot) = across(&spark.dots);
    let range = range(&spark.dots, Some(0.0));
    let zero = down(0.0, range);
    let wide = (slot * 0.7).clamp(2.0, WIDEST);
    html! {
        @for (dot, x) in spark.dots.iter().zip(&middles) {
            @if let Some(value) = dot.value {
                @let y = down(pixels(value), range);
                rect x=(n(x - wide / 2.0)) y=(n(y.min(zero))) width=(n(wide)) height=(n((y - zero).abs().max(1.0)))
                    fill=(shade(dot.era, look)) {}
            }
        }
        (line((EDGE, zero), (f64::from(SIZE.0) - EDGE, zero), look.token("rule"), "1"))
    }
}

/// A line is drawn between neighbours only: a stated absence leaves a gap.
fn curve(spark: &Spark, look: &Look) -> Markup {
    let (middles, _) = across(&spark.dots);
    let range = range(&spark.dots, None);
    let at = |dot: &SparkDot, x: f64| dot.value.map(|value| (x, down(pixels(value), range)));
    let set: Vec<Option<(f64, f64)>> = spark.dots.iter().zip(&middles).map(|(dot, x)| at(dot, *x)).collect();
    html! {
        @for pair in set.windows(2) {
            @if let [Some(one), Some(other)] = pair { (line(*one, *other, look.token("before"), "2")) }
        }
        @for (dot, place) in spark.dots.iter().zip(&set) {
            @if let Some((x, y)) = place { circle cx=(n(*x)) cy=(n(*y)) r="3" fill=(shade(dot.era, look)) {} }
        }
    }
}
