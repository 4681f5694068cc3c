//! The page of a workbook: where it is sent, what cannot be taken, and what the sound rows would change.

use axum::response::Response;
use collect::Problem;
use cycle::Work;
use domain::calendar::print_date;
use maud::{Markup, html};

use super::checked::{Checked, SoundRow};
use crate::asker::Asker;
use crate::form::{self, Errors};
use crate::frame::Page;
use crate::moment::moment;
use crate::pages::item::{address, of};
use crate::sent::Sent;
use crate::words::{fill, say};

/// What the page shows.
pub struct Shown<'a> {
    asker: &'a Asker,
    work: &'a Work,
    checked: Option<&'a Checked>,
    sent: Option<&'a Sent>,
    errors: Errors,
}

impl<'a> Shown<'a> {
    /// The page of a round. `checked` `None`: no workbook was sent yet.
    pub fn new(asker: &'a Asker, work: &'a Work, checked: Option<&'a Checked>) -> Shown<'a> {
        Shown { asker, work, checked, sent: None, errors: Errors::default() }
    }

    /// What was ticked and typed stays.
    pub fn sent(mut self, sent: &'a Sent) -> Self {
        self.sent = Some(sent);
        self
    }

    /// What is wrong with what was sent.
    pub fn errors(mut self, errors: Errors) -> Self {
        self.errors = errors;
        self
    }

    /// The page.
    pub fn page(&self) -> Response {
        let due = print_date(self.work.round.enter_by);
        let caption = fill("item.caption", &[("round", &self.work.edition.title), ("due", &due)]);
        let (title, main) = match self.checked {
            None => ("upload.title", self.begin()),
            Some(checked) => ("upload.check_title", self.checked(checked)),
        };
        let page = Page::new(say(title), main).caption(caption).back("/desk", say("desk.title"));
        self.asker.page(&page.errors(&self.errors))
    }

    fn begin(&self) -> Markup {
        let round = self.work.round.key;
        html! {
            ol.steps {
                li {
                    h2 { (say("upload.get")) }
                    p { (say("upload.get_says")) }
                    p { a href={ "/desk/rounds/" (round) "/workbook" } download { (say("upload.get_link")) } }
                }
                li { h2 { (say("upload.fill")) } p { (say("upload.fill_says")) } }
                li { h2 { (say("upload.back")) } (self.sending(say("upload.button"))) }
            }
        }
    }

    /// The form that takes a workbook.
    fn sending(&self, button: &str) -> Markup {
        let action = super::address(self.work.round.key);
        let file = form::file("workbook", say("upload.file"), ".xlsx,.ods").hint(say("upload.file_hint"));
        let body = html! { (file.errors(&self.errors)) (form::buttons(form::button(button))) };
        html! { (form::form(&action, self.asker.csrf(), body).with_files()) }
    }

    fn checked(&self, checked: &Checked) -> Markup {
        let count = |key: &str, count: usize| {
            html! { @if count > 0 { li { (fill(key, &[("count", &count.to_string())])) } } }
        };
        let came = [("name", checked.kept.name.as_str()), ("when", &moment(checked.kept.at))];
        html! {
            p.lead { (fill("upload.came", &came)) }
            ul {
                (count("upload.count_good", checked.rows.len()))
                (count("upload.count_bad", checked.problems.len()))
                (count("upload.count_unchanged", checked.unchanged))
                (count("upload.count_untouched", checked.untouched))
            }
            (problems("upload.problems", "upload.problems_says", &checked.problems))
            @if checked.rows.is_empty() { p { (say("upload.nothing_good")) } }
            @else { (self.rows(checked)) }
            (problems("upload.notes", "upload.notes_says", &checked.notes))
            h2 { (say("upload.again")) }
            p { (say("upload.again_says")) }
            (self.sending(say("upload.button_again")))
        }
    }

    fn rows(&self, checked: &Checked) -> Markup {
        let action = super::address(self.work.round.key);
        html! {
            h2 #take { (say("upload.good")) }
            p { (say("upload.good_says")) }
            (form::form(&action, self.asker.csrf(), html! {
                table.stack {
                    caption.unseen { (say("upload.good")) }
                    thead { tr {
                        th scope="col" { (say("upload.take")) }
                        th scope="col" { (say("upload.row")) }
                        th scope="col" { (say("upload.before")) }
                        th scope="col" { (say("upload.after")) }
                    } }
                    tbody { @for (number, row) in checked.rows.iter().enumerate() { (self.row(number, row)) } }
                }
                div.buttons {
                    button.button type="submit" name="do" value="submit" { (say("upload.submit")) }
                    (form::second_button(say("upload.accept"), "do", "accept"))
                    (form::second_button(say("upload.drop"), "do", "drop"))
                }
            }))
        }
    }

    fn row(&self, number: usize, row: &SoundRow) -> Markup {
        // A row that somebody else moved on is taken only by whoever says so.
        let ticked = match self.sent {
            Some(sent) => sent.all("take").contains(&row.key()),
            None => row.moved_on.is_none(),
        };
        let why = self.sent.map_or("", |sent| sent.text(&row.why_field()));
        let (tick, label) = (format!("take-{number}"), fill("upload.take_row", &[("title", &row.title)]));
        let none = || say("upload.nothing_before").to_string();
        html! {
            tr {
                td.tick { div.choice {
                    input type="checkbox" id=(tick) name="take" value=(row.key()) checked[ticked];
                    label for=(tick) { span.unseen { (label) } span.narrow aria-hidden="true" { (say("upload.take")) } }
                    input type="hidden" name=(row.seen_field()) value=(row.version);
                } }
                th scope="row" {
                    a href=(address::item(self.work.round.key, &row.item)) { (row.title) }
                    br;
                    span.muted { (of(self.work, &row.item)) ", " (row.place.replace('!', ", row ")) }
                }
                td data-label=(say("upload.before")) { (self.work.says(&row.item).unwrap_or_else(none)) }
                td data-label=(say("upload.after")) {
                    span.new { (self.work.in_words(&row.item, &row.body)) }
                    @if let Some(says) = &row.moved_on { div.warning { p { (says) } } }
                    @if !row.asks.is_empty() || !why.is_empty() {
                        div.warning { @for asked in &row.asks { p { (asked) } } }
                        (form::area(&row.why_field(), say("item.why"), 2).value(why).errors(&self.errors))
                    }
                }
            }
        }
    }
}

/// Problems by sheet and cell.
fn problems(title: &str, says: &str, problems: &[Problem]) -> Markup {
    let (title, says) = (fill(title, &[]), fill(says, &[]));
    html! {
        @if !problems.is_empty() {
            h2 { (title) }
            p { (says) }
            table.stack {
                caption.unseen { (title) }
                thead { tr {
                    th scope="col" { (say("upload.cell")) }
                    th scope="col" { (say("upload.wrong")) }
                    th scope="col" { (say("upload.to_do")) }
                } }
                tbody {
                    @for problem in problems {
                        tr {
                            th scope="row" { (problem.cell.as_deref().map_or_else(|| say("upload.whole_file").to_string(), |cell| cell.replace('!', ", "))) }
                            td data-label=(say("upload.wrong")) { (problem.says) }
                            td data-label=(say("upload.to_do")) { (problem.hint) }
                        }
                    }
                }
            }
        }
    }
}
