//! `baseplan check FOLDER`: everything that is wrong with a council's files.

use std::path::PathBuf;

use domain::{Council, Problem};
use serde::Serialize;

use super::words::many;
use super::{Answer, DONE, FAULTY, json};
use crate::workflow::{Stop, open};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The council's folder
    folder: PathBuf,
    /// Answer for a program: an array of problems
    #[arg(long)]
    json: bool,
}

/// A problem for a program.
#[derive(Serialize)]
struct Told<'a> {
    file: &'a str,
    /// Null where the fault is the file itself.
    line: Option<u32>,
    /// Null where the fault is the line.
    column: Option<u32>,
    rule: &'a str,
    says: &'a str,
    hint: &'a str,
}

pub fn run(args: &Args) -> Result<Answer, Stop> {
    let (opened, problems) = open::check_whole(&args.folder)?;
    if args.json {
        let told: Vec<Told> = problems.iter().map(told).collect();
        return Ok(Answer { text: json(&told)?, status: if problems.is_empty() { DONE } else { FAULTY } });
    }
    if !problems.is_empty() {
        return Err(Stop::Faults(problems));
    }
    Ok(Answer::done(format!("{}: no problems. {}\n", args.folder.display(), holds(&opened.council))))
}

fn told(problem: &Problem) -> Told<'_> {
    let Problem { file, line, column, rule, says, hint } = problem;
    let some = |number: u32| (number > 0).then_some(number);
    Told { file, line: some(*line), column: some(*column), rule, says, hint }
}

fn holds(council: &Council) -> String {
    let parts = [
        many(council.editions.len(), "edition"),
        many(council.plans.len(), "plan"),
        many(council.measures.len(), "measure"),
        many(council.observations.len(), "value"),
        many(council.targets.len(), "target"),
    ];
    format!("It holds {}.", parts.join(", "))
}
