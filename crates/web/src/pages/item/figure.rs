//! The form of a figure: what it was before beside the box, and what it would be rated.

use collect::figure::{self, Typed};
use domain::cycle::Body;
use domain::snapshot::MeasureState;
use domain::value::{ABSENCES, MARKERS};
use domain::{Measure, Period, Unit};
use maud::{Markup, html};

use super::form_page::FormPage;
use super::{Fields, Shown, published, text};
use crate::form::{self, Choice, Errors, Width};
use crate::pages::parts::{self, grade_at};
use crate::words::{fill, say};

/// Reads the fields of a figure.
pub(super) fn read(shown: &Shown<'_>, key: &str, fields: &Fields) -> Result<Body, Errors> {
    let mut errors = Errors::default();
    let Some(measure) = shown.work.council().measure(key) else {
        return Err(Errors::one("value", say("figure.no_measure")));
    };
    match figure::read(measure, &typed(fields)) {
        Ok(entry) => Ok(Body::Figure(entry)),
        Err(problems) => {
            for problem in problems {
                errors.add(problem.field.word(), format!("{} {}", sentence(&problem.says), problem.hint));
            }
            Err(errors)
        }
    }
}

fn sentence(says: &str) -> String {
    if says.ends_with(['.', '?', '!']) { says.to_string() } else { format!("{says}.") }
}

fn typed(fields: &Fields) -> Typed {
    let text = |name: &str| text(fields, name).to_string();
    Typed {
        value: text("value"),
        numerator: text("numerator"),
        denominator: text("denominator"),
        reason: text("reason"),
        markers: fields.iter().filter(|(name, _)| name == "markers").map(|(_, value)| value.clone()).collect(),
        as_at: text("as_at"),
        forecast: text("forecast"),
        note: text("note"),
    }
}

/// The fields, below what the measure was before.
pub(super) fn body(page: &FormPage<'_>, key: &str, period: Period) -> Markup {
    let work = page.shown.work;
    let Some(measure) = work.council().measure(key) else { return html! {} };
    let state = cycle::live::as_it_is(work.council(), &work.edition, key);
    let value = |name: &str| text(&page.fields, name).to_string();
    let (before, after) = measure.unit.affixes();
    let mut box_of_value =
        form::number("value", fill("figure.value", &[("period", &work.council().calendar.print(period))]))
            .hint(hint(measure))
            .value(value("value"))
            .errors(&page.errors);
    if let Some(said) = published::beside(work, page.shown.item) {
        box_of_value = box_of_value.beside(said);
    }
    if !before.is_empty() {
        box_of_value = box_of_value.before(before);
    }
    if !after.trim().is_empty() {
        box_of_value = box_of_value.after(after.trim());
    }
    html! {
        @if let Some(definition) = &measure.definition { p { (definition) } }
        @if let Some(state) = &state { (before_now(page, state, measure, period)) }
        (box_of_value)
        @if is_share(measure) { (share(page)) }
        (form::select("reason", say("figure.reason"), reasons()).hint(say("figure.reason_hint")).value(value("reason")).errors(&page.errors))
        details.more open[has_more(page)] {
            summary { (say("figure.more")) }
            (form::checks("markers", say("figure.markers"), markers()).values(ticked(&page.fields)).errors(&page.errors))
            (form::date("as_at", say("figure.as_at")).hint(say("figure.as_at_hint")).value(value("as_at")).errors(&page.errors))
            @if state.as_ref().is_some_and(forecasts) {
                (form::number("forecast", say("figure.forecast")).value(value("forecast")).errors(&page.errors))
            }
            (form::area("note", say("figure.note"), 3).hint(say("figure.note_hint")).value(value("note")).errors(&page.errors))
        }
    }
}

fn hint(measure: &Measure) -> String {
    let unit = collect::unit_in_words(measure.unit);
    let places = match measure.places {
        0 => say("figure.whole").to_string(),
        1 => say("figure.one_place").to_string(),
        n => fill("figure.places", &[("places", &n.to_string())]),
    };
    let better = say(match measure.polarity {
        domain::Polarity::Higher => "figure.higher",
        domain::Polarity::Lower => "figure.lower",
        domain::Polarity::OnTarget => "figure.on_target",
        domain::Polarity::InRange => "figure.in_range",
        domain::Polarity::Neutral => "figure.neutral",
    });
    fill("figure.hint", &[("unit", unit), ("places", &places), ("better", better)])
}

