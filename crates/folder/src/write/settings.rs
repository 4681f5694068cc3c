//! `council.toml` and `editions.toml`.

use domain::edition::STATUSES;
use domain::measure::word_of;
use domain::{Council, Edition};

use super::form::{line, may_line};
use crate::read::council::{FORMAT, STYLES};

pub(super) fn council(council: &Council) -> String {
    let mut out = format!("format = {FORMAT}\n");
    out += &line("name", &council.name);
    if council.short_name != council.name {
        out += &line("short_name", &council.short_name);
    }
    out += &line("gss", &council.gss);
    out += &line("language", &council.language);
    out += &may_line("website", council.website.as_deref());
    out += &may_line("contact", council.contact.as_deref());
    out += &line("licence", &council.licence);
    let calendar = &council.calendar;
    out += &format!("\n[calendar]\nopens = {}\n", calendar.opens.number());
    out += &format!("academic_opens = {}\n", calendar.academic_opens.number());
    out += &line("style", word_of(&STYLES, calendar.style));
    out += &line("quarter_word", &calendar.quarter_word);
    for (title, pairs) in [("dimensions", &council.dimensions), ("look", &council.look)] {
        if !pairs.is_empty() {
            out += &format!("\n[{title}]\n");
            out.extend(pairs.iter().map(|(key, value)| line(key, value)));
        }
    }
    out
}

pub(super) fn editions(editions: &[Edition]) -> String {
    let all: Vec<String> = editions.iter().map(edition).collect();
    all.join("\n")
}

fn edition(edition: &Edition) -> String {
    let mut out = "[[edition]]\n".to_string();
    out += &line("period", &edition.period.to_string());
    out += &line("plan", &edition.plan);
    out += &line("outline", &edition.outline);
    out += &line("title", &edition.title);
    out += &format!("position_at = {}\n", edition.position_at);
    if let Some(published) = edition.published_on {
        out += &format!("published_on = {published}\n");
    }
    out += &line("status", word_of(&STATUSES, edition.status));
    out += &may_line("reason", edition.reason.as_deref());
    if edition.demonstration {
        out += "demonstration = true\n";
    }
    out
}
