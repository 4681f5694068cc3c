//! What people do with a council, in the order of the flow: new, open (and check), rate, explain, report, publish.
//!
//! The rooms are put together here and nowhere else. Each function gets what it needs and gives back what it made; the
//! disk is touched in [`disk`] and [`place`] alone, and the clock is an argument.

pub mod disk;

pub mod exported;

pub mod open;

pub mod ratings;

pub mod lookup;

pub mod explain;

pub mod counts;

pub mod steps;

pub mod report;

pub mod forms;

pub mod editions;

pub mod site;

pub mod place;

use domain::Problem;

/// Why a workflow did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// The council's files have faults: all of them, and nothing was written.
    Faults(Vec<Problem>),
    /// What was asked for does not exist or makes no sense.
    Asked {
        /// What is wrong.
        says: String,
        /// What to do next.
        hint: String,
    },
    /// The world refused: disk, permissions, typesetting.
    World {
        /// What is wrong.
        says: String,
        /// What to do next.
        hint: String,
    },
}

impl Stop {
    /// What was asked for does not exist or makes no sense.
    pub fn asked(says: impl Into<String>, hint: impl Into<String>) -> Stop {
        Stop::Asked { says: says.into(), hint: hint.into() }
    }

    /// The world refused.
    pub fn world(says: impl Into<String>, hint: impl Into<String>) -> Stop {
        Stop::World { says: says.into(), hint: hint.into() }
    }
}
