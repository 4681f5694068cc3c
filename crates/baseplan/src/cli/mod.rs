//! The command line. Subcommands stand in the order of the flow; each is one file that asks the workflow and words its
//! answer. Answers go to standard output, problems and progress to standard error.

mod check;

mod explain;

mod generate;

mod keep;

mod new;

mod progress;

mod publish;

mod rate;

mod report;

mod serve;

mod words;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use domain::Period;

use crate::server::run::Moment;
use crate::workflow::Stop;
use crate::workflow::steps::Clock;

/// Everything was done.
pub const DONE: u8 = 0;
/// The world refused: disk, permissions, typesetting.
pub const REFUSED: u8 = 1;
/// The council's files have faults, or the command asks for what there is not.
pub const FAULTY: u8 = 2;

const AFTER: &str = "\
Exit status:
  0  done
  1  failed: the disk or the typesetting refused
  2  faults in the council's files, or wrong usage; nothing was written

A period is written 2025-26, 2025-26-H1, 2025-26-Q2, 2025-09, AY2024-25 or CY2024.";

/// Performance management and reporting for councils: a folder of plain files becomes an accessible report.
#[derive(Debug, Parser)]
#[command(name = "baseplan", version, after_help = AFTER, disable_help_subcommand = true)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write a starting council, with a comment beside every key
    New(new::Args),
    /// Say everything that is wrong with a council's files
    Check(check::Args),
    /// Rate every measure of an edition
    Rate(rate::Args),
    /// Explain why a measure, commitment or risk is rated as it is
    Explain(explain::Args),
    /// Write an edition's report under out/: HTML, PDF, Word, Excel, ODS and open data
    Report(report::Args),
    /// Write the public site of all editions
    Publish(publish::Args),
    /// Serve the quarter's cycle in the browser, and the public site
    Serve(serve::Args),
    /// Make a one-use link for an administrator, where nobody can come in any more
    Administrator(serve::Administrator),
    /// Take a council's folder, or an export, into the database
    Import(keep::Import),
    /// Write a council out of the database as a folder, with everything that is known of it
    Export(keep::Export),
    /// Write the whole database into one file, while it is in use
    Backup(keep::File),
    /// Fill an empty database from a backup
    Restore(keep::File),
    /// Say whether the history is whole
    Verify(keep::Verify),
    /// Write completions for a shell, or the man page
    #[command(hide = true)]
    Generate(generate::Args),
}

/// A council's folder and one of its editions.
#[derive(Debug, clap::Args)]
struct Which {
    /// The council's folder
    folder: PathBuf,
    /// The edition, by its period: 2025-26-Q2
    #[arg(long, value_parser = period)]
    period: Option<Period>,
}

/// What a command answers.
struct Answer {
    /// For standard output.
    text: String,
    /// The exit status.
    status: u8,
}

impl Answer {
    fn done(text: String) -> Answer {
        Answer { text, status: DONE }
    }
}

/// Runs one command line and gives the exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>, clock: Clock, moment: Moment) -> ExitCode {
    let line = match Line::try_parse_from(arguments) {
        Ok(line) => line,
        Err(refused) => {
            let told = refused.print();
            return ExitCode::from(if told.is_err() { REFUSED } else { refused.exit_code() as u8 });
        }
    };
    let answered = match line.command {
        Command::New(args) => new::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Rate(args) => rate::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Report(args) => report::run(&args, clock),
        Command::Publish(args) => publish::run(&args, clock),
        Command::Serve(args) => serve::run(&args, moment),
        Command::Administrator(args) => serve::administrator(&args, moment),
        Command::Import(args) => keep::import(&args, moment),
        Command::Export(args) => keep::export(&args),
        Command::Backup(args) => keep::backup(&args),
        Command::Restore(args) => keep::restore(&args),
        Command::Verify(args) => keep::verify(&args),
        Command::Generate(args) => generate::run(&args, Line::command()),
    };
    ExitCode::from(match answered {
        Ok(answer) => tell(&answer),
        Err(stop) => {
            let (text, status) = words::stop(&stop);
            // Standard error is the last resort: if it is closed, the status still tells.
            let _ = io::stderr().write_all(text.as_bytes());
            status
        }
    })
}

/// Waits for what talks to the database or the network.
fn wait<T>(work: impl Future<Output = Result<T, Stop>>) -> Result<T, Stop> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|why| Stop::world(format!("No threads: {why}"), "Close other programs."))?.block_on(work)
}

/// Writes an answer. A reader that has read enough (`| head`) is no fault.
fn tell(answer: &Answer) -> u8 {
    let mut out = io::stdout().lock();
    match out.write_all(answer.text.as_bytes()).and_then(|()| out.flush()) {
        Err(why) if why.kind() != io::ErrorKind::BrokenPipe => REFUSED,
        _ => answer.status,
    }
}

fn period(text: &str) -> Result<Period, String> {
    let forms = "write it as 2025-26, 2025-26-H1, 2025-26-Q2, 2025-09, AY2024-25 or CY2024";
    Period::parse(text).ok_or_else(|| format!("this is no period; {forms}"))
}

/// An answer for programs: indented JSON with a line end.
fn json(answer: &impl serde::Serialize) -> Result<String, Stop> {
    let text = serde_json::to_string_pretty(answer);
    let refused = |why| Stop::world(format!("The answer could not be written as JSON: {why}"), "Please report this.");
    text.map(|text| text + "\n").map_err(refused)
}
