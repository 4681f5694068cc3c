//! The performance wheel: an inner ring of headings in proportion to what they hold, an outer ring of what stands under
//! them in order, the headings' names outside with leader lines, and the count of each rating in the hub.

#![allow(clippy::float_arithmetic, reason = "pixel geometry; no figure of a council is computed here")]

use std::f64::consts::{PI, TAU};

use maud::{Markup, html};

use super::base_plan::ground;
use super::picture::{Anchor, Caption, Reads, Words, frame, line, mark_at, n};
use super::text::{Weight, width, wrap};
use super::{PlanItem, Wheel, WheelSector};
use crate::document::Tag;
use crate::look::Look;

const WIDTH: f64 = 960.0;
const OUTER: f64 = 270.0;
const BETWEEN: f64 = 178.0;
const HUB: f64 = 112.0;
const TITLE: f64 = 30.0;
const NAME: f64 = 19.0;
/// Room for a name beside the wheel.
const SIDE: f64 = WIDTH / 2.0 - OUTER - 40.0;

/// A stretch of the circle, in radians clockwise from the top.
#[derive(Debug, Clone, Copy)]
struct Arc {
    from: f64,
    to: f64,
}

impl Arc {
    fn middle(self) -> f64 {
        (self.from + self.to) / 2.0
    }
}

/// Draws it: the SVG and its size.
pub fn draw(wheel: &Wheel, look: &Look) -> (String, (u32, u32)) {
    let mut y = 4.0;
    let mut body = Vec::new();
    for text in wrap(&wheel.title, TITLE, Weight::Bold, WIDTH - 8.0) {
        y += TITLE * 1.2;
        let fill = look.token("ink");
        let at = (4.0, y - TITLE * 0.2);
        body.push(Words { text: &text, at, size: TITLE, weight: Weight::Bold, anchor: Anchor::Start, fill }.plain());
    }
    let middle = (WIDTH / 2.0, y + 34.0 + OUTER);
    let items = wheel.sectors.iter().map(|sector| sector.items.len()).sum::<usize>().max(1);
    let step = TAU / number(items);
    let mut arcs = Vec::new();
    let mut from = 0.0;
    for sector in &wheel.sectors {
        let to = from + step * number(sector.items.len());
        arcs.push(Arc { from, to });
        from = to;
    }
    for (sector, arc) in wheel.sectors.iter().zip(&arcs) {
        body.push(inner(sector, *arc, middle, look));
        for (place, item) in sector.items.iter().enumerate() {
            let from = arc.from + step * number(place);
            body.push(outer(item, Arc { from, to: from + step }, middle, look));
        }
    }
    body.push(names(wheel, &arcs, middle, look));
    body.push(hub(&wheel.legend, middle, look));
    let size = (WIDTH as u32, (middle.1 + OUTER + 34.0).ceil().clamp(0.0, 100_000.0) as u32);
    let caption = Caption { id: &wheel.id, title: &wheel.title, alt: &wheel.alt };
    (frame(&caption, size, Reads::AsGroup, &html! { @for part in &body { (part) } }), size)
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

fn at(middle: (f64, f64), angle: f64, radius: f64) -> (f64, f64) {
    (middle.0 + radius * angle.sin(), middle.1 - radius * angle.cos())
}

/// The part of a ring between two radii.
fn segment(arc: Arc, radii: (f64, f64), middle: (f64, f64)) -> String {
    // A whole ring has no two ends: it is drawn as nearly whole.
    let to = arc.to.min(arc.from + TAU - 0.001);
    let large = u8::from(to - arc.from > PI);
    let point = |angle, radius| {
        let (x, y) = at(middle, angle, radius);
        format!("{} {}", n(x), n(y))
    };
    let (low, high) = radii;
    format!(
        "M{} A{} {} 0 {large} 1 {} L{} A{} {} 0 {large} 0 {} Z",
        point(arc.from, high),
        n(high),
        n(high),
        point(to, high),
        point(to, low),
        n(low),
        n(low),
        point(arc.from, low),
    )
}

fn filled(path: &str, tag: &Tag, look: &Look) -> Markup {
    let ground = ground(tag.colour, look);
    html! {
        path d=(path) fill=(ground.fill) stroke=(ground.stroke.as_deref().unwrap_or("#ffffff")) stroke-width="2"
            stroke-dasharray=[ground.dashes] stroke-linejoin="round" {}
    }
}

fn inner(sector: &WheelSector, arc: Arc, middle: (f64, f64), look: &Look) -> Markup {
    let (x, y) = at(middle, arc.middle(), (HUB + BETWEEN) / 2.0);
    let wide = (arc.to - arc.from) * (HUB + BETWEEN) / 2.0;
    let fill = look.text_on(sector.tag.colour);
    // Seen from the side the ring is only as wide as it is thick.
    let room = wide.min(BETWEEN - HUB - 8.0);
    let size = [16.0, 14.0, 12.0].into_iter().find(|size| width(&sector.tag.word, *size, Weight::Bold) <= room);
    let word = size.map(|size| {
        let at = (x, y + 18.0);
        Words { text: &sector.tag.word, at, size, weight: Weight::Bold, anchor: Anchor::Middle, fill }.plain()
    });
    let mark = if word.is_some() { y - 9.0 } else { y };
    html! {
        a href=(sector.href) {
            title { (sector.name) ": " (sector.tag.word) }
            (filled(&segment(arc, (HUB, BETWEEN - 4.0), middle), &sector.tag, look))
            (mark_at(sector.tag.mark, (x, mark), 22.0_f64.min(wide * 0.7), fill))
            @if let Some(word) = word { (word) }
        }
    }
}

fn outer(item: &PlanItem, arc: Arc, middle: (f64, f64), look: &Look) -> Markup {
    let wide = (arc.to - arc.from) * (OUTER - 16.0);
    let fill = look.text_on(item.tag.colour);
    let size = (wide * 0.62).clamp(6.0, 22.0);
    let label = (!item.reference.is_empty() && wide >= 15.0).then(|| radial(item, arc.middle(), middle, fill));
    let mark = if label.is_some() { OUTER - 16.0 } else { (OUTER + BETWEEN) / 2.0 };
    html! {
        a href=(item.href) {
            title { (item.reference) @if !item.reference.is_empty() { ": " } (item.title) ": " (item.tag.word) }
            (filled(&segment(arc, (BETWEEN, OUTER), middle), &item.tag, look))
            (mark_at(item.tag.mark, at(middle, arc.middle(), mark), size, fill))
            @if let Some(label) = label.flatten() { (label) }
        }
    }
}

/// A reference that reads along the radius, upright on both sides. `None`: it is too long.
fn radial(item: &PlanItem, angle: f64, middle: (f64, f64), fill: &str) -> Option<Markup> {
    let size = 13.0;
    let room = OUTER - BETWEEN - 38.0;
    if width(&item.reference, size, Weight::Bold) > room {
        return None;
    }
    let (x, y) = at(middle, angle, BETWEEN + 6.0 + room / 2.0);
    let degrees = angle.to_degrees() - 90.0 + if angle > PI { 180.0 } else { 0.0 };
    Some(html! {
        text x=(n(x)) y=(n(y + size * 0.35)) font-size=(n(size)) font-weight="700" text-anchor="middle" fill=(fill)
            transform={ "rotate(" (n(degrees)) " " (n(x)) " " (n(y)) ")" } { (item.reference) }
    })
}

/// Names set straight at either side, each with a line to its segment.
fn names(wheel: &Wheel, arcs: &[Arc], middle: (f64, f64), look: &Look) -> Markup {
    let mut parts = Vec::new();
    for right in [Side::Right, Side::Left] {
        let mut set: Vec<(&WheelSector, f64, Vec<String>)> = wheel
            .sectors
            .iter()
            .zip(arcs)
            .filter(|(_, arc)| (arc.middle() <= PI) == (right == Side::Right))
            .map(|(sector, arc)| (sector, arc.middle(), wrap(&sector.name, NAME, Weight::Bold, SIDE)))
            .collect();
        set.sort_by(|one, other| at(middle, one.1, 1.0).1.total_cmp(&at(middle, other.1, 1.0).1));
        let mut free = middle.1 - OUTER - 20.0;
        for (_, angle, rows) in &set {
            let high = number(rows.len()) * NAME * 1.2;
            let y = (at(middle, *angle, OUTER + 20.0).1 - high / 2.0).max(free);
            free = y + high + 10.0;
            parts.push(name(rows, right, (*angle, y), middle, look));
        }
    }
    html! { @for part in &parts { (part) } }
}

/// Which side of the wheel.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Left,
    Right,
}

