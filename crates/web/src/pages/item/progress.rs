//! The forms of progress and of a rating set by hand.

use domain::cycle::{Body, ProgressEntry};
use domain::{Commitment, Period, Scheme};
use maud::{Markup, html};

use super::form_page::FormPage;
use super::{Fields, Shown, published, text, words};
use crate::form::{self, Choice, Errors};
use crate::pages::parts::grade_named;
use crate::words::{fill, say};

/// Reads the fields of progress.
pub(super) fn read(shown: &Shown<'_>, commitment: &str, fields: &Fields) -> Result<Body, Errors> {
    let mut errors = Errors::default();
    let grade = Some(text(fields, "grade")).filter(|grade| !grade.is_empty());
    let scheme = commitment_of(shown, commitment).and_then(|commitment| scheme_of(shown, commitment));
    if let (Some(grade), Some(scheme)) = (grade, scheme)
        && scheme.grade_named(grade).is_none()
    {
        errors.add("grade", say("progress.no_such_grade"));
    }
    let completes = match text(fields, "completes").trim() {
        "" => None,
        date => match date.parse() {
            Ok(date) => Some(date),
            Err(_) => {
                errors.add("completes", fill("progress.no_date", &[("typed", date)]));
                None
            }
        },
    };
    let said = words::checked(text(fields, "text"), &mut errors);
    let entry = ProgressEntry { grade: grade.map(str::to_string), completes, text: said };
    if errors.is_empty() { Ok(Body::Progress(entry)) } else { Err(errors) }
}

/// Reads the fields of a rating set by hand.
pub(super) fn read_rating(shown: &Shown<'_>, measure: &str, fields: &Fields) -> Result<Body, Errors> {
    // Nothing is chosen for anybody: "not rated" too is somebody's decision.
    let Some((_, grade)) = fields.iter().find(|(name, _)| name == "grade") else {
        return Err(Errors::one("grade", say("progress.no_such_grade")));
    };
    if grade.is_empty() {
        return Ok(Body::Rating(None));
    }
    let known = scheme_of_measure(shown, measure).is_some_and(|scheme| scheme.grade_named(grade).is_some());
    if known { Ok(Body::Rating(Some(grade.clone()))) } else { Err(Errors::one("grade", say("progress.no_such_grade"))) }
}

fn commitment_of<'w>(shown: &Shown<'w>, reference: &str) -> Option<&'w Commitment> {
    shown.work.plan().ok()?.commitment(reference)
}

/// The scheme in force on the day of the position that judges a commitment.
fn scheme_of<'w>(shown: &Shown<'w>, commitment: &Commitment) -> Option<&'w Scheme> {
    let family = &shown.work.plan().ok()?.kind(&commitment.kind)?.scheme;
    in_force(shown, family)
}

fn scheme_of_measure<'w>(shown: &Shown<'w>, measure: &str) -> Option<&'w Scheme> {
    let family = shown.work.council().measure(measure)?.scheme.as_deref().unwrap_or(rate_family());
    in_force(shown, family)
}

fn rate_family() -> &'static str {
    rate::MEASURES
}

fn in_force<'w>(shown: &Shown<'w>, family: &str) -> Option<&'w Scheme> {
    let day = shown.work.edition.position_at;
    let mut schemes = shown.work.council().schemes.iter().filter(|scheme| scheme.family == family);
    schemes.rfind(|scheme| scheme.from <= day && scheme.until.is_none_or(|until| day <= until))
}

fn grades(scheme: Option<&Scheme>, none: &str) -> Vec<Choice> {
    let all = scheme.into_iter().flat_map(|scheme| &scheme.grades);
    let mut choices: Vec<Choice> = all
        .map(|grade| Choice { value: grade.name.clone(), label: grade.name.clone(), hint: grade.meaning.clone() })
        .collect();
    choices.push(Choice::of("", none));
    choices
}

/// The fields of progress, with last time's beside them.
pub(super) fn body(page: &FormPage<'_>, reference: &str) -> Markup {
    let shown = page.shown;
    let Some(commitment) = commitment_of(shown, reference) else { return html! {} };
    let scheme = scheme_of(shown, commitment);
    let value = |name: &str| text(&page.fields, name).to_string();
    html! {
        (published::section(shown.work, shown.item))
        (last_time(shown, reference, scheme))
        (form::radios("grade", say("progress.grade"), grades(scheme, say("progress.none_yet"))).value(value("grade")).errors(&page.errors))
        (form::date("completes", say("progress.completes")).hint(say("progress.completes_hint")).value(value("completes")).errors(&page.errors))
        (words::area(page, "text", say("progress.text")))
    }
}

/// What was said in the edition before.
fn last_time(shown: &Shown<'_>, reference: &str, scheme: Option<&Scheme>) -> Markup {
    let work = shown.work;
    let earlier = work.council().progress.iter().rev();
    let mut earlier = earlier.filter(|one| one.plan == work.edition.plan && one.commitment == reference);
    let Some(last) = earlier.find(|one| one.stated != work.edition.period) else {
        return html! { p.muted { (say("progress.first")) } };
    };
    let about = domain::About::Item(reference.to_string());
    let said = work.council().passages.iter().find(|one| one.edition == last.stated && one.about == about);
    html! {
        section.last aria-labelledby="last" {
            h2 #last { (fill("progress.last", &[("period", &work.council().calendar.print(last.stated))])) }
            dl.facts {
                dt { (say("progress.grade_then")) }
                dd { @match (&last.grade, scheme) {
                    (Some(grade), Some(scheme)) => (grade_named(scheme, grade)),
                    (Some(grade), None) => (grade),
                    (None, _) => (say("progress.none_yet")),
                } }
                dt { (say("progress.completes_then")) }
                dd { (last.completes.map_or_else(|| say("progress.not_stated").to_string(), domain::calendar::print_date)) }
            }
            @if let Some(said) = said { blockquote.words { (words::of_edition(work.council(), said.edition, &said.text)) } }
        }
    }
}

/// The fields of a rating set by hand.
pub(super) fn rating_body(page: &FormPage<'_>, measure: &str, period: Period) -> Markup {
    let shown = page.shown;
    let work = shown.work;
    let scheme = scheme_of_measure(shown, measure);
    let entry = work.entries.get(&domain::cycle::Item::Figure { measure: measure.to_string(), period });
    let state = match entry.map(|entry| &entry.body) {
        Some(Body::Figure(figure)) => cycle::live::with_entry(work.council(), &work.edition, measure, period, figure),
        _ => cycle::live::as_it_is(work.council(), &work.edition, measure),
    };
    let chosen = page.fields.iter().filter(|(name, _)| name == "grade").map(|(_, grade)| grade.clone()).collect();
    html! {
        p { (say("rating.says")) }
        @if let Some(state) = state { p.note { (state.explanation) } }
        (published::section(work, shown.item))
        (form::radios("grade", say("rating.grade"), grades(scheme, say("rating.not_rated"))).values(chosen).errors(&page.errors))
    }
}
