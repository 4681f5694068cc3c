//! What was stated of one thing before, and who changed it: beside its form.

use std::collections::BTreeMap;

use cycle::plan::{self, Table, column_words};
use domain::cycle::Line;
use maud::{Markup, html};

use super::choices::in_words;
use super::fields::cell;
use super::open::Opened;
use crate::asker::Asker;
use crate::failure::Failure;
use crate::moment::moment;
use crate::words::say;

/// Statements by edition, each in force from its edition on.
pub(super) fn by_edition(opened: &Opened, table: &Table, key: &[String]) -> Result<Markup, Failure> {
    let read = plan::statements(table, &opened.editing(), key);
    let mut rows = read.map_err(|problem| Failure::Refused(problem.to_string()))?;
    if !table.states() || rows.is_empty() {
        return Ok(html! {});
    }
    opened.in_time(&mut rows);
    let filled = |name: &str| rows.iter().any(|row| !cell(row, name).is_empty());
    let columns: Vec<_> =
        table.columns.iter().filter(|column| !table.key.contains(&column.name) && filled(column.name)).collect();
    let council = opened.council();
    let edition = |text: &str| {
        let period = domain::Period::parse(text);
        let edition = period.and_then(|period| council.edition(period));
        edition.map_or_else(|| text.to_string(), |edition| edition.title.clone())
    };
    Ok(html! {
        div.scroll role="region" aria-label=(say("plan.statements")) tabindex="0" {
            table.stack {
                caption { (say("plan.statements")) }
                thead { tr {
                    th scope="col" { (say("plan.statement_in")) }
                    @for column in &columns { th scope="col" { (column_words(table.name, column.name).0) } }
                } }
                tbody {
                    @for row in &rows {
                        tr {
                            th scope="row" { (edition(cell(row, "stated"))) }
                            @for column in &columns {
                                td data-label=(column_words(table.name, column.name).0) { (in_words(cell(row, column.name))) }
                            }
                        }
                    }
                }
            }
        }
    })
}

/// The lines of history on a subject, the latest first.
pub(super) async fn history(asker: &Asker, subject: &str) -> Result<Markup, Failure> {
    let which = store::Lines { subject: Some(subject.to_string()), limit: 50, ..store::Lines::default() };
    let lines = asker.app.store.lines(&asker.tenant, which).await?;
    let people = asker.app.store.people(&asker.tenant).await?;
    let names: BTreeMap<&str, &str> = people.iter().map(|one| (one.id.as_str(), one.name.as_str())).collect();
    let who = |line: &Line| match &line.by {
        Some(id) => names.get(id.as_str()).map_or_else(|| id.clone(), |name| (*name).to_string()),
        None => say("plan.program").to_string(),
    };
    Ok(html! {
        h2 { (say("plan.history")) }
        @if lines.is_empty() { p { (say("plan.no_history")) } }
        @else {
            ol.versions {
                @for line in &lines {
                    li {
                        p { strong { (moment(line.at)) } ", " (who(line)) @if let Some(why) = &line.why { ": “" (why) "”" } }
                        @if line.before.is_some() || line.after.is_some() {
                            details.more {
                                summary { (say("plan.what_changed")) }
                                @if let Some(before) = &line.before { p.muted { (say("plan.before")) } pre.yours { (before) } }
                                @match &line.after {
                                    Some(after) => { p.muted { (say("plan.after")) } pre.yours { (after) } }
                                    None => p { (say("plan.removed_then")) },
                                }
                            }
                        }
                    }
                }
            }
        }
    })
}
