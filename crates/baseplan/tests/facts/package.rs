//! The parts of a zipped package.

use std::io::{Cursor, Read, Write};

/// A part as text.
pub fn part(bytes: &[u8], path: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    package.by_name(path).unwrap_or_else(|why| panic!("{path}: {why}")).read_to_string(&mut text).unwrap();
    text
}

/// The package with one of its parts changed.
pub fn with(bytes: &[u8], path: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..package.len() {
        let mut file = package.by_index(at).unwrap();
        let name = file.name().unwrap().to_string();
        let mut held = Vec::new();
        file.read_to_end(&mut held).unwrap();
        let options = zip::write::SimpleFileOptions::default();
        out.start_file(name.as_str(), options).unwrap();
        let held = if name == path { change(std::str::from_utf8(&held).unwrap()).into_bytes() } else { held };
        out.write_all(&held).unwrap();
    }
    out.finish().unwrap().into_inner()
}
