//! The Base Plan: a triangle per commitment, point up and down in turn, a band per group.

#![allow(clippy::float_arithmetic, reason = "pixel geometry; no figure of a council is computed here")]

use maud::{Markup, html};

use super::picture::{Anchor, Caption, Reads, Words, frame, line, mark_at, n};
use super::text::{Weight, width, wrap};
use super::{BasePlan, PlanItem};
use crate::document::Tag;
use crate::look::{Look, contrast_thousandths};
use domain::Colour;

const WIDTH: f64 = 960.0;
const EDGE: f64 = 4.0;
/// The largest side of a triangle, so that a plan of three commitments is no poster.
const SIDE_MOST: f64 = 190.0;
/// A band of more than this wraps to rows of equal length.
const ROW_MOST: usize = 11;
const ROOT3_HALF: f64 = 0.866_025_4;
const TITLE: f64 = 30.0;
const NAME: f64 = 25.0;
const COUNT: f64 = 22.0;

/// Draws it: the SVG and its size.
pub fn draw(plan: &BasePlan, look: &Look) -> (String, (u32, u32)) {
    let rows: Vec<Vec<&[PlanItem]>> = plan.groups.iter().map(|group| rows(&group.items)).collect();
    let longest = rows.iter().flatten().map(|row| row.len()).max().unwrap_or(1);
    let side = side(longest);
    let mut y = EDGE;
    let mut body = lines(&plan.title, TITLE, &mut y, look);
    body.push(legend(&plan.legend, &mut y, look));
    for (group, rows) in plan.groups.iter().zip(&rows) {
        y += 14.0;
        body.push(line((EDGE, y), (WIDTH - EDGE, y), look.token("rule"), "1"));
        y += 8.0;
        body.extend(lines(&group.name, NAME, &mut y, look));
        y += 8.0;
        for row in rows {
            body.push(
                html! { @for (place, item) in row.iter().enumerate() { (triangle(item, place, side, y, look)) } },
            );
            y += side * ROOT3_HALF + 6.0;
        }
    }
    let size = (pixels(WIDTH), pixels(y + EDGE));
    let caption = Caption { id: &plan.id, title: &plan.title, alt: &plan.alt };
    (frame(&caption, size, Reads::AsGroup, &html! { @for part in &body { (part) } }), size)
}

fn pixels(value: f64) -> u32 {
    value.ceil().clamp(0.0, 100_000.0) as u32
}

/// The items in rows of nearly equal length.
fn rows(items: &[PlanItem]) -> Vec<&[PlanItem]> {
    let rows = items.len().div_ceil(ROW_MOST).max(1);
    items.chunks(items.len().div_ceil(rows).max(1)).collect()
}

/// The side with which the longest row fills the width.
fn side(longest: usize) -> f64 {
    let halves = u32::try_from(longest + 1).unwrap_or(u32::MAX);
    ((WIDTH - 2.0 * EDGE) * 2.0 / f64::from(halves)).min(SIDE_MOST)
}

/// A heading, wrapped; `y` moves below it.
fn lines(text: &str, size: f64, y: &mut f64, look: &Look) -> Vec<Markup> {
    let mut set = Vec::new();
    for part in wrap(text, size, Weight::Bold, WIDTH - 2.0 * EDGE) {
        *y += size * 1.2;
        let at = (EDGE, *y - size * 0.2);
        let fill = look.token("ink");
        set.push(Words { text: &part, at, size, weight: Weight::Bold, anchor: Anchor::Start, fill }.plain());
    }
    set
}

