//! Graphics as SVG: pure functions of plain values. Pixel geometry may use floats; figures never do before that.

mod base_plan;
mod card;
mod mark;
mod matrix;
mod measure;
mod picture;
mod spark;
mod stack;
mod text;
mod wheel;

use domain::Decimal;

use crate::document::Tag;
use crate::look::Look;

pub use mark::{SIDE as MARK_SIDE, shape as mark};

/// Draws the Base Plan: the SVG, and its width and height in CSS pixels.
pub fn base_plan(plan: &BasePlan, look: &Look) -> (String, (u32, u32)) {
    base_plan::draw(plan, look)
}

/// Draws a measure chart: the SVG, and its width and height in CSS pixels.
pub fn measure_chart(chart: &MeasureChart, look: &Look) -> (String, (u32, u32)) {
    measure::draw(chart, look)
}

/// Draws the performance wheel: the SVG, and its width and height in CSS pixels.
pub fn wheel(wheel: &Wheel, look: &Look) -> (String, (u32, u32)) {
    wheel::draw(wheel, look)
}

/// Draws a measure card: the SVG, and its width and height in CSS pixels.
pub fn card(card: &Card, look: &Look) -> (String, (u32, u32)) {
    card::draw(card, look)
}

/// Draws a sparkline: the SVG, and its width and height in CSS pixels.
pub fn spark(spark: &Spark, look: &Look) -> (String, (u32, u32)) {
    spark::draw(spark, look)
}

/// Draws stacked bars: the SVG, and its width and height in CSS pixels.
pub fn stack(stack: &Stack, look: &Look) -> (String, (u32, u32)) {
    stack::draw(stack, look)
}

/// Draws the risk matrix: the SVG, and its width and height in CSS pixels.
pub fn matrix(matrix: &Matrix, look: &Look) -> (String, (u32, u32)) {
    matrix::draw(matrix, look)
}

/// What the Base Plan shows: a triangle per commitment, a band per group.
#[derive(Debug, Clone)]
pub struct BasePlan {
    /// Prefix of every id in the picture.
    pub id: String,
    /// Title and text alternative, written into the picture.
    pub title: String,
    /// The finding in words.
    pub alt: String,
    /// Groups in the order of the plan.
    pub groups: Vec<PlanGroup>,
    /// Every grade with its count, in the order of the scheme.
    pub legend: Vec<(Tag, usize)>,
}

/// A band of the Base Plan.
#[derive(Debug, Clone)]
pub struct PlanGroup {
    /// Its name: "People".
    pub name: String,
    /// Its commitments.
    pub items: Vec<PlanItem>,
}

/// A triangle of the Base Plan.
#[derive(Debug, Clone)]
pub struct PlanItem {
    /// SO-12.
    pub reference: String,
    /// Its title, for the tooltip and the text alternative.
    pub title: String,
    /// `#id` of its place in the report.
    pub href: String,
    /// Its rating.
    pub tag: Tag,
}

/// What a measure chart shows.
#[derive(Debug, Clone)]
pub struct MeasureChart {
    /// Prefix of every id in the picture.
    pub id: String,
    /// Title and text alternative, written into the picture.
    pub title: String,
    /// How the measure is aggregated, and the aim.
    pub subtitle: String,
    /// The finding in words.
    pub alt: String,
    /// Bars in order of time.
    pub bars: Vec<Bar>,
    /// The target line: value and label as printed ("Target 55.0%").
    pub target: Option<(Decimal, String)>,
    /// The bar whose target it is, by its place. `None`: the line goes across all bars.
    pub target_of: Option<usize>,
    /// The benchmark mark: value and label as printed ("England average 45.9%").
    pub benchmark: Option<(Decimal, String)>,
    /// Counts and shares start from zero; a score need not.
    pub from_zero: bool,
}

/// One bar of a measure chart.
#[derive(Debug, Clone)]
pub struct Bar {
    /// The year under a run of bars: "2025-26".
    pub year: String,
    /// The part of the year: "Q2"; empty for a whole year.
    pub part: String,
    /// The value. `None`: absent, and [`Bar::printed`] is the reason.
    pub value: Option<Decimal>,
    /// The value as the measure writes it, or the reason there is none.
    pub printed: String,
    /// Earlier years in one shade, this year's in another.
    pub era: Era,
    /// Whether a break in comparability lies just before it.
    pub after_break: bool,
}

