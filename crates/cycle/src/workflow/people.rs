//! People: invited, given roles, ended.

use domain::cycle::{Person, PersonState};

use super::{Desk, Failure, Outcome, unless_changed};
use crate::may::Act;

impl Desk {
    /// Everybody, by name.
    ///
    /// # Errors
    /// The store's.
    pub async fn everybody(&self) -> Outcome<Vec<Person>> {
        let mut people = self.store.people(&self.tenant).await?;
        people.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        Ok(people)
    }

    /// Invites a person, or changes what they may do. Nobody takes the last administrator's role away.
    ///
    /// # Errors
    /// [`Failure::NotAllowed`]; [`Failure::NotNow`] if no administrator would be left, a name or address is missing, or
    /// the address is taken; [`Failure::Changed`].
    pub async fn save_person(&self, seen: Option<&Person>, person: &Person) -> Outcome<()> {
        self.must(Act::ManagePeople)?;
        if person.name.trim().is_empty() || !is_address(&person.email) {
            let hint = "Fill in a name, and an address such as name@council.gov.uk.";
            return Err(Failure::not_now("The name or address is missing", hint));
        }
        let people = self.store.people(&self.tenant).await?;
        if people.iter().any(|other| other.id != person.id && other.email == person.email) {
            return Err(Failure::not_now("Somebody has this address already", "Change that person's roles instead."));
        }
        // Who was invited and never came cannot look after anything yet.
        let rules =
            |person: &Person| person.state == PersonState::Active && person.holds(domain::cycle::Role::Administrator);
        let others = people.iter().filter(|other| other.id != person.id).any(rules);
        if seen.is_some_and(rules) && !others && !rules(person) {
            let hint = "Make somebody else an administrator first.";
            return Err(Failure::not_now("No administrator would be left", hint));
        }
        let mut doing = self.doing(if seen.is_some() { "person-changed" } else { "person-invited" }, &person.id);
        doing.before = seen.map(said);
        doing.after = Some(said(person));
        let saved = self.store.save_person(&self.tenant, seen, person, &doing).await;
        saved.map_err(|error| unless_changed(error, None))
    }
}

/// Whether a text can be an address: something, an at sign, a name with a point; no blanks.
pub(crate) fn is_address(text: &str) -> bool {
    let parts = text.split_once('@');
    let sound =
        |text: &str| !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '@');
    text.len() <= 254 && parts.is_some_and(|(who, host)| sound(who) && sound(host) && host.contains('.'))
}

/// A person in a line of history: who they are, where mail reaches them, what they may do.
fn said(person: &Person) -> String {
    let word = domain::measure::word_of(&domain::cycle::PERSON_STATES, person.state);
    let role = |grant: &domain::cycle::Grant| {
        format!("{} {}", domain::measure::word_of(&domain::cycle::ROLES, grant.role), grant.scope.write())
    };
    let roles: Vec<String> = person.grants.iter().map(role).collect();
    format!("{} <{}>, {word}: {}", person.name, person.email, roles.join("; "))
}
