//! One file of the public site in memory, with every header of its answers, and once more compressed.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, header};
use jiff::Timestamp;

use super::packing::{gunzip, packed, takes_gzip};
use super::policy;
use crate::headers;
use crate::settings::Scheme;

/// A page may be shown for so long before a browser asks whether it changed: a correction is seen within a minute.
const PAGE: &str = "public, max-age=60, must-revalidate";
/// A file whose name carries its digest never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Bytes above which a file that shrinks is held compressed alone: nearly everybody reads it so.
const TWICE: usize = 1024 * 1024;

/// One file of the public site.
#[derive(Debug)]
pub struct File {
    plain: Form,
    packed: Option<Form>,
    modified: Timestamp,
}

/// The file in one of its forms.
#[derive(Debug)]
struct Form {
    /// The strong tag, with its quotes.
    tag: HeaderValue,
    /// `None`: the other form has to be unpacked.
    bytes: Option<Vec<u8>>,
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
    pub bytes: Vec<u8>,
}

/// Which of its forms a file is sent in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sent {
    Plain,
    Packed,
}

/// An answer's body: the file stays in memory until it is sent, and is never copied.
struct Sending {
    file: Arc<File>,
    sent: Sent,
}

impl AsRef<[u8]> for Sending {
    fn as_ref(&self) -> &[u8] {
        self.file.form(self.sent).bytes.as_deref().unwrap_or_default()
    }
}

impl File {
    /// Makes one of what it holds and the digest of that; `modified` is when it was released.
    pub fn of(raw: Raw, digest: &str, modified: Timestamp, scheme: Scheme, packing: Packing) -> File {
        let common = common(&raw, modified, scheme);
        let packed = match packing {
            Packing::Wanted => packed(&raw),
            Packing::Left => None,
        };
        let twice = packed.is_none() || raw.bytes.len() <= TWICE;
        let plain = Form::of(raw.bytes.len(), format!("\"{digest}\""), &common, None);
        let plain = Form { bytes: twice.then_some(raw.bytes), ..plain };
        let packed = packed.map(|bytes| {
            let form = Form::of(bytes.len(), format!("\"{digest}-gzip\""), &common, Some("gzip"));
            Form { bytes: Some(bytes), ..form }
        });
        File { plain, packed, modified }
    }

    /// Answers a request for it with this status. Where it [`File::must_be_unpacked`], that takes its time.
    pub fn answer(self: &Arc<File>, method: &Method, asked: &HeaderMap, status: StatusCode) -> Response<Body> {
        let sent = self.sent(asked);
        let form = self.form(sent);
        if status == StatusCode::OK && self.is_known(form, asked) {
            return made(StatusCode::NOT_MODIFIED, form.unchanged.clone(), Body::empty());
        }
        let body = match (method == Method::HEAD, &form.bytes, &self.packed) {
            (true, ..) => Body::empty(),
            (false, None, Some(Form { bytes: Some(packed), .. })) => Body::from(gunzip(packed).unwrap_or_default()),
            (false, ..) => Body::from(Bytes::from_owner(Sending { file: Arc::clone(self), sent })),
        };
        made(status, form.full.clone(), body)
    }

    /// Whether it is held compressed alone, and who asks does not read it so.
    pub fn must_be_unpacked(&self, asked: &HeaderMap) -> bool {
        self.form(self.sent(asked)).bytes.is_none()
    }

    fn sent(&self, asked: &HeaderMap) -> Sent {
        if self.packed.is_some() && takes_gzip(asked) { Sent::Packed } else { Sent::Plain }
    }

    fn form(&self, sent: Sent) -> &Form {
        match (sent, &self.packed) {
            (Sent::Packed, Some(packed)) => packed,
            (Sent::Packed, None) | (Sent::Plain, _) => &self.plain,
        }
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

    /// What it holds. `None`: it has to be unpacked.
    pub fn bytes(&self) -> Option<&[u8]> {
        self.plain.bytes.as_deref()
    }

    /// Bytes that it takes in memory.
    pub fn size(&self) -> usize {
        let forms = std::iter::once(&self.plain).chain(&self.packed);
        forms.map(|form| form.bytes.as_ref().map_or(0, Vec::len)).sum()
    }
}

/// Whether a file is compressed as it comes into memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// Where it becomes smaller.
    Wanted,
    /// It is too large to stay in memory.
    Left,
}

impl Form {
    /// A form without its bytes, of which there are `length`.
    fn of(length: usize, tag: String, common: &HeaderMap, encoding: Option<&'static str>) -> Form {
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
        full.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        full.extend(encoding.map(|encoding| (header::CONTENT_ENCODING, HeaderValue::from_static(encoding))));
        Form { tag, bytes: None, full, unchanged }
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

#[cfg(test)]
mod cases {
    use super::*;

    fn asked(name: HeaderName, says: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, value(says))])
    }

    #[test]
    fn a_large_file_is_held_once_and_unpacked_for_who_reads_no_gzip() {
        let words = "Ferries that sailed on time. ".repeat(TWICE / 20);
        for (media, wanted, sizes) in [
            ("text/html", Packing::Wanted, "packed alone"),
            ("text/html", Packing::Left, "plain alone"),
            ("application/pdf", Packing::Wanted, "plain alone"),
        ] {
            let raw = Raw { path: "a".into(), media: media.into(), bytes: words.clone().into_bytes() };
            let file = Arc::new(File::of(raw, "ca97", Timestamp::UNIX_EPOCH, Scheme::Http, wanted));
            assert_eq!(file.size() < words.len() / 10, sizes == "packed alone", "{media}");
            assert_eq!(file.must_be_unpacked(&HeaderMap::new()), sizes == "packed alone", "{media}");
            let gzip = asked(header::ACCEPT_ENCODING, "gzip");
            assert!(!file.must_be_unpacked(&gzip), "{media}");
            let plain = file.answer(&Method::GET, &HeaderMap::new(), StatusCode::OK);
            assert_eq!(plain.headers()[header::CONTENT_LENGTH], words.len().to_string(), "{media}");
            assert!(plain.headers().get(header::CONTENT_ENCODING).is_none(), "{media}");
            assert_eq!(plain.headers()[header::ETAG], "\"ca97\"", "{media}");
            let packed = file.answer(&Method::GET, &gzip, StatusCode::OK);
            let is_packed = packed.headers().get(header::CONTENT_ENCODING).is_some();
            assert_eq!(is_packed, sizes == "packed alone", "{media}");
            assert_eq!(http_body_of(plain).len(), words.len(), "{media}");
        }
    }

    fn http_body_of(response: Response<Body>) -> Bytes {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(axum::body::to_bytes(response.into_body(), usize::MAX)).unwrap()
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
        let raw = Raw { path: "a.txt".into(), media: "text/plain".into(), bytes: b"a".to_vec() };
        let file = Arc::new(File::of(raw, "ca97", at, Scheme::Http, Packing::Wanted));
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
