//! Ids: the targets of links, made of references so that they last.

/// Small letters, digits and single hyphens: `so-12` for `SO-12`.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let out = out.trim_end_matches('-').to_string();
    if out.is_empty() { "part".to_string() } else { out }
}

/// The id of a commitment's, heading's or risk's place.
pub fn reference(reference: &str) -> String {
    slug(reference)
}

/// The id of a measure's row.
pub fn measure(key: &str) -> String {
    format!("measure-{}", slug(key))
}

/// The id of a measure's chart.
pub fn chart(key: &str) -> String {
    format!("chart-{}", slug(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_ids_that_need_no_escaping() {
        assert_eq!(reference("SO-12"), "so-12");
        assert_eq!(reference("F6 / F5"), "f6-f5");
        assert_eq!(measure("ASC Local 2a2(ii)"), "measure-asc-local-2a2-ii");
        assert_eq!(slug("…"), "part");
    }
}
