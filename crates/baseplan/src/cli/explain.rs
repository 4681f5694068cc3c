//! `baseplan explain FOLDER REF --period P`: why something is rated as it is.

use super::{Answer, Which, json};
use crate::workflow::explain::explain;
use crate::workflow::{Stop, lookup, open};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    which: Which,
    /// The reference of a measure, commitment or risk; one with spaces in quotes: "GW 03"
    #[arg(value_name = "REF")]
    reference: String,
    /// Answer for a program: one object
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Result<Answer, Stop> {
    let opened = open::open(&args.which.folder)?;
    let snapshot = rate::snapshot(&opened.council, opened.edition(args.which.period)?);
    let explained = explain(&snapshot, lookup::find(&snapshot, &args.reference)?);
    if args.json {
        return Ok(Answer::done(json(&explained)?));
    }
    let sentences: String = explained.sentences.iter().map(|sentence| format!("{sentence}\n")).collect();
    Ok(Answer::done(format!("{} {}\n{sentences}", explained.reference, explained.title)))
}
