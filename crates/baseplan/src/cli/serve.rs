//! `baseplan serve`: the quarter's cycle in the browser, and the public site.

use std::path::PathBuf;

use super::{Answer, Moment};
use crate::server::config::Config;
use crate::server::run::{self, Serving};
use crate::workflow::Stop;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// A council already at work, with invented figures and a person a role
    #[arg(long)]
    demo: bool,
    /// The configuration file
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// Address and port to listen at [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS", hide_default_value = true)]
    listen: Option<String>,
    #[command(flatten)]
    database: Database,
}

/// Where the database is.
#[derive(Debug, clap::Args)]
pub struct Database {
    /// The database: sqlite:FILE or postgres://… [default: sqlite:baseplan.db]
    ///
    /// A password belongs in the variable BASEPLAN_DATABASE, which nobody else sees.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

impl Database {
    /// The address of the database: what was asked for, else the variable, else what the file says, else a file here.
    pub fn url(&self, configured: Option<String>) -> String {
        let variable = || std::env::var("BASEPLAN_DATABASE").ok();
        let asked = self.database.clone().or_else(variable).or(configured);
        asked.unwrap_or_else(|| "sqlite:baseplan.db".to_string())
    }
}

pub fn run(args: &Args, moment: Moment) -> Result<Answer, Stop> {
    let config = Config::read(args.settings.as_deref())?;
    let listen = args.listen.clone().or_else(|| config.listen.clone()).unwrap_or_else(|| "127.0.0.1:8080".to_string());
    let database = args.database.url(config.database.clone());
    log();
    let serving = Serving { config, listen, database, demo: args.demo };
    super::wait(run::run(serving, moment))?;
    Ok(Answer::done(String::new()))
}

/// Logs go to standard error, a line of JSON each; `BASEPLAN_LOG` says how much (`info`, `web=debug`).
fn log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("BASEPLAN_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    let begun = tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).try_init();
    // Begun already, by a test: its logs go on.
    drop(begun);
}
