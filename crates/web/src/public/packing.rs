//! Files compressed, and who reads them so.

use std::io::{Read as _, Write as _};

use axum::http::{HeaderMap, header};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

use super::file::Raw;

/// Media types that shrink, by how they begin or end.
const SHRINKS: [&str; 5] = ["text/", "application/json", "application/xml", "image/svg", "application/atom"];
/// Bytes below which compressing gains nothing.
const SMALLEST: usize = 512;

/// The file compressed. `None`: it would not be smaller.
pub fn packed(raw: &Raw) -> Option<Vec<u8>> {
    let shrinks = raw.bytes.len() >= SMALLEST && SHRINKS.iter().any(|kind| raw.media.starts_with(kind));
    if !shrinks {
        return None;
    }
    let packed = gzip(&raw.bytes)?;
    (packed.len() < raw.bytes.len()).then_some(packed)
}

/// Bytes compressed. Writing to memory cannot fail; `None` if it did.
pub fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut packer = GzEncoder::new(Vec::with_capacity(bytes.len() / 8), Compression::new(6));
    packer.write_all(bytes).ok()?;
    packer.finish().ok()
}

/// What [`gzip`] made, as it was. `None`: it made none of it.
pub fn gunzip(packed: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    GzDecoder::new(packed).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Whether who asks reads gzip: it is named, or everything is, and not refused.
pub fn takes_gzip(asked: &HeaderMap) -> bool {
    let lines = asked.get_all(header::ACCEPT_ENCODING).iter().filter_map(|line| line.to_str().ok());
    let mut rest = false;
    for one in lines.flat_map(|line| line.split(',')) {
        let (name, quality) = one.split_once(';').unwrap_or((one, ""));
        let taken = !is_nought(quality);
        match name.trim() {
            name if name.eq_ignore_ascii_case("gzip") || name.eq_ignore_ascii_case("x-gzip") => return taken,
            "*" => rest = taken,
            _ => {}
        }
    }
    rest
}

/// Whether a quality refuses: `q=0`, `q=0.000`.
fn is_nought(quality: &str) -> bool {
    let number = quality.trim().strip_prefix("q=").or_else(|| quality.trim().strip_prefix("Q="));
    number.is_some_and(|number| number.bytes().all(|b| b == b'0' || b == b'.'))
}

#[cfg(test)]
mod cases {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn gzip_is_sent_to_who_reads_it_and_to_nobody_else() {
        for (says, takes) in [
            ("gzip", true),
            ("gzip, deflate, br", true),
            ("br;q=1.0, GZIP;q=0.5", true),
            ("*", true),
            ("gzip;q=0", false),
            ("*, gzip;q=0.0", false),
            ("identity", false),
            ("", false),
            ("br", false),
        ] {
            assert_eq!(takes_gzip(&asked(says)), takes, "{says}");
        }
        assert!(!takes_gzip(&HeaderMap::new()));
    }

    fn asked(says: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_str(says).unwrap())])
    }

    #[test]
    fn what_was_compressed_is_unpacked_as_it_was() {
        for bytes in [&b""[..], b"Ferries", &[0; 5000]] {
            assert_eq!(gunzip(&gzip(bytes).unwrap()).as_deref(), Some(bytes));
        }
        assert_eq!(gunzip(b"Ferries"), None);
    }
}
