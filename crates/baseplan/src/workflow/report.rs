//! One edition's report: rated and composed, in memory.

use domain::{Council, Edition, Problem, Snapshot};
use report::document::Report;
use report::look::Look;
use report::outline::Outline;

use super::Stop;
use super::steps::Steps;

/// An edition's report before it is written.
#[derive(Debug, Clone)]
pub struct Composed {
    /// What it draws on.
    pub snapshot: Snapshot,
    /// What it says.
    pub report: Report,
    /// How it looks.
    pub look: Look,
}

/// Rates an edition and composes its report.
///
/// # Errors
/// [`Stop::Faults`] with every problem of the outline and of the officers' words.
pub fn compose(council: &Council, edition: &Edition, steps: &mut Steps) -> Result<Composed, Stop> {
    let snapshot = steps.run("rate", "Rating", || rate::snapshot(council, edition));
    let outline = outline(council, edition).map_err(Stop::Faults)?;
    steps.run("compose", "Composing", || compose_by(snapshot, &outline)).map_err(Stop::Faults)
}

/// As [`compose`], with nobody watching.
///
/// # Errors
/// Every problem of the outline and of the officers' words.
pub fn composed(council: &Council, edition: &Edition) -> Result<Composed, Vec<Problem>> {
    let outline = outline(council, edition)?;
    compose_by(rate::snapshot(council, edition), &outline)
}

fn compose_by(snapshot: Snapshot, outline: &Outline) -> Result<Composed, Vec<Problem>> {
    let look = Look::new(&snapshot.look);
    let composed = report::compose(&snapshot, outline, &look);
    if composed.problems.is_empty() {
        Ok(Composed { snapshot, report: composed.report, look })
    } else {
        Err(composed.problems)
    }
}

fn outline(council: &Council, edition: &Edition) -> Result<Outline, Vec<Problem>> {
    let named = council.outlines.iter().find(|(name, _)| *name == edition.outline);
    let (name, text) = named.ok_or_else(|| vec![unknown_outline(edition)])?;
    report::outline::parse(name, text)
}

fn unknown_outline(edition: &Edition) -> Problem {
    Problem {
        file: "editions.toml".into(),
        line: 0,
        column: 0,
        rule: "unknown-reference",
        says: format!("The edition {} names the outline {:?}, which there is not", edition.period, edition.outline),
        hint: format!("Write outlines/{}.toml, or name one of the files under outlines/.", edition.outline),
    }
}
