//! `baseplan serve`: the quarter's cycle in the browser, and the public site.

use std::path::PathBuf;

use super::{Answer, Moment};
use crate::server::config::Config;
use crate::server::run::{self, Serving};
use crate::workflow::Stop;

/// Where a server listens that is told nothing else.
const LISTEN: &str = "127.0.0.1:8080";

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

/// Who is to come in as an administrator.
#[derive(Debug, clap::Args)]
pub struct Administrator {
    /// The configuration file of the server
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// The council in the database; not needed where there is one
    #[arg(long, value_name = "NAME")]
    council: Option<String>,
    #[command(flatten)]
    database: Database,
}

/// Makes a link that works once, also while the server runs.
pub fn administrator(args: &Administrator, moment: Moment) -> Result<Answer, Stop> {
    let config = Config::read(args.settings.as_deref())?;
    let listen = config.listen.clone().unwrap_or_else(|| LISTEN.to_string());
    let database = args.database.url(config.database.clone());
    let made = run::administrator(&config, &listen, &database, args.council.as_deref(), moment);
    let link = super::wait(made)?;
    Ok(Answer::done(format!(
        "This link makes whoever opens it an administrator. It works once, for an hour:\n    {link}\n"
    )))
}

pub fn run(args: &Args, moment: Moment) -> Result<Answer, Stop> {
    let config = Config::read(args.settings.as_deref())?;
    let listen = args.listen.clone().or_else(|| config.listen.clone()).unwrap_or_else(|| LISTEN.to_string());
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
