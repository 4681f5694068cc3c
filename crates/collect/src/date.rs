//! Dates as people type them. A day and a month that could be either are asked for, never guessed.

use domain::Date;

use crate::fault::Fault;
use crate::number::tidy;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Reads `2025-09-30`, `30 September 2025`, `30-Sep-2025`, `30/09/2025`; a month alone, `2025-09` or `September 2025`, is
/// its last day.
pub(crate) fn read(text: &str) -> Result<Date, Fault> {
    let tidy = tidy(text).to_lowercase();
    let day_alone = tidy.split(['t', ' ']).next().filter(|_| is_moment(&tidy)).unwrap_or(&tidy);
    let parts: Vec<&str> = day_alone.split(['-', '/', ' ', '.', ',']).filter(|part| !part.is_empty()).collect();
    let dashed = day_alone.contains('-');
    let read = match parts.as_slice() {
        [year, month] if dashed && figures(year, 4) && figures(month, 2) => end_of(year, number(month)),
        [year, month, day] if dashed && figures(year, 4) => made(year, number(month), day),
        [month, year] if month_number(month).is_some() && figures(year, 4) => end_of(year, month_number(month)),
        [day, month, year] if month_number(month).is_some() => made(year, month_number(month), ordinal(day)),
        [day, month, year] if figures(year, 4) => return numbered(text, day, month, year),
        _ => None,
    };
    read.ok_or_else(|| not_a_date(text))
}

/// Whether a text has the looks of a date: `oct-09`, `01/10/2009`, `30 september 2025`.
pub(crate) fn looks_like_one(lower: &str) -> bool {
    let slashed = lower.split('/').count() == 3 && lower.bytes().all(|b| b.is_ascii_digit() || b == b'/');
    let named = lower.split(['-', ' ', '/']).any(|part| month_number(part).is_some());
    slashed || named && lower.bytes().any(|b| b.is_ascii_digit())
}

/// `2025-09-30t00:00:00`, as programs write a day.
fn is_moment(text: &str) -> bool {
    text.split_once(['t', ' ']).is_some_and(|(_, time)| {
        time.contains(':') && time.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'z'))
    })
}

/// A day, a month and a year in figures. British order, where no other can be meant.
fn numbered(text: &str, day: &str, month: &str, year: &str) -> Result<Date, Fault> {
    let (Some(first), Some(second)) = (number(day), number(month)) else { return Err(not_a_date(text)) };
    let british = made(year, Some(second), day);
    let american = made(year, Some(first), month);
    match (british, american) {
        (Some(british), Some(american)) if british != american => {
            let print = domain::calendar::print_date;
            let says = format!("“{}” could be {} or {}.", text.trim(), print(british), print(american));
            Err(Fault::new(
                "ambiguous-date",
                says,
                format!("Type the month as a word ({}) or {british}.", print(british)),
            ))
        }
        (Some(date), _) | (None, Some(date)) => Ok(date),
        (None, None) => Err(not_a_date(text)),
    }
}

fn made(year: &str, month: Option<i8>, day: &str) -> Option<Date> {
    let year: i16 = match year.len() {
        4 => year.parse().ok()?,
        2 if figures(&year, 2) => 2000 + year.parse::<i16>().ok()?,
        _ => return None,
    };
    let day = number(day)?;
    Date::new(year, month?, day).ok().filter(|date| (1900..2200).contains(&date.year()))
}

fn end_of(year: &str, month: Option<i8>) -> Option<Date> {
    made(year, month, "1").map(Date::last_of_month)
}

fn figures(part: &&str, length: usize) -> bool {
    part.len() == length && part.bytes().all(|b| b.is_ascii_digit())
}

fn number(part: &str) -> Option<i8> {
    (figures(&part, 1) || figures(&part, 2)).then(|| part.parse().ok()).flatten()
}

/// `30th` as `30`.
fn ordinal(day: &str) -> &str {
    ["st", "nd", "rd", "th"].iter().find_map(|end| day.strip_suffix(end)).unwrap_or(day)
}

/// The number of a month's name or its first three letters (`sept` too).
fn month_number(name: &str) -> Option<i8> {
    let known = |month: &str| month == name || (name.len() == 3 && month.starts_with(name));
    let at = MONTHS.iter().position(|month| known(month)).or((name == "sept").then_some(8))?;
    i8::try_from(at + 1).ok()
}

fn not_a_date(text: &str) -> Fault {
    let says = format!("“{}” is not a date.", text.trim());
    Fault::new("not-a-date", says, "Type day, month and year: 30 September 2025 or 2025-09-30.")
}
