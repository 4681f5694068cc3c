//! `baseplan report FOLDER --period P`: an edition's report in every form.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use domain::Edition;

use super::{Answer, Which, progress, words};
use crate::workflow::editions::{self, Ready, Wanted};
use crate::workflow::forms::{self, Form};
use crate::workflow::open;
use crate::workflow::steps::{Clock, Steps};
use crate::workflow::{Stop, counts, place};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    which: Which,
    /// Every edition of the council
    #[arg(long, conflicts_with = "period")]
    all: bool,
    /// Only these forms: html,pdf [default: all]
    #[arg(long, value_delimiter = ',', value_parser = form(), hide_default_value = true)]
    form: Vec<Form>,
}

/// Where reports go, under the working directory.
const OUT: &str = "out";

fn form() -> impl TypedValueParser<Value = Form> {
    let unknown = "no form is called that";
    PossibleValuesParser::new(Form::ALL.map(Form::name)).try_map(move |name| Form::named(&name).ok_or(unknown))
}

pub fn run(args: &Args, clock: Clock) -> Result<Answer, Stop> {
    let bar = progress::line();
    let reading = |doing: &str| bar.set_message(doing.to_string());
    let mut steps = Steps::new(clock, &reading);
    let opened = steps.run("read", "Reading the council's files", || open::open(&args.which.folder))?;
    let forms = if args.form.is_empty() { &Form::ALL } else { args.form.as_slice() };
    let wanted: Vec<Wanted<'_>> = match args.all {
        true => opened.council.editions.iter().map(|edition| (edition, forms)).collect(),
        false => vec![(opened.edition(args.which.period)?, forms)],
    };
    let show = |edition: &Edition, doing: &str| bar.set_message(format!("{} {doing}", edition.period));
    let ready = editions::prepare(&opened.council, &wanted, clock, &show)?;
    let place = |ready: &Ready| -> PathBuf {
        [OUT, &opened.name, &ready.composed.snapshot.edition.period.to_string()].iter().collect()
    };
    steps.run("save", "Saving", || ready.iter().try_for_each(|ready| place::report(&place(ready), &ready.outputs)))?;
    bar.finish_and_clear();
    let mut text: String = ready.iter().map(|ready| said(&place(ready), ready)).collect();
    let _ = writeln!(text, "{}; in all {}", words::steps(steps.taken()), words::time(steps.whole()));
    Ok(Answer::done(text))
}

fn said(folder: &Path, ready: &Ready) -> String {
    let mut text = String::new();
    for (name, bytes) in forms::files().filter_map(|name| ready.outputs.get_key_value(name)) {
        let _ = writeln!(text, "{}  {}", folder.join(name).display(), words::size(bytes.len()));
    }
    let _ = writeln!(text, "{}; together {}", words::steps(&ready.taken), words::time(ready.whole));
    text + &words::counts(&counts::counts(&ready.composed.snapshot))
}
