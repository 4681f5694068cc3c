//! What the council promises: plans, commitments, milestones, projects and risks.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::measure::Naming;
use crate::period::Period;

/// One level of headings, in the council's own words: Outcome, Priority, Portfolio, Theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// One of them.
    pub name: String,
    /// Several of them.
    pub plural: String,
}

/// A kind of commitment, in the council's own words: Strategic Objective, Deliverable, Action, Priority project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitmentKind {
    /// The key that commitments name: `objective`, `action`, `project`.
    pub key: String,
    /// One of them.
    pub name: String,
    /// Several of them.
    pub plural: String,
    /// The family of schemes that rates it.
    pub scheme: String,
}

/// A plan for a year or some years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Key: `2025-29`.
    pub key: String,
    /// The title as printed.
    pub title: String,
    /// First and last day.
    pub runs: (Date, Date),
    /// Names of the heading levels, outermost first.
    pub levels: Vec<Level>,
    /// Kinds of commitment.
    pub kinds: Vec<CommitmentKind>,
    /// Headings in reading order.
    pub headings: Vec<Heading>,
    /// Commitments in reading order.
    pub commitments: Vec<Commitment>,
    /// Which measures serve what, in reading order.
    pub links: Vec<Link>,
    /// Strategic risks in reading order.
    pub risks: Vec<Risk>,
}

/// An outcome, priority or portfolio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Reference, unique in the plan.
    pub reference: String,
    /// 0 for the outermost level.
    pub level: usize,
    /// Reference of the heading above. `None` at the outermost level.
    pub parent: Option<String>,
    /// The short name: "People". Equal to the title where there is none.
    pub short: String,
    /// The title in full.
    pub title: String,
    /// Keys of notes.
    pub notes: Vec<String>,
}

/// What the plan promises: a strategic objective, deliverable, action or project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// Reference, unique in the plan: SO-12, GW 03, PMP124.
    pub reference: String,
    /// Key of its [`CommitmentKind`].
    pub kind: String,
    /// Reference of the heading it stands under.
    pub under: String,
    /// The title; in a snapshot, the one that its edition prints.
    pub title: String,
    /// Titles that later editions of the plan reworded it to, in order of time.
    pub renamed: Vec<Naming>,
    /// Who leads it. `None` if nobody is named.
    pub lead: Option<String>,
    /// When it starts. `None` if not said.
    pub starts: Option<Date>,
    /// What crosses the headings: dimension → value (`theme` → "A Green City").
    pub tags: BTreeMap<String, String>,
    /// Plan and reference of what it follows on from.
    pub predecessor: Option<(String, String)>,
    /// Its dated steps.
    pub milestones: Vec<Milestone>,
}

/// A dated step of a commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// Reference, unique in the commitment.
    pub reference: String,
    /// What is to be done.
    pub title: String,
    /// When it was first due.
    pub due: Date,
    /// Each later date with the edition that stated it.
    pub revised: Vec<(Period, Date)>,
    /// When it was done. `None`: not yet.
    pub done: Option<Date>,
}

/// Which measure serves what in a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Key of the measure.
    pub measure: String,
    /// Reference of a commitment or heading; `None` for an overarching measure of the whole council.
    pub under: Option<String>,
    /// Whether the council counts it in its summary (a priority measure).
    pub counts: bool,
    /// What crosses the headings.
    pub tags: BTreeMap<String, String>,
    /// Key of the first edition that reports it there; `None`: the plan's first.
    pub from: Option<Period>,
    /// The number of its chart (`12.4`) in editions that number charts. `None`: by its place under the reference.
    pub chart: Option<String>,
}

/// A commitment's progress in one period, judged by a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Key of the plan.
    pub plan: String,
    /// Reference of the commitment.
    pub commitment: String,
    /// The period judged.
    pub period: Period,
    /// Name of the grade; `None`: awaiting update.
    pub grade: Option<String>,
    /// The words printed for it where they differ from the grade: "On track", "Some slippage".
    pub status: Option<String>,
    /// Expected completion as then stated; `None` if not stated.
    pub completes: Option<Date>,
    /// Key of the edition that first stated it.
    pub stated: Period,
}

/// A strategic risk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Risk {
    /// Reference, unique in the plan.
    pub reference: String,
    /// The title.
    pub title: String,
    /// Reference of the heading it stands under.
    pub under: String,
    /// What crosses the headings.
    pub tags: BTreeMap<String, String>,
    /// Who owns it.
    pub owner: Option<String>,
}

/// A risk's score in one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RiskScore {
    /// Key of the plan.
    pub plan: String,
    /// Reference of the risk.
    pub risk: String,
    /// The period judged.
    pub period: Period,
    /// The score.
    pub score: Decimal,
    /// Likelihood and impact, where known: without them there is a list and no matrix.
    pub placed: Option<(u8, u8)>,
    /// The score aimed at.
    pub target: Option<Decimal>,
    /// Key of the edition that first stated it.
    pub stated: Period,
}

impl Plan {
    /// The heading of a reference.
    pub fn heading(&self, reference: &str) -> Option<&Heading> {
        self.headings.iter().find(|h| h.reference == reference)
    }

    /// The commitment of a reference.
    pub fn commitment(&self, reference: &str) -> Option<&Commitment> {
        self.commitments.iter().find(|c| c.reference == reference)
    }

    /// The kind of a key.
    pub fn kind(&self, key: &str) -> Option<&CommitmentKind> {
        self.kinds.iter().find(|k| k.key == key)
    }

    /// The heading under which a reference of a commitment or heading stands.
    pub fn heading_of(&self, reference: &str) -> Option<&Heading> {
        self.heading(reference).or_else(|| self.heading(&self.commitment(reference)?.under))
    }
}

impl Commitment {
    /// The title in use in the edition of `edition`.
    pub fn title_in(&self, edition: Period) -> &str {
        let named = self.renamed.iter().rev().find(|n| n.from.is_none_or(|from| from.closes_by(edition)));
        named.map_or(self.title.as_str(), |n| n.title.as_str())
    }
}

impl Milestone {
    /// The date now stated, as of an edition.
    pub fn due_in(&self, edition: Period) -> Date {
        self.revised.iter().rev().find(|(stated, _)| stated.closes_by(edition)).map_or(self.due, |(_, date)| *date)
    }
}
