//! Changing the dates of an open round.

use axum::extract::Path;
use axum::response::Response;
use cycle::Work;
use maud::html;

use super::open::due_dates;
use super::{address, date_in, key, not_now, title};
use crate::asker::Asker;
use crate::failure::Failure;
use crate::form::{self, Errors};
use crate::frame::Page;
use crate::sent::Sent;
use crate::words::{fill, say};

/// The form.
pub async fn page(asker: Asker, Path(round): Path<String>) -> Result<Response, Failure> {
    let work = asker.desk().work(key(&round)?).await?;
    let (enter_by, approve_by) = (work.round.enter_by.to_string(), work.round.approve_by.to_string());
    Ok(shown(&asker, &work, (&enter_by, &approve_by), &Errors::default()))
}

/// Changes them.
pub async fn change(asker: Asker, Path(round): Path<String>, sent: Sent) -> Result<Response, Failure> {
    let desk = asker.desk();
    let work = desk.work(key(&round)?).await?;
    if sent.seen() != Some(work.round.version) {
        return Err(Failure::Changed);
    }
    let mut errors = Errors::default();
    let dates = (date_in(&sent, "enter_by", &mut errors), date_in(&sent, "approve_by", &mut errors));
    if let (Some(enter_by), Some(approve_by)) = dates {
        match desk.set_dates(&work.round, enter_by, approve_by).await {
            Ok(round) => return Ok(asker.go(&address(round.key), &super::due(&round))),
            Err(failure) => not_now(failure, "approve_by", &mut errors)?,
        }
    }
    Ok(shown(&asker, &work, (sent.text("enter_by"), sent.text("approve_by")), &errors))
}

fn shown(asker: &Asker, work: &Work, (enter_by, approve_by): (&str, &str), errors: &Errors) -> Response {
    let base = address(work.round.key);
    let main = html! {
        p { (say("dates.says")) }
        (form::form(&format!("{base}/dates"), asker.csrf(), html! {
            (due_dates(enter_by, approve_by, errors))
            (form::buttons(form::button(say("dates.button"))))
        }).seen(work.round.version))
    };
    let back = fill("round.back", &[("title", &title(work))]);
    asker.page(&Page::new(say("dates.title"), main).caption(title(work)).back(base, back).errors(errors))
}
