//! The report as it would be printed now, from the latest entries, in every form. The report itself says that it is a
//! draft.

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use cycle::Work;
use domain::Problem;
use domain::cycle::RoundState;
use folder::Files;
use maud::{Markup, html};
use sha2::{Digest, Sha256};

use super::{address, key, publish, title};
use crate::asker::Asker;
use crate::failure::Failure;
use crate::frame::Page;
use crate::words::{fill, say};

/// A form of the report.
struct Form {
    /// Its word for the press and in addresses.
    word: &'static str,
    /// The file that is shown or downloaded. `None`: all that the press gives, packed together.
    file: Option<&'static str>,
    /// Its media type.
    media: &'static str,
    /// Key of its name.
    name: &'static str,
}

/// Every form, the most looked at first.
const FORMS: [Form; 8] = [
    Form { word: "html", file: Some("report.html"), media: "text/html; charset=utf-8", name: "preview.html" },
    Form { word: "pdf", file: Some("report.pdf"), media: "application/pdf", name: "preview.pdf" },
    Form {
        word: "word",
        file: Some("report.docx"),
        media: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        name: "preview.word",
    },
    Form {
        word: "excel",
        file: Some("report.xlsx"),
        media: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        name: "preview.excel",
    },
    Form {
        word: "ods",
        file: Some("report.ods"),
        media: "application/vnd.oasis.opendocument.spreadsheet",
        name: "preview.ods",
    },
    Form { word: "csv", file: Some("measures.csv"), media: "text/csv; charset=utf-8", name: "preview.csv" },
    Form { word: "json", file: Some("report.json"), media: "application/json", name: "preview.json" },
    Form { word: "data", file: None, media: "application/zip", name: "preview.data" },
];

/// The part of a round's page that leads to the previews.
pub(super) fn section(work: &Work) -> Markup {
    let base = address(work.round.key);
    html! {
        h2 #preview { (say("preview.title")) }
        p { (say("preview.says")) }
        ul.across { @for form in &FORMS { li { a href={ (base) "/preview/" (form.word) } { (say(form.name)) } } } }
    }
}

/// One form of the report as it would be now. The page links to files beside it, so their names lead to them too.
pub async fn show(asker: Asker, Path((round, form)): Path<(String, String)>) -> Result<Response, Failure> {
    let key = key(&round)?;
    let wanted = |known: &&Form| known.word == form || known.file == Some(form.as_str());
    let form = FORMS.iter().find(wanted).ok_or(Failure::NotFound)?;
    let work = asker.desk().work(key).await?;
    let papers = match work.round.state {
        RoundState::Open => work.draft(),
        _ => Ok(work.shelf.files.clone()),
    };
    let papers = match papers {
        Ok(papers) => papers,
        Err(cycle::Failure::Refused(faults)) => return Ok(faulty(&asker, &work, &faults)),
        Err(other) => return Err(other.into()),
    };
    let printed = match asker.app.press.report(&papers, key.period, &[form.word]).await {
        Ok(printed) => printed,
        Err(cause) => return not_made(&asker, work, &cause).await,
    };
    let bytes = match form.file {
        Some(name) => match printed.get(name) {
            Some(bytes) => bytes.clone(),
            None => return not_made(&asker, work, &format!("the press made no {name}")).await,
        },
        None => packed(&printed)?,
    };
    match form.word {
        "html" => Ok(page(bytes)),
        _ => {
            let ending = form.file.and_then(|name| name.rsplit_once('.')).map_or("zip", |(_, ending)| ending);
            Ok(download(bytes, form.media, &format!("{key}-draft-{}.{ending}", form.word)))
        }
    }
}

/// The press made no report. Where what is entered does not compose, the page says what is wrong with it; where it
/// does, the fault is the server's, and the page says how an administrator finds it.
async fn not_made(asker: &Asker, work: Work, cause: &str) -> Result<Response, Failure> {
    let checked = tokio::task::spawn_blocking(move || (cycle::ready(&work), work)).await;
    let (ready, work) = checked.map_err(|cause| Failure::broken(&cause))?;
    let faults = match ready {
        Ok(ready) => ready.problems,
        Err(cycle::Failure::Refused(faults)) => faults,
        Err(other) => return Err(other.into()),
    };
    if !faults.is_empty() {
        return Ok(faulty(asker, &work, &faults));
    }
    let reference = Failure::logged(&cause);
    let main = html! {
        p.lead { (say("preview.fault")) }
        p { (fill("preview.fault_then", &[("reference", &reference)])) }
    };
    Ok(failed(asker, &work, main, StatusCode::SERVICE_UNAVAILABLE))
}

/// What is entered, or the papers, have faults: each with its place and what to do.
fn faulty(asker: &Asker, work: &Work, faults: &[Problem]) -> Response {
    let main = html! {
        p.lead { (say("preview.faulty")) }
        (publish::problems(work, faults))
    };
    failed(asker, work, main, StatusCode::UNPROCESSABLE_ENTITY)
}

fn failed(asker: &Asker, work: &Work, main: Markup, status: StatusCode) -> Response {
    let back = fill("round.back", &[("title", &title(work))]);
    let page = Page::new(say("preview.failed"), main).caption(title(work)).back(address(work.round.key), back);
    asker.page(&page.status(status))
}

/// A page that carries its own stylesheet and nothing that runs: the digest of the stylesheet lets just that one in.
fn page(bytes: Vec<u8>) -> Response {
    let text = String::from_utf8_lossy(&bytes);
    let style = text.split_once("<style>").and_then(|(_, after)| after.split_once("</style>"));
    let allowed = style.map_or_else(
        || "'none'".to_string(),
        |(style, _)| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(style.as_bytes()))),
    );
    let policy = format!(
        "default-src 'none'; style-src {allowed}; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    );
    let mut response = ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], bytes).into_response();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

fn download(bytes: Vec<u8>, media: &'static str, name: &str) -> Response {
    let mut response = ([(header::CONTENT_TYPE, media)], Body::from(bytes)).into_response();
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

/// Files in one archive, in the order of their names.
fn packed(files: &Files) -> Result<Vec<u8>, Failure> {
    use std::io::{Cursor, Write};
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (path, bytes) in files {
        archive.start_file(path.as_str(), options).map_err(|cause| Failure::broken(&cause))?;
        archive.write_all(bytes).map_err(|cause| Failure::broken(&cause))?;
    }
    archive.finish().map(Cursor::into_inner).map_err(|cause| Failure::broken(&cause))
}