/// Whether values have a numerator and a denominator.
fn is_share(measure: &Measure) -> bool {
    use Unit::{Percent, PercentUnmarked, Ratio};
    matches!(measure.unit, Percent | PercentUnmarked | Ratio | Unit::Per1k | Unit::Per10k | Unit::Per100k)
}

fn share(page: &FormPage<'_>) -> Markup {
    let value = |name: &str| text(&page.fields, name).to_string();
    html! {
        div.pair {
            (form::number("numerator", say("figure.numerator")).value(value("numerator")).width(Width::Short).errors(&page.errors))
            (form::number("denominator", say("figure.denominator")).value(value("denominator")).width(Width::Short).errors(&page.errors))
        }
    }
}

fn reasons() -> Vec<Choice> {
    let none = Choice::of("", say("figure.has_value"));
    let words = ABSENCES.iter().map(|(_, word)| Choice::of(*word, capital(word)));
    std::iter::once(none).chain(words).collect()
}

fn markers() -> Vec<Choice> {
    MARKERS.iter().map(|(_, word, short)| Choice::of(*word, format!("{} {short}", capital(word)))).collect()
}

fn ticked(fields: &Fields) -> Vec<String> {
    fields.iter().filter(|(name, _)| name == "markers").map(|(_, value)| value.clone()).collect()
}

/// A word with a capital letter.
pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn has_more(page: &FormPage<'_>) -> bool {
    ["markers", "as_at", "forecast", "note"]
        .iter()
        .any(|name| !text(&page.fields, name).is_empty() || page.errors.of(name).is_some())
}

fn forecasts(state: &MeasureState) -> bool {
    state.history.values().any(|one| one.forecast.is_some())
}

/// The target, the same period last year and the last periods.
fn before_now(page: &FormPage<'_>, state: &MeasureState, measure: &Measure, period: Period) -> Markup {
    let work = page.shown.work;
    let calendar = &work.council().calendar;
    let printed = |period: &Period| match state.history.get(period).map(|one| one.reading) {
        Some(domain::Reading::Figure(figure)) => html! { (measure.write(figure.value)) },
        Some(domain::Reading::Absent(absence)) => html! { span.absent { (absence.word()) } },
        None => html! { span.absent { (say("figure.nothing")) } },
    };
    let scheme = work.council().schemes.iter().find(|scheme| scheme.family == state.scheme);
    let year_before = period.year_before();
    let mut periods: Vec<Period> = state.history.keys().rev().filter(|one| **one < period).take(4).copied().collect();
    if !periods.contains(&year_before) && period.span.per_year() > 1 {
        periods.push(year_before);
        periods.sort_by(|one, other| other.cmp(one));
    }
    let target = state.targets.get(&period).map(|target| aim(measure, &target.aim));
    html! {
        dl.facts {
            dt { (say("figure.target")) }
            dd { (target.as_deref().unwrap_or(say("figure.no_target"))) }
        }
        @if !periods.is_empty() {
            table.narrow {
                caption { (say("figure.before")) }
                thead { tr {
                    th scope="col" { (say("figure.period")) }
                    th.numbers scope="col" { (say("figure.value_then")) }
                    th scope="col" { (say("figure.rating_then")) }
                } }
                tbody { @for one in &periods { tr {
                    th scope="row" { (parts::period(&calendar.print(*one))) @if *one == year_before { " " span.muted.whole { (say("figure.year_ago")) } } }
                    td.numbers { (printed(one)) }
                    td { @if let (Some(grade), Some(scheme)) = (state.grades.get(one), scheme) { (grade_at(scheme, *grade)) } }
                } } }
            }
        }
    }
}

/// A target in words.
pub(super) fn aim(measure: &Measure, aim: &domain::Aim) -> String {
    report::aim_words(report::words::Words::of("en-GB"), measure, aim)
}
