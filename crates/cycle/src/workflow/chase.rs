//! Chasing: one mail a person with everything that they owe, never one an item.

use std::collections::BTreeMap;

use domain::Date;
use domain::cycle::{Item, Person, PersonState, Round, RoundKey, RoundState, Standing};
use jiff::Timestamp;
use store::{Doing, NewMail, Queued, Store};

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
        for owed in self.owed.iter() {
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

/// A reminder as it is sent: to whom and of what, its subject line, what it says.
pub type Letter = (Reminder, String, String);

/// Who reminds, of which round, and when.
#[derive(Debug, Clone, Copy)]
pub struct Reminding<'r> {
    /// The round.
    pub round: RoundKey,
    /// The day: nobody is reminded of a round twice in a day.
    pub today: Date,
    /// The moment.
    pub now: Timestamp,
    /// Identifier of whoever reminds. `None`: the program, by its calendar.
    pub by: Option<&'r str>,
}

/// Whether the program reminds people of a round on a day by itself: three days before figures are due, on the day, and
/// every second day after it, as long as the round is open.
pub fn reminds_on(round: &Round, today: Date) -> bool {
    let late = (today - round.enter_by).get_days();
    round.state == RoundState::Open && (late == -3 || (late >= 0 && late % 2 == 0))
}

impl Desk {
    /// Puts a reminder for each of these people into the outbox, one a day at most. `letters` hold the link that was
    /// made for each person.
    ///
    /// # Errors
    /// [`crate::Failure::NotAllowed`], or the store's.
    pub async fn chase(&self, key: RoundKey, today: Date, letters: Vec<Letter>) -> Outcome<Chased> {
        self.must(Act::Chase)?;
        let reminding = Reminding { round: key, today, now: self.now, by: Some(&self.person.id) };
        remind(&self.store, &self.tenant, reminding, letters).await
    }
}

/// Puts reminders into the outbox, one a person and day at most, whoever reminds.
///
/// # Errors
/// The store's.
pub async fn remind(store: &Store, tenant: &str, reminding: Reminding<'_>, letters: Vec<Letter>) -> Outcome<Chased> {
    let Reminding { round, today, now, by } = reminding;
    let mut chased = Chased::default();
    for (reminder, subject, body) in letters {
        let mail = NewMail {
            id: store::new_id(now),
            name: Some(format!("chase {round} {} {today}", reminder.person.id)),
            recipient: reminder.person.email.clone(),
            subject,
            body,
            queued_at: now,
            due_at: now,
        };
        match store.queue_mail(tenant, &mail).await? {
            Queued::New => {
                chased.queued += 1;
                let doing = Doing {
                    by: by.map(str::to_string),
                    at: now,
                    act: "reminded".to_string(),
                    subject: reminder.person.id.clone(),
                    before: None,
                    after: Some(format!("{} items of {round}", reminder.items.len())),
                    why: None,
                };
                store.note(tenant, &doing).await?;
            }
            Queued::Already => chased.already += 1,
        }
    }
    Ok(chased)
}
