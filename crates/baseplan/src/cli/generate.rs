//! `baseplan generate`: completions and the man page, made from the command line itself.

use clap::{Command, Subcommand};
use clap_complete::Shell;

use super::Answer;
use crate::workflow::Stop;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Completions for a shell, on standard output
    Completions {
        /// bash, elvish, fish, powershell or zsh
        shell: Shell,
    },
    /// The man page, on standard output
    Man,
}

pub fn run(args: &Args, mut command: Command) -> Result<Answer, Stop> {
    let mut bytes = Vec::new();
    match args.what {
        What::Completions { shell } => clap_complete::generate(shell, &mut command, "baseplan", &mut bytes),
        What::Man => clap_mangen::Man::new(command)
            .render(&mut bytes)
            .map_err(|why| Stop::world(format!("The man page could not be made: {why}"), "Please report this."))?,
    }
    Ok(Answer::done(String::from_utf8_lossy(&bytes).into_owned()))
}
