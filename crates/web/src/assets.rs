//! Files that all pages share. Their addresses carry a digest of what they hold, so that browsers may keep them for
//! ever and never show an old one.

use std::fmt::Write as _;
use std::sync::OnceLock;

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

/// A shared file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asset {
    /// The stylesheet of every page.
    Style,
    /// The script that helps with entering.
    Desk,
    /// The script by which signing out in one tab leaves in the others.
    Session,
}

/// Every shared file: its name, what it ends in, its media type, its text.
const ASSETS: [(Asset, &str, &str, &str, &str); 3] = [
    (Asset::Style, "desk", "css", "text/css; charset=utf-8", include_str!("../assets/style.css")),
    (Asset::Desk, "desk", "js", "text/javascript; charset=utf-8", include_str!("../assets/desk.js")),
    (Asset::Session, "session", "js", "text/javascript; charset=utf-8", include_str!("../assets/session.js")),
];

impl Asset {
    /// Where it stands, from the root of the site.
    pub fn path(self) -> &'static str {
        paths().iter().find(|(asset, _)| *asset == self).map_or("", |(_, path)| path.as_str())
    }
}

fn paths() -> &'static [(Asset, String)] {
    static PATHS: OnceLock<Vec<(Asset, String)>> = OnceLock::new();
    PATHS.get_or_init(|| ASSETS.iter().map(|(asset, name, end, _, text)| (*asset, path(name, end, text))).collect())
}

fn path(name: &str, end: &str, text: &str) -> String {
    let digest = hex(&Sha256::digest(text));
    format!("/desk-assets/{name}.{}.{end}", digest.get(..16).unwrap_or_default())
}

/// The file at a path, to be kept for a year; nothing at any other, so that an old address never shows a new file.
pub fn serve(wanted: &str) -> Option<Response> {
    let (asset, _) = paths().iter().find(|(_, path)| path == wanted)?;
    let (_, _, _, media, text) = ASSETS.iter().find(|(known, ..)| known == asset)?;
    let headers = [(header::CONTENT_TYPE, *media), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Some((StatusCode::OK, headers, *text).into_response())
}

/// Bytes as small hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
