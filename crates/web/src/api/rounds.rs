//! Rounds as programs see them: what is owed, and what was entered.

use axum::Json;
use axum::extract::Path;
use cycle::{Act, Work, may};
use domain::cycle::{ROUND_STATES, RoundKey};
use domain::measure::word_of;
use serde::Serialize;
use utoipa::ToSchema;

use super::bearer::Bearer;
use super::describe::ReadRefusals;
use super::problem::Problem;
use super::said::{EntrySaid, standing};

/// A round.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RoundSaid {
    /// Its key: `2025-26-Q3`, or `2025-26-Q3.2` for a correction.
    round: String,
    /// `open`, `published`, `superseded` or `withdrawn`.
    state: &'static str,
    /// The last day on which figures and words are due.
    enter_by: String,
    /// The last day on which approvals are due.
    approve_by: String,
    /// Whether its figures are invented for a demonstration.
    demonstration: bool,
}

/// One thing that is owed.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OwedSaid {
    /// What: `figure/KEY/PERIOD`, `progress/REF`, `words/SLOT`.
    item: String,
    /// Its title as the edition prints it.
    title: String,
    /// Whom the plan names for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    named: Option<String>,
    /// `owed`, `returned`, `entered`, `submitted` or `approved`.
    standing: &'static str,
    /// The latest version; 0: nobody entered it. It is what `seen` must say.
    version: u32,
}

/// The council's rounds, the latest first.
#[utoipa::path(
    get, path = "/api/v1/rounds", tag = "entering", security(("token" = ["read"])), operation_id = "list_rounds",
    responses((status = 200, description = "The rounds", body = [RoundSaid]), ReadRefusals)
)]
pub async fn list(bearer: Bearer) -> Result<Json<Vec<RoundSaid>>, Problem> {
    let rounds = bearer.desk.rounds().await?;
    let said = rounds.into_iter().map(|round| RoundSaid {
        round: round.key.to_string(),
        state: word_of(&ROUND_STATES, round.state),
        enter_by: round.enter_by.to_string(),
        approve_by: round.approve_by.to_string(),
        demonstration: round.demonstration,
    });
    Ok(Json(said.collect()))
}

/// What the token's person owes in a round; for who runs the round, everything that is owed.
#[utoipa::path(
    get, path = "/api/v1/rounds/{round}/owed", tag = "entering", security(("token" = ["read"])),
    operation_id = "list_owed",
    params(("round" = String, Path, description = "The round: `2025-26-Q3`")),
    responses((status = 200, description = "What is owed", body = [OwedSaid]), ReadRefusals)
)]
pub async fn owed(bearer: Bearer, Path(round): Path<String>) -> Result<Json<Vec<OwedSaid>>, Problem> {
    let work = bearer.desk.work(key(&round)?).await?;
    let said = |owed: &cycle::Owed| OwedSaid {
        item: owed.item.to_string(),
        title: owed.title.clone(),
        named: owed.named.clone(),
        standing: standing(work.standing(&owed.item)),
        version: work.entries.get(&owed.item).map_or(0, |entry| entry.version),
    };
    Ok(Json(match may(&bearer.desk.person, Act::SeeRound) {
        true => work.owed.iter().map(said).collect(),
        false => work.owed_by(&bearer.desk.person).map(said).collect(),
    }))
}

/// Every version of what was entered in a round, as far as the token's person may see it: what they may enter; for who
/// runs the round, everything.
#[utoipa::path(
    get, path = "/api/v1/rounds/{round}/entries", tag = "entering", security(("token" = ["read"])),
    operation_id = "list_entries",
    params(("round" = String, Path, description = "The round: `2025-26-Q3`")),
    responses((status = 200, description = "The entries, by item and version", body = [EntrySaid]), ReadRefusals)
)]
pub async fn entries(bearer: Bearer, Path(round): Path<String>) -> Result<Json<Vec<EntrySaid>>, Problem> {
    let round = key(&round)?;
    let desk = &bearer.desk;
    let work: Work = desk.work(round).await?;
    let all = desk.store.all_round_entries(&desk.tenant, round).await?;
    let sees_all = may(&desk.person, Act::SeeRound);
    let seen = all.iter().filter(|entry| sees_all || work.may_enter(&desk.person, &entry.item));
    Ok(Json(seen.map(EntrySaid::of).collect()))
}

/// Reads the key of a round in an address.
pub(super) fn key(text: &str) -> Result<RoundKey, Problem> {
    RoundKey::parse(text).ok_or_else(|| cycle::Failure::NotFound(format!("round {text}")).into())
}
