//! Opening a council: its folder read and checked, its editions found.

use std::path::Path;

use domain::{Council, Edition, Period, Problem};

use super::{Stop, disk, report};

/// A council whose files have no faults.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The folder's name, which names its reports' folder.
    pub name: String,
    /// What its files say.
    pub council: Council,
}

/// Reads a council's folder and refuses one with faults.
///
/// # Errors
/// [`Stop::Faults`] with every problem; [`Stop::Asked`] if there is no such folder.
pub fn open(folder: &Path) -> Result<Opened, Stop> {
    let (opened, problems) = check(folder)?;
    if problems.is_empty() { Ok(opened) } else { Err(Stop::Faults(problems)) }
}

/// Reads a council's folder with every problem in it, in the order of files and lines.
///
/// # Errors
/// [`Stop::Asked`] if there is no such folder.
pub fn check(folder: &Path) -> Result<(Opened, Vec<Problem>), Stop> {
    let found = disk::read(folder)?;
    let read = folder::read(&found.files);
    let unread = |p: &Problem| found.problems.iter().any(|q| q.file == p.file);
    let mut problems: Vec<Problem> = read.problems.into_iter().filter(|p| !unread(p)).collect();
    problems.extend(outline_problems(&read.council));
    problems.extend(found.problems.iter().cloned());
    problems.sort();
    problems.dedup();
    let name = folder.canonicalize().ok().and_then(|p| p.file_name().map(|n| n.to_string_lossy().into_owned()));
    let name = name.unwrap_or_else(|| "council".into());
    Ok((Opened { name, council: read.council }, problems))
}

/// As [`check`], and where its files have no faults, every edition composed: officers' words are checked against the
/// figures of the edition in which they stand.
///
/// # Errors
/// [`Stop::Asked`] if there is no such folder.
pub fn check_whole(folder: &Path) -> Result<(Opened, Vec<Problem>), Stop> {
    let (opened, mut problems) = check(folder)?;
    if problems.is_empty() {
        for edition in &opened.council.editions {
            problems.extend(report::composed(&opened.council, edition).err().unwrap_or_default());
        }
        problems.sort();
        problems.dedup();
    }
    Ok((opened, problems))
}

fn outline_problems(council: &Council) -> Vec<Problem> {
    let parsed = council.outlines.iter().map(|(name, text)| ::report::outline::parse(name, text));
    parsed.filter_map(Result::err).flatten().collect()
}

impl Opened {
    /// The edition of a period.
    ///
    /// # Errors
    /// [`Stop::Asked`] if there is none, naming those there are.
    pub fn edition(&self, period: Option<Period>) -> Result<&Edition, Stop> {
        let Some(period) = period else {
            return Err(Stop::asked("No edition was named", format!("Add --period. {}", self.editions())));
        };
        let says = || format!("{} has no edition {period}", self.council.name);
        self.council.edition(period).ok_or_else(|| Stop::asked(says(), self.editions()))
    }

    /// The editions there are, as a sentence.
    fn editions(&self) -> String {
        let keys: Vec<String> = self.council.editions.iter().map(|e| e.period.to_string()).collect();
        if keys.is_empty() {
            return "There are no editions yet: write one in editions.toml.".into();
        }
        format!("Editions: {}.", keys.join(", "))
    }
}
