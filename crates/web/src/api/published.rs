//! What is public, as programs read it: the editions, their measures and plans, and each measure with its history. It
//! is read from the released files themselves, so it says what they say and nothing that is not published.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The council's editions.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Editions {
    /// The latest first; of several of one period, the current one first.
    pub editions: Vec<EditionSaid>,
}

/// An edition.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EditionSaid {
    /// Its key: the period, and of one that a correction took the place of, its number too.
    pub edition: String,
    /// `published`, `superseded` or `withdrawn`.
    pub status: String,
    /// Its title.
    pub title: String,
    /// The period as it is printed. `null` of a withdrawn one.
    pub period_printed: Option<String>,
    /// The day that it states the position for. `null` of a withdrawn one.
    pub position_at: Option<String>,
    /// The day that it was published. `null`: it does not say.
    pub published_on: Option<String>,
    /// Why it corrects an earlier one or was withdrawn.
    pub reason: Option<String>,
    /// Under which licence its data may be used. `null`: it does not say.
    pub licence: Option<String>,
    /// Whether its figures are invented for a demonstration.
    pub demonstration: bool,
    /// Where its page stands.
    pub page: String,
    /// Where its files stand.
    pub files: Vec<String>,
}

/// What `report.json` of an edition holds, as far as it is read here.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Report {
    #[serde(default)]
    pub council: Option<ReportCouncil>,
    pub edition: ReportEdition,
    pub items: Vec<ItemSaid>,
    pub measures: Vec<ReportMeasure>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct ReportCouncil {
    pub licence: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct ReportEdition {
    pub period_printed: String,
    pub title: String,
    pub position_at: String,
    pub published_on: Option<String>,
    pub status: String,
    pub reason: Option<String>,
    pub demonstration: bool,
    pub plan: PlanSaid,
}

/// A measure with its history.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct ReportMeasure {
    #[serde(flatten)]
    pub now: MeasureSaid,
    #[serde(default)]
    pub history: Vec<PastSaid>,
}

/// The measures of an edition.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MeasuresSaid {
    /// The edition's key.
    pub edition: String,
    /// In the order of the plan.
    pub measures: Vec<MeasureSaid>,
}

/// A measure as an edition reports it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct MeasureSaid {
    /// Its key.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Its name in the edition.
    pub measure: String,
    /// What it means.
    pub definition: Option<String>,
    /// `count`, `percent` …
    pub unit: String,
    /// Decimal places that are printed.
    pub places: u32,
    /// `higher`, `lower`, `on_target`, `in_range` or `neutral` is better.
    pub polarity: String,
    /// The period of its value.
    pub period: String,
    /// The value, an exact decimal.
    pub value: Option<String>,
    /// The value as it is printed.
    pub value_printed: Option<String>,
    /// Why there is no value.
    pub value_reason: Option<String>,
    /// The target.
    pub target: Option<TargetSaid>,
    /// Family of the scheme that rates it.
    pub scheme: Option<String>,
    /// The rating that the scheme computes.
    pub rating: Option<String>,
    /// The rating that is shown and counted: the one that the council recorded, where it did.
    pub shown_rating: Option<String>,
    /// How the recorded rating stands to the computed one.
    pub agreement: Option<String>,
    /// The sentence that explains the rating.
    pub explanation: Option<String>,
}

/// A target.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TargetSaid {
    /// `value`, `range`, `direction` …
    pub says: String,
    /// An exact decimal.
    pub value: Option<String>,
    /// The lower end of a range.
    pub low: Option<String>,
    /// The upper end of a range.
    pub high: Option<String>,
}

/// A value of an earlier period, as last stated.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PastSaid {
    /// The period.
    pub period: String,
    /// The value, an exact decimal.
    pub value: Option<String>,
    /// Why there is no value.
    pub value_reason: Option<String>,
    /// The edition that stated it.
    pub stated: Option<String>,
}

/// A measure through all editions.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HistorySaid {
    /// Its key.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Its name in the latest edition that reports it.
    pub measure: String,
    /// What each edition said, the latest first.
    pub editions: Vec<InEdition>,
    /// Every period's value as the latest edition has it, in order of time.
    pub history: Vec<PastSaid>,
}

/// A measure in one edition.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InEdition {
    /// The edition's key.
    pub edition: String,
    /// What it said.
    pub said: MeasureSaid,
}

/// Every measure that any edition reports.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MeasureList {
    /// By key.
    pub measures: Vec<MeasureName>,
}

/// A measure by its name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MeasureName {
    /// Its key.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Its name in the latest edition that reports it.
    pub measure: String,
    /// That edition.
    pub edition: String,
}

/// The plan of an edition.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PlanSaid {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
}

/// What an edition's plan holds.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PlanItems {
    /// The edition's key.
    pub edition: String,
    /// The plan.
    pub plan: PlanSaid,
    /// Headings, commitments and risks in the order of the plan.
    pub items: Vec<ItemSaid>,
}

/// A heading, a commitment or a risk.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ItemSaid {
    /// `heading`, `commitment` or `risk`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its reference.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Its title.
    pub title: String,
    /// Of a heading: the heading above it.
    #[serde(default)]
    pub parent: Option<String>,
    /// The heading that it stands under.
    #[serde(default)]
    pub under: Option<String>,
    /// Who leads it.
    #[serde(default)]
    pub lead: Option<String>,
    /// Of a commitment: its progress. `null`: awaiting update, or it has none.
    #[serde(default)]
    pub progress: Option<ProgressSaid>,
}

/// How far a commitment is.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ProgressSaid {
    /// The period.
    pub period: String,
    /// Its rating.
    pub rating: Option<String>,
    /// The day of expected completion.
    #[serde(default)]
    pub completes: Option<String>,
}
