//! One table of the plan as a list, filtered by what is asked for.

use axum::extract::Path;
use axum::response::Response;
use cycle::plan::{self, Asks, Column, Row, Table, column_words};
use maud::{Markup, html};

use super::choices::in_words;
use super::fields::{cell, short};
use super::open::{Asked, Opened, address, name, row_address};
use super::stated;
use crate::asker::Asker;
use crate::failure::Failure;
use crate::form;
use crate::frame::Page;
use crate::pages::parts;
use crate::words::{fill, say};

/// The most rows that one page shows.
const MOST: usize = 300;

/// The list.
pub async fn page(asker: Asker, Path(of): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let table = plan::table(&of).ok_or(Failure::NotFound)?;
    let opened = Opened::of(&asker, asked.text("plan")).await?;
    let rows = latest(&opened, table)?;
    let all = rows.len();
    let wanted = asked.text("q").unwrap_or("").trim().to_lowercase();
    let found: Vec<Row> = rows.into_iter().filter(|row| matches(&opened, table, row, &wanted)).collect();
    let main = html! {
        p.lead { (table.about) }
        @if table.states() { (stated(&opened)) }
        @if opened.stated.is_some() || !table.states() {
            p { a.button.second href=(address(&format!("/desk/plan/tables/{}/add", table.name), &[("plan", &opened.plan)])) { (say("plan.add")) } }
        }
        (filter(&opened, table, asked.text("q").unwrap_or("")))
        @if found.is_empty() { p { (say(if all == 0 { "plan.empty" } else { "plan.none_found" })) } }
        @else { (listed(&opened, table, &found, all)) }
        (as_text(&opened, table))
    };
    let title = opened.plan().map_or_else(|| say("plan.title").to_string(), |plan| plan.title.clone());
    let back = address("/desk/plan", &[("plan", &opened.plan)]);
    Ok(asker.page(&Page::new(table.title, main).caption(title).back(back, say("plan.title"))))
}

/// The rows of a table in the order of its paper; of what is stated by edition, what was stated last, the latest first.
pub(super) fn latest(opened: &Opened, table: &Table) -> Result<Vec<Row>, Failure> {
    let mut rows = plan::rows(table, &opened.editing()).map_err(|problem| Failure::Refused(problem.to_string()))?;
    if !table.states() {
        return Ok(rows);
    }
    opened.in_time(&mut rows);
    let mut told = std::collections::BTreeSet::new();
    rows.reverse();
    rows.retain(|row| told.insert(table.subject(&opened.plan, &table.key(row))));
    Ok(rows)
}

fn matches(opened: &Opened, table: &Table, row: &Row, wanted: &str) -> bool {
    let title = |column: &Column, text: &str| match column.asks {
        Asks::Measure => opened.council().measure(text).map(|measure| name(measure).to_lowercase()),
        _ => None,
    };
    wanted.is_empty()
        || table.columns.iter().any(|column| {
            let text = cell(row, column.name);
            text.to_lowercase().contains(wanted) || title(column, text).is_some_and(|title| title.contains(wanted))
        })
}

fn filter(opened: &Opened, table: &Table, wanted: &str) -> Markup {
    html! {
        form.filter method="get" action={ "/desk/plan/tables/" (table.name) } role="search" {
            input type="hidden" name="plan" value=(opened.plan);
            (form::text("q", say("plan.filter")).hint(say("plan.filter_hint")).value(wanted))
            button.button.second type="submit" { (say("plan.filter_button")) }
        }
    }
}

/// Columns that the list shows: what names a row, what it must hold, and who it is for.
fn shown(table: &Table) -> Vec<&Column> {
    let told =
        |column: &&Column| column.must || table.key.contains(&column.name) || matches!(column.name, "lead" | "owner");
    let plain = |column: &&Column| !matches!(column.name, "places" | "level" | "aggregation");
    table.columns.iter().filter(told).filter(plain).collect()
}

fn listed(opened: &Opened, table: &'static Table, rows: &[Row], all: usize) -> Markup {
    let says = |column: &&Column| rows.iter().any(|row| !cell(row, column.name).is_empty());
    let columns: Vec<&Column> = shown(table).into_iter().filter(says).collect();
    let (found, all) = (rows.len().to_string(), all.to_string());
    let caption = fill("plan.found", &[("found", &found), ("all", &all)]);
    html! {
        table.stack {
            caption { (caption) }
            thead { tr { @for column in &columns { th scope="col" { (column_words(table.name, column.name).0) } } } }
            tbody {
                @for row in rows.iter().take(MOST) {
                    tr {
                        @for (place, column) in columns.iter().enumerate() {
                            @let text = said(opened, column, cell(row, column.name));
                            @if place == 0 {
                                th scope="row" { a href=(row_address(table, &opened.plan, &table.key(row))) { (text) } }
                            } @else {
                                td data-label=(column_words(table.name, column.name).0) { (text) }
                            }
                        }
                    }
                }
            }
        }
        @if rows.len() > MOST { p { (fill("plan.too_many", &[("most", &MOST.to_string())])) } }
    }
}

/// What stands in a column, by its name, in words.
pub(super) fn said_of(opened: &Opened, table: &Table, name: &str, text: &str) -> Markup {
    let column = table.columns.iter().find(|column| column.name == name);
    column.map_or_else(|| html! { (text) }, |column| said(opened, column, text))
}

fn said(opened: &Opened, column: &Column, text: &str) -> Markup {
    match column.asks {
        Asks::Measure => match opened.council().measure(text) {
            Some(measure) => html! { (short(name(measure))) " " span.muted { "(" (text) ")" } },
            None => html! { (text) },
        },
        Asks::Word(_) => html! { (in_words(text)) },
        Asks::Period => match domain::Period::parse(text) {
            Some(period) => parts::period(&opened.council().calendar.print(period)),
            None => html! { (text) },
        },
        _ => html! { (text) },
    }
}

/// The way to the whole paper, which may have columns of the council's own.
fn as_text(opened: &Opened, table: &Table) -> Markup {
    let path = match table.place {
        _ if table.states() => return html! {},
        plan::Place::Council(file) => file.to_string(),
        plan::Place::Plan(file) => format!("plans/{}/{file}", opened.plan),
        plan::Place::Stated(_) => return html! {},
    };
    if !opened.shelf.files.contains_key(&path) {
        return html! {};
    }
    html! { p { a href={ "/desk/plan/texts/" (path) } { (say("plan.as_text")) } } }
}
