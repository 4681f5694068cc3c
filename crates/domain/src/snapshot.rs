//! Everything one report may draw on. Composing and rendering read this and nothing else.

use std::collections::BTreeMap;

use crate::calendar::Calendar;
use crate::edition::Edition;
use crate::measure::Measure;
use crate::period::Period;
use crate::plan::{Commitment, Link, Plan, Progress, Risk, RiskScore};
use crate::rating::{KeyRow, NoTravel, Published, PublishedTravel, Rating, Travelled};
use crate::scheme::Scheme;
use crate::target::{Benchmark, Target};
use crate::value::Observation;
use crate::words::{Note, Passage};

/// One council at one edition: what the edition may read, rated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The council's name.
    pub council: String,
    /// Its short name.
    pub short_name: String,
    /// GSS area code.
    pub gss: String,
    /// Language of its words.
    pub language: String,
    /// Where the public finds its reports.
    pub website: Option<String>,
    /// Whom to ask.
    pub contact: Option<String>,
    /// The licence of its data.
    pub licence: String,
    /// Its calendar.
    pub calendar: Calendar,
    /// What crosses the headings, with the words printed.
    pub dimensions: Vec<(String, String)>,
    /// Tokens of the look that it replaces.
    pub look: Vec<(String, String)>,
    /// The edition.
    pub edition: Edition,
    /// Every edition up to this one, in order of time.
    pub editions: Vec<Edition>,
    /// The plan it reports on.
    pub plan: Plan,
    /// Schemes in force on the day of the position, one a family.
    pub schemes: Vec<Scheme>,
    /// Measures of the edition, in the order of the plan's links, each once.
    pub measures: Vec<MeasureState>,
    /// Commitments in the order of the plan.
    pub commitments: Vec<CommitmentState>,
    /// Risks in the order of the plan.
    pub risks: Vec<RiskState>,
    /// Words of the edition.
    pub passages: Vec<Passage>,
    /// Notes of the council.
    pub notes: Vec<Note>,
    /// The printed key of each scheme in [`Snapshot::schemes`], in the same order.
    pub keys: Vec<Vec<KeyRow>>,
    /// Roll-ups of every heading that has something to roll up, in the order of the plan.
    pub rollups: Vec<RolledUp>,
    /// What each earlier edition said, in order of time: trends and what has changed are made from them. Each of them
    /// holds no earlier ones itself.
    pub earlier: Vec<Snapshot>,
}

/// One rating for a heading from the ratings of what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RolledUp {
    /// Reference of the heading.
    pub heading: String,
    /// Family of the scheme whose ratings were rolled up: of its commitments, or of its measures.
    pub scheme: String,
    /// Place of the grade in that scheme. `None`: nothing under it is rated.
    pub grade: Option<usize>,
    /// How many of them are rated.
    pub rated: usize,
    /// How many there are.
    pub of: usize,
}

/// One measure as an edition sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureState {
    /// The measure.
    pub measure: Measure,
    /// Its name in this edition.
    pub title: String,
    /// What it serves in the plan, and its tags.
    pub links: Vec<Link>,
    /// Its own period that the edition reports.
    pub now: Period,
    /// Latest statement for every period up to `now`.
    pub history: BTreeMap<Period, Observation>,
    /// Latest statement of every target, whatever its period.
    pub targets: BTreeMap<Period, Target>,
    /// The benchmark shown beside `now`.
    pub benchmark: Option<Benchmark>,
    /// The family of the scheme that rates it.
    pub scheme: String,
    /// The rating computed for `now`.
    pub computed: Rating,
    /// The sentence that explains it.
    pub explanation: String,
    /// Place of the grade shown for each period of the history that has one, by the scheme of this edition.
    pub grades: BTreeMap<Period, usize>,
    /// The rating recorded for `now`, if one is.
    pub published: Option<Published>,
    /// Directions of travel by the scheme's rules, in their order.
    pub travel: Vec<Result<Travelled, NoTravel>>,
    /// The direction recorded for `now`, if one is.
    pub published_travel: Option<PublishedTravel>,
}

/// One commitment as an edition sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitmentState {
    /// The commitment.
    pub commitment: Commitment,
    /// The family of the scheme that judges it.
    pub scheme: String,
    /// Its progress in the edition's period. `None`: awaiting update.
    pub progress: Option<Progress>,
    /// Earlier progress, in order of time.
    pub earlier: Vec<Progress>,
}

/// One risk as an edition sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RiskState {
    /// The risk.
    pub risk: Risk,
    /// Its score in the edition's period. `None`: not scored.
    pub score: Option<RiskScore>,
    /// The latest earlier score.
    pub previous: Option<RiskScore>,
}

/// How a recorded rating stands to the computed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// None is recorded: the computed one is shown.
    ComputedOnly,
    /// Both are the same.
    Agrees,
    /// The recorded one differs, and a person said why.
    DiffersWithReason,
    /// The recorded one differs: "published rating differs, reason unknown".
    DiffersUnknown,
}

impl Snapshot {
    /// The scheme of a family.
    pub fn scheme(&self, family: &str) -> Option<&Scheme> {
        self.schemes.iter().find(|s| s.family == family)
    }

    /// The measure of a key.
    pub fn measure(&self, key: &str) -> Option<&MeasureState> {
        self.measures.iter().find(|m| m.measure.key == key)
    }
}

impl MeasureState {
    /// What was stated for `now`.
    pub fn observation(&self) -> Option<&Observation> {
        self.history.get(&self.now)
    }

    /// The target for `now`.
    pub fn target(&self) -> Option<&Target> {
        self.targets.get(&self.now)
    }

    /// Place of the computed grade in the scheme.
    pub fn computed_grade(&self) -> Option<usize> {
        match self.computed {
            Rating::Graded { grade, .. } => Some(usize::from(grade)),
            Rating::Ungraded(_) => None,
        }
    }

    /// Place of the grade that is shown and counted: the recorded one where one is recorded, else the computed one.
    pub fn shown_grade(&self, scheme: &Scheme) -> Option<usize> {
        match &self.published {
            Some(published) => scheme.grade_named(published.grade.as_deref()?),
            None => self.computed_grade(),
        }
    }

    /// How the recorded rating stands to the computed one.
    pub fn agreement(&self, scheme: &Scheme) -> Agreement {
        let Some(published) = &self.published else { return Agreement::ComputedOnly };
        if self.shown_grade(scheme) == self.computed_grade() {
            Agreement::Agrees
        } else if published.why.is_some() || published.over.is_some() {
            Agreement::DiffersWithReason
        } else {
            Agreement::DiffersUnknown
        }
    }
}
