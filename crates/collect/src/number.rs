//! Numbers as people type them: `1,511,867`, `53%`, `£14m`, ` 47.8 `. Only what can mean one thing is read.

use domain::fits::{MOST_DIGITS, NoNumber, plain_number};
use domain::{Decimal, Unit};

use crate::fault::Fault;
use crate::slips;

/// Reads a number of a unit: with its sign, thousands in commas or spaces and, for money, `k`, `m` or `bn`.
pub(crate) fn read(text: &str, unit: Unit) -> Result<Decimal, Fault> {
    let tidy = tidy(text);
    let (below, rest) = sign(&tidy);
    let (pounds, rest) = rest.strip_prefix('£').map_or((false, rest), |rest| (true, rest.trim_start()));
    let (below, rest) = if pounds && !below { sign(rest) } else { (below, rest) };
    let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.' | ' ')).unwrap_or(rest.len());
    let (number, after) = rest.split_at(end);
    let number = number.trim();
    if !number.contains(|c: char| c.is_ascii_digit()) {
        return Err(slips::no_number(text.trim(), unit));
    }
    if pounds && unit != Unit::Pounds {
        return Err(slips::other_unit(text.trim(), unit));
    }
    let after = after.trim().trim_end_matches('.').to_lowercase();
    let power = match (after.as_str(), unit) {
        ("", _) => 0,
        ("k" | "thousand", Unit::Pounds) => 3,
        ("m" | "mn" | "million", Unit::Pounds) => 6,
        ("bn" | "billion", Unit::Pounds) => 9,
        _ if is_own(&after, unit) => 0,
        _ => return Err(slips::no_number(text.trim(), unit)),
    };
    let plain = ungrouped(text.trim(), number)?;
    let size = plain_number(&plain).map_err(|why| match why {
        NoNumber::NotPlain => slips::no_number(text.trim(), unit),
        NoNumber::TooManyDigits => too_long(text.trim()),
    })?;
    let value = size.checked_mul(Decimal::from(10_u64.pow(power))).ok_or_else(|| too_long(text.trim()))?;
    let value = if power == 0 { value } else { value.normalize() };
    plain_number(&value.to_string()).map_err(|_| too_long(text.trim()))?;
    Ok(if below && !value.is_zero() { -value } else { value })
}

/// Trimmed, with one kind of space and one kind of minus.
pub(crate) fn tidy(text: &str) -> String {
    let one = |c: char| match c {
        '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' | '\t' | '\n' | '\r' => ' ',
        '\u{2212}' | '\u{2010}' | '\u{2011}' | '\u{2013}' => '-',
        other => other,
    };
    text.chars().map(one).collect::<String>().trim().to_string()
}

fn sign(text: &str) -> (bool, &str) {
    match (text.strip_prefix('-'), text.strip_prefix('+')) {
        (Some(rest), _) => (true, rest.trim_start()),
        (_, Some(rest)) => (false, rest.trim_start()),
        _ => (false, text),
    }
}

/// Whether words after a number are the unit that the measure counts in anyway.
fn is_own(after: &str, unit: Unit) -> bool {
    let printed = |value| unit.affixes_of(value).1.trim();
    let further: &[&str] = match unit {
        Unit::Percent | Unit::PercentUnmarked => &["%", "per cent", "percent"],
        Unit::Points => &["pp", "ppt", "ppts", "points"],
        Unit::Pounds => &["pounds"],
        Unit::Per1k => &["per 1000", "per thousand"],
        Unit::Per10k => &["per 10000"],
        Unit::Per100k => &["per 100000"],
        Unit::Km => &["kilometres"],
        Unit::SquareMetres => &["m2", "sq m", "square metres"],
        Unit::Kg => &["kilograms", "kgs"],
        Unit::Tonnes => &["t"],
        Unit::Minutes => &["mins", "min"],
        _ => &[],
    };
    !after.is_empty() && (further.contains(&after) || after == printed(Decimal::ZERO) || after == printed(Decimal::ONE))
}

/// Digits and a point, without the commas or spaces between thousands.
fn ungrouped(text: &str, number: &str) -> Result<String, Fault> {
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    let between = [',', ' '].into_iter().find(|mark| whole.contains(*mark));
    let groups: Vec<&str> = between.map_or_else(|| vec![whole], |mark| whole.split(mark).collect());
    let digits = |part: &&str| part.bytes().all(|b| b.is_ascii_digit());
    let sound = groups.iter().enumerate().all(|(at, group)| match at {
        0 if groups.len() == 1 => digits(group),
        0 => (1..=3).contains(&group.len()) && digits(group),
        _ => group.len() == 3 && digits(group),
    });
    if !sound {
        let says = format!("“{text}” has commas or spaces where no thousands end.");
        let hint = "Type the digits alone, with a point before the decimals: 1511867 or 12.5.";
        return Err(Fault::new("number-with-commas", says, hint));
    }
    let whole = groups.concat();
    let whole = if whole.is_empty() { "0" } else { &whole };
    match fraction {
        None => Ok(whole.to_string()),
        Some(fraction) if !fraction.is_empty() && digits(&fraction) => Ok(format!("{whole}.{fraction}")),
        Some(_) => {
            let says = format!("“{text}” is not one number: something stands wrong after its point.");
            Err(Fault::new("not-a-number", says, "Type digits with one point at most: 12 or 12.5."))
        }
    }
}

fn too_long(text: &str) -> Fault {
    let says = format!("“{text}” has more than {MOST_DIGITS} digits.");
    Fault::new("too-many-digits", says, format!("Shorten it to at most {MOST_DIGITS} digits."))
}
