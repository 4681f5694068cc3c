//! Chasing: one mail a person with everything that they owe, never one an item.

use std::collections::BTreeMap;

use domain::Date;
use domain::cycle::{Item, Person, PersonState, RoundKey, Standing};
use store::{NewMail, Queued};

use super::{Desk, Outcome, Work};
use crate::may::Act;

/// What one person is reminded of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// The person.
    pub person: Person,
    /// What they owe, with its title and where it stands.
    pub items: Vec<(Item, String, Standing)>,
    /// The reasons for which items came back.
    pub returned: BTreeMap<Item, String>,
}

/// What came of chasing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Chased {
    /// Mails put into the outbox.
    pub queued: usize,
    /// People who had the same reminder today already.
    pub already: usize,
}

impl Work {
    /// Who is to be reminded of what: items that nobody entered, that came back, or that were entered and not submitted.
    pub fn reminders(&self) -> Vec<Reminder> {
        let mut by_person: BTreeMap<&str, Reminder> = BTreeMap::new();
        for owed in &self.owed {
            let standing = self.standing(&owed.item);
            if matches!(standing, Standing::Submitted | Standing::Approved) {
                continue;
            }
            let returned = self.steps_of(&owed.item).iter().rev().find_map(|step| match &step.to {
                domain::cycle::Move::Returned(why) if standing == Standing::Returned => Some(why.clone()),
                _ => None,
            });
            for person in self.owners(&owed.item).into_iter().filter(|person| person.state != PersonState::Ended) {
                let reminder = by_person.entry(&person.id).or_insert_with(|| Reminder {
                    person: person.clone(),
                    items: Vec::new(),
                    returned: BTreeMap::new(),
                });
                reminder.items.push((owed.item.clone(), owed.title.clone(), standing));
                reminder.returned.extend(returned.clone().map(|why| (owed.item.clone(), why)));
            }
        }
        by_person.into_values().collect()
    }
}

impl Desk {
    /// Puts a reminder for each of these people into the outbox, one a day at most. `letter` writes it: subject and
    /// body, with the link that it makes for the person.
    ///
    /// # Errors
    /// [`crate::Failure::NotAllowed`], or the store's.
    pub async fn chase(&self, key: RoundKey, today: Date, letters: Vec<(Reminder, String, String)>) -> Outcome<Chased> {
        self.must(Act::Chase)?;
        let mut chased = Chased::default();
        for (reminder, subject, body) in letters {
            let mail = NewMail {
                id: store::new_id(self.now),
                name: Some(format!("chase {key} {} {today}", reminder.person.id)),
                recipient: reminder.person.email.clone(),
                subject,
                body,
                queued_at: self.now,
                due_at: self.now,
            };
            match self.store.queue_mail(&self.tenant, &mail).await? {
                Queued::New => {
                    chased.queued += 1;
                    let mut doing = self.doing("reminded", &reminder.person.id);
                    doing.after = Some(format!("{} items of {key}", reminder.items.len()));
                    self.store.note(&self.tenant, &doing).await?;
                }
                Queued::Already => chased.already += 1,
            }
        }
        Ok(chased)
    }
}
