//! What stands where nothing was published yet.

use maud::{DOCTYPE, html};

use super::file::Raw;
use crate::assets::Asset;
use crate::words::{fill, say};

/// The first page, which says so, and the documents of the programming interface, which list nothing.
pub fn files(council: &str) -> Vec<Raw> {
    let page = html! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (fill("public.nothing_title", &[("council", council)])) }
                link rel="stylesheet" href=(Asset::Style.path());
            }
            body {
                header.bar { div.who { p.council { a href="/" { (council) } } div.person { a href="/sign-in" { (say("frame.sign_in")) } } } }
                main #main tabindex="-1" {
                    h1 { (say("public.nothing")) }
                    p.lead { (fill("public.nothing_says", &[("council", council)])) }
                    p { (say("public.nothing_later")) }
                }
                footer.foot { p { (say("frame.foot")) } }
            }
        }
    };
    let media = "text/html; charset=utf-8".to_string();
    vec![Raw { path: "index.html".to_string(), media, bytes: page.into_string().into() }]
}