/// Every grade with its mark, its word and how many there are.
fn legend(legend: &[(Tag, usize)], y: &mut f64, look: &Look) -> Markup {
    let box_side = 30.0;
    let mut x = EDGE;
    *y += 12.0;
    let mut entries = Vec::new();
    for (tag, count) in legend {
        let words = format!("{} {count}", tag.word);
        let wide = box_side + 10.0 + width(&words, COUNT, Weight::Regular);
        if x > EDGE && x + wide > WIDTH - EDGE {
            x = EDGE;
            *y += box_side + 10.0;
        }
        let fill = look.token("ink");
        let at = (x + box_side + 10.0, *y + 23.0);
        let set = Words { text: &words, at, size: COUNT, weight: Weight::Regular, anchor: Anchor::Start, fill };
        let corners = [(x, *y), (x + box_side, *y), (x + box_side, *y + box_side), (x, *y + box_side)];
        entries.push(html! {
            (shape(&corners, tag.colour, look))
            (mark_at(tag.mark, (x + box_side / 2.0, *y + box_side / 2.0), 20.0, look.text_on(tag.colour)))
            (set.plain())
        });
        x += wide + 14.0;
    }
    *y += box_side;
    html! { @for entry in &entries { (entry) } }
}

/// One commitment: the triangle, its reference in the middle and its mark beneath, all one link.
fn triangle(item: &PlanItem, place: usize, side: f64, top: f64, look: &Look) -> Markup {
    let high = side * ROOT3_HALF;
    let left = EDGE + f64::from(u32::try_from(place).unwrap_or(0)) * side / 2.0;
    let (points_up, gap) = (place.is_multiple_of(2), side * 0.022);
    let middle = left + side / 2.0;
    let corners = if points_up {
        [(middle, top + 2.0 * gap), (left + side - 1.75 * gap, top + high - gap), (left + 1.75 * gap, top + high - gap)]
    } else {
        [(left + 1.75 * gap, top + gap), (left + side - 1.75 * gap, top + gap), (middle, top + high - 2.0 * gap)]
    };
    let (reference_at, mark_y) = if points_up { (0.68, 0.83) } else { (0.28, 0.45) };
    let size = reference_size(&item.reference, side);
    let fill = look.text_on(item.tag.colour);
    let at = (middle, top + high * reference_at);
    let words = Words { text: &item.reference, at, size, weight: Weight::Bold, anchor: Anchor::Middle, fill };
    html! {
        a href=(item.href) {
            title { (item.reference) ": " (item.title) ": " (item.tag.word) }
            (shape(&corners, item.tag.colour, look))
            (words.plain())
            (mark_at(item.tag.mark, (middle, top + high * mark_y), side * 0.16, fill))
        }
    }
}

/// The largest size at which a reference fits its triangle where it stands.
fn reference_size(reference: &str, side: f64) -> f64 {
    let wide_at_one = width(reference, 1.0, Weight::Bold).max(0.1);
    (side * 0.48 / wide_at_one).min(side * 0.16)
}

/// How a grade's colour fills a shape.
pub(super) struct Ground {
    /// The fill.
    pub(super) fill: String,
    /// Ink where the fill alone lacks 3:1 on white.
    pub(super) stroke: Option<String>,
    /// Dashes where there is no grade.
    pub(super) dashes: Option<&'static str>,
}

/// How a grade's colour fills a shape.
pub(super) fn ground(colour: Colour, look: &Look) -> Ground {
    let fill = look.fill(colour);
    let outlined = contrast_thousandths(&fill, "#ffffff") < 3_000;
    let stroke = outlined.then(|| look.token("ink").to_string());
    Ground { fill, stroke, dashes: (colour == Colour::None).then_some("7 5") }
}

/// A filled outline: with ink where the fill alone lacks 3:1 on white, dashed where there is no grade.
fn shape(corners: &[(f64, f64)], colour: Colour, look: &Look) -> Markup {
    let points: Vec<String> = corners.iter().map(|(x, y)| format!("{},{}", n(*x), n(*y))).collect();
    let ground = ground(colour, look);
    html! {
        polygon points=(points.join(" ")) fill=(ground.fill) stroke=[ground.stroke.as_deref()]
            stroke-width=[ground.stroke.as_ref().map(|_| "2")] stroke-dasharray=[ground.dashes]
            stroke-linejoin="round" {}
    }
}
