//! Which plan is looked at, and in which edition a change to it would be stated.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use cycle::library::Shelf;
use cycle::plan::{Editing, Row, Table};
use domain::{Council, Measure, Period, Plan};
use form_urlencoded::Serializer;

use crate::asker::Asker;
use crate::failure::Failure;
use crate::sent::Sent;

/// What was asked for after an address, in its order.
pub struct Asked(Vec<(String, String)>);

impl Asked {
    /// The first of a name. `None`: not asked for, or empty.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, text)| known == name && !text.trim().is_empty()).map(|(_, text)| text.as_str())
    }

    /// All of a name.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(known, _)| known == name).map(|(_, text)| text.clone()).collect()
    }
}

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Asked, Failure> {
        let query = parts.uri.query().unwrap_or_default();
        Ok(Asked(form_urlencoded::parse(query.as_bytes()).into_owned().collect()))
    }
}

/// An address with what is asked for after it.
pub(in crate::pages) fn address(path: &str, asked: &[(&str, &str)]) -> String {
    format!("{path}?{}", Serializer::new(String::new()).extend_pairs(asked).finish())
}

/// The address of a row's form.
pub(super) fn row_address(table: &Table, plan: &str, key: &[String]) -> String {
    let pairs: Vec<(&str, &str)> =
        std::iter::once(("plan", plan)).chain(key.iter().map(|part| ("key", part.as_str()))).collect();
    address(&format!("/desk/plan/tables/{}/row", table.name), &pairs)
}

/// The latest name of a measure.
pub(in crate::pages) fn name(measure: &Measure) -> &str {
    measure.names.last().map_or(&measure.key, |named| &named.title)
}

/// A plan that is looked at.
pub(in crate::pages) struct Opened {
    /// The council's papers as they stand.
    pub shelf: Arc<Shelf>,
    /// Key of the plan. Empty: the council has none.
    pub plan: String,
    /// The edition in which a change is stated. `None`: no round is open.
    pub stated: Option<Period>,
}

impl Opened {
    /// The plan of a key; of none, the current one: of the open round, or else of the latest edition.
    pub async fn of(asker: &Asker, wanted: Option<&str>) -> Result<Opened, Failure> {
        let desk = asker.desk();
        let shelf = asker.app.library.shelf(&asker.app.store, &asker.tenant).await?;
        let plan = match wanted {
            Some(key) => shelf.council.plan(key).ok_or(Failure::NotFound)?.key.clone(),
            None => {
                let open = desk.stated_in().await?.and_then(|period| shelf.council.edition(period));
                let current = open.or(shelf.council.editions.last()).map(|edition| edition.plan.clone());
                current.or(shelf.council.plans.last().map(|plan| plan.key.clone())).unwrap_or_default()
            }
        };
        let stated = desk.stated_for(&shelf, &plan).await?;
        Ok(Opened { shelf, plan, stated })
    }

    /// The plan that a form names.
    pub async fn sent(asker: &Asker, sent: &Sent) -> Result<Opened, Failure> {
        Opened::of(asker, sent.given("plan")).await
    }

    /// The council.
    pub fn council(&self) -> &Council {
        &self.shelf.council
    }

    /// The plan. `None`: the council has none.
    pub fn plan(&self) -> Option<&Plan> {
        self.council().plan(&self.plan)
    }

    /// Where its rows are read and written.
    pub fn editing(&self) -> Editing<'_> {
        Editing { files: &self.shelf.files, plan: &self.plan, stated: self.stated }
    }

    /// Puts rows in the order of the editions that state them; others keep the order of the papers.
    pub fn in_time(&self, rows: &mut [Row]) {
        let place = |row: &Row| {
            let edition = cycle::plan::edition_of(row)?;
            self.council().editions.iter().position(|known| known.period.to_string() == edition)
        };
        rows.sort_by_key(place);
    }
}
