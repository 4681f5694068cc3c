//! Pages of the server's own in the frame that the released pages have.

use maud::html;

use super::file::File;
use super::unpublished;

/// The released page whose frame is lent: its links lead from the root.
pub const LENT: &str = "404.html";

/// Whether search engines may list a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Robots {
    /// They may.
    Welcome,
    /// They should not: what it says depends on what was asked.
    Kept,
}

/// A page in the frame of the one for addresses that do not exist. `lent` `None`: nothing is released, so it stands in
/// a frame of our own.
pub fn framed(lent: Option<&File>, title: &str, main: &str, robots: Robots) -> String {
    let lent = lent.and_then(|file| std::str::from_utf8(file.bytes()?).ok());
    lent.and_then(|page| within(page, title, main, robots)).unwrap_or_else(|| unpublished::plain(title, main))
}

fn within(page: &str, title: &str, main: &str, robots: Robots) -> Option<String> {
    let (head, rest) = page.split_once("<title>")?;
    let (old, rest) = rest.split_once("</title>")?;
    let (between, rest) = rest.split_once("<main")?;
    let (tag, rest) = rest.split_once('>')?;
    let (_, foot) = rest.split_once("</main>")?;
    let council = old.rsplit_once(" – ").map(|(_, council)| format!(" – {council}")).unwrap_or_default();
    let title = html! { (title) }.into_string();
    let between = match robots {
        Robots::Welcome => without(&without(between, "<meta name=\"robots\""), "<meta name=\"description\""),
        Robots::Kept => without(between, "<meta name=\"description\""),
    };
    Some(format!("{head}<title>{title}{council}</title>{between}<main{tag}>{main}</main>{foot}"))
}

/// The text without the element that begins so.
fn without(text: &str, element: &str) -> String {
    match text.split_once(element) {
        Some((before, after)) => format!("{before}{}", after.split_once('>').map_or("", |(_, after)| after)),
        None => text.to_string(),
    }
}

#[cfg(test)]
mod cases {
    use super::*;

    #[test]
    fn a_page_of_ours_stands_in_the_frame_of_the_released_ones() {
        let page = "<head><title>Not found – Made</title><meta name=\"description\" content=\"x\"><meta name=\"robots\" \
                    content=\"noindex\"><link href=\"/assets/a.css\"></head><body><a href=\"#main\">s</a><main id=\"main\" \
                    tabindex=\"-1\"><h1>x</h1></main><footer><a href=\"https://made.example/\">m</a></footer>";
        let head = |robots: &str| {
            format!(
                "<head><title>Search &lt;b&gt; – Made</title>{robots}<link href=\"/assets/a.css\"></head><body><a \
                 href=\"#main\">s</a><main id=\"main\" tabindex=\"-1\"><h1>Search</h1></main><footer><a \
                 href=\"https://made.example/\">m</a></footer>"
            )
        };
        for (robots, tag) in [(Robots::Kept, "<meta name=\"robots\" content=\"noindex\">"), (Robots::Welcome, "")] {
            assert_eq!(within(page, "Search <b>", "<h1>Search</h1>", robots), Some(head(tag)));
        }
    }
}
