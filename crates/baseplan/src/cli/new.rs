//! `baseplan new FOLDER`: a starting council.

use std::path::PathBuf;

use super::Answer;
use super::words::many;
use crate::workflow::{Stop, place};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder to write; it must not exist, or be empty
    folder: PathBuf,
}

pub fn run(args: &Args) -> Result<Answer, Stop> {
    let files = folder::starter();
    place::new_folder(&args.folder, files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))?;
    let folder = args.folder.display();
    Ok(Answer::done(format!(
        "{folder}: a starting council of {}, invented: put your own in its place.\n\
         Begin with {folder}/council.toml, and see what is wrong at any time with: baseplan check {folder}\n",
        many(files.len(), "file")
    )))
}
