//! What somebody can do next where something is not in place yet: only what is truly missing, and only what they may do.

use cycle::{Act, NewEdition, Unanswered, may, proposed, unanswered};
use domain::calendar::print_date;
use domain::cycle::{Person, PersonState, Round, RoundState};
use domain::{Council, Plan};
use maud::{Markup, html};

use crate::asker::Asker;
use crate::failure::Failure;
use crate::moment;
use crate::pages::plan::address;
use crate::words::{fill, say};

/// Something to do.
struct Step {
    /// Where it is done. `None`: not in a browser.
    to: Option<String>,
    what: String,
    why: String,
}

impl Step {
    fn at(to: impl Into<String>, what: impl Into<String>, why: impl Into<String>) -> Step {
        Step { to: Some(to.into()), what: what.into(), why: why.into() }
    }
}

/// What is there and what is not.
struct State<'s> {
    asker: &'s Asker,
    people: Vec<Person>,
    council: &'s Council,
    rounds: &'s [Round],
    /// The plan that the open round reports on, else the next one will. `None`: the council has none.
    plan: Option<&'s Plan>,
    /// What the next edition is likely to be. `None`: the calendar holds none.
    coming: Option<NewEdition>,
    /// What of the plan nobody answers for.
    unanswered: Unanswered,
}

impl State<'_> {
    fn may(&self, act: Act) -> bool {
        may::may(&self.asker.person, act)
    }

    /// Whether somebody may do an act, or will when they have come.
    fn somebody(&self, act: Act) -> bool {
        let here = self.people.iter().filter(|person| person.state != PersonState::Ended);
        here.flat_map(|person| &person.grants).any(|grant| may::roles(act).contains(&grant.role))
    }

    /// How much of the plan nobody answers for, in words.
    fn alone(&self, key: &str) -> String {
        let counts = [
            ("next.measures", self.unanswered.measures.len()),
            ("next.commitments", self.unanswered.commitments.len()),
        ];
        let some = counts.iter().filter(|(_, count)| *count > 0);
        let some: Vec<String> = some.map(|(key, count)| fill(key, &[("count", &count.to_string())])).collect();
        fill(key, &[("what", &some.join(", "))])
    }
}

/// What to do next. Nothing for who has nothing to see to, or came by a link.
pub(super) async fn section(asker: &Asker, rounds: &[Round]) -> Result<Markup, Failure> {
    let sees = [Act::ManagePeople, Act::Administer, Act::OpenRound, Act::EditPlan];
    if !asker.reach.is_whole() || !sees.into_iter().any(|act| may::may(&asker.person, act)) {
        return Ok(html! {});
    }
    let shelf = asker.app.library.shelf(&asker.app.store, &asker.tenant).await?;
    let (people, council) = (asker.desk().everybody().await?, shelf.council.as_ref());
    let coming = coming(asker, council, rounds);
    let plan = plan_at_work(council, rounds, coming.as_ref());
    let unanswered = plan.map(|plan| unanswered(council, plan, &people)).unwrap_or_default();
    let state = State { asker, people, council, rounds, plan, coming, unanswered };
    let mut steps = of_the_server(&state);
    steps.extend(of_people(&state));
    steps.extend(of_the_cycle(&state));
    Ok(html! {
        @if !steps.is_empty() {
            section aria-labelledby="next" {
                h2 #next { (say("next.title")) }
                ul.items {
                    @for step in &steps {
                        li {
                            @match &step.to {
                                Some(to) => a href=(to) { (step.what) },
                                None => strong { (step.what) },
                            }
                            p.hint { (step.why) }
                        }
                    }
                }
            }
        }
    })
}

/// What an administrator sees to outside the pages.
fn of_the_server(state: &State<'_>) -> Vec<Step> {
    let mut steps = Vec::new();
    if !state.may(Act::Administer) {
        return steps;
    }
    if state.plan.is_none() {
        steps.push(Step { to: None, what: say("next.import").into(), why: say("next.import_why").into() });
    }
    if state.asker.app.settings.mail.is_none() {
        steps.push(Step::at("/desk/server", say("next.mail"), say("next.mail_why")));
    }
    steps
}

