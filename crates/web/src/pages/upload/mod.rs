//! By spreadsheet: a person's own workbook out, and back in by two steps. What it says is shown first, row by row, with
//! what is wrong; then the sound rows that they ticked are entered, all or none. Between the steps the file is kept as a
//! draft and read again, so nothing that the page showed is believed.

mod checked;
mod shown;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use collect::Sheet;
use cycle::workbook::Posted;
use cycle::{Entering, Failure as Undone, Then, Work};
use domain::cycle::{RoundKey, RoundState, Via};

use checked::{Checked, Kept};
use shown::Shown;

use crate::asker::Asker;
use crate::failure::Failure;
use crate::form::Errors;
use crate::moment;
use crate::sent::Sent;
use crate::words::{fill, say};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The person's own workbook, filled in as far as anything was entered.
pub async fn workbook(asker: Asker, Path(round): Path<String>) -> Result<Response, Failure> {
    let work = open(&asker, &round).await?;
    let sheet = sheet(&asker, &work);
    if sheet.figures.is_empty() && sheet.progress.is_empty() {
        return Err(Failure::Refused(say("upload.nothing_owed").to_string()));
    }
    let made = tokio::task::spawn_blocking(move || collect::workbook(&sheet)).await;
    let bytes = made.map_err(|error| Failure::broken(&error))?.map_err(|error| Failure::broken(&error))?;
    let name = format!("attachment; filename=\"{}.xlsx\"", work.round.key);
    Ok(([(header::CONTENT_TYPE, XLSX.to_string()), (header::CONTENT_DISPOSITION, name)], bytes).into_response())
}

/// The form for a workbook; or what the workbook says that was sent and not yet accepted.
pub async fn page(asker: Asker, Path(round): Path<String>) -> Result<Response, Failure> {
    let work = open(&asker, &round).await?;
    let checked = match kept(&asker, &work).await? {
        Some(kept) => Some(check(&asker, &work, kept).await?),
        None => None,
    };
    Ok(Shown::new(&asker, &work, checked.as_ref()).page())
}

/// Takes a workbook, accepts its sound rows (`do` is `accept`, or `submit` to submit them too), or puts it away (`drop`).
pub async fn send(asker: Asker, Path(round): Path<String>, sent: Sent) -> Result<Response, Failure> {
    let work = open(&asker, &round).await?;
    match sent.text("do") {
        "accept" => accept(&asker, &work, &sent, Then::Keep).await,
        "submit" => accept(&asker, &work, &sent, Then::Submit).await,
        "drop" => {
            drop_kept(&asker, &work).await?;
            Ok(asker.go(&address(work.round.key), say("upload.dropped")))
        }
        _ => take(&asker, &work, &sent).await,
    }
}

async fn take(asker: &Asker, work: &Work, sent: &Sent) -> Result<Response, Failure> {
    let Some(file) = sent.file("workbook") else {
        return Ok(Shown::new(asker, work, None).errors(Errors::one("workbook", say("upload.no_file"))).page());
    };
    let kept = Kept { name: file.name.clone(), bytes: file.bytes.clone(), at: asker.app.now() };
    let draft = kept.draft(&asker.person.id, work.round.key);
    let checked = check(asker, work, kept).await?;
    if checked.rows.is_empty() {
        // There is nothing to accept, so nothing need be kept.
        return Ok(Shown::new(asker, work, Some(&checked)).page());
    }
    asker.app.store.save_draft(&asker.tenant, &draft).await?;
    Ok(axum::response::Redirect::to(&address(work.round.key)).into_response())
}

