//! How tables, texts and figures are written.

use domain::{Decimal, Measure, Unit};

/// A table as CSV. Names that end in `?` are of columns left out where no row uses them.
pub(super) fn sheet(columns: &[&str], rows: &[Vec<String>]) -> Vec<u8> {
    let used = |index: usize| rows.iter().any(|row| row.get(index).is_some_and(|cell| !cell.is_empty()));
    let kept: Vec<(usize, &str)> = columns
        .iter()
        .enumerate()
        .filter(|(index, name)| !name.ends_with('?') || used(*index))
        .map(|(i, n)| (i, *n))
        .collect();
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    let header: Vec<&str> = kept.iter().map(|(_, name)| name.trim_end_matches('?')).collect();
    let mut written = writer.write_record(&header);
    for row in rows {
        let cells = kept.iter().map(|(index, _)| row.get(*index).map_or("", String::as_str));
        written = written.and_then(|()| writer.write_record(cells));
    }
    // Writing to memory fails only for rows of unequal length, and all have as many cells as `kept`.
    debug_assert!(written.is_ok(), "a row of {header:?} was not written");
    writer.into_inner().unwrap_or_default()
}

/// A line of TOML: `key = "text"`.
pub(super) fn line(key: &str, text: &str) -> String {
    format!("{} = {}\n", bare_or_quoted(key), quoted(text))
}

/// A line of TOML where there is a text; nothing where there is none.
pub(super) fn may_line(key: &str, text: Option<&str>) -> String {
    text.map(|text| line(key, text)).unwrap_or_default()
}

/// A text as TOML writes it, on one line.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn bare_or_quoted(key: &str) -> String {
    let bare = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    if bare { key.to_string() } else { quoted(key) }
}

/// Texts as a TOML list.
pub(super) fn list<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let texts: Vec<String> = texts.into_iter().map(quoted).collect();
    format!("[{}]", texts.join(", "))
}

/// A number without idle zeros.
pub(super) fn number(value: Decimal) -> String {
    value.normalize().to_string()
}

/// A figure in a measure's unit, padded to its places; yes or no in words.
pub(super) fn figure(value: Decimal, measure: Option<&Measure>) -> String {
    match measure {
        None => number(value),
        Some(measure) if measure.unit == Unit::YesNo => (if value.is_zero() { "no" } else { "yes" }).to_string(),
        Some(measure) => measure.padded(value).to_string(),
    }
}

/// What may be there, as a cell.
pub(super) fn cell<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// A list in a cell.
pub(super) fn cells<'a>(entries: impl IntoIterator<Item = &'a str>) -> String {
    entries.into_iter().collect::<Vec<_>>().join("; ")
}

/// A name of a file: small letters, digits and hyphens.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "unnamed".to_string() } else { slug.to_string() }
}

/// The first of `wanted`, `wanted-2`, `wanted-3` … that is not taken.
pub(super) fn free_name(wanted: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut name = wanted.to_string();
    let mut number = 2_u32;
    while taken(&name) {
        name = format!("{wanted}-{number}");
        number += 1;
    }
    name
}