/// Whom an administrator invites.
fn of_people(state: &State<'_>) -> Vec<Step> {
    const INVITE: &str = "/desk/people/invite";
    let mut steps = Vec::new();
    if !state.may(Act::ManagePeople) {
        return steps;
    }
    if !state.somebody(Act::OpenRound) {
        steps.push(Step::at(INVITE, say("next.officer"), say("next.officer_why")));
    }
    if !state.somebody(Act::Approve) {
        steps.push(Step::at(INVITE, say("next.director"), say("next.director_why")));
    }
    if !state.unanswered.is_empty() {
        steps.push(Step::at(INVITE, say("next.owners"), state.alone("next.owners_why")));
    }
    let invited = state.people.iter().filter(|person| person.state == PersonState::Invited).count();
    if invited > 0 {
        let what = fill("next.invited", &[("count", &invited.to_string())]);
        steps.push(Step::at("/desk/people", what, say("next.invited_why")));
    }
    steps
}

/// What a performance officer sees to.
fn of_the_cycle(state: &State<'_>) -> Vec<Step> {
    let mut steps = Vec::new();
    // A correction that is open holds up no next round.
    let open = state.rounds.iter().any(|round| round.state == RoundState::Open && round.key.number == 1);
    if state.may(Act::OpenRound) && !open && state.plan.is_some() {
        let why = state.coming.as_ref().map(|coming| said_of(state.council, coming, "next.open_why"));
        steps.push(Step::at("/desk/rounds/new", say("rounds.open"), why.unwrap_or_default()));
    }
    if let Some(plan) = state.plan.filter(|_| state.may(Act::EditPlan) && !state.unanswered.is_empty()) {
        let to = address("/desk/plan/owners", &[("plan", &plan.key)]);
        steps.push(Step::at(to, say("next.alone"), state.alone("next.alone_why")));
    }
    steps
}

/// The plan that people work for: of the open round, else of the edition that comes next, else the latest.
fn plan_at_work<'c>(council: &'c Council, rounds: &[Round], coming: Option<&NewEdition>) -> Option<&'c Plan> {
    let open = rounds.iter().find(|round| round.state == RoundState::Open);
    let open = open.and_then(|round| council.edition(round.key.period)).map(|edition| edition.plan.as_str());
    let key = open.or(coming.map(|edition| edition.plan.as_str()));
    key.and_then(|key| council.plan(key)).or(council.plans.last())
}

/// What the next edition is likely to be, as the editions before suggest. `None`: the calendar holds none.
fn coming(asker: &Asker, council: &Council, rounds: &[Round]) -> Option<NewEdition> {
    let period = proposed::next(council, rounds, moment::date(asker.app.now()))?;
    proposed::edition(council, period)
}

fn said_of(council: &Council, coming: &NewEdition, key: &str) -> String {
    let (period, position) = (council.calendar.print(coming.period), print_date(coming.position_at));
    fill(key, &[("period", &period), ("position", &position)])
}

/// What is said where no round is open: that nothing is owed, and what comes next.
pub(super) async fn nothing_open(asker: &Asker, rounds: &[Round]) -> Result<Markup, Failure> {
    let shelf = asker.app.library.shelf(&asker.app.store, &asker.tenant).await?;
    let enters = [Act::EnterFigure, Act::WriteProgress].into_iter().any(|act| may::may(&asker.person, act));
    let only_enters = enters && !may::may(&asker.person, Act::OpenRound) && !shelf.council.plans.is_empty();
    let coming = coming(asker, &shelf.council, rounds).filter(|_| only_enters);
    Ok(html! {
        p.lead { (say("desk.nothing_open")) }
        @if let Some(coming) = coming { p { (said_of(&shelf.council, &coming, "next.coming")) } }
        @if may::may(&asker.person, Act::Approve) { p { (say("next.approving")) } }
    })
}
