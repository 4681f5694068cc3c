//! Stacked bars: how many had which rating in each edition, and savings against their target.

#![allow(clippy::float_arithmetic, reason = "pixel geometry; no figure of a council is computed here")]

use maud::{Markup, html};

use super::base_plan::ground;
use super::picture::{Anchor, Caption, Reads, Words, frame, line, mark_at, n, pixels};
use super::text::{Weight, width, wrap};
use super::{Stack, StackBar};
use crate::look::Look;

const WIDTH: f64 = 960.0;
const EDGE: f64 = 6.0;
const TITLE: f64 = 26.0;
const TEXT: f64 = 20.0;
const BAR: f64 = 54.0;

/// Draws it: the SVG and its size.
pub fn draw(stack: &Stack, look: &Look) -> (String, (u32, u32)) {
    let ink = look.token("ink");
    let mut y = EDGE;
    let mut parts = Vec::new();
    for text in wrap(&stack.title, TITLE, Weight::Bold, WIDTH - 2.0 * EDGE) {
        y += TITLE * 1.25;
        parts.push(words(&text, (EDGE, y - 6.0), TITLE, Weight::Bold, ink));
    }
    let all = stack.bars.iter().map(sum).chain(stack.target.iter().map(|(value, _)| pixels(*value)));
    let most = all.fold(0.0, f64::max).max(f64::MIN_POSITIVE);
    let named = stack.bars.iter().map(|bar| width(&bar.name, TEXT, Weight::Bold)).fold(0.0, f64::max);
    let left = EDGE + named.min(220.0) + 14.0;
    let room = WIDTH - left - EDGE - 4.0;
    y += if stack.target.is_some() { 40.0 } else { 14.0 };
    let top = y;
    for bar in &stack.bars {
        parts.push(one(bar, (left, y), room / most, look));
        let at = (EDGE, y + BAR / 2.0 + TEXT * 0.35);
        parts.push(words(&bar.name, at, TEXT, Weight::Bold, ink));
        y += BAR + 14.0;
    }
    if let Some((value, label)) = &stack.target {
        let x = left + pixels(*value) * room / most;
        parts.push(line((x, top - 10.0), (x, y - 6.0), "#ffffff", "7"));
        parts.push(line((x, top - 10.0), (x, y - 6.0), ink, "3"));
        let half = width(label, TEXT, Weight::Bold) / 2.0;
        let at = (x.clamp(EDGE + half, WIDTH - EDGE - half), top - 16.0);
        let label = Words { text: label, at, size: TEXT, weight: Weight::Bold, anchor: Anchor::Middle, fill: ink };
        parts.push(label.cased());
    }
    parts.push(legend(stack, &mut y, look));
    let size = (WIDTH as u32, (y + EDGE).ceil().clamp(0.0, 100_000.0) as u32);
    let caption = Caption { id: &stack.id, title: &stack.title, alt: &stack.alt };
    (frame(&caption, size, Reads::AsImage, &html! { @for part in &parts { (part) } }), size)
}

fn one(bar: &StackBar, (left, y): (f64, f64), scale: f64, look: &Look) -> Markup {
    let mut x = left;
    let mut parts = Vec::new();
    for (tag, value, printed) in &bar.parts {
        let wide = pixels(*value) * scale;
        if wide <= 0.0 {
            continue;
        }
        let ground = ground(tag.colour, look);
        let ink = look.text_on(tag.colour);
        let text = width(printed, TEXT, Weight::Bold);
        let with_mark = wide >= text + 44.0;
        parts.push(html! {
            rect x=(n(x)) y=(n(y)) width=(n(wide)) height=(n(BAR)) fill=(ground.fill)
                stroke=(ground.stroke.as_deref().unwrap_or("#ffffff")) stroke-width="1.5"
                stroke-dasharray=[ground.dashes] {}
            @if with_mark { (mark_at(tag.mark, (x + wide / 2.0 - text / 2.0 - 8.0, y + BAR / 2.0), 20.0, ink)) }
            @if wide >= text + 4.0 {
                @let at = (x + wide / 2.0 + if with_mark { 10.0 } else { 0.0 }, y + BAR / 2.0 + TEXT * 0.35);
                (Words { text: printed, at, size: TEXT, weight: Weight::Bold, anchor: Anchor::Middle, fill: ink }.plain())
            }
        });
        x += wide;
    }
    html! { @for part in &parts { (part) } }
}

fn legend(stack: &Stack, y: &mut f64, look: &Look) -> Markup {
    let mut x = EDGE;
    let mut entries = Vec::new();
    *y += 6.0;
    for tag in &stack.legend {
        let wide = 40.0 + width(&tag.word, TEXT, Weight::Regular);
        if x > EDGE && x + wide > WIDTH - EDGE {
            x = EDGE;
            *y += 36.0;
        }
        let ground = ground(tag.colour, look);
        entries.push(html! {
            rect x=(n(x)) y=(n(*y)) width="28" height="28" fill=(ground.fill) stroke=[ground.stroke.as_deref()]
                stroke-width="1.5" stroke-dasharray=[ground.dashes] {}
            (mark_at(tag.mark, (x + 14.0, *y + 14.0), 18.0, look.text_on(tag.colour)))
            (words(&tag.word, (x + 38.0, *y + 21.0), TEXT, Weight::Regular, look.token("ink")))
        });
        x += wide + 22.0;
    }
    *y += 30.0;
    html! { @for entry in &entries { (entry) } }
}

fn words(text: &str, at: (f64, f64), size: f64, weight: Weight, fill: &str) -> Markup {
    Words { text, at, size, weight, anchor: Anchor::Start, fill }.plain()
}

fn sum(bar: &StackBar) -> f64 {
    bar.parts.iter().map(|(_, value, _)| pixels(*value).max(0.0)).sum()
}
