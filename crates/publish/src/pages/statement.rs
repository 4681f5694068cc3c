//! The accessibility statement and the page for addresses that do not exist.

use domain::calendar::print_date;
use maud::html;

use super::sketch::Sketch;
use crate::library::Library;
use crate::page::Page;
use crate::places::{DATA, HOME, MEASURES, MISSING, STATEMENT};

/// The statement, dated by the current edition: by its publication, else by its position.
pub fn page(library: &Library<'_>) -> Page {
    let sketch = Sketch::new(library, STATEMENT);
    let now = library.now().snapshot;
    let title = sketch.say("frame.statement").to_string();
    let day = print_date(now.edition.published_on.unwrap_or(now.edition.position_at));
    let dated = library.words.fill("statement.dated", &[("date", &day), ("edition", &now.edition.title)]);
    let fill = |key: &str| library.words.fill(key, &[("council", &now.council)]);
    let main = html! {
        h1 { (title) }
        p.lead { (fill("statement.lead")) }
        section {
            h2 { (sketch.say("statement.how")) }
            ul {
                @for key in ["statement.colour", "statement.keyboard", "statement.zoom", "statement.script", "statement.tables", "statement.charts"] {
                    li { (library.words.say(key)) }
                }
            }
        }
        section {
            h2 { (sketch.say("statement.status")) }
            p { (fill("statement.standard")) }
            p { (sketch.say("statement.downloads")) }
        }
        section {
            h2 { (sketch.say("statement.report")) }
            @match (&now.contact, &now.website) {
                (Some(contact), _) => p { (library.words.fill("statement.contact", &[("contact", contact)])) },
                (None, Some(website)) => p { (fill("statement.no_contact")) " " a href=(website) { (website) } },
                (None, None) => p { (fill("statement.no_contact")) },
            }
            p { (sketch.say("statement.enforced")) }
        }
        p.source { (dated) }
    };
    sketch.page(title, fill("statement.lead"), Vec::new(), main)
}

/// What is shown for an address that does not exist; `root` as [`crate::Stand::root`] says.
pub fn missing(library: &Library<'_>, root: Option<&str>) -> Page {
    let sketch = Sketch::new(library, MISSING);
    let title = sketch.say("missing.title").to_string();
    let to = |path: &str| match root {
        Some(root) => format!("{root}/{path}"),
        None => sketch.to(path),
    };
    let main = html! {
        h1 { (title) }
        p.lead { (sketch.say("missing.lead")) }
        ul {
            @for (path, key) in [(HOME, "frame.reports"), (MEASURES, "frame.measures"), (DATA, "frame.data")] {
                li { a href=(to(path)) { (sketch.say(key)) } }
            }
        }
    };
    let description = sketch.say("missing.lead").to_string();
    sketch.page(title, description, Vec::new(), main)
}
