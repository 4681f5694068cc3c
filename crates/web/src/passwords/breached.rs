//! A list of breached passwords that the council supplies: lines `SHA-1:count` in order of the digest, as Have I Been
//! Pwned gives it. It has tens of gigabytes, so it is searched where it lies.

use std::fs::File;
use std::io::{BufRead, BufReader, Seek, SeekFrom};
use std::path::Path;

use sha1::{Digest, Sha1};

use crate::assets::hex;

/// Whether the list holds a password.
///
/// # Errors
/// The list cannot be read.
pub fn holds(list: &Path, password: &str) -> std::io::Result<bool> {
    let wanted = hex(&Sha1::digest(password)).to_uppercase();
    let file = File::open(list)?;
    let (mut low, mut high) = (0, file.metadata()?.len());
    let mut reader = BufReader::with_capacity(256, file);
    // Lines that begin before `low` are smaller than what is wanted; those that begin at `high` or later are not.
    while low < high {
        let middle = low + (high - low) / 2;
        let (line, next) = line_from(&mut reader, middle)?;
        match line {
            Some(line) if line < wanted => low = next,
            Some(line) if line == wanted => return Ok(true),
            _ => high = middle,
        }
    }
    Ok(false)
}

/// The digest of the first line that begins at a place or after it, and where the line after it begins. `None`: no line
/// begins there.
fn line_from(reader: &mut BufReader<File>, place: u64) -> std::io::Result<(Option<String>, u64)> {
    let mut line = Vec::new();
    let mut at = place.saturating_sub(1);
    reader.seek(SeekFrom::Start(at))?;
    if place > 0 {
        // To the end of the line that the byte before belongs to.
        at += u64::try_from(reader.read_until(b'\n', &mut line)?).unwrap_or(0);
        line.clear();
    }
    let length = u64::try_from(reader.read_until(b'\n', &mut line)?).unwrap_or(0);
    let digest = line.split(|byte| *byte == b':').next().unwrap_or_default();
    let digest = String::from_utf8_lossy(digest).trim().to_uppercase();
    Ok(((length > 0).then_some(digest), at + length))
}

#[cfg(test)]
pub mod cases {
    use super::*;

    /// A list of some passwords, in its order.
    pub fn list(passwords: &[&str]) -> String {
        let mut lines: Vec<String> =
            passwords.iter().map(|password| format!("{}:7\r\n", hex(&Sha1::digest(password)).to_uppercase())).collect();
        lines.sort();
        lines.concat()
    }

    #[test]
    fn every_password_of_a_list_is_found_and_none_beside_it() {
        let held: Vec<String> = (0..257).map(|number| format!("password {number}")).collect();
        let path = std::env::temp_dir().join(format!("baseplan-list-{}.txt", std::process::id()));
        for length in [0, 1, 2, 3, 257] {
            let some: Vec<&str> = held.iter().take(length).map(String::as_str).collect();
            std::fs::write(&path, list(&some)).unwrap();
            for (place, password) in held.iter().enumerate() {
                assert_eq!(holds(&path, password).unwrap(), place < length, "{password} in {length}");
            }
        }
        std::fs::remove_file(&path).unwrap();
        assert!(holds(&path, "anything").is_err());
    }
}
