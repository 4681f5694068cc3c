//! What a form sent: its fields in order, and its files, whichever way the browser packed them.

use axum::body::Body;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, FromRequestParts, Multipart, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::failure::Failure;
use crate::form::{CSRF, SEEN};
use crate::words::say;

/// A file that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentFile {
    /// Name of the field.
    pub field: String,
    /// Name that the file had where it came from; for showing only.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What a form sent. A handler takes it as an argument; the token was checked before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sent {
    fields: Vec<(String, String)>,
    files: Vec<SentFile>,
}

/// The most that fields without files may hold together, in bytes.
pub const LARGEST_FORM: usize = 1024 * 1024;

impl Sent {
    /// Reads the body of a request.
    ///
    /// # Errors
    /// It is larger than allowed, or no form.
    pub async fn read(headers: &HeaderMap, body: Body, largest: usize) -> Result<Sent, Failure> {
        let media = headers.get(header::CONTENT_TYPE).cloned();
        let is_parts = |media: &HeaderValue| media.as_bytes().starts_with(b"multipart/form-data");
        if let Some(media) = media.filter(is_parts) {
            let mut whole = Request::new(body);
            whole.headers_mut().insert(header::CONTENT_TYPE, media);
            return Sent::parts(whole, largest).await;
        }
        let bytes = axum::body::to_bytes(body, LARGEST_FORM).await.map_err(|_| Failure::TooLarge(LARGEST_FORM))?;
        let fields = form_urlencoded::parse(&bytes).map(|(name, value)| (name.into_owned(), tidy(&value))).collect();
        Ok(Sent { fields, files: Vec::new() })
    }

    async fn parts(request: Request, largest: usize) -> Result<Sent, Failure> {
        let refused = |error: MultipartError| match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge(largest),
            _ => Failure::Refused(say("failure.no_form").to_string()),
        };
        let parts = Multipart::from_request(request, &()).await;
        let mut parts = parts.map_err(|_| Failure::Refused(say("failure.no_form").to_string()))?;
        let (mut sent, mut taken) = (Sent::default(), 0);
        while let Some(mut part) = parts.next_field().await.map_err(refused)? {
            let (field, file) = (part.name().unwrap_or("").to_string(), part.file_name().map(str::to_string));
            let mut bytes = Vec::new();
            while let Some(chunk) = part.chunk().await.map_err(refused)? {
                taken += chunk.len();
                if taken > largest {
                    return Err(Failure::TooLarge(largest));
                }
                bytes.extend_from_slice(&chunk);
            }
            match file {
                // A file field that was left empty comes without a name.
                Some(name) if name.is_empty() && bytes.is_empty() => {}
                Some(name) => sent.files.push(SentFile { field, name, bytes }),
                None => sent.fields.push((field, tidy(&String::from_utf8_lossy(&bytes)))),
            }
        }
        Ok(sent)
    }

    /// What a field holds, as it was typed; nothing where it was not sent.
    pub fn text(&self, field: &str) -> &str {
        self.fields.iter().find(|(name, _)| name == field).map_or("", |(_, value)| value.as_str())
    }

    /// What a field holds without white space around it. `None`: it is empty or was not sent.
    pub fn given(&self, field: &str) -> Option<&str> {
        Some(self.text(field).trim()).filter(|value| !value.is_empty())
    }

    /// Everything that was sent under a name: the boxes that were ticked.
    pub fn all(&self, field: &str) -> Vec<String> {
        self.fields.iter().filter(|(name, _)| name == field).map(|(_, value)| value.clone()).collect()
    }

    /// The version that the person saw. `None`: the form said none.
    pub fn seen(&self) -> Option<u32> {
        self.given(SEEN)?.parse().ok()
    }

    /// The file of a field. `None`: none was chosen.
    pub fn file(&self, field: &str) -> Option<&SentFile> {
        self.files.iter().find(|file| file.field == field)
    }

    /// Whether files were sent.
    pub fn has_files(&self) -> bool {
        !self.files.is_empty()
    }

    /// Every field with what it holds, but the form's own and passwords: to be sent again, or copied.
    pub fn kept(&self) -> impl Iterator<Item = (&str, &str)> {
        let shown = |name: &str| name != CSRF && !name.contains("password");
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).filter(move |(name, _)| shown(name))
    }

    /// Whether it holds a password, and so cannot be kept on a page.
    pub fn is_secret(&self) -> bool {
        self.fields.iter().any(|(name, _)| name.contains("password"))
    }
}

/// Line breaks as files have them: browsers send two characters for each.
fn tidy(value: &str) -> String {
    value.replace("\r\n", "\n")
}

impl<S: Sync> FromRequestParts<S> for Sent {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Sent, Failure> {
        Ok(parts.extensions.remove::<Sent>().unwrap_or_default())
    }
}
