//! The measure card: the name, one big value with its period, its rating, a small history, target and benchmark.

#![allow(clippy::float_arithmetic, reason = "pixel geometry; no figure of a council is computed here")]

use maud::{Markup, html};

use super::base_plan::ground;
use super::picture::{Anchor, Caption, Reads, Words, frame, line, mark_at, n, pixels};
use super::text::{Weight, width, wrap};
use super::{Card, Era};
use crate::document::Tag;
use crate::look::Look;

const WIDTH: f64 = 360.0;
const EDGE: f64 = 8.0;
const TITLE: f64 = 15.0;
const SMALL: f64 = 12.0;
/// Width and height of the small history.
const SPARK: (f64, f64) = (130.0, 56.0);

/// Draws it: the SVG and its size.
pub fn draw(card: &Card, look: &Look) -> (String, (u32, u32)) {
    let mut y = 4.0;
    let mut parts = Vec::new();
    parts.extend(rows(&card.title, TITLE, Weight::Bold, &mut y, look.token("ink")));
    let top = y + 10.0;
    let room = WIDTH - 3.0 * EDGE - SPARK.0;
    let size = [34.0, 28.0, 22.0, 17.0].into_iter().find(|size| width(&card.value, *size, Weight::Bold) <= room);
    let size = size.unwrap_or(17.0);
    y = top;
    for text in wrap(&card.value, size, Weight::Bold, room) {
        y += size * 1.15;
        parts.push(words(&text, (EDGE, y), size, Weight::Bold, look.token("ink")));
    }
    y += SMALL * 1.5;
    parts.push(words(&card.period, (EDGE, y), SMALL, Weight::Regular, look.token("muted")));
    parts.push(history(card, (WIDTH - EDGE - SPARK.0, top), look));
    y = (y + 12.0).max(top + SPARK.1 + 26.0);
    if let Some(tag) = &card.tag {
        parts.push(lozenge(tag, (EDGE, y), look));
        y += 30.0;
    }
    for text in &card.quiet {
        parts.extend(rows(text, SMALL, Weight::Regular, &mut y, look.token("muted")));
    }
    let size = (WIDTH as u32, (y + EDGE + 2.0).ceil().clamp(0.0, 100_000.0) as u32);
    let caption = Caption { id: &card.id, title: &card.title, alt: &card.alt };
    (frame(&caption, size, Reads::AsImage, &html! { @for part in &parts { (part) } }), size)
}

fn words(text: &str, at: (f64, f64), size: f64, weight: Weight, fill: &str) -> Markup {
    Words { text, at, size, weight, anchor: Anchor::Start, fill }.plain()
}

fn rows(text: &str, size: f64, weight: Weight, y: &mut f64, fill: &str) -> Vec<Markup> {
    let mut set = Vec::new();
    for row in wrap(text, size, weight, WIDTH - 2.0 * EDGE) {
        *y += size * 1.35;
        set.push(words(&row, (EDGE, *y), size, weight, fill));
    }
    set
}

fn lozenge(tag: &Tag, (x, y): (f64, f64), look: &Look) -> Markup {
    let ground = ground(tag.colour, look);
    let wide = width(&tag.word, 14.0, Weight::Bold) + 38.0;
    let ink = look.text_on(tag.colour);
    html! {
        rect x=(n(x)) y=(n(y)) width=(n(wide)) height="24" rx="4" fill=(ground.fill) stroke=[ground.stroke.as_deref()]
            stroke-width="1.5" stroke-dasharray=[ground.dashes] {}
        (mark_at(tag.mark, (x + 15.0, y + 12.0), 14.0, ink))
        (words(&tag.word, (x + 28.0, y + 17.0), 14.0, Weight::Bold, ink))
    }
}

/// Three values or fewer as bars, more as a line; the first and the last period are named.
fn history(card: &Card, (left, top): (f64, f64), look: &Look) -> Markup {
    let seen: Vec<(usize, f64)> =
        card.history.iter().enumerate().filter_map(|(at, point)| Some((at, pixels(point.value?)))).collect();
    if seen.len() < 2 {
        return html! {};
    }
    let most = seen.iter().map(|(_, value)| *value).fold(0.0, f64::max);
    let least = seen.iter().map(|(_, value)| *value).fold(0.0, f64::min);
    let high = |value: f64| top + SPARK.1 - (value - least) / (most - least).max(f64::MIN_POSITIVE) * SPARK.1;
    let slots = f64::from(u32::try_from(card.history.len()).unwrap_or(1));
    let x = |at: usize| left + SPARK.0 * (f64::from(u32::try_from(at).unwrap_or(0)) + 0.5) / slots;
    let shade = |at: usize| match card.history.get(at).map(|point| point.era) {
        Some(Era::Now) => look.token("now"),
        _ => look.token("before"),
    };
    let wide = (SPARK.0 / slots * 0.7).min(30.0);
    let drawn = html! {
        @if seen.len() <= 4 {
            @for (at, value) in &seen {
                @let (y, base) = (high(*value), high(0.0));
                rect x=(n(x(*at) - wide / 2.0)) y=(n(y.min(base))) width=(n(wide)) height=(n((y - base).abs().max(1.0)))
                    fill=(shade(*at)) {}
            }
        } @else {
            @for pair in seen.windows(2) {
                @if let [one, other] = pair {
                    (line((x(one.0), high(one.1)), (x(other.0), high(other.1)), look.token("before"), "2"))
                }
            }
            @for (at, value) in &seen {
                circle cx=(n(x(*at))) cy=(n(high(*value))) r="3.5" fill=(shade(*at)) {}
            }
        }
    };
    let ends = [seen.first(), seen.last()];
    let fill = look.token("muted");
    html! {
        (drawn)
        (line((left, high(0.0)), (left + SPARK.0, high(0.0)), look.token("rule"), "1"))
        @for (at, _) in ends.into_iter().flatten() {
            @if let Some(point) = card.history.get(*at) {
                @let half = width(&point.label, 10.5, Weight::Regular) / 2.0;
                @let middle = x(*at).clamp(left + half, left + SPARK.0 - half);
                (Words { text: &point.label, at: (middle, top + SPARK.1 + 14.0), size: 10.5, weight: Weight::Regular,
                    anchor: Anchor::Middle, fill }.plain())
            }
        }
    }
}
