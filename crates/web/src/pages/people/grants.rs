//! The roles of a person, one a line: what they may do, and how far it reaches, picked from the plan.

use domain::cycle::{Grant, ROLES, Role, Scope};
use domain::measure::{parse_word, word_of};
use maud::{Markup, html};

use crate::asker::Asker;
use crate::failure::Failure;
use crate::form::{self, Choice, Errors};
use crate::pages::account;
use crate::pages::plan::{Opened, name, names, short};
use crate::sent::Sent;
use crate::words::{fill, say};

/// How far a role can reach in the current plan, each with its name for people.
pub(super) struct Places(Vec<(Scope, String)>);

impl Places {
    pub async fn of(asker: &Asker) -> Result<Places, Failure> {
        let opened = Opened::of(asker, None).await?;
        let mut all = vec![(Scope::All, say("scope.all").to_string())];
        let mut named = names(&opened);
        named.sort();
        named.dedup();
        all.extend(named.into_iter().map(|name| (Scope::Named(name.clone()), fill("scope.named", &[("name", &name)]))));
        let titled =
            |key: &str, reference: &str, title: &str| fill(key, &[("reference", reference), ("title", &short(title))]);
        if let Some(plan) = opened.plan() {
            for heading in &plan.headings {
                let of = heading.reference.clone();
                all.push((Scope::Heading(of), titled("scope.heading", &heading.reference, &heading.title)));
            }
            for commitment in &plan.commitments {
                let of = commitment.reference.clone();
                all.push((Scope::Commitment(of), titled("scope.commitment", &commitment.reference, &commitment.title)));
            }
            let mut measures: Vec<_> = opened.council().measures.iter().collect();
            measures.retain(|measure| plan.links.iter().any(|link| link.measure == measure.key));
            measures.sort_by(|a, b| name(a).cmp(name(b)));
            for measure in measures {
                all.push((Scope::Measure(measure.key.clone()), titled("scope.measure", &measure.key, name(measure))));
            }
        }
        Ok(Places(all))
    }

    /// A grant in words.
    pub fn says(&self, grant: &Grant) -> String {
        match self.0.iter().find(|(scope, _)| *scope == grant.scope) {
            Some((Scope::All, _)) => account::role(grant.role).to_string(),
            Some((_, name)) => format!("{}: {name}", account::role(grant.role)),
            None => account::says(grant),
        }
    }

    /// Choices of a line; what stands there already is among them even where the plan has it no more.
    fn choices(&self, present: &str) -> Vec<Choice> {
        let mut all: Vec<Choice> = self.0.iter().map(|(scope, name)| Choice::of(scope.write(), name)).collect();
        if !present.is_empty() && !all.iter().any(|choice| choice.value == present) {
            all.push(Choice::of(present, fill("scope.gone", &[("scope", present)])));
        }
        all
    }
}

/// A grant as a text.
pub(super) fn write(grant: &Grant) -> String {
    format!("{} {}", word_of(&ROLES, grant.role), grant.scope.write())
}

/// The lines of a form: the words of role and scope, empty where nothing is given.
pub(super) struct Rows(Vec<(String, String)>);

/// Empty lines that a form begins with, and gets more of.
const EMPTY: usize = 2;

/// The most lines that are read.
const MOST: usize = 60;

impl Rows {
    pub fn of(grants: &[Grant]) -> Rows {
        let held = grants.iter().map(|grant| (word_of(&ROLES, grant.role).to_string(), grant.scope.write()));
        let mut rows = Rows(held.collect());
        rows.more();
        rows
    }

    pub fn sent(sent: &Sent) -> Rows {
        let (roles, scopes) = (sent.all("role"), sent.all("scope"));
        let scopes = scopes.into_iter().chain(std::iter::repeat(String::new()));
        Rows(roles.into_iter().zip(scopes).take(MOST).collect())
    }

    pub fn more(&mut self) {
        self.0.extend(std::iter::repeat_n((String::new(), String::new()), EMPTY));
    }

    /// The grants, none twice; what is wrong goes to the errors.
    pub fn read(&self, places: &Places, errors: &mut Errors) -> Vec<Grant> {
        let mut grants: Vec<Grant> = Vec::new();
        for (role, scope) in self.0.iter().filter(|(role, _)| !role.is_empty()) {
            let grant = parse_word(&ROLES, role).zip(Scope::parse(scope)).map(|(role, scope)| Grant { role, scope });
            match grant {
                Some(grant) if grants.contains(&grant) => {}
                Some(grant) if grant.scope != Scope::All && is_whole(grant.role) => {
                    errors.add("roles", fill("people.whole", &[("role", &places.says(&grant))]));
                }
                Some(grant) => grants.push(grant),
                None => errors.add("roles", say("people.no_scope")),
            }
        }
        if grants.is_empty() && errors.of("roles").is_none() {
            errors.add("roles", say("people.no_role"));
        }
        grants
    }

    pub fn shown(&self, places: &Places, errors: &Errors) -> Markup {
        let none = Choice::of("", say("people.no_role_here"));
        let roles: Vec<Choice> = std::iter::once(none)
            .chain(ROLES.iter().map(|(role, word)| Choice::of(*word, account::role(*role))))
            .collect();
        let error = errors.of("roles");
        html! {
            fieldset.field.wrong[error.is_some()] #roles tabindex="-1" {
                legend { (say("people.roles")) }
                p.hint { (say("people.roles_hint")) }
                @if let Some(error) = error { p.error { span.unseen { (say("frame.error_mark")) " " } (error) } }
                @for (place, (role, scope)) in self.0.iter().enumerate() {
                    @let line = (place + 1).to_string();
                    div.pair {
                        (form::select("role", fill("people.role_line", &[("line", &line)]), roles.clone()).value(role).numbered(place))
                        (form::select("scope", fill("people.scope_line", &[("line", &line)]), places.choices(scope)).value(scope).numbered(place))
                    }
                }
            }
        }
    }
}

/// Roles that reach through the whole council or not at all: what they do is about no one part of the plan.
fn is_whole(role: Role) -> bool {
    matches!(role, Role::Administrator | Role::PerformanceOfficer)
}
