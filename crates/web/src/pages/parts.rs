//! Pieces that several pages show: tables, grades, where an item stands.

use domain::cycle::Standing;
use domain::{Colour, Mark, Scheme};
use jiff::Timestamp;
use maud::{Markup, html};

use crate::moment::moment;
use crate::words::say;

/// Who did something, and when.
pub fn by(name: &str, at: Timestamp) -> Markup {
    html! { (name) ", " span.whole { (moment(at)) } }
}

/// A period as it is printed, its year in one piece: `Quarter 3 2025-26`.
pub fn period(printed: &str) -> Markup {
    match printed.rsplit_once(' ') {
        Some((start, year)) => html! { (start) " " span.whole { (year) } },
        None => html! { span.whole { (printed) } },
    }
}

/// The grade at a place of a scheme, as a word with its mark and colour.
pub fn grade_at(scheme: &Scheme, place: usize) -> Markup {
    match scheme.grades.get(place) {
        Some(grade) => tag(&grade.name, grade.mark, grade.colour),
        None => html! {},
    }
}

/// A grade by its name.
pub fn grade_named(scheme: &Scheme, name: &str) -> Markup {
    match scheme.grade_named(name) {
        Some(place) => grade_at(scheme, place),
        None => html! { (name) },
    }
}

fn tag(name: &str, mark: Mark, colour: Colour) -> Markup {
    let class = match colour {
        Colour::Best => "best",
        Colour::Good => "good",
        Colour::Watch => "watch",
        Colour::Act => "act",
        _ => "none",
    };
    html! { span class={ "grade " (class) } { span aria-hidden="true" { (sign(mark)) } " " (name) } }
}

fn sign(mark: Mark) -> &'static str {
    match mark {
        Mark::Star => "★",
        Mark::Tick => "✔",
        Mark::Dot => "●",
        Mark::Flag => "⚑",
        Mark::Triangle => "▲",
        Mark::Diamond => "◆",
        Mark::Square => "■",
        Mark::Ring => "○",
    }
}

/// Where an item stands, as a word with its mark.
pub fn standing_tag(standing: Standing) -> Markup {
    let (class, sign, _) = standing_parts(standing);
    html! { span class={ "standing " (class) } { span aria-hidden="true" { (sign) } " " (standing_word(standing)) } }
}

/// Where an item stands, in words.
pub fn standing_word(standing: Standing) -> &'static str {
    say(standing_parts(standing).2)
}

/// The word of a standing in addresses and stylesheets.
pub fn standing_class(standing: Standing) -> &'static str {
    standing_parts(standing).0
}

/// Its word in addresses and stylesheets, its mark, the key of its words.
fn standing_parts(standing: Standing) -> (&'static str, &'static str, &'static str) {
    match standing {
        Standing::Owed => ("owed", "○", "standing.owed"),
        Standing::Returned => ("returned", "↩", "standing.returned"),
        Standing::Entered => ("entered", "✎", "standing.entered"),
        Standing::Submitted => ("submitted", "→", "standing.submitted"),
        Standing::Approved => ("approved", "✔", "standing.approved"),
    }
}
