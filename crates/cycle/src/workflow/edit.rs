//! Editing the plan, measures, targets and settings, each with its reason and its line of history.

use domain::Period;
use domain::cycle::RoundState;

use super::round::given;
use super::{Desk, Failure, Outcome};
use crate::library::Shelf;
use crate::may::Act;
use crate::plan::{self, Editing, Row, Table};

impl Desk {
    /// The edition in which a change is stated: that of the open round. `None`: none is open.
    ///
    /// # Errors
    /// The store's.
    pub async fn stated_in(&self) -> Outcome<Option<Period>> {
        let rounds = self.store.rounds(&self.tenant).await?;
        let open = rounds.iter().filter(|round| round.state == RoundState::Open);
        Ok(open.max_by_key(|round| round.opened_at).map(|round| round.key.period))
    }

    /// Changes or adds a row of a table.
    ///
    /// # Errors
    /// [`Failure::NotAllowed`]; [`Failure::NotNow`] without a reason, or without an open round where the table states
    /// things by edition; [`Failure::Refused`] with every fault that the papers would have; [`Failure::Changed`].
    pub async fn edit_row(&self, table: &Table, plan_key: &str, row: &Row, why: &str) -> Outcome<()> {
        self.must(Act::EditPlan)?;
        let why = given(why)?;
        let shelf = self.library.shelf(&self.store, &self.tenant).await?;
        let stated = self.stated(&shelf, plan_key).await?;
        let editing = Editing { files: &shelf.files, plan: plan_key, stated };
        let key = table.key(row);
        let before = plan::row(table, &editing, &key).map_err(|problem| Failure::Refused(vec![problem]))?;
        let files = plan::set(table, &editing, row).map_err(Failure::Refused)?;
        let mut doing = self.doing("plan-changed", format!("{} {}", table.name, key.join(" ")));
        doing.before = before.map(|row| said(&row));
        doing.after = Some(said(row));
        doing.why = Some(why);
        self.save_papers(&shelf, &files, doing).await
    }

    /// Takes a row out of a table.
    ///
    /// # Errors
    /// As [`Desk::edit_row`].
    pub async fn remove_row(&self, table: &Table, plan_key: &str, key: &[String], why: &str) -> Outcome<()> {
        self.must(Act::EditPlan)?;
        let why = given(why)?;
        let shelf = self.library.shelf(&self.store, &self.tenant).await?;
        let stated = self.stated(&shelf, plan_key).await?;
        let editing = Editing { files: &shelf.files, plan: plan_key, stated };
        let before = plan::row(table, &editing, key).map_err(|problem| Failure::Refused(vec![problem]))?;
        let before = before.ok_or_else(|| Failure::NotFound(format!("{} {}", table.name, key.join(" "))))?;
        if let (true, Some((_, edition))) =
            (table.key.contains(&"stated"), before.iter().find(|(name, _)| *name == "stated"))
            && *edition != stated.to_string()
        {
            let says = format!("This was stated in {edition}, which is published or was");
            return Err(Failure::not_now(says, "State it anew instead: what was printed stays."));
        }
        let files = plan::remove(table, &editing, key).map_err(Failure::Refused)?;
        let mut doing = self.doing("plan-changed", format!("{} {}", table.name, key.join(" ")));
        doing.before = Some(said(&before));
        doing.why = Some(why);
        self.save_papers(&shelf, &files, doing).await
    }

    /// Replaces a paper that is a text: a scheme, an outline, the council's settings.
    ///
    /// # Errors
    /// As [`Desk::edit_row`].
    pub async fn edit_text(&self, path: &str, seen: u32, text: &str, why: &str) -> Outcome<()> {
        self.must(Act::EditPlan)?;
        let why = given(why)?;
        let shelf = self.library.shelf(&self.store, &self.tenant).await?;
        let before = shelf.files.get(path).ok_or_else(|| Failure::NotFound(path.to_string()))?;
        if shelf.revisions.get(path) != Some(&seen) {
            return Err(Failure::Changed(None));
        }
        let mut doing = self.doing("plan-changed", path);
        doing.before = Some(String::from_utf8_lossy(before).into_owned());
        doing.after = Some(text.to_string());
        doing.why = Some(why);
        let files = plan::set_text(&shelf.files, path, text).map_err(Failure::Refused)?;
        self.save_papers(&shelf, &files, doing).await
    }

    /// The edition in which a change is stated; where no round is open, the plan's latest edition, which tables that
    /// state nothing by edition do not ask for.
    async fn stated(&self, shelf: &Shelf, plan: &str) -> Outcome<Period> {
        if let Some(open) = self.stated_in().await? {
            return Ok(open);
        }
        let latest = shelf.council.editions.iter().rev().find(|edition| edition.plan == plan);
        let none = || Failure::not_now("No round is open", "Open the next round: changes are stated in its edition.");
        latest.filter(|edition| edition.status == domain::EditionStatus::Draft).map(|e| e.period).ok_or_else(none)
    }
}

fn said(row: &Row) -> String {
    let filled = row.iter().filter(|(_, text)| !text.is_empty());
    filled.map(|(name, text)| format!("{name}: {text}")).collect::<Vec<_>>().join("; ")
}
