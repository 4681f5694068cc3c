//! `baseplan publish FOLDER --to DIR`: the public site of all editions.

use std::fmt::Write;
use std::path::PathBuf;

use ::publish::{By, Stand};
use domain::Edition;

use super::{Answer, progress, words};
use crate::workflow::steps::{Clock, Steps};
use crate::workflow::{Stop, editions, open, place, site};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The council's folder
    folder: PathBuf,
    /// The site's folder; a site that stands there is replaced
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// Where the site will stand: https://performance.example.org
    #[arg(long, value_name = "URL", value_parser = address)]
    address: Option<String>,
    /// `baseplan serve` answers where the site will stand: pages lead to its search, its feed and its interface
    #[arg(long, hide = true)]
    beside_server: bool,
}

/// An address of the web, without a slash at its end.
fn address(text: &str) -> Result<String, String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or_default();
    let plain = !rest.starts_with('/') && !rest.contains(|c: char| c.is_whitespace() || "<>\"?#".contains(c));
    if rest.is_empty() || !plain {
        return Err("write it whole: https://performance.example.org".into());
    }
    Ok(text.trim_end_matches('/').to_string())
}

pub fn run(args: &Args, clock: Clock) -> Result<Answer, Stop> {
    let bar = progress::line();
    let doing = |doing: &str| bar.set_message(doing.to_string());
    let mut steps = Steps::new(clock, &doing);
    let opened = steps.run("read", "Reading the council's files", || open::open(&args.folder))?;
    let show = |edition: &Edition, doing: &str| bar.set_message(format!("{} {doing}", edition.period));
    let wanted = site::wanted(&opened.council.editions);
    let ready = steps.run("reports", "Writing", || editions::prepare(&opened.council, &wanted, clock, &show))?;
    let by = if args.beside_server { By::Server } else { By::Files };
    let stand = Stand { address: args.address.as_deref(), by };
    let site = steps.run("pages", "Making pages", || site::site(&ready, stand))?;
    steps.run("save", "Saving", || place::site(&args.to, &site.files))?;
    bar.finish_and_clear();
    Ok(Answer::done(said(args, &site, &steps)))
}

fn said(args: &Args, site: &::publish::Site, steps: &Steps) -> String {
    let size = site.files.values().map(Vec::len).sum();
    let mut text = format!(
        "{}  {}, {}\n",
        args.to.join("index.html").display(),
        words::many(site.files.len(), "file"),
        words::size(size)
    );
    for period in &site.left_out {
        let _ = writeln!(text, "{period} is a draft: left out");
    }
    let _ = writeln!(text, "{}; in all {}", words::steps(steps.taken()), words::time(steps.whole()));
    text
}
