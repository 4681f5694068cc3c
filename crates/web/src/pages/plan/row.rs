//! One row of a table: added, changed, taken out; each time with the reason.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use cycle::Seen;
use cycle::plan::{self, Column, Row, Table, column_words};
use maud::{Markup, html};

use super::fields::{Fields, cell, name_of};
use super::open::{Asked, Opened, address, name};
use super::{statements, table};
use crate::asker::Asker;
use crate::failure::Failure;
use crate::form::{self, Errors};
use crate::frame::Page;
use crate::sent::Sent;
use crate::words::{fill, say};

/// A form of a row.
struct RowForm<'f> {
    opened: &'f Opened,
    table: &'static Table,
    /// The key of the row that is changed. `None`: it is new.
    key: Option<Vec<String>>,
    row: Row,
    why: &'f str,
    errors: Errors,
}

/// The form of a new row.
pub async fn add_page(asker: Asker, Path(of): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let table = plan::table(&of).ok_or(Failure::NotFound)?;
    let opened = Opened::of(&asker, asked.text("plan")).await?;
    let row = table.columns.iter().map(|column| (column.name, asked.text(column.name).unwrap_or("").to_string()));
    let form = RowForm { opened: &opened, table, key: None, row: row.collect(), why: "", errors: Errors::default() };
    show(&asker, &form).await
}

/// The form of a row that there is.
pub async fn page(asker: Asker, Path(of): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let table = plan::table(&of).ok_or(Failure::NotFound)?;
    let opened = Opened::of(&asker, asked.text("plan")).await?;
    let key = asked.all("key");
    let row = present(&opened, table, &key)?.ok_or(Failure::NotFound)?;
    let form = RowForm { opened: &opened, table, key: Some(key), row, why: "", errors: Errors::default() };
    show(&asker, &form).await
}

fn present(opened: &Opened, table: &Table, key: &[String]) -> Result<Option<Row>, Failure> {
    plan::standing(table, &opened.editing(), key).map_err(|problem| Failure::Refused(problem.to_string()))
}

/// Adds a row.
pub async fn add(asker: Asker, Path(of): Path<String>, sent: Sent) -> Result<Response, Failure> {
    let table = plan::table(&of).ok_or(Failure::NotFound)?;
    write(&asker, table, None, &sent).await
}

/// Changes a row.
pub async fn save(asker: Asker, Path(of): Path<String>, sent: Sent) -> Result<Response, Failure> {
    let table = plan::table(&of).ok_or(Failure::NotFound)?;
    write(&asker, table, Some(sent.all("key")), &sent).await
}

async fn write(
    asker: &Asker,
    table: &'static Table,
    key: Option<Vec<String>>,
    sent: &Sent,
) -> Result<Response, Failure> {
    let opened = Opened::sent(asker, sent).await?;
    let row = written(table, key.as_deref(), sent);
    let mut errors = lacking(table, key.is_some(), &row, sent);
    if errors.is_empty() {
        let mark = sent.text("mark");
        let seen = if key.is_some() { Seen::As(mark) } else { Seen::New };
        let done = asker.desk().edit_row(table, &opened.plan, seen, &row, sent.text("why")).await;
        match done {
            Ok(()) => {
                let to = address(&format!("/desk/plan/tables/{}", table.name), &[("plan", &opened.plan)]);
                return Ok(asker.go(&to, &fill("plan.saved", &[("what", &title_of(&opened, table, &row))])));
            }
            Err(failure) => errors = told(&opened, table, &row, failure)?,
        }
    }
    let form = RowForm { opened: &opened, table, key, row, why: sent.text("why"), errors };
    show(asker, &form).await
}

/// The row that a form wrote: what makes its key stays as it is.
fn written(table: &Table, key: Option<&[String]>, sent: &Sent) -> Row {
    let fixed = |name: &str| {
        let place = table.key.iter().position(|known| *known == name)?;
        key?.get(place).cloned()
    };
    let text = |name: &'static str| fixed(name).unwrap_or_else(|| sent.text(&name_of(name)).trim().to_string());
    table.columns.iter().map(|column| (column.name, text(column.name))).collect()
}

