//! What a public page may load: its own files, and what stands within it by the digest of its text. A page that was
//! changed on the way shows less; it never runs what was not released.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::file::Raw;

/// The content security policy of a file.
pub fn of(raw: &Raw) -> String {
    let text = if is_page(&raw.media) { std::str::from_utf8(&raw.bytes).unwrap_or_default() } else { "" };
    let styles = digests(inner(text, "style", |_| true));
    let scripts = digests(inner(text, "script", runs));
    let attributes = digests(attributes(text));
    let hashed = if attributes.is_empty() { String::new() } else { format!(" 'unsafe-hashes'{attributes}") };
    format!(
        "default-src 'none'; style-src 'self'{styles}{hashed}; script-src 'self'{scripts}; img-src 'self' data:; \
         font-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
}

fn is_page(media: &str) -> bool {
    media.starts_with("text/html") || media.starts_with("image/svg")
}

/// Texts of the elements of a name whose opening tag passes.
fn inner<'t>(text: &'t str, name: &str, passes: fn(&str) -> bool) -> Vec<&'t str> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut found = Vec::new();
    for part in text.split(open.as_str()).skip(1) {
        let Some((tag, rest)) = part.split_once('>') else { continue };
        let whole = tag.is_empty() || tag.starts_with(char::is_whitespace);
        if let (true, true, Some((inside, _))) = (whole, passes(tag), rest.split_once(close.as_str())) {
            found.push(inside);
        }
    }
    found
}

/// Whether a script of its own text runs: it has no source, and is no description for programs.
fn runs(tag: &str) -> bool {
    !tag.contains(" src=") && !tag.contains("application/ld+json")
}

/// Texts of style attributes.
fn attributes(text: &str) -> Vec<&str> {
    text.split(" style=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

fn digests(texts: Vec<&str>) -> String {
    let each: BTreeSet<String> = texts.into_iter().map(|text| STANDARD.encode(Sha256::digest(text))).collect();
    each.iter().map(|digest| format!(" 'sha256-{digest}'")).collect()
}

#[cfg(test)]
mod cases {
    use super::*;

    fn policy(media: &str, page: &str) -> String {
        of(&Raw { path: "a".into(), media: media.into(), bytes: page.to_string().into() })
    }

    #[test]
    fn a_style_within_a_page_is_allowed_by_its_digest_alone() {
        // The digest of `a{}` as the console of a browser names it.
        let policy = policy("text/html; charset=utf-8", "<style>a{}</style><script src=\"/a.js\"></script>");
        assert!(policy.contains("style-src 'self' 'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk=';"), "{policy}");
        assert!(policy.contains("script-src 'self';"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
    }

    #[test]
    fn what_runs_is_hashed_and_what_describes_is_not() {
        let page = "<script type=\"application/ld+json\">{}</script><script>go()</script><p style=\"top:0\">";
        let policy = policy("text/html", page);
        assert_eq!(policy.matches("sha256-").count(), 2, "{policy}");
        assert!(policy.contains("'unsafe-hashes' 'sha256-"), "{policy}");
    }

    #[test]
    fn a_table_of_figures_may_load_nothing_of_its_own() {
        assert!(!policy("text/csv", "<style>a{}</style>").contains("sha256"));
    }
}
