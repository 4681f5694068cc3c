//! What is made by copying: a plan, a rating scheme, an outline.

use axum::extract::Path;
use axum::response::Response;
use cycle::plan::{NewPlan, TextKind, kind_of};
use domain::Date;
use maud::{Markup, html};

use super::open::{Asked, Opened, address};
use super::texts;
use crate::asker::Asker;
use crate::failure::Failure;
use crate::form::{self, Choice, Errors, Width};
use crate::frame::Page;
use crate::sent::Sent;
use crate::words::{fill, say};

/// What is made.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Plan,
    Scheme,
    Outline,
}

impl What {
    fn read(word: &str) -> Result<What, Failure> {
        match word {
            "plan" => Ok(What::Plan),
            "scheme" => Ok(What::Scheme),
            "outline" => Ok(What::Outline),
            _ => Err(Failure::NotFound),
        }
    }

    fn word(self) -> &'static str {
        match self {
            What::Plan => "plan",
            What::Scheme => "scheme",
            What::Outline => "outline",
        }
    }

    fn title(self) -> &'static str {
        match self {
            What::Plan => say("copy.plan"),
            What::Scheme => say("copy.scheme"),
            What::Outline => say("copy.outline"),
        }
    }

    /// The folder of its papers.
    fn folder(self) -> &'static str {
        match self {
            What::Plan => "plans",
            What::Scheme => "schemes",
            What::Outline => "outlines",
        }
    }
}

/// What stands in the form.
#[derive(Default)]
struct CopyForm {
    from: String,
    name: String,
    title: String,
    opens: String,
    ends: String,
    text: String,
    why: String,
    errors: Errors,
}

/// First which one to copy, then the form.
pub async fn page(asker: Asker, Path(what): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let what = What::read(&what)?;
    let Some(from) = asked.text("from") else { return choose(&asker, what).await };
    let mut form = CopyForm { from: from.to_string(), ..CopyForm::default() };
    match what {
        What::Plan => {
            let opened = Opened::of(&asker, Some(from)).await?;
            form.title = opened.plan().map(|plan| plan.title.clone()).unwrap_or_default();
        }
        What::Scheme | What::Outline => form.text = texts::present(&asker, &path(what, from)).await?.0,
    }
    Ok(show(&asker, what, &form))
}

fn path(what: What, name: &str) -> String {
    format!("{}/{name}.toml", what.folder())
}

/// Which of those there are is to be copied.
async fn choose(asker: &Asker, what: What) -> Result<Response, Failure> {
    let shelf = asker.app.library.shelf(&asker.app.store, &asker.tenant).await?;
    let kind = if what == What::Scheme { TextKind::Scheme } else { TextKind::Outline };
    let named = |path: &String| {
        let name = path.rsplit('/').next().and_then(|name| name.strip_suffix(".toml"));
        name.filter(|_| kind_of(path) == Some(kind)).map(|name| Choice::of(name, name))
    };
    let choices: Vec<Choice> = match what {
        What::Plan => shelf.council.plans.iter().rev().map(|plan| Choice::of(&plan.key, &plan.title)).collect(),
        What::Scheme | What::Outline => shelf.files.keys().filter_map(named).collect(),
    };
    let main = html! {
        form method="get" action={ "/desk/plan/new/" (what.word()) } {
            (form::select("from", say("copy.from"), choices))
            (form::buttons(form::button(say("copy.go_on"))))
        }
    };
    Ok(asker.page(&Page::new(what.title(), main).back("/desk/plan", say("plan.title"))))
}

