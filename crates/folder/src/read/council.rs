//! `council.toml`.

use std::collections::BTreeSet;

use domain::council::LOOK_TOKENS;
use domain::{Calendar, Council, Month, YearStyle};

use crate::Files;
use crate::forms;
use crate::known::Known;
use crate::problems::{Fault, Place, Problems, name_hint};
use crate::settings::{self, Section};
use crate::shape::Texts;
use crate::text;

/// The version of the form that this program reads and writes.
pub(crate) const FORMAT: u32 = 1;

/// How a year is written in `council.toml`.
pub(crate) const STYLES: [(YearStyle, &str); 4] = [
    (YearStyle::Dash, "2025-26"),
    (YearStyle::Slash, "2025/26"),
    (YearStyle::Opening, "2025"),
    (YearStyle::Closing, "2026"),
];

const FILE: &str = "council.toml";

/// Whether the folder says that it is of a later form than this program knows: then nothing else of it is judged.
pub(super) fn is_of_a_later_form(files: &Files, problems: &mut Problems) -> bool {
    let Some(text) = files.get(FILE).and_then(|bytes| text::decode(FILE, bytes, &mut Problems::default())) else {
        return false;
    };
    let found = settings::open(FILE, &text, &mut Problems::default(), |root, _| {
        let item = root.may("format")?;
        Some((item.whole::<u32>(&mut Problems::default())?, item.place()))
    });
    let Some((format, place)) = found.flatten().filter(|(format, _)| *format > FORMAT) else { return false };
    let says = format!("The folder is of form {format}; this program reads form {FORMAT}.");
    problems.tell(place, Fault::new("format-too-new", says, "Use a newer version of Baseplan."));
    true
}

/// Reads the council itself, without any of its lists.
pub(super) fn read(texts: &Texts, known: &mut Known, problems: &mut Problems) -> Council {
    known.dimensions.torn = true;
    let Some(text) = texts.text(FILE) else { return Council::default() };
    settings::open(FILE, text, problems, |root, problems| {
        let mut council = whole(&root, problems);
        let before = problems.count();
        let section = root.may("dimensions").and_then(|item| item.section(problems));
        council.dimensions = section.map(|section| dimensions(&section, problems)).unwrap_or_default();
        known.dimensions.torn = problems.count() > before;
        root.finish(problems);
        known.calendar = council.calendar.clone();
        known.dimensions.keys = council.dimensions.iter().map(|(key, _)| key.clone()).collect();
        council
    })
    .unwrap_or_default()
}

fn whole(root: &Section, problems: &mut Problems) -> Council {
    let must = |key: &str, problems: &mut Problems| {
        root.must(key, problems).and_then(|item| item.text(problems)).unwrap_or_default()
    };
    let may = |key: &str, problems: &mut Problems| root.may(key).and_then(|item| item.text(problems));
    if let Some(item) = root.must("format", problems)
        && item.whole::<u32>(problems).is_some_and(|format| format != FORMAT)
    {
        let fault = Fault::new("unknown-format", "There is no such form of the folder.", "Write format = 1.");
        problems.tell(item.place(), fault);
    }
    let name = must("name", problems);
    let short_name = may("short_name", problems).unwrap_or_else(|| name.clone());
    let language = root.may("language").and_then(|item| item.read(language, problems));
    let website = root.may("website").and_then(|item| item.read(address, problems));
    Council {
        short_name,
        name,
        gss: must("gss", problems),
        language: language.unwrap_or_else(|| "en-GB".to_string()),
        website,
        contact: may("contact", problems),
        licence: must("licence", problems),
        calendar: root
            .may("calendar")
            .and_then(|item| item.section(problems))
            .map_or_else(Calendar::default, |s| calendar(s, problems)),
        look: root.may("look").and_then(|item| item.section(problems)).map(|s| look(&s, problems)).unwrap_or_default(),
        ..Council::default()
    }
}

fn language(text: &str) -> Result<String, Fault> {
    let mut parts = text.split('-');
    let first =
        parts.next().is_some_and(|part| matches!(part.len(), 2 | 3) && part.bytes().all(|b| b.is_ascii_lowercase()));
    let plain = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    if first && parts.all(plain) {
        return Ok(text.to_string());
    }
    Err(Fault::new("not-a-language", format!("“{text}” is not a language tag."), "Write en-GB, or cy for Welsh."))
}

fn address(text: &str) -> Result<String, Fault> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    if rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace)) {
        return Ok(text.to_string());
    }
    Err(Fault::new("not-an-address", format!("“{text}” is not a web address."), "Begin it with https://."))
}

fn calendar(section: Section, problems: &mut Problems) -> Calendar {
    let mut calendar = Calendar::default();
    let month = |key: &str, problems: &mut Problems| {
        let item = section.may(key)?;
        let month = item.whole::<u8>(problems).map(Month::new)?;
        if month.is_none() {
            let fault = Fault::new("impossible-month", "A month is 1 to 12.", "Write 4 for April.");
            problems.tell(item.place(), fault);
        }
        month
    };
    calendar.opens = month("opens", problems).unwrap_or(calendar.opens);
    calendar.academic_opens = month("academic_opens", problems).unwrap_or(calendar.academic_opens);
    if let Some(item) = section.may("style") {
        let style = item.read(|text| forms::word(&STYLES, text, "a way of writing years"), problems);
        calendar.style = style.unwrap_or(calendar.style);
    }
    if let Some(word) = section.may("quarter_word").and_then(|item| item.text_untrimmed(problems)) {
        calendar.quarter_word = word;
    }
    section.finish(problems);
    calendar
}

fn dimensions(section: &Section, problems: &mut Problems) -> Vec<(String, String)> {
    let taken: BTreeSet<&str> =
        super::plans::DIMENSION_TABLES.iter().flat_map(|(must, may)| must.iter().chain(*may)).copied().collect();
    let mut dimensions = Vec::new();
    for (key, place, item) in section.entries() {
        if taken.contains(key.as_str()) {
            let says = format!("“{key}” is already a column of its own.");
            problems.tell(place, Fault::new("reserved-word", says, "Call the dimension something else."));
        } else if let Some(words) = item.text(problems) {
            dimensions.push((key, words));
        }
    }
    dimensions
}

fn look(section: &Section, problems: &mut Problems) -> Vec<(String, String)> {
    let mut look = Vec::new();
    for (token, place, item) in section.entries() {
        if !LOOK_TOKENS.contains(&token.as_str()) {
            tell_token(&token, place, problems);
        } else if let Some((r, g, b)) = item.read(forms::colour, problems) {
            look.push((token, format!("#{r:02x}{g:02x}{b:02x}")));
        }
    }
    look
}

fn tell_token(token: &str, place: Place, problems: &mut Problems) {
    let says = format!("The look has no token “{token}”.");
    problems.tell(place, Fault::new("unknown-key", says, name_hint(token, LOOK_TOKENS.iter().copied(), "no file")));
}
