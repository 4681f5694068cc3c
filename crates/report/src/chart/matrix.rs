//! The risk matrix: likelihood upwards, impact to the right, and each risk's reference in its cell.

#![allow(clippy::float_arithmetic, reason = "pixel geometry; no figure of a council is computed here")]

use maud::{Markup, html};

use super::Matrix;
use super::picture::{Anchor, Caption, Reads, Words, frame, n};
use super::text::{Weight, wrap};
use crate::look::Look;

const WIDTH: f64 = 960.0;
const EDGE: f64 = 6.0;
const LEFT: f64 = 70.0;
const TITLE: f64 = 26.0;
const TEXT: f64 = 20.0;
const CELL: f64 = 84.0;

/// Draws it: the SVG and its size.
pub fn draw(matrix: &Matrix, look: &Look) -> (String, (u32, u32)) {
    let ink = look.token("ink");
    let mut y = EDGE;
    let mut parts = Vec::new();
    for text in wrap(&matrix.title, TITLE, Weight::Bold, WIDTH - 2.0 * EDGE) {
        y += TITLE * 1.25;
        let at = (EDGE, y - 6.0);
        parts.push(
            Words { text: &text, at, size: TITLE, weight: Weight::Bold, anchor: Anchor::Start, fill: ink }.plain(),
        );
    }
    y += 12.0;
    let side = f64::from(matrix.side.max(1));
    let wide = (WIDTH - LEFT - EDGE) / side;
    for row in 0..matrix.side {
        let likelihood = matrix.side - row;
        let high = row_height(matrix, likelihood, wide);
        parts.push(middle(&likelihood.to_string(), (LEFT - 20.0, y + high / 2.0 + 7.0), ink));
        for impact in 1..=matrix.side {
            let x = LEFT + f64::from(impact - 1) * wide;
            parts.push(cell(matrix, (likelihood, impact), (x, y), (wide, high), look));
        }
        y += high;
    }
    for impact in 1..=matrix.side {
        parts.push(middle(&impact.to_string(), (LEFT + (f64::from(impact) - 0.5) * wide, y + 28.0), ink));
    }
    parts.push(middle(&matrix.across, (LEFT + (WIDTH - LEFT) / 2.0, y + 58.0), look.token("muted")));
    let up = Words {
        text: &matrix.up,
        at: (EDGE + 18.0, y - 8.0),
        size: TEXT,
        weight: Weight::Regular,
        anchor: Anchor::Start,
        fill: look.token("muted"),
    };
    parts.push(up.upwards());
    let size = (WIDTH as u32, (y + 70.0).ceil().clamp(0.0, 100_000.0) as u32);
    let caption = Caption { id: &matrix.id, title: &matrix.title, alt: &matrix.alt };
    (frame(&caption, size, Reads::AsImage, &html! { @for part in &parts { (part) } }), size)
}

fn middle(text: &str, at: (f64, f64), fill: &str) -> Markup {
    Words { text, at, size: TEXT, weight: Weight::Bold, anchor: Anchor::Middle, fill }.plain()
}

fn held(matrix: &Matrix, place: (u8, u8)) -> Vec<&str> {
    matrix.risks.iter().filter(|(_, at)| *at == place).map(|(reference, _)| reference.as_str()).collect()
}

fn lines(matrix: &Matrix, place: (u8, u8), wide: f64) -> Vec<String> {
    wrap(&held(matrix, place).join(", "), TEXT, Weight::Bold, wide - 16.0)
}

/// As high as the fullest cell of the row needs.
fn row_height(matrix: &Matrix, likelihood: u8, wide: f64) -> f64 {
    let rows = (1..=matrix.side).map(|impact| lines(matrix, (likelihood, impact), wide).len()).max().unwrap_or(0);
    (f64::from(u32::try_from(rows).unwrap_or(0)) * TEXT * 1.3 + 24.0).max(CELL)
}

fn cell(matrix: &Matrix, place: (u8, u8), (x, y): (f64, f64), (wide, high): (f64, f64), look: &Look) -> Markup {
    let rows = lines(matrix, place, wide);
    let fill = if rows.is_empty() { "#ffffff" } else { look.token("wash") };
    let first = y + high / 2.0 - TEXT * 0.65 * (f64::from(u32::try_from(rows.len()).unwrap_or(1)) - 1.0) + 7.0;
    html! {
        rect x=(n(x)) y=(n(y)) width=(n(wide)) height=(n(high)) fill=(fill) stroke=(look.token("rule")) stroke-width="1.5" {}
        @for (row, text) in rows.iter().enumerate() {
            @let at = (x + wide / 2.0, first + TEXT * 1.3 * f64::from(u32::try_from(row).unwrap_or(0)));
            (middle(text, at, look.token("ink")))
        }
    }
}
