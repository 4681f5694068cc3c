//! What words may hold: paragraphs, lists, bold, italic, links and headings; and live figures in double braces.

use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::problems::{Fault, Problems};
use crate::text::place_in;

/// Tells what no report can show. `lines_before` is how many lines of the file stand before the text.
pub(crate) fn check(file: &str, text: &str, lines_before: u32, problems: &mut Problems) {
    let mut last_at = None;
    for (event, range) in Parser::new_ext(text, Options::empty()).into_offset_iter() {
        let Some(fault) = refused(&event) else { continue };
        let place = place_in(file, text, range.start);
        // An element of HTML opens and closes: one problem on a line is enough.
        if last_at != Some(place.line) {
            last_at = Some(place.line);
            let line = place.line.saturating_add(lines_before);
            problems.tell(crate::problems::Place { line, ..place }, fault);
        }
    }
}

fn refused(event: &Event) -> Option<Fault> {
    let hint = "Words are paragraphs, lists, bold, italic, links and headings: write it as one of these.";
    let refuse = |rule, what: &str| Some(Fault::new(rule, format!("Here stands {what}."), hint));
    match event {
        Event::Start(Tag::HtmlBlock) => refuse("raw-html", "a block of HTML"),
        Event::InlineHtml(html) => refuse("raw-html", &format!("HTML: “{}”", html.trim())),
        Event::Start(Tag::Image { .. }) => refuse("picture", "a picture, which would have no text alternative"),
        Event::Start(Tag::BlockQuote(_)) => refuse("unsupported-markdown", "a quotation"),
        Event::Start(Tag::CodeBlock(_)) => {
            refuse("unsupported-markdown", "a block of code (four blanks at the start of a line make one)")
        }
        Event::Code(_) => refuse("unsupported-markdown", "code between backticks"),
        Event::Rule => refuse("unsupported-markdown", "a rule across the page"),
        Event::Start(Tag::Link { dest_url, .. }) if !is_safe(dest_url) => {
            let says = format!("“{dest_url}” is not an address that a report may link to.");
            Some(Fault::new(
                "unsafe-link",
                says,
                "Begin it with https://, http://, mailto: or tel:, or write # and a place in the report.",
            ))
        }
        _ => None,
    }
}

fn is_safe(address: &str) -> bool {
    ["https://", "http://", "mailto:", "tel:", "#"].iter().any(|start| address.starts_with(start))
}

/// Tells braces that do not pair, and figures that `known` does not know.
pub(crate) fn check_figures(
    file: &str,
    text: &str,
    lines_before: u32,
    known: impl Fn(&str) -> Result<(), Fault>,
    problems: &mut Problems,
) {
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find("{{")).map(|found| at + found) {
        let mut place = place_in(file, text, open);
        place.line = place.line.saturating_add(lines_before);
        let inside = text.get(open + 2..).unwrap_or("");
        let line = inside.split('\n').next().unwrap_or("");
        match line.find("}}").filter(|end| !line.get(..*end).unwrap_or("").contains("{{")) {
            Some(end) => {
                problems.keep(known(line.get(..end).unwrap_or("").trim()), || place);
                at = open + 2 + end + 2;
            }
            None => {
                let hint = "Close the figure with }} on the same line.";
                problems.tell(place, Fault::new("unbalanced-braces", "“{{” is never closed.", hint));
                at = open + 2;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(&'static str, u32, u32)> {
        let mut problems = Problems::default();
        check("w.md", text, 0, &mut problems);
        let known = |reference: &str| {
            if reference == "A" { Ok(()) } else { Err(Fault::new("unknown-reference", reference, "")) }
        };
        check_figures("w.md", text, 0, known, &mut problems);
        problems.sorted().into_iter().map(|p| (p.rule, p.line, p.column)).collect()
    }

    #[test]
    fn words_may_hold_only_what_a_report_can_show() {
        for (text, expected) in [
            ("A paragraph with **bold**, *italic* and [a link](https://x.uk).\n\n- one\n- two\n\n# Heading", vec![]),
            ("Now <b>bold</b>.", vec![("raw-html", 1, 5)]),
            ("One\n\n<div>\nx\n</div>\n", vec![("raw-html", 3, 1)]),
            ("See ![a](b.png)", vec![("picture", 1, 5)]),
            ("> said", vec![("unsupported-markdown", 1, 1)]),
            ("`code`", vec![("unsupported-markdown", 1, 1)]),
            ("[x](javascript:alert)", vec![("unsafe-link", 1, 1)]),
            ("[x](other.html)", vec![("unsafe-link", 1, 1)]),
            ("[x](#so-01) 2 < 3 & 4", vec![]),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn live_figures_pair_their_braces_and_name_what_is_known() {
        for (text, expected) in [
            ("It is {{A}} and {{ A }}.", vec![]),
            ("It is {{B}}.", vec![("unknown-reference", 1, 7)]),
            ("It is {{A.\n\nMore {{A}}", vec![("unbalanced-braces", 1, 7)]),
            ("It is {{A and {{A}}", vec![("unbalanced-braces", 1, 7)]),
            ("It is {A}", vec![]),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }
}