fn name(rows: &[String], side: Side, (angle, top): (f64, f64), middle: (f64, f64), look: &Look) -> Markup {
    let widest = rows.iter().map(|row| width(row, NAME, Weight::Bold)).fold(0.0, f64::max);
    let (x, end) = match side {
        Side::Right => (WIDTH - 4.0 - SIDE, WIDTH - 10.0 - SIDE),
        Side::Left => (4.0 + SIDE - widest, 10.0 + SIDE),
    };
    let elbow = at(middle, angle, OUTER + 14.0);
    let height = top + number(rows.len()) * NAME * 0.6;
    html! {
        (line(at(middle, angle, OUTER + 2.0), elbow, look.token("muted"), "1.5"))
        (line(elbow, (end, height), look.token("muted"), "1.5"))
        @for (place, text) in rows.iter().enumerate() {
            @let at = (x, top + NAME * (0.95 + 1.2 * number(place)));
            (Words { text, at, size: NAME, weight: Weight::Bold, anchor: Anchor::Start, fill: look.token("ink") }.cased())
        }
    }
}

/// The count of each rating, in the middle.
fn hub(legend: &[(Tag, usize)], middle: (f64, f64), look: &Look) -> Markup {
    let words = |(tag, count): &(Tag, usize)| format!("{count} {}", tag.word);
    let widest = legend.iter().map(|entry| width(&words(entry), 1.0, Weight::Bold)).fold(1.0, f64::max);
    // A step holds a mark and, in 0.6 of it, the words; the widest must stay within the hub.
    let step = 32.0_f64.min(170.0 / number(legend.len().max(1))).min((2.0 * HUB - 24.0) / (widest * 0.6 + 1.0));
    let size = step * 0.6;
    let top = middle.1 - step * number(legend.len()) / 2.0;
    html! {
        @for (place, entry) in legend.iter().enumerate() {
            @let (tag, words) = (&entry.0, words(entry));
            @let wide = width(&words, size, Weight::Bold) + step;
            @let y = top + step * (number(place) + 0.5);
            @let x = middle.0 - wide / 2.0;
            @let ground = ground(tag.colour, look);
            circle cx=(n(x + step * 0.4)) cy=(n(y)) r=(n(step * 0.4)) fill=(ground.fill)
                stroke=[ground.stroke.as_deref()] stroke-width="1.5" stroke-dasharray=[ground.dashes.map(|_| "3 2")] {}
            (mark_at(tag.mark, (x + step * 0.4, y), step * 0.46, look.text_on(tag.colour)))
            (Words { text: &words, at: (x + step, y + size * 0.36), size, weight: Weight::Bold, anchor: Anchor::Start,
                fill: look.token("ink") }.plain())
        }
    }
}