/// What must be filled in and is not.
fn lacking(table: &Table, is_known: bool, row: &Row, sent: &Sent) -> Errors {
    let mut errors = Errors::default();
    for column in table.columns.iter().filter(|column| column.must) {
        let by_program = table.states() && column.name == "stated";
        let fixed = is_known && table.key.contains(&column.name);
        if !by_program && !fixed && cell(row, column.name).is_empty() {
            let label = column_words(table.name, column.name).0.to_lowercase();
            errors.add(&name_of(column.name), fill("plan.must", &[("label", &label)]));
        }
    }
    if sent.given("why").is_none() {
        errors.add("why", say("plan.why_missing"));
    }
    errors
}

/// What a refusal says, at the fields it is about; what is about none stands at the form.
fn told(opened: &Opened, table: &'static Table, row: &Row, failure: cycle::Failure) -> Result<Errors, Failure> {
    let mut errors = Errors::default();
    match failure {
        cycle::Failure::Refused(problems) => {
            for problem in problems {
                let says = format!("{} {}", problem.says, problem.hint);
                match plan::field_of(table, &opened.editing(), row, &problem) {
                    Some(column) => errors.add(&name_of(column), says),
                    None => {
                        let line = problem.line.to_string();
                        let with = [("file", problem.file.as_str()), ("line", &line), ("says", &says)];
                        errors.add("form", fill("plan.elsewhere", &with));
                    }
                }
            }
        }
        cycle::Failure::NotNow { says, hint } => errors.add("form", format!("{says}. {hint}")),
        cycle::Failure::Changed(_) => errors.add("form", say("plan.changed")),
        other => return Err(other.into()),
    }
    Ok(errors)
}

/// Takes a row out.
pub async fn remove(asker: Asker, Path(of): Path<String>, sent: Sent) -> Result<Response, Failure> {
    let table = plan::table(&of).ok_or(Failure::NotFound)?;
    let opened = Opened::sent(&asker, &sent).await?;
    let key = sent.all("key");
    let row = present(&opened, table, &key)?.ok_or(Failure::NotFound)?;
    let why = sent.text("remove-why");
    let errors = if why.trim().is_empty() {
        Errors::one("remove-why", say("plan.why_missing"))
    } else {
        match asker.desk().remove_row(table, &opened.plan, sent.text("mark"), &table.key(&row), why).await {
            Ok(()) => {
                let to = address(&format!("/desk/plan/tables/{}", table.name), &[("plan", &opened.plan)]);
                return Ok(asker.go(&to, &fill("plan.removed", &[("what", &title_of(&opened, table, &row))])));
            }
            Err(failure) => told(&opened, table, &row, failure)?,
        }
    };
    let form = RowForm { opened: &opened, table, key: Some(key), row, why: "", errors };
    show(&asker, &form).await
}

async fn show(asker: &Asker, form: &RowForm<'_>) -> Result<Response, Failure> {
    let RowForm { opened, table, key, row, errors, .. } = form;
    if opened.plan.is_empty() {
        return Err(Failure::NotFound);
    }
    let standing = key.as_ref().map(|key| present(opened, table, key)).transpose()?.flatten();
    let changed = errors.said().any(|says| says == say("plan.changed"));
    let main = html! {
        p.lead { (table.about) }
        @if table.states() { (super::stated(opened)) }
        @if let (true, Some(theirs)) = (changed, &standing) { (theirs_of(table, theirs)) }
        (fields(asker, form, standing.as_ref()))
        @if let Some(key) = key {
            (statements::by_edition(opened, table, key)?)
            (taking_out(asker, form, key, standing.as_ref()))
            (statements::history(asker, &table.subject(&opened.plan, key)).await?)
        }
    };
    let title =
        if key.is_some() { title_of(opened, table, row) } else { fill("plan.add_to", &[("table", table.title)]) };
    let back = address(&format!("/desk/plan/tables/{}", table.name), &[("plan", &opened.plan)]);
    let page = Page::new(title, main)
        .caption(opened.plan().map_or("", |plan| &plan.title))
        .back(back, table.title)
        .errors(errors);
    Ok(asker.page(&if changed { page.status(StatusCode::CONFLICT) } else { page }))
}

