//! A council's folder on the disk: read into memory, bounded and without following links out of it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use domain::Problem;
use folder::Files;

use super::Stop;

/// Bytes read of one file: one more than `folder` allows, so that `folder` sees that it is too large.
const MOST_BYTES: u64 = 20 * 1024 * 1024 + 1;
/// Files of one council. Ten councils' worth of any seen; a folder above it is not a council's.
const MOST_FILES: usize = 20_000;
/// Folders beside the council's files, which are not read with them: its look, and what an export knows of the cycle.
const BESIDE: [&str; 2] = ["look", "cycle"];
/// Folders within folders.
const MOST_LEVELS: usize = 8;

/// What the disk held.
#[derive(Debug, Default)]
pub struct Found {
    /// Every file that could be read.
    pub files: Files,
    /// What could not be read, and why.
    pub problems: Vec<Problem>,
}

/// Reads every file of a council's folder, leaving out names that begin with a dot or `~$` and what is under `look/` and `cycle/`.
///
/// # Errors
/// If there is no such folder, or the disk does not let it be listed.
pub fn read(folder: &Path) -> Result<Found, Stop> {
    let shown = folder.display();
    let root = match fs::canonicalize(folder) {
        Ok(root) if root.is_dir() => root,
        Ok(_) => return Err(Stop::asked(format!("{shown} is a file, not a folder"), "Name the council's folder.")),
        Err(why) if why.kind() == io::ErrorKind::NotFound => {
            let hint = format!("Check the name, or write a starting council there: baseplan new {shown}");
            return Err(Stop::asked(format!("There is no folder {shown}"), hint));
        }
        Err(why) => return Err(Stop::world(format!("{shown} cannot be opened: {why}"), "Ask for leave to read it.")),
    };
    let mut found = Found::default();
    walk(&root, &root, "", 0, &mut found);
    Ok(found)
}

/// Every file under a folder that this program wrote, by its path from there.
///
/// # Errors
/// The disk does not let it be read.
pub fn all(folder: &Path) -> io::Result<Files> {
    let mut files = Files::new();
    let mut folders = vec![(folder.to_path_buf(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                folders.push((entry.path(), format!("{name}/")));
            } else {
                files.insert(name, fs::read(entry.path())?);
            }
        }
    }
    Ok(files)
}

/// Lists one folder in the order of names, so that problems come in the same order everywhere.
fn walk(root: &Path, folder: &Path, prefix: &str, level: usize, found: &mut Found) {
    let listed = fs::read_dir(folder).and_then(|entries| entries.collect::<io::Result<Vec<_>>>());
    let entries = match listed {
        Ok(entries) => entries,
        Err(why) => return found.tell(prefix, "unreadable-file", unlisted(&why), "Give leave to list this folder."),
    };
    let named: BTreeMap<_, PathBuf> = entries.iter().map(|e| (e.file_name(), e.path())).collect();
    for (name, path) in named {
        let Some(name) = name.to_str() else {
            let says = format!("The name {} is not in Unicode", name.to_string_lossy());
            found.tell(prefix, "file-name", says, "Rename the file with plain letters.");
            continue;
        };
        if name.starts_with('.') || name.starts_with("~$") || (level == 0 && BESIDE.contains(&name)) {
            continue;
        }
        let relative = if prefix.is_empty() { name.to_string() } else { format!("{prefix}/{name}") };
        entry(root, &path, relative, level, found);
    }
}

/// Reads one entry of a folder: a file, a folder, or a link to a file within the council's folder.
fn entry(root: &Path, path: &Path, relative: String, level: usize, found: &mut Found) {
    let kind = match fs::symlink_metadata(path) {
        Ok(about) => about.file_type(),
        Err(why) => return found.unreadable(&relative, &why),
    };
    if kind.is_dir() {
        if level + 1 >= MOST_LEVELS {
            let says = format!("Folders stand more than {MOST_LEVELS} deep");
            return found.tell(&relative, "unknown-file", says, "Move the files up: see the manual's list of files.");
        }
        return walk(root, path, &relative, level + 1, found);
    }
    if kind.is_symlink() && !leads_to_file_within(root, path) {
        let says = "This is a link that leads out of the council's folder, to a folder, or nowhere";
        return found.tell(&relative, "link", says, "Put the file itself here.");
    }
    if !kind.is_symlink() && !kind.is_file() {
        return found.tell(&relative, "unreadable-file", "This is no plain file", "Remove it from the folder.");
    }
    if found.files.len() >= MOST_FILES {
        if found.files.len() == MOST_FILES && !found.problems.iter().any(|p| p.rule == "too-many-files") {
            let says = format!("The folder holds more than {MOST_FILES} files; from here on none was read");
            found.tell(&relative, "too-many-files", says, "Is this a council's folder? Move other files out of it.");
        }
        return;
    }
    match content(path) {
        Ok(bytes) => drop(found.files.insert(relative, bytes)),
        Err(why) => found.unreadable(&relative, &why),
    }
}

fn leads_to_file_within(root: &Path, link: &Path) -> bool {
    fs::canonicalize(link).is_ok_and(|target| target.starts_with(root) && target.is_file())
}

fn content(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unlisted(why: &io::Error) -> String {
    format!("The folder cannot be listed: {why}")
}

impl Found {
    fn tell(&mut self, file: &str, rule: &'static str, says: impl Into<String>, hint: &str) {
        let (file, says, hint) = (file.to_string(), says.into(), hint.to_string());
        self.problems.push(Problem { file, line: 0, column: 0, rule, says, hint });
    }

    fn unreadable(&mut self, file: &str, why: &io::Error) {
        let says = format!("The file cannot be read: {why}");
        self.tell(file, "unreadable-file", says, "Give leave to read it, or copy it here again.");
    }
}
