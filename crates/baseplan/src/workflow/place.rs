//! Putting files in their place on the disk, so that a half-written folder never stands.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Stop;
use super::forms::{self, Outputs};

/// The list of its files that a site carries.
const MANIFEST: &str = "manifest.json";

/// Writes a new folder of files by relative path; the folder may exist if it is empty.
///
/// # Errors
/// [`Stop::Asked`] if something stands there already; [`Stop::World`] if the disk refuses.
pub fn new_folder<'a>(folder: &Path, files: impl Iterator<Item = (&'a str, &'a [u8])>) -> Result<(), Stop> {
    let shown = folder.display().to_string();
    match fs::read_dir(folder).map(Iterator::count) {
        Ok(0) => fs::remove_dir(folder).map_err(|why| refused(folder, &why))?,
        Ok(_) => return Err(Stop::asked(format!("{shown} holds files already"), "Name a new or an empty folder.")),
        Err(why) if why.kind() == io::ErrorKind::NotFound => {}
        Err(why) if why.kind() == io::ErrorKind::NotADirectory => {
            return Err(Stop::asked(format!("{shown} is a file"), "Name a new or an empty folder."));
        }
        Err(why) => return Err(refused(folder, &why)),
    }
    let beside = beside(folder)?;
    let new = beside.path().join("new");
    fill(&new, files).and_then(|()| fs::rename(&new, folder)).map_err(|why| refused(folder, &why))
}

/// Puts a report's files where an earlier run's may stand, which they replace all together.
///
/// # Errors
/// [`Stop::World`] if the disk refuses, or if the place holds anything that no report wrote.
pub fn report(folder: &Path, outputs: &Outputs) -> Result<(), Stop> {
    let known: BTreeSet<String> = forms::files().map(str::to_string).collect();
    replace(folder, outputs, &known, "no report wrote")
}

/// Puts a site where an earlier one may stand, which it replaces as a whole. What the earlier one wrote stands in its
/// manifest.
///
/// # Errors
/// [`Stop::World`] if the disk refuses, or if the place holds anything that no site wrote.
pub fn site(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), Stop> {
    replace(folder, files, &listed(folder), "no site of Baseplan's wrote")
}

/// The files of the site that stands in a folder, as its manifest lists them. Nothing if there is no manifest.
fn listed(folder: &Path) -> BTreeSet<String> {
    let bytes = fs::read(folder.join(MANIFEST)).unwrap_or_default();
    let manifest: serde_json::Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let Some(files) = manifest.get("files").and_then(|files| files.as_array()) else { return BTreeSet::new() };
    let paths = files.iter().filter_map(|file| file.get("path")?.as_str());
    paths.chain([MANIFEST]).map(str::to_string).collect()
}

/// Puts files where files with `known` names may stand, all together.
fn replace(
    folder: &Path,
    files: &BTreeMap<String, Vec<u8>>,
    known: &BTreeSet<String>,
    whose: &str,
) -> Result<(), Stop> {
    if let Some(foreign) = foreign(folder, "", known).map_err(|why| refused(folder, &why))? {
        let says = format!("{} holds {foreign}, which {whose}", folder.display());
        return Err(Stop::world(says, "Move it elsewhere: this folder is replaced as a whole."));
    }
    let beside = beside(folder)?;
    let files = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    let (new, old) = (beside.path().join("new"), beside.path().join("old"));
    fill(&new, files).and_then(|()| exchange(folder, &new, &old)).map_err(|why| refused(folder, &why))
}

/// Moves `new` to `folder`; what stood there goes to `old`, and back again if the move fails.
fn exchange(folder: &Path, new: &Path, old: &Path) -> io::Result<()> {
    let stood = folder.exists();
    if stood {
        fs::rename(folder, old)?;
    }
    fs::rename(new, folder).or_else(|why| {
        if stood {
            fs::rename(old, folder)?;
        }
        Err(why)
    })
}

/// Something in a folder whose path is not known. `None` if there is nothing, or no folder.
fn foreign(root: &Path, within: &str, known: &BTreeSet<String>) -> io::Result<Option<String>> {
    let entries = match fs::read_dir(root.join(within)) {
        Ok(entries) => entries,
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(why) => return Err(why),
    };
    for entry in entries {
        let entry = entry?;
        let path = format!("{within}{}", entry.file_name().to_string_lossy());
        let deeper = format!("{path}/");
        let kind = entry.file_type()?;
        if kind.is_dir() && known.iter().any(|name| name.starts_with(&deeper)) {
            if let Some(found) = foreign(root, &deeper, known)? {
                return Ok(Some(found));
            }
        } else if !kind.is_file() || !known.contains(&path) {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

/// A folder beside another, removed with all in it when it is dropped.
fn beside(folder: &Path) -> Result<tempfile::TempDir, Stop> {
    let parent = folder.parent().filter(|p| !p.as_os_str().is_empty()).map_or(PathBuf::from("."), Path::to_path_buf);
    fs::create_dir_all(&parent)
        .and_then(|()| tempfile::Builder::new().prefix(".baseplan-").tempdir_in(&parent))
        .map_err(|why| refused(&parent, &why))
}

fn fill<'a>(folder: &Path, files: impl Iterator<Item = (&'a str, &'a [u8])>) -> io::Result<()> {
    fs::create_dir(folder)?;
    for (name, bytes) in files {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, bytes)?;
    }
    Ok(())
}

fn refused(folder: &Path, why: &io::Error) -> Stop {
    let says = format!("{} cannot be written: {why}", folder.display());
    Stop::world(
        says,
        "Nothing was changed there. Make room or ask for leave to write, then run the same command again.",
    )
}