fn fields(asker: &Asker, form: &RowForm<'_>, standing: Option<&Row>) -> Markup {
    let RowForm { opened, table, key, row, why, errors } = form;
    let action = format!("/desk/plan/tables/{}/{}", table.name, if key.is_some() { "row" } else { "add" });
    let fields = Fields { opened, table, row, errors };
    // What makes the key of a row that there is stands above its fields; the edition is stated by the program.
    let asked = |column: &Column| {
        let fixed = key.is_some() && table.key.contains(&column.name);
        !fixed && (column.name != "stated" || !table.states())
    };
    html! {
        div #form {
            (form::form(&action, asker.csrf(), html! {
                (hidden(opened, key.as_deref(), standing))
                @if key.is_some() {
                    dl.facts {
                        @for name in table.key.iter().filter(|name| **name != "stated") {
                            div { dt { (column_words(table.name, name).0) } dd { (table::said_of(opened, table, name, cell(row, name))) } }
                        }
                    }
                }
                (fields.all(&asked))
                (fields.named())
                (form::area("why", say("plan.why"), 2).hint(say("plan.why_hint")).value(*why).errors(errors))
                (form::buttons(form::button(say("plan.save"))))
            }))
        }
    }
}

/// What a form brings back unseen: the plan, the key, and what its writer saw.
fn hidden(opened: &Opened, key: Option<&[String]>, standing: Option<&Row>) -> Markup {
    html! {
        input type="hidden" name="plan" value=(opened.plan);
        @for part in key.unwrap_or_default() { input type="hidden" name="key" value=(part); }
        @if let Some(row) = standing { input type="hidden" name="mark" value=(plan::mark(row)); }
    }
}

/// The form that takes a row out. What an earlier edition stated has none.
fn taking_out(asker: &Asker, form: &RowForm<'_>, key: &[String], standing: Option<&Row>) -> Markup {
    let RowForm { opened, table, errors, .. } = form;
    let stated = standing.and_then(plan::edition_of).map(str::to_string);
    if table.states() && stated != opened.stated.map(|stated| stated.to_string()) {
        return html! {};
    }
    html! {
        details.more open[errors.of("remove-why").is_some()] {
            summary { (say("plan.remove")) }
            (form::form(&format!("/desk/plan/tables/{}/remove", table.name), asker.csrf(), html! {
                (hidden(opened, Some(key), standing))
                (form::area("remove-why", say("plan.remove_why"), 2).hint(say("plan.why_hint")).errors(errors))
                div.buttons { button.button.grave type="submit" { (say("plan.remove_button")) } }
            }))
        }
    }
}

/// What somebody else saved meanwhile.
fn theirs_of(table: &Table, theirs: &Row) -> Markup {
    html! {
        div.warning {
            p { strong { (say("plan.theirs")) } }
            dl.facts {
                @for (name, text) in theirs.iter().filter(|(_, text)| !text.is_empty()) {
                    div { dt { (column_words(table.name, name).0) } dd { (text) } }
                }
            }
            p { (say("plan.theirs_then")) }
        }
    }
}

/// A row by what people call it: its title, or its key.
fn title_of(opened: &Opened, table: &Table, row: &Row) -> String {
    let council = opened.council();
    let of = |name: &str| Some(cell(row, name)).filter(|text| !text.is_empty());
    let measure = of("measure").and_then(|key| council.measure(key)).map(|measure| name(measure).to_string());
    let period =
        of("period").map(|text| domain::Period::parse(text).map_or(text.to_string(), |p| council.calendar.print(p)));
    let named = of("title").map(str::to_string).or(measure);
    let key =
        table.key.iter().filter(|name| **name != "stated").filter_map(|name| of(name)).collect::<Vec<_>>().join(" ");
    match (named, period) {
        (Some(named), Some(period)) => format!("{named}, {period}"),
        (Some(named), None) => named,
        (None, _) => key,
    }
}
