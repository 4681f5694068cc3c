//! From bytes to text: UTF-8 with or without a byte order mark, or Windows-1252; line ends as `\n`.

use crate::problems::{Fault, Place, Problems};

/// Larger files are not opened: no council's list is.
pub(crate) const MOST_BYTES: usize = 20 * 1024 * 1024;

/// The text of a file, or `None` with what makes it unreadable told once.
pub(crate) fn decode(file: &str, bytes: &[u8], problems: &mut Problems) -> Option<String> {
    if bytes.len() > MOST_BYTES {
        let says = format!("The file is larger than 20 MB ({} bytes).", bytes.len());
        let hint = "Split it: values and targets may stand in as many files as you like.";
        problems.tell(Place::file(file), Fault::new("file-too-large", says, hint));
        return None;
    }
    let text = match bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes) {
        plain if std::str::from_utf8(plain).is_ok() => String::from_utf8_lossy(plain).into_owned(),
        other => windows_1252(file, other, problems)?,
    };
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    match text.char_indices().find(|(_, c)| is_control(*c)) {
        None => Some(text),
        Some((at, control)) => {
            let says = format!("The file holds a character that no text has (U+{:04X}).", u32::from(control));
            let hint = "It may not be a text file. Save it again as “CSV UTF-8” or plain text in UTF-8.";
            problems.tell(place_in(file, &text, at), Fault::new("control-character", says, hint));
            None
        }
    }
}

fn is_control(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

fn windows_1252(file: &str, bytes: &[u8], problems: &mut Problems) -> Option<String> {
    let utf_16 = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let undefined = bytes.iter().position(|b| matches!(b, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D));
    // Where part of a file is UTF-8 beyond ASCII, reading all of it as Windows-1252 would garble that part.
    let mixed = bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    let (line, says) = if utf_16 {
        (0, "The file is UTF-16, not UTF-8.")
    } else if mixed {
        let first = bytes.utf8_chunks().next().map_or(0, |chunk| chunk.valid().len());
        (line_of(bytes, first), "The file is UTF-8 in one part and Windows-1252 in another, from this line on.")
    } else if let Some(at) = undefined {
        (line_of(bytes, at), "The file is neither UTF-8 nor Windows-1252 text.")
    } else {
        return Some(encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned());
    };
    let hint = "In Excel choose “CSV UTF-8 (Comma delimited)” under Save As; in an editor, save as UTF-8.";
    problems.tell(Place::new(file, line, 0), Fault::new("not-utf8", says, hint));
    None
}

fn line_of(bytes: &[u8], at: usize) -> u32 {
    let before = bytes.get(..at).unwrap_or(bytes);
    u32::try_from(before.iter().filter(|b| **b == b'\n').count()).unwrap_or(u32::MAX - 1) + 1
}

/// The line and character of a byte of a text.
pub(crate) fn place_in(file: &str, text: &str, at: usize) -> Place {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let before = text.get(..at).unwrap_or("");
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX - 1) + 1;
    let column = before.get(line_start..).unwrap_or("").chars().count();
    Place::new(file, count(before.matches('\n').count()), count(column))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<String, (&'static str, u32, u32)> {
        let mut problems = Problems::default();
        decode("f.csv", bytes, &mut problems).ok_or_else(|| {
            let problem = problems.sorted().remove(0);
            (problem.rule, problem.line, problem.column)
        })
    }

    #[test]
    fn text_reads_as_utf8_with_or_without_a_mark_and_as_excel_saves_it() {
        for (bytes, text) in [
            (&b"plain"[..], "plain"),
            (b"\xEF\xBB\xBFmarked", "marked"),
            ("caf\u{e9} £5".as_bytes(), "café £5"),
            (b"caf\xE9 \xA35 \x96 \x80", "café £5 – €"),
            (b"one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ] {
            assert_eq!(read(bytes), Ok(text.to_string()));
        }
    }

    #[test]
    fn what_is_no_text_is_told_with_its_line() {
        for (bytes, fault) in [
            (&b"a\nb\x81\xE9"[..], ("not-utf8", 2, 0)),
            (b"\xC3\xA9\nb\xE9", ("not-utf8", 2, 0)),
            (b"\xFF\xFEa\0b\0", ("not-utf8", 0, 0)),
            (b"a\nbc\0d", ("control-character", 2, 3)),
            (b"a\x1Bb", ("control-character", 1, 2)),
        ] {
            assert_eq!(read(bytes), Err(fault));
        }
        assert_eq!(read(&vec![b'a'; MOST_BYTES + 1]), Err(("file-too-large", 0, 0)));
        assert_eq!(read(&[b'a'; 10]).map(|t| t.len()), Ok(10));
    }
}
