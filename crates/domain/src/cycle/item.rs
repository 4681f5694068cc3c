//! What is owed in a round: one thing that one person enters.

use std::fmt;

use crate::period::Period;

/// One thing to be entered for an edition. Its text form is its key in tables, addresses and files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// A measure's value for one of its own periods: `figure/KEY/PERIOD`.
    Figure {
        /// Key of the measure.
        measure: String,
        /// The period of the value.
        period: Period,
    },
    /// A commitment's rating, expected completion and commentary: `progress/REF`.
    Progress {
        /// Reference of the commitment in the edition's plan.
        commitment: String,
    },
    /// Words that the outline asks for: `words/SLOT` of the edition, `words/SLOT/REF` of something in the plan.
    Words {
        /// The slot.
        slot: String,
        /// Reference of what they are about; `None`: the edition itself.
        about: Option<String>,
    },
    /// A rating set by a person beside the computed one: `rating/KEY/PERIOD`.
    Rating {
        /// Key of the measure.
        measure: String,
        /// The period of the value that is rated.
        period: Period,
    },
}

impl Item {
    /// Reads a key. `None`: it is none. References may hold slashes; a period never does, and stands last.
    pub fn parse(text: &str) -> Option<Item> {
        let (kind, rest) = text.split_once('/')?;
        if rest.is_empty() {
            return None;
        }
        let dated = || {
            let (measure, period) = rest.rsplit_once('/')?;
            Some((measure.to_string(), Period::parse(period)?)).filter(|(measure, _)| !measure.is_empty())
        };
        match kind {
            "figure" => dated().map(|(measure, period)| Item::Figure { measure, period }),
            "rating" => dated().map(|(measure, period)| Item::Rating { measure, period }),
            "progress" => Some(Item::Progress { commitment: rest.to_string() }),
            "words" => {
                let (slot, about) = rest.split_once('/').map_or((rest, None), |(slot, about)| (slot, Some(about)));
                let about = about.map(str::to_string);
                let whole = !slot.is_empty() && about.as_deref() != Some("");
                whole.then(|| Item::Words { slot: slot.to_string(), about })
            }
            _ => None,
        }
    }

    /// The kind of item, the first word of its key.
    pub fn kind(&self) -> &'static str {
        match self {
            Item::Figure { .. } => "figure",
            Item::Progress { .. } => "progress",
            Item::Words { .. } => "words",
            Item::Rating { .. } => "rating",
        }
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind();
        match self {
            Item::Figure { measure, period } | Item::Rating { measure, period } => {
                write!(f, "{kind}/{measure}/{period}")
            }
            Item::Progress { commitment } => write!(f, "{kind}/{commitment}"),
            Item::Words { slot, about: None } => write!(f, "{kind}/{slot}"),
            Item::Words { slot, about: Some(about) } => write!(f, "{kind}/{slot}/{about}"),
        }
    }
}

#[cfg(test)]
mod cases {
    use super::*;

    #[test]
    fn a_key_is_read_back_as_the_item_that_wrote_it() {
        for key in [
            "figure/pothole-response/2025-26-Q3",
            "figure/F6 / F5/AY2024-25",
            "rating/PM14/2025-26",
            "progress/SO-01",
            "progress/F6 / F5",
            "words/introduction",
            "words/overview/O1",
        ] {
            assert_eq!(Item::parse(key).map(|item| item.to_string()).as_deref(), Some(key));
        }
    }

    #[test]
    fn what_is_no_key_is_not_guessed_at() {
        for key in
            ["", "figure", "figure/", "figure/x", "figure//2025-26", "figure/x/soon", "words/", "words/a/", "plan/x"]
        {
            assert_eq!(Item::parse(key), None, "{key}");
        }
    }
}
