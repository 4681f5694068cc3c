//! What stands where nothing was published yet.

use maud::{DOCTYPE, PreEscaped, html};

use super::document;
use super::file::Raw;
use crate::assets::Asset;
use crate::words::{fill, say};

/// The first page, which says so, and the documents of the programming interface, which list nothing.
pub fn files(address: &str, council: &str) -> Vec<Raw> {
    let main = html! {
        h1 { (say("public.nothing")) }
        p.lead { (fill("public.nothing_says", &[("council", council)])) }
        p { (say("public.nothing_later")) }
    };
    let page = plain(&fill("public.nothing_title", &[("council", council)]), &main.into_string());
    let media = "text/html; charset=utf-8".to_string();
    let first = Raw { path: "index.html".to_string(), media, bytes: page.into_bytes() };
    document::none(address, council).into_iter().chain([first]).collect()
}

/// A page in a frame of our own, where nothing released lends one.
pub fn plain(title: &str, main: &str) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (title) }
                link rel="stylesheet" href=(Asset::Style.path());
            }
            body {
                header.bar { div.who { p.council { a href="/" { (say("frame.site")) } } div.person { a href="/sign-in" { (say("frame.sign_in")) } } } }
                main #main tabindex="-1" { (PreEscaped(main)) }
                footer.foot { p { (say("frame.foot")) } }
            }
        }
    };
    page.into_string()
}
