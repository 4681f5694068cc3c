//! A council: everything that its folder holds.

use crate::calendar::Calendar;
use crate::edition::Edition;
use crate::measure::Measure;
use crate::period::Period;
use crate::plan::{Plan, Progress, RiskScore};
use crate::rating::{Published, PublishedTravel};
use crate::scheme::Scheme;
use crate::target::{Benchmark, Target};
use crate::value::Observation;
use crate::words::{Note, Passage};

/// Tokens of the look that a council may replace, in the order of the default look.
pub const LOOK_TOKENS: [&str; 12] =
    ["ink", "muted", "rule", "wash", "link", "now", "before", "best", "good", "watch", "act", "none"];

/// Everything known of one council. Lists are in the order of its files, which is the order of print.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Council {
    /// Its name.
    pub name: String,
    /// A short name for headings. Equal to the name where there is none.
    pub short_name: String,
    /// GSS area code: a letter and eight digits.
    pub gss: String,
    /// BCP 47 language of its words: `en-GB`.
    pub language: String,
    /// Where the public finds its reports. `None` if not said.
    pub website: Option<String>,
    /// Whom to ask, and how to get another format: an address or telephone number. `None` if not said.
    pub contact: Option<String>,
    /// The licence of its data, as a sentence.
    pub licence: String,
    /// Its calendar.
    pub calendar: Calendar,
    /// What crosses the headings: keys with the words printed for them (`theme` → "Council Plan theme").
    pub dimensions: Vec<(String, String)>,
    /// Its look: tokens of the default look that it replaces, with `#rrggbb`.
    pub look: Vec<(String, String)>,
    /// Rating schemes, of every family and date.
    pub schemes: Vec<Scheme>,
    /// Plans.
    pub plans: Vec<Plan>,
    /// Measures.
    pub measures: Vec<Measure>,
    /// Values, as stated.
    pub observations: Vec<Observation>,
    /// Targets, as stated.
    pub targets: Vec<Target>,
    /// Benchmarks, as stated.
    pub benchmarks: Vec<Benchmark>,
    /// Progress judged.
    pub progress: Vec<Progress>,
    /// Risk scores.
    pub risk_scores: Vec<RiskScore>,
    /// Ratings as published or overridden.
    pub published: Vec<Published>,
    /// Directions of travel as published.
    pub published_travel: Vec<PublishedTravel>,
    /// Words.
    pub passages: Vec<Passage>,
    /// Notes.
    pub notes: Vec<Note>,
    /// Editions in order of time.
    pub editions: Vec<Edition>,
    /// Outlines by name: the text of their files, which `report` reads.
    pub outlines: Vec<(String, String)>,
}

impl Council {
    /// The edition of a period.
    pub fn edition(&self, period: Period) -> Option<&Edition> {
        self.editions.iter().find(|e| e.period == period)
    }

    /// The plan of a key.
    pub fn plan(&self, key: &str) -> Option<&Plan> {
        self.plans.iter().find(|p| p.key == key)
    }

    /// The measure of a key.
    pub fn measure(&self, key: &str) -> Option<&Measure> {
        self.measures.iter().find(|m| m.key == key)
    }

    /// Whether what was first stated in `stated` may be read by `edition`: nothing stated in a later edition is.
    /// Editions are in order of their position date; one that is not listed is ordered by its dates.
    pub fn may_read(&self, edition: &Edition, stated: Period) -> bool {
        let position = |period: Period| {
            let listed = self.edition(period).map(|e| e.position_at);
            listed.or_else(|| self.calendar.dates(period).map(|(_, last)| last))
        };
        stated == edition.period || position(stated).is_some_and(|day| day <= edition.position_at)
    }
}
