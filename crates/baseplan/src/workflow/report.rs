//! One edition's report: rated, composed, and written in every form, in memory.

use std::collections::BTreeMap;
use std::thread;

use domain::{Council, Edition, Problem, Snapshot};
use report::document::Report;
use report::look::Look;
use report::outline::Outline;

use super::Stop;
use super::steps::{Steps, timed};

/// A report in every form, by the names of its files.
pub type Outputs = BTreeMap<&'static str, Vec<u8>>;

/// The names of the files of a report.
pub const FILES: [&str; 4] = ["report.html", "report.pdf", "report.json", "measures.csv"];

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

/// Writes a composed report in every form, the PDF beside the others.
///
/// # Errors
/// [`Stop::World`] if typesetting fails.
pub fn write(composed: &Composed, steps: &mut Steps) -> Result<Outputs, Stop> {
    let Composed { snapshot, report, look } = composed;
    let clock = steps.clock();
    steps.show("Writing HTML, PDF, JSON and CSV");
    let (pdf, rest) = thread::scope(|scope| {
        let pdf = scope.spawn(move || timed(clock, || pdf::pdf(report, look)));
        let html = timed(clock, || report::out::html(report, look));
        let json = timed(clock, || report::out::json(snapshot, report));
        let csv = timed(clock, || report::out::csv(snapshot));
        (pdf.join(), [("report.html", "html", html), ("report.json", "json", json), ("measures.csv", "csv", csv)])
    });
    let unset = |why: String| {
        Stop::world(
            format!("The PDF could not be typeset: {why}"),
            "If that does not say what to change, please report it.",
        )
    };
    let (pdf, took) = pdf.map_err(|_| unset("typesetting broke off".into()))?;
    let mut outputs = Outputs::from([("report.pdf", pdf.map_err(|why| unset(why.to_string()))?)]);
    for (file, step, (text, took)) in rest {
        steps.keep(step, took);
        outputs.insert(file, text.into_bytes());
    }
    steps.keep("pdf", took);
    Ok(outputs)
}
