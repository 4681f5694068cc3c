//! How wide words are: enough to place and wrap them without a font engine.

#![allow(clippy::float_arithmetic, reason = "pixel geometry; no figure of a council is computed here")]

/// How heavy a text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// 400
    Regular,
    /// 700
    Bold,
}

/// Thousandths of the size, for U+0020 to U+007E of Noto Sans Regular.
const WIDTHS: [u16; 95] = [
    259, 269, 408, 645, 571, 831, 731, 225, 299, 299, 550, 571, 268, 321, 268, 372, 571, 571, 571, 571, 571, 571, 571,
    571, 571, 571, 268, 268, 571, 571, 571, 434, 898, 639, 649, 631, 729, 556, 519, 728, 741, 338, 272, 619, 523, 907,
    759, 780, 604, 780, 622, 548, 556, 730, 600, 930, 585, 565, 571, 329, 372, 329, 571, 443, 580, 561, 615, 479, 615,
    563, 344, 615, 618, 257, 257, 534, 257, 935, 618, 604, 615, 615, 413, 479, 360, 618, 507, 786, 528, 509, 470, 379,
    550, 379, 571,
];

/// A reader's own sans may be a little wider than Noto Sans; bold is wider than regular by about 8%.
const SPARE: f64 = 1.05;
const BOLD: f64 = 1.08;

/// Width of a text in the unit of `size`, on the safe side.
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let thousandths: u32 = text.chars().map(|c| u32::from(char_width(c))).sum();
    let heavier = if weight == Weight::Bold { BOLD } else { 1.0 };
    f64::from(thousandths) / 1000.0 * size * heavier * SPARE
}

fn char_width(c: char) -> u16 {
    let index = (u32::from(c)).checked_sub(0x20).and_then(|i| usize::try_from(i).ok());
    // Accented letters and signs are about as wide as a digit; ideographs and dashes as wide as they are high.
    let other =
        if u32::from(c) < 0x250 || ('\u{2010}'..='\u{2030}').contains(&c) || c == '\u{2212}' { 600 } else { 1000 };
    index.and_then(|i| WIDTHS.get(i).copied()).unwrap_or(other)
}

/// Lines no wider than `room`, broken at spaces, and inside a word after a hyphen or slash, else where it must be.
/// Nothing is cut: a text has as many lines as it needs.
pub fn wrap(text: &str, size: f64, weight: Weight, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(text, size, weight, room) {
        let longer = format!("{line}{piece}");
        if line.is_empty() || width(longer.trim_end(), size, weight) <= room {
            line = longer;
        } else {
            lines.push(line.trim_end().to_string());
            line = piece;
        }
    }
    if !line.trim_end().is_empty() {
        lines.push(line.trim_end().to_string());
    }
    lines
}

/// Words with the space after them; a word wider than the room in the parts that it may be broken into.
fn pieces(text: &str, size: f64, weight: Weight, room: f64) -> Vec<String> {
    let mut pieces = Vec::new();
    for word in text.split_whitespace() {
        if width(word, size, weight) <= room {
            pieces.push(format!("{word} "));
            continue;
        }
        for part in word.split_inclusive(['-', '/', '–']) {
            if width(part, size, weight) <= room {
                pieces.push(part.to_string());
            } else {
                pieces.extend(broken(part, size, weight, room));
            }
        }
        if let Some(last) = pieces.last_mut() {
            last.push(' ');
        }
    }
    pieces
}

/// A part without a place to break it, in runs of letters that fit.
fn broken(part: &str, size: f64, weight: Weight, room: f64) -> Vec<String> {
    let mut runs = vec![String::new()];
    for c in part.chars() {
        if let Some(run) = runs.last_mut()
            && (run.is_empty() || width(&format!("{run}{c}"), size, weight) <= room)
        {
            run.push(c);
        } else {
            runs.push(c.to_string());
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrapped_text_keeps_every_letter_and_no_line_is_wider_than_the_room() {
        for (text, room) in [
            ("Percentage of waste recycled", 60.0),
            ("2025-26", 34.0),
            ("Llanfairpwllgwyngyllgogerychwyrndrobwll", 80.0),
        ] {
            let lines = wrap(text, 12.0, Weight::Bold, room);
            assert!(lines.iter().all(|line| width(line, 12.0, Weight::Bold) <= room), "{lines:?}");
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }
    }

    #[test]
    fn a_year_breaks_after_its_hyphen() {
        assert_eq!(wrap("2025-26", 11.0, Weight::Regular, 34.0), ["2025-", "26"]);
    }

    #[test]
    fn no_text_has_no_lines() {
        assert!(wrap("", 11.0, Weight::Regular, 40.0).is_empty());
    }
}