async fn accept(asker: &Asker, work: &Work, sent: &Sent, then: Then) -> Result<Response, Failure> {
    let Some(kept) = kept(asker, work).await? else {
        return Ok(asker.go(&address(work.round.key), say("upload.gone")));
    };
    let checked = check(asker, work, kept).await?;
    let mut errors = Errors::default();
    let taken = chosen(&checked, sent, &mut errors);
    if !errors.is_empty() {
        return Ok(Shown::new(asker, work, Some(&checked)).sent(sent).errors(errors).page());
    }
    let (count, left) = (taken.len(), checked.rows.len() - taken.len() + checked.problems.len());
    match asker.desk().enter_all(work, taken, then).await {
        Ok(_) => {}
        Err(Undone::Changed(_)) => {
            // Somebody was quicker between the reading above and the saving: everything is shown anew.
            let work = asker.desk().work(work.round.key).await?;
            let Some(kept) = self::kept(asker, &work).await? else { return Err(Failure::Changed) };
            let checked = check(asker, &work, kept).await?;
            let errors = Errors::one("take", say("upload.changed"));
            return Ok(Shown::new(asker, &work, Some(&checked)).sent(sent).errors(errors).page());
        }
        Err(other) => return Err(other.into()),
    }
    drop_kept(asker, work).await?;
    let says = match then {
        Then::Keep => "upload.accepted",
        Then::Submit => "upload.submitted",
    };
    let mut says = fill(says, &[("count", &count.to_string())]);
    if left > 0 {
        says = format!("{says} {}", fill("upload.left", &[("count", &left.to_string())]));
    }
    Ok(asker.go("/desk", &says))
}

/// The rows that were ticked, each as what stands there is known to the person and with a reason where one is asked.
fn chosen(checked: &Checked, sent: &Sent, errors: &mut Errors) -> Vec<Entering> {
    let ticked = sent.all("take");
    let mut taken = Vec::new();
    for row in checked.rows.iter().filter(|row| ticked.contains(&row.key())) {
        let seen = sent.given(&row.seen_field()).and_then(|seen| seen.parse().ok());
        if seen != Some(row.version) {
            errors.add("take", fill("upload.changed_row", &[("title", &row.title)]));
            continue;
        }
        let why = sent.given(&row.why_field()).map(str::to_string);
        if why.is_none() && !row.asks.is_empty() {
            errors.add(&row.why_field(), fill("upload.why_missing", &[("title", &row.title)]));
            continue;
        }
        let (item, body) = (row.item.clone(), row.body.clone());
        taken.push(Entering { item, seen: row.version, body, why, via: Via::Spreadsheet });
    }
    if taken.is_empty() && errors.is_empty() {
        errors.add("take", say("upload.none_ticked"));
    }
    taken
}

/// An open round, for somebody who owes something in it.
async fn open(asker: &Asker, round: &str) -> Result<Work, Failure> {
    let key = RoundKey::parse(round).ok_or(Failure::NotFound)?;
    let work = asker.desk().work(key).await?;
    if work.round.state == RoundState::Open {
        Ok(work)
    } else {
        Err(Failure::Refused(say("upload.closed").to_string()))
    }
}

fn sheet(asker: &Asker, work: &Work) -> Sheet {
    let whole = format!("{}{}", asker.app.settings.address_of(&asker.tenant), address(work.round.key));
    let send_back = fill("upload.send_back", &[("address", &whole)]);
    let on = moment::date(asker.app.now());
    work.workbook(Posted { tenant: &asker.tenant, person: &asker.person, on, send_back: &send_back })
}

async fn check(asker: &Asker, work: &Work, kept: Kept) -> Result<Checked, Failure> {
    let sheet = sheet(asker, work);
    let read = tokio::task::spawn_blocking(move || (collect::read(&kept.name, &kept.bytes, &sheet), kept)).await;
    let (read, kept) = read.map_err(|error| Failure::broken(&error))?;
    Ok(Checked::of(work, kept, read))
}

async fn kept(asker: &Asker, work: &Work) -> Result<Option<Kept>, Failure> {
    let item = checked::item();
    let draft = asker.app.store.draft(&asker.tenant, &asker.person.id, work.round.key, &item).await?;
    Ok(draft.and_then(|draft| Kept::of(&draft)))
}

async fn drop_kept(asker: &Asker, work: &Work) -> Result<(), Failure> {
    asker.app.store.drop_draft(&asker.tenant, &asker.person.id, work.round.key, &checked::item()).await?;
    Ok(())
}

/// Where workbooks of a round come in.
pub fn address(round: RoundKey) -> String {
    format!("/desk/rounds/{round}/upload")
}
