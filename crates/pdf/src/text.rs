//! Text as it can be printed: characters that no face has become their code point in words, and very long words may
//! break. Nothing is dropped.

use crate::faces;

/// A word longer than this many characters is given places to break.
const LONG: usize = 28;

/// Text as it is printed.
pub fn printed(text: &str) -> String {
    breakable(&with_glyphs(text))
}

/// Text where every character that no face has is written as its code point: `[U+1F600]`.
pub fn with_glyphs(text: &str) -> String {
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_control()) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut missing: Vec<String> = Vec::new();
    for character in text.chars() {
        let goes_on = !missing.is_empty() && joins(character);
        if character.is_whitespace() || (faces::has_glyph(character) && !character.is_control() && !goes_on) {
            describe(&mut out, &mut missing);
            out.push(if character.is_control() { ' ' } else { character });
        } else {
            missing.push(format!("U+{:04X}", u32::from(character)));
        }
    }
    describe(&mut out, &mut missing);
    out
}

/// Characters that only change the one before them, and are named with it when it is missing.
fn joins(character: char) -> bool {
    matches!(character, '\u{200d}' | '\u{200c}' | '\u{fe00}'..='\u{fe0f}')
}

fn describe(out: &mut String, missing: &mut Vec<String>) {
    if !missing.is_empty() {
        out.push('[');
        out.push_str(&missing.join(" "));
        out.push(']');
        missing.clear();
    }
}

/// Text where words of more than [`LONG`] characters may break, at a joint if they have one. The places carry U+200B,
/// which is neither seen nor read out.
fn breakable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        if word.chars().count() <= LONG {
            out.push_str(word);
            continue;
        }
        let mut since = 0;
        for (at, character) in word.trim_end().chars().enumerate() {
            if at > 0 && since == 0 {
                out.push('\u{200b}');
            }
            out.push(character);
            let joint = matches!(character, '/' | '.' | '_' | '@' | '?' | '&' | '=' | '-');
            since = if (joint && since >= 3) || since >= 11 { 0 } else { since + 1 };
        }
        out.push_str(word.get(word.trim_end().len()..).unwrap_or_default());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_with_glyphs_is_left_alone() {
        for text in ["Strong", "#eval(1) $x$ *bold* @ref <label> \\", "£12.5m – Gwasanaeth ŵ ≤ 5 → 6", ""] {
            assert_eq!(printed(text), text);
        }
    }

    #[test]
    fn a_character_without_a_glyph_is_named_and_never_dropped() {
        let cases = [
            ("fine 😀", "fine [U+1F600]"),
            ("שלום today", "[U+05E9 U+05DC U+05D5 U+05DD] today"),
            ("👩\u{200d}👧!", "[U+1F469 U+200D U+1F467]!"),
            ("bell\u{7}rung", "bell[U+0007]rung"),
            ("two\nlines", "two lines"),
        ];
        for (text, expected) in cases {
            assert_eq!(with_glyphs(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_long_word_may_break_and_keeps_every_character() {
        let address = "https://council.example/performance/reports/2025-26/quarter-2";
        let set = printed(address);
        assert!(set.contains('\u{200b}'));
        assert_eq!(set.replace('\u{200b}', ""), address);
    }
}
