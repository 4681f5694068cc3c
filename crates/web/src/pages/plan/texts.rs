//! Papers that are edited as texts: the council's settings, schemes, outlines, plans' settings, whole tables.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use cycle::plan::{TextKind, kind_of};
use domain::Problem;
use maud::{Markup, html};

use super::statements;
use crate::asker::Asker;
use crate::failure::Failure;
use crate::form::{self, Errors};
use crate::frame::Page;
use crate::sent::Sent;
use crate::words::{fill, say};

const KINDS: [(TextKind, &str); 5] = [
    (TextKind::Council, "texts.council"),
    (TextKind::Plan, "texts.plans"),
    (TextKind::Scheme, "texts.schemes"),
    (TextKind::Outline, "texts.outlines"),
    (TextKind::Table, "texts.tables"),
];

/// Every text that can be edited.
pub async fn list(asker: Asker) -> Result<Response, Failure> {
    let shelf = asker.app.library.shelf(&asker.app.store, &asker.tenant).await?;
    let of = |kind: TextKind| shelf.files.keys().filter(move |path| kind_of(path) == Some(kind));
    let main = html! {
        p.lead { (say("texts.about")) }
        @for (kind, key) in KINDS {
            @if of(kind).next().is_some() {
                h2 { (say(key)) }
                ul { @for path in of(kind) { li { a href={ "/desk/plan/texts/" (path) } { (path) } } } }
            }
        }
    };
    Ok(asker.page(&Page::new(say("plan.texts"), main).back("/desk/plan", say("plan.title"))))
}

/// What the form of a text holds.
struct TextForm<'f> {
    path: &'f str,
    text: &'f str,
    /// The revision that its writer saw.
    seen: u32,
    why: &'f str,
    errors: Errors,
    /// What somebody else saved meanwhile. `None`: nobody did.
    theirs: Option<String>,
}

/// The form of a text.
pub async fn page(asker: Asker, Path(path): Path<String>) -> Result<Response, Failure> {
    let (text, seen) = present(&asker, &path).await?;
    let errors = Errors::default();
    show(&asker, &TextForm { path: &path, text: &text, seen, why: "", errors, theirs: None }).await
}

/// A text as it stands, with its revision.
pub(super) async fn present(asker: &Asker, path: &str) -> Result<(String, u32), Failure> {
    let shelf = asker.app.library.shelf(&asker.app.store, &asker.tenant).await?;
    let bytes = shelf.files.get(path).filter(|_| kind_of(path).is_some()).ok_or(Failure::NotFound)?;
    let seen = shelf.revisions.get(path).copied().unwrap_or_default();
    Ok((String::from_utf8_lossy(bytes).into_owned(), seen))
}

/// Saves a text.
pub async fn save(asker: Asker, Path(path): Path<String>, sent: Sent) -> Result<Response, Failure> {
    let (standing, revision) = present(&asker, &path).await?;
    let (text, why) = (sent.text("text"), sent.text("why"));
    let mut seen = sent.seen().unwrap_or_default();
    let mut theirs = None;
    let errors = match ask_why(&sent) {
        Some(errors) => errors,
        None => match asker.desk().edit_text(&path, seen.max(1), text, why).await {
            Ok(()) => return Ok(asker.go("/desk/plan/texts", &fill("plan.saved", &[("what", &path)]))),
            Err(cycle::Failure::Changed(_)) => {
                (theirs, seen) = (Some(standing), revision);
                Errors::one("form", say("plan.changed"))
            }
            Err(failure) => told(&path, failure)?,
        },
    };
    show(&asker, &TextForm { path: &path, text, seen, why, errors, theirs }).await
}

/// A reason that is missing.
pub(super) fn ask_why(sent: &Sent) -> Option<Errors> {
    sent.given("why").is_none().then(|| Errors::one("why", say("plan.why_missing")))
}

/// What a refusal says, with its lines.
pub(super) fn told(path: &str, failure: cycle::Failure) -> Result<Errors, Failure> {
    let mut errors = Errors::default();
    let says = |problem: &Problem| format!("{} {}", problem.says, problem.hint);
    match failure {
        cycle::Failure::Refused(problems) => {
            for problem in &problems {
                let (line, says) = (problem.line.to_string(), says(problem));
                let own = problem.file == path;
                match (own, problem.line) {
                    (true, 0) => errors.add("text", says),
                    (true, _) => errors.add("text", fill("texts.line", &[("line", &line), ("says", &says)])),
                    (false, _) => {
                        let with = [("file", problem.file.as_str()), ("line", &line), ("says", &says)];
                        errors.add("text", fill("plan.elsewhere", &with));
                    }
                }
            }
        }
        cycle::Failure::NotNow { says, hint } => errors.add("text", format!("{says}. {hint}")),
        other => return Err(other.into()),
    }
    Ok(errors)
}

async fn show(asker: &Asker, form: &TextForm<'_>) -> Result<Response, Failure> {
    let main = html! {
        @if let Some(theirs) = &form.theirs {
            div.warning {
                p { strong { (say("plan.theirs")) } }
                pre.yours { (theirs) }
                p { (say("plan.theirs_then")) }
            }
        }
        (form::form(&format!("/desk/plan/texts/{}", form.path), asker.csrf(), html! {
            div #form { (editor(form.text, &form.errors)) }
            (form::area("why", say("plan.why"), 2).hint(say("plan.why_hint")).value(form.why).errors(&form.errors))
            (form::buttons(form::button(say("plan.save"))))
        }).seen(form.seen))
        (statements::history(asker, form.path).await?)
    };
    let page = Page::new(form.path, main).caption(say("plan.texts")).back("/desk/plan/texts", say("plan.texts"));
    let page = page.errors(&form.errors);
    Ok(asker.page(&if form.theirs.is_some() { page.status(StatusCode::CONFLICT) } else { page }))
}

/// The box of a text, with all that is wrong with it beside it.
pub(super) fn editor(text: &str, errors: &Errors) -> Markup {
    let rows = u32::try_from(text.lines().count()).unwrap_or(40).clamp(12, 40);
    html! {
        div.editor {
            (form::area("text", say("texts.text"), rows).hint(say("texts.hint")).value(text).with("spellcheck", "false").errors(errors))
        }
    }
}
