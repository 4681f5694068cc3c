//! One file of the public site with every header of its answers, and once more compressed.

use std::io::Write as _;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, header};
use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::policy;
use crate::assets::hex;
use crate::headers;
use crate::settings::Scheme;

/// A page may be shown for so long before a browser asks whether it changed: a correction is seen within a minute.
const PAGE: &str = "public, max-age=60, must-revalidate";
/// A file whose name carries its digest never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Media types that shrink, by how they begin or end.
const SHRINKS: [&str; 5] = ["text/", "application/json", "application/xml", "image/svg", "application/atom"];
/// Bytes below which compressing gains nothing.
const SMALLEST: usize = 512;

/// One file of the public site.
#[derive(Debug)]
pub struct File {
    plain: Form,
    packed: Option<Form>,
    modified: Timestamp,
}

/// The file in one of its forms. Making an answer of it copies no bytes.
#[derive(Debug)]
struct Form {
    /// The strong tag, with its quotes.
    tag: HeaderValue,
    bytes: Bytes,
    /// Headers of an answer with the file.
    full: HeaderMap,
    /// Headers of an answer that says that it did not change.
    unchanged: HeaderMap,
}

/// What a file is made of.
#[derive(Debug)]
pub struct Raw {
    /// Path of its address, without a slash in front.
    pub path: String,
    /// Media type.
    pub media: String,
    /// What it holds.
    pub bytes: Bytes,
}

impl File {
    /// Makes one; `modified` is when it was released.
    pub fn of(raw: &Raw, modified: Timestamp, scheme: Scheme, packing: Packing) -> File {
        let digest = hex(&Sha256::digest(&raw.bytes));
        let common = common(raw, modified, scheme);
        let plain = Form::of(raw.bytes.clone(), format!("\"{digest}\""), &common, None);
        let packed = match packing {
            Packing::Now => {
                packed(raw).map(|bytes| Form::of(bytes, format!("\"{digest}-gzip\""), &common, Some("gzip")))
            }
            Packing::Later => None,
        };
        File { plain, packed, modified }
    }

    /// Answers a request for it with this status.
    pub fn answer(&self, method: &Method, asked: &HeaderMap, status: StatusCode) -> Response<Body> {
        let form = self.packed.as_ref().filter(|_| takes_gzip(asked)).unwrap_or(&self.plain);
        if status == StatusCode::OK && self.is_known(form, asked) {
            return made(StatusCode::NOT_MODIFIED, form.unchanged.clone(), Body::empty());
        }
        let body = if method == Method::HEAD { Body::empty() } else { Body::from(form.bytes.clone()) };
        made(status, form.full.clone(), body)
    }

    /// Whether who asks has this form already: by its tag, or, without one, by its date.
    fn is_known(&self, form: &Form, asked: &HeaderMap) -> bool {
        let mut tags = asked.get_all(header::IF_NONE_MATCH).iter().peekable();
        if tags.peek().is_some() {
            return tags.any(|line| names(line.as_bytes(), form.tag.as_bytes()));
        }
        let since = asked.get(header::IF_MODIFIED_SINCE).and_then(|since| since.to_str().ok());
        let since = since.and_then(|since| jiff::fmt::rfc2822::parse(since).ok());
        since.is_some_and(|since| self.modified.as_second() <= since.timestamp().as_second())
    }

    /// What it holds.
    pub fn bytes(&self) -> &Bytes {
        &self.plain.bytes
    }

    /// Bytes that it takes in memory.
    pub fn size(&self) -> usize {
        self.plain.bytes.len() + self.packed.as_ref().map_or(0, |form| form.bytes.len())
    }
}

/// Whether a file is compressed when it is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// Compressed.
    Now,
    /// Not yet, so that the site answers at once after a start.
    Later,
}

impl Form {
    fn of(bytes: Bytes, tag: String, common: &HeaderMap, encoding: Option<&'static str>) -> Form {
        let tag = value(&tag);
        let mut unchanged = HeaderMap::new();
        let kept = [header::CACHE_CONTROL, header::VARY, header::LAST_MODIFIED];
        let always = headers::ALWAYS.iter().map(|(name, _)| HeaderName::from_static(name));
        for name in kept.into_iter().chain(always) {
            unchanged.extend(common.get(&name).map(|value| (name, value.clone())));
        }
        unchanged.insert(header::ETAG, tag.clone());
        let mut full = common.clone();
        full.insert(header::ETAG, tag.clone());
        full.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
        full.extend(encoding.map(|encoding| (header::CONTENT_ENCODING, HeaderValue::from_static(encoding))));
        Form { tag, bytes, full, unchanged }
    }
}

