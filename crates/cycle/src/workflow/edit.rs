//! Editing the plan, measures, targets and settings, each with its reason and its line of history.

use domain::cycle::RoundState;
use domain::{EditionStatus, Period};

use super::round::given;
use super::{Desk, Failure, Outcome};
use crate::library::Shelf;
use crate::may::Act;
use crate::plan::{self, Editing, NewPlan, Row, Table};

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

    /// The edition in which a change to a plan is stated: that of the open round, or else the plan's latest where it is
    /// in draft. `None`: neither, and only tables that state nothing by edition can be changed.
    ///
    /// # Errors
    /// The store's.
    pub async fn stated_for(&self, shelf: &Shelf, plan: &str) -> Outcome<Option<Period>> {
        if let Some(open) = self.stated_in().await? {
            return Ok(Some(open));
        }
        let latest = shelf.council.editions.iter().rev().find(|edition| edition.plan == plan);
        Ok(latest.filter(|edition| edition.status == EditionStatus::Draft).map(|edition| edition.period))
    }

    /// Changes or adds a row of a table.
    ///
    /// # Errors
    /// [`Failure::NotAllowed`]; [`Failure::NotFound`] for a plan that there is not; [`Failure::NotNow`] without a
    /// reason, if nothing would change, if a new row's key is taken, or without an open round where the table states
    /// things by edition; [`Failure::Refused`] with every fault that the papers would have; [`Failure::Changed`].
    pub async fn edit_row(&self, table: &Table, plan: &str, seen: Seen<'_>, row: &Row, why: &str) -> Outcome<()> {
        let (shelf, stated, why) = self.editing(table, plan, why).await?;
        let editing = Editing { files: &shelf.files, plan, stated };
        let key = table.key(row);
        let before = plan::standing(table, &editing, &key).map_err(|problem| Failure::Refused(vec![problem]))?;
        match (seen, &before) {
            (Seen::New, Some(_)) => {
                let says = format!("There is one already: {}", table.subject(plan, &key));
                return Err(Failure::not_now(says, "Change that one, or choose another key."));
            }
            (Seen::As(mark), Some(before)) if mark != plan::mark(before) => return Err(Failure::Changed(None)),
            (Seen::As(_), None) => return Err(Failure::Changed(None)),
            _ => {}
        }
        let files = plan::set(table, &editing, row).map_err(Failure::Refused)?;
        let mut doing = self.doing("plan-changed", table.subject(plan, &key));
        doing.before = before.map(|row| said(&row));
        doing.after = Some(said(&plan::restated(table, &editing, row)));
        doing.why = Some(why);
        self.save_changed(&shelf, &files, doing).await
    }

    /// Takes a row out of a table. `seen`: the mark of the row as it was seen.
    ///
    /// # Errors
    /// As [`Desk::edit_row`].
    pub async fn remove_row(&self, table: &Table, plan: &str, seen: &str, key: &[String], why: &str) -> Outcome<()> {
        let (shelf, stated, why) = self.editing(table, plan, why).await?;
        let editing = Editing { files: &shelf.files, plan, stated };
        let before = plan::row(table, &editing, key).map_err(|problem| Failure::Refused(vec![problem]))?;
        let before = before.ok_or_else(|| Failure::NotFound(table.subject(plan, key)))?;
        if plan::mark(&before) != seen {
            return Err(Failure::Changed(None));
        }
        let edition = plan::edition_of(&before).filter(|_| table.states());
        if let Some(edition) = edition.filter(|edition| Some((*edition).to_string()) != stated.map(|s| s.to_string())) {
            let says = format!("This was stated in {edition}, which is published or was");
            return Err(Failure::not_now(says, "State it anew instead: what was printed stays."));
        }
        let files = plan::remove(table, &editing, key).map_err(Failure::Refused)?;
        let mut doing = self.doing("plan-changed", table.subject(plan, key));
        doing.before = Some(said(&before));
        doing.why = Some(why);
        self.save_changed(&shelf, &files, doing).await
    }

    /// Replaces a paper that is a text: a scheme, an outline, the council's settings. `seen`: its revision; 0: it is new.
    ///
    /// # Errors
    /// As [`Desk::edit_row`].
    pub async fn edit_text(&self, path: &str, seen: u32, text: &str, why: &str) -> Outcome<()> {
        self.must(Act::EditPlan)?;
        let why = given(why)?;
        let shelf = self.library.shelf(&self.store, &self.tenant).await?;
        let before = shelf.files.get(path);
        if !plan::is_text(path) || (before.is_none() && seen > 0) {
            return Err(Failure::NotFound(path.to_string()));
        }
        match (before, seen) {
            (Some(_), 0) => return Err(Failure::not_now(format!("There is a {path} already"), "Choose another name.")),
            (Some(_), seen) if shelf.revisions.get(path) != Some(&seen) => return Err(Failure::Changed(None)),
            _ => {}
        }
        let mut doing = self.doing("plan-changed", path);
        doing.before = before.map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        doing.after = Some(text.to_string());
        doing.why = Some(why);
        let files = plan::set_text(&shelf.files, path, text).map_err(Failure::Refused)?;
        self.save_changed(&shelf, &files, doing).await
    }

    /// Makes a plan from another, see [`plan::new_plan`].
    ///
    /// # Errors
    /// As [`Desk::edit_row`].
    pub async fn new_plan(&self, new: &NewPlan<'_>, why: &str) -> Outcome<()> {
        self.must(Act::EditPlan)?;
        let why = given(why)?;
        let shelf = self.library.shelf(&self.store, &self.tenant).await?;
        if shelf.council.plan(new.from).is_none() {
            return Err(Failure::NotFound(format!("plan {}", new.from)));
        }
        if shelf.council.plan(new.key).is_some() {
            return Err(Failure::not_now(format!("There is a plan {} already", new.key), "Choose another key."));
        }
        let files = plan::new_plan(&shelf.files, new).map_err(Failure::Refused)?;
        let mut doing = self.doing("plan-changed", format!("plans/{}/plan.toml", new.key));
        doing.after = Some(format!("{}, made from {}", new.title, new.from));
        doing.why = Some(why);
        self.save_changed(&shelf, &files, doing).await
    }

    /// What every edit of a row begins with: may they, why, and where.
    async fn editing(
        &self,
        table: &Table,
        plan: &str,
        why: &str,
    ) -> Outcome<(std::sync::Arc<Shelf>, Option<Period>, String)> {
        self.must(Act::EditPlan)?;
        let why = given(why)?;
        let shelf = self.library.shelf(&self.store, &self.tenant).await?;
        if shelf.council.plan(plan).is_none() {
            return Err(Failure::NotFound(format!("plan {plan}")));
        }
        let stated = self.stated_for(&shelf, plan).await?;
        if stated.is_none() && table.states() {
            let hint = "Open the next round: changes are stated in its edition.";
            return Err(Failure::not_now("No round is open", hint));
        }
        Ok((shelf, stated, why))
    }

    async fn save_changed(&self, shelf: &Shelf, files: &folder::Files, doing: store::Doing) -> Outcome<()> {
        if *files == shelf.files {
            return Err(Failure::not_now("Nothing was changed", "Change something, or go back."));
        }
        self.save_papers(shelf, files, doing).await
    }
}

/// What somebody saw of a row before they wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen<'m> {
    /// Nothing: the row is new.
    New,
    /// A row of this mark.
    As(&'m str),
}

fn said(row: &Row) -> String {
    let filled = row.iter().filter(|(_, text)| !text.is_empty());
    filled.map(|(name, text)| format!("{name}: {text}")).collect::<Vec<_>>().join("; ")
}
