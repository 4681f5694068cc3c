//! What every picture has: its frame with a title and a description, texts, and numbers of fixed places.

#![allow(clippy::float_arithmetic, reason = "pixel geometry; no figure of a council is computed here")]

use domain::{Decimal, Mark};
use maud::{Markup, html};

use super::mark::{SIDE, shape};
use super::text::Weight;

/// Typst and browsers look for these in order.
pub const FONTS: &str = "\"Noto Sans\", Arial, sans-serif";

/// How a picture stands to assistive technology.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// As one image.
    AsImage,
    /// As a group, because it holds links.
    AsGroup,
}

/// What a picture is called and what it says.
pub struct Caption<'a> {
    /// Prefix of every id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// The finding in words.
    pub alt: &'a str,
}

/// A coordinate with one decimal place, never `-0.0`: the same input gives the same bytes.
pub fn n(value: f64) -> String {
    let text = format!("{value:.1}");
    if text == "-0.0" { "0.0".into() } else { text }
}

/// A value as a length: the only way from a figure to a float, and none leads back.
pub fn pixels(value: Decimal) -> f64 {
    value.to_string().parse().unwrap_or(0.0)
}

/// The whole picture on a white ground, so that it also reads where it is pasted.
pub fn frame(caption: &Caption<'_>, size: (u32, u32), reads: Reads, body: &Markup) -> String {
    let (width, height) = size;
    let title = format!("{}-svg-title", caption.id);
    let desc = format!("{}-svg-desc", caption.id);
    let role = if reads == Reads::AsImage { "img" } else { "group" };
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (width) " " (height) } width=(width) height=(height)
            role=(role) aria-labelledby={ (title) " " (desc) } font-family=(FONTS) {
            title id=(title) { (caption.title) }
            desc id=(desc) { (caption.alt) }
            rect width=(width) height=(height) fill="#ffffff" {}
            (body)
        }
    }
    .into_string()
}

/// Where a text hangs on its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// Its middle stands there.
    Middle,
}

/// A line of text.
pub struct Words<'a> {
    /// What it says.
    pub text: &'a str,
    /// Where: the baseline's point.
    pub at: (f64, f64),
    /// In pixels.
    pub size: f64,
    /// How heavy.
    pub weight: Weight,
    /// Where it hangs.
    pub anchor: Anchor,
    /// Its colour.
    pub fill: &'a str,
}

impl Words<'_> {
    /// The text alone.
    pub fn plain(&self) -> Markup {
        self.set(None, None)
    }

    /// The text with a white edge, where lines or bars may pass behind it.
    pub fn cased(&self) -> Markup {
        self.set(Some("#ffffff"), None)
    }

    /// The text turned to read upwards, with a white edge.
    pub fn upwards(&self) -> Markup {
        let turn = format!("rotate(-90 {} {})", n(self.at.0), n(self.at.1));
        self.set(Some("#ffffff"), Some(turn))
    }

    fn set(&self, casing: Option<&str>, transform: Option<String>) -> Markup {
        let weight = (self.weight == Weight::Bold).then_some("700");
        let anchor = (self.anchor == Anchor::Middle).then_some("middle");
        let (edge, order) = (casing.map(|_| "3"), casing.map(|_| "stroke"));
        html! {
            text x=(n(self.at.0)) y=(n(self.at.1)) font-size=(n(self.size)) font-weight=[weight] text-anchor=[anchor]
                fill=(self.fill) stroke=[casing] stroke-width=[edge] stroke-linejoin=[casing.map(|_| "round")]
                paint-order=[order] transform=[transform] { (self.text) }
        }
    }
}

/// A mark of a given size around its middle.
pub fn mark_at(mark: Mark, middle: (f64, f64), size: f64, fill: &str) -> Markup {
    let scale = size / f64::from(SIDE);
    let (x, y) = (middle.0 - size / 2.0, middle.1 - size / 2.0);
    html! {
        path d=(shape(mark)) fill-rule="evenodd" fill=(fill)
            transform={ "translate(" (n(x)) " " (n(y)) ") scale(" (format!("{scale:.3}")) ")" } {}
    }
}

/// A straight line.
pub fn line(from: (f64, f64), to: (f64, f64), stroke: &str, width: &str) -> Markup {
    html! {
        line x1=(n(from.0)) y1=(n(from.1)) x2=(n(to.0)) y2=(n(to.1)) stroke=(stroke) stroke-width=(width) {}
    }
}
