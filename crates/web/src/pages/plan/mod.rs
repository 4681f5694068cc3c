//! The plan, its measures, targets and settings: seen as a tree, changed by tables and texts, each change with its
//! reason.

mod choices;
pub mod copy;
mod fields;
mod open;
pub mod owners;
pub mod row;
mod statements;
pub mod table;
pub mod texts;
mod tree;

pub(super) use self::fields::short;
pub(super) use self::open::{Opened, address, name};
pub(super) use self::owners::names;

use axum::response::Response;
use cycle::plan::TABLES;
use maud::{Markup, html};

use self::open::Asked;
use crate::asker::Asker;
use crate::failure::Failure;
use crate::frame::Page;
use crate::words::{fill, say};

/// The current plan as a tree, with the ways to everything that can be changed.
pub async fn page(asker: Asker, asked: Asked) -> Result<Response, Failure> {
    let opened = Opened::of(&asker, asked.text("plan")).await?;
    let council = opened.council();
    let Some(plan) = council.plan(&opened.plan) else {
        return Ok(asker.page(&Page::new(say("plan.title"), html! { p.lead { (say("plan.none")) } })));
    };
    let main = html! {
        (stated(&opened))
        div.sides {
            section aria-labelledby="tables" {
                h2 #tables { (say("plan.tables")) }
                ul {
                    @for table in &TABLES {
                        li { a href=(address(&format!("/desk/plan/tables/{}", table.name), &[("plan", &plan.key)])) { (table.title) } }
                    }
                }
            }
            section aria-labelledby="more" {
                h2 #more { (say("plan.more")) }
                (ways(&plan.key))
                @if council.plans.len() > 1 {
                    h3 { (say("plan.others")) }
                    ul {
                        @for other in council.plans.iter().rev().filter(|other| other.key != plan.key) {
                            li { a href=(address("/desk/plan", &[("plan", &other.key)])) { (other.title) } " " span.muted { (other.key) } }
                        }
                    }
                }
            }
        }
        (tree::shown(&opened, plan))
    };
    Ok(asker.page(&Page::new(plan.title.clone(), main).caption(say("plan.title"))))
}

fn ways(plan: &str) -> Markup {
    let new = |what: &str| address(&format!("/desk/plan/new/{what}"), &[("from", plan)]);
    html! {
        ul {
            li { a href="/desk/plan/texts" { (say("plan.texts")) } }
            li { a href=(address("/desk/plan/owners", &[("plan", plan)])) { (say("owners.title")) } }
            li { a href=(new("plan")) { (say("copy.plan")) } }
            li { a href="/desk/plan/new/scheme" { (say("copy.scheme")) } }
            li { a href="/desk/plan/new/outline" { (say("copy.outline")) } }
        }
    }
}

/// In which edition a change is stated.
fn stated(opened: &Opened) -> Markup {
    match opened.stated {
        Some(stated) => {
            let period = opened.council().calendar.print(stated);
            html! { p.note { (fill("plan.stated", &[("edition", &period)])) } }
        }
        None => html! { p.warning { (say("plan.no_round")) } },
    }
}
