//! After publication: a correction is opened, or the edition is taken back. Each wants a reason, which readers see.

use axum::extract::Path;
use axum::response::Response;
use cycle::proposed;
use domain::Council;
use domain::cycle::RoundKey;
use maud::{Markup, html};

use super::open::due_dates;
use super::{address, date_in, key, name, not_now};
use crate::asker::Asker;
use crate::failure::Failure;
use crate::form::{self, Errors};
use crate::frame::Page;
use crate::moment;
use crate::sent::Sent;
use crate::words::{fill, say};

/// The form that opens a correction.
pub async fn correct_page(asker: Asker, Path(round): Path<String>) -> Result<Response, Failure> {
    let (enter_by, approve_by) = proposed::correction_dates(moment::date(asker.app.now()));
    let dates = (enter_by.to_string(), approve_by.to_string());
    correction(&asker, key(&round)?, "", (&dates.0, &dates.1), &Errors::default()).await
}

/// Opens a correction.
pub async fn correct(asker: Asker, Path(round): Path<String>, sent: Sent) -> Result<Response, Failure> {
    let of = key(&round)?;
    let mut errors = Errors::default();
    let why = reason(&sent, &mut errors);
    let dates = (date_in(&sent, "enter_by", &mut errors), date_in(&sent, "approve_by", &mut errors));
    if let (Some(why), Some(enter_by), Some(approve_by)) = (why, dates.0, dates.1) {
        match asker.desk().open_correction(of, why, enter_by, approve_by).await {
            Ok(round) => return Ok(asker.go(&address(round.key), say("correct.opened"))),
            Err(failure) => not_now(failure, "enter_by", &mut errors)?,
        }
    }
    correction(&asker, of, sent.text("why"), (sent.text("enter_by"), sent.text("approve_by")), &errors).await
}

async fn correction(
    asker: &Asker,
    of: RoundKey,
    why: &str,
    (enter_by, approve_by): (&str, &str),
    errors: &Errors,
) -> Result<Response, Failure> {
    let main = html! {
        p { (say("correct.says")) }
        (form::form(&format!("{}/correct", address(of)), asker.csrf(), html! {
            (form::area("why", say("correct.why"), 4).hint(say("correct.why_hint")).value(why).errors(errors))
            (due_dates(enter_by, approve_by, errors))
            (form::buttons(form::button(say("correct.button"))))
        }))
    };
    framed(asker, of, say("correct.title"), main, errors).await
}

/// The form that takes an edition back, with what will happen.
pub async fn withdraw_page(asker: Asker, Path(round): Path<String>) -> Result<Response, Failure> {
    withdrawal(&asker, key(&round)?, "", &Errors::default()).await
}

/// Takes an edition back.
pub async fn withdraw(asker: Asker, Path(round): Path<String>, sent: Sent) -> Result<Response, Failure> {
    let of = key(&round)?;
    let mut errors = Errors::default();
    if let Some(why) = reason(&sent, &mut errors) {
        match asker.desk().withdraw(of, why, asker.app.press.as_ref()).await {
            Ok(round) => {
                asker.released().await;
                return Ok(asker.go(&address(round.key), say("withdraw.done")));
            }
            Err(failure) => not_now(failure, "why", &mut errors)?,
        }
    }
    withdrawal(&asker, of, sent.text("why"), &errors).await
}

async fn withdrawal(asker: &Asker, of: RoundKey, why: &str, errors: &Errors) -> Result<Response, Failure> {
    let main = html! {
        div.warning { p { (say("withdraw.says")) } }
        (form::form(&format!("{}/withdraw", address(of)), asker.csrf(), html! {
            (form::area("why", say("withdraw.why"), 4).hint(say("withdraw.why_hint")).value(why).errors(errors))
            div.buttons { button.button.grave type="submit" { (say("withdraw.button")) } }
        }))
    };
    framed(asker, of, say("withdraw.title"), main, errors).await
}

fn reason<'s>(sent: &'s Sent, errors: &mut Errors) -> Option<&'s str> {
    let why = sent.given("why");
    if why.is_none() {
        errors.add("why", say("correct.no_why"));
    }
    why
}

async fn framed(asker: &Asker, of: RoundKey, title: &str, main: Markup, errors: &Errors) -> Result<Response, Failure> {
    let desk = asker.desk();
    let shelf = desk.library.shelf(&desk.store, &desk.tenant).await?;
    let council: &Council = &shelf.council;
    council.edition(of.period).ok_or(Failure::NotFound)?;
    let name = name(council, of);
    let back = fill("round.back", &[("title", &name)]);
    Ok(asker.page(&Page::new(title, main).caption(name).back(address(of), back).errors(errors)))
}
