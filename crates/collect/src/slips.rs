//! What people type where a number is meant, and what each of them is told.

use domain::Unit;
use domain::value::ABSENCES;

use crate::date;
use crate::fault::Fault;

/// What stands for "there is no value" in spreadsheets, besides the words for reasons.
const NOTHING: [&str; 22] = [
    "n/a", "na", "n.a.", "#n/a", "tbc", "tba", "tbd", "-", "--", "x", "..", ".", "?", "*", "none", "nil", "null",
    "blank", "unknown", "missing", "no data", "pending",
];

/// What is told of a text that is no number of the unit.
pub(crate) fn no_number(text: &str, unit: Unit) -> Fault {
    let lower = text.to_lowercase();
    let digits = text.bytes().any(|b| b.is_ascii_digit());
    if let Some(fault) = instead_of_a_value(text, &lower) {
        return fault;
    }
    if !digits {
        let says = format!("“{text}” is not a number.");
        return Fault::new("not-a-number", says, "Type digits, with a point before decimals: 1511867 or 12.5.");
    }
    if text.starts_with('(') && text.ends_with(')') {
        let says = format!("“{text}” stands in brackets, which an accountant reads as below zero.");
        return Fault::new("number-in-brackets", says, "Type it with a minus sign, as -12, or without brackets.");
    }
    if is_exponent(&lower) {
        let says = format!("“{text}” is a shortened number.");
        return Fault::new("number-in-e-form", says, "Type every digit: 1500000.");
    }
    if ["~", "≈", "c.", "c ", "ca", "about", "approx", "circa", "est"].iter().any(|word| lower.starts_with(word)) {
        let says = format!("“{text}” is an approximate number.");
        let hint = "Type the number alone and choose “approximate” or “estimated” as its marker.";
        return Fault::new("number-not-exact", says, hint);
    }
    if ["<", ">", "≤", "≥", "under", "over", "less", "more", "at "].iter().any(|word| lower.starts_with(word)) {
        let says = format!("“{text}” says what the value lies below or above, not what it is.");
        let hint = "Type the value. If it is withheld because the number is small, choose the reason “suppressed”.";
        return Fault::new("number-not-exact", says, hint);
    }
    if date::looks_like_one(&lower) {
        let says = format!("“{text}” is a date, or a number that a spreadsheet took for one.");
        return Fault::new(
            "date-made-by-excel",
            says,
            "Type the number again; in a spreadsheet, format the cell as Number.",
        );
    }
    if lower.contains(" of ") || lower.contains(" out of ") || lower.contains('/') {
        let says = format!("“{text}” is two numbers.");
        let hint = "Type the value here, and the two numbers as numerator and denominator.";
        return Fault::new("more-than-one-number", says, hint);
    }
    if lower.contains(" to ") || lower.trim_start_matches('-').contains('-') {
        let says = format!("“{text}” is not one number.");
        return Fault::new("more-than-one-number", says, "Type one number, and say the rest in the note.");
    }
    other_unit(text, unit)
}

/// What is told of a number with something around it that is not its measure's unit.
pub(crate) fn other_unit(text: &str, unit: Unit) -> Fault {
    let says = format!("“{text}” is a number with something beside it.");
    let example = match unit {
        Unit::Percent | Unit::PercentUnmarked => "53 for 53%",
        Unit::Pounds => "14000000 or £14m for fourteen million pounds",
        _ => "53",
    };
    let hint = format!(
        "This measure is counted in {}: type the number alone, {example}. What qualifies it is a marker or a note.",
        in_words(unit)
    );
    Fault::new("number-with-unit", says, hint)
}

fn instead_of_a_value(text: &str, lower: &str) -> Option<Fault> {
    let reason = ABSENCES.iter().find(|(_, word)| *word == lower).map(|(absence, _)| *absence);
    let shorthand = matches!(lower, "[c]" | "[x]" | "[z]");
    if reason.is_none() && !shorthand && !NOTHING.contains(&lower) && !lower.starts_with("not due") {
        return None;
    }
    let says = format!("“{text}” is not a value.");
    let hint = match (reason, lower) {
        (Some(absence), _) => {
            format!("Empty the value, and choose “{}” as the reason for having none.", absence.word())
        }
        (None, "none" | "nil") => {
            "Type 0 if it was counted and there were none; otherwise empty the value and choose the reason.".to_string()
        }
        _ => "Empty the value, and choose the reason for having none.".to_string(),
    };
    Some(Fault::new("reason-as-value", says, hint))
}

/// `1.5e+06`
fn is_exponent(lower: &str) -> bool {
    lower.split_once('e').is_some_and(|(number, power)| {
        let number = number.trim_start_matches('-');
        let power = power.trim_start_matches(['+', '-']);
        let figures = |part: &str| part.starts_with(|c: char| c.is_ascii_digit());
        figures(number) && figures(power) && power.bytes().all(|b| b.is_ascii_digit())
    })
}

/// What is counted in, for people: “counted in” `per cent`, `pounds`, `days`.
pub fn in_words(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "numbers",
        Unit::Percent | Unit::PercentUnmarked => "per cent",
        Unit::Points => "percentage points",
        Unit::Pounds => "pounds",
        Unit::Days => "days",
        Unit::Weeks => "weeks",
        Unit::Minutes => "minutes",
        Unit::Per1k => "rates per 1,000",
        Unit::Per10k => "rates per 10,000",
        Unit::Per100k => "rates per 100,000",
        Unit::Score => "scores",
        Unit::Level => "levels",
        Unit::YesNo => "yes or no",
        Unit::Km => "kilometres",
        Unit::SquareMetres => "square metres",
        Unit::Kg => "kilograms",
        Unit::Tonnes => "tonnes",
        Unit::Ratio => "ratios to one",
    }
}
