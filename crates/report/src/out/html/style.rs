//! The one style element: tokens of the look, then the stylesheet, then what this report needs of its own.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use domain::Colour;

use super::gather::{Gathered, gather};
use super::inline::colour_class;
use super::table::shape_class;
use crate::document::{Meta, Report};
use crate::look::{Look, contrast_thousandths};

const SHEET: &str = include_str!("style.css");

/// Everything between `<style>` and `</style>`.
pub fn style(report: &Report, look: &Look, gathered: &Gathered<'_>) -> String {
    let (own, widths) = (gathered.own.clone(), gathered.widths.clone());
    let mut css = Sheet { own, widths }.css(look);
    css.push_str(&page_rule(&report.meta));
    css
}

/// What a stylesheet must provide for: gathered from the reports and tables of all pages that share it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    own: BTreeSet<(u8, u8, u8)>,
    widths: BTreeSet<Vec<u8>>,
}

impl Sheet {
    /// Provides for a report.
    pub fn report(&mut self, report: &Report) {
        let gathered = gather(report);
        self.own.extend(gathered.own);
        self.widths.extend(gathered.widths);
    }

    /// Provides for tables whose columns have these relative widths.
    pub fn columns(&mut self, widths: &[u8]) {
        self.widths.insert(widths.to_vec());
    }

    /// Provides for tags of a grade's colour.
    pub fn colour(&mut self, colour: Colour) {
        if let Colour::Own(r, g, b) = colour {
            self.own.insert((r, g, b));
        }
    }

    /// The stylesheet: tokens of the look, the rules of all reports, and those that these need.
    pub fn css(&self, look: &Look) -> String {
        let mut css = String::from("\n:root {");
        for (token, value) in look.tokens() {
            let _ = write!(css, " --{token}: {value};");
        }
        css.push_str(" }\n");
        css.push_str(SHEET);
        for colour in [Colour::Best, Colour::Good, Colour::Watch, Colour::Act, Colour::None] {
            css.push_str(&tag_rule(colour, look));
        }
        for (r, g, b) in &self.own {
            css.push_str(&tag_rule(Colour::Own(*r, *g, *b), look));
        }
        for widths in &self.widths {
            css.push_str(&width_rules(widths));
        }
        css
    }
}

/// Fill, words and edge of a grade: ink around it where the fill alone lacks 3:1 on white, dashed for no grade.
fn tag_rule(colour: Colour, look: &Look) -> String {
    let fill = look.fill(colour);
    let pale = contrast_thousandths(&fill, "#ffffff") < 3_000;
    let edge = if pale { look.token("ink") } else { &fill };
    let line = if colour == Colour::None { "dashed" } else { "solid" };
    let (class, text) = (colour_class(colour), look.text_on(colour));
    format!(".{class} {{ background: {fill}; color: {text}; border: 1px {line} {edge}; }}\n")
}

/// Relative widths as shares of the table, in tenths of a per cent.
fn width_rules(widths: &[u8]) -> String {
    let whole: u32 = widths.iter().map(|width| u32::from(*width)).sum::<u32>().max(1);
    let class = shape_class(widths);
    let rule = |(place, width): (usize, &u8)| {
        let tenths = u32::from(*width) * 1000 / whole;
        format!(".{class} col:nth-child({}) {{ width: {}.{}%; }}\n", place + 1, tenths / 10, tenths % 10)
    };
    widths.iter().enumerate().map(rule).collect()
}

/// What every printed page says at its head and foot, where the browser can.
fn page_rule(meta: &Meta) -> String {
    let banner = meta.banner.as_ref().map(|text| format!(" @top-center {{ content: {}; }}", quoted(text)));
    let foot = quoted(&format!("{}, {}", meta.council, meta.period));
    format!(
        "@page {{{} @bottom-left {{ content: {foot}; }} @bottom-right {{ content: counter(page) \"/\" counter(pages); }} }}\n",
        banner.unwrap_or_default()
    )
}

/// A string of CSS that can end neither itself nor the style element.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        if c.is_alphanumeric() || matches!(c, ' ' | ',' | '.' | '-' | ':' | '(' | ')') {
            out.push(c);
        } else {
            let _ = write!(out, "\\{:x} ", u32::from(c));
        }
    }
    out.push('"');
    out
}
