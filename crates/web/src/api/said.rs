//! An entry as programs read it.

use domain::cycle::{Body, Entry, FigureEntry, Standing, VIAS};
use domain::measure::word_of;
use domain::{Absence, Marker, Reading};
use serde::Serialize;
use utoipa::ToSchema;

/// One version of what was entered. What does not belong to its kind is left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, ToSchema)]
pub struct EntrySaid {
    /// What it is of: `figure/KEY/PERIOD`, `progress/REF`, `words/SLOT`, `rating/KEY/PERIOD`.
    pub item: String,
    /// 1 for the first; each later one is one more.
    pub version: u32,
    /// The value, an exact decimal with its places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Why there is no value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// An exact decimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub numerator: Option<String>,
    /// An exact decimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denominator: Option<String>,
    /// The forecast for the year end, an exact decimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forecast: Option<String>,
    /// What qualifies the value.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub markers: Vec<String>,
    /// The day that the data stand at, where it is not the period's end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_at: Option<String>,
    /// A note for readers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The rating that was proposed or set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating: Option<String>,
    /// The day of expected completion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub completes: Option<String>,
    /// Commentary or words, Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The reason that was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// When, RFC 3339.
    pub at: String,
    /// How it came in: `form`, `spreadsheet`, `link`, `api`, `program`.
    pub via: String,
}

impl EntrySaid {
    /// An entry.
    pub fn of(entry: &Entry) -> EntrySaid {
        let said = match &entry.body {
            Body::Figure(figure) => figure_said(figure),
            Body::Progress(progress) => EntrySaid {
                rating: progress.grade.clone(),
                completes: progress.completes.map(|day| day.to_string()),
                text: Some(progress.text.clone()),
                ..EntrySaid::default()
            },
            Body::Words(text) => EntrySaid { text: Some(text.clone()), ..EntrySaid::default() },
            Body::Rating(grade) => {
                let rating = grade.clone().unwrap_or_else(|| "not rated".to_string());
                EntrySaid { rating: Some(rating), ..EntrySaid::default() }
            }
        };
        EntrySaid {
            item: entry.item.to_string(),
            version: entry.version,
            why: entry.why.clone(),
            at: entry.at.to_string(),
            via: word_of(&VIAS, entry.via).to_string(),
            ..said
        }
    }
}

fn figure_said(figure: &FigureEntry) -> EntrySaid {
    let said = match figure.reading {
        Reading::Figure(one) => EntrySaid {
            value: Some(one.value.to_string()),
            numerator: one.parts.map(|(numerator, _)| numerator.to_string()),
            denominator: one.parts.map(|(_, denominator)| denominator.to_string()),
            ..EntrySaid::default()
        },
        Reading::Absent(absence) => EntrySaid { reason: Some(reason(absence)), ..EntrySaid::default() },
    };
    EntrySaid {
        forecast: figure.forecast.map(|value| value.to_string()),
        markers: figure.markers.iter().copied().map(Marker::word).map(str::to_string).collect(),
        as_at: figure.as_at.map(|day| day.to_string()),
        note: figure.note.clone(),
        ..said
    }
}

fn reason(absence: Absence) -> String {
    match absence {
        Absence::NotDue(Some(due)) => format!("{} {due}", absence.word()),
        other => other.word().to_string(),
    }
}

/// Where an item stands, in a word.
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Owed => "owed",
        Standing::Returned => "returned",
        Standing::Entered => "entered",
        Standing::Submitted => "submitted",
        Standing::Approved => "approved",
    }
}