/// Which shade a bar has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Era {
    /// An earlier year.
    Before,
    /// This year.
    Now,
}

/// What the performance wheel shows: a ring of headings, and around it what stands under them.
#[derive(Debug, Clone)]
pub struct Wheel {
    /// Prefix of every id in the picture.
    pub id: String,
    /// Title and text alternative, written into the picture.
    pub title: String,
    /// The finding in words.
    pub alt: String,
    /// Headings in the order of the plan.
    pub sectors: Vec<WheelSector>,
    /// Every rating with its count, for the hub.
    pub legend: Vec<(Tag, usize)>,
}

/// A heading of the wheel.
#[derive(Debug, Clone)]
pub struct WheelSector {
    /// Its name.
    pub name: String,
    /// `#id` of its place in the report.
    pub href: String,
    /// Its roll-up.
    pub tag: Tag,
    /// What stands under it; an empty reference is not printed.
    pub items: Vec<PlanItem>,
}

/// What a measure card shows.
#[derive(Debug, Clone)]
pub struct Card {
    /// Prefix of every id in the picture.
    pub id: String,
    /// Title and text alternative, written into the picture.
    pub title: String,
    /// The finding in words.
    pub alt: String,
    /// The value as printed, or the reason there is none.
    pub value: String,
    /// The period of the value, as printed.
    pub period: String,
    /// The rating. `None`: not rated.
    pub tag: Option<Tag>,
    /// Earlier values and this one, in order of time.
    pub history: Vec<CardPoint>,
    /// Target and benchmark in two quiet lines.
    pub quiet: Vec<String>,
}

/// A point of a card's small history.
#[derive(Debug, Clone)]
pub struct CardPoint {
    /// The period, as short as can be.
    pub label: String,
    /// The value. `None`: absent.
    pub value: Option<Decimal>,
    /// An earlier year or this one.
    pub era: Era,
}

/// What a sparkline shows.
#[derive(Debug, Clone)]
pub struct Spark {
    /// Prefix of every id in the picture.
    pub id: String,
    /// Title and text alternative, written into the picture.
    pub title: String,
    /// Every value and the finding in words.
    pub alt: String,
    /// Its values in order of time.
    pub dots: Vec<SparkDot>,
}

/// A value of a sparkline.
#[derive(Debug, Clone)]
pub struct SparkDot {
    /// Its place in time, counted in the measure's own periods: a year without a value leaves its room.
    pub place: i32,
    /// The value. `None`: absent.
    pub value: Option<Decimal>,
    /// An earlier year or this one.
    pub era: Era,
}

/// Stacked bars.
#[derive(Debug, Clone)]
pub struct Stack {
    /// Prefix of every id in the picture.
    pub id: String,
    /// Title and text alternative, written into the picture.
    pub title: String,
    /// The finding in words.
    pub alt: String,
    /// From the top down.
    pub bars: Vec<StackBar>,
    /// What the parts mean.
    pub legend: Vec<Tag>,
    /// The target line: value and label as printed.
    pub target: Option<(Decimal, String)>,
}

/// One stacked bar.
#[derive(Debug, Clone)]
pub struct StackBar {
    /// Its name: an edition, or "Savings".
    pub name: String,
    /// Its parts in order: what each is, its value, and the value as printed.
    pub parts: Vec<(Tag, Decimal, String)>,
}

/// What the risk matrix shows.
#[derive(Debug, Clone)]
pub struct Matrix {
    /// Prefix of every id in the picture.
    pub id: String,
    /// Title and text alternative, written into the picture.
    pub title: String,
    /// The finding in words.
    pub alt: String,
    /// Levels of likelihood and of impact.
    pub side: u8,
    /// The names of the two axes: across, and up.
    pub across: String,
    /// Likelihood.
    pub up: String,
    /// References with likelihood and impact.
    pub risks: Vec<(String, (u8, u8))>,
}
