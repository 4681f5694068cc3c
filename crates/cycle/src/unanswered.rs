//! What of a plan nobody answers for yet: nobody's role is to enter it, so it falls to whoever runs the cycle.

use std::collections::BTreeSet;

use domain::cycle::{Item, Person, PersonState, Role, Scope};
use domain::period::{Span, Year, YearKind};
use domain::{Council, Period, Plan};

use crate::reach::{covers, named};

/// Measures that a plan reports, and commitments of it, for which nobody answers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unanswered {
    /// Keys of measures that no data owner reaches, in the plan's order.
    pub measures: Vec<String>,
    /// References of commitments that no lead reaches, in the plan's order.
    pub commitments: Vec<String>,
}

impl Unanswered {
    /// Whether somebody answers for everything.
    pub fn is_empty(&self) -> bool {
        self.measures.is_empty() && self.commitments.is_empty()
    }
}

/// What of a plan nobody answers for. Who is invited and has not come yet answers; who has left does not.
pub fn unanswered(council: &Council, plan: &Plan, people: &[Person]) -> Unanswered {
    let (owners, leads) = (Reaching::of(people, Role::DataOwner), Reaching::of(people, Role::Lead));
    // How far a grant reaches does not depend on the period.
    let year = Year { opens: plan.runs.0.year(), kind: YearKind::Council };
    let period = Period { year, span: Span::Year };
    let mut seen = BTreeSet::new();
    let measures = plan.links.iter().map(|link| &link.measure).filter(|key| seen.insert(*key));
    let no_owner = |key: &&String| {
        let item = Item::Figure { measure: (*key).clone(), period };
        !owners.reach(&item, council, plan)
    };
    let no_lead = |commitment: &&String| {
        let item = Item::Progress { commitment: (*commitment).clone() };
        !leads.reach(&item, council, plan)
    };
    let commitments = plan.commitments.iter().map(|commitment| &commitment.reference);
    Unanswered {
        measures: measures.filter(no_owner).cloned().collect(),
        commitments: commitments.filter(no_lead).cloned().collect(),
    }
}

/// How far everybody's grants of one role reach together.
struct Reaching<'p> {
    /// Names of the plan that they answer for.
    names: BTreeSet<&'p str>,
    /// Every other scope.
    scopes: Vec<&'p Scope>,
}

impl<'p> Reaching<'p> {
    fn of(people: &'p [Person], role: Role) -> Reaching<'p> {
        let here = people.iter().filter(|person| person.state != PersonState::Ended);
        let grants = here.flat_map(|person| &person.grants).filter(|grant| grant.role == role);
        let (mut names, mut scopes) = (BTreeSet::new(), Vec::new());
        for grant in grants {
            match &grant.scope {
                Scope::Named(name) => drop(names.insert(name.as_str())),
                scope => scopes.push(scope),
            }
        }
        Reaching { names, scopes }
    }

    fn reach(&self, item: &Item, council: &Council, plan: &Plan) -> bool {
        self.scopes.iter().any(|scope| covers(scope, item, council, plan))
            || named(item, council, plan).is_some_and(|name| self.names.contains(name))
    }
}
