//! What a public page may load: its own files, and what stands within it by the digest of its text. A page that was
//! changed on the way shows less; it never runs what was not released.

use std::collections::BTreeSet;

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
    let each: BTreeSet<String> = texts.into_iter().map(|text| base64(&Sha256::digest(text))).collect();
    each.iter().map(|digest| format!(" 'sha256-{digest}'")).collect()
}

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Base64 as RFC 4648 writes it, which policies ask for.
fn base64(bytes: &[u8]) -> String {
    let letter = |bits: u32| LETTERS.get((bits & 63) as usize).map_or('=', |letter| char::from(*letter));
    let three = |three: &[u8]| {
        let bits = three.iter().chain(&[0, 0]).take(3).fold(0_u32, |bits, byte| (bits << 8) | u32::from(*byte));
        let letters = [bits >> 18, bits >> 12, bits >> 6, bits].map(letter);
        letters.into_iter().take(three.len() + 1).chain("==".chars().take(3 - three.len())).collect::<String>()
    };
    bytes.chunks(3).map(three).collect()
}

#[cfg(test)]
mod cases {
    use super::*;

    fn policy(media: &str, page: &str) -> String {
        of(&Raw { path: "a".into(), media: media.into(), bytes: page.to_string().into() })
    }

    #[test]
    fn base64_is_that_of_the_standard() {
        for (text, says) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(text.as_bytes()), says);
        }
    }

    #[test]
    fn a_style_within_a_page_is_allowed_by_its_digest_alone() {
        // The digest of `a{}` as the console of a browser names it.
        let policy = policy("text/html; charset=utf-8", "<style>a{}</style><script src=\"/a.js\"></script>");
        assert!(policy.contains(&format!("style-src 'self' 'sha256-{}';", base64(&Sha256::digest("a{}")))), "{policy}");
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
