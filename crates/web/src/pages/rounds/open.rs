//! Opening the next round: its period, then everything else, proposed from what was before.

use axum::extract::Query;
use axum::response::Response;
use cycle::library::Shelf;
use cycle::{NewEdition, OpenRound, proposed};
use domain::cycle::Round;
use domain::{Council, Date, Period};
use maud::{Markup, html};
use serde::Deserialize;

use super::{address, date_in, not_now};
use crate::asker::Asker;
use crate::failure::Failure;
use crate::form::{self, Choice, Errors};
use crate::frame::Page;
use crate::moment;
use crate::sent::Sent;
use crate::words::{fill, say};

const HERE: &str = "/desk/rounds/new";

/// Which period is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    period: Option<String>,
}

/// What the form holds.
struct Fields {
    plan: String,
    outline: String,
    title: String,
    position_at: String,
    enter_by: String,
    approve_by: String,
}

/// The form, filled in for the period that comes next or was asked for.
pub async fn page(asker: Asker, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let desk = asker.desk();
    let (shelf, rounds) = (desk.library.shelf(&desk.store, &desk.tenant).await?, desk.rounds().await?);
    let today = moment::date(desk.now);
    let council = &shelf.council;
    let wanted = asked.period.as_deref().and_then(Period::parse);
    let Some(period) = wanted.or_else(|| proposed::next(council, &rounds, today)) else {
        return Ok(asker.page(&framed(html! { p { (say("open.nothing")) } })));
    };
    let edition = proposed::edition(council, period).filter(|_| !council.plans.is_empty());
    let Some(edition) = edition else {
        return Ok(asker.page(&framed(html! { p { (say("open.nothing")) } })));
    };
    let (enter_by, approve_by) = proposed::dates(council, &rounds, edition.position_at, today);
    let fields = Fields {
        plan: edition.plan,
        outline: edition.outline,
        title: edition.title,
        position_at: edition.position_at.to_string(),
        enter_by: enter_by.to_string(),
        approve_by: approve_by.to_string(),
    };
    Ok(shown(&asker, &shelf, &rounds, period, &fields, &Errors::default()))
}

/// Opens the round.
pub async fn open(asker: Asker, sent: Sent) -> Result<Response, Failure> {
    let desk = asker.desk();
    let (shelf, rounds) = (desk.library.shelf(&desk.store, &desk.tenant).await?, desk.rounds().await?);
    let period = Period::parse(sent.text("period"));
    let period = period.ok_or_else(|| Failure::Refused(say("open.no_period").to_string()))?;
    let fields = Fields::of(&sent);
    let mut errors = Errors::default();
    if let Some(open) = fields.read(&sent, &shelf.council, period, &mut errors) {
        match desk.open_round(&open).await {
            Ok(round) => {
                let says = fill("open.opened", &[("title", &open.edition.title)]);
                return Ok(asker.go(&address(round.key), &says));
            }
            Err(failure) => not_now(failure, "enter_by", &mut errors)?,
        }
    }
    Ok(shown(&asker, &shelf, &rounds, period, &fields, &errors))
}

impl Fields {
    fn of(sent: &Sent) -> Fields {
        let text = |name: &str| sent.text(name).trim().to_string();
        Fields {
            plan: text("plan"),
            outline: text("outline"),
            title: text("title"),
            position_at: text("position_at"),
            enter_by: text("enter_by"),
            approve_by: text("approve_by"),
        }
    }

    /// The round that they describe. `None`: something is wrong, and stands among the errors.
    fn read(&self, sent: &Sent, council: &Council, period: Period, errors: &mut Errors) -> Option<OpenRound> {
        if council.plan(&self.plan).is_none() {
            errors.add("plan", say("open.no_plan"));
        }
        if !council.outlines.iter().any(|(name, _)| *name == self.outline) {
            errors.add("outline", say("open.no_outline"));
        }
        if self.title.is_empty() {
            errors.add("title", say("open.no_title"));
        }
        let position_at: Option<Date> = date_in(sent, "position_at", errors);
        let enter_by = date_in(sent, "enter_by", errors);
        let approve_by = date_in(sent, "approve_by", errors);
        let proposed = proposed::edition(council, period);
        let edition = NewEdition {
            period,
            plan: self.plan.clone(),
            outline: self.outline.clone(),
            title: self.title.clone(),
            position_at: position_at?,
            demonstration: proposed.is_some_and(|edition| edition.demonstration),
        };
        let open = OpenRound { edition, enter_by: enter_by?, approve_by: approve_by? };
        errors.is_empty().then_some(open)
    }
}

fn framed(main: Markup) -> Page {
    Page::new(say("open.title"), main).back("/desk/rounds", say("rounds.title"))
}

fn shown(asker: &Asker, shelf: &Shelf, rounds: &[Round], period: Period, fields: &Fields, errors: &Errors) -> Response {
    let council = &shelf.council;
    let waits = council.edition(period).is_some();
    let plans = council.plans.iter().rev().map(|plan| Choice::of(plan.key.clone(), plan.title.clone())).collect();
    let outlines = council.outlines.iter().map(|(name, _)| Choice::of(name.clone(), name.clone())).collect();
    let main = html! {
        (periods(council, &proposed::periods(council, rounds, moment::date(asker.app.now())), period))
        (form::form(HERE, asker.csrf(), html! {
            input type="hidden" name="period" value=(period);
            h2 { (fill("open.edition", &[("period", &council.calendar.print(period))])) }
            @if waits { p.note { (say("open.in_papers")) } }
            (form::text("title", say("open.edition_title")).width(form::Width::Full).value(&fields.title).errors(errors))
            (form::select("plan", say("open.plan"), plans).value(&fields.plan).errors(errors))
            (form::select("outline", say("open.outline"), outlines).hint(say("open.outline_hint")).value(&fields.outline).errors(errors))
            (form::date("position_at", say("open.position")).hint(say("open.position_hint")).value(&fields.position_at).errors(errors))
            (due_dates(&fields.enter_by, &fields.approve_by, errors))
            (form::buttons(form::button(say("open.button"))))
        }))
    };
    asker.page(&framed(main).errors(errors))
}

/// The two dates of a round.
pub(super) fn due_dates(enter_by: &str, approve_by: &str, errors: &Errors) -> Markup {
    html! {
        (form::date("enter_by", say("open.enter_by")).hint(say("open.enter_by_hint")).value(enter_by).errors(errors))
        (form::date("approve_by", say("open.approve_by")).value(approve_by).errors(errors))
    }
}

/// Another period: the form below is filled in anew for it.
fn periods(council: &Council, all: &[Period], chosen: Period) -> Markup {
    let mut choices: Vec<Choice> =
        all.iter().map(|period| Choice::of(period.to_string(), council.calendar.print(*period))).collect();
    if !all.contains(&chosen) {
        choices.insert(0, Choice::of(chosen.to_string(), council.calendar.print(chosen)));
    }
    html! {
        form.filter method="get" action=(HERE) {
            (form::select("period", say("open.period"), choices).value(chosen.to_string()))
            button.button.second type="submit" { (say("open.choose")) }
        }
    }
}
