//! Where things stand: slots along time, and the height of a value.

#![allow(clippy::float_arithmetic, reason = "pixel geometry; no figure of a council is computed here")]

use domain::Decimal;

use super::super::picture::pixels;
use super::super::text::{Weight, width, wrap};
use super::super::{Bar, MeasureChart};
use super::{EDGE, HIGH, Slot, WIDTH};

/// Room at the right for the labels of target and benchmark.
pub const GUTTER: f64 = 100.0;
const YEAR_GAP: f64 = 9.0;
const BREAK_GAP: f64 = 20.0;
const SLOT_MOST: f64 = 80.0;

/// How the values above the bars are set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Set {
    /// Level, at a size, in as many lines as the words of a unit need.
    Level(f64),
    /// Reading upwards, where a level one would run into its neighbour.
    Upwards(f64),
}

/// The plot of one chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Plot {
    /// Where each bar stands.
    pub slots: Vec<Slot>,
    /// Right end of the last slot.
    pub right: f64,
    /// Highest and lowest pixel that a value may have.
    pub top: f64,
    /// The lowest pixel, below any value under a negative bar.
    pub bottom: f64,
    /// Whether bars start from zero; else points on a scale of their own.
    pub from_zero: bool,
    /// How values are set.
    pub set: Set,
    low: f64,
    high: f64,
    low_pixel: f64,
}

/// Lays out the plot below `top`.
pub fn plot(chart: &MeasureChart, top: f64) -> Plot {
    let slots = slots(chart);
    let right = slots.last().map_or(EDGE, |slot| slot.right());
    let wide = slots.first().map_or(SLOT_MOST, |slot| slot.wide);
    let set = set(chart, wide);
    let values: Vec<f64> = chart.bars.iter().filter_map(|bar| bar.value).chain(marks(chart)).map(pixels).collect();
    let crosses = values.iter().any(|v| *v < 0.0);
    let from_zero = chart.from_zero || crosses;
    let (low, high) = ends(&values, from_zero);
    let head = head(chart, set, wide);
    // Where every bar hangs from zero, no value stands above it.
    let top = top + if high > 0.0 || !crosses { head } else { 8.0 };
    let low_pixel = if crosses { top + HIGH - head.min(HIGH / 2.0) } else { top + HIGH };
    Plot { slots, right, top, bottom: top + HIGH, from_zero, set, low, high, low_pixel }
}

/// The room that values need above the highest bar, or below the lowest.
fn head(chart: &MeasureChart, set: Set, wide: f64) -> f64 {
    match set {
        Set::Level(size) => size * 1.15 * most_lines(chart, size, wide) + 6.0,
        Set::Upwards(size) => longest(chart, size) + 10.0,
    }
}

impl Plot {
    /// The pixel of a value.
    pub fn y(&self, value: Decimal) -> f64 {
        self.at(pixels(value))
    }

    /// The pixel of the line that bars stand on: zero, or the bottom where the scale has none.
    pub fn base(&self) -> f64 {
        if self.from_zero { self.at(0.0) } else { self.bottom }
    }

    fn at(&self, value: f64) -> f64 {
        self.low_pixel - (value - self.low) / (self.high - self.low) * (self.low_pixel - self.top)
    }
}

fn marks(chart: &MeasureChart) -> impl Iterator<Item = Decimal> {
    [&chart.target, &chart.benchmark].into_iter().flatten().map(|(value, _)| *value)
}

/// Lowest and highest value of the scale; never equal.
fn ends(values: &[f64], from_zero: bool) -> (f64, f64) {
    let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    if values.is_empty() {
        return (0.0, 1.0);
    }
    if from_zero {
        let (low, high) = (least.min(0.0), most.max(0.0));
        return if high > low { (low, high) } else { (0.0, 1.0) };
    }
    let spare = ((most - least) * 0.25).max(most.abs() * 0.01).max(0.01);
    (least - spare, most + spare * 0.2)
}

/// Slots of equal width, with a small gap between years and a larger one at a break.
fn slots(chart: &MeasureChart) -> Vec<Slot> {
    let has_marks = chart.target.is_some() || chart.benchmark.is_some();
    let room = WIDTH - 2.0 * EDGE - if has_marks { GUTTER } else { 0.0 };
    let gaps: Vec<f64> = gaps(&chart.bars);
    let count = u32::try_from(gaps.len().max(1)).unwrap_or(u32::MAX);
    let wide = ((room - gaps.iter().sum::<f64>()) / f64::from(count)).clamp(1.0, SLOT_MOST);
    let mut left = EDGE;
    let place = |gap: &f64| {
        let slot = Slot { left: left + gap, wide };
        left = slot.right();
        slot
    };
    gaps.iter().map(place).collect()
}

/// The gap before each bar.
fn gaps(bars: &[Bar]) -> Vec<f64> {
    let before = |index: usize, bar: &Bar| match index.checked_sub(1).and_then(|i| bars.get(i)) {
        _ if bar.after_break => BREAK_GAP,
        Some(previous) if previous.year != bar.year => YEAR_GAP,
        _ => 0.0,
    };
    bars.iter().enumerate().map(|(index, bar)| before(index, bar)).collect()
}

/// The largest way of setting values that lets none run into its neighbour.
fn set(chart: &MeasureChart, wide: f64) -> Set {
    let sizes = [12.5, 11.5, 10.5];
    let whole = sizes.into_iter().find(|size| longest(chart, *size) <= wide + 1.0);
    let level = whole.or_else(|| sizes.into_iter().find(|size| longest_word(chart, *size) <= wide + 1.0));
    level.map_or(Set::Upwards(11.5), Set::Level)
}

/// The lines of a value above its bar.
pub fn lines(printed: &str, size: f64, wide: f64) -> Vec<String> {
    wrap(printed, size, Weight::Bold, wide + 1.0)
}

fn printed(chart: &MeasureChart) -> impl Iterator<Item = &str> {
    chart.bars.iter().filter(|bar| bar.value.is_some()).map(|bar| bar.printed.as_str())
}

/// The widest value as printed.
fn longest(chart: &MeasureChart, size: f64) -> f64 {
    printed(chart).map(|text| width(text, size, Weight::Bold)).fold(0.0, f64::max)
}

/// The widest word of a value as printed: `10,000` of `67.2 per 10,000`.
fn longest_word(chart: &MeasureChart, size: f64) -> f64 {
    printed(chart).flat_map(str::split_whitespace).map(|word| width(word, size, Weight::Bold)).fold(0.0, f64::max)
}

fn most_lines(chart: &MeasureChart, size: f64, wide: f64) -> f64 {
    let most = printed(chart).map(|text| lines(text, size, wide).len()).max().unwrap_or(1);
    f64::from(u32::try_from(most).unwrap_or(1))
}