/// Makes it.
pub async fn make(asker: Asker, Path(what): Path<String>, sent: Sent) -> Result<Response, Failure> {
    let what = What::read(&what)?;
    let text = |name: &str| sent.text(name).trim().to_string();
    let mut form = CopyForm {
        from: text("from"),
        name: text("name"),
        title: text("title"),
        opens: text("opens"),
        ends: text("ends"),
        text: sent.text("text").to_string(),
        why: text("why"),
        errors: Errors::default(),
    };
    form.errors = lacking(what, &form, &sent);
    if form.errors.is_empty() {
        let done = match what {
            What::Plan => plan(&asker, &form).await,
            What::Scheme | What::Outline => {
                asker.desk().edit_text(&path(what, &form.name), 0, &form.text, &form.why).await
            }
        };
        match done {
            Ok(()) if what == What::Plan => {
                return Ok(asker.go(&address("/desk/plan", &[("plan", &form.name)]), say("copy.made_plan")));
            }
            Ok(()) => return Ok(asker.go("/desk/plan/texts", &fill("copy.made", &[("name", &form.name)]))),
            Err(failure) => form.errors = about(what, &form, failure)?,
        }
    }
    Ok(show(&asker, what, &form))
}

async fn plan(asker: &Asker, form: &CopyForm) -> cycle::Outcome<()> {
    let missing = || cycle::Failure::not_now(say("copy.no_day"), "");
    let runs = (day(&form.opens).ok_or_else(missing)?, day(&form.ends).ok_or_else(missing)?);
    let new = NewPlan { from: &form.from, key: &form.name, title: &form.title, runs };
    asker.desk().new_plan(&new, &form.why).await
}

fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

fn lacking(what: What, form: &CopyForm, sent: &Sent) -> Errors {
    let mut errors = Errors::default();
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if form.name.is_empty() || !form.name.chars().all(plain) || form.name.starts_with('-') {
        errors.add("name", say("copy.no_name"));
    }
    if what == What::Plan {
        if form.title.is_empty() {
            errors.add("title", say("copy.no_title"));
        }
        for (name, typed) in [("opens", &form.opens), ("ends", &form.ends)] {
            if day(typed).is_none() {
                errors.add(name, say("copy.no_day"));
            }
        }
    }
    errors.append(texts::ask_why(sent).unwrap_or_default());
    errors
}

fn about(what: What, form: &CopyForm, failure: cycle::Failure) -> Result<Errors, Failure> {
    match failure {
        cycle::Failure::NotNow { says, hint } => Ok(Errors::one("name", format!("{says}. {hint}"))),
        cycle::Failure::Refused(problems) if what == What::Plan => {
            let mut errors = Errors::default();
            for problem in problems {
                errors.add("name", problem.to_string());
            }
            Ok(errors)
        }
        other => texts::told(&path(what, &form.name), other),
    }
}

fn show(asker: &Asker, what: What, form: &CopyForm) -> Response {
    let errors = &form.errors;
    let main = html! {
        p.lead { (fill(about_key(what), &[("from", &form.from)])) }
        (form::form(&format!("/desk/plan/new/{}", what.word()), asker.csrf(), html! {
            input type="hidden" name="from" value=(form.from);
            @if what == What::Plan { (plan_fields(form)) }
            @else {
                (form::text("name", say("copy.name")).hint(say("copy.name_hint")).value(&form.name).errors(errors))
                (texts::editor(&form.text, errors))
            }
            (form::area("why", say("plan.why"), 2).hint(say("plan.why_hint")).value(&form.why).errors(errors))
            (form::buttons(form::button(say("copy.make"))))
        }))
    };
    asker.page(&Page::new(what.title(), main).back("/desk/plan", say("plan.title")).errors(errors))
}

fn about_key(what: What) -> &'static str {
    match what {
        What::Plan => "copy.about_plan",
        What::Scheme => "copy.about_scheme",
        What::Outline => "copy.about_outline",
    }
}

fn plan_fields(form: &CopyForm) -> Markup {
    let errors = &form.errors;
    html! {
        (form::text("name", say("copy.key")).hint(say("copy.key_hint")).width(Width::Short).value(&form.name).errors(errors))
        (form::text("title", say("copy.title")).value(&form.title).errors(errors))
        (form::date("opens", say("copy.opens")).value(&form.opens).errors(errors))
        (form::date("ends", say("copy.ends")).value(&form.ends).errors(errors))
    }
}
