//! `baseplan report FOLDER --period P`: an edition's report in every form.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use domain::Edition;
use indicatif::{ProgressBar, ProgressStyle};

use super::{Answer, Which, words};
use crate::workflow::open::{self, Opened};
use crate::workflow::report::{self, Outputs};
use crate::workflow::steps::{Clock, Steps};
use crate::workflow::{Stop, counts, place};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    which: Which,
    /// Every edition of the council
    #[arg(long, conflicts_with = "period")]
    all: bool,
}

/// Where reports go, under the working directory.
const OUT: &str = "out";

pub fn run(args: &Args, clock: Clock) -> Result<Answer, Stop> {
    let bar = progress();
    let show = |doing: &str| bar.set_message(doing.to_string());
    let mut text = String::new();
    let mut steps = Steps::new(clock, &show);
    let opened = steps.run("read", "Reading the council's files", || open::open(&args.which.folder))?;
    let editions: Vec<&Edition> = match args.all {
        true => opened.council.editions.iter().collect(),
        false => vec![opened.edition(args.which.period)?],
    };
    for edition in editions {
        bar.set_prefix(edition.period.to_string());
        text.push_str(&one(&opened, edition, &mut steps)?);
        steps = Steps::new(clock, &show);
    }
    bar.finish_and_clear();
    Ok(Answer::done(text))
}

/// A line that says what is being done; hidden where standard error is no terminal.
fn progress() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {prefix} {msg}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(std::time::Duration::from_millis(80));
    bar
}

fn one(opened: &Opened, edition: &Edition, steps: &mut Steps) -> Result<String, Stop> {
    let composed = report::compose(&opened.council, edition, steps)?;
    let outputs = report::write(&composed, steps)?;
    let folder: PathBuf = [OUT, &opened.name, &edition.period.to_string()].iter().collect();
    steps.run("save", "Saving", || place::report(&folder, &outputs))?;
    Ok(said(&folder, &outputs, steps) + &words::counts(&counts::counts(&composed.snapshot)))
}

fn said(folder: &Path, outputs: &Outputs, steps: &Steps) -> String {
    let mut text = String::new();
    for name in report::FILES {
        let size = outputs.get(name).map_or(0, Vec::len);
        let _ = writeln!(text, "{}  {}", folder.join(name).display(), words::size(size));
    }
    let taken: Vec<String> =
        steps.taken().iter().map(|(step, took)| format!("{step} {}", words::time(*took))).collect();
    let _ = writeln!(text, "{}; in all {}", taken.join(", "), words::time(steps.whole()));
    text
}
