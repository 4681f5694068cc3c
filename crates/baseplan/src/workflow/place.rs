//! Putting files in their place on the disk, so that a half-written folder never stands.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Stop;
use super::report::FILES;

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
pub fn report(folder: &Path, outputs: &BTreeMap<&'static str, Vec<u8>>) -> Result<(), Stop> {
    let foreign = foreign(folder).map_err(|why| refused(folder, &why))?;
    if let Some(foreign) = foreign {
        let says = format!("{} holds {foreign}, which no report wrote", folder.display());
        return Err(Stop::world(says, "Move it elsewhere: this folder is replaced as a whole."));
    }
    let beside = beside(folder)?;
    let files = outputs.iter().map(|(name, bytes)| (*name, bytes.as_slice()));
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

/// The name of something in a report's folder that no report wrote. `None` if there is nothing, or no folder.
fn foreign(folder: &Path) -> io::Result<Option<String>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(why) => return Err(why),
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !FILES.contains(&name.as_str()) || !entry.file_type()?.is_file() {
            return Ok(Some(name));
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
