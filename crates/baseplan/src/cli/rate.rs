//! `baseplan rate FOLDER --period P`: every measure of an edition with its rating.

use super::{Answer, Which, json, words};
use crate::workflow::ratings::{Row, rows};
use crate::workflow::{Stop, counts, open};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    which: Which,
    /// Answer for a program: an array, one object a measure
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Result<Answer, Stop> {
    let opened = open::open(&args.which.folder)?;
    let snapshot = rate::snapshot(&opened.council, opened.edition(args.which.period)?);
    let rows = rows(&snapshot);
    if args.json {
        return Ok(Answer::done(json(&rows)?));
    }
    let mut text = table(&rows);
    text.push('\n');
    text.push_str(&words::counts(&counts::counts(&snapshot)));
    Ok(Answer::done(text))
}

/// Reference, computed and published rating, then name and explanation beneath: nothing is cut.
fn table(rows: &[Row]) -> String {
    let width = |text: fn(&Row) -> &str| rows.iter().map(|row| text(row).chars().count()).max().unwrap_or(0);
    let widest = width(|row| &row.reference);
    let rated = width(rating);
    rows.iter()
        .map(|row| {
            let note = match (&row.rating, &row.published_rating) {
                (computed, Some(published)) if computed.as_ref() != Some(published) => {
                    format!("  [published: {published}]")
                }
                _ => String::new(),
            };
            let (reference, rating) = (&row.reference, rating(row));
            format!("{reference:widest$}  {rating:rated$}  {}{note}\n    {}\n", row.measure, row.explanation)
        })
        .collect()
}

fn rating(row: &Row) -> &str {
    row.rating.as_deref().unwrap_or("not rated")
}