/// Headers that both forms share.
fn common(raw: &Raw, modified: Timestamp, scheme: Scheme) -> HeaderMap {
    let mut common = HeaderMap::new();
    let https = (scheme == Scheme::Https).then_some(headers::HTTPS_ONLY);
    for (name, says) in headers::ALWAYS.into_iter().chain(https) {
        common.insert(HeaderName::from_static(name), HeaderValue::from_static(says));
    }
    common.insert(header::CONTENT_SECURITY_POLICY, value(&policy::of(raw)));
    common.insert(header::CONTENT_TYPE, value(&raw.media));
    let kept = if is_digested(&raw.path) { FOR_EVER } else { PAGE };
    common.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    common.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    common.extend(date(modified).map(|date| (header::LAST_MODIFIED, date)));
    if !raw.media.starts_with("text/html") {
        // Open data: pages of others may load it.
        let open = HeaderName::from_static("cross-origin-resource-policy");
        common.insert(open, HeaderValue::from_static("cross-origin"));
        common.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    }
    common
}

/// The moment as HTTP writes it.
fn date(at: Timestamp) -> Option<HeaderValue> {
    let text = jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&at).ok()?;
    HeaderValue::from_str(&text).ok()
}

fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static(""))
}

fn made(status: StatusCode, headers: HeaderMap, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

/// The file compressed. `None`: it would not be smaller.
fn packed(raw: &Raw) -> Option<Bytes> {
    let shrinks = raw.bytes.len() >= SMALLEST && SHRINKS.iter().any(|kind| raw.media.starts_with(kind));
    if !shrinks {
        return None;
    }
    let mut packer = GzEncoder::new(Vec::with_capacity(raw.bytes.len() / 3), Compression::new(6));
    // Writing to memory cannot fail; if it did, the plain form is there.
    packer.write_all(&raw.bytes).ok()?;
    let packed = packer.finish().ok()?;
    (packed.len() < raw.bytes.len()).then(|| Bytes::from(packed))
}

/// Whether a name carries the digest of what it holds: `site.60ba7ca826ee1997.css`.
fn is_digested(path: &str) -> bool {
    let mut parts = path.rsplit('.').skip(1);
    let digest = parts.next().unwrap_or_default();
    path.starts_with("assets/") && digest.len() >= 16 && digest.bytes().all(|b| b.is_ascii_hexdigit())
}

/// Whether a list of tags names this one. Weak ones of it count: they were made of it on the way.
fn names(line: &[u8], tag: &[u8]) -> bool {
    let mut named = line.split(|b| *b == b',').map(<[u8]>::trim_ascii);
    named.any(|one| one == b"*" || one.strip_prefix(b"W/").unwrap_or(one) == tag)
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
    use super::*;

    fn asked(name: HeaderName, says: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, value(says))])
    }

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
            assert_eq!(takes_gzip(&asked(header::ACCEPT_ENCODING, says)), takes, "{says}");
        }
        assert!(!takes_gzip(&HeaderMap::new()));
    }

    #[test]
    fn a_name_with_its_digest_is_kept_for_ever_and_no_other() {
        for (path, digested) in [
            ("assets/site.60ba7ca826ee1997.css", true),
            ("assets/site.css", false),
            ("measures/a.60ba7ca826ee1997.html", false),
            ("assets/60ba7ca826ee1997", false),
        ] {
            assert_eq!(is_digested(path), digested, "{path}");
        }
    }

    #[test]
    fn the_date_of_a_file_is_written_as_http_writes_it_and_read_back() {
        let at: Timestamp = "2026-01-12T09:00:00Z".parse().unwrap();
        let date = date(at).unwrap();
        assert_eq!(date, "Mon, 12 Jan 2026 09:00:00 GMT");
        let raw = Raw { path: "a.txt".into(), media: "text/plain".into(), bytes: Bytes::from("a") };
        let file = File::of(&raw, at, Scheme::Http, Packing::Now);
        for (says, status) in [
            ("Mon, 12 Jan 2026 09:00:00 GMT", 304),
            ("Mon, 12 Jan 2026 08:59:59 GMT", 200),
            ("Tue, 13 Jan 2026 09:00:00 GMT", 304),
            ("once upon a time", 200),
        ] {
            let answer = file.answer(&Method::GET, &asked(header::IF_MODIFIED_SINCE, says), StatusCode::OK);
            assert_eq!(answer.status(), status, "{says}");
        }
    }
}
